"""What beat and the wake-ups ask of the worker about card payments."""

from threading import BoundedSemaphore

import structlog
from celery import shared_task

from marketplace.payment import events, reconciliation, refund_sending, releasing, retention
from marketplace.payment.gateway import CardPaymentsOff, GatewayRefused, GatewayUnavailable

logger = structlog.get_logger(__name__)

# A processor that hangs may hold these of the worker's threads; the others go on with jobs and messages.
_SWEEPS = BoundedSemaphore(2)


@shared_task
def sweep_events() -> None:
    """Work through events that wait; enough threads at it are enough."""
    if not _SWEEPS.acquire(blocking=False):
        return
    try:
        events.process_due()
    finally:
        _SWEEPS.release()


@shared_task
def sweep_refunds() -> None:
    """Send what lies about, and ask after refunds of which no event has told us."""
    refund_sending.sweep_refunds()
    for refund_id in refund_sending.refunds_to_look_at():
        try:
            refund_sending.look_again(refund_id=refund_id)
        except GatewayRefused as refusal:
            logger.error("refund_not_known_there", refund=refund_id, code=refusal.code)
        except (GatewayUnavailable, CardPaymentsOff) as away:
            logger.warning("refunds_not_asked_after", error=type(away).__name__)
            return


@shared_task
def plan_release() -> None:
    """Write tonight's job that makes proceeds available."""
    releasing.plan_release()


@shared_task
def forget_event_words() -> None:
    """Blank what the processor's messages said long ago."""
    retention.forget_event_words()


@shared_task(autoretry_for=(GatewayUnavailable,), default_retry_delay=900, max_retries=16)
def reconcile() -> None:
    """Compare our book with the processor's, and say loudly where they differ; again when it was away."""
    reconciliation.nightly()
