from django.apps import AppConfig


class SettlementsConfig(AppConfig):
    name = "cooperatives.settlements"
    label = "settlements"
