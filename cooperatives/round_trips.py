"""Statements that need not wait for each other's answers: sent together, answered together.

Each of a till's statements takes less time than its way to the database and back.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.backends.utils import CursorWrapper

from cooperatives.prepared import PREPARED_AFTER

Rows = list[tuple[Any, ...]]
Ask = Callable[[str, Sequence[Any] | Mapping[str, Any]], Rows]


@contextmanager
def one_round_trip() -> Iterator[Ask]:
    """Run statements in their order; the rows that each answers are in its list once the block has ended.

    Their texts are always the same, as in `prepared_cursor`. The first that fails raises at the end,
    and none of those after it has run.
    """
    connection.ensure_connection()
    wire = connection.connection
    asked: list[tuple[CursorWrapper, Rows]] = []

    def ask(statement: str, values: Sequence[Any] | Mapping[str, Any]) -> Rows:
        cursor = connection._prepare_cursor(ServerBindingCursor(wire))  # type: ignore[attr-defined, call-arg]
        cursor.execute(statement, values)
        asked.append((cursor, []))
        return asked[-1][1]

    usual, wire.prepare_threshold = wire.prepare_threshold, PREPARED_AFTER
    try:
        with connection.wrap_database_errors:
            with wire.pipeline():
                yield ask
            for cursor, rows in asked:
                if cursor.rownumber is not None:
                    rows.extend(cursor.fetchall())
    finally:
        wire.prepare_threshold = usual
