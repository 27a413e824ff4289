"""What comes due for payments and refunds. Each reads where things stand first and is safe to repeat."""

from datetime import timedelta

from cooperatives.jobs.models import Job
from cooperatives.jobs.registry import NotNow, calling_handler
from marketplace.payment import attempts, refund_sending, refunds, releasing
from marketplace.payment.exceptions import PaymentUnderWay
from marketplace.payment.gateway import CardPaymentsOff, GatewayUnavailable

ASK_AGAIN, MONEY_ON_ITS_WAY = timedelta(minutes=1), timedelta(hours=1)


@calling_handler(attempts.SYNC)
def sync_attempt(job: Job) -> None:
    """Look whether an attempt was paid of which no event told us."""
    try:
        attempts.look(attempt_id=job.subject_id)
    except (GatewayUnavailable, CardPaymentsOff) as away:
        raise NotNow(ASK_AGAIN, str(away)) from away


@calling_handler(attempts.EXPIRE)
def expire_attempt(job: Job) -> None:
    """Give up what was not paid in time, once the gateway has shut its page; never before."""
    try:
        attempts.expire_unpaid(attempt_id=job.subject_id)
    except (GatewayUnavailable, CardPaymentsOff) as away:
        raise NotNow(ASK_AGAIN, str(away)) from away
    except PaymentUnderWay as money:
        raise NotNow(MONEY_ON_ITS_WAY, "money is on its way, or lies with a person") from money


@calling_handler(refunds.SEND)
def send_refund(job: Job) -> None:
    """Send a refund to its card."""
    refund_sending.send_refund(refund_id=job.subject_id)


@calling_handler(releasing.RELEASE)
def release_proceeds(_job: Job) -> None:
    """Make available what cannot come back any more; batch by batch, so each commits by itself."""
    releasing.release_all()
