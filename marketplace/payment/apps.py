from django.apps import AppConfig
from django.conf import settings
from django.utils.module_loading import import_string


class PaymentConfig(AppConfig):
    name = "marketplace.payment"
    label = "payment"

    def ready(self) -> None:
        from marketplace.payment import checks  # noqa: F401

        if settings.CARD_PAYMENTS:
            # Takes a third of a second, for which no shopper and no message should wait; done once for all web workers.
            import_string(settings.CARD_GATEWAY)
