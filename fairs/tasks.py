"""What beat asks of the worker for the fairs."""

from celery import shared_task

from fairs import nightly
from fairs.revenue.summaries import refresh_changed


@shared_task
def plan_the_night() -> None:
    """Write tonight's jobs; the sweep does them, and again where one fails."""
    nightly.plan_the_night()


@shared_task
def refresh_summaries() -> None:
    """Sum the editions anew that sold, or were corrected, since they were last summed."""
    refresh_changed()
