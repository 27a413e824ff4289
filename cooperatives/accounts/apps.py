from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "cooperatives.accounts"
    label = "accounts"
