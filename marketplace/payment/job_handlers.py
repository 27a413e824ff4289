"""What comes due for payments and refunds. Each reads where things stand first and is safe to repeat."""

from cooperatives.jobs.models import Job
from cooperatives.jobs.registry import calling_handler
from marketplace.payment import refund_sending, refunds, releasing


@calling_handler(refunds.SEND)
def send_refund(job: Job) -> None:
    """Send a refund to its card."""
    refund_sending.send_refund(refund_id=job.subject_id)


@calling_handler(releasing.RELEASE)
def release_proceeds(_job: Job) -> None:
    """Make available what cannot come back any more; batch by batch, so each commits by itself."""
    releasing.release_all()
