"""What the organiser's screens read: editions a person may see, and their figures from the cells."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Sum, Value, When
from django.db.models.functions import ExtractYear
from django.utils.translation import get_language

from cooperatives import clock
from cooperatives.models import Cooperative
from cooperatives.money import ZERO
from cooperatives.territory.models import Region
from cooperatives.texts import LANGUAGES, shown
from fairs.business_days import business_day
from fairs.models import Edition, Participation, Programme, Stop
from fairs.models.programmes import EditionQuerySet
from fairs.organiser.figures import NOTHING, Breakdown, grouped
from fairs.organiser.hooks import Ordered, ordered_not_certain_provider
from fairs.organiser.summed import MEASURES, cooperatives_summed
from fairs.revenue.models import CoarseCell

LIVE, COMING, PAST = 0, 1, 2


@dataclass(frozen=True, slots=True)
class TakingPart:
    """Participations and distinct organisations: two numbers. People are those at the stalls."""

    participations: int = 0
    organisations: int = 0
    people: int = 0
    women: int = 0

    @property
    def women_share(self) -> Decimal | None:
        return Decimal(self.women) / self.people if self.people else None


@dataclass(frozen=True, slots=True)
class EditionRow:
    """An edition with what it came to so far."""

    edition: Edition
    figures: Breakdown
    taking_part: TakingPart


@dataclass(frozen=True, slots=True)
class NamedFigures:
    """What a cooperative brought in; `language` is that of its name."""

    name: str
    language: str
    figures: Breakdown


@dataclass(frozen=True, slots=True)
class CooperativeRow:
    """What a cooperative brought in at an edition, and what is ordered from it there."""

    name: str
    language: str
    slug: str
    takes_part: bool
    figures: Breakdown
    ordered: Decimal

    @property
    def is_silent(self) -> bool:
        """It takes part and nobody wrote anything down for it."""
        return self.takes_part and not self.figures.parts


@dataclass(frozen=True, slots=True)
class OrderedSums:
    """Goods ordered for an edition whose money is not certain yet (dirhams)."""

    total: Decimal = ZERO
    by_cooperative: dict[int, Decimal] = field(default_factory=dict)


# Editions


def in_order(editions: EditionQuerySet) -> EditionQuerySet:
    """Open ones first, then the coming, soonest first, then the past, latest first."""
    moment = clock.now()
    group = Case(
        When(starts_at__gt=moment, then=Value(COMING)),
        When(ends_at__gt=moment, then=Value(LIVE)),
        default=Value(PAST),
        output_field=IntegerField(),
    )
    soonest = Case(When(starts_at__gt=moment, then=F("starts_at")))
    return (
        editions.annotate(group=group)
        .select_related("programme", "region", "commune")
        .order_by("group", soonest.asc(nulls_last=True), "-starts_at", "pk")
    )


def chosen(
    editions: EditionQuerySet, *, programme: str = "", region: str = "", year: int | None = None
) -> EditionQuerySet:
    """Those of a programme, with a stop in a region, that begin in a year."""
    if programme:
        editions = editions.filter(programme__code=programme)
    if region:
        editions = editions.filter(Exists(Stop.objects.filter(edition=OuterRef("pk"), region=region)))
    if year:
        editions = editions.filter(starts_at__year=year)
    return editions


def programmes_of(editions: EditionQuerySet) -> list[Programme]:
    """The programmes that the editions belong to."""
    return list(Programme.objects.filter(pk__in=editions.order_by().values("programme")).order_by("pk"))


def regions_of(editions: EditionQuerySet) -> list[Region]:
    """The regions in which the editions have a stop."""
    stops = Stop.objects.filter(edition__in=editions.order_by().values("pk")).order_by()
    return list(Region.objects.filter(pk__in=stops.values("region")).order_by("pk"))


def years_of(editions: EditionQuerySet) -> list[int]:
    """The years in which the editions begin, latest first."""
    years = editions.order_by().annotate(year=ExtractYear("starts_at")).values_list("year", flat=True).distinct()
    return sorted(years, reverse=True)


def rows_of(editions: Iterable[Edition]) -> list[EditionRow]:
    """The editions with their figures and who takes part, in two queries."""
    listed = list(editions)
    ids = [edition.pk for edition in listed]
    figures = figures_by_edition(ids)
    taking_part = taking_part_by_edition(ids)
    return [
        EditionRow(edition, figures.get(edition.pk, NOTHING), taking_part.get(edition.pk, TakingPart()))
        for edition in listed
    ]


def last_day(edition: Edition) -> date:
    """The business day on which the edition ends."""
    return business_day(edition.ends_at - timedelta(microseconds=1), ends=edition.business_day_ends)


# Who takes part


def taking_part(editions: QuerySet[Any]) -> TakingPart:
    """Over all the editions together: an organisation at three of them is one organisation."""
    sums = Participation.objects.coming().filter(stop__edition__in=editions).aggregate(**_who())
    return _taking_part(sums)


def taking_part_by_edition(edition_ids: Sequence[int]) -> dict[int, TakingPart]:
    """For each edition; one without participants is left out."""
    rows = (
        Participation.objects.coming()
        .filter(stop__edition__in=edition_ids)
        .order_by()
        .values("stop__edition_id")
        .annotate(**_who())
    )
    return {row["stop__edition_id"]: _taking_part(row) for row in rows}


def _who() -> dict[str, Any]:
    return {
        "participations": Count("pk"),
        "organisations": Count("cooperative", distinct=True),
        # Not called as the columns are: an annotation may not hide a field.
        "persons": Sum("people"),
        "of_them_women": Sum("women"),
    }


def _taking_part(row: Mapping[str, Any]) -> TakingPart:
    return TakingPart(row["participations"], row["organisations"], row["persons"] or 0, row["of_them_women"] or 0)


# Breakdown


def figures_by_edition(edition_ids: Sequence[int]) -> dict[int, Breakdown]:
    """For each edition; one of which nothing is known is left out."""
    return grouped(
        _sums(CoarseCell.objects.filter(edition__in=edition_ids), "edition_id"), lambda row: row["edition_id"]
    )


def figures_by_day(edition: Edition) -> dict[date, Breakdown]:
    """For each business day of which something is known, in order."""
    rows = _sums(CoarseCell.objects.filter(edition=edition), "counts_on")
    return dict(sorted(grouped(rows, lambda row: row["counts_on"]).items()))


def figures_by_programme(editions: EditionQuerySet) -> dict[int, Breakdown]:
    """For each programme, over the editions that are given."""
    rows = _sums(CoarseCell.objects.filter(edition__in=_ids(editions)), "edition__programme_id")
    return grouped(rows, lambda row: row["edition__programme_id"])


def figures_by_region(editions: EditionQuerySet) -> list[tuple[Region, Breakdown]]:
    """For each region in which the editions sold, by the place of sale."""
    rows = _sums(CoarseCell.objects.filter(edition__in=_ids(editions)), "region_id")
    by_code = grouped(rows, lambda row: row["region_id"])
    regions = Region.objects.in_bulk(list(by_code))
    return [(regions[code], by_code[code]) for code in sorted(by_code)]


def figures_by_year(editions: EditionQuerySet) -> list[tuple[int, Breakdown]]:
    """For each year, by business day, in order."""
    cells = CoarseCell.objects.filter(edition__in=_ids(editions)).annotate(year=ExtractYear("counts_on"))
    return sorted(grouped(_sums(cells, "year"), lambda row: row["year"]).items())


def figures_within(editions: EditionQuerySet, kinds: Iterable[str], first: date | None, last: date | None) -> Breakdown:
    """Of the programmes of some kinds, on the business days of a period, both ends counted."""
    period = Q()
    if first:
        period &= Q(counts_on__gte=first)
    if last:
        period &= Q(counts_on__lte=last)
    cells = CoarseCell.objects.filter(period, edition__in=_ids(editions), edition__programme__kind__in=list(kinds))
    return Breakdown.of(_sums(cells))


def cooperatives_at(edition: Edition, ordered: OrderedSums) -> list[CooperativeRow]:
    """Every organisation that takes part, sold or was ordered from, by name, as last summed: three queries."""
    figures = cooperatives_summed([edition.pk])
    coming = set(
        Participation.objects.coming().filter(stop__edition=edition).order_by().values_list("cooperative_id", flat=True)
    )
    return [
        CooperativeRow(
            *shown(row, "name"),
            slug=row["slug"],
            takes_part=row["pk"] in coming,
            figures=figures.get(row["pk"], NOTHING),
            ordered=ordered.by_cooperative.get(row["pk"], ZERO),
        )
        for row in _names(coming | set(figures) | set(ordered.by_cooperative))
    ]


def ordered_at(edition: Edition) -> OrderedSums:
    """What the packages above say is ordered for the edition and not yet certain."""
    by_cooperative: dict[int, Decimal] = {}
    rows: Sequence[Ordered] = ordered_not_certain_provider([edition.pk])
    for row in rows:
        by_cooperative[row.cooperative_id] = by_cooperative.get(row.cooperative_id, ZERO) + row.goods
    return OrderedSums(sum(by_cooperative.values(), ZERO), by_cooperative)


def sort_column() -> str:
    """The column by which names sort in the language of the page."""
    language = (get_language() or "ar")[:2]
    return f"sort_{language if language in LANGUAGES else 'ar'}"


def named_cooperatives(cooperative_ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """The name of each in the language of the page, and the language that it is in."""
    return {row["pk"]: shown(row, "name") for row in _names(cooperative_ids)}


def _names(cooperative_ids: Iterable[int]) -> QuerySet[Any, dict[str, Any]]:
    names = [f"name_{language}" for language in LANGUAGES]
    return Cooperative.objects.filter(pk__in=cooperative_ids).order_by(sort_column(), "pk").values("pk", "slug", *names)


def _ids(editions: EditionQuerySet) -> QuerySet[Any, Any]:
    return editions.order_by().values("pk")


def _sums(cells: QuerySet[Any], *keys: str) -> list[dict[str, Any]]:
    """Rows of sums for each of the keys, by channel and evidence."""
    rows = cells.order_by().values(*keys, "channel", "evidence")
    # The prefix: an annotation may not hide a field, and the rows are read by the measures' own names.
    rows = rows.annotate(**{f"sum_{measure}": Sum(measure) for measure in MEASURES}).order_by(
        *keys, "channel", "evidence"
    )
    return [{name.removeprefix("sum_"): value for name, value in row.items()} for row in rows]
