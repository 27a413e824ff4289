"""What is asked of a screen: axe, widths, what is touched, the focus, the tabulator, and how much it weighs."""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.utils import translation
from playwright.sync_api import Browser, CDPSession, Error, Page

from marketplace.workspace.worker import file_names, kind_pictures
from tests.journeys.conftest import Shop
from tests.journeys.screens.table import MANY, Screen
from tests.journeys.screens.world import World
from tests.journeys.visits import SCREENSHOTS, View, Visit, barriers, over_the_edge

MEASURE = (Path(__file__).parent / "looks.js").read_text(encoding="utf-8")
FIRST_LOAD, NEXT_PAGE = 120 * 1024, 30 * 1024
PHONE, NARROW, WIDE = (360, 740, 1), (320, 640, 1), (1280, 900, 1)
# A window of 1280 by 900 in which everything is twice as large.
ZOOMED = (640, 450, 2)
# For whoever wants to look themselves: which widths of a language.
PICTURED = {"ar": (PHONE,), "fr": (WIDE,), "en": (NARROW, ZOOMED)}
MOST_STOPS = 400
LANGUAGES = ("ar", "fr", "en")
# One of them is enough for what a wide window does to a screen.
AT_A_DESK = "fr"
FIRST = Screen("home", MANY, "many", "main h1")
# What nginx does to pages, and `collectstatic` to files.
PAGE_LEVEL, FILE_LEVEL = 5, 9
RESOURCES = """() => performance.getEntriesByType("resource")
    .map((each) => [each.name, each.encodedBodySize])"""
UNFOLD = "() => { for (const each of document.querySelectorAll('main details')) each.open = true; }"
# Whoever presses the tabulator: where it stands, and whether something lies over it.
MARK = """() => {
    const all = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")];
    // What lies behind a question waits for the answer.
    const within = document.querySelector("dialog[open]") ?? document.body;
    const isSeen = (each) => each.checkVisibility({ visibilityProperty: true });
    const stops = all.filter((each) => within.contains(each) && !each.disabled && isSeen(each));
    // A group of radio buttons is one stop: the arrows lead through it.
    const groups = new Map();
    stops.forEach((each, place) => {
        const group = each.type === "radio" ? `${each.form?.action} ${each.name}` : place;
        if (!groups.has(group)) groups.set(group, String(place));
        each.dataset.stop = groups.get(group);
    });
    // From the beginning: the tabulator goes on from where the focus was last, even when nothing has it.
    const start = Object.assign(document.createElement("span"), { tabIndex: -1 });
    within.prepend(start);
    start.focus();
    start.remove();
    return stops.length;
}"""
STOP = """() => {
    const here = document.activeElement;
    if (!here || here === document.body) return null;
    const box = here.getBoundingClientRect();
    const x = Math.min(Math.max(box.x + box.width / 2, 1), innerWidth - 1);
    const y = Math.min(Math.max(box.y + box.height / 2, 1), innerHeight - 1);
    const above = document.elementFromPoint(x, y);
    const bar = above?.closest(".app-nav, .bottom-bar, .acting");
    return [here.dataset.stop ?? "", bar && !bar.contains(here) ? here.outerHTML.slice(0, 120) : ""];
}"""
LEFT = "(reached) => [...document.querySelectorAll('[data-stop]')]" + (
    ".filter((each) => !reached.includes(each.dataset.stop)).map((each) => each.outerHTML.slice(0, 140))"
)


@dataclass
class Look:
    """One screen in one language: what is wrong with it, and how heavy it is."""

    screen: str
    state: str
    language: str
    problems: list[str] = field(default_factory=list)
    first_load: int = 0
    next_page: int = 0


