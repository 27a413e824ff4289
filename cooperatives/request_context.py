"""The request that this work belongs to: its id goes from the web into jobs, tasks and logs."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import structlog

request_id: ContextVar[str] = ContextVar("request_id", default="")
client_address: ContextVar[str | None] = ContextVar("client_address", default=None)


@contextmanager
def bound_request(this: str) -> Iterator[None]:
    """Let rows and log lines inside the block say that they belong to the request `this`."""
    token = request_id.set(this)
    try:
        with structlog.contextvars.bound_contextvars(request_id=this):
            yield
    finally:
        request_id.reset(token)
