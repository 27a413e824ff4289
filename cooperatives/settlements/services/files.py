"""Taking what goes to the bank and to the post: the bank's file once, and never twice without a second person."""

from collections.abc import Iterator
from decimal import Decimal
from typing import IO

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import Count, Sum
from django.utils import timezone

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.services import ForbiddenMove, move_status, record_act
from cooperatives.settlements.bank_file import Head, Payer, Transfer, write_csv, write_xml
from cooperatives.settlements.enums import POSTED_RUNS, RUN_MOVES, FileFormat, PayoutStatus, PayoutWay, RunStatus
from cooperatives.settlements.exceptions import AllowedByItsTaker, FileTakenBefore, NoBankTransfers, PayerUnknown
from cooperatives.settlements.locks import run_for_update
from cooperatives.settlements.models import Payout, PayoutRun
from cooperatives.settlements.rib import read_rib

logger = structlog.get_logger(__name__)
AT_ONCE = 2000


@transaction.atomic
def take_bank_file(*, run_id: int, file_format: FileFormat, by: User) -> IO[bytes]:
    """Write a run's file for the bank and note who took it; from then on nobody gets it again.

    Raises `FileTakenBefore`, `NoBankTransfers`, `PayerUnknown`, or `ForbiddenMove` before the book
    holds the run.
    """
    run = run_for_update(run_id)
    if run.status not in (RunStatus.READY, RunStatus.SENT):
        raise ForbiddenMove(run.status, RunStatus.SENT)
    if run.file_taken_by is not None and run.file_taken_at is not None:
        logger.warning("bank_file_refused", run=run.number, taken_by=run.file_taken_by.public_id, by=by.public_id)
        raise FileTakenBefore(run.file_taken_by, run.file_taken_at)
    file, head = _write(run, file_format)
    run.file_taken_by, run.file_taken_at, run.file_format = by, clock.now(), file_format
    if run.status == RunStatus.READY:
        move_status(run, to=RunStatus.SENT, moves=RUN_MOVES, by=by)
    run.save()
    after = {"format": file_format, "lines": head.count, "total": str(head.total)}
    record_act(action="payout_run.file", subject=run, by=by, after=after)
    return file


@transaction.atomic
def allow_file_again(*, run_id: int, reason: str, by: User) -> PayoutRun:
    """Let a run's file be taken once more, because it was lost on its way: a second person says so.

    Raises `AllowedByItsTaker`, or `ForbiddenMove` where nobody took it.
    """
    run = run_for_update(run_id)
    if run.file_taken_by is None:
        raise ForbiddenMove(run.status, RunStatus.READY)
    if run.file_taken_by == by:
        raise AllowedByItsTaker(run.number)
    before = {"taken_by": str(run.file_taken_by), "taken_at": run.file_taken_at}
    run.file_taken_by = run.file_taken_at = None
    run.save(update_fields=["file_taken_by", "file_taken_at"])
    record_act(action="payout_run.file_again", subject=run, by=by, before=before, after={"reason": reason})
    return run


@transaction.atomic
def take_postal_orders(*, run_id: int, by: User) -> list[Payout]:
    """The postal orders of a run with names and card numbers in clear; who saw them is written down.

    Raises `ForbiddenMove` before the book holds the run.
    """
    run = run_for_update(run_id)
    if run.status not in POSTED_RUNS:
        raise ForbiddenMove(run.status, RunStatus.SENT)
    orders = Payout.objects.filter(
        run=run, way=PayoutWay.POSTAL, status__in=[PayoutStatus.IN_TRANSIT, PayoutStatus.PAID]
    )
    rows = list(orders.select_related("cooperative").order_by("office", "name", "pk"))
    record_act(action="payout_run.postal_orders", subject=run, by=by, after={"orders": len(rows)})
    return rows


def _write(run: PayoutRun, file_format: FileFormat) -> tuple[IO[bytes], Head]:
    lines = Payout.objects.filter(run=run, way=PayoutWay.BANK, status=PayoutStatus.IN_TRANSIT)
    found = lines.aggregate(count=Count("pk"), total=Sum("amount"))
    if not found["count"]:
        raise NoBankTransfers(run.number)
    head = Head(
        number=run.number,
        made_at=timezone.localtime(clock.now()),
        pay_on=clock.today(),
        count=found["count"],
        total=found["total"] or Decimal(0),
    )
    transfers = _transfers(
        run, lines.only("reference", "name", "rib", "amount").order_by("pk").iterator(chunk_size=AT_ONCE)
    )
    if file_format == FileFormat.CSV:
        return write_csv(transfers), head
    return write_xml(head, _payer(), transfers), head


def _transfers(run: PayoutRun, payouts: Iterator[Payout]) -> Iterator[Transfer]:
    for payout in payouts:
        yield Transfer(payout.reference, payout.name, payout.rib, payout.amount, f"Decompte {run.month:%m/%Y}")


def _payer() -> Payer:
    if not settings.PAYER_NAME or not settings.PAYER_RIB:
        raise PayerUnknown
    return Payer(settings.PAYER_NAME, read_rib(settings.PAYER_RIB))
