from django.apps import AppConfig


class PrintingConfig(AppConfig):
    name = "wegweiser.printing"
    label = "printing"
    verbose_name = "Druck"
