"""What a committee reads of one applicant: where it came before, and what it sold there as far as one may see that."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import F, Sum

from cooperatives.money import ZERO
from fairs.applications.models import Application
from fairs.enums import Evidence, ParticipationStatus, SummaryDimension
from fairs.models import Participation
from fairs.models.programmes import EditionQuerySet
from fairs.revenue.models import EditionSummary

MOST = 12


@dataclass(frozen=True, slots=True)
class Earlier:
    """One earlier participation; `turnover` is empty where whoever asks may not see that edition's figures."""

    participation: Participation
    may_see: bool
    turnover: dict[str, Decimal] = field(default_factory=dict)

    @property
    def came(self) -> bool:
        return self.participation.status == ParticipationStatus.CONFIRMED

    @property
    def total(self) -> Decimal:
        return sum(self.turnover.values(), ZERO)

    @property
    def parts(self) -> list[tuple[str, Decimal]]:
        return [(str(Evidence(evidence).label), amount) for evidence, amount in self.turnover.items() if amount]


def earlier_of(application: Application, visible: EditionQuerySet) -> list[Earlier]:
    """The applicant's earlier participations, the latest first; figures only of editions in `visible`."""
    stop = application.call.stop
    rows = Participation.objects.filter(cooperative=application.cooperative_id, stop__starts_at__lt=stop.starts_at)
    related = ("stop__edition__programme", "stop__commune")
    earlier = list(rows.exclude(stop=stop).select_related(*related).order_by("-stop__starts_at", "-pk")[:MOST])
    editions = {row.stop.edition_id for row in earlier}
    seen = set(visible.filter(pk__in=editions).order_by().values_list("pk", flat=True))
    sold = _turnover(seen, application.cooperative_id)
    return [Earlier(row, row.stop.edition_id in seen, sold.get(row.stop.edition_id, {})) for row in earlier]


def _turnover(editions: Iterable[int], cooperative: int) -> dict[int, dict[str, Decimal]]:
    """Of each edition by how it is known, from the sums that a job keeps."""
    cells = EditionSummary.objects.filter(
        edition__in=editions, dimension=SummaryDimension.COOPERATIVE, key=str(cooperative)
    )
    sums = cells.order_by().values("edition", "evidence").annotate(turnover=Sum(F("gross") - F("returns")))
    found: dict[int, dict[str, Decimal]] = {}
    for row in sums.order_by("edition", "evidence"):
        found.setdefault(row["edition"], {})[row["evidence"]] = row["turnover"]
    return found
