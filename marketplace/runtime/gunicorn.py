"""How gunicorn serves, in the demo and in production; numbers come from the environment."""

import os
from pathlib import Path

from django.db import connections

wsgi_app = "marketplace.wsgi:application"
bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
# Loading the project takes seconds of a core: once for all workers, and they share its memory.
preload_app = True
timeout = 60
graceful_timeout = 20
keepalive = 5
# The most that gunicorn takes: a search in Arabic is six characters a letter in an address.
limit_request_line = 8190
max_requests = int(os.environ.get("WEB_MAX_REQUESTS", "0"))
max_requests_jitter = max_requests // 10
# The workers' heartbeat is a file: on a slow disk it would get them killed.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 -- gunicorn makes its own file there
control_socket_disable = True
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1")
errorlog = "-"
accesslog = "-" if os.environ.get("WEB_ACCESS_LOG") else None
access_log_format = '%({x-request-id}o)s %(h)s "%(r)s" %(s)s %(b)s %(L)ss'


def pre_fork(server: object, worker: object) -> None:
    """Drop what loading the project may have opened: two workers must not share one database connection."""
    for connection in connections.all(initialized_only=True):
        connection.close()
        if close_pool := getattr(connection, "close_pool", None):
            close_pool()
