"""The badges of a whole edition as one file, by a worker of Celery, as the desk orders and watches them."""

import os
import re
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from bench.fairs.people import signed_in
from bench.measure.web import Browser, served
from bench.organiser.world import LIVE, ORGANISER
from cooperatives.accounts.models import User
from cooperatives.clock import now
from cooperatives.jobs.models import Heartbeat
from fairs.attendance.models import Badge
from marketplace.runtime.layout import PROJECT
from marketplace.runtime.processes import start, stop, wait_until

PATIENCE = 300
STATE = re.compile(r'hx-get="([^"]+)"')
VALUE = re.compile(r'<progress[^>]*value="(\d+)"')


@dataclass(frozen=True, slots=True)
class Printed:
    """One file: of how many badges, in how many seconds, what the worker computed, and what the page told meanwhile."""

    badges: int
    seconds: float
    computed: float
    mebibytes: float
    told: tuple[int, ...]


def badges_printed() -> Printed:
    """Ordered at the desk over HTTP, asked for twice a second until the file is there."""
    client = signed_in(User.objects.get(email=ORGANISER))
    browser = Browser()
    browser.cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    with translation.override("fr"):
        path = reverse("organiser:paper", args=[LIVE, 1, "badges"])
    badges = Badge.objects.filter(participation__stop__edition__code=LIVE, ended_at__isnull=True)
    # Another paper than that of an earlier run, whose file may lie there still.
    badges.filter(pk=badges.order_by("pk")[0].pk).update(name=f"{now():%H:%M:%S}")
    with served(), _working() as worker:
        before, begun = _computed(worker), time.perf_counter()
        page, told = browser.get(path), []
        while time.perf_counter() - begun < PATIENCE and (state := STATE.search(page)):
            time.sleep(0.5)
            page = browser.get(state.group(1).replace("&amp;", "&"))
            told += [int(value) for value in VALUE.findall(page)]
        seconds = time.perf_counter() - begun
        computed = _computed(worker) - before
        browser.connection.request("GET", path, headers={"Cookie": _cookies(browser)} | browser.headers)
        file = browser.connection.getresponse().read()
    if not file.startswith(b"%PDF"):
        raise RuntimeError(f"no file after {seconds:.0f} s")
    return Printed(badges.count(), seconds, computed, len(file) / 2**20, tuple(sorted(set(told))))


def _cookies(browser: Browser) -> str:
    return "; ".join(f"{name}={value}" for name, value in browser.cookies.items())


def _computed(worker: psutil.Process) -> float:
    """Seconds of a core, with the typesetter that it calls."""
    times = worker.cpu_times()
    return times.user + times.system + times.children_user + times.children_system


@contextmanager
def _working() -> Iterator[psutil.Process]:
    """The worker as the demonstration runs it."""
    log = Path(settings.STATIC_ROOT).parent / "logs" / "bench-worker.log"
    command = [
        sys.executable,
        "-m",
        "celery",
        "-A",
        "marketplace.celery",
        "worker",
        "--pool=threads",
        "--concurrency=2",
    ]
    begun = now()
    beat = [*command, "--beat", "--loglevel=WARNING", "--without-gossip", "--without-mingle"]
    child = start(beat, log=log, env=dict(os.environ), cwd=PROJECT)
    try:
        alive = Heartbeat.objects.filter(at__gte=begun)
        wait_until(alive.exists, child=child, name="celery", log=log, seconds=90)
        yield psutil.Process(child.pid)
    finally:
        stop(child, asking=signal.SIGTERM, seconds=25)
