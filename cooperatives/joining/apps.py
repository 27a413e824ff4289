from django.apps import AppConfig


class JoiningConfig(AppConfig):
    name = "cooperatives.joining"
    label = "joining"
