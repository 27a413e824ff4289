"""System checks of card payments: no real card meets a stand-in, and no goods leave for money that is not real."""

from collections.abc import Sequence

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from marketplace.settings.environment import LIVE_KEYS, PRODUCTION

STAND_IN_WITH_LIVE_KEY = Error(
    "STRIPE_API_BASE is set together with a live key.",
    hint="Take STRIPE_API_BASE away, or give a key for trials.",
    id="payment.E001",
)
SIMULATED_IN_EARNEST = Error(
    "Payments are simulated outside the demonstration: goods would leave and no money come.",
    hint="Give a live key without STRIPE_API_BASE, or say ALLOW_SIMULATED_PAYMENTS=1 for a shop on trial.",
    id="payment.E002",
)
LIVE_KEY_IN_DEMONSTRATION = Error(
    "A live key is set in a demonstration: people would pay for goods that do not exist.",
    hint="Give a key for trials, or none.",
    id="payment.E003",
)
KEY_WITHOUT_SECRET = Error(
    "STRIPE_API_KEY and STRIPE_WEBHOOK_SECRET belong together: without both, card payments stay off.",
    hint="Give both or neither.",
    id="payment.E004",
)


@register(Tags.security)
def card_payments(app_configs: Sequence[AppConfig] | None = None, **kwargs: object) -> list[CheckMessage]:
    """What is wrong with the settings for card payments."""
    is_live = settings.STRIPE_API_KEY.startswith(LIVE_KEYS)
    in_earnest = settings.MODE == PRODUCTION
    found = [
        (is_live and bool(settings.STRIPE_API_BASE), STAND_IN_WITH_LIVE_KEY),
        (
            settings.SIMULATED_PAYMENTS and in_earnest and not settings.ALLOW_SIMULATED_PAYMENTS,
            SIMULATED_IN_EARNEST,
        ),
        (is_live and not in_earnest, LIVE_KEY_IN_DEMONSTRATION),
        (bool(settings.STRIPE_API_KEY) != bool(settings.STRIPE_WEBHOOK_SECRET), KEY_WITHOUT_SECRET),
    ]
    return [message for is_wrong, message in found if is_wrong]
