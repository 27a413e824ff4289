"""Breakdowns from the summaries: what editions came to by hour, family, payment, place, as of a moment."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Max, Sum
from django.utils.translation import gettext as _

from catalogue.models import ProductClass
from cooperatives.formats import days
from cooperatives.money import ZERO
from cooperatives.territory.models import Region
from fairs.enums import PaymentKind, SummaryDimension
from fairs.models import Stop
from fairs.models.programmes import CUT_OFF
from fairs.organiser.figures import NOTHING, Breakdown, grouped
from fairs.revenue.models import EditionSummary

MEASURES = ("gross", "returns", "corrections", "sales", "units")
# Read together for every screen. Cooperatives are many: they have a list of their own.
SHOWN = (
    SummaryDimension.WHOLE,
    SummaryDimension.REGION,
    SummaryDimension.STOP,
    SummaryDimension.DAY,
    SummaryDimension.HOUR,
    SummaryDimension.FAMILY,
    SummaryDimension.PAYMENT,
)
# More days than these are shown by month.
MOST_DAYS = 31
MOST_STOPS = 12
Pairs = list[tuple[str, Breakdown]]


@dataclass(frozen=True)
class Summed:
    """What editions came to, by each dimension, when they were last summed; `as_of` is None before that."""

    by: dict[str, dict[str, Breakdown]] = field(default_factory=dict)
    as_of: datetime | None = None

    @property
    def turnover(self) -> Decimal:
        return sum((part.turnover for part in self.by.get(SummaryDimension.WHOLE, {}).values()), ZERO)


@dataclass(frozen=True, slots=True)
class Section:
    """One breakdown as a screen shows it; `is_over_time` draws columns instead of bars."""

    name: str
    title: str
    head: str
    pairs: Pairs
    is_over_time: bool = False
    note: str = ""

    @property
    def with_estimates(self) -> bool:
        return any(figures.estimated.parts for _label, figures in self.pairs)


def latest_sum() -> datetime | None:
    """When any edition at all was last summed: what is kept of older sums is not used any more."""
    whole = EditionSummary.objects.filter(dimension=SummaryDimension.WHOLE)
    return whole.order_by().aggregate(at=Max("as_of"))["at"]


def last_summed(edition_ids: Collection[int]) -> datetime | None:
    """When any of the editions was last summed."""
    whole = EditionSummary.objects.filter(dimension=SummaryDimension.WHOLE, edition__in=edition_ids)
    return whole.order_by().aggregate(at=Max("as_of"))["at"]


def summed(edition_ids: Collection[int], *, of: Sequence[str] = SHOWN) -> Summed:
    """The editions' summaries together, in one question."""
    rows = _sums(edition_ids, of)
    by: dict[str, dict[str, Breakdown]] = {}
    for (dimension, key), breakdown in grouped(rows, lambda row: (row["dimension"], row["key"])).items():
        by.setdefault(dimension, {})[key] = breakdown
    return Summed(by, max((row["at"] for row in rows), default=None))


def whole_summed(edition_ids: Collection[int]) -> dict[int, Breakdown]:
    """What each edition came to when it was last summed; one that never was is left out."""
    rows = (
        EditionSummary.objects.filter(edition__in=edition_ids, dimension=SummaryDimension.WHOLE)
        .order_by("edition", "channel", "evidence")
        .values("edition_id", "channel", "evidence", *MEASURES)
    )
    return grouped(rows, lambda row: row["edition_id"])


def cooperatives_summed(edition_ids: Collection[int]) -> dict[int, Breakdown]:
    """What each cooperative sold at the editions."""
    rows = _sums(edition_ids, [SummaryDimension.COOPERATIVE])
    return grouped(rows, lambda row: int(row["key"]))


def _sums(edition_ids: Collection[int], dimensions: Sequence[str]) -> list[dict[str, Any]]:
    keys = ("dimension", "key", "channel", "evidence")
    rows = (
        EditionSummary.objects.filter(edition__in=edition_ids, dimension__in=dimensions)
        .order_by()
        .values(*keys)
        .annotate(at=Max("as_of"), **{f"sum_{measure}": Sum(measure) for measure in MEASURES})
    )
    return [{name.removeprefix("sum_"): value for name, value in row.items()} for row in rows]


