"""Letting a trial's time pass: leases of the killed run out, what was put off comes due, until nothing is left."""

import time
from datetime import timedelta

from django.conf import settings
from django.db.models import Q

from cooperatives import clock
from cooperatives.jobs import services as jobs
from cooperatives.jobs.models import Job
from cooperatives.outbox.models import Message
from marketplace.order.enums import OrderStatus
from marketplace.order.models import Order
from marketplace.payment import attempts, events, refund_sending, refunds
from marketplace.payment.enums import OPEN_ATTEMPTS, EventStatus, RefundStatus
from marketplace.payment.models import GatewayEvent, PaymentAttempt, Refund
from marketplace.payment.tasks import sweep_refunds
from tests.soak.front import Front
from tests.soak.patience import OutOfPatience, insist

KINDS = (attempts.SYNC, attempts.EXPIRE, refunds.SEND)
# Nobody alive works on one thing for so long in a trial.
AT_WORK = timedelta(seconds=8)
ALL_DUE = timedelta(days=1)
SECONDS = 300
SENT = (RefundStatus.SUCCEEDED, RefundStatus.CANCELLED)


def hurry(*, ahead: timedelta = jobs.LEASE) -> None:
    """Let the minutes pass that a lease or a pause lasts; what somebody has just begun is left alone."""
    now = clock.now()
    mine = Q(kind__in=KINDS, done_at__isnull=True, due_at__gt=now)
    held = Q(due_at__gte=now + jobs.LEASE - AT_WORK, due_at__lte=now + jobs.LEASE)
    Job.objects.filter(mine, due_at__lt=now + ahead).exclude(held).update(due_at=now)
    lease = now + refund_sending.LEASE - AT_WORK
    Refund.objects.filter(status=RefundStatus.SENDING, claimed_until__gt=now, claimed_until__lt=lease).update(
        claimed_until=now
    )
    # What the processor has had for an hour is asked about.
    pending = Refund.objects.filter(status=RefundStatus.PENDING, first_sent_at__gt=now - refund_sending.LOOK_AFTER)
    pending.filter(first_sent_at__lt=now - AT_WORK).update(first_sent_at=now - refund_sending.LOOK_AFTER - AT_WORK)
    waiting = Message.objects.filter(sent_at__isnull=True, given_up_at__isnull=True)
    waiting.filter(claimed_until__gt=now, claimed_until__lt=now + timedelta(minutes=2) - AT_WORK).update(
        claimed_until=now
    )
    waiting.filter(due_at__gt=now).update(due_at=now)
    at_work = Q(next_try_at__gte=now + events.LEASE - AT_WORK, next_try_at__lte=now + events.LEASE)
    GatewayEvent.objects.filter(status=EventStatus.NEW, next_try_at__gt=now).exclude(at_work).update(next_try_at=now)


def left() -> dict[str, int]:
    """What is still to be done."""
    counted = {
        "events": GatewayEvent.objects.filter(status=EventStatus.NEW).count(),
        "jobs": Job.objects.filter(kind__in=KINDS, done_at__isnull=True, attempts__lt=Job.MAX_ATTEMPTS).count(),
        "messages": Message.objects.filter(sent_at__isnull=True, given_up_at__isnull=True).count(),
        "refunds": Refund.objects.exclude(status__in=[*SENT, RefundStatus.FAILED]).count(),
        "attempts": PaymentAttempt.objects.filter(status__in=OPEN_ATTEMPTS).count(),
        "orders": Order.objects.filter(status=OrderStatus.AWAITING_PAYMENT).count(),
    }
    return {what: count for what, count in counted.items() if count}


def drain(front: Front, *, seconds: int = SECONDS) -> None:
    """Wait until everything is done that the shop knows of; every deadline has come."""
    until = time.monotonic() + seconds
    while insist(left) or not front.is_drained:
        insist(lambda: hurry(ahead=ALL_DUE))
        insist(sweep_refunds)
        if time.monotonic() > until:
            raise OutOfPatience(f"left after {seconds} s of waiting: {left()}; {settings.DATABASES['default']['NAME']}")
        time.sleep(1)
