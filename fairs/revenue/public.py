"""What anyone may see of the roll-up: never so fine that one cooperative's money can be read out of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from fairs.revenue.figures import Figures, Row, Scope
from fairs.revenue.selectors import EVERYTHING, cooperatives_behind, edition_rows, editions_in, rollup_rows, total_of

# A figure is told when the money of this many cooperatives is in it.
FEWEST_COOPERATIVES = 3
OTHER = "other"
PUBLIC_GROUPS = ("edition", "programme", "region", "channel", "evidence", "day", "year")


@dataclass(frozen=True, slots=True)
class PublicRollup:
    """Rows that may be told, the others folded into one with the key `other`.

    `total` is None, and there are no rows, where the whole scope is too small to be told.
    """

    total: Figures | None
    rows: list[Row]


def public_rollup(*, group_by: str, scope: Scope = EVERYTHING) -> PublicRollup:
    """The roll-up of `scope` by one of `PUBLIC_GROUPS`, small rows folded."""
    rows = _public_editions(scope) if group_by == "edition" else rollup_rows(group_by=group_by, scope=scope)
    behind = cooperatives_behind(group_by=group_by, scope=scope)
    everyone = set().union(*behind.values()) if behind else set()
    if everyone and len(everyone) < FEWEST_COOPERATIVES:
        return PublicRollup(total=None, rows=[])
    return PublicRollup(total=total_of(rows), rows=_folded(rows, behind))


def _public_editions(scope: Scope) -> list[Row]:
    """A row for every edition that anyone may know of, and for any that sold something."""
    published = set(editions_in(scope).published().values_list("code", flat=True)) | {None}
    return [row for row in edition_rows(scope=scope) if row.key in published or row.figures != Figures()]


def _folded(rows: Sequence[Row], behind: dict[object, set[int]]) -> list[Row]:
    """Small rows become one. While that one is small itself, the next smallest joins it.

    Otherwise the total less the rows that are told would tell it. A row without any sale is told.
    """
    by_size = sorted(rows, key=lambda row: len(behind.get(row.key, ())))
    hidden: list[Row] = []
    covered: set[int] = set()
    for row in by_size:
        here = behind.get(row.key, set())
        is_small = 0 < len(here) < FEWEST_COOPERATIVES
        if is_small or (hidden and len(covered) < FEWEST_COOPERATIVES and here):
            hidden.append(row)
            covered |= here
    if not hidden:
        return list(rows)
    shares = {
        name: {value: sum((row.shares[name][value] for row in hidden[1:]), first) for value, first in parts.items()}
        for name, parts in hidden[0].shares.items()
    }
    told = [row for row in rows if row not in hidden]
    return [*told, Row(OTHER, total_of(hidden), shares)]
