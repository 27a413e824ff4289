"""Rows into one table that come from nobody's hand: few by a statement that is planned once, many by COPY.

For writers that have checked their rows and know that none is there yet. Defaults of the model
do not apply; constraints and triggers of the database do.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from ipaddress import IPv4Address, IPv6Address
from typing import Any
from uuid import UUID

from django.db import connection
from psycopg import sql
from psycopg.types.json import Json, Jsonb

from cooperatives.prepared import prepared_cursor
from cooperatives.round_trips import in_one_go

# COPY is read and planned anew each time and goes to and fro twice: it pays from about here.
FEW = 60


def copy_rows(*, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Append `rows`, values in the order of `columns`, in the caller's transaction."""
    given = list(rows)
    if not given:
        return
    if len(given) > FEW and not in_one_go():
        _copy(table, columns, given)
        return
    with prepared_cursor() as cursor:
        cursor.execute(insert_of(table, tuple(columns)), [as_json(columns, given)])


@cache
def insert_of(table: str, columns: tuple[str, ...]) -> str:
    """The statement that writes rows given as one value (`as_json`); the table itself says of what type each is."""
    names = ", ".join(f'"{column}"' for column in columns)
    # No word of it comes from a person.
    return f'INSERT INTO "{table}" ({names}) SELECT {names} FROM json_populate_recordset(NULL::"{table}", %s::json)'  # noqa: S608


def as_json(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """The rows as PostgreSQL reads them: one value is handed over many times faster than a list for each column."""
    return json.dumps([dict(zip(columns, row, strict=True)) for row in rows], default=_plain)


def _plain(value: object) -> Any:
    """What JSON does not know, in PostgreSQL's spelling."""
    if isinstance(value, Decimal | date | UUID | IPv4Address | IPv6Address):
        return str(value)
    if isinstance(value, Json | Jsonb):
        return value.obj
    if isinstance(value, bytes | memoryview):
        return f"\\x{bytes(value).hex()}"
    raise TypeError(f"No column is written from {type(value).__name__}")


def _copy(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), names).as_string()
    # Django wraps what execute() raises; of COPY it knows nothing.
    with connection.wrap_database_errors, connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
