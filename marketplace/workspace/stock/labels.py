"""Sheets of labels: twenty-four to a page, each with the QR code that opens the lot's passport."""

from typing import Any

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from catalogue.enums import Unit
from catalogue.lots.models import Lot
from cooperatives.formats.days import day_text, language
from cooperatives.formats.numbers import quantity_text
from cooperatives.formats.pdf import pdf

LAYOUT = "marketplace/workspace/stock/labels.typ"
A_SHEET = 24


def passport_address(lot: Lot) -> str:
    """The short address of the lot's passport, the same in every language: short, so that its QR code is coarse."""
    return settings.BASE_URL + reverse("passport-short", args=[lot.public_id])


def label_sheets(lot: Lot, *, sheets: int) -> bytes:
    """`sheets` pages of labels as a PDF, in the language of the page."""
    return pdf(LAYOUT, labels_given(lot, sheets=sheets))


def labels_given(lot: Lot, *, sheets: int) -> dict[str, Any]:
    """All that the layout prints, as texts."""
    address = passport_address(lot)
    return {
        "title": f"{lot.product.title} · {lot.code}",
        "platform": _("Cooperatives' Souk"),
        "product": lot.product.title,
        "content": _content(lot),
        "cooperative": str(lot.cooperative),
        "place": lot.commune.name,
        "facts": [list(fact) for fact in _facts(lot)],
        "colon": "\u00a0: " if language() == "fr" else ": ",
        "scan": _("Scan me: where I come from"),
        "address": address.partition("://")[2],
        "qr": str(segno.make(address, error="m").svg_inline(border=2)),
        "count": sheets * A_SHEET,
    }


def _facts(lot: Lot) -> list[tuple[str, str, bool]]:
    """Names and values, and whether a value is a code."""
    facts = [(_("Lot"), lot.code, True), (_("Day it was made"), day_text(lot.made_on), False)]
    return [*facts, (_("Best before"), day_text(lot.best_before), False)] if lot.best_before else facts


def _content(lot: Lot) -> str:
    product = lot.product
    if product.unit != Unit.PIECE or product.net_quantity is None:
        return ""
    return f"{quantity_text(product.net_quantity)} {product.get_net_unit_display()}"
