"""What was closed, the certificates that it gave, and what became known afterwards."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, Q, QuerySet, Sum
from django.db.models.functions import TruncDate

from cooperatives.models import Cooperative
from cooperatives.money import ZERO
from fairs.business_days import CASABLANCA
from fairs.closing.models import Closing, SalesCertificate
from fairs.models import Edition, PublicSpending, SignedContract, Stop
from fairs.organiser.figures import Breakdown
from fairs.organiser.selectors import MEASURES
from fairs.revenue.models import CoarseCell, DetailCell, RevenueLine


@dataclass(frozen=True, slots=True)
class LateSum:
    """What became known after the closing: on which day, for which business day and cooperative."""

    known_on: date
    counts_on: date
    cooperative: Cooperative
    amount: Decimal


@dataclass(frozen=True, slots=True)
class PublicMoney:
    """Public money spent on an edition, and what that is for each dirham sold; None where nothing was sold."""

    spent: Decimal
    turnover: Decimal

    @property
    def per_dirham_sold(self) -> Decimal | None:
        return self.spent / self.turnover if self.turnover > 0 and self.spent else None


def closings_of(edition: Edition) -> QuerySet[Closing]:
    """What was closed of an edition: its stops by number, then the edition itself."""
    rows = Closing.objects.filter(edition=edition).select_related("stop", "closed_by")
    return rows.order_by(F("stop__number").asc(nulls_last=True))


def certificates() -> QuerySet[SalesCertificate]:
    """Certificates with all that is printed on one."""
    return SalesCertificate.objects.select_related(
        "edition__programme",
        "edition__commune",
        "participation__stop__commune",
        "participation__cooperative__commune",
        "participation__cooperative__region",
        "closing__closed_by",
    )


def certificates_of(cooperative: Cooperative) -> QuerySet[SalesCertificate]:
    """The certificates of a cooperative, the newest first: what its workspace lists."""
    return certificates().filter(participation__cooperative=cooperative).order_by("-closing__closed_at", "-pk")


def certificates_at(closing: Closing) -> QuerySet[SalesCertificate]:
    """Those of a closed stop, or of all stops of a closed edition, by number."""
    of_what = Q(closing=closing) if closing.stop_id else Q(edition=closing.edition_id)
    return certificates().filter(of_what).order_by("number")


def late_sums(closing: Closing) -> list[LateSum]:
    """Corrections that came after what was closed, by the day on which they became known."""
    cells = DetailCell.objects.filter(edition=closing.edition_id).exclude(corrections=0)
    lines = RevenueLine.objects.filter(edition=closing.edition_id, late=True)
    if closing.stop_id:
        cells, lines = cells.filter(stop=closing.stop_id), lines.filter(stop=closing.stop_id)
    # The cells say on which days to look: no index leads to late lines, which nearly no edition has.
    days = set(cells.order_by().values_list("counts_on", flat=True).distinct())
    if not days:
        return []
    rows = list(
        lines.filter(counts_on__in=days)
        .order_by()
        .annotate(known_on=TruncDate("posted_at", tzinfo=CASABLANCA))
        .values_list("known_on", "counts_on", "cooperative_id")
        .annotate(amount=Sum("amount"))
        .order_by("known_on", "counts_on", "cooperative_id")
    )
    cooperatives = Cooperative.objects.in_bulk({row[2] for row in rows})
    return [LateSum(known, day, cooperatives[pk], amount) for known, day, pk, amount in rows]


def turnover_so_far(stop: Stop) -> Breakdown:
    """What a stop came to so far, by channel and evidence."""
    cells = CoarseCell.objects.filter(stop=stop).order_by().values("channel", "evidence")
    sums = cells.annotate(**{f"sum_{measure}": Sum(measure) for measure in MEASURES}).order_by("channel", "evidence")
    return Breakdown.of({name.removeprefix("sum_"): value for name, value in row.items()} for row in sums)


# Beside the turnover


def contracts_at(edition: Edition, stop_id: int | None = None) -> QuerySet[SignedContract]:
    """What participants signed at an edition, withdrawn ones too, latest first."""
    rows = SignedContract.objects.filter(participation__stop__edition=edition)
    if stop_id:
        rows = rows.filter(participation__stop=stop_id)
    people = ("participation__cooperative", "recorded_by", "withdrawn_by")
    return rows.select_related(*people).order_by("-signed_on", "-pk")


def spending_on(edition: Edition) -> QuerySet[PublicSpending]:
    """Public money spent on an edition, withdrawn entries too."""
    return PublicSpending.objects.filter(edition=edition).select_related("recorded_by", "withdrawn_by").order_by("pk")


def public_money(edition: Edition) -> PublicMoney:
    """What was spent of public money, beside the turnover at stalls and online with what came later."""
    spent = spending_on(edition).filter(withdrawn_at__isnull=True).aggregate(sum=Sum("amount", default=ZERO))["sum"]
    cells = CoarseCell.objects.filter(edition=edition).order_by()
    sold = cells.aggregate(sum=Sum(F("gross") - F("returns") + F("corrections"), default=ZERO))["sum"]
    return PublicMoney(spent, sold)
