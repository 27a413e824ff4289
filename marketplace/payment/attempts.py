"""Trying to pay a purchase by card: writing an attempt, opening its hosted page, looking at it, shutting it.

Whatever asks the gateway runs outside every transaction: what is to be asked was committed before, the answer is
recorded after. One attempt of a purchase is open at a time, and a new one is begun only after the gateway has said
that nobody can pay the old one any more. Money is applied by `settling.settle` alone.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import structlog
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from cooperatives import clock
from cooperatives.audit.services import log_status, move_status
from cooperatives.jobs.services import schedule
from cooperatives.money import CURRENCY, ZERO
from marketplace.order import messages
from marketplace.order.enums import CancelCause, OrderStatus
from marketplace.order.locks import orders_for_update, purchase_for_update
from marketplace.order.models import Order, Purchase
from marketplace.order.steps import cancel_all
from marketplace.payment.enums import ATTEMPT_MOVES, OPEN_ATTEMPTS, AttemptStatus
from marketplace.payment.exceptions import CardAmountOutOfRange, NothingToPay, PaymentUnderWay, TooManyTries
from marketplace.payment.gateway import (
    CardPaymentsOff,
    GatewayError,
    GatewayRefused,
    GatewayUnavailable,
    IntentStatus,
    OpenSession,
    SessionAlreadyComplete,
    SessionGone,
    SessionRequest,
    SessionState,
    SessionStatus,
    gateway,
)
from marketplace.payment.locks import AnotherOpensIt, attempt_for_update, one_opens
from marketplace.payment.models import PaymentAttempt
from marketplace.payment.settling import UNSETTLED, ReceivedMoney, settle

# A used page whose collection stands so received nothing and never will.
CANNOT_COME = (IntentStatus.WAITING, IntentStatus.CANCELED)
logger = structlog.get_logger(__name__)

SYNC, EXPIRE = "payment.sync", "payment.expire"
# The stock is kept for so long. The processor shuts no page before half an hour is over.
HOLD, SHORTEST_PAGE = timedelta(minutes=35), timedelta(minutes=30)
SYNC_AFTER = (timedelta(minutes=2), timedelta(minutes=10), timedelta(minutes=40))
# Who is sent to a page should have the time to find the card.
TIME_TO_PAY = timedelta(minutes=5)
# In dirhams. The processor's own least is half a dollar; its most is eight digits of centimes.
LEAST, MOST = Decimal("10.00"), Decimal("999999.99")
# Each keeps the stock anew: a morning, then others may have it.
MOST_ATTEMPTS = 8


def check_amount(amount: Decimal) -> None:
    """Refuse what the processor would refuse. Raises `CardAmountOutOfRange`."""
    if not LEAST <= amount <= MOST:
        raise CardAmountOutOfRange(LEAST, MOST)


def open_attempt(purchase_id: int) -> PaymentAttempt | None:
    """The attempt on whose page the purchase can be paid, or could be within moments."""
    return PaymentAttempt.objects.filter(purchase=purchase_id, status__in=OPEN_ATTEMPTS).first()


def check_nothing_under_way(purchase_id: int) -> None:
    """Refuse to decide while money of the purchase lies with a person. Raises `PaymentUnderWay`."""
    if PaymentAttempt.objects.filter(purchase=purchase_id, status=AttemptStatus.REVIEW).exists():
        raise PaymentUnderWay


def start(*, purchase: Purchase, orders: Sequence[Order]) -> PaymentAttempt:
    """Write the next attempt, for these orders, with all that its page is to be asked for, and what comes due.

    The caller holds the purchase and its orders. Raises `CardAmountOutOfRange`, `CardPaymentsOff`.
    """
    if not settings.CARD_PAYMENTS:
        raise CardPaymentsOff
    amount = sum((order.total_incl_tax for order in orders), ZERO)
    check_amount(amount)
    now = clock.now()
    attempt = PaymentAttempt(
        purchase=purchase,
        seq=PaymentAttempt.objects.filter(purchase=purchase).count() + 1,
        amount=amount,
        currency=CURRENCY,
        created_at=now,
        expires_at=now + HOLD,
    )
    attempt.snapshot = _snapshot(attempt, purchase, orders)
    attempt.save()
    log_status(attempt, old="", by=None)
    for after in SYNC_AFTER:
        minutes = after // timedelta(minutes=1)
        schedule(kind=SYNC, key=f"{SYNC}:{attempt.uuid}:{minutes}", subject_id=attempt.pk, due_at=now + after)
    schedule(kind=EXPIRE, key=f"{EXPIRE}:{attempt.uuid}", subject_id=attempt.pk, due_at=attempt.expires_at)
    return attempt


@transaction.atomic
def start_again(*, purchase_id: int) -> PaymentAttempt:
    """Begin the next attempt for the orders that still wait; of two windows the second gets the first one's.

    Raises `NothingToPay`, `PaymentUnderWay`, `TooManyTries`, `CardAmountOutOfRange`, `CardPaymentsOff`.
    """
    purchase = purchase_for_update(purchase_id)
    waiting = [order for order in orders_for_update(purchase) if order.status == OrderStatus.AWAITING_PAYMENT]
    if not waiting:
        raise NothingToPay(purchase.number)
    if attempt := open_attempt(purchase.pk):
        return attempt
    check_nothing_under_way(purchase.pk)
    if PaymentAttempt.objects.filter(purchase=purchase).count() >= MOST_ATTEMPTS:
        raise TooManyTries(purchase.number)
    return start(purchase=purchase, orders=waiting)


def page_to_pay(*, purchase_id: int) -> str:
    """The address of the hosted page on which the purchase can be paid now; called outside transactions.

    A page that is open and has time left is the answer to every window. Otherwise it is shut first, what came
    through it is settled, and only then a new one is opened. Raises what `start_again` and `open_session` raise.
    """
    attempt = open_attempt(purchase_id)
    if attempt is not None and attempt.session_id:
        look(attempt_id=attempt.pk)
        attempt.refresh_from_db()
    if attempt is not None and attempt.status in OPEN_ATTEMPTS:
        if attempt.session_id and not attempt.session_url:
            raise PaymentUnderWay
        if attempt.expires_at - clock.now() < (TIME_TO_PAY if attempt.session_id else SHORTEST_PAGE):
            close(purchase_id=purchase_id)
    return open_session(attempt_id=start_again(purchase_id=purchase_id).pk)


def open_session(*, attempt_id: int) -> str:
    """Open the hosted page of an attempt and give its address; called outside transactions.

    The same attempt asked again is the same page: its parameters are stored, and its key is the attempt's name.
    Raises `GatewayUnavailable` when nobody knows whether it was opened; nobody was given its address then, so
    nobody can pay there. `GatewayRefused` ends the attempt. Raises `NothingToPay` for one that is over.
    """
    try:
        with one_opens(attempt_id):
            attempt = PaymentAttempt.objects.select_related("purchase").get(pk=attempt_id)
            if attempt.status == AttemptStatus.CREATED and not attempt.session_id:
                attempt = _open(attempt)
    except AnotherOpensIt as slow:
        raise GatewayUnavailable("another window waits for the same page") from slow
    if attempt.status not in OPEN_ATTEMPTS or not attempt.session_url:
        raise NothingToPay(str(attempt.uuid))
    return attempt.session_url


def look(*, attempt_id: int) -> None:
    """Read how an attempt's page stands and settle what it received; called outside transactions.

    Raises `GatewayUnavailable`.
    """
    attempt = PaymentAttempt.objects.get(pk=attempt_id)
    if not attempt.session_id or attempt.status not in UNSETTLED:
        return
    try:
        state = gateway().read_session(attempt.session_id)
    except SessionGone as gone:
        _note_gone(attempt, gone)
    else:
        _note_state(attempt, state)


def close(*, purchase_id: int) -> None:
    """See to it that nobody can pay the purchase on a page any more; called outside transactions.

    Money that came before the page was shut is settled. Raises `GatewayUnavailable`, and `PaymentUnderWay` while
    money is on its way: then nothing may be decided yet.
    """
    attempt = open_attempt(purchase_id)
    if attempt is None:
        return
    if not attempt.session_id:
        # Nobody was ever given the address of its page, whether there is one or not.
        _end(attempt.pk)
        return
    try:
        state = gateway().expire_session(attempt.session_id)
    except SessionAlreadyComplete as used:
        state = used.state
    except SessionGone as gone:
        _note_gone(attempt, gone)
        return
    _note_state(attempt, state)
    if PaymentAttempt.objects.filter(pk=attempt.pk, status__in=OPEN_ATTEMPTS).exists():
        raise PaymentUnderWay


def expire_unpaid(*, attempt_id: int) -> None:
    """Give up what was not paid in time: shut the page first, and only then give the stock back.

    Called outside transactions. Raises `GatewayUnavailable` and `PaymentUnderWay`, with all kept as it is.
    """
    purchase_id = PaymentAttempt.objects.values_list("purchase_id", flat=True).get(pk=attempt_id)
    live = open_attempt(purchase_id)
    if live is not None and live.pk != attempt_id and live.expires_at > clock.now():
        # The shopper began again meanwhile: that attempt has a time of its own.
        return
    close(purchase_id=purchase_id)
    _give_up(purchase_id)


def _snapshot(attempt: PaymentAttempt, purchase: Purchase, orders: Sequence[Order]) -> dict[str, Any]:
    """All that the page is asked for, but what says who buys: that is encrypted in the purchase, and never changes."""
    with translation.override(purchase.language):
        description = _("Purchase %(number)s") % {"number": purchase.number}
    return {
        "orders": [order.pk for order in orders],
        "reference": str(attempt.uuid),
        "idempotency_key": f"att:{attempt.uuid}:session",
        "amount": str(attempt.amount),
        "currency": attempt.currency,
        "description": description,
        "language": purchase.language,
        "expires_at": attempt.expires_at.isoformat(),
        "base_url": settings.BASE_URL,
        "metadata": {"purchase": purchase.number},
    }


def _request(attempt: PaymentAttempt) -> SessionRequest:
    asked, purchase = attempt.snapshot, attempt.purchase
    with translation.override(asked["language"]):
        link = {"public_id": purchase.public_id, "token": purchase.link_token}
        back = asked["base_url"] + reverse("payment:returned", kwargs=link)
    return SessionRequest(
        reference=asked["reference"],
        amount=Decimal(asked["amount"]),
        currency=asked["currency"],
        description=asked["description"],
        language=asked["language"],
        success_url=back,
        cancel_url=back,
        expires_at=datetime.fromisoformat(asked["expires_at"]),
        idempotency_key=asked["idempotency_key"],
        email=purchase.payer_email,
        metadata=asked["metadata"],
    )


def _open(attempt: PaymentAttempt) -> PaymentAttempt:
    try:
        opened = gateway().open_session(_request(attempt))
    except GatewayRefused as refusal:
        logger.error("payment_page_refused", attempt=str(attempt.uuid), code=refusal.code)
        _end(attempt.pk)
        raise
    noted = _note_opened(attempt.pk, opened)
    if noted.status not in OPEN_ATTEMPTS:
        # Given up while the page was being opened: its address goes to nobody, and it is shut where that can be.
        with suppress(GatewayError):
            gateway().expire_session(opened.session_id)
    return noted


@transaction.atomic
def _note_opened(attempt_id: int, opened: OpenSession) -> PaymentAttempt:
    """Write down which page belongs to the attempt; its money may have been heard of before, and stays settled."""
    attempt = attempt_for_update(attempt_id)
    attempt.session_id = attempt.session_id or opened.session_id
    attempt.session_url = opened.url
    attempt.intent_id = attempt.intent_id or opened.intent_id or ""
    if attempt.status == AttemptStatus.CREATED:
        move_status(attempt, to=AttemptStatus.PENDING, moves=ATTEMPT_MOVES, by=None)
    attempt.save(update_fields=["status", "session_id", "session_url", "intent_id"])
    return attempt


def _note_state(attempt: PaymentAttempt, state: SessionState) -> None:
    """Act on how a page stands: settle its money, remember that money is on its way, or end what nobody can pay."""
    if received := ReceivedMoney.of(state):
        settle(attempt_id=attempt.pk, received=received)
    elif state.status is SessionStatus.COMPLETE and state.intent_status not in CANNOT_COME:
        # Used up, and not paid yet: there is no page to send anybody to.
        PaymentAttempt.objects.filter(pk=attempt.pk, status__in=OPEN_ATTEMPTS).update(session_url="")
    elif state.status is not SessionStatus.OPEN:
        _end(attempt.pk)
    elif attempt.session_id and not attempt.session_url:
        # Only a stand-in opens a used page again when its slow money did not come.
        with suppress(SessionAlreadyComplete):
            gateway().expire_session(attempt.session_id)
            _end(attempt.pk)


def _note_gone(attempt: PaymentAttempt, gone: SessionGone) -> None:
    """A simulator forgets its pages when it is started again; the processor itself never does."""
    if not settings.SIMULATED_PAYMENTS:
        logger.error("payment_page_not_known", attempt=str(attempt.uuid), session=attempt.session_id)
        raise GatewayUnavailable(f"the processor does not know {attempt.session_id}") from gone
    _end(attempt.pk)


@transaction.atomic
def _end(attempt_id: int) -> None:
    """Note that nobody can pay an attempt any more."""
    attempt = attempt_for_update(attempt_id)
    if attempt.status not in OPEN_ATTEMPTS:
        return
    move_status(attempt, to=AttemptStatus.EXPIRED, moves=ATTEMPT_MOVES, by=None)
    attempt.ended_at = clock.now()
    attempt.save(update_fields=["status", "ended_at"])


@transaction.atomic
def _give_up(purchase_id: int) -> None:
    """Cancel what waits for a payment that cannot come any more, and give its stock back."""
    purchase = purchase_for_update(purchase_id)
    waiting = [order for order in orders_for_update(purchase) if order.status == OrderStatus.AWAITING_PAYMENT]
    if not waiting or open_attempt(purchase.pk):
        return
    check_nothing_under_way(purchase.pk)
    cancel_all(waiting, by=None, because=CancelCause.EXPIRED, reason="not paid in time")
    messages.tell_unpaid(purchase)
