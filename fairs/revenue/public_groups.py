"""The groups that public figures are told in: no cooperative's money can be read out of a sum of them.

Whatever anyone is told is a sum of whole groups, and in each group at least three cooperatives sold
something. So what is left when one answer is taken off another is a sum of whole groups as well.

The smallest public cells are an edition's region, day, channel and evidence. A cell of three
cooperatives is a group by itself. The others are joined inside their edition, first with their like
of the month, then of the year, then with what is less and less alike; and editions in which fewer
than three sold are joined with others of their programme, then with any. What still is too small
takes in a neighbour, by its place in the list and not by its amount: a group that moved with the
amounts could be read out of two answers of different days.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db import connection, transaction

from cooperatives.bulk import copy_rows
from fairs.locks import PUBLIC_GROUPS, claim_summary

# A figure is told when the money of this many cooperatives is in it.
FEWEST_COOPERATIVES = 3
COLUMNS = ("edition_id", "region_id", "counts_on", "channel", "evidence", "group")
TELLS = ("tells_returns", "tells_corrections", "tells_counts")
EditionId = int | None


class PublicCell(NamedTuple):
    """The smallest part of the book that could be told."""

    edition_id: EditionId
    region_id: str
    counts_on: date
    channel: str
    evidence: str


# What cells must share to be joined, from the most alike to all of one edition.
LEVELS: tuple[Callable[[PublicCell], Hashable], ...] = (
    lambda cell: (cell.region_id, cell.channel, cell.evidence, cell.counts_on.year, cell.counts_on.month),
    lambda cell: (cell.region_id, cell.channel, cell.evidence, cell.counts_on.year),
    lambda cell: (cell.channel, cell.evidence, cell.counts_on.year),
    lambda cell: (cell.channel, cell.counts_on.year),
    lambda cell: cell.counts_on.year,
    lambda cell: (),
)


@dataclass(frozen=True, slots=True)
class Sold:
    """What one cooperative has in a cell or a group."""

    gross: Decimal = Decimal(0)
    returns: Decimal = Decimal(0)
    corrections: Decimal = Decimal(0)
    sales: int = 0
    units: Decimal = Decimal(0)

    def __add__(self, other: "Sold") -> "Sold":
        return Sold(
            self.gross + other.gross,
            self.returns + other.returns,
            self.corrections + other.corrections,
            self.sales + other.sales,
            self.units + other.units,
        )


@dataclass(slots=True)
class Group:
    """Cells that are told together, and what each cooperative has in them."""

    cells: list[PublicCell] = field(default_factory=list)
    sold: dict[int, Sold] = field(default_factory=dict)

    def take_in(self, other: "Group") -> None:
        self.cells += other.cells
        for cooperative, sold in other.sold.items():
            self.sold[cooperative] = self.sold.get(cooperative, Sold()) + sold

    @property
    def is_large_enough(self) -> bool:
        """Gross and turnover are both figures of three cooperatives or more."""
        return _enough(sold.gross and sold.gross != sold.returns for sold in self.sold.values())

    def tells(self) -> tuple[bool, bool, bool]:
        """Whether its returns, its corrections and its counts are: in the order of `TELLS`."""
        all_sold = self.sold.values()
        return (
            _enough(sold.returns for sold in all_sold),
            _enough(sold.corrections for sold in all_sold),
            _enough(sold.sales for sold in all_sold) and _enough(sold.units for sold in all_sold),
        )


def _enough(present: Iterable[object]) -> bool:
    return sum(map(bool, present)) >= FEWEST_COOPERATIVES


def joined(groups: Iterable[Group]) -> Group:
    whole = Group()
    for group in groups:
        whole.take_in(group)
    return whole


# Inside an edition


def groups_within(cells: Mapping[PublicCell, Mapping[int, Sold]]) -> list[Group]:
    """The groups of an edition in which three cooperatives sold; none where fewer did."""
    alone = [Group([cell], dict(sold)) for cell, sold in sorted(cells.items(), key=lambda pair: pair[0][1:])]
    told = [group for group in alone if group.is_large_enough]
    small = [group for group in alone if not group.is_large_enough]
    for level in LEVELS:
        larger, small = _joined_where_alike(small, level)
        told += larger
    return _with_neighbours(told, joined(small))


def _joined_where_alike(
    small: Sequence[Group], level: Callable[[PublicCell], Hashable]
) -> tuple[list[Group], list[Group]]:
    """Those that are large enough together with their like, and those that still are not."""
    alike: dict[Hashable, list[Group]] = defaultdict(list)
    for group in small:
        alike[level(group.cells[0])].append(group)
    told: list[Group] = []
    still: list[Group] = []
    for groups in alike.values():
        whole = joined(groups)
        if whole.is_large_enough:
            told.append(whole)
        else:
            still += groups
    return told, still


def _with_neighbours(told: list[Group], rest: Group) -> list[Group]:
    """The rest takes in groups from the first on until it is large enough; all of them may be too few."""
    if not rest.cells:
        return told
    while told and not rest.is_large_enough:
        rest.take_in(told.pop(0))
    return [*told, rest] if rest.is_large_enough else []


# Editions that are told together


def editions_together(
    wholes: Mapping[EditionId, Group], programmes: Mapping[EditionId, Hashable], small: Collection[EditionId]
) -> list[list[EditionId]]:
    """The small editions with those that they are told together with, as few as can be.

    `wholes` are all editions, each as one group, in the order in which a neighbour is looked for.
    """
    together: list[list[EditionId]] = []
    left: list[EditionId] = []
    free = [edition for edition in wholes if edition not in small]
    by_programme: dict[Hashable, list[EditionId]] = defaultdict(list)
    for edition in wholes:
        if edition in small:
            by_programme[programmes[edition]].append(edition)
    for programme, editions in by_programme.items():
        own = [edition for edition in free if programmes[edition] == programme]
        found = _large_enough(editions, own, wholes)
        if found:
            together.append(found)
            free = [edition for edition in free if edition not in found]
        else:
            left += editions
    found = _large_enough(left, free, wholes)
    return [*together, found] if found else together


def _large_enough(
    small: Sequence[EditionId], free: Sequence[EditionId], wholes: Mapping[EditionId, Group]
) -> list[EditionId]:
    """The small ones, with neighbours where they need them; nothing where all are too few."""
    if not small:
        return []
    whole, members = joined(wholes[edition] for edition in small), list(small)
    for edition in free:
        if whole.is_large_enough:
            break
        whole.take_in(wholes[edition])
        members.append(edition)
    return members if whole.is_large_enough else []


# Writing them down


@transaction.atomic
def write_groups(*, changed: Collection[EditionId] | None) -> None:
    """Group what is public anew where cells changed, everywhere if `changed` is None.

    What is told by itself in an edition that did not change stays as it is.
    """
    claim_summary(PUBLIC_GROUPS)
    programmes, small = _editions()
    every = set(programmes) if changed is None else {edition for edition in changed if edition in programmes}
    before = _told_with_others() | (set(programmes) - _told())
    wholes = {edition: joined(_alone(_cells_of(edition))) for edition in sorted(small, key=_place)}
    neighbours = _neighbours(programmes, small) if small else []
    wholes |= {edition: joined(_alone(_cells_of(edition))) for edition in neighbours}
    together = editions_together(wholes, programmes, small) if small else []
    shared = {edition for group in together for edition in group}
    _write_anew(every | before | small | shared, together, programmes)


def _write_anew(
    editions: Collection[EditionId], together: Sequence[Sequence[EditionId]], known: Mapping[EditionId, Hashable]
) -> None:
    with connection.cursor() as cursor:
        gone = [edition or 0 for edition in editions]
        cursor.execute(
            "DELETE FROM revenue_publiccell WHERE COALESCE(edition_id, 0) = ANY(%s)"
            " OR COALESCE(edition_id, 0) <> ALL(%s)",
            [gone, [edition or 0 for edition in known]],
        )
        cursor.execute('SELECT COALESCE(MAX("group"), 0) FROM revenue_publiccell')
        number = cursor.fetchone()[0]
    shared = {edition for group in together for edition in group}
    groups = [joined(group for edition in editions for group in _alone(_cells_of(edition))) for editions in together]
    for edition in sorted(set(editions) - shared, key=_place):
        groups += groups_within(_cells_of(edition))
    copy_rows(
        table="revenue_publiccell",
        columns=(*COLUMNS, *TELLS),
        rows=[
            (*cell, place, *group.tells())
            for place, group in enumerate(groups, start=number + 1)
            for cell in group.cells
        ],
    )


def _alone(cells: Mapping[PublicCell, Mapping[int, Sold]]) -> list[Group]:
    return [Group([cell], dict(sold)) for cell, sold in cells.items()]


def _place(edition: EditionId) -> tuple[bool, int]:
    """By age; what was sold outside every edition comes last."""
    return (edition is None, edition or 0)


def _neighbours(programmes: Mapping[EditionId, Hashable], small: Collection[EditionId]) -> list[EditionId]:
    """The first edition of each programme and the first of all that could be told with small ones."""
    first: dict[Hashable, EditionId] = {}
    for edition in sorted(programmes, key=_place):
        if edition not in small:
            first.setdefault(programmes[edition], edition)
    return sorted(first.values(), key=_place)


def _editions() -> tuple[dict[EditionId, Hashable], set[EditionId]]:
    """Every edition that has cells with its programme, and those in which fewer than three sold."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT sold.edition_id, edition.programme_id,
                COUNT(*) FILTER (WHERE sold.gross <> 0 AND sold.gross <> sold.returns) >= %s
            FROM (
                SELECT edition_id, key, SUM(gross) AS gross, SUM(returns) AS returns
                FROM revenue_editionsummary WHERE dimension = 'cooperative' GROUP BY edition_id, key
            ) AS sold
            LEFT JOIN fairs_edition AS edition ON edition.id = sold.edition_id
            GROUP BY sold.edition_id, edition.programme_id
            """,
            [FEWEST_COOPERATIVES],
        )
        rows = cursor.fetchall()
    return {edition: programme for edition, programme, _ in rows}, {edition for edition, _, large in rows if not large}


def _told() -> set[EditionId]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT edition_id FROM revenue_publiccell")
        return {edition for (edition,) in cursor.fetchall()}


def _told_with_others() -> set[EditionId]:
    """The editions that share a group with another one now."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT DISTINCT edition_id FROM revenue_publiccell WHERE "group" IN (
                SELECT "group" FROM revenue_publiccell GROUP BY "group"
                HAVING MIN(COALESCE(edition_id, 0)) <> MAX(COALESCE(edition_id, 0))
            )
            """
        )
        return {edition for (edition,) in cursor.fetchall()}


def _cells_of(edition: EditionId) -> dict[PublicCell, dict[int, Sold]]:
    """What each cooperative has in each public cell of an edition."""
    cells: dict[PublicCell, dict[int, Sold]] = defaultdict(dict)
    keys = ", ".join(COLUMNS[:5])
    where, given = ("edition_id IS NULL", []) if edition is None else ("edition_id = %s", [edition])
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT {keys}, cooperative_id, SUM(gross), SUM(returns), SUM(corrections),
                COALESCE(SUM(sales), 0), COALESCE(SUM(units), 0)
            FROM revenue_detailcell WHERE {where} GROUP BY {keys}, cooperative_id ORDER BY {keys}, cooperative_id
            """,  # noqa: S608
            given,
        )
        for row in cursor.fetchall():
            cells[PublicCell(*row[:5])][row[5]] = Sold(row[6], row[7], row[8], int(row[9]), row[10])
    return cells
