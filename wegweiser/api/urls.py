from django.urls import path

from geo.rest.views import NoItemsView, NothingView
from wegweiser.api import nearby, views
from wegweiser.api.collections import COLLECTIONS

app_name = "api"
urlpatterns = [
    path("", views.LandingView.as_view(), name="landing"),
    path("openapi.json", views.OpenApiView.as_view(), name="openapi"),
    path("nearest", nearby.NearestView.as_view(), name="nearest"),
    path("sozialraum", nearby.SozialraumView.as_view(), name="sozialraum-at"),
    path("addresses", nearby.AddressesView.as_view(), name="addresses"),
    path("collections", views.ApiCollectionsView.as_view(), name="collections"),
    path("collections/facilities/items", views.FacilitiesView.as_view(), name="facilities"),
    path("collections/facilities/items/<item>", views.FacilityView.as_view(), name="facility"),
    path("collections/sozialraeume/items", views.SozialraeumeView.as_view(), name="sozialraeume"),
    path("collections/sozialraeume/items/<item>", views.SozialraumView.as_view(), name="sozialraum"),
    path("collections/<collection>", views.ApiCollectionsView.as_view(), name="collection"),
    path("collections/<collection>/items", NoItemsView.as_view(collections=COLLECTIONS)),
    path("<path:rest>", NothingView.as_view()),
]
