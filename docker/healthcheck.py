"""Says by its exit code whether this container does its work: `healthcheck.py web|worker|beat`."""

import os
import socket
import sys
import time
import urllib.request
from pathlib import Path

SCHEDULE = Path("/tmp/celerybeat-schedule")  # noqa: S108 -- the container's own, a tmpfs
BEAT_WRITES_WITHIN = 600


def web() -> bool:
    """Ask the site itself, under the name and the scheme that it expects from nginx."""
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip()
    headers = {"Host": host, "X-Forwarded-Proto": "https"}
    request = urllib.request.Request(f"http://127.0.0.1:{os.environ.get('PORT', '8000')}/readyz", headers=headers)
    with urllib.request.urlopen(request, timeout=8) as answer:  # noqa: S310 -- our own address
        return bool(answer.status == 200)


def worker() -> bool:
    """Ask the worker of this container over the broker, without loading the project."""
    from celery import Celery  # noqa: PLC0415 -- the other two do without it

    app = Celery(broker=f"{os.environ['REDIS_URL']}/0")
    return bool(app.control.ping(destination=[f"celery@{socket.gethostname()}"], timeout=5))


def beat() -> bool:
    """See whether beat still writes down when it last woke somebody."""
    written = [path.stat().st_mtime for path in SCHEDULE.parent.glob(f"{SCHEDULE.name}*")]
    return bool(written) and time.time() - max(written) < BEAT_WRITES_WITHIN


if __name__ == "__main__":
    sys.exit(0 if {"web": web, "worker": worker, "beat": beat}[sys.argv[1]]() else 1)
