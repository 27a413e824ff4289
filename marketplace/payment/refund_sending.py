"""Sending refunds to their cards, and hearing what became of them.

The row says who sends: whoever turns it to `sending` first. The call itself happens outside every lock, with a key
that makes a second call the same as the first; what the answer, an event and a later look say comes together in
`note_refund_state`, in whatever order they are heard.
"""

from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta
from uuid import UUID

import structlog
from django.db import transaction
from django.db.models import F, Q

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.models import StatusChange
from cooperatives.audit.services import ForbiddenMove, log_status, move_status, subject_type
from cooperatives.jobs.registry import NotNow
from cooperatives.ledger.enums import AccountKind, EntryKind
from cooperatives.ledger.models import LedgerTransaction
from cooperatives.ledger.services import BANK, CUSTOMER_REFUNDS, PROCESSOR, AccountRef, Posting, post
from fairs.business_days import business_day
from marketplace.payment import refund_messages
from marketplace.payment.enums import ATTEMPT_MOVES, REFUND_MOVES, AttemptStatus, RefundStatus, RefundWay
from marketplace.payment.gateway import (
    CannotList,
    CardPaymentsOff,
    Gateway,
    GatewayRefundStatus,
    GatewayRefused,
    GatewayUnavailable,
    RefundRequest,
    RefundState,
    gateway,
)
from marketplace.payment.locks import attempt_for_update, refund_for_update
from marketplace.payment.models import Refund
from marketplace.payment.refunds import key_of, send_soon

logger = structlog.get_logger(__name__)

# Longer than a call may last, so that no second sender begins meanwhile.
LEASE = timedelta(minutes=10)
# The processor forgets idempotency keys after a day: from then on we look before we send.
KEYS_ARE_KEPT = timedelta(hours=23)
ASK_AGAIN = timedelta(minutes=2)
LOOK_AFTER = timedelta(hours=1)
A_SWEEP = 200

HEARD = {
    GatewayRefundStatus.PENDING: RefundStatus.PENDING,
    GatewayRefundStatus.REQUIRES_ACTION: RefundStatus.PENDING,
    GatewayRefundStatus.SUCCEEDED: RefundStatus.SUCCEEDED,
    GatewayRefundStatus.FAILED: RefundStatus.FAILED,
    GatewayRefundStatus.CANCELED: RefundStatus.FAILED,
}


def send_refund(*, refund_id: int) -> None:
    """Send a refund to its card, if nobody else is doing so; called outside transactions.

    Raises `NotNow` when the processor is away: what it did is not known, and the same call is made again.
    """
    try:
        there = gateway()
    except CardPaymentsOff as off:
        raise NotNow(LOOK_AFTER, "card payments are off") from off
    refund = _claim(refund_id)
    if refund is None:
        return _wait_for_rival(refund_id)
    try:
        state = _sent_before(refund, there) or there.send_refund(_request(refund))
    except GatewayUnavailable as problem:
        _let_go(refund, problem)
        raise NotNow(ASK_AGAIN, str(problem)) from problem
    except CannotList as problem:
        _let_go(refund, problem)
        raise
    except GatewayRefused as refusal:
        _note_refusal(refund, refusal)
    else:
        note_refund_state(refund_id=refund.pk, state=state)
    return None


@transaction.atomic
def note_refund_state(*, state: RefundState, refund_id: int | None = None) -> bool:
    """Write down how a refund stands at the processor; answer whether that was new.

    Answer, event and look may come in any order, twice, or long after each other: a refund that failed stays so,
    one that succeeded may still fail. One that is not ours, made by hand at the processor, changes nothing here.
    """
    refund_id = refund_id or _id_of(state)
    if refund_id is None:
        return False
    refund, to = held_refund(refund_id), HEARD[state.status]
    if (
        refund.way != RefundWay.CARD
        or refund.provider_id not in ("", state.refund_id)
        or to not in REFUND_MOVES[refund.status]
    ):
        return False
    refund.provider_id, refund.claimed_until, refund.last_error = state.refund_id, None, state.failure[:300]
    refund.first_sent_at = refund.first_sent_at or clock.now()
    _move(refund, to, reason=state.failure)
    if to == RefundStatus.SUCCEEDED:
        _post_sent(refund, PROCESSOR, by=None)
    elif to == RefundStatus.FAILED:
        _post_failed(refund)
    return True


