from django.apps import AppConfig


class PushConfig(AppConfig):
    name = "cooperatives.push"
    label = "push"
