"""The cooperatives that sold most, a page at a time: thousands over a country's editions."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import BigIntegerField, QuerySet, Sum
from django.db.models.functions import Cast

from fairs.enums import SummaryDimension
from fairs.organiser.figures import Breakdown, grouped
from fairs.organiser.summed import MEASURES
from fairs.revenue.models import EditionSummary

SUMS = {f"sum_{measure}": Sum(measure) for measure in MEASURES}


def best_sellers(edition_ids: Collection[int]) -> QuerySet[EditionSummary, int]:
    """Who sold at the editions, most first, as last summed; a slice of it is a page."""
    sold = _rows(edition_ids).values("key").annotate(turnover=Sum("gross") - Sum("returns"))
    cooperative = Cast("key", BigIntegerField())
    return sold.order_by("-turnover", cooperative).values_list(cooperative, flat=True)


def sold_by(edition_ids: Collection[int], cooperatives: Collection[int]) -> dict[int, Breakdown]:
    """What each of these cooperatives sold at the editions."""
    rows = _rows(edition_ids).filter(key__in=[str(pk) for pk in cooperatives])
    sums = rows.values("key", "channel", "evidence").annotate(**SUMS)
    return grouped(_as_measures(sums), lambda row: int(row["key"]))


def sold_by_all(edition_ids: Collection[int]) -> Breakdown:
    """What all cooperatives together sold at the editions."""
    sums = _rows(edition_ids).values("channel", "evidence").annotate(**SUMS)
    return Breakdown.of(_as_measures(sums.order_by("channel", "evidence")))


def _rows(edition_ids: Collection[int]) -> QuerySet[EditionSummary]:
    rows = EditionSummary.objects.filter(edition__in=edition_ids, dimension=SummaryDimension.COOPERATIVE)
    return rows.order_by()


def _as_measures(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [{name.removeprefix("sum_"): value for name, value in row.items()} for row in rows]
