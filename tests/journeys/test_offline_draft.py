"""A new product begun without a network in real Chromium: kept, closed, sent once, accepted, and in the shop."""

import gzip
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, BrowserContext, Page, Response, Route, expect

from catalogue.models import Product
from cooperatives.accounts.models import User
from cooperatives.enums import Role
from cooperatives.models import Cooperative
from tests.factories import make_cooperative, make_member
from tests.journeys.conftest import PHONE, Shop
from tests.journeys.network import connected, go_offline, go_online
from tests.journeys.visits import VIEWS, Visit, barriers
from tests.marketplace.staff import make_staff

pytestmark = pytest.mark.browser
SHELL, NEW, API = "workspace/products/drafts/", "workspace/products/new/", "**/workspace/products/api/drafts/"
# What a bad mobile network gives: 400 kbit/s, 400 ms.
SLOW = {"offline": False, "downloadThroughput": 50_000, "uploadThroughput": 50_000, "latency": 400}
# The page of one product, by its public id.
ADDRESS = re.compile(r"/workspace/products/[^/]{12}/$")
FIRST_LOAD, NEXT_LOAD = 120 * 1024, 30 * 1024
STORED = """async (name) => {
  const open = indexedDB.open("workspace");
  const database = await new Promise((resolve) => (open.onsuccess = () => resolve(open.result)));
  if (!database.objectStoreNames.contains(name)) return [];
  const all = database.transaction(name).objectStore(name).getAll();
  const rows = await new Promise((resolve) => (all.onsuccess = () => resolve(all.result)));
  database.close();
  return rows.map((row) => ({ ...row, photo: row.photo ? { size: row.photo.size, type: row.photo.type } : null }));
}"""


class Telephone:
    """A keeper's telephone: a browser of its own, whose pages all share one store."""

    def __init__(self, context: BrowserContext, shop: Shop) -> None:
        self.context, self.shop = context, shop
        self.errors: list[str] = []
        self.page = self.new_page()

    def new_page(self) -> Page:
        self.page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        return self.page

    def go(self, path: str) -> None:
        self.page.goto(self.shop.at(f"/fr/{path}"))

    def be(self, user: User) -> None:
        Visit(self.page, self.shop, VIEWS[0]).sign_in(user)

    def stored(self, name: str = "drafts") -> list[dict[str, Any]]:
        return self.page.evaluate(STORED, name)

    def ready(self) -> None:
        """Opened once with a network: the worker keeps the page, and the phone knows for whom it writes."""
        self.go("workspace/products/")
        self.page.evaluate("navigator.serviceWorker.ready")
        self.page.wait_for_function("() => navigator.serviceWorker.controller !== null")
        self.until(lambda: bool(self.stored("keep")))

    def until(self, is_so: Callable[[], bool], seconds: float = 15) -> None:
        deadline = time.monotonic() + seconds
        while not is_so():
            assert time.monotonic() < deadline
            self.page.wait_for_timeout(100)

    def begin(self, picture: Path, *, kind: str = "argan_oil", price: str = "120,50", quantity: str = "7") -> None:
        """Fill the form of the page of drafts and keep what it says."""
        page = self.page
        page.locator("#id_photo").set_input_files(str(picture))
        expect(page.locator("#draft-photo")).to_have_attribute("data-state", "ready")
        page.locator(f"[name=kind][value={kind}]").check()
        page.locator("#id_price").fill(price)
        page.locator("#id_quantity").fill(quantity)
        page.locator("#draft-form [type=submit]").click()


@pytest.fixture
def cooperative(shop: Shop) -> Cooperative:
    return make_cooperative()


@pytest.fixture
def keeper(cooperative: Cooperative) -> User:
    return make_member(cooperative, role=Role.CATALOGUE_KEEPER, language="fr")


@pytest.fixture
def telephone(browser: Browser, shop: Shop, keeper: User) -> Iterator[Telephone]:
    with connected(browser, viewport=PHONE) as context:
        telephone = Telephone(context, shop)
        telephone.be(keeper)
        yield telephone
    assert telephone.errors == []


@pytest.fixture(scope="module")
def picture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A photo as a telephone's camera takes it: wide, and with more pixels than anybody needs."""
    path = tmp_path_factory.mktemp("photo") / "jar.jpg"
    photo = Image.effect_noise((3000, 2000), 60).convert("RGB")
    ImageDraw.Draw(photo).ellipse((1100, 600, 1900, 1400), fill=(200, 150, 40))
    photo.save(path, quality=90)
    return path


