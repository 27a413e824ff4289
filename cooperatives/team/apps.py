from django.apps import AppConfig


class TeamConfig(AppConfig):
    name = "cooperatives.team"
    label = "team"