def look_again(*, refund_id: int) -> None:
    """Ask the processor how a refund stands that it has had for a while; called outside transactions."""
    refund = Refund.objects.filter(pk=refund_id, status=RefundStatus.PENDING, way=RefundWay.CARD).first()
    if refund is None or not refund.provider_id:
        return
    try:
        note_refund_state(refund_id=refund.pk, state=gateway().read_refund(refund.provider_id))
    except CannotList:
        return


def sweep_refunds() -> int:
    """Write the jobs of refunds that lie about: a job that was lost, or one that was given up; answer how many."""
    now = clock.now()
    lying = Refund.objects.filter(way=RefundWay.CARD, created_at__lt=now - LEASE).filter(
        Q(status=RefundStatus.READY) | Q(status=RefundStatus.SENDING, claimed_until__lt=now)
    )
    found = list(lying.order_by("pk")[:A_SWEEP])
    with transaction.atomic():
        for refund in found:
            send_soon(refund, again=f":{now:%Y%m%d%H}")
    return len(found)


def refunds_to_look_at() -> Iterable[int]:
    """Refunds that the processor has had for longer than usual."""
    waiting = Refund.objects.filter(
        status=RefundStatus.PENDING, way=RefundWay.CARD, first_sent_at__lt=clock.now() - LOOK_AFTER
    )
    return list(waiting.order_by("pk").values_list("pk", flat=True)[:A_SWEEP])


def held_refund(refund_id: int) -> Refund:
    """A refund's row, and before it that of the attempt whose whole money it gives back."""
    of_attempt = Refund.objects.filter(pk=refund_id, order__isnull=True, attempt__isnull=False)
    for attempt_id in of_attempt.values_list("attempt_id", flat=True):
        attempt_for_update(attempt_id)
    return refund_for_update(refund_id)


@transaction.atomic
def note_paid(*, refund: Refund, reference: str, by: User) -> None:
    """Post that a refund by bank or post went out; the caller holds its row. Raises `ForbiddenMove`."""
    if refund.way == RefundWay.CARD:
        raise ForbiddenMove(refund.status, RefundStatus.SUCCEEDED)
    refund.reference = reference[:80]
    _move(refund, RefundStatus.SUCCEEDED, by=by, reason=reference)
    _post_sent(refund, BANK, by=by)


@transaction.atomic
def note_came_back(*, refund: Refund, reason: str, by: User) -> None:
    """Post that a refund by bank or post came back; the caller holds its row. Raises `ForbiddenMove`."""
    if refund.way == RefundWay.CARD:
        raise ForbiddenMove(refund.status, RefundStatus.FAILED)
    refund.last_error = reason[:300]
    _move(refund, RefundStatus.FAILED, by=by, reason=reason)
    _post_failed(refund)


def _claim(refund_id: int) -> Refund | None:
    """Turn the row to `sending` for ourselves alone; None when it is not to be sent, or somebody else sends it."""
    now = clock.now()
    with transaction.atomic():
        before = Refund.objects.filter(pk=refund_id).values_list("status", flat=True).first()
        free = Q(status=RefundStatus.READY) | Q(status=RefundStatus.SENDING, claimed_until__lt=now)
        won = Refund.objects.filter(free, pk=refund_id, way=RefundWay.CARD).update(
            status=RefundStatus.SENDING, claimed_until=now + LEASE, tries=F("tries") + 1
        )
        if not won:
            return None
        refund = Refund.objects.select_related("attempt").get(pk=refund_id)
        if before != RefundStatus.SENDING:
            log_status(refund, old=before or "", by=None)
        return refund


def _wait_for_rival(refund_id: int) -> None:
    """A rival sends it: if it is killed meanwhile, we are here again when its lease is over."""
    until = Refund.objects.filter(pk=refund_id, status=RefundStatus.SENDING).values_list("claimed_until", flat=True)
    if lease := until.first():
        raise NotNow(max(lease - clock.now(), ASK_AGAIN), "somebody else sends it")


def _id_of(state: RefundState) -> int | None:
    """Ours by its name there, or by the name that we gave it."""
    known = Q(provider_id=state.refund_id)
    with suppress(ValueError):
        known |= Q(uuid=UUID(state.reference))
    return Refund.objects.filter(known).order_by("pk").values_list("pk", flat=True).first()


def _request(refund: Refund) -> RefundRequest:
    """Note when it was sent first, before it is; the same key for every try until the processor said no."""
    Refund.objects.filter(pk=refund.pk, first_sent_at__isnull=True).update(first_sent_at=clock.now())
    assert refund.attempt is not None  # noqa: S101 - a constraint says so of refunds to cards
    return RefundRequest(
        intent_id=refund.attempt.intent_id,
        amount=refund.amount,
        reference=str(refund.uuid),
        idempotency_key=_idempotency_key(refund),
    )


