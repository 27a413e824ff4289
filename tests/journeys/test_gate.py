"""A day at the gate in real Chromium: badges scanned by the camera without network, each arrival once at the desk."""

import gzip
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
import segno
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, Response, expect

from fairs.attendance.badges import code_of, end_badge, make_badges
from fairs.attendance.models import Arrival, Badge
from fairs.attendance.services import take_arrival_back
from tests.fairs.round_market import Market, make_market
from tests.journeys.conftest import CHROMIUM, PHONE, WIDE, Shop
from tests.journeys.network import connected, go_offline, go_online
from tests.journeys.visits import SCREENSHOTS, View, barriers, visiting

pytestmark = pytest.mark.browser
READY = "#app[data-ready]"
LARGEST = 120 * 1024
ANSWER = ".gate-answer"


@pytest.fixture
def fair(shop: Shop) -> Market:
    """Four who come, each with a badge."""
    fair = make_market(stalls=4)
    make_badges(stop=fair.participations[0].stop, by=fair.organiser)
    return fair


def badge_of(fair: Market, number: int) -> Badge:
    return Badge.objects.get(participation=fair.participations[number], ended_at=None)


@pytest.fixture
def gate(browser: Browser, shop: Shop, fair: Market, tmp_path: Path) -> Iterator[Page]:
    """A telephone that was joined, whose camera sees the first badge."""
    seen = tmp_path / "badge.mjpeg"
    seen.write_bytes(_held_before_the_camera(code_of(badge_of(fair, 0))))
    camera = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
    arguments = ["--no-sandbox", "--disable-gpu", *camera, f"--use-file-for-fake-video-capture={seen}"]
    chromium = browser.browser_type.launch(executable_path=CHROMIUM, args=arguments)
    errors: list[str] = []
    with connected(chromium, viewport=PHONE, permissions=["camera"]) as context:
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{shop.at('/gate/')}#enrol={fair.invite()[1]}")
        page.locator("#gate-camera").wait_for()
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        yield page
    chromium.close()
    assert errors == []


