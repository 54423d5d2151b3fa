from importlib import import_module

from django.apps import AppConfig


class GeoConfig(AppConfig):
    name = "geo"
    verbose_name = "Geo"

    def ready(self) -> None:
        import_module("geo.checks")
