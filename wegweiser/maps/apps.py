from importlib import import_module

from django.apps import AppConfig


class MapsConfig(AppConfig):
    name = "wegweiser.maps"
    label = "maps"
    verbose_name = "Karten"

    def ready(self) -> None:
        import_module(f"{self.name}.layers").register()  # models exist only from here on
