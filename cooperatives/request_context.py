"""The request that this work belongs to: its id goes from the web into jobs, tasks and logs."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import structlog

request_id: ContextVar[str] = ContextVar("request_id", default="")
client_address: ContextVar[str | None] = ContextVar("client_address", default=None)
# Asked for whom somebody acts in this request: the keys of the person and of the cooperative (None where the act names
# none) give the key of the officer who let them in, or None.
OnBehalfOf = Callable[[int, int | None], int | None]
on_behalf_of: ContextVar[OnBehalfOf | None] = ContextVar("on_behalf_of", default=None)


def acts_for(person_id: int | None, cooperative_id: int | None) -> int | None:
    """For whom a person acts in this request, by its key; None where they act for themselves."""
    ask = on_behalf_of.get()
    return ask(person_id, cooperative_id) if ask and person_id else None


@contextmanager
def bound_request(this: str) -> Iterator[None]:
    """Let rows and log lines inside the block say that they belong to the request `this`."""
    token = request_id.set(this)
    try:
        with structlog.contextvars.bound_contextvars(request_id=this):
            yield
    finally:
        request_id.reset(token)
