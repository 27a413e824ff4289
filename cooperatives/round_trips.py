"""Statements that need not wait for each other's answers: sent together, answered together.

Each of a till's statements takes less time than its way to the database and back.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from typing import Any

from django.db import connection, transaction
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.backends.utils import CursorWrapper
from psycopg import Connection, Pipeline
from psycopg.abc import PQGen
from psycopg.pq import PipelineStatus

from cooperatives.prepared import PREPARED_AFTER

Rows = list[tuple[Any, ...]]
Ask = Callable[[str, Sequence[Any] | Mapping[str, Any]], Rows]


@contextmanager
def sent_with_the_next() -> Iterator[None]:
    """Within it, a statement whose answer nobody reads travels with the next whose answer is read.

    What fails raises where something is read next, at the latest when the outermost of such blocks ends: whoever
    commits stands around that, and nobody catches it inside to go on. Inside, COPY cannot be used, and nobody may
    ask how many rows were changed: `save()` and what counts the rows of `update()` belong outside.
    """
    connection.ensure_connection()
    wire = connection.connection
    if in_one_go():
        yield
        return
    with connection.wrap_database_errors, _gathering(wire):
        yield


class _Gathering(Pipeline):
    """Hands statements over when an answer is wanted: psycopg's own sends each at once, and each wakes the server."""

    def _communicate_gen(self) -> PQGen[None]:
        if self.command_queue and self.command_queue[-1] == self.pgconn.pipeline_sync:
            yield from super()._communicate_gen()

    def _fetch_gen(self, *, flush: bool) -> PQGen[None]:
        if self.command_queue:
            yield from super()._communicate_gen()
        yield from super()._fetch_gen(flush=flush)


@contextmanager
def _gathering(wire: Connection) -> Iterator[None]:
    """What `wire.pipeline()` does, with a pipeline of our own."""
    wire._pipeline = _Gathering(wire)
    try:
        with wire._pipeline:
            yield
    finally:
        wire._pipeline = None


@contextmanager
def committed_with_the_last() -> Iterator[None]:
    """A transaction whose statements travel as in `sent_with_the_next`, and its COMMIT with the last of them.

    So the rows that it writes last, which others wait for, are held for no way to and fro. Inside a transaction of
    the caller's nothing is committed here.
    """
    with transaction.atomic():
        is_outermost = not connection.savepoint_ids
        with sent_with_the_next():
            yield
            if is_outermost and not connection.needs_rollback:
                # Django's own COMMIT then finds nothing left to do.
                connection.connection.commit()


def in_one_go() -> bool:
    """Whether statements are being gathered now."""
    wire = connection.connection
    return wire is not None and wire.info.pipeline_status != PipelineStatus.OFF


@contextmanager
def one_round_trip() -> Iterator[Ask]:
    """Run statements that answer rows, in their order; each one's are in its list once the block has ended.

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
            with nullcontext() if in_one_go() else _gathering(wire):
                yield ask
            for cursor, rows in asked:
                rows.extend(cursor.fetchall())
    finally:
        wire.prepare_threshold = usual
