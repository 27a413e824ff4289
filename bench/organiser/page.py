"""`docs/benchmarks-organiser.md`: what is wanted beside what was found, with the machine that it was found on."""

import os
from collections.abc import Mapping, Sequence

from bench.organiser.looking import COUNTED, LOOKS, Looked
from bench.organiser.printing import Printed
from bench.organiser.world import EDITIONS, EXHIBITORS, LINES, ORGANISATIONS
from cooperatives import clock
from marketplace.runtime.layout import PROJECT

ALLOWED_MS, ALLOWED_SECONDS = 150, 60
BUSY = (
    "\n**Other work was running: these are figures of a loaded machine, of which the bench had a part of the cores.**"
)
TEXT = """# Benchmark of the organiser's desk

Written by `python -m bench.organiser` (see `make bench` for the rest); do not edit.
{when:%-d %B %Y, %H:%M} UTC, {cores} cores, load average {load:.1f} when it began.{busy}

{organisations:,} organisations take part in {editions} editions: fairs, mobile markets of four stops, national fairs,
platforms of twelve months. {each} exhibitors each, with plans, stalls, badges, arrivals, incidents, counted visitors
and workshops; calls with up to 430 applications, points of five members, decisions, waiting lists and appeals;
{lines:,} revenue lines, and 20,000 sales of the tills of the fair that is open. Two more editions have no exhibitors
yet: one whose committee chooses from 430, one whose call is open.

Looked at {looks} times, one after the other, over HTTP at gunicorn with 2 processes of 4 threads, database and cache on
the same machine. *Computed* is what the thread that answers has of a core, the median of {counted} in a process of its
own: it says the same beside other work.

| wanted | found |
|---|---|
| every list at most {allowed} ms (p95) | {slowest} |
| badges for 540 people in one file within {seconds} s, by the worker, telling how far it is | {printed} |

{tables}
"""
TABLE = """## As {who}

| page | questions | KiB | computed ms | p50 ms | p95 ms |
|---|--:|--:|--:|--:|--:|
{rows}
"""


def write(looked: Mapping[str, Sequence[Looked]], printed: Printed, *, load: float) -> str:
    """Write the page and answer it."""
    cores = os.cpu_count() or 1
    text = TEXT.format(
        when=clock.now(),
        cores=cores,
        load=load,
        busy=BUSY if load > cores else "",
        organisations=ORGANISATIONS,
        editions=EDITIONS,
        each=EXHIBITORS,
        lines=LINES,
        looks=LOOKS,
        counted=COUNTED,
        allowed=ALLOWED_MS,
        seconds=ALLOWED_SECONDS,
        slowest=_slowest([each for pages in looked.values() for each in pages]),
        printed=_printed(printed),
        tables="\n".join(TABLE.format(who=who, rows=_rows(pages)) for who, pages in looked.items()),
    )
    (PROJECT / "docs" / "benchmarks-organiser.md").write_text(text, encoding="utf-8")
    return text


def _slowest(pages: Sequence[Looked]) -> str:
    slowest = max(pages, key=lambda each: each.p95_ms)
    over = sum(each.p95_ms > ALLOWED_MS for each in pages)
    most = f"at most {slowest.p95_ms:.0f} ms ({slowest.path}), {slowest.cpu_ms:.0f} ms of them computed"
    return f"{len(pages)} pages, {most}; {over} above {ALLOWED_MS} ms"


def _printed(printed: Printed) -> str:
    told = ", ".join(str(each) for each in printed.told) or "nothing"
    return (
        f"{printed.badges} badges in {printed.seconds:.0f} s ({printed.computed:.0f} s of a core), "
        f"{printed.mebibytes:.1f} MiB; the page told {told}"
    )


def _rows(pages: Sequence[Looked]) -> str:
    return "\n".join(
        f"| {each.path} | {each.questions} | {each.kibibytes:.0f} | {each.cpu_ms:.0f} | {each.p50_ms:.0f}"
        f" | {each.p95_ms:.0f} |"
        for each in pages
    )
