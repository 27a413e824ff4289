"""The only place of this package that locks rows: after a purchase and its orders, an attempt, then refunds."""

import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import connection
from django.db.models import Exists, OuterRef, Q

from marketplace.order.enums import Collector
from marketplace.order.models import Order
from marketplace.payment.enums import OPEN_RETURNS, EventStatus
from marketplace.payment.models import Dispute, GatewayEvent, PaymentAttempt, Refund, Remittance, ReturnRequest

# The first half of our advisory locks' keys; the second is the attempt's id.
OPENING = 7_420_200
SECONDS_FOR_ANOTHER, SECONDS_BETWEEN = 6.0, 0.1


class AnotherOpensIt(Exception):
    """Another process is asking for the same page, and has not got it yet."""


@contextmanager
def one_opens(attempt_id: int) -> Iterator[None]:
    """Let one process at a time ask the processor for an attempt's page; a killed one gives way at once.

    No row and no transaction is held, so that nothing else waits while the processor thinks. Whoever comes
    second finds the page that the first has written down. Raises `AnotherOpensIt` when that takes too long.
    """
    until = time.monotonic() + SECONDS_FOR_ANOTHER
    while not _try_advisory("pg_try_advisory_lock", attempt_id):
        if time.monotonic() > until:
            raise AnotherOpensIt
        time.sleep(SECONDS_BETWEEN)
    try:
        yield
    finally:
        _try_advisory("pg_advisory_unlock", attempt_id)


def _try_advisory(function: str, attempt_id: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s, %s::bigint::int)", [OPENING, attempt_id])
        return bool(cursor.fetchone()[0])


def attempt_for_update(pk: int) -> PaymentAttempt:
    """One attempt's row, held until the transaction ends; its purchase is locked before."""
    return PaymentAttempt.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)


def refund_for_update(pk: int) -> Refund:
    """One refund's row, with what it is about."""
    return (
        Refund.objects.select_for_update(of=("self",))
        .select_related("order__cooperative", "purchase", "attempt", "return_request")
        .get(pk=pk)
    )


def return_request_for_update(pk: int) -> ReturnRequest:
    """One wish to give goods back; its order is locked before."""
    return ReturnRequest.objects.select_for_update(of=("self",)).get(pk=pk)


def event_for_update(pk: int) -> GatewayEvent | None:
    """An event's row, unless another worker holds it now."""
    return GatewayEvent.objects.select_for_update(skip_locked=True).filter(pk=pk).first()


def next_due_event(*, due: datetime) -> GatewayEvent | None:
    """The event that has waited longest and that no other worker takes at this moment."""
    waiting = GatewayEvent.objects.select_for_update(skip_locked=True, of=("self",)).filter(status=EventStatus.NEW)
    return waiting.filter(next_try_at__lte=due).order_by("next_try_at", "id").first()


def dispute_for_update(provider_id: str) -> Dispute | None:
    """A dispute by the processor's name for it, if it was opened here."""
    return Dispute.objects.select_for_update(of=("self",)).filter(provider_id=provider_id).first()


def orders_with_keys_for_update(pks: Collection[int]) -> list[Order]:
    """Orders of several purchases, in primary-key order."""
    orders = Order.objects.select_for_update(of=("self",)).select_related("purchase", "cooperative", "carrier")
    return list(orders.filter(pk__in=pks).order_by("pk"))


def orders_to_release_for_update(*, delivered_before: datetime, limit: int) -> list[Order]:
    """Orders whose money may become available, the longest delivered first; what another holds is left for later."""
    paid = Order.objects.select_for_update(of=("self",), skip_locked=True).filter(
        released_at__isnull=True, paid_at__isnull=False, delivered_at__lt=delivered_before
    )
    arrived = Q(remitted_at__isnull=False) | ~Q(collected_by=Collector.CARRIER)
    is_open = ReturnRequest.objects.filter(order=OuterRef("pk"), status__in=OPEN_RETURNS)
    return list(paid.filter(arrived, ~Exists(is_open)).order_by("delivered_at", "pk")[:limit])


def remittance_for_update(pk: int) -> Remittance:
    """A remittance that is about to be taken back; its orders are locked before."""
    return Remittance.objects.select_for_update(of=("self",)).select_related("carrier").get(pk=pk)
