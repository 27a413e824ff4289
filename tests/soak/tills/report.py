"""What a long trial of the telephone came to, as a page of the documentation."""

import os
import platform
from collections import Counter
from collections.abc import Sequence
from typing import Any

from marketplace.runtime.layout import PROJECT
from tests.soak.tills.plans import CLOSING, KINDS, TRUE_TIMES_EVERY, WHOLE

PAGE = PROJECT / "docs" / "soak-tills.md"
ABOUT = """\
# A telephone that is interrupted, seed by seed

`make soak` writes this page. In each seed a real Chromium with a profile on the disk sells at the till's real page, by
presses on its buttons, against a real server with PostgreSQL; what interrupts it is drawn from the seed. Then the line
and the server are whole again and nobody presses anything: the queue must become empty by itself. At last every receipt
that the screen ever showed, what lies on the telephone's disk and what the seller meant are held against the book:
rows, lines, ledger, cells, stock and numbers (`tests/soak/tills/checks.py`).

| | |
|---|---|
| Date | {day} |
| Machine | {machine} |
| Load average | {load} when this was written |
| Seeds | {seeds}: {which} |
| Interruptions | {interruptions} |
| Sales, cancellations and returns in the book | {sales} |
| Lost | {lost} |
| Doubled | {doubled} |
| Queues not empty at the end | {waiting} |
| Seeds with anything wrong | {wrong} |
| Seconds a seed | {middle} in the middle, {longest} at most; {all} in all, on {telephones} telephones at once |

A seed again, by itself: `SOAK_SEED={example} make soak ARGS="-k one_seed"`. It prints what was done and what is wrong.

## What interrupted, and how often it took place

| | |
|---|---:|
{rows}

## How

- **The line** is a proxy between page and shop (`front.py`): what is cut, held, doubled or answered falsely is the next
  request that carries sales or events. Each has a connection of its own, so that the browser repeats nothing by itself.
- **In the transaction**: another session holds a table (drawn among five, from the sale's row to the revenue line)
  until the shop's transaction stands before it. Then the line is cut, the workers or the whole server are killed
  (`kill -9`), or the database ends the session; then the table is let go.
- **Deaths**: a tab goes without being asked; the processes of all pages are killed; the whole browser is killed and
  started on its profile again. While a basket is typed; 0 to 40 milliseconds after the press that sells; while the
  request is on its way, which then arrives beside the one of the page that was opened again.
- **Storage full** is the browser's own limit (`Storage.overrideQuotaForOrigin`). It counts from the first look of a
  browser at its store, so the browser is started anew with it; IndexedDB then refuses by itself. No script is changed.
- **Closing**: in every second seed the cash is counted and two people sign, with an interruption of its own. The report
  is held against what was signed; a count that was begun lies there again after a death; two tabs close once.
- **Token revoked**: what comes afterwards is kept aside, and a person lets it count through the service.
- **Waits** of a second and more are ten times shorter in the page (its timers, not its code): a request is given up
  after two seconds instead of twenty. Seeds that {every} divides wait as long as in the field: {true_times} of these.
- **It can fail**: `tests/soak/tills/test_controls.py` takes away the ids by which the shop knows what it has, the
  queue, and a sale that was shown, and each time the comparison must say so.
"""


def page(
    found: Sequence[dict[str, Any]], *, day: str, machine: str, telephones: int, remarks: Sequence[str] = ()
) -> str:
    """The page of a trial."""
    seeds = sorted((row for row in found if row["seed"]), key=lambda row: row["seed"])
    met: Counter[str] = Counter()
    for row in seeds:
        met.update(row["met"])
    faults = [f"seed {row['seed']}: {fault}" for row in found for fault in row["faults"]]
    seconds = sorted(row["seconds"] for row in seeds)
    text = ABOUT.format(
        day=day,
        machine=machine,
        load=round(os.getloadavg()[0]),
        seeds=f"{len(seeds):,}",
        which=_spans([row["seed"] for row in seeds]),
        interruptions=f"{sum(met.values()):,}",
        sales=f"{sum(row['sales'] for row in seeds):,}",
        lost=_about(faults, ": lost"),
        doubled=_about(faults, ": doubled") + _about(faults, ": made up"),
        waiting=_about(faults, ": waits"),
        wrong=len({row["seed"] for row in found if row["faults"]}),
        middle=seconds[len(seconds) // 2],
        longest=seconds[-1],
        all=f"{round(sum(seconds)):,}",
        telephones=telephones,
        example=seeds[0]["seed"],
        rows="\n".join(f"| {kind} | {met[kind]} |" for kind in (*KINDS, WHOLE, *CLOSING)),
        true_times=sum(row["true_times"] for row in seeds),
        every=TRUE_TIMES_EVERY,
    )
    return text + _list("Remarks", remarks) + _list("Faults", [fault.splitlines()[0] for fault in faults])


def _list(title: str, what: Sequence[str]) -> str:
    return f"\n## {title}\n\n" + "\n".join(f"- {each}" for each in what) + "\n" if what else ""


def _about(faults: Sequence[str], word: str) -> int:
    return sum(word in fault for fault in faults)


def _spans(seeds: Sequence[int]) -> str:
    """`1 to 334, 400`."""
    spans: list[list[int]] = []
    for seed in seeds:
        if spans and seed == spans[-1][-1] + 1:
            spans[-1][1:] = [seed]
        else:
            spans.append([seed])
    return ", ".join(" to ".join(map(str, span)) for span in spans)


def machine() -> str:
    """Where it ran."""
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"


def write_report(found: Sequence[dict[str, Any]], *, day: str, telephones: int, remarks: Sequence[str] = ()) -> None:
    """Write the page."""
    PAGE.write_text(page(found, day=day, machine=machine(), telephones=telephones, remarks=remarks), encoding="utf-8")
