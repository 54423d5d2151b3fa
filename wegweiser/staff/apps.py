from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class StaffConfig(AppConfig):
    name = "wegweiser.staff"
    label = "staff"
    verbose_name = "Pflege"


class StaffAdminConfig(admin_apps.AdminConfig):
    default = False  # named in full in INSTALLED_APPS
    default_site = "wegweiser.staff.site.StaffSite"
