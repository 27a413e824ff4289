"""The words that page and paper of a receipt share."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cooperatives.formats.days import day_text
from cooperatives.formats.numbers import money_text
from cooperatives.money import ZERO
from marketplace.payment.enums import RefundStatus
from marketplace.payment.models import Refund
from marketplace.receipts.selectors import PaidOrder, Receipt


def how_paid(part: PaidOrder) -> str:
    """How and when one cooperative's part was paid."""
    given = {"day": day_text(part.paid_at) if part.paid_at else ""}
    if part.by_card:
        return _("Paid by card on %(day)s") % given
    if part.taken_by_carrier:
        return _("Paid in cash to the carrier on %(day)s") % given
    return _("Paid in cash to the cooperative on %(day)s") % given


def refund_text(refund: Refund) -> str:
    """How much went back, and how far it has come."""
    given = {"amount": money_text(refund.amount), "day": day_text(refund.ended_at or refund.created_at)}
    if refund.status == RefundStatus.SUCCEEDED:
        return _("%(amount)s paid back on %(day)s") % given
    return _("%(amount)s to be paid back, decided on %(day)s") % given


def sums_of(receipt: Receipt) -> list[tuple[str, Decimal]]:
    """From the products to what stays paid."""
    rows = [
        (_("Products"), receipt.goods),
        (_("Delivery"), receipt.delivery),
        (pgettext("receipt", "Paid"), receipt.paid),
    ]
    if receipt.given_back == ZERO:
        return rows
    return [*rows, (_("Paid back"), -receipt.given_back), (_("You have paid in all"), receipt.kept)]
