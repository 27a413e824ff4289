from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "fairs.imports"
    label = "imports"
