from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "cooperatives.outbox"
    label = "outbox"
