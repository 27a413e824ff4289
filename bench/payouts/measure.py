"""One step of two: fill the database, or end the month in it, pay it out, print, and write the page."""

import os
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import django

django.setup()

from django.db import connection  # noqa: E402

from bench.payouts.data import fill  # noqa: E402
from cooperatives import clock  # noqa: E402
from cooperatives.accounts.models import User  # noqa: E402
from cooperatives.jobs.services import run_due  # noqa: E402
from cooperatives.ledger.models import LedgerEntry  # noqa: E402
from cooperatives.settlements.enums import FileFormat  # noqa: E402
from cooperatives.settlements.models import MonthEnd, Payout, PayoutRun, Settlement, SettlementLine  # noqa: E402
from cooperatives.settlements.services.files import take_bank_file  # noqa: E402
from cooperatives.settlements.services.marks import mark_all_paid  # noqa: E402
from cooperatives.settlements.services.months import draft_settlements, finalise_settlements  # noqa: E402
from cooperatives.settlements.services.posting import approve_payout_run  # noqa: E402
from cooperatives.settlements.services.preparing import prepare_payout_run  # noqa: E402
from marketplace.runtime.layout import PROJECT  # noqa: E402

MONTH = date(2026, 7, 1)
ALLOWED_SECONDS = 60
# A worker that has only started: what it grows by is what the work holds.
ALLOWED_GROWTH_MIB = 64
PAGE = """# Benchmark of a month's end

Written by `python -m bench.payouts` (see `make bench` for the rest); do not edit.
{when:%-d %B %Y, %H:%M} UTC, {cores} cores, load average {load:.1f} when it began.

{cooperatives:,} cooperatives, {entries:,} ledger entries of which {covered:,} are covered by the month's settlements,
{payouts:,} payouts posted. The worker's own functions, a part of 2,000 at a time, each its own transaction.

| step | seconds | memory at its end, MiB |
|---|--:|--:|
{rows}
| **drawing up, preparing and posting** (at most {allowed}) | **{total:.1f}** | grew by {grew} |
"""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the month's end, and what it took."""

    name: str
    seconds: float
    memory_mib: int


def main() -> None:
    begun_with, load = _memory(), os.getloadavg()[0]
    first, second = User.objects.order_by("pk")[:2]
    steps = [
        _timed("settlements drawn up", lambda: _work(lambda: draft_settlements(month=MONTH, by=first))),
        _timed("made final", lambda: finalise_settlements(month_end_id=MonthEnd.objects.get().pk, by=first)),
        _timed("payout run prepared", lambda: _work(lambda: prepare_payout_run(month=MONTH, by=first))),
        _timed("approved and posted", lambda: _work(lambda: approve_payout_run(run_id=_run().pk, by=second))),
    ]
    grew, total = _memory() - begun_with, sum(step.seconds for step in steps)
    after = [
        _timed(
            "bank file written and checked",
            lambda: take_bank_file(run_id=_run().pk, file_format=FileFormat.XML, by=second).close(),
        ),
        _timed(
            "all marked as paid", lambda: _work(lambda: mark_all_paid(run_id=_run().pk, on=clock.today(), by=first))
        ),
    ]
    _must_be_right()
    page = PAGE.format(
        when=clock.now(),
        cores=os.cpu_count(),
        load=load,
        cooperatives=Settlement.objects.count(),
        entries=LedgerEntry.objects.filter(transaction__kind="sale").count(),
        covered=SettlementLine.objects.count(),
        payouts=Payout.objects.count(),
        rows="\n".join(f"| {step.name} | {step.seconds:.1f} | {step.memory_mib} |" for step in steps + after),
        allowed=ALLOWED_SECONDS,
        total=total,
        grew=grew,
    )
    (PROJECT / "docs" / "benchmarks-payouts.md").write_text(page, encoding="utf-8")
    print(page)
    if total > ALLOWED_SECONDS or grew > ALLOWED_GROWTH_MIB:
        sys.exit(1)


def _work(begin: Callable[[], object]) -> None:
    begin()
    while run_due():
        pass


def _timed(name: str, step: Callable[[], object]) -> Step:
    begun = time.perf_counter()
    step()
    measured = Step(name, time.perf_counter() - begun, _memory())
    print(f"  {measured.name}: {measured.seconds:.1f} s, {measured.memory_mib} MiB", flush=True)
    return measured


def _memory() -> int:
    """The most that this process ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _run() -> PayoutRun:
    return PayoutRun.objects.get()


def _must_be_right() -> None:
    """Nothing is fast that is wrong: every payout paid, and what is left is what came after the month."""
    assert set(Payout.objects.values_list("status", flat=True)) == {"paid"}
    with connection.cursor() as cursor:
        cursor.execute("SELECT SUM(amount) FROM ledger_ledgerentry")
        assert cursor.fetchone() == (0,)
        cursor.execute(
            "SELECT COUNT(*) FROM settlements_settlement AS s WHERE closing <> opening - ("
            " SELECT COALESCE(SUM(e.amount), 0) FROM settlements_settlementline AS l"
            " JOIN ledger_ledgerentry AS e ON e.id = l.entry_id WHERE l.settlement_id = s.id)"
        )
        assert cursor.fetchone() == (0,)


if sys.argv[1] == "fill":
    fill()
else:
    main()
