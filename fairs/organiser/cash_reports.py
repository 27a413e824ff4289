"""The cash reports (Z) of an edition: each with what came after it, all of them with their sums."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, Sum
from django.utils.translation import gettext as _

from cooperatives.money import ZERO
from fairs.business_days import CASABLANCA
from fairs.models import Edition
from fairs.organiser.exports import COUNT, DAY, MONEY, Column, Table, Value
from fairs.tills.models import CashReport, CashReportLine
from fairs.tills.selectors import reports_of

AMOUNTS = (
    *("opening_float", "cash_sales", "cash_given_back", "card", "transfer", "cash_in", "cash_out"),
    *("expected_cash", "counted_cash", "difference"),
)


def sums_of(edition: Edition) -> dict[str, Any]:
    """What the reports come to together, in dirhams, and how many were not counted."""
    sums = (
        CashReport.objects.filter(till__stall__edition=edition)
        .order_by()
        .aggregate(
            **{f"sum_{name}": Sum(name) for name in AMOUNTS},
            reports=Count("pk"),
            uncounted=Count("pk", filter=Q(counted_cash__isnull=True)),
        )
    )
    amounts = {name: sums[f"sum_{name}"] or ZERO for name in AMOUNTS}
    return amounts | {"reports": sums["reports"], "uncounted": sums["uncounted"]}


def lines_of(report: CashReport) -> list[CashReportLine]:
    """The money of a report by cooperative and way of payment."""
    lines = CashReportLine.objects.filter(report=report).select_related("cooperative")
    return list(lines.annotate(taken=F("gross") - F("returns")).order_by("cooperative", "payment"))


def taken_in(report: CashReport) -> Decimal:
    """All that was sold less what was given back, however it was paid."""
    return report.cash_sales - report.cash_given_back + report.card + report.transfer


def reports_table(edition: Edition) -> Table:
    """Every report of an edition on a line of its own."""
    columns = [
        Column(_("Cash report")),
        Column(_("Stall")),
        Column(_("Name of the till")),
        Column(_("Cashier")),
        Column(_("Day"), DAY),
        Column(_("First number"), COUNT),
        Column(_("Last number"), COUNT),
        Column(_("Numbers missing"), COUNT),
        Column(_("Sales"), COUNT),
        Column(_("Cancelled sales"), COUNT),
        Column(_("Returns"), COUNT),
        *(Column(name, MONEY) for name in amount_names().values()),
        Column(_("Explanation")),
        Column(_("Signed by")),
        Column(_("Witness")),
    ]
    definitions: list[tuple[str, Value]] = [
        (_("Cash report"), _("What a session of a till took, counted and signed when it was closed.")),
        (_("Cash expected"), _("Float and cash sales, less cash given back, with cash put in and taken out.")),
        (_("Difference"), _("Cash counted less cash expected. Empty where nobody counted.")),
        (_("Late sales"), _("What arrived after a report never changes it: it stands beside it as a correction.")),
    ]
    return Table(f"{edition.code}-z", _("Cash reports"), columns, list(_rows(edition)), definitions)


def amount_names() -> dict[str, str]:
    """The amounts of a report in the words of page, paper and spreadsheet."""
    return {
        "opening_float": _("Float"),
        "cash_sales": _("Cash sales"),
        "cash_given_back": _("Cash given back"),
        "card": _("By card"),
        "transfer": _("By transfer"),
        "cash_in": _("Cash put in"),
        "cash_out": _("Cash taken out"),
        "expected_cash": _("Cash expected"),
        "counted_cash": _("Cash counted"),
        "difference": _("Difference"),
    }


def _rows(edition: Edition) -> Iterator[Sequence[Value]]:
    for report in reports_of(edition).iterator(chunk_size=500):
        yield (
            str(report),
            report.till.stall.code,
            report.till.label or report.till.public_id,
            str(report.session.cashier or ""),
            report.made_at.astimezone(CASABLANCA).date(),
            report.first_number,
            report.last_number,
            len(report.missing_numbers),
            report.sales,
            report.voids,
            report.returns,
            *(getattr(report, name) for name in AMOUNTS),
            report.explanation,
            report.signed_by,
            report.witnessed_by,
        )
