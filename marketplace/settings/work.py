"""The worker, the outbox's messengers, and the log."""

from typing import Any

import sentry_sdk
import structlog

from marketplace.settings.base import IS_TEST, REDIS_URL
from marketplace.settings.environment import ENVIRONMENT

CELERY_BROKER_URL = "memory://" if IS_TEST else f"{REDIS_URL}/0"
# A broker that is away costs the web two seconds once, never a hanging request.
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 2, "socket_timeout": 15, "max_retries": 1}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 600
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Africa/Casablanca"
CELERY_BEAT_SCHEDULE_FILENAME = str(ENVIRONMENT.data_dir / "celerybeat-schedule")
SWEEP_SECONDS = 3
CELERY_BEAT_SCHEDULE = {
    # Sweeps that nobody took in time are dropped: the next one does their work.
    name: {"task": task, "schedule": SWEEP_SECONDS, "options": {"expires": SWEEP_SECONDS}}
    for name, task in {
        "sweep-jobs": "cooperatives.jobs.tasks.sweep_jobs",
        "sweep-outbox": "cooperatives.outbox.tasks.sweep_outbox",
    }.items()
}

# E-mail: files in the demonstration, an smtp:// URL elsewhere.
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = str(ENVIRONMENT.data_dir / "mail")
if IS_TEST:
    EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
DEFAULT_FROM_EMAIL = "souk@example.ma"
# Who carries an SMS or a WhatsApp message; the demonstration's only shows it on a page.
SMS_MESSENGER = "cooperatives.outbox.messengers.ShownOnPage"

_PROCESSORS: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]
structlog.configure(
    processors=[
        *_PROCESSORS,
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": structlog.stdlib.ProcessorFormatter,
            "processor": structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
            "foreign_pre_chain": _PROCESSORS,
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": ENVIRONMENT.log_level},
}
if ENVIRONMENT.sentry_dsn:
    sentry_sdk.init(dsn=ENVIRONMENT.sentry_dsn, send_default_pii=False)
