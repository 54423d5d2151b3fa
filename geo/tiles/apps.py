from django.apps import AppConfig


class TilesConfig(AppConfig):
    name = "geo.tiles"
    label = "tiles"
