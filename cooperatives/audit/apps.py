from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "cooperatives.audit"
    label = "audit"
