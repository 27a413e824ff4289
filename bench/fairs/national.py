"""What the screen over all editions asks of the database, whatever number of lines lies below it."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median

from django.core.cache import cache
from django.db import connection
from django.test import Client

from bench.fairs.people import signed_in
from fairs.revenue.models import CoarseCell, DetailCell, EditionSummary, RevenueLine
from fairs.revenue.summaries import refresh

ALL = "/fr/organiser/figures/"
TIMES = 25
# What one would write without cells: the same breakdowns from the lines themselves.
BY_LINES = tuple(
    f"SELECT {key}, channel, evidence, SUM(amount), SUM(sales) FROM revenue_revenueline GROUP BY 1, 2, 3"  # noqa: S608
    for key in ("edition_id", "region_id", "stop_id", "counts_on", "hour", "family_id", "payment")
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A page or a statement: how many questions, how long the database worked on them and how long all waited for it.

    Milliseconds: what PostgreSQL counts itself as the mean of all requests, what is waited for as their median.
    """

    name: str
    questions: int
    database_ms: float
    waited_ms: float
    whole_ms: float


@contextmanager
def _timed() -> Iterator[list[float]]:
    took: list[float] = []

    def around(execute: Callable[..., object], *given: object) -> object:
        begun = time.perf_counter()
        try:
            return execute(*given)
        finally:
            took.append((time.perf_counter() - begun) * 1000)

    with connection.execute_wrapper(around):
        yield took


def screens() -> list[Asked]:
    """The screen as it mostly is, after something was sold, its part that is polled, and the public page."""
    client = signed_in()
    return [
        _page(client, "all figures", ALL),
        _page(client, "— the first time after an edition was summed", ALL, before=cache.clear),
        _page(client, "— what is asked for anew every 20 s", f"{ALL}now/"),
        _page(client, "— its list of cooperatives", f"{ALL}cooperatives/"),
        _page(Client(), "public figures", "/fr/impact/"),
    ]


def _page(client: Client, name: str, url: str, before: Callable[[], None] | None = None) -> Asked:
    asked, waited, whole = [], [], []
    client.get(url)
    worked = _worked_ms()
    for _time in range(TIMES):
        if before:
            before()
        begun = time.perf_counter()
        with _timed() as took:
            assert client.get(url).status_code == 200
        whole.append((time.perf_counter() - begun) * 1000)
        asked.append(len(took))
        waited.append(sum(took))
    worked = (_worked_ms() - worked) / TIMES
    return Asked(name, int(median(asked)), worked, median(waited), median(whole))


def _worked_ms() -> float:
    """How long this database has worked on statements since it was made, as PostgreSQL counts it."""
    with connection.cursor() as cursor:
        # It hands in what it counted once the transaction is over, and else only every second.
        cursor.execute("SELECT pg_stat_force_next_flush()")
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute("SELECT active_time FROM pg_stat_database WHERE datname = current_database()")
        return float(cursor.fetchone()[0])


def by_lines() -> Asked:
    worked, begun = _worked_ms(), time.perf_counter()
    for statement in BY_LINES:
        with connection.cursor() as cursor:
            cursor.execute(statement)
            cursor.fetchall()
    took = (time.perf_counter() - begun) * 1000
    return Asked("the same breakdowns from the lines", len(BY_LINES), _worked_ms() - worked, took, took)


def summing(edition_id: int) -> float:
    """Milliseconds that the minute's job takes for one edition."""
    begun = time.perf_counter()
    refresh(edition_id=edition_id)
    return (time.perf_counter() - begun) * 1000


def sizes() -> dict[str, int]:
    tables = {"lines": RevenueLine, "coarse cells": CoarseCell, "detail cells": DetailCell, "summaries": EditionSummary}
    return {name: model._default_manager.count() for name, model in tables.items()}
