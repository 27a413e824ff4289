"""The public figures: what was sold, by whom it was brought, how it is known, what it compares with."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, Sum

from cooperatives.enums import OrganisationKind
from cooperatives.money import rounded
from cooperatives.territory.models import Region
from fairs.enums import Channel, Evidence, ParticipationStatus
from fairs.models import Participation, Programme, ReferenceFigure
from fairs.revenue.figures import ZERO, Figures, Row, Scope
from fairs.revenue.public import OTHER, PublicSums, public_rows, public_sums
from fairs.revenue.selectors import READINGS, Reading

# What is counted here and was published too, in the order of `ProgrammeCount`.
COUNTED = ("editions", "participating_organisations")


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
class Present:
    """Who stood at the stalls, and who took part for the first time; counts of participations and people."""

    first_timers: int
    people: int
    women: int
    young: int

    @property
    def women_share(self) -> Decimal:
        return _share(self.women, self.people)

    @property
    def young_share(self) -> Decimal:
        return _share(self.young, self.people)


def _share(part: int, whole: int) -> Decimal:
    return Decimal(part) / whole if whole else Decimal(0)


@dataclass(frozen=True, slots=True)
class Impact:
    """Everything on the page of public figures; the total is None where too few sold to tell it."""

    total: Figures | None
    # Turnover by how it is known, and under `other` what cannot be told apart.
    evidence: dict[str, Decimal]
    present: Present
    sales: int | None
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
        known = {kind: amount for kind, amount in self.evidence.items() if kind != OTHER}
        return max(known, key=lambda kind: known[kind]) if known else Evidence.ITEMISED

    @property
    def average_basket(self) -> Decimal | None:
        """What a sale came to, of those recorded one by one."""
        itemised = self.evidence.get(Evidence.ITEMISED, ZERO)
        return rounded(itemised / self.sales) if self.sales else None


def impact() -> Impact:
    """The public figures as they stand now, in a fixed number of questions: money only as whole groups."""
    sums = public_sums("evidence", "channel", "region", "year")
    by_evidence = public_rows(sums, "evidence")
    published = list(ReferenceFigure.objects.filter(measure__in=("turnover", *COUNTED)).order_by("key"))
    return Impact(
        total=None if sums.is_withheld else sums.total(),
        evidence={str(row.key): row.figures.turnover for row in by_evidence},
        present=_present(),
        sales=next((row.figures.sales for row in by_evidence if row.key == Evidence.ITEMISED), None),
        readings=_readings(published),
        programmes=_programme_counts(published),
        organisations=_organisations_by_kind(),
        by_region=_by_region(sums),
        by_year=public_rows(sums, "year"),
    )


def _readings(published: Iterable[ReferenceFigure]) -> list[Reading]:
    """The published turnover in its three readings, beside what may be told of its period."""
    figures = [figure for figure in published if figure.measure == "turnover" and figure.programme in READINGS]
    figures.sort(key=lambda figure: list(READINGS).index(figure.programme))
    periods = {(figure.period_start, figure.period_end) for figure in figures}
    known = {period: _sold_within(*period) for period in periods}
    return [_reading(figure, known[figure.period_start, figure.period_end]) for figure in figures]


def _sold_within(first_day: date | None, last_day: date | None) -> PublicSums:
    return public_sums("kind", "channel", scope=Scope(first_day=first_day, last_day=last_day))


def _reading(figure: ReferenceFigure, sums: PublicSums) -> Reading:
    def sold(channel: Channel) -> Decimal:
        told = (each for each in sums.told if each.parts["channel"] == channel)
        kinds = READINGS[figure.programme]
        figures = [each.figures for each in told if each.parts["kind"] in kinds]
        return sum((each.turnover + each.corrections for each in figures), ZERO)

    return Reading(figure, on_site=sold(Channel.STALL), online=sold(Channel.ONLINE))


def _present() -> Present:
    counts = (
        Participation.objects.coming()
        .filter(stop__edition__is_published=True)
        .aggregate(
            first_timers=Count("pk", filter=Q(is_first_time=True)),
            persons=Sum("people", default=0),
            of_them_women=Sum("women", default=0),
            of_them_young=Sum("young", default=0),
        )
    )
    return Present(counts["first_timers"], counts["persons"], counts["of_them_women"], counts["of_them_young"])


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
        Participation.objects.coming()
        .filter(stop__edition__is_published=True)
        .order_by()
        .values_list("cooperative__kind")
        .annotate(organisations=Count("cooperative", distinct=True))
    )
    return dict(sorted(rows, key=lambda row: -row[1]))


def _by_region(sums: PublicSums) -> list[tuple[Region | None, Row]]:
    """Turnover by the region where it was sold; None stands for regions too small to be told apart."""
    regions = {region.code: region for region in Region.objects.all()}
    told = [(regions.get(str(row.key)) if row.key != OTHER else None, row) for row in public_rows(sums, "region")]
    return sorted(told, key=lambda pair: -pair[1].figures.turnover)
