"""Reading the roll-up: only ever from cells, so that no figure costs more as sales grow."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, F, Model, Q, Sum

from fairs.enums import Channel, Evidence, ProgrammeKind
from fairs.models import Edition, ReferenceFigure
from fairs.models.programmes import EditionQuerySet
from fairs.revenue.figures import ZERO, Figures, Row, Scope
from fairs.revenue.models import CoarseCell, DetailCell

# What can be grouped by: the path of its key from a cell, and the finest table that is needed.
GROUPS: dict[str, tuple[type[Model], str]] = {
    "edition": (CoarseCell, "edition__code"),
    "programme": (CoarseCell, "edition__programme__code"),
    "stop": (CoarseCell, "stop_id"),
    "region": (CoarseCell, "region_id"),
    "channel": (CoarseCell, "channel"),
    "evidence": (CoarseCell, "evidence"),
    "day": (CoarseCell, "counts_on"),
    "year": (CoarseCell, "counts_on__year"),
    "cooperative": (DetailCell, "cooperative_id"),
    "family": (DetailCell, "family__code"),
    "stall": (DetailCell, "stall__code"),
    "payment": (DetailCell, "payment"),
    "hour": (DetailCell, "hour"),
}
EVERYTHING = Scope()
MEASURES = ("gross", "returns", "corrections", "sales", "units")
SUMS = {f"sum_of_{measure}": Sum(measure) for measure in MEASURES}
# Turnover by channel and evidence, beside each row's own figures.
SHARES = {
    f"{name}_{value}": Sum(F("gross") - F("returns"), filter=Q(**{name: value}), default=ZERO)
    for name, values in (("channel", Channel.values), ("evidence", Evidence.values))
    for value in values
}


def rollup_rows(*, group_by: str, scope: Scope = EVERYTHING) -> list[Row]:
    """The figures of `scope`, one row for each value of what it is grouped by that has any."""
    cells, key = GROUPS[group_by]
    rows = (
        cells._default_manager.filter(**scope.conditions())
        .order_by()
        .values(group=F(key))
        .annotate(**SUMS, **SHARES)
        .order_by("group")
    )
    return [_row(row) for row in rows]


def edition_rows(*, scope: Scope = EVERYTHING) -> list[Row]:
    """A row for every edition of the scope, sold in or not, and one with None for sales outside."""
    known = {row.key: row for row in rollup_rows(group_by="edition", scope=scope)}
    codes: list[str | None] = list(editions_in(scope).order_by("starts_at", "id").values_list("code", flat=True))
    if scope.is_whole:
        codes.append(None)
    return [known.get(code) or Row(code, Figures(), _no_shares()) for code in codes]


def editions_in(scope: Scope) -> EditionQuerySet:
    """The editions that a scope names; its days do not matter."""
    editions = Edition.objects.all()
    if scope.programme is not None:
        editions = editions.filter(programme__code=scope.programme)
    return editions.filter(code=scope.edition) if scope.edition is not None else editions


def total_of(rows: Iterable[Row]) -> Figures:
    """What the rows come to together."""
    return Figures.of_all(row.figures for row in rows)


def cooperatives_behind(*, group_by: str, scope: Scope = EVERYTHING) -> dict[object, set[int]]:
    """Which cooperatives' money is in each row: what must not be told of fewer than three."""
    path = GROUPS[group_by][1]
    pairs = (
        DetailCell.objects.filter(**scope.conditions())
        .order_by()
        .values_list(path, "cooperative_id")
        .annotate(cells=Count("id"))
    )
    behind: dict[object, set[int]] = {}
    for key, cooperative, _cells in pairs:
        behind.setdefault(key, set()).add(cooperative)
    return behind


def _row(sums: dict[str, object]) -> Row:
    measures = {measure: sums[f"sum_of_{measure}"] for measure in MEASURES}
    shares = {
        name: {str(value): sums[f"{name}_{value}"] for value in values}
        for name, values in (("channel", Channel.values), ("evidence", Evidence.values))
    }
    return Row(sums["group"], Figures(**measures), shares)  # type: ignore[arg-type]


def _no_shares() -> dict[str, dict[str, Decimal]]:
    return {
        "channel": dict.fromkeys(Channel.values, ZERO),
        "evidence": dict.fromkeys(Evidence.values, ZERO),
    }


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a published turnover, and what the platform knows for the same programmes and days.

    The published figure speaks of fairs and markets, so what was sold at their stalls is held
    against it; what was ordered online for them stands apart.
    """

    figure: ReferenceFigure
    on_site: Decimal
    online: Decimal

    @property
    def share(self) -> Decimal:
        """How much of the published figure was sold on site, 1 being all of it."""
        return self.on_site / self.figure.value if self.figure.value else Decimal(0)


# "Nearly 200 million dirhams" was said of fairs, of markets, or of both: nobody knows which.
READINGS = {
    "regional_fairs": (ProgrammeKind.REGIONAL_FAIRS,),
    "mobile_markets": (ProgrammeKind.MOBILE_MARKETS,),
    "fairs_and_markets": (ProgrammeKind.REGIONAL_FAIRS, ProgrammeKind.MOBILE_MARKETS),
}


def turnover_readings(published: Iterable[ReferenceFigure] | None = None) -> list[Reading]:
    """The published turnover in its three readings, each beside what is known of its period.

    `published` spares the question where the caller has read the reference figures already.
    """
    if published is None:
        published = ReferenceFigure.objects.filter(measure="turnover").order_by("key")
    figures = [figure for figure in published if figure.measure == "turnover" and figure.programme in READINGS]
    figures.sort(key=lambda figure: list(READINGS).index(figure.programme))
    periods = {(figure.period_start, figure.period_end) for figure in figures}
    known = {period: _turnover_by_kind(*period) for period in periods}
    return [_reading(figure, known[figure.period_start, figure.period_end]) for figure in figures]


def _reading(figure: ReferenceFigure, by_kind: dict[tuple[str, str], Decimal]) -> Reading:
    def sold(channel: Channel) -> Decimal:
        return sum((by_kind.get((kind, channel), ZERO) for kind in READINGS[figure.programme]), ZERO)

    return Reading(figure, on_site=sold(Channel.STALL), online=sold(Channel.ONLINE))


def _turnover_by_kind(first_day: date | None, last_day: date | None) -> dict[tuple[str, str], Decimal]:
    """Turnover and corrections by kind of programme and channel: what is known now, settled or not."""
    scope = Scope(first_day=first_day, last_day=last_day)
    rows = (
        CoarseCell.objects.filter(edition__isnull=False, **scope.conditions())
        .order_by()
        .values_list("edition__programme__kind", "channel")
        .annotate(Sum("gross"), Sum("returns"), Sum("corrections"))
    )
    return {(kind, channel): gross - returns + corrections for kind, channel, gross, returns, corrections in rows}
