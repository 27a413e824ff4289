"""Which function does which kind of job. An app says so in its `job_handlers.py`."""

from collections.abc import Callable
from functools import cache

from django.utils.module_loading import autodiscover_modules

from cooperatives.jobs.models import Job

Handler = Callable[[Job], None]
_HANDLERS: dict[str, Handler] = {}


class UnknownKind(Exception):
    """No app of this process handles the job's kind; a newer process may."""


def handler(kind: str) -> Callable[[Handler], Handler]:
    """Let the decorated function do the jobs of `kind`.

    It runs in one transaction with the job's `done_at`, may be asked again for the same job
    after a failure, and never calls out of the process: it writes a message instead.
    """

    def register(function: Handler) -> Handler:
        if _HANDLERS.get(kind, function) is not function:
            raise ValueError(f"Two handlers for jobs of kind {kind!r}")
        _HANDLERS[kind] = function
        return function

    return register


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
