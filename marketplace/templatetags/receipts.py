"""`{% load receipts %}`: whether a purchase's page may offer its receipt."""

from typing import Any

from django import template
from django.template.context import Context

register = template.Library()


@register.simple_tag(takes_context=True)
def something_is_paid(context: Context) -> bool:
    """Whether one of the page's `orders` is paid; they are at hand, so nothing is asked for."""
    return any(_order_of(shown).paid_at for shown in context.get("orders") or ())


def _order_of(shown: Any) -> Any:
    return shown["order"] if isinstance(shown, dict) else shown
