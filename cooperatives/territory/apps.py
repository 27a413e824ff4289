from django.apps import AppConfig


class TerritoryConfig(AppConfig):
    name = "cooperatives.territory"
    label = "territory"
