"""Every page of the workspace with an address of its own, looked at again and again by the cooperative's manager."""

import time
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation

from bench.measure.rounds import percentile
from bench.measure.web import Browser, served
from bench.workspace.data import measured_cooperative
from cooperatives.models import Membership
from marketplace.workspace.figures.periods import CHOICES
from marketplace.workspace.frame import PILES
from marketplace.workspace.money_lines import OPENED

LOOKS = 40


@dataclass(frozen=True, slots=True)
class Looked:
    """One page: how many questions it asks, how heavy it is, how long it takes."""

    path: str
    questions: int
    kibibytes: float
    p50_ms: float
    p95_ms: float


def look_at_all() -> list[Looked]:
    """Each page that answers 200, over HTTP and one after the other, once it was looked at three times."""
    manager = Membership.objects.current().filter(cooperative=measured_cooperative(), role="manager").first()
    assert manager
    client = Client()
    client.force_login(manager.user)
    paths = [path for path in _paths() if client.get(path).status_code == 200]
    browser = Browser()
    browser.cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    with served():
        return [_looked(path, client, browser) for path in paths]


def _looked(path: str, client: Client, browser: Browser) -> Looked:
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        size = len(client.get(path).content)
    took = []
    for look in range(LOOKS + 3):
        begun = time.perf_counter()
        browser.get(path)
        if look >= 3:
            took.append((time.perf_counter() - begun) * 1000)
    found = Looked(path, len(captured), size / 1024, percentile(took, 50), percentile(took, 95))
    print(f"  {path}: p95 {found.p95_ms:.0f} ms, {found.questions} questions", flush=True)
    return found


def _paths() -> list[str]:
    """The workspace's addresses that need no id, piles, opened figures, periods, and a late page of the long lists."""
    with translation.override("fr"):
        names = sorted(_names(get_resolver()))
        home, products = reverse("workspace:home"), reverse("workspace:products")
        opened = [reverse("workspace:money-lines", args=[figure]) for figure in OPENED]
        figures = reverse("workspace:figures")
        plain = [path for path in map(_path, names) if path]
    piles = [f"{home}?pile={pile.name}" for pile in PILES]
    periods = [f"{figures}?period={name}" for name in CHOICES]
    late = [f"{home}?pile=past&page=500", f"{products}?page=100"]
    return [*plain, *piles, *opened, *periods, *late]


def _path(name: str) -> str | None:
    try:
        return reverse(name)
    except NoReverseMatch:
        return None


def _names(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _names(entry, f"{namespace}{entry.namespace}:" if entry.namespace else namespace)
        elif isinstance(entry, URLPattern) and entry.name and namespace == "workspace:":
            yield f"{namespace}{entry.name}"
