"""A receipt on paper, in the language of the page."""

from typing import Any

from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from cooperatives.formats.days import day_text, hour_text
from cooperatives.formats.numbers import money_text, number_text, percent_text
from cooperatives.formats.pdf import pdf
from cooperatives.texts import language_of
from marketplace.identity import platform_identity
from marketplace.receipts.selectors import PaidOrder, Receipt
from marketplace.receipts.words import how_paid, refund_text, sums_of

LAYOUT = "marketplace/receipts/receipt.typ"
LTR, END = "\u2066", "\u2069"


def receipt_pdf(receipt: Receipt) -> bytes:
    """The document, in the language of the page."""
    return pdf(LAYOUT, given_for(receipt))


def given_for(receipt: Receipt) -> dict[str, Any]:
    """All that the layout prints, as texts."""
    purchase = receipt.purchase
    name = "" if purchase.anonymised_at else purchase.payer_name
    when = f"{day_text(purchase.placed_at)} · {hour_text(purchase.placed_at)}"
    return {
        "title": _("Receipt"),
        "number": purchase.number,
        "platform": _("Cooperatives' Souk"),
        "platform_identity": platform_identity(),
        "foot": " · ".join([_("Receipt"), _code(purchase.number)]),
        "facts": [[_("Bought on"), when], *([[_("Bought by"), name]] if name else [])],
        "heads": [_("Product"), _("How many"), _("Price"), _("Tax"), _("Total")],
        "parts": [_part(part) for part in receipt.parts],
        "total_title": _("Total"),
        "sums": [[words, money_text(amount)] for words, amount in sums_of(receipt)],
        "tax_title": _("Tax in it"),
        "tax_heads": [_("Rate"), _("Before tax"), _("Tax"), _("With tax")],
        "taxes": [
            [percent_text(part.rate), *(money_text(each) for each in (part.without_tax, part.tax, part.with_tax))]
            for part in receipt.taxes
        ],
        "notes": notes(receipt),
    }


def notes(receipt: Receipt) -> list[str]:
    """Who answers for what."""
    said = [
        _(
            "Each cooperative sells and invoices its own products. "
            "Cooperatives' Souk brings them to you and takes the money for them."
        ),
    ]
    if receipt.still_to_pay:
        said.append(_("Orders of this purchase that are not paid yet are not on this receipt."))
    return said


def _part(part: PaidOrder) -> dict[str, Any]:
    cooperative = part.order.cooperative
    seller = [str(cooperative), f"{cooperative.commune}"]
    codes = [("ICE", cooperative.ice), (_("Register number"), cooperative.registration_number)]
    codes += [(_("Invoice"), part.invoice), (_("Order"), part.order.number)]
    return {
        "seller": " · ".join(seller),
        "seller_language": language_of(cooperative, "name"),
        "codes": " · ".join(_named(name, value) for name, value in codes if value),
        "lines": [
            [
                line.title,
                _code(f"× {number_text(line.quantity, places=0)}"),
                money_text(line.unit_price_incl_tax),
                percent_text(line.tax_rate),
                money_text(line.line_price_incl_tax),
            ]
            for line in part.lines
        ],
        "sums": [
            *([[_("Delivery"), money_text(part.order.shipping_incl_tax)]] if part.order.shipping_incl_tax else []),
            [_("Total"), money_text(part.order.total_incl_tax)],
        ],
        "paid": how_paid(part),
        "refunds": [refund_text(refund) for refund in part.refunds],
    }


def _named(name: str, value: str) -> str:
    """A code with its name, which is Latin itself where it is an abbreviation."""
    return _code(f"{name} {value}") if name.isascii() else f"{name} {_code(value)}"


def _code(text: str) -> str:
    """A code that keeps its order inside an Arabic line."""
    return f"{LTR}{text}{END}" if text and get_language_bidi() else text
