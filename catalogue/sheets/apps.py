from django.apps import AppConfig


class SheetsConfig(AppConfig):
    name = "catalogue.sheets"
    label = "sheets"
