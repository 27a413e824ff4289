from django.apps import AppConfig


class PlanConfig(AppConfig):
    name = "fairs.plan"
    label = "plan"
