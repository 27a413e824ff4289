"""Events of the processor: each kept once, word for word, and worked through once, in whatever order they come.

An event is a hint that something changed, never the news itself: what it is about is read again, outside every lock,
and handed to the one function that may act on it. So a repeated, an old or an out-of-order event does no harm.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from django.db import transaction
from django.db.models import Q

from cooperatives import clock
from marketplace.payment.disputes import ForeignDispute, note_dispute
from marketplace.payment.enums import EventStatus
from marketplace.payment.gateway import (
    CannotList,
    CardPaymentsOff,
    DisputeState,
    EventAbout,
    GatewayUnavailable,
    IntentStatus,
    NotKnownThere,
    ProviderEvent,
    RefundState,
    gateway,
)
from marketplace.payment.locks import next_due_event
from marketplace.payment.models import GatewayEvent, PaymentAttempt, Refund
from marketplace.payment.refund_sending import note_refund_state
from marketplace.payment.settling import ReceivedMoney, settle

logger = structlog.get_logger(__name__)

# Longer than reading an object may take with its repeats; a killed worker's event waits this long.
LEASE = timedelta(minutes=2)
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=10), timedelta(hours=1)
# About three hours of failures of its own; a processor that is away counts as none.
MAX_TRIES = 8
# A processor that hangs must not keep the worker from its jobs.
SWEEP_SECONDS = 20
AWAY = (GatewayUnavailable, CardPaymentsOff)


class ForAPerson(Exception):
    """Nobody but a person can say what this event means; trying again will not tell."""


class NotOursYet(Exception):
    """Nothing of ours is what the event is about: it may have come before what it follows."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of an event."""

    status: EventStatus = EventStatus.DONE
    note: str = ""
    attempt: PaymentAttempt | None = None


def process_due(limit: int = 200) -> int:
    """Work through up to `limit` waiting events one after the other; answer how many were tried."""
    tried, until = 0, time.monotonic() + SWEEP_SECONDS
    while tried < limit and time.monotonic() < until and (event := _claim()):
        _process(event)
        tried += 1
    return tried


def fetch_undelivered(*, since: datetime) -> int:
    """Act on events that the processor could not bring to us; answer how many. Raises `CannotList`."""
    acted = 0
    for event in gateway().undelivered_events(since):
        if not GatewayEvent.objects.filter(event_id=event.event_id).exists():
            _note_undelivered(event)
            acted += 1
    return acted


def act_on(event: ProviderEvent) -> Outcome:
    """Read again what an event is about and hand it on; called outside transactions, any number of times."""
    ways: dict[EventAbout, Callable[[ProviderEvent], Outcome]] = {
        EventAbout.SESSION: _about_session,
        EventAbout.INTENT: _about_intent,
        EventAbout.REFUND: _about_refund,
        EventAbout.DISPUTE: _about_dispute,
    }
    way = ways.get(event.about)
    return way(event) if way else Outcome(status=EventStatus.IGNORED)


def settle_session(*, attempt: PaymentAttempt, session_id: str) -> Outcome:
    """Read a session and settle what it received; called outside transactions. Raises `ForAPerson`."""
    try:
        state = gateway().read_session(session_id)
    except NotKnownThere as absent:
        raise ForAPerson(f"the processor does not know the session {session_id}") from absent
    if state.reference and state.reference != str(attempt.uuid):
        raise ForAPerson(f"the session {session_id} is of another payment, {state.reference}")
    money = ReceivedMoney.of(state)
    if money is None:
        return Outcome(note=f"{state.status}, {state.payment}", attempt=attempt)
    settle(attempt_id=attempt.pk, received=money)
    return Outcome(note="settled", attempt=attempt)


def _claim() -> GatewayEvent | None:
    """Take a lease on one event, committed before anything is asked; each time it fails it waits longer."""
    now = clock.now()
    with transaction.atomic():
        event = next_due_event(due=now)
        if event is not None:
            event.next_try_at = now + max(LEASE, _wait(event.tries))
            event.tries += 1
            event.save(update_fields=["tries", "next_try_at"])
    return event


def _process(row: GatewayEvent) -> None:
    try:
        outcome = act_on(gateway().read_stored_event(row.raw.encode()))
    except ForAPerson as question:
        _finish(row, Outcome(status=EventStatus.REVIEW, note=str(question)))
    except Exception as error:  # noqa: BLE001 -- whatever one event raises, the next has its turn
        _put_off(row, error)
    else:
        _finish(row, outcome)


def _finish(row: GatewayEvent, outcome: Outcome) -> None:
    """Close the event. A rival whose lease came after ours has done the same work: either word is right."""
    GatewayEvent.objects.filter(pk=row.pk, status=EventStatus.NEW).update(
        status=outcome.status, done_at=clock.now(), note=outcome.note[:300], attempt=outcome.attempt
    )
    log = logger.error if outcome.status == EventStatus.REVIEW else logger.info
    log(f"gateway_event_{outcome.status}", event_id=row.event_id, kind=row.kind, note=outcome.note, tries=row.tries)


