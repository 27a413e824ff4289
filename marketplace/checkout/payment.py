"""The ways to pay that are offered now. A new one is a line here and what settles it."""

from dataclasses import dataclass
from typing import Any

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


PAYMENT_OPTIONS = (
    PaymentOption(
        PaymentMethod.CASH_ON_DELIVERY,
        "banknote",
        _("Cash when it comes"),
        _("You pay the carrier at your door, or at the fair where you collect."),
    ),
)


def payment_choices() -> list[tuple[str, Any]]:
    return [(option.method.value, option.title) for option in PAYMENT_OPTIONS]
