"""A statement on paper, in Arabic or French: every line up to a thousand, beyond that the sums of each day."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.utils.translation import get_language_bidi, pgettext
from django.utils.translation import gettext as _

from cooperatives import clock
from cooperatives.formats.days import day_text, month_name
from cooperatives.formats.numbers import money_text, number_text
from cooperatives.formats.pdf import pdf
from cooperatives.money import ZERO
from cooperatives.settlements.enums import PayoutWay
from cooperatives.settlements.models import Payout
from marketplace.identity import platform_identity
from marketplace.statements.lines import AMOUNTS, StatementLine, Totals
from marketplace.statements.selectors import Statement
from marketplace.statements.words import kind_names, line_heads, sums_of

LAYOUT = "marketplace/statements/statement.typ"
# Ten thousand lines would be three hundred pages, eight seconds and a gigabyte of memory.
LISTED = 1000
LTR, END = "\u2066", "\u2069"


def statement_pdf(statement: Statement) -> bytes:
    """The document, in the language of the page."""
    return pdf(LAYOUT, given_for(statement))


def given_for(statement: Statement) -> dict[str, Any]:
    """All that the layout prints, as texts."""
    is_long = len(statement.lines) > LISTED
    return {
        "title": _("Statement"),
        "month": month_text(statement),
        "draft": _("DRAFT") if statement.is_draft else "",
        "draft_text": _("Draft: it may still change"),
        "platform": _("Cooperatives' Souk"),
        "platform_identity": platform_identity(),
        "made_on": day_text(clock.now()),
        "foot": f"{statement.cooperative} · {month_text(statement)}",
        "whose": _("Cooperative"),
        "identity": identity(statement),
        "sum_title": _("In short"),
        "sums": [[name, money_text(amount)] for name, amount in sums_of(statement)],
        "lines_title": _("Line by line") if not is_long else _("Day by day"),
        "lines_note": _every_line_elsewhere(statement) if is_long else "",
        "heads": line_heads(),
        "rows": list(_by_day(statement.lines) if is_long else map(_row, statement.lines)),
        "foot_row": [_("Total"), "", *amount_texts(statement.totals)],
        "payouts_title": _("Payouts"),
        "payouts": [payout_text(payout) for payout in statement.payouts],
        "notes": notes(statement),
    }


def month_text(statement: Statement) -> str:
    return f"{month_name(statement.month)} {statement.month.year}"


def identity(statement: Statement) -> list[list[str]]:
    """Who the cooperative is before the law, as far as it has told us."""
    cooperative = statement.cooperative
    known = [
        (_("Name"), str(cooperative)),
        ("ICE", _code(cooperative.ice)),
        (_("Registration"), _code(cooperative.registration_number)),
        (pgettext("statement", "Place"), f"{cooperative.commune} · {cooperative.region}"),
    ]
    return [[name, value] for name, value in known if value]


def notes(statement: Statement) -> list[str]:
    """What must be said below the figures."""
    totals = statement.totals
    return [
        _("Amounts in dirhams, tax included. Delivery money goes to who carries the parcel: it is told, not counted."),
        _(
            "The platform's invoice for its share of this month is made out from this statement: "
            "%(share)s before tax, %(tax)s of tax, %(total)s in all."
        )
        % {
            "share": money_text(totals.commission),
            "tax": money_text(totals.commission_tax),
            "total": money_text(totals.commission + totals.commission_tax),
        },
    ]


def payout_text(payout: Payout) -> str:
    """A payout in one line: how much, which way, and the reference to look for."""
    where = f"•••• {payout.rib_last4}" if payout.way == PayoutWay.BANK else payout.office
    parts = [money_text(payout.amount), payout.get_status_display(), payout.get_way_display(), where, payout.reference]
    return " · ".join(_code(part) if part in (where, payout.reference) else str(part) for part in parts if part)


def _every_line_elsewhere(statement: Statement) -> str:
    text = _("This month has %(count)s lines: here each day stands as one, and the spreadsheet has all of them.")
    return text % {"count": number_text(len(statement.lines), places=0)}


def _row(line: StatementLine) -> list[str]:
    known = f" ({line.evidence_name})" if line.evidence_name else ""
    return [day_text(line.happened_on, with_year=False), f"{line.title}{known}", *amount_texts(line)]


def _by_day(lines: Sequence[StatementLine]) -> list[list[str]]:
    """One row for each day and kind of line."""
    names, others = kind_names(), _("Others")
    rows = []
    for (day, kind), group in groupby(sorted(lines, key=_day_and_kind), key=_day_and_kind):
        together = list(group)
        name = f"{names.get(kind, others)} × {len(together)}"
        rows.append([day_text(day, with_year=False), name, *amount_texts(Totals.of(together))])
    return rows


def _day_and_kind(line: StatementLine) -> tuple[Any, str]:
    return line.happened_on, line.kind


def amount_texts(line: StatementLine | Totals) -> list[str]:
    """Empty where nothing is: a column of zeros hides what matters."""
    values = [getattr(line, name) for name in AMOUNTS]
    return ["" if value == ZERO else number_text(value, places=2) for value in values]


def _code(text: str) -> str:
    """A code that keeps its order inside an Arabic line."""
    return f"{LTR}{text}{END}" if text and get_language_bidi() else text
