"""Writing down what is due, and doing it once its moment has come."""

import time
from datetime import datetime, timedelta
from threading import BoundedSemaphore

import structlog
from django.db import transaction
from django.db.models import QuerySet

from cooperatives import clock
from cooperatives.jobs.models import Heartbeat, Job
from cooperatives.jobs.registry import NotNow, calling_kinds, handler_of
from cooperatives.jobs.waking import wake_jobs_on_commit
from cooperatives.locks import next_due_job
from cooperatives.request_context import bound_request, request_id
from cooperatives.writing import insert_once

logger = structlog.get_logger(__name__)

MAX_ATTEMPTS = Job.MAX_ATTEMPTS
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=5), timedelta(hours=1)
# Longer than a call with its repeats may take; a killed worker's job waits this long.
LEASE = timedelta(minutes=5)
# Whoever is asked and hangs must not keep a sweep for ever: the next one goes on.
SWEEP_SECONDS = 60
# Whoever is asked and hangs may hold so many of a worker's threads; the others go on with what stays in the house.
_CALLERS = BoundedSemaphore(2)


def schedule(*, kind: str, key: str, subject_id: int, due_at: datetime) -> None:
    """Write a job in the caller's transaction; the same `key` again changes nothing."""
    job = Job(kind=kind, key=key, subject_id=subject_id, due_at=due_at, request_id=request_id.get())
    insert_once(job)
    if due_at <= clock.now():
        wake_jobs_on_commit()


def cancel(*, key: str) -> None:
    """Take a job back that has not been done; one that was done stays on record."""
    Job.objects.filter(key=key, done_at__isnull=True).delete()


def retry(*, key: str) -> None:
    """Let a job that was given up be tried again from now on."""
    with transaction.atomic():
        Job.objects.filter(key=key, done_at__isnull=True).update(attempts=0, due_at=clock.now())
        wake_jobs_on_commit()


def run_due(limit: int = 200) -> int:
    """Do up to `limit` due jobs one after the other; answer how many were tried."""
    tried, until = 0, time.monotonic() + SWEEP_SECONDS
    may_call = _CALLERS.acquire(blocking=False)
    without = frozenset() if may_call else calling_kinds()
    try:
        while tried < limit and time.monotonic() < until and _run_next(without):
            tried += 1
    finally:
        if may_call:
            _CALLERS.release()
    return tried


def _run_next(without: frozenset[str]) -> bool:
    """Do the job that has been due longest, of a kind that is not in `without`; False when none is."""
    job: Job | None = None
    try:
        with transaction.atomic():
            job = next_due_job(due=clock.now(), max_attempts=MAX_ATTEMPTS, without=without)
            if job is None:
                return False
            leased = job.kind in calling_kinds()
            if leased:
                _lease(job)
            else:
                _do(job)
        if leased:
            _do(job)
    except NotNow as reason:
        if job is None:
            raise
        _put_off(job, reason)
    except Exception as error:
        # Whatever a handler raises, the next job has its turn.
        if job is None:
            raise
        _record_failure(job, error)
    return True


def _do(job: Job) -> None:
    with bound_request(job.request_id):
        handler_of(job.kind)(job)
    Job.objects.filter(pk=job.pk).update(done_at=clock.now(), last_error="")


def _lease(job: Job) -> None:
    """Keep other workers away until `due_at`, and count the try now: a killed worker cannot count it."""
    job.due_at = clock.now() + LEASE
    Job.objects.filter(pk=job.pk).update(due_at=job.due_at, attempts=job.attempts + 1)


def _still_ours(job: Job) -> QuerySet[Job]:
    """The job's row unless a rival has taken it since: then what it wrote stands. Each taking moves `due_at`."""
    return Job.objects.filter(pk=job.pk, done_at__isnull=True, due_at=job.due_at)


def _put_off(job: Job, reason: NotNow) -> None:
    _still_ours(job).update(
        attempts=job.attempts, due_at=clock.now() + reason.wait, last_error=f"put off: {reason}"[:2000]
    )
    logger.info("job_put_off", kind=job.kind, job=job.pk, why=str(reason), request_id=job.request_id)


def _record_failure(job: Job, error: Exception) -> None:
    """Count the attempt and put it off, in a transaction of its own since the handler's is gone."""
    attempts = job.attempts + 1
    wait = min(FIRST_WAIT * 4**job.attempts, LONGEST_WAIT)
    _still_ours(job).update(
        attempts=attempts, due_at=clock.now() + wait, last_error=f"{type(error).__name__}: {error}"[:2000]
    )
    log = logger.error if attempts >= MAX_ATTEMPTS else logger.warning
    event = "job_given_up" if attempts >= MAX_ATTEMPTS else "job_failed"
    log(event, kind=job.kind, job=job.pk, attempts=attempts, request_id=job.request_id, exc_info=error)


def beat(name: str) -> None:
    """Note that a part of the worker lives."""
    row = Heartbeat(name=name, at=clock.now())
    Heartbeat.objects.bulk_create([row], update_conflicts=True, update_fields=["at"], unique_fields=["name"])
