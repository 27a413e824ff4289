"""What beat and the wake-ups ask of the worker about card payments."""

from threading import BoundedSemaphore

from celery import shared_task

from marketplace.payment import events, reconciliation

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
def reconcile() -> None:
    """Compare our book with the processor's, and say loudly where they differ."""
    reconciliation.nightly()
