"""The two tables of cells: how they are summed from lines, in one place for all who need it.

Writing a sale, rebuilding and verifying read the same two queries, so they cannot disagree.
"""

from dataclasses import dataclass

from django.db import connection

from cooperatives.prepared import prepared_cursor
from cooperatives.round_trips import sent_with_the_next

COARSE_DIMENSIONS = ("edition_id", "stop_id", "region_id", "counts_on", "channel", "evidence")
DETAIL_DIMENSIONS = (*COARSE_DIMENSIONS, "stall_id", "cooperative_id", "family_id", "payment", "hour")
MEASURES = ("gross", "returns", "corrections", "sales", "units")

# Late lines stand apart from the figures of their settled edition, in all but `corrections`.
SUMS = """
    COALESCE(SUM(amount) FILTER (WHERE NOT late AND kind <> 'return'), 0) AS gross,
    -COALESCE(SUM(amount) FILTER (WHERE NOT late AND kind = 'return'), 0) AS returns,
    COALESCE(SUM(amount) FILTER (WHERE late), 0) AS corrections,
    CASE WHEN evidence = 'itemised' THEN COALESCE(SUM(sales) FILTER (WHERE NOT late), 0) END AS sales,
    CASE WHEN evidence = 'itemised' THEN COALESCE(SUM(units) FILTER (WHERE NOT late), 0) END AS units
"""


@dataclass(frozen=True, slots=True)
class CellTable:
    """A table of cells, with the unique constraint on its dimensions."""

    name: str
    constraint: str
    dimensions: tuple[str, ...]

    @property
    def columns(self) -> str:
        return ", ".join((*self.dimensions, *MEASURES))

    def from_lines(self, where: str = "TRUE") -> str:
        """The SELECT that sums lines into rows of this table."""
        keys = ", ".join(self.dimensions)
        return f"SELECT {keys}, {SUMS} FROM revenue_revenueline WHERE {where} GROUP BY {keys}"  # noqa: S608


COARSE = CellTable("revenue_coarsecell", "coarsecell_once", COARSE_DIMENSIONS)
DETAIL = CellTable("revenue_detailcell", "detailcell_once", DETAIL_DIMENSIONS)
# The order in which they are written and locked: all tills of an edition share its coarse cells, so those come last.
TABLES = (DETAIL, COARSE)


def add_to_cells(transaction_ids: list[int]) -> None:
    """Add the lines of new ledger transactions to both tables: the last thing a transaction does.

    Rows come sorted by the whole key, so that two writers never wait for each other in a circle.
    """
    with sent_with_the_next(), prepared_cursor() as cursor:
        for table in TABLES:
            cursor.execute(UPSERTS[table], [transaction_ids])


def _upsert(table: CellTable) -> str:
    added = ", ".join(f"{measure} = cell.{measure} + EXCLUDED.{measure}" for measure in MEASURES)
    return f"""
        INSERT INTO {table.name} AS cell ({table.columns})
        {table.from_lines("transaction_id = ANY(%s)")}
        ORDER BY {", ".join(table.dimensions)}
        ON CONFLICT ON CONSTRAINT {table.constraint} DO UPDATE SET {added}
    """


UPSERTS = {table: _upsert(table) for table in TABLES}


def write_cells_anew() -> None:
    """Replace all cells by what the lines say; readers see the old ones until it is done.

    Writers wait at the tables' locks: their lines are either all counted here or added after.
    """
    names = ", ".join(table.name for table in TABLES)
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {names} IN EXCLUSIVE MODE")
        for table in TABLES:
            cursor.execute(f"DELETE FROM {table.name}")  # noqa: S608
            cursor.execute(f"INSERT INTO {table.name} ({table.columns}) {table.from_lines()}")
