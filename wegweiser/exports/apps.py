from django.apps import AppConfig


class ExportsConfig(AppConfig):
    name = "wegweiser.exports"
    label = "exports"
    verbose_name = "Karten drucken"
