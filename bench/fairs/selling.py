"""270 tills that sell at once over HTTP, and pages that are looked at meanwhile."""

import asyncio
import json
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import psycopg
from django.conf import settings
from django.db import connection

from bench.fairs.people import signed_in
from bench.fairs.world import LARGE, SELLING, SMALL
from bench.measure.rounds import percentile
from bench.measure.web import Browser
from catalogue.models import Product
from cooperatives import clock
from fairs.models import Edition, Stall
from fairs.revenue.summaries import refresh_changed
from fairs.tills.services import enrol_till
from marketplace.runtime.layout import PROJECT
from marketplace.runtime.processes import start, stop, wait_until

PORT = int(os.environ["PORT"])
BATCH, BATCHES, SECONDS = 100, 6, 12
LOOKS_SECONDS = 15
# The edition's cells and lines at one moment.
EQUAL = """
    SELECT cells.amount = lines.amount
    FROM (
        SELECT COALESCE(SUM(gross - returns + corrections), 0) AS amount FROM revenue_coarsecell
        WHERE edition_id = %(edition)s
    ) AS cells,
        (SELECT COALESCE(SUM(amount), 0) AS amount FROM revenue_revenueline WHERE edition_id = %(edition)s) AS lines
"""
BY_LINES = """
    SELECT cooperative_id, channel, evidence, SUM(amount), SUM(sales) FROM revenue_revenueline
    WHERE edition_id = (SELECT id FROM fairs_edition WHERE code = %s) GROUP BY 1, 2, 3
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """How many a second, and what one request took."""

    rate: float
    p50_ms: float
    p95_ms: float

    @classmethod
    def of(cls, took: list[float], *, each: int, seconds: float) -> "Measured":
        return cls(len(took) * each / seconds, percentile(took, 50) * 1000, percentile(took, 95) * 1000)


@dataclass(frozen=True, slots=True)
class Tills:
    """All that was found."""

    batches: Measured
    single: Measured
    answers: str
    reads: int
    wrong: int
    small: Measured
    large: Measured
    small_idle: Measured
    large_idle: Measured
    by_lines_ms: float


@dataclass
class Till:
    """A till's requests, made before anything is measured."""

    token: str
    products: list[str]
    session: str = field(default_factory=lambda: str(uuid4()))
    number: int = 0

    def request(self, sales: int) -> bytes:
        body = json.dumps({"sales": [self._sale() for _sale_of in range(sales)]}).encode()
        head = (
            f"POST /api/till/v1/sales HTTP/1.1\r\nHost: 127.0.0.1:{PORT}\r\nContent-Type: application/json\r\n"
            f"Authorization: Bearer {self.token}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body

    def _sale(self) -> dict:
        self.number += 1
        goods = [self.products[(self.number + place) % len(self.products)] for place in range(2)]
        lines = [{"product": each, "quantity": "1", "unit_price": "45.00", "amount": "45.00"} for each in goods]
        return {
            "id": str(uuid4()),
            "session": self.session,
            "number": self.number,
            "sold_at": (clock.now() - timedelta(seconds=2)).isoformat(),
            "payment": "cash",
            "lines": lines,
            "total": "90.00",
        }


@dataclass
class Watch:
    """Reads cells and lines at one moment, again and again, on a connection of its own."""

    edition_id: int
    reads: int = 0
    wrong: int = 0

    async def look(self, until: float) -> None:
        async with await psycopg.AsyncConnection.connect(os.environ["DATABASE_URL"], autocommit=True) as book:
            while time.perf_counter() < until:
                answer = await (await book.execute(EQUAL, {"edition": self.edition_id})).fetchone()
                self.reads += 1
                self.wrong += not answer[0]
                await asyncio.sleep(1)


def measure_tills() -> Tills:
    """Batches, single sales, and an edition's page at half of what the single sales came to."""
    tills = _enrolled()
    watch, answers = Watch(Edition.objects.get(code=SELLING).pk), Counter()
    with _served():
        batches = _sell(tills, watch, answers, sales=BATCH, most=BATCHES)
        single = _sell(tills, watch, answers, sales=1, most=200)
        refresh_changed()
        idle = [_look(code) for code in (SMALL, LARGE)]
        busy = [_look_while(tills, answers, code, rate=single.rate / 2) for code in (SMALL, LARGE)]
    begun = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute(BY_LINES, [LARGE])
        cursor.fetchall()
    by_lines = (time.perf_counter() - begun) * 1000
    told = ", ".join(f"{number:,} {status}" for status, number in answers.most_common())
    return Tills(batches, single, f"Of all sales {told}", watch.reads, watch.wrong, *busy, *idle, by_lines)


def _enrolled() -> list[Till]:
    tills = []
    for stall in Stall.objects.filter(edition__code=SELLING).order_by("pk"):
        listed = Product.objects.filter(listings__participation__assignments__stall=stall).distinct().order_by("pk")
        tills.append(Till(enrol_till(stall=stall, by=None)[1], list(listed.values_list("public_id", flat=True))))
    return tills


@contextmanager
def _served() -> Iterator[None]:
    log = Path(settings.STATIC_ROOT).parent / "logs" / "bench-fairs.log"
    command = [sys.executable, "-m", "gunicorn", "-c", PROJECT / "marketplace/runtime/gunicorn.py"]
    child = start(command, log=log, env=os.environ | {"WEB_WORKERS": "4", "WEB_THREADS": "4"}, cwd=PROJECT)
    try:
        wait_until(_answers, child=child, name="gunicorn", log=log, seconds=90)
        yield
    finally:
        stop(child, asking=signal.SIGTERM, seconds=25)


def _answers() -> bool:
    try:
        return bool(Browser().get("/readyz"))
    except OSError:
        time.sleep(0.2)
        return False


def _sell(tills: list[Till], watch: Watch, answers: Counter[str], *, sales: int, most: int) -> Measured:
    requests = [[till.request(sales) for _request in range(most)] for till in tills]
    took: list[float] = []

    async def all_at_once() -> float:
        begun = time.perf_counter()
        until = begun + SECONDS
        work = [_till(own, took, answers, until) for own in requests]
        await asyncio.gather(watch.look(until), *work)
        return time.perf_counter() - begun

    seconds = asyncio.run(all_at_once())
    measured = Measured.of(took, each=sales, seconds=seconds)
    print(f"  {sales} at a time: {measured.rate:,.0f} sales/s", flush=True)
    return measured


async def _till(requests: list[bytes], took: list[float], answers: Counter[str], until: float, pace: float = 0) -> None:
    """One till: the next request when the last is answered, and not more often than its pace."""
    reader, writer = await asyncio.open_connection("127.0.0.1", PORT, limit=2**20)
    for request in requests:
        begun = time.perf_counter()
        if begun >= until:
            break
        writer.write(request)
        answers.update(await _answer(reader))
        took.append(time.perf_counter() - begun)
        if pace:
            await asyncio.sleep(max(0, begun + pace - time.perf_counter()))
    writer.close()


async def _answer(reader: asyncio.StreamReader) -> list[str]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
    length = int(head.split("content-length:")[1].split("\r\n")[0])
    body = await reader.readexactly(length)
    if " 200 " not in head.split("\r\n")[0]:
        raise RuntimeError(f"{head}\n{body[:500]!r}")
    return [result["status"] for result in json.loads(body)["results"]]


def _page(code: str) -> Iterator[float]:
    """How long each look at an edition's page takes."""
    client = signed_in()
    browser = Browser()
    browser.cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    path = f"/fr/organiser/editions/{code}/"
    browser.get(path)
    while True:
        begun = time.perf_counter()
        browser.get(path)
        yield time.perf_counter() - begun


def _look(code: str) -> Measured:
    looks = _page(code)
    took = [next(looks) for _look_of in range(20)]
    return Measured.of(took, each=1, seconds=sum(took))


def _look_while(tills: list[Till], answers: Counter[str], code: str, *, rate: float) -> Measured:
    """Tills sell at a steady rate, each a single sale now and then, while one person looks twice a second."""
    pace = len(tills) / rate
    requests = [[till.request(1) for _request in range(int(LOOKS_SECONDS / pace) + 2)] for till in tills]
    took: list[float] = []
    looks = _page(code)

    async def person(until: float) -> None:
        while time.perf_counter() < until:
            took.append(await asyncio.to_thread(next, looks))
            await asyncio.sleep(0.25)

    async def one(own: list[bytes], place: int, until: float) -> None:
        await asyncio.sleep(pace * place / len(tills))
        await _till(own, [], answers, until, pace)

    async def together() -> None:
        until = time.perf_counter() + LOOKS_SECONDS
        await asyncio.gather(person(until), *(one(own, place, until) for place, own in enumerate(requests)))

    next(looks)
    asyncio.run(together())
    measured = Measured.of(took, each=1, seconds=LOOKS_SECONDS)
    print(f"  page of {code}: p95 {measured.p95_ms:.0f} ms", flush=True)
    return measured
