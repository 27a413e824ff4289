"""What a person does with an event that nobody here could explain."""

from django.db import transaction

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.services import ForbiddenMove, move_status, record_act
from marketplace.payment.enums import EVENT_MOVES, EventStatus
from marketplace.payment.locks import event_for_update
from marketplace.payment.models import GatewayEvent
from marketplace.payment.waking import wake_events


@transaction.atomic
def try_event_again(*, event_id: int, by: User) -> GatewayEvent:
    """Let the worker take an event once more, once what it needs is mended. Raises `ForbiddenMove`.

    One that was fetched and not delivered has no words to read again: the night fetches it anew.
    """
    event = _held(event_id)
    if not event.raw:
        raise ForbiddenMove(event.status, EventStatus.NEW)
    move_status(event, to=EventStatus.NEW, moves=EVENT_MOVES, by=by)
    event.done_at, event.tries, event.next_try_at = None, 0, clock.now()
    event.save(update_fields=["status", "done_at", "tries", "next_try_at"])
    record_act(action="gatewayevent.again", subject=event, by=by)
    transaction.on_commit(wake_events, robust=True)
    return event


@transaction.atomic
def close_event(*, event_id: int, reason: str, by: User) -> GatewayEvent:
    """Note that a person has seen to what an event tells. Raises `ForbiddenMove`."""
    event = _held(event_id)
    move_status(event, to=EventStatus.DONE, moves=EVENT_MOVES, by=by, reason=reason[:200])
    event.done_at = clock.now()
    event.save(update_fields=["status", "done_at"])
    record_act(action="gatewayevent.closed", subject=event, by=by, after={"reason": reason})
    return event


def _held(event_id: int) -> GatewayEvent:
    """The event's row; whoever holds it now moves it."""
    event = event_for_update(event_id)
    if event is None:
        raise ForbiddenMove(EventStatus.REVIEW, EventStatus.DONE)
    return event
