"""Placing purchases by turns: the same clock for two shops that do not know each other."""

import time
from collections.abc import Callable
from typing import Any

FILLED_AT_ONCE = 10


def warm(fill: Callable[[], Any], place: Callable[[Any], object]) -> None:
    """A few purchases that are not counted: imports, caches and plans are what they are in a shop that is open."""
    for filled in [fill() for _ in range(FILLED_AT_ONCE)]:
        place(filled)


def turn(fill: Callable[[], Any], place: Callable[[Any], object], *, seconds: float) -> dict[str, float]:
    """Purchases placed one after the other in `seconds`; their baskets are filled beforehand, and not counted."""
    took: list[float] = []
    while sum(took) < seconds:
        for filled in [fill() for _ in range(FILLED_AT_ONCE)]:
            begun = time.perf_counter()
            place(filled)
            took.append(time.perf_counter() - begun)
    return {"rate": len(took) / sum(took), "p95_ms": sorted(took)[len(took) * 95 // 100] * 1000}
