"""`{% load money_text %}`: `{{ amount|money }}`, `|money_short`, `|number`, `|quantity`, `|percent`."""

from decimal import Decimal

from django import template

from cooperatives.formats import numbers

register = template.Library()


@register.filter
def money(amount: Decimal | int | None) -> str:
    """`120,00 درهم`, `120,00 DH`; nothing for None."""
    return "" if amount in (None, "") else numbers.money_text(amount)


@register.filter
def money_short(amount: Decimal | int | None) -> str:
    """`12,4 مليون درهم`, `12,4 MDH`; nothing for None."""
    return "" if amount in (None, "") else numbers.money_short_text(amount)


@register.filter
def number(value: Decimal | int | None) -> str:
    """A whole number with its thousands grouped; nothing for None."""
    return "" if value in (None, "") else numbers.number_text(value, places=0)


@register.filter
def quantity(value: Decimal | int | None) -> str:
    """`1,25` for 1.250; nothing for None."""
    return "" if value in (None, "") else numbers.quantity_text(value)


@register.filter
def percent(share: Decimal | None) -> str:
    """`54%` for 0.54; nothing for None."""
    return "" if share in (None, "") else numbers.percent_text(share)
