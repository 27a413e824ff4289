"""What a cooperative sold at fairs and markets, as far as it is its own: nobody else's part is asked for."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, Max, Min, QuerySet, Sum

from cooperatives.models import Cooperative
from cooperatives.money import ZERO
from fairs.consignment import DepositRow, OwedThere, deposit_of, owed_there
from fairs.enums import CashHolder, Channel, SaleKind
from fairs.models import Edition, Participation
from fairs.organiser.selectors import last_day
from fairs.revenue.models import DetailCell
from fairs.tills.models import CashReportLine, SaleLine

TURNOVER = F("gross") - F("returns") + F("corrections")


@dataclass(frozen=True, slots=True)
class FairRow:
    """An edition that the cooperative took part in, or sold at, with what it sold there (dirhams)."""

    edition: Edition
    at_stalls: Decimal
    online: Decimal

    @property
    def last_day(self) -> date:
        return last_day(self.edition)


@dataclass(frozen=True, slots=True)
class DaySold:
    """One business day, channel and evidence of the cooperative's own sales at an edition."""

    day: date
    channel: str
    evidence: str
    gross: Decimal
    returns: Decimal
    corrections: Decimal
    sales: int | None

    @property
    def turnover(self) -> Decimal:
        return self.gross - self.returns + self.corrections


@dataclass(frozen=True, slots=True)
class OnDeposit:
    """Goods that lie with the operator, and the cooperative's money that it holds."""

    rows: list[DepositRow]
    owed: OwedThere | None


def editions_of(cooperative: Cooperative) -> QuerySet[Edition]:
    """The published ones that it takes part in, and wherever it sold, the latest first."""
    coming = Participation.objects.coming().filter(cooperative=cooperative).order_by().values("stop__edition")
    sold = DetailCell.objects.filter(cooperative=cooperative, edition__isnull=False).order_by().values("edition")
    rows = Edition.objects.published().filter(pk__in=coming) | Edition.objects.filter(pk__in=sold)
    return rows.select_related("programme", "commune", "region").order_by("-starts_at", "-pk")


def fair_rows(cooperative: Cooperative, editions: Collection[Edition]) -> list[FairRow]:
    """The editions of a page with what the cooperative sold there: one query."""
    cells = DetailCell.objects.filter(cooperative=cooperative, edition__in=[edition.pk for edition in editions])
    sums = cells.order_by().values_list("edition", "channel").annotate(sold=Sum(TURNOVER))
    sold = {(edition, channel): amount for edition, channel, amount in sums}
    return [
        FairRow(edition, sold.get((edition.pk, Channel.STALL), ZERO), sold.get((edition.pk, Channel.ONLINE), ZERO))
        for edition in editions
    ]


def days_sold(cooperative: Cooperative, edition: Edition) -> list[DaySold]:
    """What it sold on each business day, and how that is known."""
    cells = DetailCell.objects.filter(cooperative=cooperative, edition=edition).order_by()
    rows = cells.values_list("counts_on", "channel", "evidence").annotate(
        Sum("gross"), Sum("returns"), Sum("corrections"), Sum("sales")
    )
    return [DaySold(*row) for row in rows.order_by("counts_on", "-channel", "evidence")]


def total_of(days: Collection[DaySold]) -> Decimal:
    return sum((day.turnover for day in days), ZERO)


def own_report_lines(cooperative: Cooperative, edition: Edition) -> QuerySet[CashReportLine, Any]:
    """The cooperative's own part of each cash report: at a shared till, nothing of the others'."""
    lines = CashReportLine.objects.filter(cooperative=cooperative, report__till__stall__edition=edition)
    return lines.values(
        "payment",
        "gross",
        "returns",
        "sales",
        number=F("report__number"),
        made_at=F("report__made_at"),
        stall=F("report__till__stall__code"),
        taken=F("gross") - F("returns"),
    ).order_by("-report__made_at", "-report", "payment")


def own_cancelled(cooperative: Cooperative, edition: Edition) -> QuerySet[SaleLine, Any]:
    """The sales of it that a seller cancelled, with the reason given: of a shared basket its own part."""
    lines = SaleLine.objects.filter(cooperative=cooperative, sale__kind=SaleKind.VOID, sale__stop__edition=edition)
    rows = lines.values(
        "sale",
        number=F("sale__reverses__number"),
        at=F("sale__sold_at"),
        reason=F("sale__note"),
        stall=F("sale__till__stall__code"),
    )
    return rows.annotate(amount=-Sum("amount")).order_by("-at", "sale")


def on_deposit(cooperative: Cooperative, edition: Edition) -> OnDeposit | None:
    """What lies at an edition whose operator sells; None where cooperatives take the money themselves."""
    if edition.cash_held_by != CashHolder.OPERATOR:
        return None
    rows = [row for row in deposit_of(edition, cooperative) if row.left or row.there]
    return OnDeposit(rows, owed_there(edition, [cooperative.pk]).get(cooperative.pk))


def own_days(cooperative: Cooperative, edition: Edition) -> tuple[date | None, date | None]:
    """The first and the last business day of the stops that it takes part in."""
    stops = Participation.objects.filter(cooperative=cooperative, stop__edition=edition).order_by()
    found = stops.aggregate(first=Min("stop__days__day"), last=Max("stop__days__day"))
    return found["first"], found["last"]
