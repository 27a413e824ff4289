"""Our book beside the processor's: where they differ, and nothing else. What the night may mend, it mends before."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.conf import settings
from django.db import DatabaseError, connection

from cooperatives import clock
from cooperatives.jobs.services import beat
from cooperatives.money import CURRENCY
from marketplace.order.enums import HOLDS_STOCK, OrderStatus, PaymentMethod
from marketplace.payment.comparisons import COMPARISONS
from marketplace.payment.enums import AttemptStatus, RefundStatus, RefundWay
from marketplace.payment.events import ForAPerson, fetch_undelivered, settle_session
from marketplace.payment.fees import missing_movements, post_movements
from marketplace.payment.gateway import CannotList
from marketplace.payment.models import PaymentAttempt
from marketplace.payment.settling import UNSETTLED
from marketplace.payment.there import laid_out
from marketplace.payment.watching import AGREED, RECONCILED

logger = structlog.get_logger(__name__)

WINDOW = timedelta(hours=48)
# What came during the last day is the coming night's work; longer than that nothing may lie.
A_DAY = timedelta(hours=26)
# A receipt's movement is there at once; its clock need not be ours.
SOON = timedelta(hours=1)

MONEY_CAME = (AttemptStatus.APPLIED, AttemptStatus.REFUNDING, AttemptStatus.REFUNDED, AttemptStatus.REVIEW)


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing of which two books say different things; amounts and states as text, empty where a book has nothing."""

    kind: str
    what: str
    here: str
    there: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.what}: here {self.here or 'nothing'}, there {self.there or 'nothing'}"


@dataclass(frozen=True)
class Comparison:
    """What was found, and what the processor could not be asked."""

    differences: list[Difference]
    unasked: list[str]


def compare(*, since: datetime) -> Comparison:
    """Lay the processor's book beside ours from `since` on, change nothing, and answer where they differ.

    Called outside transactions. Raises `GatewayUnavailable`.
    """
    with laid_out(since=since) as unasked:
        return Comparison(differences=_differences(since, unasked), unasked=unasked)


def nightly() -> Comparison:
    """Fetch what was not delivered, settle money that arrived, post the fees, and say loudly what still differs."""
    since = clock.now() - WINDOW
    if settings.CARD_PAYMENTS:
        _act_on_undelivered(since)
    with laid_out(since=since) as unasked:
        _settle_what_arrived()
        post_movements()
        found = Comparison(differences=_differences(since, unasked), unasked=unasked)
    beat(RECONCILED)
    if not found.differences:
        beat(AGREED)
    for difference in found.differences:
        logger.error("books_differ", **asdict(difference))
    logger.info("reconciled", differences=len(found.differences), unasked=found.unasked)
    return found


def _act_on_undelivered(since: datetime) -> None:
    try:
        fetch_undelivered(since=since)
    except CannotList:
        logger.info("undelivered_events_not_asked")


def _settle_what_arrived() -> None:
    """Give money that nobody told us of to the one function that applies it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT attempt_id, there_session.session_id FROM there_session"
            " JOIN payment_paymentattempt AS attempt ON attempt.id = attempt_id"
            " WHERE received > 0 AND (attempt.status = ANY(%s) OR attempt.intent_id <> there_session.intent_id)"
            " ORDER BY attempt_id",
            [list(map(str, UNSETTLED))],
        )
        arrived = cursor.fetchall()
    for attempt_id, session_id in arrived:
        try:
            settle_session(attempt=PaymentAttempt.objects.get(pk=attempt_id), session_id=session_id)
        except (ForAPerson, DatabaseError) as question:
            # What one payment trips over must not hide what became of the others.
            logger.error("arrived_money_not_settled", session=session_id, why=str(question))
        else:
            logger.warning("arrived_money_settled", session=session_id, attempt=attempt_id)


def _differences(since: datetime, unasked: list[str]) -> list[Difference]:
    named = _named(since)
    found: list[Difference] = []
    for comparison in COMPARISONS:
        if comparison.needs not in unasked:
            with connection.cursor() as cursor:
                cursor.execute(comparison.sql, named)
                found += [Difference(comparison.kind, *map(_text, row)) for row in cursor.fetchall()]
    return found + list(_movements_that_lie(since))


def _movements_that_lie(since: datetime) -> Iterator[Difference]:
    """Movements that the book has not got: of what it does not know, or that nobody can say in dirhams."""
    late = clock.now() - A_DAY
    for movement in missing_movements():
        what = f"{movement.movement_id} ({movement.kind})"
        if movement.booked is None:
            yield Difference("movement_of_nothing_here", what, "", str(movement.net))
        elif not movement.rate:
            yield Difference("movement_without_a_rate", what, "", str(movement.net))
        elif movement.created_at < late:
            yield Difference("fee_not_posted", what, "", str(movement.fee))


def _named(since: datetime) -> dict[str, Any]:
    now = clock.now()
    return {
        "since": since,
        "soon": now - SOON,
        "currency": CURRENCY,
        "money_came": list(map(str, MONEY_CAME)),
        "unsettled": list(map(str, UNSETTLED)),
        "review": str(AttemptStatus.REVIEW),
        "applied": str(AttemptStatus.APPLIED),
        "to_card": str(RefundWay.CARD),
        "refund_sent": [str(RefundStatus.PENDING), str(RefundStatus.SUCCEEDED)],
        "refund_done": str(RefundStatus.SUCCEEDED),
        "by_card": str(PaymentMethod.CARD),
        "holds_stock": list(map(str, HOLDS_STOCK)),
        "ended": [str(OrderStatus.CANCELLED), str(OrderStatus.REFUSED)],
    }


def _text(value: object) -> str:
    return "" if value is None else str(value)
