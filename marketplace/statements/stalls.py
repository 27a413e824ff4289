"""What a cooperative sold at stalls, day by day, and the cash that it holds of it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, Sum

from cooperatives import clock
from cooperatives.ledger.models import LedgerEntry
from cooperatives.ledger.services import held_by_cooperative
from cooperatives.models import Cooperative
from cooperatives.money import ZERO
from cooperatives.settlements.months import first_day
from fairs.enums import Channel, Evidence
from fairs.models import Edition
from fairs.revenue.models import RevenueLine

DAYS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class StallDay:
    """Sales of one day at an edition's stalls, known one way, and the platform's share with its tax."""

    day: date
    edition: Edition | None
    evidence: str
    gross: Decimal
    share: Decimal

    @property
    def evidence_name(self) -> str:
        return str(Evidence(self.evidence).label)


@dataclass(frozen=True, slots=True)
class CashHeld:
    """Cash that the cooperative took itself since the month began, and the platform's share of it with its tax."""

    since: date
    taken: Decimal
    share: Decimal


def stall_days(cooperative: Cooperative) -> list[StallDay]:
    """The last days on which the cooperative sold at a stall, the newest first."""
    lines = RevenueLine.objects.filter(cooperative=cooperative, channel=Channel.STALL).order_by()
    rows = (
        lines.values_list("counts_on", "edition_id", "evidence")
        .annotate(gross=Sum("amount"), share=Sum(F("commission") + F("commission_tax")))
        .order_by("-counts_on", "-edition_id", "evidence")[:DAYS_SHOWN]
    )
    found = list(rows)
    editions = Edition.objects.in_bulk({edition_id for _, edition_id, *_ in found if edition_id})
    return [StallDay(day, editions.get(edition_id), *rest) for day, edition_id, *rest in found]


def cash_held(cooperative: Cooperative) -> CashHeld:
    """The cash of this month's sales that the cooperative holds itself: what it owes of it is the platform's share.

    By the day of sale: totals of an old edition that are typed in today were not taken this month.
    """
    month = first_day(clock.today())
    held = held_by_cooperative(cooperative.pk).code
    entries = LedgerEntry.objects.filter(account__code=held, transaction__counts_on__gte=month).order_by()
    taken = entries.aggregate(total=Sum("amount"))["total"] or ZERO
    lines = RevenueLine.objects.filter(cooperative=cooperative, transaction__in=entries.values("transaction"))
    share = lines.order_by().aggregate(total=Sum(F("commission") + F("commission_tax")))["total"] or ZERO
    return CashHeld(month, taken, share)
