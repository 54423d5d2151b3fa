from django.urls import path

from wegweiser.reports import views

# Stand under a language. deploy/nginx.conf passes the sender's address on to these paths only.
report_patterns = [
    path("einrichtung/<int:pk>/melden/", views.report, name="report"),
    path("ort-vorschlagen/", views.suggest, name="suggest"),
    path("barriere-melden/", views.barrier, name="barrier"),
    path("gemeldet/", views.thanks, name="thanks"),
]
