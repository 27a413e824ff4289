from django.apps import AppConfig


class PaymentConfig(AppConfig):
    name = "marketplace.payment"
    label = "payment"

    def ready(self) -> None:
        from marketplace.payment import checks  # noqa: F401
