"""A tablet that goes round in real Chromium: joined by its code, driven by hand or through the app's own store."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, expect

from cooperatives.accounts.models import User
from fairs.models import Participation
from tests.fairs.round_market import Market
from tests.journeys.conftest import PHONE, Shop
from tests.journeys.network import connected

NARROW = {"width": 320, "height": 640}
READY = "#app[data-ready]"
PATIENCE = 20
# The app's own way of writing a visit, without its screen.
SAVE = """async ([visits, day]) => {
    const { saveVisit } = await import("/static/js/round/store.js");
    for (const [participation, amount] of visits) {
        await saveVisit(round, { participation, day, outcome: "told", amount });
    }
}"""
STORED = "name => round.store.read([name], (tx) => tx.count(name))"


@dataclass
class Round:
    """The app on one tablet."""

    context: BrowserContext
    page: Page
    url: str
    code: str
    day: str = ""

    def open(self, fragment: str = "") -> None:
        self.page.goto(f"{self.url}{fragment}")
        self.page.wait_for_selector(READY)
        self.page.wait_for_function("() => globalThis.round?.outbox.state.sending === false")

    def go(self, screen: str) -> None:
        self.page.evaluate("screen => round.go(screen)", screen)
        self.page.wait_for_function("screen => location.hash === `#/${screen}`", arg=screen)

    def open_stall(self, code: str) -> None:
        self.go("")
        self.page.locator(".round-row", has_text=code).first.click()
        expect(self.page.locator("h1 .round-code")).to_have_text(code)

    def type_total(self, digits: str) -> None:
        for digit in digits:
            self.page.locator(".pad-key").get_by_text(digit, exact=True).click()

    def save(self, participation: Participation, amount: str) -> None:
        self.save_rest([participation], amount)

    def save_rest(self, participations: list[Participation], amount: str) -> None:
        visits = [[participation.public_id, amount] for participation in participations]
        self.page.evaluate(SAVE, [visits, self.day])

    def stored(self, name: str) -> int:
        return int(self.page.evaluate(STORED, name))

    def refresh_book(self) -> None:
        self.page.evaluate("round.refreshBook(true)")

    def all_sent(self) -> None:
        """Nothing waits any more, and what was answered is on the screen."""
        self.until(lambda: self.stored("outbox") == 0)

    def until(self, holds: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < end, "it did not come to that"
            self.page.wait_for_timeout(100)

    def wait_for_worker(self) -> None:
        """Until every file lies on the tablet."""
        self.page.evaluate("navigator.serviceWorker.ready.then(() => true)")


@contextmanager
def on_tablet(
    browser: Browser, shop: Shop, market: Market, *, user: User | None = None, code: str = "", joins: bool = True
) -> Iterator[Round]:
    """A tablet with its own storage, which has taken its code and chosen today."""
    errors: list[str] = []
    with connected(browser, viewport=PHONE) as context:
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        code = code or market.invite(user=user)[1]
        tablet = Round(context, page, shop.at("/round/"), code, market.today.isoformat())
        tablet.page.goto(f"{tablet.url}#enrol={code}")
        page.wait_for_selector(READY)
        if joins:
            choose_today(page)
        yield tablet
    assert errors == []


def choose_today(page: Page) -> Any:
    page.locator(".round-big").first.click()
    page.wait_for_selector(".round-row")
