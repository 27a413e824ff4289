"""What beat and the wake-ups ask of the worker."""

from celery import shared_task

from cooperatives.jobs.services import beat
from cooperatives.outbox import services


@shared_task
def sweep_outbox() -> None:
    """Send what waits, and show that the worker lives."""
    beat("outbox")
    services.send_due()
