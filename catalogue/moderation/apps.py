from django.apps import AppConfig


class ModerationConfig(AppConfig):
    name = "catalogue.moderation"
    label = "moderation"
