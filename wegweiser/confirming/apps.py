from django.apps import AppConfig


class ConfirmingConfig(AppConfig):
    name = "wegweiser.confirming"
    label = "confirming"
    verbose_name = "Träger fragen"
