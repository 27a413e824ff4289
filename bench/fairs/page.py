"""`docs/benchmarks-fairs.md` and `docs/benchmarks-fairs-national.md`, each with the machine it was made on."""

import os
from collections.abc import Sequence
from dataclasses import dataclass

from bench.fairs.national import Asked
from bench.fairs.selling import Measured, Tills
from cooperatives import clock
from marketplace.runtime.layout import PROJECT

BUSY = """
**Other work was running: these are figures of a loaded machine, of which the bench had a part of the cores.**
"""
ALLOWED_MS, ALLOWED_PAGE_MS = 5, 150
WANTED_BATCHES, WANTED_SINGLE = 1000, 200
NATIONAL = """# Benchmark of the screen over all editions

Written by `python -m bench.fairs --ten-million` (`make bench` prints the first table alone); do not edit.
{when:%-d %B %Y, %H:%M} UTC, {cores} cores, load average {load:.1f} when it began.

{busy}
123 editions of four programmes, 1,200 cooperatives. 25 requests in one process, session and person included. The
database's time is what PostgreSQL itself counts for all questions of a request (`active_time`), the mean; what is
waited for holds the way to and fro and the driver's own work too, the median.

{tables}

The screen reads the coarse cells (what is known now) of editions that are open or ended within a week, and the sums
of each edition by one dimension at a time, which a job writes each minute where cells changed; at most {allowed} ms of
the database are allowed for it. What is kept for a minute (sums, breakdowns, who came, what stands beside) is read
anew after an edition was summed: the second line.
"""
TABLE = """## {lines:,} lines

{sizes}. Summing one national fair anew takes {summing:.0f} ms.

| what | questions | database, ms | waited for it, ms | whole answer, ms |
|---|--:|--:|--:|--:|
{rows}
"""
TILLS = """# Benchmark of a fair of 270 tills

Written by `python -m bench.fairs tills` (see `make bench` for the rest); do not edit.
{when:%-d %B %Y, %H:%M} UTC, {cores} cores, load average {load:.1f} when it began. gunicorn with 4 processes of 4
threads, database, cache and the 270 clients share these cores.{busy}

| 270 tills selling at once | sales/s | p50 ms | p95 ms | wanted |
|---|--:|--:|--:|--:|
| in batches of 100 sales, 2 lines each | {batches} | {wanted_batches:,} sales/s |
| one by one | {single} | {wanted_single} sales/s |

{answers}. While they sold, the edition's cells were held against the sum of its lines {reads} times, each time in one
statement that sees one moment: {wrong} times they differed.

| an edition's page while tills sell {half:,.0f} sales/s, half of what was measured | p50 ms | p95 ms | wanted |
|---|--:|--:|--:|
| of 1,000 sales | {small.p50_ms:,.0f} | {small.p95_ms:,.0f} | {allowed_page} ms |
| of 1,000,000 sales | {large.p50_ms:,.0f} | {large.p95_ms:,.0f} | {allowed_page} ms |
| — nobody sells: of 1,000 sales | {small_idle.p50_ms:,.0f} | {small_idle.p95_ms:,.0f} | |
| — nobody sells: of 1,000,000 sales | {large_idle.p50_ms:,.0f} | {large_idle.p95_ms:,.0f} | |

Summing the same page's cooperatives from its lines takes {by_lines:,.0f} ms at 1,000,000.
"""


@dataclass(frozen=True, slots=True)
class Size:
    """What was measured with so many lines."""

    sizes: dict[str, int]
    asked: Sequence[Asked]
    summing_ms: float


def write_national(found: Sequence[Size], load: float, *, is_whole: bool = False) -> None:
    """Print, and write the page where both sizes were measured."""
    tables = "\n".join(_table(size) for size in found)
    text = NATIONAL.format(
        when=clock.now(), cores=os.cpu_count(), load=load, busy=_busy(load), tables=tables, allowed=ALLOWED_MS
    )
    print(text)
    if is_whole:
        (PROJECT / "docs" / "benchmarks-fairs-national.md").write_text(text, encoding="utf-8")


def _table(size: Size) -> str:
    rows = "\n".join(
        f"| {each.name} | {each.questions} | {each.database_ms:,.1f} | {each.waited_ms:,.1f} | {each.whole_ms:,.0f} |"
        for each in size.asked
    )
    counts = ", ".join(f"{number:,} {name}" for name, number in size.sizes.items())
    return TABLE.format(lines=size.sizes["lines"], sizes=counts, summing=size.summing_ms, rows=rows)


def write_tills(found: Tills, *, load: float) -> None:
    text = TILLS.format(
        when=clock.now(),
        cores=os.cpu_count(),
        load=load,
        busy=_busy(load),
        wanted_batches=WANTED_BATCHES,
        wanted_single=WANTED_SINGLE,
        allowed_page=ALLOWED_PAGE_MS,
        batches=_row(found.batches),
        single=_row(found.single),
        answers=found.answers,
        reads=found.reads,
        wrong=found.wrong,
        half=found.single.rate / 2,
        small=found.small,
        large=found.large,
        small_idle=found.small_idle,
        large_idle=found.large_idle,
        by_lines=found.by_lines_ms,
    )
    (PROJECT / "docs" / "benchmarks-fairs.md").write_text(text, encoding="utf-8")
    print(text)


def _row(measured: Measured) -> str:
    return f"{measured.rate:,.0f} | {measured.p50_ms:,.0f} | {measured.p95_ms:,.0f}"


def _busy(load: float) -> str:
    return BUSY if load > (os.cpu_count() or 1) else ""
