"""Settings of a trial's shop and of its driver: the demonstration's, and messages that leave a trace."""

from marketplace.settings import *  # noqa: F403

SMS_MESSENGER = "tests.soak.messenger.FileMessenger"
# Nobody looks at these pages: gathering and compressing what they link to would cost half a minute.
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}  # noqa: F405
# The nights' work is not for a trial that happens to run at that hour.
CELERY_BEAT_SCHEDULE = {name: each for name, each in CELERY_BEAT_SCHEDULE.items() if name.startswith("sweep-")}  # noqa: F405
