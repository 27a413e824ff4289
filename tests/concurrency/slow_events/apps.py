"""An app of a test's worker: it settles three payments, and lingers in each at another place until it is killed.

`SLOW_EVENTS` names the attempts: one is reached before anything is written, one in the middle of the transaction that
settles it, one after that has committed and before the event is marked as done.
"""

import os
import time
from datetime import timedelta
from threading import BoundedSemaphore
from typing import Any

from django.apps import AppConfig

from tests.concurrency.slow_work import folder, linger


def wait_for(sign: str) -> None:
    """Stay until another thread has reached its place."""
    until = time.monotonic() + 60
    while not (folder() / sign).exists() and time.monotonic() < until:
        time.sleep(0.05)


class SlowEventsConfig(AppConfig):
    name = "tests.concurrency.slow_events"
    label = "slow_events"

    def ready(self) -> None:
        from marketplace.payment import events, settling, tasks

        before, middle, after = map(int, os.environ["SLOW_EVENTS"].split(","))
        settle, apply, finish, put_off = events.settle, settling._apply, events._finish, events._put_off

        def settle_slowly(*, attempt_id: int, **given: Any) -> object:
            if attempt_id == before:
                linger("before")
            if attempt_id == middle:
                # Sales of a day share their cells: who holds them in the middle keeps the others from their end.
                wait_for("after")
            settled = settle(attempt_id=attempt_id, **given)
            if attempt_id == after:
                linger("after")
            return settled

        def apply_slowly(attempt: Any, *rest: Any) -> None:
            apply(attempt, *rest)
            if attempt.pk == middle:
                linger("middle")

        def process_carelessly(row: Any) -> None:
            """The negative control: the event is marked as done before its work is."""
            finish(row, events.Outcome())
            try:
                events.act_on(events.gateway().read_stored_event(row.raw.encode()))
            except Exception as error:  # noqa: BLE001 - as the careful one
                put_off(row, error)

        events.settle, settling._apply = settle_slowly, apply_slowly
        # The test waits for a killed worker's lease to run out, but all three must be reached before one does.
        events.LEASE, events.FIRST_WAIT = timedelta(seconds=20), timedelta(seconds=1)
        tasks._SWEEPS = BoundedSemaphore(3)
        if "SLOW_EVENTS_CARELESS" in os.environ:
            events._process = process_carelessly
