"""A real shop for a real browser: gunicorn on a database of its own, with some of the demonstration."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.plugin import DjangoDbBlocker

from marketplace.demo.load import online
from marketplace.demo.load.demonstration import load_shop_window
from tests import factories
from tests.conftest import WORKER
from tests.databases import clone, connected_to, database_url, ensure_filled
from tests.journeys.network import connected

# Playwright's loop runs in this thread; the ORM here only makes and reads rows around it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
ROOT = Path(__file__).resolve().parents[2]
# The shell, where it is installed, draws pages without a browser around them: half the work for each test.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser")
CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), "/usr/bin/chromium")
PHONE, WIDE = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
START_SECONDS = 60
# Journeys make the orders that they need; each one of the demonstration takes a sixth of a second.
FEW_PURCHASES = 15
SERIAL = count(1_000_000)
RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))[:16]


@dataclass(frozen=True)
class Shop:
    """A running shop and its database."""

    url: str
    database: str

    def at(self, path: str) -> str:
        return f"{self.url}{path}"


@pytest.fixture(scope="session")
def shop_served(template_database: str, django_db_blocker: DjangoDbBlocker) -> Iterator[Shop]:
    """The shop window of the demonstration without its past, served for the whole session."""
    with django_db_blocker.unblock():
        window = ensure_filled("window", run=RUN, template=template_database, fill=_fill_window)
    with clone(window, f"journey_{WORKER}_{os.getpid()}") as name, _served(name) as url:
        yield Shop(url=url, database=name)


def _fill_window() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(online, "PURCHASES", FEW_PURCHASES)
        patch.setattr(online, "PURCHASES_OF_A_MONTH", FEW_PURCHASES // 5)
        load_shop_window()


@pytest.fixture
def shop(shop_served: Shop, django_db_blocker: DjangoDbBlocker, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    """The shop of the demonstration, to whose database this test is connected."""
    # The demonstration's people have the numbers with which the factories begin.
    monkeypatch.setattr(factories, "_serial", SERIAL)
    with django_db_blocker.unblock(), connected_to(shop_served.database):
        yield shop_served


@pytest.fixture(scope="session")
def market_served(template_database: str) -> Iterator[Shop]:
    """The platform with nothing in it, served for the whole session."""
    with clone(template_database, f"market_{WORKER}_{os.getpid()}") as name, _served(name) as url:
        yield Shop(url=url, database=name)


@pytest.fixture
def market(market_served: Shop, django_db_blocker: DjangoDbBlocker) -> Iterator[Shop]:
    """The empty platform, to whose database this test is connected: it makes the fair that it needs."""
    with django_db_blocker.unblock(), connected_to(market_served.database):
        yield market_served


class _served:
    """gunicorn on a free port for the length of a block."""

    def __init__(self, database: str) -> None:
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        environment = os.environ | {
            "DATABASE_URL": database_url(database),
            "REDIS_URL": settings.REDIS_URL,
            "MARKETPLACE_MODE": "test",
            "DJANGO_SETTINGS_MODULE": "tests.journeys.settings",
            "PORT": str(self.port),
            "BASE_URL": self.url,
        }
        command = [
            sys.executable,
            "-m",
            "gunicorn",
            "marketplace.wsgi",
            "--threads",
            "4",
            "--bind",
            f"127.0.0.1:{self.port}",
        ]
        self.process = subprocess.Popen(command, cwd=ROOT, env=environment)

    def __enter__(self) -> str:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise RuntimeError("gunicorn did not start")
            try:
                urllib.request.urlopen(f"{self.url}/healthz", timeout=5).close()  # noqa: S310 -- our own address
            except (urllib.error.URLError, OSError):
                time.sleep(0.2)
            else:
                return self.url
        raise RuntimeError("gunicorn did not answer")

    def __exit__(self, *_exception: object) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    arguments = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield chromium
        chromium.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A page as wide as a cheap telephone."""
    with _page(browser, PHONE) as page:
        yield page


@pytest.fixture
def wide(browser: Browser) -> Iterator[Page]:
    """A page as wide as a laptop."""
    with _page(browser, WIDE) as page:
        yield page


@contextmanager
def _page(browser: Browser, viewport: dict[str, int]) -> Iterator[Page]:
    """A page of a fresh context, which fails its test on an error in the console."""
    errors: list[str] = []
    with connected(browser, viewport=viewport) as context:
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        yield page
    # A refused form answers 4xx, which Chromium prints as an error of the network.
    assert [error for error in errors if "Failed to load resource" not in error] == []
