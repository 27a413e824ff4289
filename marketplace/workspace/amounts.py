"""Amounts of the workspace: in dirhams, and in rial too for who counts in them."""

from decimal import Decimal

from django.utils.html import format_html

from cooperatives.formats.numbers import money_text, rial_text
from cooperatives.permissions import Person


def amount_text(amount: Decimal | int | None, person: Person | None) -> str:
    """`120,00 درهم`, with `2.400 ريال` beside it where the person asked for that; nothing for None."""
    if amount in (None, ""):
        return ""
    if not getattr(person, "shows_rial", False):
        return money_text(amount)
    return format_html('{} <span class="rial">({})</span>', money_text(amount), rial_text(amount))
