"""Preparing a payout run: what each cooperative is due for a month, and who is left out and why."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.services import log_status, move_status, record_act
from cooperatives.bulk import copy_rows
from cooperatives.identifiers import new_public_id
from cooperatives.settlements.dues import Due, dues_of
from cooperatives.settlements.enums import RUN_MOVES, MonthStatus, PayoutStatus, PayoutWay, RunStatus, WorkKind
from cooperatives.settlements.exceptions import MonthNotFinal
from cooperatives.settlements.locks import open_work_for_update, run_for_update
from cooperatives.settlements.models import MonthEnd, Payout, PayoutExclusion, PayoutRun, Settlement, Work
from cooperatives.settlements.months import first_day, must_be_over
from cooperatives.settlements.services.work import begin

PAYOUT_COLUMNS = (
    *("public_id", "run_id", "cooperative_id", "status", "listed", "amount", "way", "reference"),
    *("account_id", "addressee_id", "name", "rib", "rib_last4", "cin", "office"),
)


@transaction.atomic
def prepare_payout_run(*, month: date, by: User, minimum: Decimal = Decimal("0.00")) -> PayoutRun:
    """Begin a payout run for a month whose settlements are final; the worker lists who gets what.

    Raises `MonthNotOver` or `MonthNotFinal`.
    """
    month = first_day(month)
    must_be_over(month)
    if not MonthEnd.objects.filter(month=month, status=MonthStatus.FINAL).exists():
        raise MonthNotFinal(month)
    run = PayoutRun.objects.create(month=month, minimum=minimum, created_by=by)
    log_status(run, old="", by=by)
    record_act(
        action="payout_run.prepare", subject=run, by=by, after={"month": f"{month:%Y-%m}", "minimum": str(minimum)}
    )
    begin(kind=WorkKind.PREPARE, of=run, total=Settlement.objects.filter(month=month).count(), by=by)
    return run


@transaction.atomic
def cancel_payout_run(*, run_id: int, reason: str, by: User) -> PayoutRun:
    """Call a run off before it is approved; nothing of it was sent. Raises `ForbiddenMove`."""
    work = open_work_for_update(run_id=run_id)
    run = run_for_update(run_id)
    move_status(run, to=RunStatus.CANCELLED, moves=RUN_MOVES, by=by, reason=reason)
    run.save(update_fields=["status"])
    if work is not None:
        work.ended_at = clock.now()
        work.save(update_fields=["ended_at"])
    count = Payout.objects.filter(run=run, status=PayoutStatus.PENDING).update(status=PayoutStatus.CANCELLED)
    record_act(action="payout_run.cancel", subject=run, by=by, after={"reason": reason, "payouts": count})
    return run


def next_settled(work: Work, limit: int) -> list[int]:
    """The cooperatives with a settlement of the run's month that come next."""
    run = PayoutRun.objects.get(works=work)
    settled = Settlement.objects.filter(month=run.month, cooperative__gt=work.cursor)
    return list(settled.order_by("cooperative").values_list("cooperative", flat=True)[:limit])


def list_payouts(work: Work, cooperative_ids: list[int]) -> None:
    """Write what some cooperatives are to be sent, and why others are sent nothing."""
    run = PayoutRun.objects.get(works=work)
    reasons = [(due, due.excluded(minimum=run.minimum)) for due in dues_of(run.month, cooperative_ids)]
    copy_rows(
        table=Payout._meta.db_table,
        columns=PAYOUT_COLUMNS,
        rows=(_payout(run, due) for due, reason in reasons if reason is None),
    )
    copy_rows(
        table=PayoutExclusion._meta.db_table,
        columns=("run_id", "cooperative_id", "reason", "amount"),
        rows=((run.pk, due.cooperative_id, str(reason), due.amount) for due, reason in reasons if reason),
    )


def prepared(work: Work) -> None:
    """Let a second person look at the run."""
    run = run_for_update(work.run_id)
    move_status(run, to=RunStatus.DRAFT, moves=RUN_MOVES, by=work.by)
    run.save(update_fields=["status"])


def _payout(run: PayoutRun, due: Due) -> tuple[Any, ...]:
    public_id = new_public_id()
    reference = f"P{run.month:%y%m}-{public_id.upper()}"
    head = (public_id, run.pk, due.cooperative_id, "pending", due.amount, due.amount, str(due.way), reference)
    if due.way == PayoutWay.BANK:
        return (*head, due.account_id, None, due.holder, due.rib, due.last4, "", "")
    return (*head, None, due.addressee_id, due.name, "", "", due.cin, due.office)
