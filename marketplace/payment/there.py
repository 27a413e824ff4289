"""What the processor says of a stretch of time, laid beside our rows in temporary tables.

It is read page by page and written in chunks, so that memory stays flat, and nothing is asked while a transaction of
ours is open. What the processor cannot list is read object by object from our own rows; what it cannot be asked at
all is named.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import islice
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q

from cooperatives.bulk import copy_rows
from marketplace.payment.gateway import (
    BalanceMovement,
    CannotList,
    Gateway,
    IntentStatus,
    NotKnownThere,
    RefundState,
    SessionState,
    gateway,
)
from marketplace.payment.models import PaymentAttempt, Refund

CHUNK = 500
# A session is opened after its attempt was written, by clocks that need not agree.
BEFORE = timedelta(hours=1)

TABLES = {
    "there_session": {
        "session_id": "text",
        "reference": "uuid",
        "intent_id": "text",
        "status": "text",
        "received": "numeric(14, 2)",
        "currency": "text",
    },
    "there_refund": {
        "refund_id": "text",
        "reference": "uuid",
        "status": "text",
        "amount": "numeric(14, 2)",
        "currency": "text",
    },
    "there_movement": {
        "movement_id": "text",
        "kind": "text",
        "amount": "numeric(14, 2)",
        "fee": "numeric(14, 2)",
        "net": "numeric(14, 2)",
        "currency": "text",
        "rate": "numeric",
        "created_at": "timestamptz",
        "intent_id": "text",
        "refund_id": "text",
        "dispute_id": "text",
    },
}
# Whose each is: by the money that it took, else by our own name of it, since the processor's may not have reached us.
OURS = (
    "ALTER TABLE there_session ADD COLUMN attempt_id bigint",
    """UPDATE there_session SET attempt_id = ours.id FROM payment_paymentattempt AS ours
       WHERE ours.intent_id = there_session.intent_id AND ours.intent_id <> ''""",
    """UPDATE there_session SET attempt_id = ours.id FROM payment_paymentattempt AS ours
       WHERE attempt_id IS NULL AND ours.uuid = there_session.reference""",
    """UPDATE there_session SET attempt_id = ours.id FROM payment_paymentattempt AS ours
       WHERE attempt_id IS NULL AND there_session.reference IS NULL AND ours.session_id = there_session.session_id
       AND there_session.session_id <> ''""",
    "ALTER TABLE there_refund ADD COLUMN our_id bigint",
    """UPDATE there_refund SET our_id = ours.id FROM payment_refund AS ours
       WHERE ours.provider_id = there_refund.refund_id AND ours.provider_id <> ''""",
    """UPDATE there_refund SET our_id = ours.id FROM payment_refund AS ours
       WHERE our_id IS NULL AND ours.uuid = there_refund.reference""",
    "ANALYZE there_session, there_refund, there_movement",
)


@contextmanager
def laid_out(*, since: datetime) -> Iterator[list[str]]:
    """The tables, filled with what was opened, refunded and moved since; the names of what could not be asked.

    Without card payments nobody is asked anything.
    """
    try:
        _run(*(f"CREATE TEMPORARY TABLE {name} ({_columns(name)})" for name in TABLES))
        unasked = _fill_all(since) if settings.CARD_PAYMENTS else ["session", "refund", "movement"]
        with transaction.atomic():
            _run(*OURS)
        yield unasked
    finally:
        _run(*(f"DROP TABLE IF EXISTS {name}" for name in TABLES))


def _fill_all(since: datetime) -> list[str]:
    asked = gateway()
    return [
        *_fill("there_session", _sessions(asked, since), _session_row),
        *_fill("there_refund", _refunds(asked, since), _refund_row),
        *_fill("there_movement", asked.balance_movements_since(since), _movement_row),
    ]


def _fill(table: str, found: Iterable[Any], row: Callable[[Any], tuple[object, ...]]) -> list[str]:
    """Write what is found in chunks; the table's name when it cannot be asked for."""
    rows = iter(found)
    try:
        while chunk := [row(each) for each in islice(rows, CHUNK)]:
            copy_rows(table=table, columns=tuple(TABLES[table]), rows=chunk)
    except CannotList:
        return [table.removeprefix("there_")]
    return []


def _sessions(asked: Gateway, since: datetime) -> Iterator[SessionState]:
    try:
        yield from asked.sessions_since(since - BEFORE)
    except CannotList:
        yield from _sessions_one_by_one(asked, since)


def _sessions_one_by_one(asked: Gateway, since: datetime) -> Iterator[SessionState]:
    """The sessions that we know of; one that is not known there any more is missing, and so tells."""
    ours = PaymentAttempt.objects.filter(Q(created_at__gte=since) | Q(received_at__gte=since)).exclude(session_id="")
    for session_id in ours.order_by("pk").values_list("session_id", flat=True).iterator(chunk_size=CHUNK):
        try:
            yield asked.read_session(session_id)
        except NotKnownThere:
            continue


def _refunds(asked: Gateway, since: datetime) -> Iterator[RefundState]:
    try:
        yield from asked.refunds_since(since - BEFORE)
    except CannotList:
        yield from _refunds_one_by_one(asked, since)


def _refunds_one_by_one(asked: Gateway, since: datetime) -> Iterator[RefundState]:
    ours = Refund.objects.filter(first_sent_at__gte=since).exclude(provider_id="")
    for refund_id in ours.order_by("pk").values_list("provider_id", flat=True).iterator(chunk_size=CHUNK):
        try:
            yield asked.read_refund(refund_id)
        except NotKnownThere:
            continue


def _session_row(state: SessionState) -> tuple[object, ...]:
    has_succeeded = state.intent_status is IntentStatus.SUCCEEDED
    return (
        state.session_id,
        _uuid(state.reference),
        state.intent_id or "",
        str(state.status),
        state.received if has_succeeded else 0,
        state.currency,
    )


def _refund_row(state: RefundState) -> tuple[object, ...]:
    return state.refund_id, _uuid(state.reference), str(state.status), state.amount, state.currency


def _movement_row(movement: BalanceMovement) -> tuple[object, ...]:
    return (
        movement.movement_id,
        movement.kind,
        movement.amount,
        movement.fee,
        movement.net,
        movement.currency,
        movement.exchange_rate,
        movement.created_at,
        movement.intent_id or "",
        movement.refund_id or "",
        movement.dispute_id or "",
    )


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _columns(table: str) -> str:
    return ", ".join(f"{name} {kind}" for name, kind in TABLES[table].items())


def _run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
