"""When a cooperative's earnings become available: delivered, past the days for a return, and the money with us."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

import structlog
from django.db import transaction

from cooperatives import clock
from cooperatives.jobs.services import schedule
from cooperatives.ledger.enums import AccountKind, EntryKind
from cooperatives.ledger.models import LedgerEntry
from cooperatives.ledger.services import Posting, owed_to_cooperative, pending_of_cooperative, post
from cooperatives.money import ZERO
from fairs.business_days import business_day
from marketplace.order.models import Order
from marketplace.payment.enums import OPEN_RETURNS
from marketplace.payment.locks import orders_to_release_for_update
from marketplace.payment.models import Refund, ReturnRequest
from marketplace.payment.return_rules import delivered_before_for_release

logger = structlog.get_logger(__name__)

RELEASE = "payment.release"
A_BATCH = 500


def plan_release() -> None:
    """Write tonight's job, once however often the night is planned."""
    schedule(kind=RELEASE, key=f"{RELEASE}:{clock.today()}", subject_id=0, due_at=clock.now())


@transaction.atomic
def release_proceeds(*, limit: int = A_BATCH) -> int:
    """Make the proceeds of up to `limit` orders available; answer how many. Safe to repeat, and beside a rival.

    The same number of queries however many orders there are. An order whose row is held, since goods of it are
    being given back at this moment, is left for the next time.
    """
    now = clock.now()
    held = orders_to_release_for_update(delivered_before=delivered_before_for_release(), limit=limit)
    orders = _without_open_returns(held)
    if not orders:
        return 0
    pending = _pending(orders)
    post(_posting(order, pending[order.pk]) for order in orders if pending[order.pk])
    Order.objects.filter(pk__in=[order.pk for order in orders]).update(released_at=now)
    logger.info("proceeds_released", orders=len(orders))
    return len(orders)


def release_all() -> int:
    """Batch after batch, each committed by itself, until nothing is left that may be released."""
    released = 0
    while batch := release_proceeds():
        released += batch
    return released


def _without_open_returns(orders: Sequence[Order]) -> list[Order]:
    """Asked again under the lock, which whoever asks for a return holds too."""
    asked = ReturnRequest.objects.filter(order__in=orders, status__in=OPEN_RETURNS)
    open_for = set(asked.values_list("order_id", flat=True))
    return [order for order in orders if order.pk not in open_for]


def _pending(orders: Sequence[Order]) -> dict[int, Decimal]:
    """What stands in the pending account for each order, debit positive, by the book itself."""
    order_of = dict(_keys(orders))
    entries = LedgerEntry.objects.filter(
        transaction__key__in=list(order_of), account__kind=AccountKind.COOPERATIVE_PENDING
    ).order_by()
    found = {order.pk: ZERO for order in orders}
    for key, amount in entries.values_list("transaction__key", "amount"):
        found[order_of[key]] += amount
    return found


def _keys(orders: Sequence[Order]) -> Iterable[tuple[str, int]]:
    """The names in the book of all that moved an order's proceeds, each with the order."""
    for order in orders:
        yield f"order:{order.number}:sale", order.pk
    for uuid, order_id in Refund.objects.filter(order__in=orders).values_list("uuid", "order_id"):
        yield f"refund:{uuid}", order_id
        yield f"refund:{uuid}:cancelled", order_id


def _posting(order: Order, pending: Decimal) -> Posting:
    return Posting(
        key=f"order:{order.number}:release",
        kind=EntryKind.RELEASE,
        counts_on=business_day(clock.now()),
        entries=[
            (pending_of_cooperative(order.cooperative_id), -pending),
            (owed_to_cooperative(order.cooperative_id), pending),
        ],
    )
