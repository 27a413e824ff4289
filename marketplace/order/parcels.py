"""One parcel for several cooperatives of a purchase: the hub sends it, and its cash is handed over once.

Each verb moves all of its orders in one transaction, or none of them.
"""

from collections.abc import Sequence

from django.db import transaction

from catalogue.partner import stock
from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.services import ForbiddenMove
from marketplace.order import messages, steps
from marketplace.order.enums import CALLED_OFF, NOT_THERE_YET, Collector, OrderStatus
from marketplace.order.exceptions import ParcelNotComplete
from marketplace.order.locks import orders_of_parcel_for_update
from marketplace.order.models import Order, Parcel
from marketplace.order.revenue import record_collected
from marketplace.payment.enums import RefundCause
from marketplace.payment.refunds import refund_orders


@transaction.atomic
def ship_parcel(*, parcel_id: int, tracking: str, by: User) -> Parcel:
    """Hand the parcel to the carrier once all its goods are there: they leave the stock.

    Raises `ParcelNotComplete` while a cooperative still prepares, `ForbiddenMove` when it was sent.
    """
    parcel, orders = _open(parcel_id)
    if missing := [str(order.cooperative) for order in orders if order.status in NOT_THERE_YET]:
        raise ParcelNotComplete(missing)
    now = clock.now()
    for order in orders:
        steps.move(order, OrderStatus.SHIPPED, by=by, shipped_at=now, tracking=tracking)
    # All of them at once: rows of stock are locked in one order.
    stock.consume(items=[item for order in orders for item in steps.items(order, "consume")], by=by)
    parcel.tracking, parcel.shipped_at = tracking, now
    parcel.save(update_fields=["tracking", "shipped_at"])
    messages.tell_parcel(parcel, orders, "parcel_shipped")
    return parcel


@transaction.atomic
def deliver_parcel(*, parcel_id: int, by: User) -> Parcel:
    """Note that the carrier handed the parcel over, and took the cash of all its orders in one go.

    What a card had paid is delivered without. Raises `ForbiddenMove`.
    """
    parcel, orders = _open(parcel_id)
    if not all(order.status == OrderStatus.SHIPPED for order in orders):
        raise ForbiddenMove(orders[0].status, OrderStatus.DELIVERED)
    unpaid = [order for order in orders if order.paid_at is None]
    # By cooperative: each draws the next number of an invoice series, which another parcel may want too.
    for order in sorted(orders, key=lambda order: order.cooperative_id):
        steps.deliver(order, collector=Collector.CARRIER if order in unpaid else Collector.NOBODY, by=by)
    if unpaid:
        record_collected(unpaid)
    messages.tell_parcel(parcel, orders, "parcel_delivered")
    return parcel


@transaction.atomic
def refuse_parcel(*, parcel_id: int, by: User, reason: str) -> Parcel:
    """Note that nobody took the parcel: all of it comes back into the stock, and what a card had paid goes back.

    Raises `ForbiddenMove`.
    """
    parcel, orders = _open(parcel_id)
    now = clock.now()
    for order in orders:
        steps.move(order, OrderStatus.REFUSED, by=by, reason=reason, ended_at=now, end_reason=reason[:200])
    stock.put_back(items=[item for order in orders for item in steps.items(order, "return")], by=by)
    refund_orders(
        orders=orders, cause=RefundCause.REFUSED, reason=reason or "refused at the door", by=by, with_delivery=True
    )
    messages.tell_parcel(parcel, orders, "parcel_refused")
    return parcel


def _open(parcel_id: int) -> tuple[Parcel, Sequence[Order]]:
    """The parcel with its orders that were not called off, held. Raises `ForbiddenMove` when none is left."""
    parcel = Parcel.objects.select_related("hub", "carrier").get(pk=parcel_id)
    orders = [order for order in orders_of_parcel_for_update(parcel_id) if order.status not in CALLED_OFF]
    if not orders:
        raise ForbiddenMove(OrderStatus.CANCELLED, OrderStatus.SHIPPED)
    return parcel, orders
