"""Telephone numbers in pages; put a `<bdi dir="ltr">` around them."""

from django import template

from cooperatives.phones import shown_phone

register = template.Library()


@register.filter
def phone(number: str) -> str:
    """An E.164 number as people read it."""
    return shown_phone(number) if number else ""
