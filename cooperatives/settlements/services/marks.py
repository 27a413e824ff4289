"""Saying what became of payouts: paid, come back, refused; one by one or all at once, and taking it back."""

from collections.abc import Collection, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.services import ForbiddenMove, move_status, record_act
from cooperatives.bulk import copy_rows
from cooperatives.ledger import services as ledger
from cooperatives.ledger.enums import EntryKind
from cooperatives.settlements.enums import (
    CAME_BACK,
    PAYOUT_MOVES,
    POSTED_RUNS,
    RUN_MOVES,
    PayoutStatus,
    RunStatus,
    WorkKind,
)
from cooperatives.settlements.exceptions import MarkedBeforeItWasSent, MarkedInTheFuture
from cooperatives.settlements.locks import HeldPayout, payout_for_update, payouts_for_update, run_for_update
from cooperatives.settlements.models import Payout, PayoutMark, PayoutRun, Work
from cooperatives.settlements.services.posting import MARK_COLUMNS, key_of
from cooperatives.settlements.services.work import begin

STATUS_OF_WORK = {WorkKind.PAID: PayoutStatus.PAID, WorkKind.REJECTED: PayoutStatus.REJECTED}


@transaction.atomic
def mark_paid(*, payout_id: int, on: date, by: User) -> Payout:
    """Say that a payout arrived: it leaves our bank. Raises `ForbiddenMove` or a wrong date."""
    payout, run = _held(payout_id)
    _must_be_possible(on, run)
    _move(payout, PayoutStatus.PAID, on=on, by=by, reason="")
    _follow(run, by)
    return payout


@transaction.atomic
def mark_returned(*, payout_id: int, on: date, reason: str, by: User) -> Payout:
    """Say that a payout came back: the cooperative has the money again, to be sent another time.

    One that was marked as paid is first on its way again, so that each posting is taken back by
    its own mirror. Raises `ForbiddenMove` or a wrong date.
    """
    return _came_back(payout_id, PayoutStatus.RETURNED, on=on, reason=reason, by=by)


@transaction.atomic
def mark_rejected(*, payout_id: int, on: date, reason: str, by: User) -> Payout:
    """Say that the bank or the post would not send a payout: the cooperative has the money again.

    Raises `ForbiddenMove` or a wrong date.
    """
    return _came_back(payout_id, PayoutStatus.REJECTED, on=on, reason=reason, by=by)


@transaction.atomic
def take_back_mark(*, payout_id: int, reason: str, by: User) -> Payout:
    """Undo the last mark of a payout that was marked by mistake: it is on its way again.

    Raises `ForbiddenMove` where nothing was marked.
    """
    payout, run = _held(payout_id)
    _move(payout, PayoutStatus.IN_TRANSIT, on=clock.today(), by=by, reason=reason)
    _follow(run, by)
    return payout


@transaction.atomic
def mark_all_paid(*, run_id: int, on: date, by: User) -> Work:
    """Mark as paid every payout of a run that is on its way; the worker does it.

    Raises `ForbiddenMove`, `WorkUnderWay` or a wrong date.
    """
    return _mark_all(run_id, WorkKind.PAID, on=on, reason="", by=by)


@transaction.atomic
def mark_all_rejected(*, run_id: int, on: date, reason: str, by: User) -> Work:
    """Take the money of every payout still on its way back: the bank refused the whole file.

    Raises `ForbiddenMove`, `WorkUnderWay` or a wrong date.
    """
    return _mark_all(run_id, WorkKind.REJECTED, on=on, reason=reason, by=by)


def next_in_transit(work: Work, limit: int) -> list[int]:
    """The payouts of the run that are on their way and come next."""
    sent = Payout.objects.filter(run=work.run_id, status=PayoutStatus.IN_TRANSIT, pk__gt=work.cursor)
    return list(sent.order_by("pk").values_list("pk", flat=True)[:limit])


def mark_part(work: Work, payout_ids: list[int]) -> None:
    """Mark some payouts as the work says; one that a person marked meanwhile stays as it is."""
    status = STATUS_OF_WORK[WorkKind(work.kind)]
    payouts = payouts_for_update(payout_ids, status=PayoutStatus.IN_TRANSIT)
    _mark(payouts, status, on=work.on or clock.today(), by_id=work.by_id, reason=work.reason)


def marked(work: Work) -> None:
    """Say that the run is done where nothing is on its way any more."""
    _follow(run_for_update(work.run_id), work.by)


def _mark_all(run_id: int, kind: WorkKind, *, on: date, reason: str, by: User) -> Work:
    run = run_for_update(run_id)
    if run.status not in (RunStatus.READY, RunStatus.SENT):
        raise ForbiddenMove(run.status, kind)
    _must_be_possible(on, run)
    count = Payout.objects.filter(run=run, status=PayoutStatus.IN_TRANSIT).count()
    after = {"on": on, "payouts": count} | ({"reason": reason} if reason else {})
    record_act(action=f"payout_run.all_{kind}", subject=run, by=by, after=after)
    return begin(kind=kind, of=run, total=count, by=by, on=on, reason=reason)


def _held(payout_id: int) -> tuple[Payout, PayoutRun]:
    run = run_for_update(Payout.objects.values_list("run", flat=True).get(pk=payout_id))
    payout = payout_for_update(payout_id)
    if run.status not in POSTED_RUNS:
        raise ForbiddenMove(payout.status, PayoutStatus.PAID)
    return payout, run


