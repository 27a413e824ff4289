"""The one clock. Nothing else in the house asks the machine what time it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

_frozen: ContextVar[datetime | None] = ContextVar("frozen", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _frozen.get() or timezone.now()


def today() -> date:
    """The present calendar date in Africa/Casablanca; not a business day, which ends later."""
    return timezone.localdate(now())


@contextmanager
def frozen_at(moment: datetime) -> Iterator[datetime]:
    """Let `now()` answer `moment` inside the block: for tests and for the demonstration's past."""
    if timezone.is_naive(moment):
        raise ValueError("The clock is set to an aware moment")
    token = _frozen.set(moment)
    try:
        yield moment
    finally:
        _frozen.reset(token)
