"""The shop behind the telephone: the real server on a database of its own, killed and started again at will."""

import contextlib
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import psutil
from django.conf import settings

from marketplace.runtime.layout import PROJECT
from marketplace.runtime.processes import free_port, start
from tests.databases import database_url

SECONDS_TO_START = 120


class Server:
    """gunicorn as it runs in production: a master that has loaded everything, and two workers."""

    def __init__(self, *, database: str, folder: Path, site: str) -> None:
        self.port, self.log = free_port(), folder / "web.log"
        self.env = os.environ | {
            "DATABASE_URL": database_url(database),
            "REDIS_URL": settings.REDIS_URL,
            "DATA_DIR": str(folder),
            "MARKETPLACE_MODE": "demo",
            "DJANGO_SETTINGS_MODULE": "tests.soak.tills.settings",
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
            "BASE_URL": site,
            # Each telephone has a line of its own, as it would through a proxy.
            "TRUSTED_PROXIES": "1",
            "LOG_LEVEL": "WARNING",
        }
        self.child: subprocess.Popen[bytes] | None = None

    def begin(self) -> None:
        """Start the master; it answers a few seconds later."""
        command = [sys.executable, "-m", "gunicorn", "-c", PROJECT / "marketplace/runtime/gunicorn.py"]
        self.child = start(command, log=self.log, env=self.env, cwd=PROJECT)

    def wait(self) -> None:
        """Until it answers."""
        until = time.monotonic() + SECONDS_TO_START
        while not self.answers():
            if self.child is None or self.child.poll() is not None or time.monotonic() > until:
                raise RuntimeError(self.log.read_text(errors="replace")[-3000:])
            time.sleep(0.1)

    def answers(self) -> bool:
        with contextlib.suppress(urllib.error.URLError, OSError):
            url = f"http://127.0.0.1:{self.port}/healthz"
            with urllib.request.urlopen(url, timeout=5) as said:
                return bool(said.status == 200)
        return False

    def kill_workers(self) -> int:
        """Kill -9 whoever is at work; the master makes new ones at once."""
        assert self.child is not None
        killed = 0
        for worker in psutil.Process(self.child.pid).children():
            with contextlib.suppress(psutil.NoSuchProcess):
                worker.kill()
                killed += 1
        return killed

    def kill(self) -> None:
        """Kill -9 all of it."""
        if self.child is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.child.pid, signal.SIGKILL)
            self.child.wait()

    def end(self) -> None:
        """Stop it as an operator does."""
        if self.child is not None and self.child.poll() is None:
            self.child.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.child.wait(15)
        self.kill()
