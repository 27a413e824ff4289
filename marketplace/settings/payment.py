"""Card payments: on where a key and a webhook secret are given, simulated where no money moves."""

from urllib.parse import urlsplit

from marketplace.settings.environment import ENVIRONMENT, is_simulated

STRIPE_API_KEY = ENVIRONMENT.stripe_api_key
STRIPE_WEBHOOK_SECRET = ENVIRONMENT.stripe_webhook_secret
# Only where something stands in for Stripe: the demonstration, the tests.
STRIPE_API_BASE = ENVIRONMENT.stripe_api_base
ALLOW_SIMULATED_PAYMENTS = ENVIRONMENT.allow_simulated_payments
# How long the words of a message that was worked through are kept: a little over a year of accounts.
GATEWAY_EVENT_DAYS = ENVIRONMENT.gateway_event_days

# What `marketplace.payment.gateway.gateway()` calls; another provider would be named here.
CARD_GATEWAY = "marketplace.payment.stripe_gateway.configured"
# Without the secret nobody could tell us that money came, so both or nothing.
CARD_PAYMENTS = bool(STRIPE_API_KEY and STRIPE_WEBHOOK_SECRET)
SIMULATED_PAYMENTS = CARD_PAYMENTS and is_simulated(STRIPE_API_KEY, STRIPE_API_BASE)

_STAND_IN = urlsplit(STRIPE_API_BASE)
# Where the page stands on which people give their card.
HOSTED_PAGE_ORIGIN = f"{_STAND_IN.scheme}://{_STAND_IN.netloc}" if STRIPE_API_BASE else "https://checkout.stripe.com"