def _must_be_possible(on: date, run: PayoutRun) -> None:
    if on > clock.today():
        raise MarkedInTheFuture(on)
    if run.approved_at is None or on < timezone.localdate(run.approved_at):
        raise MarkedBeforeItWasSent(on)


def _came_back(payout_id: int, status: PayoutStatus, *, on: date, reason: str, by: User) -> Payout:
    payout, run = _held(payout_id)
    _must_be_possible(on, run)
    if payout.status == PayoutStatus.PAID:
        _move(payout, PayoutStatus.IN_TRANSIT, on=on, by=by, reason=reason)
    _move(payout, status, on=on, by=by, reason=reason)
    _follow(run, by)
    return payout


def _move(payout: Payout, status: PayoutStatus, *, on: date, by: User, reason: str) -> None:
    """Move one payout by the table, post it, and write down who said so."""
    old = payout.status
    if status not in PAYOUT_MOVES[old] or old == PayoutStatus.PENDING:
        raise ForbiddenMove(old, status)
    _mark([payout], status, on=on, by_id=by.pk, reason=reason)
    payout.status = status
    record_act(
        action=f"payout.{status}",
        subject=payout,
        by=by,
        cooperative=payout.cooperative,
        before={"status": old},
        after={"status": status, "on": on} | ({"reason": reason} if reason else {}),
    )


def _mark(
    payouts: Sequence[Payout | HeldPayout], status: PayoutStatus, *, on: date, by_id: int | None, reason: str
) -> None:
    """Post the move of payouts that stand alike, and write the move of each."""
    if not payouts:
        return
    old, keys = PayoutStatus(payouts[0].status), [payout.pk for payout in payouts]
    # Arriving takes nothing back; every other move is the mirror of an earlier one.
    mirrored = _standing(keys, old) if status != PayoutStatus.PAID else {}
    times = _times(keys, status)
    postings = {
        payout.pk: _posting(
            payout, old, status, on, key=_key(payout, status, times.get(payout.pk, 0)), reverses=mirrored.get(payout.pk)
        )
        for payout in payouts
    }
    ids = ledger.post(postings.values())
    Payout.objects.filter(pk__in=postings).update(status=status)
    now = clock.now()
    copy_rows(
        table=PayoutMark._meta.db_table,
        columns=MARK_COLUMNS,
        rows=((pk, str(old), str(status), on, now, by_id, reason, ids[p.key]) for pk, p in postings.items()),
    )


def _standing(payouts: Collection[int], old: PayoutStatus) -> dict[int, int]:
    """The posting that a move away from `old` takes back: the last one, or the last that sent the money."""
    marks = PayoutMark.objects.filter(payout__in=payouts)
    if old == PayoutStatus.IN_TRANSIT:
        marks = marks.filter(status=old).exclude(old_status=PayoutStatus.PAID)
    return dict(marks.order_by("payout", "-pk").distinct("payout").values_list("payout", "transaction"))


def _times(payouts: Collection[int], status: PayoutStatus) -> dict[int, int]:
    """How often each payout went this way before."""
    marks = PayoutMark.objects.filter(payout__in=payouts).exclude(old_status=PayoutStatus.PENDING)
    same = marks.filter(status__in=CAME_BACK if status in CAME_BACK else [status])
    return dict(same.order_by().values_list("payout").annotate(Count("pk")))


def _posting(
    payout: Payout | HeldPayout, old: PayoutStatus, status: PayoutStatus, on: date, *, key: str, reverses: int | None
) -> ledger.Posting:
    coop = ledger.owed_to_cooperative(payout.cooperative_id)
    transit = ledger.in_transit_to_cooperative(payout.cooperative_id)
    debit, credit = {
        (PayoutStatus.IN_TRANSIT, PayoutStatus.PAID): (transit, ledger.BANK),
        (PayoutStatus.PAID, PayoutStatus.IN_TRANSIT): (ledger.BANK, transit),
        **dict.fromkeys([(PayoutStatus.IN_TRANSIT, back) for back in CAME_BACK], (transit, coop)),
        **dict.fromkeys([(back, PayoutStatus.IN_TRANSIT) for back in CAME_BACK], (coop, transit)),
    }[old, status]
    return ledger.Posting(
        key=key,
        kind=EntryKind.PAYOUT,
        counts_on=on,
        entries=((debit, payout.amount), (credit, -payout.amount)),
        note=payout.reference,
        reverses=reverses,
    )


def _key(payout: Payout | HeldPayout, status: PayoutStatus, times: int) -> str:
    """`payout:…:paid` and `payout:…:returned`; numbered from the second time on."""
    name = "returned" if status in CAME_BACK else "taken-back" if status == PayoutStatus.IN_TRANSIT else "paid"
    return f"{key_of(payout)}:{name}" + (f":{times + 1}" if times else "")


def _follow(run: PayoutRun, by: User | None) -> None:
    """Let the run's own status follow its lines: done, or open again."""
    is_open = Payout.objects.filter(run=run, status=PayoutStatus.IN_TRANSIT).exists()
    if not is_open and run.status in (RunStatus.READY, RunStatus.SENT):
        status = RunStatus.DONE
    elif is_open and run.status == RunStatus.DONE:
        status = RunStatus.SENT if run.file_taken_at else RunStatus.READY
    else:
        return
    move_status(run, to=status, moves=RUN_MOVES, by=by)
    run.save(update_fields=["status"])
