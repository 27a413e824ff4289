"""`docs/benchmarks-workspace.md`: the figures, with the machine that they were made on."""

import os
from collections.abc import Sequence

from bench.workspace.data import ORDERS, PRODUCTS
from bench.workspace.looking import LOOKS, Looked
from cooperatives import clock
from marketplace.runtime.layout import PROJECT

ALLOWED_MS = 150
TEXT = """# Benchmark of the workspace

Written by `python -m bench.workspace` (see `make bench` for the rest); do not edit.
{when:%-d %B %Y, %H:%M} UTC, {cores} cores, load average {load:.1f} when it began.{busy}

A cooperative of the demonstration with {products:,} products and {orders:,} orders of two years, in their lines, the
book and the figures; one product has a history of 5,000 movements. Its manager looks {looks} times at each page, one
after the other, over HTTP at gunicorn with 2 processes of 4 threads, database and cache on the same machine.
Wanted of every list: p95 at most {allowed} ms.

| page | questions | KiB | p50 ms | p95 ms |
|---|--:|--:|--:|--:|
{ours}

## Oscar's own dashboard

What a shop on Oscar would give its sellers instead: the same number of products and orders of one partner, whose
staff signs in with the permission that Oscar has for it. Looked at in one process without HTTP, which is to its
favour.

| page | questions | KiB | p50 ms | p95 ms |
|---|--:|--:|--:|--:|
{theirs}
"""
BUSY = (
    "\n**Other work was running: these are figures of a loaded machine, of which the bench had a part of the cores.**"
)


def write(ours: Sequence[Looked], theirs: Sequence[Looked], *, load: float) -> str:
    """Write the page and answer it."""
    cores = os.cpu_count() or 1
    text = TEXT.format(
        when=clock.now(),
        cores=cores,
        load=load,
        busy=BUSY if load > cores else "",
        products=PRODUCTS,
        orders=ORDERS,
        looks=LOOKS,
        allowed=ALLOWED_MS,
        ours=_rows(ours),
        theirs=_rows(theirs),
    )
    (PROJECT / "docs" / "benchmarks-workspace.md").write_text(text, encoding="utf-8")
    return text


def _rows(looked: Sequence[Looked]) -> str:
    return "\n".join(
        f"| {each.path} | {each.questions} | {each.kibibytes:.0f} | {each.p50_ms:.0f} | {each.p95_ms:.0f} |"
        for each in looked
    )
