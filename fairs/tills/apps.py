from django.apps import AppConfig


class TillsConfig(AppConfig):
    name = "fairs.tills"
    label = "tills"
