from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "wegweiser.reports"
    label = "reports"
    verbose_name = "Meldungen"
