"""Appending checkpoints, so that a balance is one row and a short tail however long the book is."""

import time
from datetime import timedelta

from django.db import connection, transaction

from cooperatives import clock

PATIENCE = timedelta(seconds=10)
LOOK_AGAIN_SECONDS = 0.05

APPEND = """
    INSERT INTO ledger_balancecheckpoint (account_id, last_entry_id, balance, made_at)
    SELECT account.id, tail.last_entry_id, COALESCE(checkpoint.balance, 0) + tail.amount, %(now)s
    FROM ledger_ledgeraccount AS account
    LEFT JOIN LATERAL (
        SELECT balance, last_entry_id FROM ledger_balancecheckpoint
        WHERE account_id = account.id ORDER BY last_entry_id DESC LIMIT 1
    ) AS checkpoint ON TRUE
    JOIN LATERAL (
        SELECT MAX(id) AS last_entry_id, SUM(amount) AS amount FROM ledger_ledgerentry
        WHERE account_id = account.id AND id > COALESCE(checkpoint.last_entry_id, 0) AND id <= %(last)s
    ) AS tail ON tail.last_entry_id IS NOT NULL
    ON CONFLICT (account_id, last_entry_id) DO NOTHING
"""


class BookStillBeingWritten(Exception):
    """A transaction that may hold entries below the mark has been running for longer than we wait."""


def checkpoint_balances(*, patience: timedelta = PATIENCE) -> int:
    """Append a checkpoint for every account that moved; answer how many.

    Ids are given out before they are committed: an entry with a small id can appear after one
    with a great id. So the mark is set first, and counts once every transaction that was running
    then has ended: below it nothing can appear any more. Raises `BookStillBeingWritten`.
    """
    mark, first_later_transaction = _mark()
    _wait_for_all_before(first_later_transaction, patience)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(APPEND, {"now": clock.now(), "last": mark})
        return int(cursor.rowcount)


def _mark() -> tuple[int, int]:
    """The last entry id given out, and the first database transaction that cannot hold one below it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT COALESCE(pg_sequence_last_value(pg_get_serial_sequence('ledger_ledgerentry', 'id')), 0)")
        (last,) = cursor.fetchone()
        # Asked after the sequence: whoever drew an id by then had begun to write.
        cursor.execute("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint")
        (first_later,) = cursor.fetchone()
    return last, first_later


def _wait_for_all_before(first_later_transaction: int, patience: timedelta) -> None:
    until = time.monotonic() + patience.total_seconds()
    while _is_any_running_before(first_later_transaction):
        if time.monotonic() > until:
            raise BookStillBeingWritten
        time.sleep(LOOK_AGAIN_SECONDS)


def _is_any_running_before(first_later_transaction: int) -> bool:
    """Whether another's transaction from before is unfinished; our own is not among them.

    A snapshot knows the transactions of every database of the server: those elsewhere hold no
    entries of this book.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM pg_snapshot_xip(pg_current_snapshot()) AS running (xid)"
            " WHERE running.xid::text::bigint < %s AND NOT EXISTS ("
            "  SELECT 1 FROM pg_stat_activity WHERE backend_xid = running.xid::xid AND datname <> current_database()))",
            [first_later_transaction],
        )
        (running,) = cursor.fetchone()
    return bool(running)
