from django.apps import AppConfig


class ClosingConfig(AppConfig):
    name = "fairs.closing"
    label = "closing"
