"""The words that page, paper and spreadsheet of a statement share."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cooperatives.ledger.enums import EntryKind
from cooperatives.money import ZERO
from marketplace.statements.selectors import Statement


def line_heads() -> list[str]:
    """Above the columns of the lines."""
    return [
        _("Day"),
        pgettext("statement", "What"),
        _("Sold"),
        _("Platform's share"),
        _("Tax on the share"),
        _("Delivery"),
        _("For you"),
        _("You hold it already"),
        _("Left to you"),
    ]


def kind_names() -> dict[str, str]:
    """Lines of one kind together."""
    return {
        "order": _("Orders"),
        "refund": _("Paid back to shoppers"),
        "stall": _("Sales at stalls"),
        "payout": _("Payouts"),
        "handover": _("Cash handed to you"),
        EntryKind.REMITTANCE: _("Cash handed over"),
        EntryKind.CORRECTION: _("Corrections"),
    }


def sums_of(statement: Statement) -> list[tuple[str, Decimal]]:
    """From what was owed when the month began to what is owed at its end."""
    totals = statement.totals
    rows = [
        (_("Owed to you when the month began"), statement.settlement.opening),
        (_("Sold"), totals.gross),
        (_("Platform's share"), -totals.commission),
        (_("Tax on the share"), -totals.commission_tax),
        (_("Cash that you hold already"), totals.held),
        (_("Sent to you"), statement.paid_out),
        (_("Cash handed to you"), statement.handed_over),
        (_("Others"), statement.others),
    ]
    shown = [rows[0], *((name, amount) for name, amount in rows[1:] if amount != ZERO)]
    closing = statement.settlement.closing
    name = _("Owed to you at the end") if closing >= ZERO else _("You owe us at the end")
    return [*shown, (name, closing)]
