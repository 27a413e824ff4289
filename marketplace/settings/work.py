"""The worker, and who carries messages to people."""

from urllib.parse import unquote, urlsplit

from celery.schedules import crontab

from marketplace.settings.base import IS_TEST, REDIS_URL
from marketplace.settings.environment import ENVIRONMENT

CELERY_BROKER_URL = "memory://" if IS_TEST else f"{REDIS_URL}/0"
# A broker that is away costs the web two seconds once, never a hanging request.
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 2, "socket_timeout": 15, "max_retries": 1}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SOFT_TIME_LIMIT = 540
CELERY_TASK_TIME_LIMIT = 600
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Africa/Casablanca"
CELERY_BEAT_SCHEDULE_FILENAME = str(ENVIRONMENT.data_dir / "celerybeat-schedule")
SWEEP_SECONDS = 3
EVENTS_SECONDS, REFUNDS_SECONDS = 15, 300
SUMMARIES_SECONDS = 60
CELERY_BEAT_SCHEDULE = {
    # Sweeps that nobody took in time are dropped: the next one does their work.
    name: {"task": task, "schedule": SWEEP_SECONDS, "options": {"expires": SWEEP_SECONDS}}
    for name, task in {
        "sweep-jobs": "cooperatives.jobs.tasks.sweep_jobs",
        "sweep-outbox": "cooperatives.outbox.tasks.sweep_outbox",
    }.items()
} | {
    # What a lost broker did not wake the worker for.
    "sweep-events": {
        "task": "marketplace.payment.tasks.sweep_events",
        "schedule": EVENTS_SECONDS,
        "options": {"expires": EVENTS_SECONDS},
    },
    # Refunds whose job or event was lost.
    "sweep-refunds": {
        "task": "marketplace.payment.tasks.sweep_refunds",
        "schedule": REFUNDS_SECONDS,
        "options": {"expires": REFUNDS_SECONDS},
    },
    # Screens over many editions say as of when they are.
    "refresh-summaries": {
        "task": "fairs.tasks.refresh_summaries",
        "schedule": SUMMARIES_SECONDS,
        "options": {"expires": SUMMARIES_SECONDS},
    },
    # At night in Morocco, when nobody buys.
    "purge": {"task": "cooperatives.jobs.tasks.purge", "schedule": crontab(hour=3, minute=20)},
    "forget-event-words": {
        "task": "marketplace.payment.tasks.forget_event_words",
        "schedule": crontab(hour=3, minute=30),
    },
    "plan-release": {"task": "marketplace.payment.tasks.plan_release", "schedule": crontab(hour=4, minute=10)},
    "reconcile": {"task": "marketplace.payment.tasks.reconcile", "schedule": crontab(hour=4, minute=45)},
    "plan-the-night": {"task": "fairs.tasks.plan_the_night", "schedule": crontab(hour=4, minute=30)},
    "purge-baskets": {"task": "marketplace.tasks.purge_baskets", "schedule": crontab(hour=3, minute=40)},
    "anonymise-purchases": {"task": "marketplace.tasks.anonymise_purchases", "schedule": crontab(hour=3, minute=50)},
    "anonymise-people": {"task": "marketplace.tasks.anonymise_people", "schedule": crontab(hour=4)},
}

# E-mail: files in the demonstration, an smtp:// or smtps:// URL elsewhere.
_MAIL = urlsplit(ENVIRONMENT.email_url)
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = str(ENVIRONMENT.data_dir / "mail")
if IS_TEST:
    EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
elif ENVIRONMENT.email_url:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = _MAIL.hostname or "localhost"
EMAIL_PORT = _MAIL.port or 587
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_MAIL.username or ""), unquote(_MAIL.password or "")
EMAIL_USE_SSL = _MAIL.scheme == "smtps"
EMAIL_USE_TLS = _MAIL.scheme == "smtp"
# Shorter than the lease on a message, so that no second sender takes it meanwhile.
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENVIRONMENT.mail_from

# Who carries an SMS or a WhatsApp message; the demonstration's only shows it on a page.
SMS_GATEWAY_URL, SMS_GATEWAY_TOKEN = ENVIRONMENT.sms_gateway_url, ENVIRONMENT.sms_gateway_token
SMS_MESSENGER = f"cooperatives.outbox.messengers.{'HttpGateway' if SMS_GATEWAY_URL else 'ShownOnPage'}"
# Who rings telephones, by what key, and the push services of the makers of browsers: nothing is sent elsewhere.
PUSH_MESSENGER = "cooperatives.push.carrier.WebPush"
VAPID_PRIVATE_KEY, VAPID_SUBJECT = ENVIRONMENT.vapid_private_key, ENVIRONMENT.vapid_subject
# Under what name a session knows the telephone that was let ring in it.
RINGING_DEVICE = "push.endpoint"
PUSH_HOSTS = (
    "fcm.googleapis.com",
    "push.services.mozilla.com",
    "push.apple.com",
    "notify.windows.com",
)
