"""Stock in a real browser: taps that go as one, a lost network, an undo; and no barrier on any screen of it."""

from datetime import timedelta
from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from catalogue.lots.models import Lot
from catalogue.models import Product
from catalogue.partner.models import StockMovement, StockRecord
from cooperatives import clock
from cooperatives.models import Cooperative, QualitySign, SignHeld
from tests.factories import make_member
from tests.journeys.conftest import Shop
from tests.journeys.visits import VIEWS, View, Visit, visiting

pytestmark = pytest.mark.browser
D = Decimal
REFUSAL = "[aria-invalid=true]"


def cooperative_with_lots() -> Cooperative:
    return Cooperative.objects.filter(lots__isnull=False).order_by("pk").first()


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

    phone.context.set_offline(True)
    more.click()
    expect(box.locator(".stock-note")).to_be_visible()
    assert in_stock(product) == before + 3
    with phone.expect_response("**/change/"):
        phone.context.set_offline(False)
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


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_stock_lots_and_certificates_have_no_barrier(shop: Shop, phone: Page, view: View) -> None:
    cooperative = cooperative_with_lots()
    product = product_of(cooperative)
    lot = Lot.objects.filter(cooperative=cooperative).order_by("pk").first()
    sign = QualitySign.objects.order_by("pk").first()
    given = {"cooperative": cooperative, "sign": sign, "certifier": "Normacert", "expires_on": clock.today()}
    SignHeld.objects.get_or_create(number="over", defaults=given | {"expires_on": clock.today() - timedelta(days=9)})
    SignHeld.objects.get_or_create(
        number="refused", defaults=given | {"status": "refused", "refused_because": "On ne lit pas le nom."}
    )
    send = "main form button[type=submit]:not([name=change])"
    with visiting(phone, shop, view) as visit:
        visit.see(f"passport/{lot.public_id}/", shows=".facts-list")
        visit.sign_in(make_member(cooperative))
        visit.see("workspace/stock/", shows=".stock-number >> nth=1")
        visit.see("workspace/stock/?q=zzzz", shows=".empty")
        visit.see(f"workspace/stock/{product.public_id}/", shows=".counter")
        phone.locator("#count_quantity").fill("x")
        visit.press("form[action$='/count/'] button", answers=422)
        visit.look("count refused", shows=REFUSAL)
        visit.see(f"workspace/stock/{product.public_id}/history/", shows=".history li")
        visit.see("workspace/stock/lots/", shows=".item")
        visit.see(f"workspace/stock/lots/{lot.public_id}/", shows="figure.qr")
        visit.see(f"workspace/stock/lots/new/{product.public_id}/", shows="#id_people")
        visit.press(send, answers=422)
        visit.look("lot refused", shows=REFUSAL)
        visit.see("workspace/stock/signs/", shows=".badge")
        visit.see("workspace/stock/signs/new/", shows="#id_number")
        visit.press(send, answers=422)
        visit.look("certificate refused", shows=REFUSAL)
