from django.apps import AppConfig


class BasemapConfig(AppConfig):
    name = "geo.basemap"
    label = "basemap"
