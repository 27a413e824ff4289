"""What beat asks of the worker for the fairs."""

from celery import shared_task

from fairs import nightly


@shared_task
def plan_the_night() -> None:
    """Write tonight's jobs; the sweep does them, and again where one fails."""
    nightly.plan_the_night()
