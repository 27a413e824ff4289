"""Writing down what is due, and doing it once its moment has come."""

from datetime import datetime, timedelta

import structlog
from django.db import transaction

from cooperatives import clock
from cooperatives.jobs.models import Heartbeat, Job
from cooperatives.jobs.registry import handler_of
from cooperatives.jobs.waking import wake_jobs_on_commit
from cooperatives.locks import next_due_job
from cooperatives.request_context import bound_request, request_id

logger = structlog.get_logger(__name__)

MAX_ATTEMPTS = Job.MAX_ATTEMPTS
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=5), timedelta(hours=1)


def schedule(*, kind: str, key: str, subject_id: int, due_at: datetime) -> None:
    """Write a job in the caller's transaction; the same `key` again changes nothing."""
    job = Job(kind=kind, key=key, subject_id=subject_id, due_at=due_at, request_id=request_id.get())
    Job.objects.bulk_create([job], ignore_conflicts=True)
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
    """Do up to `limit` due jobs, each in its own transaction; answer how many were tried."""
    tried = 0
    while tried < limit and _run_next():
        tried += 1
    return tried


def _run_next() -> bool:
    """Do the job that has been due longest; False when none is."""
    job: Job | None = None
    try:
        with transaction.atomic():
            job = next_due_job(due=clock.now(), max_attempts=MAX_ATTEMPTS)
            if job is None:
                return False
            with bound_request(job.request_id):
                handler_of(job.kind)(job)
            Job.objects.filter(pk=job.pk).update(done_at=clock.now(), last_error="")
    except Exception as error:
        # Whatever a handler raises, the next job has its turn.
        if job is None:
            raise
        _record_failure(job, error)
    return True


def _record_failure(job: Job, error: Exception) -> None:
    """Count the attempt and put it off, in a transaction of its own since the handler's is gone.

    A rival may have taken the job in between: what it wrote stands.
    """
    attempts = job.attempts + 1
    wait = min(FIRST_WAIT * 4**job.attempts, LONGEST_WAIT)
    Job.objects.filter(pk=job.pk, done_at__isnull=True, attempts=job.attempts).update(
        attempts=attempts, due_at=clock.now() + wait, last_error=f"{type(error).__name__}: {error}"[:2000]
    )
    log = logger.error if attempts >= MAX_ATTEMPTS else logger.warning
    event = "job_given_up" if attempts >= MAX_ATTEMPTS else "job_failed"
    log(event, kind=job.kind, job=job.pk, attempts=attempts, request_id=job.request_id, exc_info=error)


def beat(name: str) -> None:
    """Note that a part of the worker lives."""
    row = Heartbeat(name=name, at=clock.now())
    Heartbeat.objects.bulk_create([row], update_conflicts=True, update_fields=["at"], unique_fields=["name"])
