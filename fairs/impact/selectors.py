"""The public figures: what was sold, by whom it was brought, how it is known, what it compares with."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q

from cooperatives.enums import OrganisationKind
from cooperatives.territory.models import Region
from fairs.enums import Evidence, ParticipationStatus
from fairs.models import Participation, Programme, ReferenceFigure
from fairs.revenue.figures import Figures, Row
from fairs.revenue.public import OTHER, public_rollup
from fairs.revenue.selectors import Reading, rollup_rows, total_of, turnover_readings

# What is counted here and was published too, in the order of `ProgrammeCount`.
COUNTED = ("editions", "participating_organisations")
_COMING = ~Q(status=ParticipationStatus.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class ProgrammeCount:
    """How many editions a programme has had, and who took part: twice at two of them counts two participations."""

    programme: Programme
    editions: int
    participations: int
    organisations: int
    published_editions: ReferenceFigure | None
    published_organisations: ReferenceFigure | None


@dataclass(frozen=True, slots=True)
class Impact:
    """Everything on the page of public figures."""

    total: Figures
    evidence: dict[str, Decimal]
    readings: list[Reading]
    programmes: list[ProgrammeCount]
    organisations: dict[str, int]
    by_region: list[tuple[Region | None, Row]]
    by_year: list[Row]

    @property
    def participations(self) -> int:
        return sum(each.participations for each in self.programmes)

    @property
    def editions(self) -> int:
        return sum(each.editions for each in self.programmes)

    @property
    def distinct_organisations(self) -> int:
        return sum(self.organisations.values())

    @property
    def womens_cooperatives(self) -> int:
        return self.organisations.get(OrganisationKind.WOMEN, 0)

    @property
    def main_evidence(self) -> str:
        """How most of the turnover is known."""
        return max(self.evidence, key=lambda known: self.evidence[known]) if self.evidence else Evidence.ITEMISED


def impact() -> Impact:
    """The public figures as they stand now, in a fixed number of questions."""
    by_evidence = rollup_rows(group_by="evidence")
    published = list(ReferenceFigure.objects.filter(measure__in=("turnover", *COUNTED)).order_by("key"))
    return Impact(
        total=total_of(by_evidence),
        evidence={str(row.key): row.figures.turnover for row in by_evidence},
        readings=turnover_readings(published),
        programmes=_programme_counts(published),
        organisations=_organisations_by_kind(),
        by_region=_by_region(),
        by_year=public_rollup(group_by="year").rows,
    )


def _programme_counts(published: Sequence[ReferenceFigure]) -> list[ProgrammeCount]:
    beside = {(figure.programme, figure.measure): figure for figure in published}
    editions = Q(editions__is_published=True)
    here = editions & ~Q(editions__stops__participations__status=ParticipationStatus.WITHDRAWN)
    rows = Programme.objects.annotate(
        edition_count=Count("editions", filter=editions, distinct=True),
        participation_count=Count("editions__stops__participations", filter=here, distinct=True),
        organisation_count=Count("editions__stops__participations__cooperative", filter=here, distinct=True),
    ).order_by("id")
    return [
        ProgrammeCount(
            row,
            row.edition_count,
            row.participation_count,
            row.organisation_count,
            *(beside.get((row.kind, measure)) for measure in COUNTED),
        )
        for row in rows
        if row.edition_count
    ]


def _organisations_by_kind() -> dict[str, int]:
    """Distinct organisations that took part at least once, by kind, the most numerous first."""
    rows = (
        Participation.objects.filter(_COMING, stop__edition__is_published=True)
        .order_by()
        .values_list("cooperative__kind")
        .annotate(organisations=Count("cooperative", distinct=True))
    )
    return dict(sorted(rows, key=lambda row: -row[1]))


def _by_region() -> list[tuple[Region | None, Row]]:
    """Turnover by the region where it was sold; None stands for regions too small to be told apart."""
    regions = {region.code: region for region in Region.objects.all()}
    rows = public_rollup(group_by="region").rows
    told = [(regions.get(str(row.key)) if row.key != OTHER else None, row) for row in rows]
    return sorted(told, key=lambda pair: -pair[1].figures.turnover)
