from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "wegweiser.pages"
    label = "pages"
    verbose_name = "Seiten"
