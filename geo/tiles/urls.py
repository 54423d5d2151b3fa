from django.urls import path, register_converter

from geo.tiles import views


class PlaceConverter:
    """Anything of three parts: what is wrong with them is for the view to say."""

    regex = "[^/]+/[^/]+/[^/]+"

    def to_python(self, value: str) -> views.Place:
        return views.Place.split(value)

    def to_url(self, value: str) -> str:
        return value


register_converter(PlaceConverter, "tile_place")

app_name = "tiles"
urlpatterns = [
    path("", views.start, name="start"),
    path("<layer_name>/<extension>.json", views.describe, name="tilejson"),
    path("<layer_name>/<tile_place:place>", views.current_tile),
    path("<layer_name>/<token>/<tile_place:place>", views.tile_of_token),
    path("<path:rest>", views.nothing),
]
