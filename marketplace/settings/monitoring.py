"""Logs without personal data, errors to Sentry where a DSN is given, and the numbers at /metrics."""

from typing import Any

import sentry_sdk
import structlog

from marketplace.logs import hide_in_event, hide_personal_data
from marketplace.settings.environment import ENVIRONMENT, PRODUCTION

METRICS_TOKEN = ENVIRONMENT.metrics_token
# `/readyz` says "degraded" beyond these.
HEARTBEAT_SECONDS = 60
WAITING_SECONDS = 300

_PROCESSORS: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.processors.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]
# A person reads the demonstration's lines, a collector those of production.
_RENDERER = (
    structlog.processors.JSONRenderer(ensure_ascii=False)
    if ENVIRONMENT.mode == PRODUCTION
    else structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"])
)
structlog.configure(
    processors=[*_PROCESSORS, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": structlog.stdlib.ProcessorFormatter,
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                hide_personal_data,
                _RENDERER,
            ],
            "foreign_pre_chain": _PROCESSORS,
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": ENVIRONMENT.log_level},
    "loggers": {
        # Two sweeps every three seconds would drown everything else.
        "celery.app.trace": {"level": "WARNING"},
        "celery.worker.strategy": {"level": "WARNING"},
        "celery.beat": {"level": "WARNING"},
    },
}
if ENVIRONMENT.sentry_dsn:
    sentry_sdk.init(
        dsn=ENVIRONMENT.sentry_dsn,
        send_default_pii=False,
        # Local variables and request bodies hold names, numbers and addresses.
        include_local_variables=False,
        max_request_body_size="never",
        before_send=hide_in_event,
    )
