from django.apps import AppConfig


class MapsConfig(AppConfig):
    name = "wegweiser.maps"
    label = "maps"
    verbose_name = "Karten"