def _put_off(row: GatewayEvent, error: Exception) -> None:
    """Try again later; what fails for no fault of the processor's is a person's after enough tries."""
    said = f"{type(error).__name__}: {error}"
    if row.tries >= MAX_TRIES and not isinstance(error, AWAY):
        _finish(row, Outcome(status=EventStatus.REVIEW, note=said))
        return
    # The number of tries is the lease: who came late does not undo what a later one wrote.
    GatewayEvent.objects.filter(pk=row.pk, status=EventStatus.NEW, tries=row.tries).update(
        next_try_at=clock.now() + _wait(row.tries - 1), note=said[:300]
    )
    logger.warning("gateway_event_put_off", event_id=row.event_id, kind=row.kind, error=said[:300], tries=row.tries)


def _wait(tries: int) -> timedelta:
    return min(FIRST_WAIT * 4 ** min(tries, 10), LONGEST_WAIT)


def _note_undelivered(event: ProviderEvent) -> None:
    """Act at once, since there are no words to keep; what fails is listed again the next time."""
    try:
        outcome = act_on(event)
    except ForAPerson as question:
        outcome = Outcome(status=EventStatus.REVIEW, note=str(question))
    except Exception as error:  # noqa: BLE001 -- whatever one event raises, the next has its turn
        logger.warning("undelivered_event_put_off", event_id=event.event_id, kind=event.kind, error=str(error)[:300])
        return
    row = GatewayEvent(
        event_id=event.event_id,
        kind=event.kind[:80],
        status=outcome.status,
        done_at=clock.now(),
        note=f"not delivered; {outcome.note}"[:300],
        attempt=outcome.attempt,
    )
    GatewayEvent.objects.bulk_create([row], ignore_conflicts=True)
    log = logger.error if outcome.status == EventStatus.REVIEW else logger.info
    log("undelivered_event", event_id=event.event_id, kind=event.kind, status=outcome.status, note=outcome.note)


def _about_session(event: ProviderEvent) -> Outcome:
    """Settle what a session received. One that expired is only noted: its attempt may have been paid otherwise."""
    session_id = event.session_id or ""
    attempt = _attempt(reference=event.reference) or _attempt(session_id=session_id)
    if attempt is None:
        raise ForAPerson(f"no payment of ours has the session {session_id}")
    return settle_session(attempt=attempt, session_id=session_id)


def _about_intent(event: ProviderEvent) -> Outcome:
    """Settle a collection of money that succeeded, also when nobody told us yet of its session."""
    intent_id = event.intent_id or ""
    try:
        state = gateway().read_intent(intent_id)
    except NotKnownThere as absent:
        raise ForAPerson(f"the processor does not know the collection {intent_id}") from absent
    if state.status is not IntentStatus.SUCCEEDED:
        return Outcome(status=EventStatus.IGNORED, note=str(state.status))
    attempt = _attempt(intent_id=intent_id) or _attempt(reference=event.reference)
    if attempt is None:
        raise NotOursYet(f"no payment of ours has the collection {intent_id}")
    settle(attempt_id=attempt.pk, received=ReceivedMoney.of(state))
    return Outcome(note="settled", attempt=attempt)


def _about_refund(event: ProviderEvent) -> Outcome:
    state = _refund_state(event)
    refund = _refund(state)
    if refund is None:
        raise NotOursYet(f"no refund of ours is {state.refund_id}")
    is_news = note_refund_state(refund_id=refund.pk, state=state)
    return Outcome(note=f"{state.status}{'' if is_news else ', known'}", attempt=refund.attempt)


def _about_dispute(event: ProviderEvent) -> Outcome:
    state = _dispute_state(event)
    attempt = _attempt(intent_id=state.intent_id or "")
    if attempt is None:
        raise NotOursYet(f"no payment of ours is disputed in {state.dispute_id}")
    try:
        note_dispute(attempt=attempt, state=state)
    except ForeignDispute as foreign:
        raise ForAPerson(f"the dispute {state.dispute_id} is in {foreign}") from foreign
    return Outcome(note=str(state.status), attempt=attempt)


def _attempt(*, reference: str = "", session_id: str = "", intent_id: str = "") -> PaymentAttempt | None:
    """Our attempt by our own name of it, or by the processor's name of its session or collection."""
    if uuid := _uuid(reference):
        return PaymentAttempt.objects.filter(uuid=uuid).first()
    if session_id:
        return PaymentAttempt.objects.filter(session_id=session_id).first()
    return PaymentAttempt.objects.filter(intent_id=intent_id).first() if intent_id else None


def _refund(state: RefundState) -> Refund | None:
    """Our refund by the processor's name of it, or by our own where its answer has not reached us yet."""
    uuid = _uuid(state.reference)
    named = Q(provider_id=state.refund_id) | (Q(uuid=uuid) if uuid else Q(pk=None))
    return Refund.objects.filter(named).select_related("attempt").first()


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _refund_state(event: ProviderEvent) -> RefundState:
    """How the refund stands now; the event's own word only where nothing can be read again."""
    try:
        return gateway().read_refund(event.refund_id or "")
    except (CannotList, NotKnownThere) as unread:
        if event.refund is None or isinstance(unread, NotKnownThere):
            raise ForAPerson(f"the processor does not know the refund {event.refund_id}") from unread
        return event.refund


def _dispute_state(event: ProviderEvent) -> DisputeState:
    """How the dispute stands now; the event's own word only where nothing can be read again."""
    try:
        return gateway().read_dispute(event.dispute_id or "")
    except (CannotList, NotKnownThere) as unread:
        if event.dispute is None or isinstance(unread, NotKnownThere):
            raise ForAPerson(f"the processor does not know the dispute {event.dispute_id}") from unread
        return event.dispute
