"""Every page of the desk, the cooperative's side, the gate and the visitor's, looked at again and again."""

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation

from bench.fairs.people import signed_in
from bench.measure.rounds import percentile
from bench.measure.web import Browser, served
from bench.organiser.world import ANNOUNCED, CHOOSING, LIVE, MANAGER, MEMBER, ORGANISER
from cooperatives.accounts.models import User
from cooperatives.models import Cooperative
from fairs.applications.enums import ApplicationStatus
from fairs.applications.models import Appeal, Application
from fairs.devices import digest_of
from fairs.models import Edition, Participation
from fairs.rounds.models import Tablet

LOOKS = int(os.environ.get("LOOKS", "40"))
COUNTED = 10
TOKEN = "bench-tablet"  # noqa: S105 -- of a tablet that lives as long as the bench
# Files and fragments are no screens, nor what the desk shows once a list was brought in.
NOT_LOOKED_AT = (".pdf", ".xlsx", ".csv", ".jpg", "/state/", "/places/")
# Where there is most to see.
AT = {"committee-appeal": ANNOUNCED, "committee-appeals": ANNOUNCED, "committee": CHOOSING}


@dataclass(frozen=True, slots=True)
class Looked:
    """One page: how many questions it asks, how heavy it is, what it computes, how long it takes."""

    path: str
    questions: int
    kibibytes: float
    cpu_ms: float
    p50_ms: float
    p95_ms: float


@dataclass(frozen=True, slots=True)
class Seen:
    """Addresses, and as whom they are looked at."""

    who: str
    client: Client
    headers: dict[str, str]
    paths: list[str]


def look_at_all(parts: list[str]) -> dict[str, list[Looked]]:
    """Each page that answers 200, over HTTP and one after the other, by who looks."""
    found: dict[str, list[Looked]] = {}
    everybody = [_desk(), _committee(), _cooperative(), _gate(), _visitor()]
    with served():
        for seen in everybody:
            browser = Browser(headers=seen.headers)
            browser.cookies = {name: morsel.value for name, morsel in seen.client.cookies.items()}
            found[seen.who] = [
                _looked(path, seen, browser) for path in seen.paths if not parts or any(part in path for part in parts)
            ]
    return found


def _looked(path: str, seen: Seen, browser: Browser) -> Looked:
    """What it computes is measured in this process, so that it says the same beside other work."""
    given = {f"HTTP_{name.upper()}": value for name, value in seen.headers.items()}
    seen.client.get(path, **given)
    with CaptureQueriesContext(connection) as captured:
        size = len(seen.client.get(path, **given).content)
    # Now: the next request forgets what this one asked.
    questions, computed = len(captured), []
    for _time in range(COUNTED):
        begun = time.thread_time()
        seen.client.get(path, **given)
        computed.append((time.thread_time() - begun) * 1000)
    # The kept connection may have ended meanwhile.
    browser.connection.close()
    took = []
    for look in range(LOOKS + 3):
        begun = time.perf_counter()
        browser.get(path)
        if look >= 3:
            took.append((time.perf_counter() - begun) * 1000)
    found = Looked(path, questions, size / 1024, median(computed), percentile(took, 50), percentile(took, 95))
    print(
        f"  {path}: p95 {found.p95_ms:.0f} ms, {found.cpu_ms:.0f} ms computed, {found.questions} questions", flush=True
    )
    return found


def _client(address: str) -> Client:
    return signed_in(User.objects.get(email=address))


def _desk() -> Seen:
    """Every address of the desk that needs no more than an edition, a stop or a programme, and what is long in it."""
    client = _client(ORGANISER)
    with translation.override("fr"):
        paths = [path for name in sorted(_names(get_resolver())) for path in _paths(name) if _is_screen(path)]
        paths += [f"{path}?{query}" for path, query in _late()]
    return Seen("the organiser's desk", client, {}, [path for path in paths if client.get(path).status_code == 200])


def _is_screen(path: str) -> bool:
    return not any(part in path for part in NOT_LOOKED_AT)


