from django.apps import AppConfig


class StaffConfig(AppConfig):
    name = "wegweiser.staff"
    label = "staff"
    verbose_name = "Pflege"
