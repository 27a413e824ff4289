"""One event after the other, a steady stream, and as many as go through; beside the empty view of the same server."""

import hashlib
import hmac
import http.client
import json
import os
import platform
import threading
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from bench.measure.rounds import percentile  # noqa: E402
from bench.measure.web import PORT, served  # noqa: E402
from bench.tables import make_tables  # noqa: E402
from cooperatives import clock  # noqa: E402
from marketplace.payment.models import GatewayEvent  # noqa: E402

SECONDS = int(os.environ.get("BENCH_SECONDS", "20"))
A_SECOND = 20
PAGE = Path(__file__).resolve().parents[2] / "docs" / "benchmarks-events.md"
SECRET = os.environ["STRIPE_WEBHOOK_SECRET"]
_serial = count(1)
_lock = threading.Lock()

TEXT = """# Benchmarks: events of the card processor

Written by `python -m bench.events`; do not edit.
{when:%-d %B %Y, %H:%M} UTC, {cores} cores ({machine}), Python {python}.

**Load average when measuring began: {load}, when it ended: {after}, on {cores} cores.{busy}**

| what | answers | rate/s | p50 ms | p95 ms | p99 ms | slowest ms |
|---|--:|--:|--:|--:|--:|--:|
{rows}
{kept:,} events kept, {repeats:,} sent twice and kept once; none worked through.

- gunicorn as the demonstration runs it, 2 processes of 4 threads; PostgreSQL commits durably; **the worker is
  stopped**, the broker takes its wake-ups. The client shares the cores.
- An event is 2 KB, signed as the processor signs. Every tenth is sent again, as processors do.
- "{a_second} a second" begins each at its own moment whether or not the one before was answered, so waiting counts.
- The empty view is `/healthz`: Django with all its middleware, no statement. What the machine's other work takes
  from one it takes from the other.
"""
BUSY = " Other work was running: read the figures against the empty view's."


class Connection:
    """One kept connection of the processor's."""

    def __init__(self) -> None:
        self.http = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)

    def send(self, event: bytes) -> None:
        moment = int(time.time())
        signed = hmac.new(SECRET.encode(), f"{moment}.".encode() + event, hashlib.sha256).hexdigest()
        headers = {"Content-Type": "application/json", "Stripe-Signature": f"t={moment},v1={signed}"}
        self.ask("POST", "/payments/stripe/webhook/", event, headers)

    def look(self) -> None:
        self.ask("GET", "/healthz", None, {})

    def ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> None:
        self.http.request(method, path, body, headers)
        answer = self.http.getresponse()
        answer.read()
        assert answer.status == 200, answer.status


def event() -> bytes:
    """A new event of two kilobytes; every tenth is the one before once more."""
    with _lock:
        number = next(_serial)
    number -= number % 10 == 0
    session = {
        "id": f"cs_test_{number}",
        "object": "checkout.session",
        "status": "complete",
        "payment_status": "paid",
        "client_reference_id": "bench",
        "amount_total": 24190,
        "currency": "mad",
        "payment_intent": f"pi_{number}",
        "metadata": {"padding": "x" * 1600},
    }
    whole = {"id": f"evt_{number}", "object": "event", "type": "checkout.session.completed", "created": 1}
    return json.dumps(whole | {"data": {"object": session}}).encode()


def after_each_other(step: Callable[[Connection], None], *, clients: int) -> tuple[list[float], float]:
    """Each client sends the next as soon as the last was answered."""
    took: list[float] = []

    def work() -> None:
        connection = Connection()
        until = time.perf_counter() + SECONDS
        while (begun := time.perf_counter()) < until:
            step(connection)
            took.append(time.perf_counter() - begun)

    return took, timed([threading.Thread(target=work) for _ in range(clients)])


def steadily(step: Callable[[Connection], None], *, a_second: int) -> tuple[list[float], float]:
    """One begins every so often, by whichever connection is free; its time runs from when it should have begun."""
    took: list[float] = []
    begun = time.perf_counter() + 0.2
    moments = iter([begun + number / a_second for number in range(a_second * SECONDS)])

    def work() -> None:
        connection = Connection()
        while True:
            with _lock:
                moment = next(moments, None)
            if moment is None:
                return
            time.sleep(max(0.0, moment - time.perf_counter()))
            step(connection)
            took.append(time.perf_counter() - moment)

    return took, timed([threading.Thread(target=work) for _ in range(8)])


def timed(threads: list[threading.Thread]) -> float:
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - begun


def row(name: str, measured: tuple[list[float], float]) -> str:
    took, elapsed = measured
    figures = (*(percentile(took, part) * 1000 for part in (50, 95, 99)), max(took) * 1000)
    line = f"| {name} | {len(took):,} | {len(took) / elapsed:,.1f} | " + " | ".join(f"{ms:,.1f}" for ms in figures)
    print(line, flush=True)
    return f"{line} |\n"


def send(connection: Connection) -> None:
    connection.send(event())


def main() -> None:
    make_tables()
    call_command("collectstatic", interactive=False, verbosity=0)
    with served():
        # The first requests of a process load what the others find loaded.
        warm = [Connection() for _ in range(16)]
        for connection in warm:
            connection.look()
            send(connection)
        load = os.getloadavg()
        rows = [
            row("empty view, one after the other", after_each_other(Connection.look, clients=1)),
            row("event, one after the other", after_each_other(send, clients=1)),
            row(f"empty view, {A_SECOND} a second", steadily(Connection.look, a_second=A_SECOND)),
            row(f"event, {A_SECOND} a second", steadily(send, a_second=A_SECOND)),
            row("event, as many as 4 connections bring", after_each_other(send, clients=4)),
        ]
    kept, sent = GatewayEvent.objects.count(), next(_serial) - 1
    assert kept == sent - sent // 10
    PAGE.write_text(
        TEXT.format(
            when=clock.now(),
            cores=os.cpu_count(),
            machine=platform.machine(),
            python=platform.python_version(),
            load=f"{load[0]:.1f}",
            after=f"{os.getloadavg()[0]:.1f}",
            busy=BUSY if load[0] > (os.cpu_count() or 1) / 2 else "",
            rows="".join(rows),
            kept=kept,
            repeats=sent // 10,
            a_second=A_SECOND,
        ),
        encoding="utf-8",
    )


main()
