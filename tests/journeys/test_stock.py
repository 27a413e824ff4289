"""Stock in a real browser: taps that go as one, a lost network, an undo."""

import time
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db.models import F
from playwright.sync_api import Page, expect

from catalogue.models import Product
from catalogue.partner.models import StockMovement, StockRecord
from cooperatives.models import Cooperative
from tests.factories import make_member
from tests.journeys.conftest import Shop
from tests.journeys.network import answers_lost, go_offline, go_online
from tests.journeys.visits import VIEWS, Visit, barriers

pytestmark = pytest.mark.browser
D = Decimal
TAPS = """async () => {
  const open = indexedDB.open("workspace");
  const database = await new Promise((resolve) => (open.onsuccess = () => resolve(open.result)));
  if (!database.objectStoreNames.contains("taps")) return [];
  const all = database.transaction("taps").objectStore("taps").getAll();
  const rows = await new Promise((resolve) => (all.onsuccess = () => resolve(all.result)));
  database.close();
  return rows;
}"""


def cooperative_with_lots() -> Cooperative:
    """Not the demonstration's first, whose shelves test_screens fills in the same shop."""
    first = Cooperative.objects.on_sale().order_by("pk")[0]
    with_pieces = Cooperative.objects.filter(lots__product__unit="piece", lots__product__is_unique=False)
    return with_pieces.exclude(pk=first.pk).order_by("pk").first()


def product_of(cooperative: Cooperative) -> Product:
    found = Product.objects.filter(cooperative=cooperative, unit="piece", is_unique=False, lots__isnull=False)
    return found.order_by("pk").first()


def in_stock(product: Product) -> Decimal:
    return StockRecord.objects.get(product=product).num_in_stock


def test_taps_go_as_one_and_survive_a_lost_network(shop: Shop, phone: Page) -> None:
    product = product_of(cooperative_with_lots())
    visit = Visit(phone, shop, VIEWS[0])
    visit.sign_in(make_member(product.cooperative))
    before = in_stock(product)
    phone.goto(shop.at("/fr/workspace/stock/"))
    box = phone.locator(f"#s-{product.public_id}")
    more, figure = box.locator("button[name=change]").last, box.locator("[data-figure]")
    more.scroll_into_view_if_needed()
    stood_at = phone.evaluate("scrollY")

    with phone.expect_response("**/change/") as answered:
        for _ in range(3):
            more.click()
        expect(figure).to_have_text(str(int(before) + 3))
    assert answered.value.status == 200
    assert in_stock(product) == before + 3
    assert StockMovement.objects.latest("pk").change_in_stock == D(3)
    assert phone.evaluate("scrollY") == stood_at

    go_offline(phone.context)
    more.click()
    expect(box.locator(".stock-note")).to_be_visible()
    assert in_stock(product) == before + 3
    with phone.expect_response("**/change/"):
        go_online(phone.context)
        phone.evaluate("dispatchEvent(new Event('online'))")
    expect(figure).to_have_text(str(int(before) + 4))
    expect(box.locator(".stock-note")).to_have_count(0)

    with phone.expect_response("**/undo/"):
        box.locator("form[action$='/undo/'] button").click()
    expect(figure).to_have_text(str(int(before) + 3))
    assert in_stock(product) == before + 3


def test_what_is_tapped_behind_one_that_is_on_its_way_is_sent_when_the_page_is_left(shop: Shop, phone: Page) -> None:
    product = product_of(cooperative_with_lots())
    visit = Visit(phone, shop, VIEWS[0])
    visit.sign_in(make_member(product.cooperative))
    phone.goto(shop.at("/fr/workspace/stock/"))
    more = phone.locator(f"#s-{product.public_id} button[name=change]").last
    # An answer that never comes, and what the browser would send while it leaves.
    phone.evaluate(
        """() => {
            window.left = [];
            window.fetch = (_address, given) => { window.going = given.body; return new Promise(() => {}); };
            navigator.sendBeacon = (_address, body) => window.left.push(body);
        }"""
    )

    more.click()
    phone.wait_for_function("() => window.going")
    more.click()
    phone.evaluate("() => dispatchEvent(new Event('pagehide'))")

    going, *left = phone.evaluate(
        "() => [window.going, ...window.left].map((body) => [body.get('change'), body.get('once')])"
    )
    # The one under way goes once more under its own token, so that it counts once; the other under another.
    assert [change for change, _token in (going, *left)] == ["1", "1", "1"]
    assert (left[0], left[1][1] != going[1]) == (going, True)


