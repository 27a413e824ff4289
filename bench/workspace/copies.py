"""Rows copied many times over inside the database: years of work in seconds.

A way past the services that only a throw-away database may take; triggers and constraints hold all the same.
"""

from collections.abc import Mapping

from django.db import connection

# Copy number k of a row has the row's id and k times this, so that copies find each other by their ids.
APART = 1_000_000
COLUMNS = """
    SELECT column_name FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name = %s AND is_generated = 'NEVER' ORDER BY ordinal_position
"""


def copy_rows_of(table: str, where: str, times: int, columns: Mapping[str, str]) -> int:
    """Copy the rows of `table` (as `old`) that `where` names, `times` over, and say how many came of it.

    `columns` gives the SQL of columns that differ, in which `k` is the number of the copy; ids move by themselves.
    """
    given = {"id": moved("id")} | dict(columns)
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS, [table])
        names = [name for (name,) in cursor.fetchall()]
        listed = ", ".join(f'"{name}"' for name in names)
        values = ", ".join(given.get(name, f'old."{name}"') for name in names)
        cursor.execute(
            f"INSERT INTO {table} ({listed}) SELECT {values}"  # noqa: S608 -- no word of it comes from a person
            f" FROM {table} AS old CROSS JOIN generate_series(1, {times}) AS k WHERE {where}"
        )
        return cursor.rowcount


def found(column: str, table: str, where: str) -> str:
    """The keys of rows that were there before anything was copied, as a subquery."""
    return f"(SELECT {column} FROM {table} WHERE id < {APART} AND {where})"  # noqa: S608 -- nor of these


def moved(column: str) -> str:
    """A key of a row that is copied along."""
    return f"old.{column} + k::bigint * {APART}"


def named_anew(column: str) -> str:
    """Twelve letters and digits that no other copy has, as public ids are long."""
    return f"substr(md5(old.{column} || '-' || k), 1, 12)"


def earlier(column: str, each: str) -> str:
    """A moment or day that lies `each` (an interval) further back with each copy."""
    return f"(old.{column} - k * interval '{each}')::{'date' if column.endswith('_on') else 'timestamptz'}"
