"""What comes due for payments and refunds. Each reads where things stand first and is safe to repeat."""

from cooperatives.jobs.models import Job
from cooperatives.jobs.registry import calling_handler
from marketplace.payment import refund_sending, refunds


@calling_handler(refunds.SEND)
def send_refund(job: Job) -> None:
    """Send a refund to its card."""
    refund_sending.send_refund(refund_id=job.subject_id)
