from django.apps import AppConfig


class OfficersConfig(AppConfig):
    name = "cooperatives.officers"
    label = "officers"