def _held_before_the_camera(text: str) -> bytes:
    """A film of one picture."""
    drawn = BytesIO()
    segno.make(text, error="m").save(drawn, kind="png", scale=8, border=4)
    code = Image.open(drawn).convert("RGB")
    picture = Image.new("RGB", (640, 480), "#b9a27c")
    picture.paste(code, ((640 - code.width) // 2, (480 - code.height) // 2))
    frame = BytesIO()
    picture.save(frame, "JPEG", quality=90)
    return frame.getvalue() * 3


def shoot(page: Page, name: str) -> None:
    if SCREENSHOTS:
        page.screenshot(path=Path(SCREENSHOTS) / f"gate-{name}.png", full_page=True)


def typed(page: Page, number: str, kind: str) -> None:
    page.locator("#gate-number").fill(number)
    page.locator("#gate-number").press("Enter")
    expect(page.locator(f"{ANSWER}[data-kind={kind}]")).to_be_visible()


def test_a_day_at_the_gate_without_network(gate: Page, shop: Shop, fair: Market, wide: Page) -> None:
    context: BrowserContext = gate.context
    lost = badge_of(fair, 2)
    end_badge(badge=lost, by=fair.organiser)
    gate.evaluate("gate.refreshBook(true)")
    go_offline(context)
    gate.reload()
    gate.wait_for_selector(READY)
    found: dict[str, list[str]] = {}

    def look(name: str) -> None:
        shoot(gate, name)
        if problems := barriers(gate):
            found[name] = problems

    # The camera sees the first badge: it is welcomed with its stall, at once.
    gate.locator("#gate-camera").click()
    expect(gate.locator(f"{ANSWER}[data-kind=welcome]")).to_contain_text("A001", timeout=15_000)
    look("welcome")
    gate.locator("#gate-camera").click()
    typed(gate, badge_of(fair, 0).public_id, "came")
    look("came")
    typed(gate, code_of(badge_of(fair, 1)), "welcome")
    # Held up by mistake: taken back before anything was sent, and welcomed when it comes.
    gate.locator("#gate-undo").click()
    expect(gate.locator(f"{ANSWER}[data-kind=undone]")).to_be_visible()
    expect(gate.locator("#gate-counted")).to_contain_text("1")
    look("taken back")
    typed(gate, badge_of(fair, 1).public_id, "welcome")
    typed(gate, lost.public_id, "ended")
    typed(gate, "BADGE:abcdefghjkmn", "other_edition")
    look("other edition")
    typed(gate, "https://example.org/", "no_badge")
    expect(gate.locator("#gate-counted")).to_contain_text("2")

    # Who lost the badge is found by the stall.
    gate.locator(".round-nav a").nth(1).click()
    gate.locator("#gate-search").fill("a003")
    gate.locator(".gate-row button").click()
    expect(gate.locator(".gate-row .badge-green")).to_be_visible()
    gate.locator(".gate-row button").click()
    expect(gate.locator(".gate-row .badge-green")).to_have_count(0)
    gate.locator(".gate-row button").click()
    expect(gate.locator(".gate-row .badge-green")).to_be_visible()
    look("list")
    gate.locator(".round-nav a").nth(2).click()
    expect(gate.locator(".notice-warning").first).to_be_visible()
    look("waiting")
    assert not Arrival.objects.filter(day__stop__edition=fair.edition).exists()

    # The network is back: everything arrives, once.
    go_online(context)
    expect(gate.locator(".notice-success")).to_be_visible(timeout=15_000)
    gate.reload()
    gate.wait_for_selector(READY)
    of_edition = Arrival.objects.filter(day__stop__edition=fair.edition)
    rows = of_edition.standing().order_by("participation")
    assert list(rows.values_list("participation", "way")) == [
        (fair.participations[0].pk, "scan"),
        (fair.participations[1].pk, "code"),
        (fair.participations[2].pk, "hand"),
    ]
    assert of_edition.filter(withdrawn_by__isnull=False).count() == 2

    # The desk takes one back: the telephone hears of it and welcomes the badge anew.
    take_arrival_back(arrival=rows[0], by=fair.organiser)
    gate.evaluate("gate.refreshBook(true)")
    gate.locator(".round-nav a").nth(0).click()
    expect(gate.locator("#gate-counted")).to_contain_text("2")
    typed(gate, badge_of(fair, 0).public_id, "welcome")
    expect(gate.locator(".round-state.is-waiting")).to_have_count(0)
    assert found == {}

    with visiting(wide, shop, View("fr", WIDE)) as visit:
        visit.sign_in(fair.organiser)
        visit.see(f"organiser/editions/{fair.edition.code}/day/?show=here", shows="main .badge-green")
        assert wide.locator("main li .badge-green").count() == 3


def test_screens_of_the_day_have_no_barrier(shop: Shop, phone: Page, fair: Market) -> None:
    for view in (View("ar", PHONE), View("fr", WIDE)):
        with visiting(phone, shop, view) as visit:
            visit.sign_in(fair.organiser)
            day = f"organiser/editions/{fair.edition.code}/day/"
            visit.see(day, shows="#badge")
            for name in ("incidents", "visitors", "workshops", "institutions"):
                visit.see(f"{day}{name}/", shows="#new")
            visit.go(f"{day}incidents/")
            visit.press("#new button[type=submit]", answers=422)
            visit.look("incident refused", shows="[aria-invalid=true]")
            phone.locator("#new textarea").fill("Les câbles traversent l’allée, quelqu’un est tombé.")
            visit.press("#new button[type=submit]")
            visit.look("incident", shows="main .badge-danger")


def test_first_load_of_the_gate_is_light(browser: Browser, shop: Shop) -> None:
    context = browser.new_context(viewport=PHONE, service_workers="block")
    page = context.new_page()
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(shop.at("/gate/"))
    page.wait_for_selector(READY)
    bodies = [(answer.url, answer.body()) for answer in answers]
    context.close()

    sizes = {url: len(body) if url.endswith((".woff2", ".png")) else len(gzip.compress(body)) for url, body in bodies}
    assert len(sizes) > 10
    assert sum(sizes.values()) <= LARGEST, sizes
