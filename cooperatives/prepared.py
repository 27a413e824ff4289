"""Statements that every batch of every till and every purchase runs: planned once for each connection, not each time.

Django puts values into the text of a statement, so that PostgreSQL plans every one anew, and writes that
text anew from the models; for a single sale that is half of its work. What runs here has a text that
stays, and is given its values apart.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from itertools import islice
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.backends.utils import CursorWrapper
from django.db.models import Model

# Run once without, as whatever is asked only now and then would fill the server's memory.
PREPARED_AFTER = 2

M = TypeVar("M", bound=Model)


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


def rows_of(statement: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> list[tuple[Any, ...]]:
    """What a statement whose text is always the same answers for `values`."""
    with prepared_cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


class Columns(Generic[M]):
    """Columns of a model, the key first, to be read by a statement of one's own.

    What it makes of them is an instance of the model, which asks for its other columns when they are wanted.
    """

    def __init__(self, model: type[M], *names: str) -> None:
        self.model, self._named = model, names

    @cached_property
    def names(self) -> tuple[str, ...]:
        """In the model's own order; all of them where none was named."""
        every = [field.attname for field in self.model._meta.concrete_fields]
        return tuple(name for name in every if not self._named or name in self._named)

    def of(self, alias: str) -> str:
        """The columns as a SELECT lists them."""
        return ", ".join(f"{alias}.{name}" for name in self.names)

    def instance(self, values: Sequence[Any]) -> M:
        """What the values of these columns make."""
        read = list(values)
        for place, convert in self._converters:
            read[place] = convert(read[place], None, connection)
        return self.model.from_db(connection.alias, self.names, read)

    @cached_property
    def _converters(self) -> list[tuple[int, Any]]:
        """Of the fields that store something else than they show, such as JSON."""
        fields = map(self.model._meta.get_field, self.names)
        return [(place, field.from_db_value) for place, field in enumerate(fields) if hasattr(field, "from_db_value")]


def instances(parts: Sequence[Columns[Any]], values: Sequence[Any]) -> list[Any]:
    """One row that lists the columns of several models, as an instance of each; None where an outer join found none."""
    left = iter(values)
    cut = [(part, list(islice(left, len(part.names)))) for part in parts]
    return [None if own[0] is None else part.instance(own) for part, own in cut]
