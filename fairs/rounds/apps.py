from django.apps import AppConfig


class RoundsConfig(AppConfig):
    name = "fairs.rounds"
    label = "rounds"
