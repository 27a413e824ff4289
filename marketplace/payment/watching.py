"""How card payments stand, for whoever watches: what waits, what lies with a person, when the books agreed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.db.models import Count, Min, Q

from cooperatives.jobs.models import Heartbeat
from cooperatives.ledger.selectors import balances
from cooperatives.ledger.services import CUSTOMER_UNAPPLIED
from marketplace.payment.enums import AttemptStatus, DisputeStatus, EventStatus
from marketplace.payment.models import Dispute, GatewayEvent, PaymentAttempt

# Names of heartbeats: when the night's comparison ran, and when it last found nothing.
RECONCILED, AGREED = "reconcile", "reconcile-clean"


@dataclass(frozen=True)
class CardPayments:
    """What waits and what somebody must look at; `unapplied` is dirhams received that pay for nothing yet."""

    events: int
    events_due: int
    event_age: timedelta
    oldest_event: timedelta
    events_in_review: int
    attempts_in_review: int
    open_disputes: int
    unapplied: Decimal
    since_reconciled: timedelta | None
    since_agreed: timedelta | None


def card_payments(*, now: datetime) -> CardPayments:
    """Read how the rows stand now; an event's age counts from when it was due, `oldest_event` from when it came."""
    new = GatewayEvent.objects.filter(status=EventStatus.NEW).aggregate(
        all=Count("id"),
        oldest=Min("received_at"),
        due=Count("id", filter=Q(next_try_at__lte=now)),
        due_since=Min("next_try_at", filter=Q(next_try_at__lte=now)),
    )
    beats = dict(Heartbeat.objects.filter(name__in=[RECONCILED, AGREED]).values_list("name", "at"))
    return CardPayments(
        events=new["all"],
        events_due=new["due"],
        event_age=now - (new["due_since"] or now),
        oldest_event=now - (new["oldest"] or now),
        events_in_review=GatewayEvent.objects.filter(status=EventStatus.REVIEW).count(),
        attempts_in_review=PaymentAttempt.objects.filter(status=AttemptStatus.REVIEW).count(),
        open_disputes=Dispute.objects.filter(status=DisputeStatus.OPEN).count(),
        unapplied=-balances([CUSTOMER_UNAPPLIED.code])[CUSTOMER_UNAPPLIED.code],
        since_reconciled=now - beats[RECONCILED] if RECONCILED in beats else None,
        since_agreed=now - beats[AGREED] if AGREED in beats else None,
    )
