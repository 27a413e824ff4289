"""Reading the roll-up: only ever from cells, so that no figure costs more as sales grow."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, Model, Q, Sum

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