def came_since(figures: Breakdown, known: Summed) -> Decimal:
    """What fresh figures have that the summaries did not know yet."""
    return figures.turnover - known.turnover


def sections(known: Summed, *, of: Collection[str] = SHOWN) -> list[Section]:
    """The breakdowns in the language of the page: three questions for names, whatever there is."""
    drawn = (
        (SummaryDimension.REGION, _by_region),
        (SummaryDimension.STOP, _by_stop),
        (SummaryDimension.DAY, _by_day),
        (SummaryDimension.HOUR, _by_hour),
        (SummaryDimension.FAMILY, _by_family),
        (SummaryDimension.PAYMENT, _by_payment),
    )
    return [draw(known.by.get(name, {})) for name, draw in drawn if name in of]


def _by_region(parts: dict[str, Breakdown]) -> Section:
    names = {region.pk: str(region) for region in Region.objects.filter(pk__in=parts)} if parts else {}
    pairs = _largest_first((names.get(key, key), part) for key, part in parts.items())
    return Section("region", _("By region"), _("Region"), pairs)


def _by_stop(parts: dict[str, Breakdown]) -> Section:
    largest = sorted(parts, key=lambda key: -parts[key].turnover)[:MOST_STOPS]
    stops = Stop.objects.select_related("edition").filter(pk__in=[int(key) for key in largest if key])
    names = {str(stop.pk): _stop_name(stop) for stop in stops} if largest else {}
    pairs = [(names.get(key) or _("Online, at no stop"), parts[key]) for key in largest]
    note = _("Only the stops where most was sold.") if len(parts) > MOST_STOPS else ""
    return Section("stop", _("By stop"), _("Stop"), pairs, note=note)


def _stop_name(stop: Stop) -> str:
    own, edition = str(stop), str(stop.edition)
    return own if own.startswith(edition) else f"{edition} · {own}"


def _by_day(parts: dict[str, Breakdown]) -> Section:
    if len(parts) <= MOST_DAYS:
        pairs = [(days.day_text(date.fromisoformat(key)), parts[key]) for key in sorted(parts)]
        return Section("day", _("By business day"), _("Business day"), pairs, is_over_time=True)
    months: dict[str, list[Breakdown]] = {}
    for key in sorted(parts):
        months.setdefault(key[:7], []).append(parts[key])
    pairs = [(_month(month), _together(each)) for month, each in months.items()]
    return Section("day", _("By month of the business day"), _("Month"), pairs, is_over_time=True)


def _month(month: str) -> str:
    year, number = month.split("-")
    return f"{number}/{year}"


def _together(parts: Iterable[Breakdown]) -> Breakdown:
    return Breakdown(tuple(part for breakdown in parts for part in breakdown.parts))


def _by_hour(parts: dict[str, Breakdown]) -> Section:
    """Only what was typed has an hour; between the first and the last, an hour without sales is shown too."""
    # A business day goes on after midnight: what is sold then stands at its end.
    places = sorted((int(key) - CUT_OFF.hour) % 24 for key in parts if key)
    hours = [(place + CUT_OFF.hour) % 24 for place in range(places[0], places[-1] + 1)] if places else []
    pairs = [(f"{hour:02}:00", parts.get(str(hour), NOTHING)) for hour in hours]
    note = _("Only of sales recorded one by one: nobody knows the hour of the others.")
    return Section("hour", _("By hour"), _("Hour"), pairs, is_over_time=True, note=note)


def _by_family(parts: dict[str, Breakdown]) -> Section:
    families = ProductClass.objects.filter(code__in=parts) if parts else []
    names = {family.code: str(family) for family in families}
    pairs = _largest_first((names.get(key) or _("Not known"), part) for key, part in parts.items())
    return Section("family", _("By family of products"), _("Family of products"), pairs)


def _by_payment(parts: dict[str, Breakdown]) -> Section:
    pairs = _largest_first((str(PaymentKind(key).label), part) for key, part in parts.items())
    return Section("payment", _("By payment"), _("Payment"), pairs)


def _largest_first(pairs: Iterable[tuple[str, Breakdown]]) -> Pairs:
    return sorted(pairs, key=lambda pair: -pair[1].turnover)
