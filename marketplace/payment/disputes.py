"""A shopper's bank takes money back, and perhaps gives it back: our row of it, and the book."""

import structlog
from django.db import transaction

from cooperatives import clock
from cooperatives.audit.services import log_status, move_status
from cooperatives.ledger.enums import EntryKind
from cooperatives.ledger.models import LedgerTransaction
from cooperatives.ledger.services import DISPUTE_LOSS, PROCESSOR, Posting, post
from fairs.business_days import business_day
from marketplace.payment.enums import DISPUTE_MOVES, DisputeStatus
from marketplace.payment.gateway import DisputeState, GatewayDisputeStatus
from marketplace.payment.locks import dispute_for_update
from marketplace.payment.models import Dispute, PaymentAttempt

logger = structlog.get_logger(__name__)

# An inquiry has taken nothing, and one that was closed without a dispute never did.
TAKES_NOTHING = (GatewayDisputeStatus.INQUIRY, GatewayDisputeStatus.CLOSED)
ENDS = {GatewayDisputeStatus.WON: DisputeStatus.WON, GatewayDisputeStatus.LOST: DisputeStatus.LOST}


class ForeignDispute(Exception):
    """The dispute is in another currency than the payment: nobody can say what it takes of it."""


@transaction.atomic
def note_dispute(*, attempt: PaymentAttempt, state: DisputeState) -> Dispute | None:
    """Write down how a dispute stands and post what it took or gave back, each once.

    Hearing again what is known changes nothing, and a dispute that is over stays so. None for an inquiry,
    which takes no money. Raises `ForeignDispute`.
    """
    if state.status in TAKES_NOTHING:
        return None
    if state.currency != attempt.currency:
        raise ForeignDispute(state.currency)
    dispute = _opened(attempt, state)
    end = ENDS.get(state.status)
    if end and dispute.status == DisputeStatus.OPEN:
        _close(dispute, end)
    return dispute


def _opened(attempt: PaymentAttempt, state: DisputeState) -> Dispute:
    """The dispute's row, locked, written and posted where it is new; of two at once the second waits here."""
    row = Dispute(
        provider_id=state.dispute_id,
        attempt=attempt,
        amount=state.amount,
        reason=state.reason[:120],
        opened_at=state.created_at or clock.now(),
        answer_by=state.answer_by,
    )
    Dispute.objects.bulk_create([row], ignore_conflicts=True)
    dispute = dispute_for_update(state.dispute_id)
    assert dispute is not None  # noqa: S101 -- written above, and no dispute is ever deleted
    posting = Posting(
        key=_key(dispute),
        kind=EntryKind.DISPUTE,
        counts_on=business_day(dispute.opened_at),
        entries=[(DISPUTE_LOSS, dispute.amount), (PROCESSOR, -dispute.amount)],
    )
    if post([posting]):
        log_status(dispute, old="", by=None, reason=dispute.reason)
        logger.error("dispute_opened", dispute=dispute.provider_id, attempt=str(attempt.uuid), amount=dispute.amount)
    return dispute


def _close(dispute: Dispute, end: DisputeStatus) -> None:
    move_status(dispute, to=end, moves=DISPUTE_MOVES, by=None)
    dispute.closed_at = clock.now()
    dispute.save(update_fields=["status", "closed_at"])
    if end == DisputeStatus.WON:
        _give_back(dispute)
    logger.warning("dispute_closed", dispute=dispute.provider_id, status=end)


def _give_back(dispute: Dispute) -> None:
    """The exact reverse of what was posted when it was opened."""
    opened = LedgerTransaction.objects.only("pk").get(key=_key(dispute))
    posting = Posting(
        key=f"{_key(dispute)}:won",
        kind=EntryKind.DISPUTE,
        counts_on=business_day(clock.now()),
        entries=[(PROCESSOR, dispute.amount), (DISPUTE_LOSS, -dispute.amount)],
        reverses=opened.pk,
    )
    post([posting])


def _key(dispute: Dispute) -> str:
    return f"dispute:{dispute.provider_id}"
