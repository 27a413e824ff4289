"""`docs/benchmarks.md`: the figures, with the machine that they were made on."""

import os
import platform
from collections.abc import Sequence

from bench.measure.buying import COOPERATIVES, TURN_SECONDS, TURNS
from bench.measure.data import PRODUCTS
from bench.measure.rounds import CLIENTS, ROUNDS, Figure
from bench.turns import FILLED_AT_ONCE
from cooperatives import clock
from marketplace.runtime.layout import PROJECT

HEAD = "| what | rate | slowest–fastest round | p95 ms | |\n|---|--:|--:|--:|---|\n"
TEXT = """# Benchmarks

Written by `make bench` (`python -m bench` with its own database and cache); do not edit.
{when:%-d %B %Y, %H:%M} UTC, {cores} cores ({machine}), {memory} GiB, Python {python}.

**Load average when measuring began: {load}, when it ended: {load_after}, on {cores} cores.{busy}**

{table}
After all of it: {proof}.

## How it was measured

- gunicorn as the demonstration runs it: 2 processes of 4 threads. Database, cache and clients
  share its cores; no worker runs, so messages are written and not sent.
- {clients} clients with kept connections and no pause, threads of one Python process; medians of
  {rounds} rounds of a few seconds. The p95 is of one request, checkout, batch or read.
- A database of its own: the demonstration without its past, its products multiplied to
  {products:,} (`BENCH_PRODUCTS`), plenty of each in stock.
- "Its SQL alone" runs the statements of that page, once caches are warm, from {clients}
  connections without Django: the page's bound. The empty view is Django with all its middleware.
- "place_purchase alone" and Oscar's own checkout take turns of {turn_seconds} s, {turns} each, one client each in a
  process of its own on the same server; {warmed} purchases each before are not counted, nor is filling the baskets. No
  HTTP, no page, no form on either side. The factor is the median over the turns.
  - *Ours* is one transaction for all {cooperatives} cooperatives: hold the basket and look whether a purchase stands
    for it; read its lines, prices, stock and cooperatives again; quote each parcel by region, weight and class;
    check the limits of cash and of open purchases; freeze commission, tax and edition on each line; promise the
    stock under its lock, with a movement for each line; write the purchase with encrypted contact, its orders,
    lines and first statuses; submit the basket; two jobs that come due; the message with its code; commit; wake
    the worker.
  - *Oscar's* is the last request of its checkout, `OrderPlacementMixin` on its own models without forks, once for
    each cooperative in a transaction of its own, since it knows no purchase of several: read and freeze the basket,
    offers, its free shipping, totals; write address, order, lines and prices; allocate stock, which it does not
    check again; analytics; submit the basket; the letter that confirms, rendered and given to a mailer that sends
    nothing. Its session is not saved, and nothing is paid.
- Purchases and sales commit durably; PostgreSQL is the wheel's, as the demonstration sets it up.
"""
BUSY = """ Other work was running: these are figures of a loaded machine and
swing widely from run to run (see the rounds): read them against each other."""


def write(figures: Sequence[Figure], *, load: Sequence[float], proof: str) -> str:
    """Write the page and answer its table."""
    cores = os.cpu_count() or 1
    table = HEAD + "".join(map(_row, figures))
    text = TEXT.format(
        when=clock.now(),
        cores=cores,
        machine=platform.machine(),
        memory=os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**30,
        python=platform.python_version(),
        load=f"{load[0]:.1f}",
        load_after=f"{os.getloadavg()[0]:.1f}",
        # Four busy clients are the load that we bring ourselves.
        busy=BUSY if load[0] > cores / 2 else "",
        table=table,
        proof=proof,
        clients=CLIENTS,
        rounds=ROUNDS,
        turns=TURNS,
        turn_seconds=TURN_SECONDS,
        warmed=FILLED_AT_ONCE,
        cooperatives=COOPERATIVES,
        products=PRODUCTS,
    )
    (PROJECT / "docs" / "benchmarks.md").write_text(text, encoding="utf-8")
    return f"{table}{proof}"


def _row(figure: Figure) -> str:
    spread = f"{figure.slowest:,.1f}–{figure.fastest:,.1f}"
    return f"| {figure.name} | {figure.rate:,.1f} {figure.unit} | {spread} | {figure.p95_ms:,.1f} | {figure.note} |\n"
