"""Telling the worker that an event waits; its own sweep would find it seconds later."""

from cooperatives.jobs.waking import wake

SWEEP_EVENTS = "marketplace.payment.tasks.sweep_events"


def wake_events() -> None:
    """Have the worker look for waiting events now."""
    wake(SWEEP_EVENTS)
