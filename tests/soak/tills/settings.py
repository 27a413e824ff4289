"""Settings of the shop behind the telephone: the demonstration's, with its files read from where they lie."""

from marketplace.settings import *  # noqa: F403

STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}  # noqa: F405
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
# Nobody works off what a sale leaves to be done later, and nobody waits for it.
CELERY_BROKER_URL = "memory://"
