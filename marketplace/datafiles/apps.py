from django.apps import AppConfig


class DataFilesConfig(AppConfig):
    name = "marketplace.datafiles"
    label = "datafiles"