class Looker:
    """Somebody who opens one screen after the other, in a browser without a service worker."""

    def __init__(self, page: Page, shop: Shop, world: World, language: str) -> None:
        self.page, self.shop, self.world, self.language = page, shop, world, language
        self.is_who, self.body = "", b""
        self.device: CDPSession = page.context.new_cdp_session(page)
        self.known: set[str] = set()

    def begin(self) -> None:
        """Open what everybody opens first: its files are on the telephone from then on, and what the worker keeps."""
        self.open(FIRST)
        here = {name for name in self.parts() if is_file(name)}
        self.known = here | {self.shop.at(static(name)) for name in kept(self.language)}

    def open(self, screen: Screen) -> None:
        """Be who looks, and bring the screen into its state."""
        visit = Visit(self.page, self.shop, View(self.language, {"width": PHONE[0], "height": PHONE[1]}))
        if screen.who != self.is_who:
            self.page.context.clear_cookies()
            if screen.who:
                visit.sign_in(self.world.people[screen.who])
            self.is_who = screen.who
        self.be(*PHONE)
        with translation.override(self.language):
            path = screen.path(self.world)
        answer = self.page.goto(self.shop.at(path))
        assert answer is not None
        assert answer.status == screen.answers, f"{screen}: {answer.status} at {path}"
        self.body = answer.body()
        if screen.do:
            screen.do(visit)
        self.page.locator(screen.shows).first.wait_for(timeout=5000)

    def be(self, width: int, height: int, scale: int) -> None:
        """A window of so many pixels, each drawn so large."""
        about = {"width": width, "height": height, "deviceScaleFactor": scale, "mobile": False}
        self.device.send("Emulation.setDeviceMetricsOverride", about)

    def look(self, screen: Screen) -> Look:
        """The cheap look: everything at 360 px, and the edges at 320 px and twice as large."""
        if not self.known:
            self.begin()
        try:
            self.open(screen)
        except (Error, AssertionError) as failure:
            # One that is not there is no reason to leave the others unlooked at.
            return Look(screen.name, screen.state, self.language, [f"not as it should be: {str(failure)[:200]}"])
        first, following = self.weight()
        look = self.look_here(screen)
        look.first_load, look.next_page = first if screen.may_come_first else 0, following
        if look.first_load > FIRST_LOAD:
            look.problems.append(f"first load of {first} bytes")
        if following > NEXT_PAGE:
            look.problems.append(f"next page of {following} bytes")
        return look

    def look_here(self, screen: Screen) -> Look:
        """At the page that is open, however it came about."""
        # What a finger points at fades from one colour into another.
        self.page.mouse.move(0, 0)
        look = Look(screen.name, screen.state, self.language, barriers(self.page) + self.measured(screen))
        for view in (NARROW, ZOOMED):
            look.problems += self.edges(*view)
        self.be(*PHONE)
        return look

    def look_through(self, screen: Screen) -> Look:
        """The whole look: unfolded too, at every width, with the tabulator from stop to stop."""
        look = self.look(screen)
        if not look.next_page:
            return look
        look.problems += self.tabbed()
        self.page.evaluate(UNFOLD)
        look.problems += [f"unfolded: {each}" for each in self.measured(screen)]
        for view in (NARROW, ZOOMED, WIDE):
            look.problems += [f"unfolded: {each}" for each in self.edges(*view)]
        if SCREENSHOTS:
            self.shoot_all(screen)
        if self.language == AT_A_DESK:
            self.be(*WIDE)
            look.problems += [f"at {WIDE[0]} px: {each}" for each in barriers(self.page) + self.measured(screen)]
        look.problems = list(dict.fromkeys(look.problems))
        return look

    def measured(self, screen: Screen) -> list[str]:
        found: list[str] = self.page.evaluate(MEASURE)
        return [each for each in found if each not in screen.but]

    def edges(self, width: int, height: int, scale: int) -> list[str]:
        self.be(width, height, scale)
        times = f", {scale} times as large" if scale > 1 else ""
        return [f"at {width} px{times}: {each}" for each in over_the_edge(self.page)]

    def tabbed(self) -> list[str]:
        """Press the tabulator from the beginning to the end: every stop is reached, and nothing lies over it."""
        stops, reached, wrong = self.page.evaluate(MARK), [], []
        for _ in range(min(stops * 4 + 10, MOST_STOPS)):
            self.page.keyboard.press("Tab")
            stop = self.page.evaluate(STOP)
            # A day has three stops of its own: the day, the month and the year.
            if stop is None or (stop[0] and stop[0] in reached[:-1] and stop[0] != reached[-1]):
                break
            reached.append(stop[0])
            if stop[1]:
                wrong.append(f"below a bar: {stop[1]}")
        left: list[str] = self.page.evaluate(LEFT, reached)
        return wrong + [f"not reached by the tabulator: {each}" for each in left]

    def weight(self) -> tuple[int, int]:
        """What came over the network: with an empty browser, and for who comes from the workspace's first page."""
        page = len(gzip.compress(self.body, PAGE_LEVEL))
        parts = self.parts()
        new = sum(weight for name, weight in parts.items() if name not in self.known)
        return page + sum(parts.values()), page + new

    def parts(self) -> dict[str, int]:
        """What the page that is open is made of, by address, and how heavy each part is."""
        self.page.evaluate("() => document.fonts.ready.then(() => null)")
        return {name: weigh(name, size) for name, size in self.page.evaluate(RESOURCES)}

    def shoot_all(self, screen: Screen) -> None:
        """Keep pictures of it, where somebody wants to look themselves."""
        place = urlsplit(self.page.url).path.strip("/").replace("/", "-")
        for width, height, _scale in PICTURED[self.language]:
            # By the viewport: a picture of the whole page forgets what the device was told.
            self.page.set_viewport_size({"width": width, "height": height})
            file = f"{screen.name}-{screen.state}-{place[-40:]}-{width}.png".replace(" ", "-")
            self.page.screenshot(path=Path(str(SCREENSHOTS)) / file, full_page=True)


def kept(language: str) -> list[str]:
    """What the service worker fetches behind the first page, so that no later one does."""
    return [*file_names(language), *kind_pictures()]


def is_file(address: str) -> bool:
    return urlsplit(address).path.startswith("/static/")


def weigh(address: str, size: int) -> int:
    """A file as it is kept compressed; what a browser got otherwise is as large as it was."""
    return _compressed(urlsplit(address).path.removeprefix("/static/")) if is_file(address) else size


@cache
def _compressed(name: str) -> int:
    content = Path(str(finders.find(name))).read_bytes()
    if name.endswith((".css", ".js", ".svg")):
        return len(gzip.compress(content, FILE_LEVEL))
    return len(content)


@contextmanager
def looking(browser: Browser, shop: Shop, world: World, language: str) -> Iterator[Looker]:
    """A browser for one language, which has no letters of another; its pages come from the network."""
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    errors: list[Any] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield Looker(page, shop, world, language)
    context.close()
    assert errors == []
