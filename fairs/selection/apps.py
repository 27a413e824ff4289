from django.apps import AppConfig


class SelectionConfig(AppConfig):
    name = "fairs.selection"
    label = "selection"
