from django.apps import AppConfig


class KindsConfig(AppConfig):
    name = "catalogue.kinds"
    label = "kinds"
