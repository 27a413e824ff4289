"""Telling the worker that there is something to do; its own sweep would find it seconds later."""

from collections.abc import Callable

import structlog
from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

from cooperatives.request_context import request_id

logger = structlog.get_logger(__name__)

SWEEP_JOBS = "cooperatives.jobs.tasks.sweep_jobs"
SWEEP_OUTBOX = "cooperatives.outbox.tasks.sweep_outbox"
EXPIRES_SECONDS = 3


def wake(task: str) -> None:
    """Have the worker run a sweep now.

    Without retries: the rows are written, so a broker that is away costs seconds, nothing else.
    """
    try:
        current_app.send_task(
            task, expires=EXPIRES_SECONDS, retry=False, ignore_result=True, headers={"request_id": request_id.get()}
        )
    except (OperationalError, OSError) as error:
        logger.warning("worker_not_woken", task=task, error=type(error).__name__)


def wake_jobs() -> None:
    """Have the worker look for due jobs now."""
    wake(SWEEP_JOBS)


def wake_outbox() -> None:
    """Have the worker look for waiting messages now."""
    wake(SWEEP_OUTBOX)


def wake_jobs_on_commit() -> None:
    _once_on_commit(wake_jobs)


def wake_outbox_on_commit() -> None:
    _once_on_commit(wake_outbox)


def _once_on_commit(wake: Callable[[], None]) -> None:
    """Many rows of one transaction wake the worker once."""
    connection = transaction.get_connection()
    if not any(function is wake for _savepoints, function, _robust in connection.run_on_commit):
        transaction.on_commit(wake, robust=True)