class Tab:
    """A tab of a keeper's telephone, opened and closed; the first page of the test stands aside."""

    def __init__(self, phone: Page, shop: Shop, product: Product) -> None:
        Visit(phone, shop, VIEWS[0]).sign_in(make_member(product.cooperative))
        phone.goto("about:blank")
        self.context, self.shop, self.product = phone.context, shop, product
        self.page = phone

    def open(self, path: str) -> Page:
        self.page = self.context.new_page()
        self.page.goto(self.shop.at(f"/fr/workspace/{path}"))
        return self.page

    def tap(self, which: str, times: int = 1) -> None:
        button = self.page.locator(f"#s-{self.product.public_id} button[name=change]")
        for _ in range(times):
            (button.last if which == "more" else button.first).click()

    def left_behind(self) -> list[dict[str, Any]]:
        return self.page.evaluate(TAPS)

    def until(self, is_so: Callable[[], bool], seconds: float = 20) -> None:
        deadline = time.monotonic() + seconds
        while not is_so():
            assert time.monotonic() < deadline
            self.page.wait_for_timeout(100)


@pytest.fixture
def tab(shop: Shop, phone: Page) -> Tab:
    # Another product than above: what a page sends while it is left may arrive when the next test has begun.
    tried = product_of(cooperative_with_lots())
    others = Product.objects.filter(unit="piece", is_unique=False, lots__isnull=False).exclude(pk=tried.pk)
    return Tab(phone, shop, others.exclude(cooperative=Cooperative.objects.on_sale().order_by("pk")[0]).latest("pk"))


def test_taps_without_a_network_outlive_the_closed_tab_and_count_once(tab: Tab) -> None:
    product, before = tab.product, in_stock(tab.product)
    moved = StockMovement.objects.count()
    page = tab.open("stock/")
    go_offline(tab.context)
    tab.tap("more", times=2)
    expect(page.locator(".stock-note")).to_be_visible()
    tab.until(lambda: [each["change"] for each in tab.left_behind()] == [2])
    page.close()

    # The page or the worker behind it sends them: they arrive, and the answer does not. Then the tab is closed.
    with answers_lost(tab.context, "/change/") as lost:
        go_online(tab.context)
        page = tab.open("products/")
        expect(page.locator("[data-taps-waiting]")).to_contain_text("1", timeout=20_000)
        tab.until(lambda: bool(lost))
        assert in_stock(product) == before + 2
        page.close()
    page = tab.open("stock/")

    tab.until(lambda: tab.left_behind() == [])
    expect(page.locator("[data-taps-waiting]")).to_be_hidden()
    assert lost[0].startswith(b"HTTP/1.1 200")
    assert in_stock(product) == before + 2
    assert StockMovement.objects.count() == moved + 1
    box = page.locator(f"#s-{product.public_id}")
    expect(box.locator("[data-figure]")).to_have_text(str(int(before) + 2))
    expect(box.locator(".stock-note")).to_have_count(0)
    with page.expect_response("**/undo/"):
        box.locator("form[action$='/undo/'] button").click()
    assert in_stock(product) == before


def test_what_waits_is_undone_without_a_network_too(tab: Tab) -> None:
    before, moved = in_stock(tab.product), StockMovement.objects.count()
    page = tab.open("stock/")
    go_offline(tab.context)
    tab.tap("more", times=3)
    figure = page.locator(f"#s-{tab.product.public_id} [data-figure]")
    expect(figure).to_have_text(str(int(before) + 3))
    page.locator(".stock-note button").click()
    expect(figure).to_have_text(str(int(before)))

    go_online(tab.context)
    page.evaluate("dispatchEvent(new Event('online'))")
    tab.until(lambda: tab.left_behind() == [])
    assert in_stock(tab.product) == before
    # Whether the first had arrived nobody knew: it is made good by one against it.
    assert StockMovement.objects.count() in (moved, moved + 2)


def test_what_is_not_taken_says_why_on_the_page_of_stock(tab: Tab) -> None:
    product = tab.product
    page = tab.open("stock/")
    go_offline(tab.context)
    tab.tap("less")
    expect(page.locator(".stock-note")).to_be_visible()
    page.close()
    records = StockRecord.objects.filter(product=product)
    stood = records.get()
    records.update(num_allocated=F("num_in_stock"))

    go_online(tab.context)
    page = tab.open("products/")
    expect(page.locator("[data-taps-refused]")).to_be_visible(timeout=20_000)
    page.locator("[data-taps-refused]").click()
    refusal = page.locator("#taps-refused .notice")
    expect(refusal).to_contain_text(product.title_fr)
    expect(refusal).to_contain_text("−1")
    expect(refusal.locator("[data-part=why]")).not_to_be_empty()
    assert barriers(page) == []
    refusal.locator("button").click()
    expect(refusal).to_have_count(0)
    expect(page.locator("[data-taps-refused]")).to_be_hidden()
    records.update(num_allocated=stood.num_allocated)
    assert in_stock(product) == stood.num_in_stock
