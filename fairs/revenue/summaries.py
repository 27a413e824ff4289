"""Editions summed beforehand, by one dimension at a time, so that no screen adds up a year of cells.

No sale writes here. Every minute a job asks each edition's coarse cells for their mark, a digest of
the rows' versions that any write to them changes, and sums anew the editions whose mark is another
than the one they were summed from. Safe to repeat, to miss and to run twice at once.
"""

from datetime import datetime

from django.db import connection, transaction

from cooperatives import clock
from fairs.locks import claim_summary
from fairs.revenue.cells import MEASURES
from fairs.revenue.public_groups import write_groups

COLUMNS = ", ".join(("edition_id", "dimension", "key", "channel", "evidence", *MEASURES))
# Each dimension with its key; the whole has the mark of the cells that it was summed from.
KEYS = {
    "stop": "stop_id::text",
    "region": "region_id::text",
    "day": "counts_on::text",
    "hour": "hour::text",
    "family": "family.code",
    "payment": "payment",
    "cooperative": "cooperative_id::text",
}
MARKS = """
    SELECT edition_id, SUM(hashtextextended(id || ':' || xmin::text, 0))::text AS mark
    FROM revenue_coarsecell GROUP BY edition_id
"""
CHANGED = f"""
    SELECT COALESCE(now.edition_id, summed.edition_id)
    FROM ({MARKS}) AS now
    FULL JOIN (
        SELECT DISTINCT edition_id, key AS mark FROM revenue_editionsummary WHERE dimension = 'whole'
    ) AS summed ON COALESCE(now.edition_id, 0) = COALESCE(summed.edition_id, 0)
    WHERE now.mark IS DISTINCT FROM summed.mark
    ORDER BY 1
"""  # noqa: S608


def _sums(where: str) -> str:
    """The SELECT that sums the detail cells of editions, in the order of `COLUMNS`."""
    dimension = " ".join(f"WHEN GROUPING({key}) = 0 THEN '{name}'" for name, key in KEYS.items())
    key = " ".join(f"WHEN GROUPING({key}) = 0 THEN COALESCE({key}, '')" for key in KEYS.values())
    sums = ", ".join(f"SUM({measure}) AS {measure}" for measure in MEASURES)
    sets = ", ".join(f"({key})" for key in KEYS.values())
    return f"""
        WITH marks AS MATERIALIZED ({MARKS})
        SELECT edition_id, CASE {dimension} ELSE 'whole' END AS dimension,
            CASE {key} ELSE (SELECT mark FROM marks
                WHERE COALESCE(marks.edition_id, 0) = COALESCE(cell.edition_id, 0)) END AS key,
            channel, evidence, {sums}
        FROM revenue_detailcell AS cell
        LEFT JOIN catalogue_productclass AS family ON family.id = cell.family_id
        WHERE {where}
        GROUP BY edition_id, channel, evidence, GROUPING SETS ((), {sets})
    """  # noqa: S608


def refresh_changed() -> list[int | None]:
    """Sum anew the editions whose cells changed, each in a transaction of its own; answer which."""
    changed = changed_editions()
    for edition_id in changed:
        refresh(edition_id=edition_id)
    if changed:
        write_groups(changed=changed)
    return changed


def changed_editions() -> list[int | None]:
    """The editions whose cells are not those that they were summed from; None: outside any edition."""
    with connection.cursor() as cursor:
        cursor.execute(CHANGED)
        return [edition_id for (edition_id,) in cursor.fetchall()]


@transaction.atomic
def refresh(*, edition_id: int | None) -> None:
    """Sum one edition anew; screens show the old sums until it is done."""
    claim_summary(edition_id or 0)
    _replace("edition_id IS NULL" if edition_id is None else f"edition_id = {int(edition_id)}", clock.now())


@transaction.atomic
def rebuild_summaries() -> None:
    """Sum every edition anew, whether its cells changed or not, and group all that is public."""
    _replace("TRUE", clock.now())
    write_groups(changed=None)


def _replace(where: str, moment: datetime) -> None:
    """One statement reads cells and mark at one moment: what is posted meanwhile is another mark."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM revenue_editionsummary WHERE {where}")  # noqa: S608
        sums = f"SELECT sums.*, %s FROM ({_sums(where)}) AS sums"  # noqa: S608
        cursor.execute(f"INSERT INTO revenue_editionsummary ({COLUMNS}, as_of) {sums}", [moment])


def false_claims() -> str:
    """The SELECT of what cells and summaries say where a summary claims to be current and is not."""
    rows = f"SELECT {COLUMNS} FROM revenue_editionsummary"  # noqa: S608
    # Of an edition without cells there is nothing to claim: its mark is missing.
    claims = f"""
        SELECT DISTINCT COALESCE(summed.edition_id, 0) FROM revenue_editionsummary AS summed
        JOIN ({MARKS}) AS now ON now.mark = summed.key
            AND COALESCE(now.edition_id, 0) = COALESCE(summed.edition_id, 0)
        WHERE summed.dimension = 'whole'
    """  # noqa: S608
    amount, within = "gross - returns + corrections", f"COALESCE(edition_id, 0) IN ({claims})"
    return f"""
        SELECT edition_id, {amount} AS of_cells, 0 AS of_summary
        FROM (({_sums("TRUE")}) EXCEPT ({rows})) AS a WHERE {within}
        UNION ALL
        SELECT edition_id, 0, {amount} FROM (({rows}) EXCEPT ({_sums("TRUE")})) AS b WHERE {within}
    """  # noqa: S608
