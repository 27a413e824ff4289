"""Rounds of work by several clients at once, and what they come to."""

import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from statistics import median
from threading import Barrier, Thread

from django.db import connections

CLIENTS, ROUNDS = 4, 3
# Gives the steps of client `number`; how long each took is measured, what happens between them is not.
Steps = Callable[[int], Iterator[object]]


@dataclass(frozen=True, slots=True)
class Figure:
    """Medians of the rounds, and the slowest and fastest round."""

    name: str
    unit: str
    rate: float
    slowest: float
    fastest: float
    p95_ms: float
    note: str = ""

    def noted(self, note: str) -> "Figure":
        return replace(self, note=note)


def measured(
    name: str, steps: Steps, *, unit: str = "requests/s", clients: int = CLIENTS, each: int = 1, seconds: float = 4
) -> Figure:
    """Run the rounds, each bounded by `seconds` and by the steps there are; a step does `each` units of work."""
    rates, slow = [], []
    for _round in range(ROUNDS):
        took, elapsed = _round_of(steps, clients, seconds)
        rates.append(len(took) * each / elapsed)
        slow.append(percentile(took, 95) * 1000)
    figure = Figure(name, unit, median(rates), min(rates), max(rates), median(slow))
    print(f"  {name}: {figure.rate:.1f} {unit}", flush=True)
    return figure


def percentile(took: list[float], part: int) -> float:
    return sorted(took)[math.ceil(len(took) * part / 100) - 1]


def _round_of(steps: Steps, clients: int, seconds: float) -> tuple[list[float], float]:
    took: list[float] = []
    failed: list[BaseException] = []
    gate = Barrier(clients + 1)

    def work(number: int) -> None:
        try:
            own = steps(number)
            next(own)  # ready: connected, its data made
            gate.wait(120)
            deadline = time.perf_counter() + seconds
            while (begun := time.perf_counter()) < deadline and next(own, work) is not work:
                took.append(time.perf_counter() - begun)
        except BaseException as error:  # noqa: BLE001 -- told by the main thread
            failed.append(error)
            gate.abort()
        finally:
            connections.close_all()

    threads = [Thread(target=work, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    try:
        gate.wait(120)
        begun = time.perf_counter()
    finally:
        for thread in threads:
            thread.join()
        if failed:
            raise failed[0]
    return took, time.perf_counter() - begun
