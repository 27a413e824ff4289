"""The steps that orders take. Whoever calls these holds the orders' rows; each checks the table before it writes.

An order is promised stock when it is placed, and once more if money that came late brings it back. So each movement
of the second promise has a name of its own, and an order that was paid is released under another name than one that
was not: a key stands for one event.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from catalogue.partner import stock
from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.services import move_status
from cooperatives.jobs.services import schedule
from marketplace.order import late, messages, rows
from marketplace.order.enums import (
    GOODS_ARE_GONE,
    LATE_PAYMENT_MOVES,
    OFFER_MOVES,
    ORDER_MOVES,
    CancelCause,
    Collector,
    ConfirmedVia,
    OfferStatus,
    OrderStatus,
)
from marketplace.order.locks import invoice_series_for_update
from marketplace.order.models import Order, PartOffer, Purchase

REMIND_COOPERATIVE = "order.remind-cooperative"
REMIND_COOPERATIVE_AFTER = timedelta(hours=24)
# A telephone that should have rung by then did not: an SMS goes out.
CHECK_RING, CHECK_RING_AFTER = "order.check-ring", timedelta(minutes=10)


def move(
    order: Order,
    to: OrderStatus,
    *,
    by: User | None,
    reason: str = "",
    moves: Mapping[str, set[str]] = ORDER_MOVES,
    **written: object,
) -> None:
    """Move an order by the table and write what comes with the move. Raises `ForbiddenMove`."""
    move_status(order, to=to, moves=moves, by=by, reason=reason)
    for name, value in written.items():
        setattr(order, name, value)
    order.save(update_fields=["status", *written])


def confirm(purchase: Purchase, orders: Sequence[Order], *, via: ConfirmedVia, by: User | None) -> None:
    """Confirm a purchase with these of its orders, whose cooperatives learn of it."""
    now = clock.now()
    for order in orders:
        move(order, OrderStatus.CONFIRMED, by=by, confirmed_at=now)
    note_confirmed(purchase, orders, via=via, by=by, now=now)


def confirm_paid(purchase: Purchase, orders: Sequence[Order]) -> None:
    """Confirm orders whose money came by card; those that had run out of time come back, their stock taken again."""
    now = clock.now()
    for order in orders:
        is_late = order.status == OrderStatus.CANCELLED
        back: dict[str, Any] = {"ended_at": None, "end_reason": "", "cancelled_because": ""} if is_late else {}
        moves = LATE_PAYMENT_MOVES if is_late else ORDER_MOVES
        move(
            order,
            OrderStatus.CONFIRMED,
            by=None,
            reason="paid by card",
            moves=moves,
            confirmed_at=now,
            paid_at=now,
            remitted_at=now,
            **back,
        )
    note_confirmed(purchase, orders, via=ConfirmedVia.PAYMENT, by=None, now=now)


def note_confirmed(
    purchase: Purchase, orders: Sequence[Order], *, via: ConfirmedVia, by: User | None, now: datetime
) -> None:
    """Write that the shopper means it, tell the cooperatives, and remind those that sleep."""
    purchase.confirmed_at, purchase.confirmed_via, purchase.confirmed_by = now, via, by
    purchase.save(update_fields=["confirmed_at", "confirmed_via", "confirmed_by"])
    for order in orders:
        schedule(
            kind=REMIND_COOPERATIVE,
            key=f"{REMIND_COOPERATIVE}:{order.number}",
            subject_id=order.pk,
            due_at=now + REMIND_COOPERATIVE_AFTER,
        )
        if messages.tell_cooperative(order, "order_new_cooperative"):
            due_at = now + CHECK_RING_AFTER
            schedule(kind=CHECK_RING, key=f"{CHECK_RING}:{order.number}", subject_id=order.pk, due_at=due_at)


def accept(order: Order, *, by: User | None) -> None:
    """The cooperative prepares it; once its day for the carrier has passed, it is reminded. Raises `ForbiddenMove`."""
    # What staff telephoned about is done; the day for the carrier is watched anew.
    move(order, OrderStatus.ACCEPTED, by=by, accepted_at=clock.now(), chased_at=None)
    late.watch_sending(order)


def cancel(order: Order, *, by: User | None, because: CancelCause, reason: str) -> None:
    """Cancel an order and give its stock back. Raises `ForbiddenMove`."""
    cancel_all([order], by=by, because=because, reason=reason)


def cancel_all(orders: Sequence[Order], *, by: User | None, because: CancelCause, reason: str) -> None:
    """Cancel orders and give back the stock of all of them at once: its rows are locked in one order.

    Raises `ForbiddenMove`.
    """
    for order in orders:
        move(
            order,
            OrderStatus.CANCELLED,
            by=by,
            reason=reason,
            ended_at=clock.now(),
            end_reason=reason[:200],
            cancelled_because=because,
        )
    for offer in PartOffer.objects.filter(order__in=orders, status=OfferStatus.OPEN).order_by("pk"):
        close_offer(offer, OfferStatus.WITHDRAWN, by=by)
    promised = [each for order in orders for each in items(order, "release-paid" if order.paid_at else "release")]
    stock.release(items=promised, by=by)


def take_off_the_shelf(given_back: Sequence[stock.Item], *, reason: str, by: User | None) -> None:
    """Where the cooperative says that they are gone, take pieces whose promise was withdrawn off what it has online."""
    if reason in GOODS_ARE_GONE:
        gone = [replace(item, quantity=-item.quantity, key=f"{item.key}:gone") for item in given_back]
        stock.correct(items=gone, by=by)


def close_offer(offer: PartOffer, to: OfferStatus, *, by: User | None) -> None:
    """End an offer of a part, whose order's row the caller holds. Raises `ForbiddenMove`."""
    move_status(offer, to=to, moves=OFFER_MOVES, by=by)
    offer.answered_at = clock.now()
    offer.save(update_fields=["status", "answered_at"])


def promise_again(orders: Sequence[Order]) -> None:
    """Promise the stock of orders that ran out of time once more: all of it, or `InsufficientStock` and nothing."""
    stock.allocate(items=[item for order in orders for item in items(order, "allocate-late")])


def deliver(order: Order, *, collector: Collector, by: User) -> None:
    """Delivered, and paid now if it was not before.

    The invoice is drawn in the same transaction, so that no number is skipped. Raises `ForbiddenMove`.
    """
    year = clock.today().year
    series = invoice_series_for_update(order.cooperative_id, year)
    series.last_number += 1
    now = clock.now()
    # What the cooperative took itself never comes to us.
    paid: dict[str, Any] = {"paid_at": now, "remitted_at": now if collector == Collector.COOPERATIVE else None}
    move(
        order,
        OrderStatus.DELIVERED,
        by=by,
        delivered_at=now,
        collected_by=collector,
        invoice_year=year,
        invoice_number=series.last_number,
        **({} if order.paid_at else paid),
    )
    series.save(update_fields=["last_number"])


def items(order: Order, event: str) -> Sequence[stock.Item]:
    """What `event` moves of the stock for all lines of an order."""
    return rows.stock_items(order, list(order.lines.all()), event)
