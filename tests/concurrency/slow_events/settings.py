"""Settings of a real worker that settles payments slowly, and is killed."""

from tests.concurrency.worker_settings import *  # noqa: F403

INSTALLED_APPS = [*INSTALLED_APPS, "tests.concurrency.slow_events.apps.SlowEventsConfig"]  # noqa: F405
CELERY_BEAT_SCHEDULE = CELERY_BEAT_SCHEDULE | {  # noqa: F405
    "sweep-events": {"task": "marketplace.payment.tasks.sweep_events", "schedule": 1.0}
}
