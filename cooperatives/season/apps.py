from django.apps import AppConfig


class SeasonConfig(AppConfig):
    name = "cooperatives.season"
    label = "season"
