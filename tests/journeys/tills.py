"""A telephone at a stall, as its seller uses it: found by what the screens keep in every language."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import time, timedelta
from typing import Any
from uuid import UUID

from playwright.sync_api import Browser, BrowserContext, Page, Route

from catalogue.models import Product
from cooperatives import clock
from fairs.business_days import business_day
from fairs.enrolment import invite_device
from fairs.models import Edition, Stall
from fairs.tills.models import Till
from tests.factories import make_cooperative, make_edition, make_participation, make_product, make_stall
from tests.journeys.conftest import PHONE
from tests.journeys.network import connected, go_offline, go_online
from tests.journeys.visits import over_the_edge

CODES: Iterator[int] = iter(range(1, 10_000))
READY = "body[data-ready]"
WAIT = 8000
# What is noted about the store, read straight from the disk: what the screen says is not enough of a proof.
READ = """(name) => new Promise((resolve, reject) => {
    const opening = indexedDB.open("till");
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
        const reading = opening.result.transaction(name).objectStore(name).getAll();
        reading.onsuccess = () => { opening.result.close(); resolve(reading.result); };
    };
})"""
SHIFT = """(() => {
    const Real = Date, by = %d;
    globalThis.Date = class extends Real {
        constructor(...given) { given.length ? super(...given) : super(Real.now() + by); }
        static now() { return Real.now() + by; }
    };
})()"""


@dataclass
class StallOfTheFair:
    """A stall of a live fair with three products, one of them weighed, and one with a range of prices."""

    edition: Edition
    stall: Stall
    products: list[Product]

    @property
    def weighed(self) -> Product:
        return self.products[2]

    def invite(self) -> tuple[Till, str]:
        till = Till(stall=self.stall, label=f"Till {self.stall.code}")
        return till, invite_device(device=till, by=None)


def make_fair_stall(*, shared: bool = False) -> StallOfTheFair:
    """Live since yesterday, so that no hour of the day is outside it."""
    began = business_day(clock.now(), ends=time(4)) - timedelta(days=1)
    edition = make_edition(starts_on=began, days=4)
    sellers = [make_cooperative() for _ in range(2 if shared else 1)]
    prices = (("120.00", "piece"), ("80.00", "piece"), ("65.50", "kg"))
    products = [make_product(cooperative=sellers[0], price=price, stock="500", unit=unit) for price, unit in prices]
    record = products[1].stockrecord
    record.stall_price_min, record.stall_price_max = 70, 90
    record.save(update_fields=["stall_price_min", "stall_price_max"])
    parts = [make_participation(edition, sellers[0], products=products)]
    parts += [make_participation(edition, seller, products=[]) for seller in sellers[1:]]
    stall = make_stall(edition, *parts, code=f"T{next(CODES)}", is_shared=shared)
    return StallOfTheFair(edition, stall, products)


@dataclass
class Phone:
    """One telephone: its browser context keeps worker and store when pages are closed."""

    context: BrowserContext
    page: Page
    url: str
    language: str
    errors: list[str] = field(default_factory=list)

    def start(self, address: str = "/till/") -> None:
        """Open the till from cold."""
        self.page.goto(f"{self.url}{address}")
        self.page.locator(READY).wait_for(timeout=WAIT)

    def again(self) -> None:
        """The page was closed, or the battery was empty; the telephone is switched on anew."""
        self.page.close()
        self.page = self.new_page()
        self.start()

    def new_page(self) -> Page:
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        return page

    def see(self, selector: str) -> None:
        self.page.locator(selector).first.wait_for(timeout=WAIT)

    def press(self, selector: str) -> None:
        self.page.locator(selector).first.click(timeout=WAIT)

    def keys(self, text: str) -> None:
        for key in text:
            self.page.locator(f".pad-key:text-is('{key}')").click(timeout=WAIT)

    def enrol(self, code: str) -> None:
        self.start(f"/till/#enrol={code}")
        self.see("#add-cashier")

    def add_cashier(self, name: str = "فاطمة", pin: str = "0123") -> None:
        self.press("#add-cashier")
        self.page.fill("#name", name)
        self.keys(pin)
        self.press("#save-cashier")

    def sign_in(self, pin: str = "0123") -> None:
        self.press(".task")
        self.keys(pin)

    def open(self) -> None:
        """With two notes of 100 in the box."""
        self.see("#open-session")
        for _ in range(2):
            self.page.locator(".counter-more").nth(1).click()
        self.press("#open-session")
        self.see("#goods")

    def ready(self, stall: StallOfTheFair) -> Till:
        """Joined, a cashier signed in, the session open, and everything kept for a day without network."""
        till, code = stall.invite()
        self.enrol(code)
        self.add_cashier()
        self.open()
        self.page.wait_for_function("() => navigator.serviceWorker.controller !== null", timeout=WAIT)
        self.sent()
        return till

    def put(self, product: Product, times: int = 1) -> None:
        for _ in range(times):
            self.press(f"[data-product='{product.public_id}']")

    def pay(self, way: str = "cash") -> None:
        """Pay what lies in the basket; come back to the goods once it is told as sold."""
        self.press("#pay")
        self.press(f"[data-way='{way}']")
        self.press("#sold")
        self.see(".sold-sign")
        self.press("#next-sale")
        self.see("#goods")

    def sell(self, product: Product, times: int = 1, way: str = "cash") -> None:
        self.put(product, times)
        self.pay(way)

    def menu(self, name: str) -> None:
        self.press(".top .top-button:not([hidden]):last-of-type")
        self.press(f"#menu-{name}")

    def stored(self, name: str) -> list[dict[str, Any]]:
        return self.page.evaluate(READ, name)

    def waiting(self) -> int:
        return len(self.stored("outbox"))

    def sent(self) -> None:
        """Wait until nothing waits."""
        self.until(lambda: self.waiting() == 0)

    def until(self, true: Callable[[], bool]) -> None:
        for _ in range(200):
            if true():
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"not within 10 s; waiting: {self.stored('outbox')}, dead: {self.stored('dead')}")

    def sale_ids(self) -> set[UUID]:
        return {UUID(sale["id"]) for sale in self.stored("sales")}

    def offline(self, on: bool = True) -> None:
        (go_offline if on else go_online)(self.context)

    def answers(self, pattern: str, handler: Callable[[Route], None]) -> None:
        self.context.route(pattern, handler)


@contextmanager
def telephone(browser: Browser, url: str, language: str = "ar", width: int = PHONE["width"]) -> Iterator[Phone]:
    """A fresh telephone, which fails its test on an error in a script."""
    with connected(browser, viewport={"width": width, "height": PHONE["height"]}) as context:
        context.add_init_script(f"try {{ localStorage.setItem('souk-language', '{language}') }} catch {{}}")
        phone = Phone(context, context.new_page(), url, language)
        phone.page.on("pageerror", lambda error: phone.errors.append(str(error)))
        yield phone
    assert phone.errors == []


def narrow_and_wide(page: Page) -> list[str]:
    """Nothing runs over the edge from 320 px to a laptop."""
    found = []
    for width in (320, 360, 1280):
        page.set_viewport_size({"width": width, "height": 740})
        found += [f"{width}: {problem}" for problem in over_the_edge(page)]
    return found
