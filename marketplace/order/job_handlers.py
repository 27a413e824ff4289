"""What comes due for purchases and orders. Each re-reads under a lock and is safe to repeat."""

from cooperatives.jobs.models import Job
from cooperatives.jobs.registry import handler
from marketplace.order import late, part_offers, services, steps


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
    late.remind_cooperative(order_id=job.subject_id)


@handler(steps.CHECK_RING)
def check_ring(job: Job) -> None:
    """Send an SMS about a new order where no telephone could be rung."""
    late.check_ring(order_id=job.subject_id)


@handler(part_offers.EXPIRE_OFFER)
def expire_offer(job: Job) -> None:
    """Call off an order of which a part was offered, when nobody answered in time."""
    part_offers.expire_offer(offer_id=job.subject_id)


@handler(late.REMIND_TO_SEND)
def remind_to_send(job: Job) -> None:
    """Remind a cooperative of a parcel that should be with the carrier."""
    late.remind_to_send(order_id=job.subject_id)


@handler(late.LATE_TO_ACCEPT)
def late_to_accept(job: Job) -> None:
    """Put an order that nobody accepts on the list of staff."""
    late.chase_to_accept(order_id=job.subject_id)


@handler(late.LATE_TO_SEND)
def late_to_send(job: Job) -> None:
    """Put an order that nobody sends on the list of staff."""
    late.chase_to_send(order_id=job.subject_id)
