"""How a shopper, and a cooperative, behave when the shop is away for a moment: they try again."""

import threading
import time
from collections import Counter
from collections.abc import Callable
from typing import TypeVar

from django.db import InterfaceError, OperationalError, connection

T = TypeVar("T")
SECONDS = 150.0
seen: Counter[str] = Counter()
_lock = threading.Lock()


class OutOfPatience(Exception):
    """The shop was away for longer than any accident of a trial lasts."""


def note(what: str) -> None:
    """Count something that happened to somebody."""
    with _lock:
        seen[what] += 1


def insist(act: Callable[[], T]) -> T:
    """Do what may be done twice until the database is there; a deadlock is counted, never forgiven."""
    until = time.monotonic() + SECONDS
    while True:
        try:
            return act()
        except (OperationalError, InterfaceError) as away:
            note("deadlocks" if "deadlock" in str(away) else "database away")
            connection.close()
            if time.monotonic() > until:
                raise OutOfPatience from away
            time.sleep(0.3)


def wait_for(reached: Callable[[], bool], *, what: str, seconds: float = SECONDS) -> None:
    """Look again until something has come to pass."""
    until = time.monotonic() + seconds
    while not insist(reached):
        if time.monotonic() > until:
            raise OutOfPatience(what)
        time.sleep(0.4)
