from django.apps import AppConfig


class CallsConfig(AppConfig):
    name = "fairs.calls"
    label = "calls"
