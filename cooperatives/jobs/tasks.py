"""What beat and the wake-ups ask of the worker."""

from celery import shared_task

from cooperatives.jobs import retention, services


@shared_task
def sweep_jobs() -> None:
    """Do what is due, and show that the worker lives."""
    services.beat("jobs")
    services.run_due()


@shared_task
def purge() -> None:
    """Forget what is old enough to be forgotten."""
    retention.purge()
