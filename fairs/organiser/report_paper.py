"""A cash report (Z) on paper, in the language of the page, for the file of whoever answers for the box."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cooperatives.formats.numbers import money_text, number_text
from fairs.models import Edition
from fairs.organiser.cash_reports import amount_names
from fairs.organiser.papers import Paper, code_text, head, moment_text
from fairs.tills.models import CashReport, CashReportLine, Sale

LAYOUT = "fairs/papers/cash_report.typ"
MOST_NUMBERS = 60


def report_paper(report: CashReport, edition: Edition, lines: Sequence[CashReportLine], late: Sequence[Sale]) -> Paper:
    """The report as it was signed, and below it what arrived later."""
    number = f"{report.till.stall.code}-Z{report.number}"
    return Paper(
        LAYOUT,
        {
            **head(_("Cash report"), number, str(edition)),
            "facts": facts_of(report, edition),
            "lines_title": _("By cooperative and payment"),
            "heads": [_("Cooperative"), _("Payment"), _("Sales"), _("Sold"), _("Returns"), _("Total")],
            "rows": [_line(line) for line in lines],
            "cash_title": _("The box"),
            "sums": box_of(report),
            "after": after_counting(report),
            "late_title": _("Arrived later, as corrections of their day") if late else "",
            "late_heads": [_("Sold on"), _("Arrived on"), _("Number"), _("Amount")],
            "late": [
                [
                    moment_text(sale.sold_at),
                    moment_text(sale.received_at),
                    number_text(sale.number, places=0),
                    money_text(sale.total),
                ]
                for sale in late
            ],
            "signatures": [
                [_("Signed by"), report.signed_by],
                *([[_("Witness"), report.witnessed_by]] if report.witnessed_by else []),
            ],
        },
    )


def facts_of(report: CashReport, edition: Edition) -> list[list[str]]:
    """Which till, when, by whom, and which numbers."""
    session = report.session
    numbers = [report.first_number, report.last_number]
    facts = [
        (_("Edition"), str(edition)),
        (_("Stall"), code_text(report.till.stall.code)),
        (_("Name of the till"), report.till.label or code_text(report.till.public_id)),
        (_("Cashier"), str(session.cashier or "")),
        (_("Opened on"), moment_text(session.opened_at)),
        (_("Closed on"), moment_text(session.closed_at or report.made_at)),
        (_("Numbers"), code_text("–".join(map(str, numbers))) if None not in numbers else ""),
        (_("Numbers that never arrived"), _numbers(report.missing_numbers)),
        (_("Sales"), number_text(report.sales, places=0)),
        (_("Cancelled sales"), number_text(report.voids, places=0) if report.voids else ""),
        (_("Returns"), number_text(report.returns, places=0) if report.returns else ""),
        (_("Closed from the desk by"), str(session.closed_by or "")),
    ]
    return [[name, value] for name, value in facts if value]


def box_of(report: CashReport) -> list[list[str]]:
    """From the float to what should be in the box."""
    names = amount_names()
    amounts = [
        ("opening_float", report.opening_float),
        ("cash_sales", report.cash_sales),
        ("cash_given_back", -report.cash_given_back),
        ("cash_in", report.cash_in),
        ("cash_out", -report.cash_out),
    ]
    known = [[names[name], money_text(amount)] for name, amount in amounts if amount or name == "opening_float"]
    return [*known, [names["expected_cash"], money_text(report.expected_cash)]]


def after_counting(report: CashReport) -> list[list[str]]:
    """What was counted, what is too much or too little, and why."""
    names = amount_names()
    if report.counted_cash is None or report.difference is None:
        counted = [[names["counted_cash"], _("Nobody counted.")]]
    else:
        counted = [
            [names["counted_cash"], money_text(report.counted_cash)],
            [names["difference"], money_text(report.difference)],
        ]
    explained = [[_("Explanation"), report.explanation]] if report.explanation else []
    other = [[names[name], money_text(getattr(report, name))] for name in ("card", "transfer") if getattr(report, name)]
    return [*counted, *explained, *other]


def _line(line: CashReportLine) -> list[Any]:
    return [
        str(line.cooperative),
        str(line.get_payment_display()),
        number_text(line.sales, places=0),
        money_text(line.gross),
        money_text(line.returns) if line.returns else "",
        money_text(line.gross - line.returns),
    ]


def _numbers(missing: Iterable[int]) -> str:
    listed = list(missing)
    text = code_text(", ".join(map(str, listed[:MOST_NUMBERS])))
    more = len(listed) - MOST_NUMBERS
    if more <= 0:
        return text
    rest = pgettext("numbers", "and %(count)s more") % {"count": more}
    return f"{text} {rest}"
