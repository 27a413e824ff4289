from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "cooperatives.ledger"
    label = "ledger"
