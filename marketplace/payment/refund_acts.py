"""What people do with refunds: ask for one, approve it as a second person, note that it was paid, find another way.

Each is one transaction: lock the order, then the refund, check, write, post.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import transaction

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.services import ForbiddenMove, move_status, record_act
from cooperatives.models import Cooperative
from cooperatives.money import CURRENCY, ZERO
from marketplace.order.locks import order_for_update, orders_for_update, purchase_for_update
from marketplace.order.models import Order
from marketplace.payment import refunds
from marketplace.payment.enums import (
    ATTEMPT_MOVES,
    CAUSES_WITHOUT_ORDER,
    REFUND_MOVES,
    AttemptStatus,
    RefundCause,
    RefundStatus,
    RefundWay,
)
from marketplace.payment.locks import attempt_for_update
from marketplace.payment.models import PaymentAttempt, Refund
from marketplace.payment.refund_sending import held_refund, note_came_back, note_paid
from marketplace.payment.refunds import Payee


class ApprovedByItsAuthor(Exception):
    """Who asked for a refund cannot be the second person."""


class MustGoBack(Exception):
    """Money that pays for nothing cannot be kept: it is sent another way instead."""


class OnlyAnotherWay(Exception):
    """The bank of this card takes nothing back: it goes to an account or by post."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How much is to go back: everything, some pieces by the key of their line, or an amount of the goods."""

    everything: bool = False
    pieces: Mapping[int, int] = field(default_factory=dict)
    amount: Decimal | None = None
    with_delivery: bool = False


@transaction.atomic
def refund_by_staff(
    *, order_id: int, wanted: Wanted, cause: RefundCause, reason: str, by: User, payee: Payee | None = None
) -> Refund:
    """Give money of an order back, for a reason that is kept.

    Raises `OrderNotPaid`, `NothingToRefund`, `AboveTheRest`, `NotOfThisOrder`.
    """
    order = order_for_update(order_id)
    refund = _wanted_refund(order, wanted, cause, reason, by, payee)
    record_act(
        action="refund.request",
        subject=refund,
        by=by,
        cooperative=order.cooperative,
        after={"order": order.number, "amount": str(refund.amount), "cause": str(cause), "reason": reason},
    )
    return refund


@transaction.atomic
def approve_refund(*, refund_id: int, by: User) -> Refund:
    """Say as a second person that cash goes back. Raises `ApprovedByItsAuthor`, `ForbiddenMove`."""
    refund = held_refund(refund_id)
    if refund.requested_by_id == by.pk:
        raise ApprovedByItsAuthor
    if refund.status != RefundStatus.REQUESTED:
        raise ForbiddenMove(refund.status, RefundStatus.READY)
    refund.approved_by = by
    _move(refund, RefundStatus.READY, by=by, also=["approved_by"])
    _record("refund.approve", refund, by)
    return refund


@transaction.atomic
def mark_refund_paid(*, refund_id: int, reference: str, by: User) -> Refund:
    """Note that a refund went out by bank or post. Raises `ForbiddenMove`."""
    refund = held_refund(refund_id)
    note_paid(refund=refund, reference=reference, by=by)
    _record("refund.paid", refund, by, reference=reference)
    return refund


@transaction.atomic
def mark_refund_came_back(*, refund_id: int, reason: str, by: User) -> Refund:
    """Note that what went out by bank or post came back: it is owed again. Raises `ForbiddenMove`."""
    refund = held_refund(refund_id)
    note_came_back(refund=refund, reason=reason, by=by)
    _record("refund.came_back", refund, by, reason=reason)
    return refund


@transaction.atomic
def send_again(*, refund_id: int, by: User) -> Refund:
    """Send to the card once more what the processor had refused. Raises `OnlyAnotherWay`, `ForbiddenMove`."""
    refund = held_refund(refund_id)
    if refund.status != RefundStatus.FAILED:
        raise ForbiddenMove(refund.status, RefundStatus.READY)
    if refund.way != RefundWay.CARD or refund.provider_id:
        raise OnlyAnotherWay
    _move(refund, RefundStatus.READY, by=by)
    refunds.send_soon(refund, again=f":{refund.tries}")
    _record("refund.again", refund, by)
    return refund


@transaction.atomic
def send_another_way(*, refund_id: int, payee: Payee, by: User) -> Refund:
    """Send by bank or post what a card did not take, or correct to whom; a second person approves it anew.

    Raises `ForbiddenMove`.
    """
    refund = held_refund(refund_id)
    if refund.status not in (RefundStatus.REQUESTED, RefundStatus.FAILED):
        raise ForbiddenMove(refund.status, RefundStatus.REQUESTED)
    before = {"way": str(refund.way), "status": str(refund.status)}
    refund.way, refund.payee_name, refund.payee_rib = payee.way, payee.name, payee.rib
    refund.requested_by, refund.approved_by, refund.ended_at = by, None, None
    written = ["way", "payee_name", "payee_rib", "requested_by", "approved_by", "ended_at"]
    if refund.status == RefundStatus.REQUESTED:
        refund.save(update_fields=written)
    else:
        _move(refund, RefundStatus.REQUESTED, by=by, also=written)
    record_act(
        action="refund.another_way",
        subject=refund,
        by=by,
        cooperative=_cooperative(refund),
        before=before,
        after={"way": str(payee.way)},
    )
    return refund


