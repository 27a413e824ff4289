"""One step of two: fill the database, or time the statement on it, print, and write the page."""

import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import count
from statistics import median

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import translation  # noqa: E402

from bench.statements.data import BACK, MONTH, ORDERS, PRICE, REFUND_EVERY, fill  # noqa: E402
from cooperatives import clock  # noqa: E402
from cooperatives.accounts.models import User  # noqa: E402
from cooperatives.models import Cooperative  # noqa: E402
from marketplace.order.models import Order  # noqa: E402
from marketplace.runtime.layout import PROJECT  # noqa: E402
from marketplace.statements.pdf import LISTED, statement_pdf  # noqa: E402
from marketplace.statements.selectors import Statement, statement_of  # noqa: E402
from marketplace.statements.xlsx import statement_xlsx  # noqa: E402

ROUNDS, ALLOWED_SECONDS = 5, 2
PAGE = """# Benchmark of a long statement

Written by `python -m bench.statements` (see `make bench` for the rest); do not edit.
{when:%-d %B %Y, %H:%M} UTC, {cores} cores, load average {load:.1f} when it began.

One cooperative, one month, {lines:,} lines: orders whose money became available, one in {every} of them paid back
in part before. The statement is read with {queries} statements of SQL, however long it is. Medians of {rounds} rounds,
one client; the slowest beside them.

| step | seconds | slowest |
|---|--:|--:|
{rows}
| **page's data and spreadsheet** (at most {allowed}) | **{total:.2f}** | |

On paper up to {listed:,} lines are printed; a longer month is printed day by day, and says that the spreadsheet has
every line. Set in full, {lines:,} lines were three hundred pages that took eight seconds and a gigabyte of memory.
"""


@dataclass(frozen=True, slots=True)
class Step:
    """A step, and how long its rounds took."""

    name: str
    took: list[float]

    @property
    def seconds(self) -> float:
        return median(self.took)


def main() -> None:
    # The page names its style sheets as they are now.
    call_command("collectstatic", interactive=False, verbosity=0)
    load = os.getloadavg()[0]
    found = _statement()
    _must_be_right(found)
    with CaptureQueriesContext(connection) as captured:
        _statement()
    # Now: a request empties the log.
    queries = len(captured)
    data, sheet = _timed("page's data", _statement), _timed("spreadsheet", lambda: statement_xlsx(found).close())
    others = [
        _timed("whole page over HTTP", _page()),
        _timed(f"paper of {LISTED:,} lines", _papers(found, LISTED)),
        _timed("paper of the month, day by day", _papers(found, ORDERS)),
    ]
    total, timed = data.seconds + sheet.seconds, [data, sheet, *others]
    page = PAGE.format(
        when=clock.now(),
        cores=os.cpu_count(),
        load=load,
        lines=len(found.lines),
        every=REFUND_EVERY,
        queries=queries,
        rounds=ROUNDS,
        rows="\n".join(f"| {step.name} | {step.seconds:.2f} | {max(step.took):.2f} |" for step in timed),
        allowed=ALLOWED_SECONDS,
        total=total,
        listed=LISTED,
    )
    (PROJECT / "docs" / "benchmarks-statements.md").write_text(page, encoding="utf-8")
    print(page)
    if total > ALLOWED_SECONDS:
        sys.exit(1)


def _statement() -> Statement:
    found = statement_of(Cooperative.objects.get(), MONTH)
    assert found is not None
    return found


def _page() -> Callable[[], object]:
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(User.objects.order_by("pk")[1])
    with translation.override("fr"):
        url = reverse("workspace:statement", args=[Cooperative.objects.get().public_id, MONTH.year, MONTH.month])

    def ask() -> None:
        assert client.get(url).status_code == 200

    return ask


def _papers(found: Statement, lines: int) -> Callable[[], object]:
    """A document that no round before has set: the typesetter remembers what it has."""
    skipped = count(1)

    def set_one() -> None:
        first = next(skipped)
        statement_pdf(replace(found, lines=found.lines[first : first + lines]))

    return set_one


def _timed(name: str, step: Callable[[], object]) -> Step:
    took = []
    for _round in range(ROUNDS):
        begun = time.perf_counter()
        step()
        took.append(time.perf_counter() - begun)
    measured = Step(name, took)
    print(f"  {name}: {measured.seconds:.2f} s", flush=True)
    return measured


def _must_be_right(found: Statement) -> None:
    """Nothing is fast that is wrong: a line for each order, and sums that are the settlement's."""
    back = sum(1 for pk in Order.objects.values_list("pk", flat=True) if pk % REFUND_EVERY == 0)
    gross = ORDERS * PRICE - back * BACK
    assert len(found.lines) == ORDERS
    assert (found.totals.gross, found.others) == (gross, Decimal(0))
    assert found.settlement.closing == found.totals.amount == gross * Decimal("0.88")


if sys.argv[1] == "fill":
    fill()
else:
    main()