def _idempotency_key(refund: Refund) -> str:
    """A processor repeats its refusal to the same key: after a refusal the next try is another request."""
    refused = StatusChange.objects.filter(
        subject_type=subject_type(refund), subject_id=str(refund.pk), new_status=RefundStatus.FAILED
    ).count()
    return f"refund:{refund.uuid}:{refused}" if refused else f"refund:{refund.uuid}"


def _sent_before(refund: Refund, there: Gateway) -> RefundState | None:
    """What the processor has of a refund that we first sent so long ago that it may not know our key any more."""
    if refund.first_sent_at is None or clock.now() - refund.first_sent_at < KEYS_ARE_KEPT or not refund.attempt:
        return None
    ours = there.refunds_of(refund.attempt.intent_id)
    return next((state for state in ours if state.reference == str(refund.uuid)), None)


def _let_go(refund: Refund, problem: Exception) -> None:
    """Nobody knows whether it was sent: it stays `sending`, and the next try need not wait for our lease."""
    logger.warning("refund_not_answered", refund=str(refund.uuid), error=type(problem).__name__)
    Refund.objects.filter(pk=refund.pk, status=RefundStatus.SENDING, tries=refund.tries).update(
        claimed_until=clock.now(), last_error=f"{type(problem).__name__}: {problem}"[:300]
    )


@transaction.atomic
def _note_refusal(sent: Refund, refusal: GatewayRefused) -> None:
    """The processor said no: nothing was sent, and a person finds another way."""
    logger.error("refund_refused", refund=str(sent.uuid), code=refusal.code)
    refund = refund_for_update(sent.pk)
    if refund.status != RefundStatus.SENDING or refund.tries != sent.tries:
        return
    refund.last_error, refund.claimed_until, refund.first_sent_at = str(refusal)[:300], None, None
    _move(refund, RefundStatus.FAILED, reason=refusal.code)


def _move(refund: Refund, to: RefundStatus, *, by: User | None = None, reason: str = "") -> None:
    move_status(refund, to=to, moves=REFUND_MOVES, by=by, reason=reason[:200])
    refund.ended_at = clock.now() if to in (RefundStatus.SUCCEEDED, RefundStatus.FAILED) else None
    refund.save(
        update_fields=[
            *("status", "ended_at", "provider_id", "reference"),
            *("claimed_until", "last_error", "first_sent_at"),
        ]
    )


def _post_sent(refund: Refund, source: AccountRef, *, by: User | None) -> None:
    """The money left: it is not owed any more. Each time it is sent anew has a key of its own."""
    key = _sent_key(refund)
    entries = [(CUSTOMER_REFUNDS, refund.amount), (source, -refund.amount)]
    post([Posting(key=key, kind=EntryKind.REFUND, counts_on=business_day(clock.now()), entries=entries)])
    _move_attempt(refund, AttemptStatus.REFUNDED, by=by)
    refund_messages.tell_refund_sent(refund)


def _post_failed(refund: Refund) -> None:
    """What had been posted as sent came back: we owe it again. What never was posted needs no reverse."""
    sent = (
        LedgerTransaction.objects.filter(key__startswith=key_of(refund, "sent"), reversed_by__isnull=True)
        .prefetch_related("entries__account")
        .first()
    )
    if sent is None:
        return
    entries = [
        (AccountRef(entry.account.code, AccountKind(entry.account.kind)), -entry.amount) for entry in sent.entries.all()
    ]
    key = sent.key.replace(":sent", ":failed")
    post(
        [
            Posting(
                key=key, kind=EntryKind.REFUND, counts_on=business_day(clock.now()), entries=entries, reverses=sent.pk
            )
        ]
    )
    _move_attempt(refund, AttemptStatus.REFUNDING, by=None)


def _sent_key(refund: Refund) -> str:
    earlier = LedgerTransaction.objects.filter(key__startswith=key_of(refund, "sent")).count()
    return key_of(refund, f"sent:{earlier + 1}" if earlier else "sent")


def _move_attempt(refund: Refund, to: AttemptStatus, *, by: User | None) -> None:
    """The attempt whose whole money goes back follows; the caller holds its row."""
    if refund.order_id or refund.attempt_id is None:
        return
    attempt = attempt_for_update(refund.attempt_id)
    move_status(attempt, to=to, moves=ATTEMPT_MOVES, by=by)
    attempt.ended_at = clock.now() if to == AttemptStatus.REFUNDED else None
    attempt.save(update_fields=["status", "ended_at"])