@pytest.fixture(scope="module")
def stamp(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A picture in which nobody sees anything."""
    path = tmp_path_factory.mktemp("photo") / "stamp.jpg"
    Image.new("RGB", (90, 90), "#c89628").save(path)
    return path


def products_of(cooperative: Cooperative) -> list[Product]:
    return list(Product.objects.filter(cooperative=cooperative).order_by("pk"))


def write(page: Page, **values: str) -> None:
    """Fill one small screen of a product and save it."""
    for name, value in values.items():
        field = page.locator(f"main form [name={name}]").first
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    with page.expect_navigation():
        page.locator("main form:has([name=seen]) [type=submit]").first.click()


def test_from_a_draft_without_a_network_to_the_shop(
    telephone: Telephone, browser: Browser, shop: Shop, cooperative: Cooperative, picture: Path
) -> None:
    telephone.ready()
    go_offline(telephone.context)
    # Whatever was asked for, the page that lies on the phone opens.
    telephone.go(NEW)
    page = telephone.page
    assert barriers(page) == []
    page.locator("#id_photo").set_input_files(str(picture))
    expect(page.locator("#draft-photo")).to_have_attribute("data-state", "ready")
    page.locator("[data-do=turn]").click()
    page.locator("[data-do=closer]").click()
    page.locator("canvas.photo-frame").press("ArrowRight")
    page.locator("[name=kind][value=argan_oil]").check()
    page.locator("#id_price").fill("120,50")
    page.locator("#id_quantity").fill("7")
    page.locator("#draft-form [type=submit]").click()
    expect(page.locator("#drafts-list > li")).to_have_count(1)
    expect(page.locator("#drafts-count")).to_contain_text("1")
    assert barriers(page) == []

    # The tab is closed, and the page opened again, still without a network.
    page.close()
    page = telephone.new_page()
    telephone.go(SHELL)
    expect(page.locator("#drafts-list > li")).to_have_count(1)
    (kept,) = telephone.stored()
    assert (kept["kind"], kept["price"], kept["quantity"], kept["state"]) == ("argan_oil", "120.50", "7", "waiting")
    assert kept["photo"]["type"] == "image/jpeg"
    assert 0 < kept["photo"]["size"] < 450_000
    assert products_of(cooperative) == []

    go_online(telephone.context)
    expect(page.locator("#drafts-sent-list > li")).to_have_count(1, timeout=20_000)
    (product,) = products_of(cooperative)
    assert (str(product.stockrecord.price), int(product.stockrecord.num_in_stock)) == ("120.50", 7)
    assert telephone.stored() == []
    # It was turned and cut to a square on the phone.
    assert product.picture["width"] == product.picture["height"] == 960

    with page.expect_navigation():
        page.locator("#drafts-sent-list a").click()
    expect(page.locator("text=numéro ONSSA").first).to_be_visible()
    address = f"workspace/products/{product.public_id}/"
    for part, values in {
        "amount": {"net_quantity": "250", "net_unit": "ml"},
        "contents": {"ingredients_fr": "Huile d'argan"},
        "keeping": {"durability_months": "18"},
        "papers": {"onssa_number": "ES.1.2.34"},
    }.items():
        telephone.go(f"{address}part/{part}/")
        write(page, **values)
    telephone.go(address)
    with page.expect_navigation():
        page.locator(f"form[action$='{product.public_id}/send/'] button").click()
    expect(page.locator(f"form[action$='{product.public_id}/withdraw/']")).to_be_visible()
    assert not Product.objects.get(pk=product.pk).is_public

    _accept(browser, shop, product)

    visitor = browser.new_context(viewport=PHONE)
    seen = visitor.new_page()
    product.refresh_from_db()
    answer = seen.goto(shop.at(f"/fr/products/{product.slug}-{product.public_id}/"))
    assert answer is not None
    assert answer.status == 200
    expect(seen.locator("h1")).to_contain_text(product.title_fr)
    visitor.close()


def _accept(browser: Browser, shop: Shop, product: Product) -> None:
    """One of the staff opens the queue, looks at the product and accepts it."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    Visit(page, shop, VIEWS[1]).sign_in(make_staff(language="fr"))
    page.goto(shop.at("/cms/moderation/"))
    with page.expect_navigation():
        page.locator("table a", has_text=product.title_fr).first.click()
    with page.expect_navigation():
        page.locator("form[action$='/accept/'] button").click()
    context.close()
    assert Product.objects.get(pk=product.pk).is_public


def test_an_answer_that_was_cut_off_does_not_make_two(
    telephone: Telephone, cooperative: Cooperative, picture: Path
) -> None:
    telephone.ready()
    telephone.go(SHELL)
    asked: list[str] = []

    def cut_after_commit(route: Route) -> None:
        if route.request.method != "POST":
            return route.continue_()
        asked.append(route.fetch().text())
        return route.abort() if len(asked) == 1 else route.fulfill(response=route.fetch())

    telephone.context.route(API, cut_after_commit)
    telephone.begin(picture)
    telephone.until(lambda: len(asked) == 1 and len(telephone.stored()) == 1)
    # Two tabs knock at once.
    other = telephone.context.new_page()
    other.goto(telephone.shop.at(f"/fr/{SHELL}"))
    telephone.page.evaluate("dispatchEvent(new Event('online'))")

    expect(telephone.page.locator("#drafts-sent-list > li")).to_have_count(1, timeout=20_000)
    assert len(products_of(cooperative)) == 1
    assert telephone.stored() == []


def test_one_over_which_the_server_stumbles_does_not_hold_up_those_behind_it(
    telephone: Telephone, cooperative: Cooperative, picture: Path
) -> None:
    telephone.ready()
    telephone.go(SHELL)

    def stumble(route: Route) -> None:
        if b"120.50" in (route.request.post_data_buffer or b""):
            return route.fulfill(status=500)
        return route.continue_()

    telephone.context.route(API, stumble)
    telephone.begin(picture)
    telephone.until(lambda: len(telephone.stored()) == 1)
    telephone.begin(picture, price="99")

    telephone.until(lambda: len(products_of(cooperative)) == 1, seconds=30)
    telephone.until(lambda: [one["price"] for one in telephone.stored()] == ["120.50"])


def test_a_refused_draft_says_why_and_is_sent_once_it_is_changed(
    telephone: Telephone, cooperative: Cooperative, picture: Path, stamp: Path
) -> None:
    telephone.ready()
    telephone.go(SHELL)
    page = telephone.page
    telephone.begin(stamp)

    expect(page.locator("#drafts-list .errorlist li")).to_have_count(1, timeout=20_000)
    assert barriers(page) == []
    assert products_of(cooperative) == []
    page.locator("[data-act=edit]").click()
    expect(page.locator("#id_price")).to_have_value("120.50")
    expect(page.locator("#photo-error")).to_be_visible()
    page.locator("#id_photo").set_input_files(str(picture))
    expect(page.locator("#draft-photo")).to_have_attribute("data-state", "ready")
    page.locator("#draft-form [type=submit]").click()

    expect(page.locator("#drafts-sent-list > li")).to_have_count(1, timeout=20_000)
    assert len(products_of(cooperative)) == 1


@pytest.mark.parametrize("status", [400, 413])
def test_what_the_server_never_read_says_why_and_nothing_typed_is_lost(
    telephone: Telephone, cooperative: Cooperative, picture: Path, status: int
) -> None:
    telephone.ready()
    telephone.context.route(
        API, lambda route: route.fulfill(status=status) if route.request.method == "POST" else route.continue_()
    )
    # By the page with a network, which keeps it on the phone too.
    telephone.go(NEW)
    page = telephone.page
    fill_in_taps(page, picture)

    expect(page.locator("#drafts-list .errorlist li")).to_have_count(1, timeout=20_000)
    expect(page.locator("#drafts-list .errorlist li")).to_be_visible()
    page.locator("[data-act=edit]").click()
    expect(page.locator("#id_price")).to_have_value("120.50")
    expect(page.locator("#id_quantity")).to_have_value("7")
    expect(page.locator("#draft-photo")).to_have_attribute("data-state", "ready")
    expect(page.locator("[name=kind][value=argan_oil]")).to_be_checked()
    if status == 413:
        expect(page.locator("#photo-error")).to_be_visible()
    telephone.context.unroute(API)
    page.locator("#draft-form [type=submit]").click()

    expect(page.locator("#drafts-sent-list > li")).to_have_count(1, timeout=20_000)
    assert len(products_of(cooperative)) == 1


def test_drafts_wait_for_whoever_made_them(
    telephone: Telephone, keeper: User, cooperative: Cooperative, picture: Path
) -> None:
    telephone.ready()
    telephone.go(SHELL)
    go_offline(telephone.context)
    telephone.begin(picture)
    expect(telephone.page.locator("#drafts-list > li")).to_have_count(1)
    telephone.context.clear_cookies()
    go_online(telephone.context)
    expect(telephone.page.locator("#sign-in")).to_be_visible(timeout=20_000)
    assert len(telephone.stored()) == 1

    # Another keeper of the same cooperative takes the phone: the draft is not theirs.
    telephone.be(make_member(cooperative))
    telephone.go("workspace/products/")
    telephone.go(SHELL)
    telephone.until(lambda: telephone.page.locator("#drafts-state .notice").count() == 1)
    expect(telephone.page.locator("#drafts-list > li")).to_have_count(0)
    assert products_of(cooperative) == []

    telephone.be(keeper)
    telephone.go("workspace/products/")
    telephone.until(lambda: len(products_of(cooperative)) == 1)


def test_signing_out_leaves_no_page_on_the_phone(telephone: Telephone, picture: Path) -> None:
    telephone.ready()
    telephone.go(SHELL)
    go_offline(telephone.context)
    telephone.begin(picture)
    telephone.context.route(API, lambda route: route.abort())
    go_online(telephone.context)
    names = telephone.page.evaluate("caches.keys()")
    kept = telephone.page.evaluate(
        "async (names) => (await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys())"
        ".map((request) => new URL(request.url).pathname)))).flat()",
        names,
    )
    assert {path for path in kept if not path.startswith("/static/")} == {f"/fr/{SHELL}"}

    telephone.go("account/logout/")
    with telephone.page.expect_navigation():
        telephone.page.locator("form[data-sign-out] button").click()

    assert telephone.page.evaluate("caches.keys()") == []
    assert telephone.page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    assert telephone.stored("keep") == []
    assert len(telephone.stored()) == 1


def test_the_worker_sends_what_waits_without_a_page(
    telephone: Telephone, shop: Shop, cooperative: Cooperative, picture: Path
) -> None:
    telephone.ready()
    telephone.go(SHELL)
    go_offline(telephone.context)
    telephone.begin(picture)
    expect(telephone.page.locator("#drafts-list > li")).to_have_count(1)
    telephone.page.close()

    # No page of the workspace is open when the browser says that the network is back.
    page = telephone.new_page()
    go_online(telephone.context)
    page.goto(shop.at("/fr/"))
    workers, found = telephone.context.new_cdp_session(page), dict[str, str]()

    def note(event: dict[str, Any]) -> None:
        found.update({each["scopeURL"]: each["registrationId"] for each in event["registrations"]})

    workers.on("ServiceWorker.workerRegistrationUpdated", note)
    workers.send("ServiceWorker.enable")
    scope = shop.at("/fr/workspace/")
    telephone.until(lambda: scope in found)
    about = {"origin": shop.url, "registrationId": found[scope], "tag": "drafts", "lastChance": False}
    workers.send("ServiceWorker.dispatchSyncEvent", about)

    telephone.until(lambda: len(products_of(cooperative)) == 1)
    telephone.until(lambda: telephone.stored() == [])


def test_the_network_that_goes_in_the_middle_takes_nothing_with_it(
    telephone: Telephone, cooperative: Cooperative, picture: Path
) -> None:
    telephone.ready()
    telephone.go(NEW)
    page = telephone.page
    go_offline(telephone.context)
    fill_in_taps(page, picture)

    expect(page.locator("#drafts-list > li")).to_have_count(1, timeout=20_000)
    go_online(telephone.context)
    telephone.until(lambda: len(products_of(cooperative)) == 1)


def fill_in_taps(page: Page, picture: Path) -> None:
    """The page of a new product, tap after tap."""
    page.locator("[name=picture]").set_input_files(str(picture))
    page.locator("[name=kind][value=argan_oil]").check()
    page.locator("[name=price]").fill("120,50")
    page.locator(".bottom-bar button").click()
    page.locator("[name=quantity]").fill("7")
    page.locator(".bottom-bar button").click()


def weight_of(responses: list[Response]) -> int:
    """What came over the network, texts compressed as they are in production."""
    return sum(map(_weight, (response for response in responses if response.ok)))


def _weight(response: Response) -> int:
    body, kind = response.body(), response.header_value("content-type") or ""
    is_text = any(part in kind for part in ("text", "javascript", "json", "svg"))
    return len(gzip.compress(body)) if is_text else len(body)


def test_a_product_is_added_in_a_minute_over_a_bad_network(
    telephone: Telephone, cooperative: Cooperative, picture: Path
) -> None:
    page = telephone.page
    slow = telephone.context.new_cdp_session(page)
    slow.send("Network.enable")
    slow.send("Network.emulateNetworkConditions", SLOW)
    loaded: list[Response] = []
    page.on("response", lambda response: loaded.append(response))
    telephone.go("workspace/products/")
    page.wait_for_load_state("load")
    first = weight_of(loaded)
    page.wait_for_timeout(6_000)
    loaded.clear()
    began = time.monotonic()
    telephone.go(NEW)
    weight = weight_of([response for response in loaded if not response.from_service_worker])
    fill_in_taps(page, picture)
    page.wait_for_url(ADDRESS, timeout=60_000)
    seconds = time.monotonic() - began

    print(f"first load {first} bytes, next page {weight} bytes, a product added in {seconds:.1f} s")
    assert len(products_of(cooperative)) == 1
    assert first <= FIRST_LOAD
    assert weight <= NEXT_LOAD
    assert seconds < 60
