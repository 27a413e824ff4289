"""Which function does which kind of job. An app says so in its `job_handlers.py`.

There are two sorts. A `handler` works on rows alone, in one transaction with the job's `done_at`. A
`calling_handler` asks somebody outside (a payment gateway), so it runs in no transaction, under a lease.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import cache

from django.utils.module_loading import autodiscover_modules

from cooperatives.jobs.models import Job

Handler = Callable[[Job], None]
_HANDLERS: dict[str, Handler] = {}
_CALLING: set[str] = set()


class UnknownKind(Exception):
    """No app of this process handles the job's kind; a newer process may."""


class NotNow(Exception):
    """The work cannot be done yet through no fault of its own: it is put off, and the try is not counted.

    A handler raises it when whom it must ask is away; what it wrote by itself stays out of the question.
    """

    def __init__(self, wait: timedelta, why: str = "") -> None:
        super().__init__(why)
        self.wait = wait


def handler(kind: str) -> Callable[[Handler], Handler]:
    """Let the decorated function do the jobs of `kind`.

    It runs in one transaction with the job's `done_at`, may be asked again for the same job
    after a failure, and never calls out of the process: it writes a message instead.
    """

    def register(function: Handler) -> Handler:
        _register(kind, function)
        return function

    return register


def calling_handler(kind: str) -> Callable[[Handler], Handler]:
    """Let the decorated function do the jobs of `kind`, which call out of the process.

    It runs in no transaction. The job was claimed before, in a transaction that has committed: while
    the lease runs no other worker takes it, and when the worker is killed the lease runs out and the
    job is done again from its beginning. So the function reads where things stand, calls with a key
    that makes a second call the same as the first, and records the answer in a transaction of its own.
    """

    def register(function: Handler) -> Handler:
        _register(kind, function)
        _CALLING.add(kind)
        return function

    return register


def _register(kind: str, function: Handler) -> None:
    if _HANDLERS.get(kind, function) is not function:
        raise ValueError(f"Two handlers for jobs of kind {kind!r}")
    _HANDLERS[kind] = function


@cache
def discover() -> None:
    """Load every app's `job_handlers`: once, and only where jobs are done."""
    autodiscover_modules("job_handlers")


def handler_of(kind: str) -> Handler:
    """The function that does jobs of `kind`; raises `UnknownKind`."""
    discover()
    try:
        return _HANDLERS[kind]
    except KeyError:
        raise UnknownKind(kind) from None


def calling_kinds() -> frozenset[str]:
    """The kinds of jobs that leave the process, and so run under a lease and in no transaction."""
    discover()
    return frozenset(_CALLING)
