"""gunicorn as the demonstration runs it, and a shopper's browser without the pictures."""

import http.client
import json
import os
import re
import signal
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings

from marketplace.runtime.layout import PROJECT
from marketplace.runtime.processes import start, stop, wait_until

PORT = int(os.environ["PORT"])
CSRF = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Browser:
    """One kept connection with its cookies; an answer other than the one expected ends the run."""

    def __init__(self, address: str = "10.0.0.1", headers: Mapping[str, str] | None = None) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
        self.headers = {"X-Forwarded-For": address, **(headers or {})}
        self.cookies: dict[str, str] = {}
        self.token = self.location = ""

    def get(self, path: str) -> str:
        return self._ask("GET", path, None, "", expected=200)

    def post(self, path: str, fields: Mapping[str, object], *, expected: int) -> str:
        body = urlencode({**fields, "csrfmiddlewaretoken": self.token}).encode()
        return self._ask("POST", path, body, "application/x-www-form-urlencoded", expected=expected)

    def post_json(self, path: str, body: bytes) -> dict:
        return json.loads(self._ask("POST", path, body, "application/json", expected=200))

    def _ask(self, method: str, path: str, body: bytes | None, kind: str, *, expected: int) -> str:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        extra = {**({"Cookie": cookies} if cookies else {}), **({"Content-Type": kind} if kind else {})}
        self.connection.request(method, path, body, self.headers | extra)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        if answer.status != expected:
            raise RuntimeError(f"{method} {path}: {answer.status} instead of {expected}\n{text[:2000]}")
        for line in answer.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        self.location = answer.headers.get("Location", "")
        if found := CSRF.search(text):
            self.token = found.group(1)
        return text


@contextmanager
def served() -> Iterator[None]:
    """The shop on its port for the length of a block."""
    log = Path(settings.STATIC_ROOT).parent / "logs" / "bench-web.log"
    command = [sys.executable, "-m", "gunicorn", "-c", PROJECT / "marketplace/runtime/gunicorn.py"]
    child = start(command, log=log, env=os.environ | {"WEB_WORKERS": "2", "WEB_THREADS": "4"}, cwd=PROJECT)
    try:
        wait_until(_answers, child=child, name="gunicorn", log=log, seconds=90)
        yield
    finally:
        stop(child, asking=signal.SIGTERM, seconds=25)


def _answers() -> bool:
    try:
        return bool(Browser().get("/readyz"))
    except OSError:
        time.sleep(0.2)
        return False
