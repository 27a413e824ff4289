"""Settings of a real worker that a test starts and kills: the demonstration's, and work that lingers."""

import os

from marketplace.settings import *  # noqa: F403

INSTALLED_APPS = [*INSTALLED_APPS, "tests.concurrency.slow_work.apps.SlowWorkConfig"]  # noqa: F405
SMS_MESSENGER = "tests.concurrency.slow_work.messengers.FileMessenger"
# Whoever else works on this broker keeps to keys of their own.
CELERY_BROKER_TRANSPORT_OPTIONS = CELERY_BROKER_TRANSPORT_OPTIONS | {  # noqa: F405
    "global_keyprefix": os.environ["SLOW_WORK_PREFIX"]
}
CELERY_BEAT_SCHEDULE = {
    name: CELERY_BEAT_SCHEDULE[name] | {"schedule": 1.0}  # noqa: F405
    for name in ("sweep-jobs", "sweep-outbox")
}
if "SLOW_WORK_NO_SWEEP" in os.environ:
    CELERY_BEAT_SCHEDULE = {}
