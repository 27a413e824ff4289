"""The ways to pay that are offered now. A new one is a line here and what settles it."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from marketplace.order.enums import PaymentMethod


@dataclass(frozen=True, slots=True)
class PaymentOption:
    """One way to pay, as the checkout shows it."""

    method: PaymentMethod
    icon: str
    title: str | Promise
    text: str | Promise


CASH = PaymentOption(
    PaymentMethod.CASH_ON_DELIVERY,
    "banknote",
    _("Cash when it comes"),
    _("You pay the carrier at your door, or at the fair where you collect."),
)
CARD = PaymentOption(
    PaymentMethod.CARD,
    "credit-card",
    _("By card now"),
    _("You go on to the bank's secure page. The number of your card never reaches us."),
)


def payment_options() -> tuple[PaymentOption, ...]:
    """The ways, the usual one first; the card only where somebody takes it."""
    return (CASH, CARD) if settings.CARD_PAYMENTS else (CASH,)


def payment_choices() -> list[tuple[str, Any]]:
    return [(option.method.value, option.title) for option in payment_options()]
