"""Approving a payout run, and writing to the book what it sends: never more than is there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import structlog
from django.db import connection, transaction

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.services import ForbiddenMove, move_status, record_act
from cooperatives.bulk import copy_rows
from cooperatives.ledger import services as ledger
from cooperatives.ledger.enums import EntryKind
from cooperatives.settlements.dues import Due, dues_of
from cooperatives.settlements.enums import (
    RUN_MOVES,
    ExclusionReason,
    PayoutStatus,
    PayoutWay,
    RunStatus,
    WorkKind,
)
from cooperatives.settlements.exceptions import ApprovedByItsAuthor
from cooperatives.settlements.locks import HeldPayout, hold_accounts_of, payouts_for_update, run_for_update
from cooperatives.settlements.models import Payout, PayoutExclusion, PayoutMark, PayoutRun, Work
from cooperatives.settlements.services.work import begin

logger = structlog.get_logger(__name__)

UPDATE = """
    UPDATE settlements_payout AS payout SET status = decided.status, amount = decided.amount
    FROM unnest(%s::bigint[], %s::text[], %s::numeric[]) AS decided (id, status, amount)
    WHERE payout.id = decided.id
"""
MARK_COLUMNS = ("payout_id", "old_status", "status", "on", "at", "by_id", "reason", "transaction_id")


@dataclass(frozen=True, slots=True)
class Decided:
    """What becomes of one listed payout now that its cooperative's account is held."""

    payout: HeldPayout
    due: Due
    reason: ExclusionReason | None

    @property
    def amount(self) -> Decimal:
        """What goes: as listed, or what is left of it."""
        return self.payout.listed if self.reason else min(self.payout.listed, self.due.amount)

    @property
    def status(self) -> PayoutStatus:
        return PayoutStatus.CANCELLED if self.reason else PayoutStatus.IN_TRANSIT


@transaction.atomic
def approve_payout_run(*, run_id: int, by: User) -> PayoutRun:
    """Let a run go out: the worker writes its payouts to the book, and then its file can be taken.

    Raises `ApprovedByItsAuthor`, or `ForbiddenMove` where it is not the run's turn.
    """
    run = run_for_update(run_id)
    if RunStatus.APPROVED not in RUN_MOVES[run.status]:
        raise ForbiddenMove(run.status, RunStatus.APPROVED)
    if run.created_by_id == by.pk:
        logger.warning("payout_run_refused", run=run.number, why="approved_by_its_author", by=by.public_id)
        raise ApprovedByItsAuthor(run.number)
    run.approved_by, run.approved_at = by, clock.now()
    move_status(run, to=RunStatus.APPROVED, moves=RUN_MOVES, by=by)
    run.save()
    listed = Payout.objects.filter(run=run, status=PayoutStatus.PENDING).count()
    record_act(action="payout_run.approve", subject=run, by=by, after={"payouts": listed})
    begin(kind=WorkKind.POST, of=run, total=listed, by=by)
    return run


def next_pending(work: Work, limit: int) -> list[int]:
    """The payouts of the run that wait to be sent and come next."""
    waiting = Payout.objects.filter(run=work.run_id, status=PayoutStatus.PENDING, pk__gt=work.cursor)
    return list(waiting.order_by("pk").values_list("pk", flat=True)[:limit])


def send(work: Work, payout_ids: list[int]) -> None:
    """Post some payouts, each at most what is available while the cooperative's account is held.

    A refund may have come since the run was listed, another run may have paid: less goes then, or
    nothing, and the run says why.
    """
    run = PayoutRun.objects.get(works=work)
    payouts = payouts_for_update(payout_ids, status=PayoutStatus.PENDING)
    hold_accounts_of([payout.cooperative_id for payout in payouts])
    dues = {due.cooperative_id: due for due in dues_of(run.month, [payout.cooperative_id for payout in payouts])}
    decided = [_decide(payout, dues[payout.cooperative_id], run.minimum) for payout in payouts]
    _write(decided)
    _leave_out(run, [each for each in decided if each.reason])
    _post(work, [each for each in decided if not each.reason])


def posted(work: Work) -> None:
    """Say that the book holds the whole run."""
    run = run_for_update(work.run_id)
    move_status(run, to=RunStatus.READY, moves=RUN_MOVES, by=work.by)
    run.save(update_fields=["status"])


def _decide(payout: HeldPayout, due: Due, minimum: Decimal) -> Decided:
    reason = due.excluded(minimum=minimum)
    if reason in (ExclusionReason.NOTHING_DUE, ExclusionReason.NEGATIVE):
        reason = ExclusionReason.NO_LONGER_DUE
    elif reason is None and not _same_way(payout, due):
        reason = ExclusionReason.WAY_CHANGED
    return Decided(payout, due, reason)


def _same_way(payout: HeldPayout, due: Due) -> bool:
    """Whether the account or addressee that was listed, and that a person approved, is still the one."""
    if payout.way == PayoutWay.BANK:
        return due.is_checked and payout.account_id == due.account_id
    return payout.addressee_id == due.addressee_id


def _write(decided: Sequence[Decided]) -> None:
    columns = zip(*((each.payout.pk, str(each.status), each.amount) for each in decided), strict=True)
    with connection.cursor() as cursor:
        cursor.execute(UPDATE, [list(column) for column in columns] or [[], [], []])


def _leave_out(run: PayoutRun, decided: Sequence[Decided]) -> None:
    PayoutExclusion.objects.bulk_create(
        PayoutExclusion(
            run=run, cooperative_id=each.payout.cooperative_id, reason=str(each.reason), amount=each.due.amount
        )
        for each in decided
    )


def _post(work: Work, decided: Sequence[Decided]) -> None:
    today, now = clock.today(), clock.now()
    ids = ledger.post(posting_out(each.payout, each.amount, today) for each in decided)
    copy_rows(
        table=PayoutMark._meta.db_table,
        columns=MARK_COLUMNS,
        rows=(
            (each.payout.pk, "pending", "in_transit", today, now, work.by_id, "", ids[key_of(each.payout)])
            for each in decided
        ),
    )


def key_of(payout: Payout | HeldPayout) -> str:
    return f"payout:{payout.public_id}"


def posting_out(payout: HeldPayout, amount: Decimal, on: date) -> ledger.Posting:
    """Money leaves what a cooperative is owed and is on its way."""
    return ledger.Posting(
        key=key_of(payout),
        kind=EntryKind.PAYOUT,
        counts_on=on,
        entries=(
            (ledger.owed_to_cooperative(payout.cooperative_id), amount),
            (ledger.in_transit_to_cooperative(payout.cooperative_id), -amount),
        ),
        note=payout.reference,
    )
