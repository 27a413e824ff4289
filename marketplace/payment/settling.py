"""Applying money that came by card. `settle` is the only function that does, whoever heard of the money first.

The webhook's worker, the page that shoppers come back to and the jobs that look by themselves may all call it for the
same payment, at once and again: the purchase's row lets one in after the other, and what was settled stays as it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import overload

import structlog
from django.db import transaction

from catalogue.partner.stock import InsufficientStock
from cooperatives import clock
from cooperatives.audit.services import log_status, move_status
from cooperatives.ledger.enums import EntryKind
from cooperatives.ledger.services import CUSTOMER_UNAPPLIED, PROCESSOR, Posting, post
from cooperatives.money import CURRENCY, ZERO
from fairs.business_days import business_day
from marketplace.order import messages
from marketplace.order.enums import CancelCause, OrderStatus
from marketplace.order.locks import orders_for_update, purchase_for_update
from marketplace.order.models import Order, Purchase
from marketplace.order.revenue import record_paid_by_card
from marketplace.order.steps import confirm_paid, promise_again
from marketplace.payment.enums import ATTEMPT_MOVES, AttemptStatus, RefundCause
from marketplace.payment.gateway import IntentState, PaymentStatus, SessionState
from marketplace.payment.locks import attempt_for_update
from marketplace.payment.models import PaymentAttempt
from marketplace.payment.refunds import refund_unapplied

logger = structlog.get_logger(__name__)

# Money may still come for these; for the others it was settled once for all.
UNSETTLED = (AttemptStatus.CREATED, AttemptStatus.PENDING, AttemptStatus.EXPIRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedMoney:
    """What the gateway says that it received for an attempt, in the currency that it came in."""

    amount: Decimal
    currency: str
    intent_id: str
    session_id: str = ""

    @overload
    @classmethod
    def of(cls, state: SessionState) -> "ReceivedMoney | None": ...
    @overload
    @classmethod
    def of(cls, state: IntentState) -> "ReceivedMoney": ...
    @classmethod
    def of(cls, state: SessionState | IntentState) -> "ReceivedMoney | None":
        """The money of a collection, or of a session; None for a session that received nothing yet."""
        if isinstance(state, IntentState):
            return cls(amount=state.received, currency=state.currency, intent_id=state.intent_id)
        if state.payment is not PaymentStatus.PAID and not state.received:
            return None
        return cls(
            amount=state.received,
            currency=state.currency,
            intent_id=state.intent_id or "",
            session_id=state.session_id,
        )


@transaction.atomic
def settle(*, attempt_id: int, received: ReceivedMoney) -> PaymentAttempt:
    """Apply what was received to the orders that the attempt was to pay, once; otherwise it goes back.

    The orders of an attempt are paid together or not at all: where one of them cannot be kept any more, the shopper
    gets the whole back and chooses anew. What is not exactly what was asked for is left to a person.
    """
    purchase = purchase_for_update(PaymentAttempt.objects.values_list("purchase_id", flat=True).get(pk=attempt_id))
    orders = orders_for_update(purchase)
    attempt = attempt_for_update(attempt_id)
    if attempt.status not in UNSETTLED:
        return _again(attempt, received)
    _note_received(attempt, received)
    if received.amount != attempt.amount or received.currency != attempt.currency:
        _leave_to_a_person(attempt)
    elif cause := _why_not(attempt, _covered(attempt, orders)):
        _give_back(attempt, cause)
    else:
        _apply(attempt, purchase, _covered(attempt, orders))
    return attempt


def _covered(attempt: PaymentAttempt, orders: Sequence[Order]) -> list[Order]:
    """The orders that the attempt was to pay."""
    return [order for order in orders if order.pk in attempt.snapshot.get("orders", ())]


def _why_not(attempt: PaymentAttempt, covered: Sequence[Order]) -> RefundCause | None:
    """Why the money cannot pay its orders; taking their stock again, where their time had run out, is the last try."""
    if _is_paid_otherwise(attempt):
        return RefundCause.PAID_TWICE
    late = [order for order in covered if order.cancelled_because == CancelCause.EXPIRED]
    waiting = [order for order in covered if order.status == OrderStatus.AWAITING_PAYMENT]
    if not covered or len(late) + len(waiting) < len(covered):
        return RefundCause.LATE_CANCELLED
    try:
        promise_again(late)
    except InsufficientStock:
        return RefundCause.LATE_NO_STOCK
    return None


def _is_paid_otherwise(attempt: PaymentAttempt) -> bool:
    applied = PaymentAttempt.objects.filter(purchase=attempt.purchase_id, status=AttemptStatus.APPLIED)
    return applied.exclude(pk=attempt.pk).exists()


def _apply(attempt: PaymentAttempt, purchase: Purchase, orders: Sequence[Order]) -> None:
    _move(attempt, AttemptStatus.APPLIED)
    confirm_paid(purchase, orders)
    messages.tell_paid(purchase, attempt.amount, key=f"attempt:{attempt.uuid}:paid")
    # Last: it ends with the cells, which every sale of the day shares.
    record_paid_by_card(orders, _receipt(attempt))
    logger.info("payment_applied", attempt=str(attempt.uuid), purchase=purchase.number, amount=attempt.amount)


def _give_back(attempt: PaymentAttempt, cause: RefundCause) -> None:
    post([_receipt(attempt)])
    refund_unapplied(attempt=attempt, cause=cause)
    logger.warning("payment_given_back", attempt=str(attempt.uuid), cause=cause, amount=attempt.received_amount)


def _leave_to_a_person(attempt: PaymentAttempt) -> None:
    """Nobody asked for this amount, or this currency: it is ours to explain, and no order changes.

    Dirhams wait where unapplied money waits. Another currency is noted and not posted: the book is in dirhams.
    """
    _move(attempt, AttemptStatus.REVIEW)
    if attempt.received_currency == CURRENCY and attempt.received_amount:
        post([_receipt(attempt)])
    logger.error(
        "payment_in_review",
        attempt=str(attempt.uuid),
        asked=f"{attempt.amount} {attempt.currency}",
        received=f"{attempt.received_amount} {attempt.received_currency}",
    )


def _again(attempt: PaymentAttempt, received: ReceivedMoney) -> PaymentAttempt:
    """Hear again of money that was settled; money of another collection for the same attempt is more money.

    A processor that forgot our key may have opened two pages for one attempt, and both may be paid.
    """
    if received.intent_id in ("", attempt.intent_id) or not attempt.intent_id or received.amount <= ZERO:
        return attempt
    known = PaymentAttempt.objects.filter(intent_id=received.intent_id).first()
    return known or _stray(attempt, received)


def _stray(beside: PaymentAttempt, received: ReceivedMoney) -> PaymentAttempt:
    """Write an attempt for money that none of ours asked for, so that it is in the book and goes back."""
    now = clock.now()
    attempt = PaymentAttempt.objects.create(
        purchase_id=beside.purchase_id,
        seq=PaymentAttempt.objects.filter(purchase=beside.purchase_id).count() + 1,
        amount=received.amount,
        currency=received.currency,
        status=AttemptStatus.EXPIRED,
        snapshot={"orders": [], "beside": str(beside.uuid)},
        expires_at=now,
        ended_at=now,
    )
    log_status(attempt, old="", by=None, reason=f"beside {beside.uuid}")
    # Where the other page was settled first, this is the page whose name stands with the attempt already.
    page = "" if received.session_id == beside.session_id else received.session_id
    _note_received(attempt, replace(received, session_id=page))
    if received.currency != CURRENCY:
        _leave_to_a_person(attempt)
    else:
        _give_back(attempt, RefundCause.PAID_TWICE)
    return attempt


def _note_received(attempt: PaymentAttempt, received: ReceivedMoney) -> None:
    attempt.received_amount, attempt.received_currency = received.amount, received.currency
    attempt.received_at, attempt.intent_id = clock.now(), received.intent_id
    # The money may be heard of before we have written down which page it came from.
    attempt.session_id = attempt.session_id or received.session_id
    attempt.save(update_fields=["received_amount", "received_currency", "received_at", "intent_id", "session_id"])


def _receipt(attempt: PaymentAttempt) -> Posting:
    amount = attempt.received_amount or ZERO
    return Posting(
        key=f"att:{attempt.uuid}:in",
        kind=EntryKind.RECEIPT,
        counts_on=business_day(attempt.received_at or clock.now()),
        entries=[(PROCESSOR, amount), (CUSTOMER_UNAPPLIED, -amount)],
    )


def _move(attempt: PaymentAttempt, to: AttemptStatus) -> None:
    move_status(attempt, to=to, moves=ATTEMPT_MOVES, by=None)
    attempt.ended_at = clock.now()
    attempt.save(update_fields=["status", "ended_at"])
