"""What comes due for purchases and orders. Each re-reads under a lock and is safe to repeat."""

from cooperatives.jobs.models import Job
from cooperatives.jobs.registry import handler
from marketplace.order import services, steps


@handler(services.EXPIRE)
def expire(job: Job) -> None:
    """Cancel a purchase that nobody confirmed."""
    services.expire_unconfirmed(purchase_id=job.subject_id)


@handler(services.REMIND_SHOPPER)
def remind_shopper(job: Job) -> None:
    """Send a fresh code to who has not confirmed yet."""
    services.send_code_again(purchase_id=job.subject_id, key="reminder")


@handler(steps.REMIND_COOPERATIVE)
def remind_cooperative(job: Job) -> None:
    """Remind a cooperative of an order that it has not accepted."""
    services.remind_cooperative(order_id=job.subject_id)
