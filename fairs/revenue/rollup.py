"""The roll-up's proof and its repair: cells, lines and ledger say the same, or it says where not."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection, transaction

from cooperatives.ledger.enums import INCOME_KINDS, TURNOVER_KINDS
from fairs.revenue.cells import COARSE, DETAIL, CellTable, write_cells_anew
from fairs.revenue.summaries import false_claims, rebuild_summaries


@dataclass(frozen=True, slots=True)
class Difference:
    """A day, and where it can be told an edition, of which two books say different things.

    Summaries are held against the detail cells that they are of, and have no day.
    """

    book: str
    counts_on: date | None
    edition: str | None
    of_lines: Decimal
    of_book: Decimal

    def __str__(self) -> str:
        place = f", edition {self.edition}" if self.edition else ""
        if self.counts_on is None:
            return f"summaries{place}: cells say {self.of_lines}, {self.book} {self.of_book}"
        if self.of_lines == self.of_book:
            return f"{self.counts_on}{place}: {self.book} and lines agree on {self.of_lines}, but not on its parts"
        return f"{self.counts_on}{place}: lines say {self.of_lines}, {self.book} {self.of_book}"


LEDGER_DIFFERENCES = """
    SELECT 'ledger', counts_on, NULL, SUM(of_lines), SUM(of_ledger)
    FROM (
        SELECT transaction_id, counts_on, SUM(amount) AS of_lines FROM revenue_revenueline GROUP BY 1, 2
    ) AS line
    FULL JOIN (
        SELECT posted.id AS transaction_id, posted.counts_on, -SUM(entry.amount) AS of_ledger
        FROM ledger_ledgertransaction AS posted
        JOIN ledger_ledgerentry AS entry ON entry.transaction_id = posted.id
        JOIN ledger_ledgeraccount AS account ON account.id = entry.account_id
        WHERE posted.kind = ANY(%(turnover)s) AND account.kind = ANY(%(income)s)
        GROUP BY 1, 2
    ) AS ledger USING (transaction_id, counts_on)
    WHERE COALESCE(of_lines, 0) <> COALESCE(of_ledger, 0)
    GROUP BY counts_on
"""


def _cell_differences(book: str, table: CellTable) -> str:
    """Rows that lines and cells do not share, compared on every dimension and measure."""
    lines, cells = table.from_lines(), f"SELECT {table.columns} FROM {table.name}"  # noqa: S608
    amount = "gross - returns + corrections"
    return f"""
        SELECT '{book}', counts_on, fairs_edition.code, SUM(of_lines), SUM(of_cells)
        FROM (
            SELECT counts_on, edition_id, {amount} AS of_lines, 0 AS of_cells FROM ({lines} EXCEPT {cells}) AS a
            UNION ALL
            SELECT counts_on, edition_id, 0, {amount} FROM ({cells} EXCEPT {lines}) AS b
        ) AS apart
        LEFT JOIN fairs_edition ON fairs_edition.id = edition_id
        GROUP BY counts_on, fairs_edition.code
    """  # noqa: S608


def _summary_differences() -> str:
    """Editions whose summary claims to be of today's cells and is not; one that waits for its job is no lie."""
    return f"""
        SELECT 'summaries', NULL::date, fairs_edition.code, SUM(of_cells), SUM(of_summary)
        FROM ({false_claims()}) AS apart
        LEFT JOIN fairs_edition ON fairs_edition.id = edition_id
        GROUP BY fairs_edition.code
    """  # noqa: S608


def differences() -> list[Difference]:
    """Where cell tables, lines, the ledger's sale entries and summaries disagree; empty when nowhere.

    One statement, so that it sees one moment of a book that tills are writing to.
    """
    cells = (_cell_differences("coarse cells", COARSE), _cell_differences("detail cells", DETAIL))
    parts = (*cells, LEDGER_DIFFERENCES, _summary_differences())
    with connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(parts) + " ORDER BY 2, 3 NULLS FIRST, 1",
            {"turnover": [str(kind) for kind in TURNOVER_KINDS], "income": [str(kind) for kind in INCOME_KINDS]},
        )
        return [
            Difference(book, day, edition, of_lines or Decimal(0), of_book or Decimal(0))
            for book, day, edition, of_lines, of_book in cursor.fetchall()
        ]


@transaction.atomic
def rebuild() -> None:
    """Write all cells anew from the lines, and the sums of them; screens show the old ones until it is done."""
    write_cells_anew()
    rebuild_summaries()
