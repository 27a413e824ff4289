"""The worker: `celery -A marketplace.celery worker`.

The broker is only a wake-up. What is to be done stands in rows (`cooperatives.jobs`,
`cooperatives.outbox`), so a lost broker or a killed worker loses nothing.
"""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.settings")

app = Celery("marketplace")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
# The web's threads too must find this app when they wake the worker.
app.set_default()
