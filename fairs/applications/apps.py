from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "fairs.applications"
    label = "applications"
