from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "cooperatives.jobs"
    label = "jobs"