def _late() -> Iterator[tuple[str, str]]:
    """Late pages of long lists, what was searched for, one stall of the plan."""
    applications = reverse("organiser:committee-applications", args=[CHOOSING, 1])
    decisions = reverse("organiser:committee-decisions", args=[CHOOSING, 1])
    yield applications, "page=8"
    yield applications, "q=numero+3&sector=crafts"
    yield reverse("organiser:committee-applications", args=[ANNOUNCED, 1]), "page=2"
    yield decisions, "page=8"
    yield decisions, "show=refused"
    yield reverse("organiser:committee-together", args=[CHOOSING, 1]), "page=8"
    yield reverse("organiser:committee-log", args=[CHOOSING, 1]), "page=6"
    yield reverse("organiser:plan", args=[LIVE]), "stall=S005"
    yield reverse("organiser:badges", args=[LIVE, 1]), "page=7"
    yield reverse("organiser:home"), "page=2"


def _committee() -> Seen:
    """Of a member: their own sheet, and one application in each of its pages."""
    client = _client(MEMBER)
    application = Application.objects.filter(call__stop__edition__code=CHOOSING).order_by("pk")[200]
    one = [CHOOSING, 1, application.public_id]
    names = ["committee-application", "committee-points", "committee-agreed", "committee-decision"]
    with translation.override("fr"):
        paths = [reverse(f"organiser:{name}", args=one) for name in names]
        paths.insert(0, reverse("organiser:committee-scoring", args=[CHOOSING, 1]))
        appeal = Appeal.objects.filter(application__call__stop__edition__code=ANNOUNCED)[0]
        paths.append(reverse("organiser:committee-appeal", args=[ANNOUNCED, 1, appeal.public_id]))
    return Seen("a member of the committee", client, {}, paths)


def _cooperative() -> Seen:
    """Of one that applied to everything."""
    client = _client(MANAGER)
    own = Cooperative.objects.get(memberships__user__email=MANAGER)
    application = Application.objects.get(call__stop__edition__code=LIVE, cooperative=own)
    comer = Participation.objects.get(stop__edition__code=LIVE, cooperative=own)
    assert application.status == ApplicationStatus.CONFIRMED
    with translation.override("fr"):
        paths = [
            reverse("workspace:fairs"),
            reverse("workspace:applications"),
            reverse("workspace:applications") + "?page=3",
            reverse("workspace:application", args=[application.public_id]),
            reverse("workspace:fair-stall", args=[comer.public_id]),
            reverse("workspace:fair-goods", args=[own.public_id, LIVE]),
            reverse("workspace:fair", args=[own.public_id, LIVE]),
        ]
    return Seen("a cooperative", client, {}, paths)


def _gate() -> Seen:
    """The book that a telephone takes along."""
    tablet = {"edition": Edition.objects.get(code=LIVE), "user": User.objects.get(email=ORGANISER)}
    Tablet.objects.get_or_create(token_digest=digest_of(TOKEN), defaults=tablet)
    return Seen("the gate", Client(), {"Authorization": f"Bearer {TOKEN}"}, ["/api/gate/v1/book"])


def _visitor() -> Seen:
    with translation.override("fr"):
        edition, finder = reverse("fairs:edition", args=[LIVE]), reverse("fairs:finder", args=[LIVE])
        paths = [reverse("fairs:calendar"), edition, f"{edition}?page=4", finder, f"{finder}?q=numero+17"]
        paths.append(reverse("fairs:edition", args=["platform-0"]))
    return Seen("a visitor", Client(), {}, paths)


def _paths(name: str) -> Iterator[str]:
    """The screen of that name: of the edition where there is most to see, of its stop, or of a programme."""
    short = name.removeprefix("organiser:")
    code = AT.get(short, CHOOSING if short.startswith("committee-") else LIVE)
    number = {"number": 1}
    for given in ({}, {"code": code}, {"code": code} | number, {"code": "regional_fairs"}):
        try:
            yield reverse(name, kwargs=given)
        except NoReverseMatch:
            continue


def _names(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _names(entry, f"{namespace}{entry.namespace}:" if entry.namespace else namespace)
        elif isinstance(entry, URLPattern) and entry.name and namespace == "organiser:":
            yield f"{namespace}{entry.name}"