@transaction.atomic
def call_off_refund(*, refund_id: int, reason: str, by: User) -> Refund:
    """Reverse a refund that was not sent: what it took from the cooperative and the platform is given back.

    Raises `MustGoBack`, `ForbiddenMove`.
    """
    order_id = Refund.objects.values_list("order_id", flat=True).get(pk=refund_id)
    if order_id is None:
        raise MustGoBack
    order = order_for_update(order_id)
    refund = held_refund(refund_id)
    _move(refund, RefundStatus.CANCELLED, by=by, reason=reason)
    _record("refund.call_off", refund, by, reason=reason)
    refunds.take_back(refund, order)
    return refund


@transaction.atomic
def refund_attempt(*, attempt_id: int, reason: str, by: User) -> Refund:
    """Give back the whole of a payment that a person looked at and that pays for nothing.

    Raises `ForeignMoney`, `NothingToRefund`, `ForbiddenMove`.
    """
    purchase_id = PaymentAttempt.objects.values_list("purchase_id", flat=True).get(pk=attempt_id)
    orders_for_update(purchase_for_update(purchase_id))
    attempt = attempt_for_update(attempt_id)
    if attempt.status != AttemptStatus.REVIEW:
        raise ForbiddenMove(attempt.status, AttemptStatus.REFUNDING)
    refund = refunds.refund_unapplied(attempt=attempt, cause=RefundCause.NOT_OURS)
    Refund.objects.filter(pk=refund.pk).update(reason=reason[:300], requested_by=by)
    _record("refund.attempt", refund, by, reason=reason, amount=str(refund.amount))
    return refund


@transaction.atomic
def close_foreign_attempt(*, attempt_id: int, reason: str, by: User) -> PaymentAttempt:
    """Note that money in another currency was given back at the processor by hand: our book never held it.

    Raises `ForbiddenMove`, also for dirhams, which go back as a refund.
    """
    purchase_id = PaymentAttempt.objects.values_list("purchase_id", flat=True).get(pk=attempt_id)
    purchase_for_update(purchase_id)
    attempt = attempt_for_update(attempt_id)
    if attempt.status != AttemptStatus.REVIEW or attempt.received_currency == CURRENCY:
        raise ForbiddenMove(attempt.status, AttemptStatus.REFUNDED)
    move_status(attempt, to=AttemptStatus.REFUNDING, moves=ATTEMPT_MOVES, by=by, reason=reason[:200])
    move_status(attempt, to=AttemptStatus.REFUNDED, moves=ATTEMPT_MOVES, by=by, reason=reason[:200])
    attempt.ended_at = clock.now()
    attempt.save(update_fields=["status", "ended_at"])
    record_act(action="payment.closed_by_hand", subject=attempt, by=by, after={"reason": reason})
    return attempt


def _wanted_refund(
    order: Order, wanted: Wanted, cause: RefundCause, reason: str, by: User, payee: Payee | None
) -> Refund:
    if cause in CAUSES_WITHOUT_ORDER:
        raise ValueError(cause)
    if wanted.everything:
        return refunds.refund_order(
            order=order, cause=cause, reason=reason, by=by, with_delivery=wanted.with_delivery, payee=payee
        )
    delivery = refunds.delivery_left(order) if wanted.with_delivery else ZERO
    if wanted.amount is not None:
        return refunds.refund_amount(
            order=order, amount=wanted.amount, cause=cause, reason=reason, by=by, delivery=delivery, payee=payee
        )
    return refunds.refund_pieces(
        order=order, pieces=wanted.pieces, cause=cause, reason=reason, by=by, delivery=delivery, payee=payee
    )


def _move(refund: Refund, to: RefundStatus, *, by: User, reason: str = "", also: list[str] | None = None) -> None:
    move_status(refund, to=to, moves=REFUND_MOVES, by=by, reason=reason[:200])
    refund.ended_at = clock.now() if to == RefundStatus.CANCELLED else None
    refund.save(update_fields=["status", "ended_at", *(also or [])])


def _record(action: str, refund: Refund, by: User, **after: str) -> None:
    record_act(action=action, subject=refund, by=by, cooperative=_cooperative(refund), after=after)


def _cooperative(refund: Refund) -> Cooperative | None:
    return refund.order.cooperative if refund.order else None
