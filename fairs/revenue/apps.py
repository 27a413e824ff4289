from django.apps import AppConfig


class RevenueConfig(AppConfig):
    name = "fairs.revenue"
    label = "revenue"
