"""The house rules of the suite: a cloned template database, loopback only, a clean cache."""

import gc
import os
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import TypeVar

import pytest
from django.core.cache import caches
from django.db import transaction
from django.http import HttpResponse
from django.template import engines
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker
from stripe import HTTPClient
from wagtail.contrib.redirects import middleware as redirecting

from marketplace import errors
from tests.databases import clone, connected_to, database_url, ensure_template

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
# What waits for servers and browsers more than it computes. Each worker begins with one of these, so that it waits
# while another computes, and nobody waits for a long one at the end; further workers begin with the quick ones.
BEGINNINGS = (("tests/journeys",), ("tests/runtime", "tests/concurrency", "tests/soak"))
# Of new objects; with Python's own, of 2,000, the collector takes a tenth of the suite's time.
COLLECT_AFTER = 50_000
CACHES = count()
Made = TypeVar("Made")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Each worker is given an equal part of the list, in its order, and later takes from the ends of others'."""
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    parts: list[list[pytest.Item]] = [[] for _ in range(workers)]
    quick: list[pytest.Item] = []
    for item in items:
        begins = (number for number, folders in enumerate(BEGINNINGS) if item.nodeid.startswith(folders))
        number = next(begins, None)
        (quick if number is None else parts[number % workers]).append(item)
    for number, part in enumerate(parts, 1):
        room = len(items) * number // workers - sum(map(len, parts[:number]))
        part += quick[: max(room, 0)]
        del quick[: max(room, 0)]
    items[:] = [item for part in [*parts, quick] for item in part]


def pytest_collection_finish() -> None:
    """What is imported by now stays to the end: the garbage collector need not walk it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER, 20, 20)


@dataclass(frozen=True)
class CommittedDatabase:
    """A database of the test's own, whose rows other threads and processes can see."""

    name: str
    url: str


@pytest.fixture(scope="session")
def template_database(django_db_blocker: DjangoDbBlocker) -> str:
    with django_db_blocker.unblock():
        return ensure_template()


@pytest.fixture(scope="session")
def django_db_setup(template_database: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """One clone for each test process; each test runs in a transaction that is rolled back."""
    with (
        django_db_blocker.unblock(),
        clone(template_database, f"test_{WORKER}_{os.getpid()}") as name,
        connected_to(name),
        # Shut again while tests run that did not ask for the database.
        django_db_blocker.block(),
    ):
        yield


@pytest.fixture
def committed_db(template_database: str, django_db_blocker: DjangoDbBlocker) -> Iterator[CommittedDatabase]:
    """A fresh clone for one test that commits: races, workers, live servers.

    Append-only tables refuse the TRUNCATE by which Django would clean up.
    """
    with (
        django_db_blocker.unblock(),
        clone(template_database, f"committed_{WORKER}_{os.getpid()}") as name,
        connected_to(name),
    ):
        yield CommittedDatabase(name=name, url=database_url(name))


@pytest.fixture(scope="module")
def once_for_all(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Callable[[Callable[[], Made]], Made]]:
    """Make rows once, for all tests of a file: each undoes only what it does itself.

    They are there for every test that runs after the first that asked, so all of a file's tests ask, or do not mind.
    """

    def make(made_by: Callable[[], Made]) -> Made:
        with django_db_blocker.unblock(), translation.override("ar"):
            return made_by()

    with django_db_blocker.unblock():
        around = transaction.atomic()
        around.__enter__()
    try:
        yield make
    finally:
        with django_db_blocker.unblock():
            transaction.set_rollback(True)
            around.__exit__(None, None, None)


@pytest.fixture(autouse=True)
def _own_cache() -> None:
    """Each test has keys of its own in the one cache server, so that it finds nothing; they end by themselves."""
    caches["default"].key_prefix = f"test-{os.getpid()}-{next(CACHES)}"


@pytest.fixture(scope="session", autouse=True)
def _asks_the_processor_again_at_once() -> Iterator[None]:
    """Its library waits half a second and more before it asks again; how often it does is left as it is."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(HTTPClient, "INITIAL_DELAY", 0.01)
        patched.setattr(HTTPClient, "MAX_DELAY", 0.02)
        yield


@pytest.fixture(autouse=True)
def _arabic_first() -> Iterator[None]:
    """No test inherits the language that the one before it activated."""
    with translation.override("ar"):
        yield


@pytest.fixture(autouse=True)
def _names_nobody_gave(request: pytest.FixtureRequest) -> Iterator[None]:
    """Others' templates print what nobody gave them, as nothing, like in production.

    pytest-django would look through the whole stack for each of them: four fifths of a page's time.
    """
    if request.node.get_closest_marker("ignore_template_errors") is None:
        yield
        return
    engine = engines["django"].engine
    strict, engine.string_if_invalid = engine.string_if_invalid, ""
    try:
        yield
    finally:
        engine.string_if_invalid = strict


@pytest.fixture
def plain_refusals(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refusals without the frame of the shop, for walks that meet hundreds: test_errors.py looks at whole ones.

    Nobody has written anywhere that these addresses lead elsewhere, which is asked twice for each that is not there.
    """
    monkeypatch.setattr(redirecting, "get_redirect", lambda _request, _path: None)
    monkeypatch.setattr(errors, "render", lambda _request, name, status: HttpResponse(name, status=status))


@pytest.fixture(autouse=True, scope="session")
def _only_loopback() -> Iterator[None]:
    """A test that reaches for the network fails; unix sockets and 127.0.0.1 are the machine itself."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            host = address[0] if isinstance(address, tuple) else address
            if host not in ("127.0.0.1", "::1", "localhost"):
                raise AssertionError(f"a test reached for {address}")
        return connect(self, address)

    socket.socket.connect = guarded
    yield
    socket.socket.connect = connect
