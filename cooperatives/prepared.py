"""Statements that every batch of every till runs: planned once for each connection, not each time.

Django puts values into the text of a statement, so that PostgreSQL plans every one anew; for a
single sale that is half of its work. What runs here is given its values apart.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.backends.utils import CursorWrapper

# Run once without, as whatever is asked only now and then would fill the server's memory.
PREPARED_AFTER = 2


@contextmanager
def prepared_cursor() -> Iterator[CursorWrapper]:
    """A cursor for statements whose text is always the same; they are counted and logged like any other."""
    connection.ensure_connection()
    wire = connection.connection
    usual, wire.prepare_threshold = wire.prepare_threshold, PREPARED_AFTER
    try:
        with connection._prepare_cursor(ServerBindingCursor(wire)) as cursor:  # type: ignore[attr-defined, call-arg]
            yield cursor
    finally:
        # Django's own statements carry their values in the text: none is ever the same.
        wire.prepare_threshold = usual
