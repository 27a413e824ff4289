"""The figures of a stop or an edition as they are frozen at its closing: exact amounts as text, ready for JSON.

Each row holds the same columns: what is known at stalls in each of the three ways, what was sold
online, and what they come to. Late lines are in none of them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, QuerySet, Sum

from catalogue.models import ProductClass
from cooperatives.models import Cooperative
from cooperatives.money import ZERO
from cooperatives.texts import texts_of
from fairs.enums import Channel
from fairs.models import Edition, Participation, Stop
from fairs.revenue.models import DetailCell
from fairs.rounds.models import Estimate

# The columns of each row: the first four add up to its turnover.
KNOWN = ("itemised", "declared", "estimated", "online")
COLUMNS = (*KNOWN, "returns", "turnover")
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """What is closed: one stop, or the whole edition."""

    edition: Edition
    stop: Stop | None = None

    def cells(self) -> QuerySet[DetailCell]:
        cells = DetailCell.objects.filter(edition=self.edition)
        return cells.filter(stop=self.stop) if self.stop else cells

    def participations(self) -> QuerySet[Participation]:
        rows = Participation.objects.filter(stop__edition=self.edition)
        return rows.filter(stop=self.stop) if self.stop else rows

    def stops(self) -> QuerySet[Stop]:
        stops = Stop.objects.filter(edition=self.edition).order_by("number")
        return stops.filter(pk=self.stop.pk) if self.stop else stops


def frozen_figures(place: Place) -> dict[str, Any]:
    """All figures of `place` as they stand: asked under the lock that keeps sales out."""
    return {
        "total": _total(place),
        "by_day": _by(place, "counts_on", lambda keys: {}),
        "by_stop": _by(place, "stop_id", _stop_names),
        "by_cooperative": sorted(_by(place, "cooperative_id", _cooperative_names), key=_most_first),
        "by_family": sorted(_by(place, "family_id", _family_names), key=_most_first),
        "by_payment": _by(place, "payment", lambda keys: {}),
        "taking_part": taking_part(place),
        "estimates": _estimates(place),
    }


@dataclass(slots=True)
class CooperativeSums:
    """What one cooperative sold at a place: each known way, and on which days; returns are off already."""

    amounts: dict[str, Decimal] = field(default_factory=lambda: dict.fromkeys((*KNOWN, "returns"), ZERO))
    days: set[date] = field(default_factory=set)


def sums_by_cooperative(place: Place) -> dict[int, CooperativeSums]:
    """For each cooperative that sold something: from cells, so that a million sales cost as much as a thousand."""
    rows = place.cells().order_by().values_list("cooperative_id", "counts_on", "channel", "evidence")
    sums: dict[int, CooperativeSums] = defaultdict(CooperativeSums)
    for cooperative, day, channel, evidence, gross, returns in rows.annotate(Sum("gross"), Sum("returns")):
        if gross or returns:
            sums[cooperative].amounts["online" if channel == Channel.ONLINE else evidence] += gross - returns
            sums[cooperative].amounts["returns"] += returns
            sums[cooperative].days.add(day)
    return dict(sums)


def _total(place: Place) -> Row:
    sums = place.cells().aggregate(gross=Sum("gross"), sales=Sum("sales"), units=Sum("units"))
    rows = _by(place, "edition_id", lambda keys: {})
    columns = rows[0] if rows else _empty()
    units = sums["units"]
    return {
        **{name: columns[name] for name in COLUMNS},
        "gross": str(sums["gross"] or ZERO),
        "sales": sums["sales"],
        "units": None if units is None else str(units),
    }


def _by(place: Place, key: str, names_of: Any) -> list[Row]:
    """A row for each value of `key`, in its order; `names_of` answers public key and names by value."""
    parts = (
        place.cells()
        .order_by()
        .values(key, "channel", "evidence")
        .annotate(sum_gross=Sum("gross"), sum_returns=Sum("returns"))
        .order_by(key, "channel", "evidence")
    )
    grouped: dict[Any, list[Mapping[str, Any]]] = defaultdict(list)
    for part in parts:
        grouped[part[key]].append(part)
    names = names_of(list(grouped))
    rows = ({**_columns(of_one), **_named(value, names)} for value, of_one in grouped.items())
    return [row for row in rows if any(Decimal(row[name]) for name in COLUMNS)]


def _columns(parts: Iterable[Mapping[str, Any]]) -> Row:
    amounts = dict.fromkeys(COLUMNS, ZERO)
    for part in parts:
        column = "online" if part["channel"] == Channel.ONLINE else part["evidence"]
        net = part["sum_gross"] - part["sum_returns"]
        amounts[column] += net
        amounts["turnover"] += net
        amounts["returns"] += part["sum_returns"]
    return {name: str(amount) for name, amount in amounts.items()}


def _empty() -> Row:
    return dict.fromkeys(COLUMNS, str(ZERO))


def _named(value: Any, names: Mapping[Any, Row]) -> Row:
    return names.get(value) or {"key": "" if value is None else str(value), "name": {}}


def _stop_names(keys: list[Any]) -> dict[Any, Row]:
    return {
        stop.pk: {"key": str(stop.number), "name": texts_of(stop, "name")}
        for stop in Stop.objects.filter(pk__in=[key for key in keys if key]).order_by("number")
    }


def _cooperative_names(keys: list[Any]) -> dict[Any, Row]:
    rows = Cooperative.objects.filter(pk__in=keys).order_by("pk")
    return {row.pk: {"key": row.public_id, "name": texts_of(row, "name")} for row in rows}


def _family_names(keys: list[Any]) -> dict[Any, Row]:
    rows = ProductClass.objects.filter(pk__in=[key for key in keys if key]).order_by("pk")
    return {row.pk: {"key": row.code, "name": texts_of(row, "name")} for row in rows}


def _most_first(row: Row) -> tuple[Decimal, str]:
    return -Decimal(row["turnover"]), row["key"]


def taking_part(place: Place) -> dict[str, Any]:
    """Participations and distinct organisations, by kind of organisation; people stand at stalls."""
    coming = place.participations().coming()  # type: ignore[attr-defined]
    sums = coming.aggregate(
        participations=Count("pk"),
        organisations=Count("cooperative", distinct=True),
        persons=Sum("people"),
        of_them_women=Sum("women"),
        of_them_young=Sum("young"),
    )
    by_kind = (
        coming.order_by()
        .values(kind=F("cooperative__kind"))
        .annotate(participations=Count("pk"), organisations=Count("cooperative", distinct=True))
        .order_by("kind")
    )
    first = coming.filter(is_first_time=True).aggregate(organisations=Count("cooperative", distinct=True))
    return {
        "participations": sums["participations"],
        "organisations": sums["organisations"],
        "people": sums["persons"] or 0,
        "women": sums["of_them_women"] or 0,
        "young": sums["of_them_young"] or 0,
        "first_time": first["organisations"],
        "by_kind": list(by_kind),
    }


def _estimates(place: Place) -> list[dict[str, Any]]:
    standing = Estimate.objects.filter(stop__in=place.stops(), withdrawn_at__isnull=True)
    rows = standing.select_related("stop", "signed_by").order_by("counts_on", "stop__number", "pk")
    return [
        {
            "stop": row.stop.number,
            "day": row.counts_on.isoformat(),
            "method": row.method,
            "answered": row.answered,
            "filled": row.filled,
            "rate": str(row.response_rate),
            "total": str(row.total),
            "low": str(row.low),
            "high": str(row.high),
            "note": row.note,
            "signed_by": str(row.signed_by),
        }
        for row in rows
    ]
