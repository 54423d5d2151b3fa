from django.apps import AppConfig


class GazetteerConfig(AppConfig):
    name = "geo.gazetteer"
    label = "gazetteer"
