from django.apps import AppConfig


class HelpConfig(AppConfig):
    name = "marketplace.help"
    label = "help"
