from django.urls import path

from wegweiser.confirming import views

# In German only: it is for offices, not for families.
confirm_patterns = [path("bestaetigen/<str:token>/", views.page, name="page")]
