"""The main loop in a real browser: buy from two cooperatives, prepare, deliver, see the revenue roll up."""

import re
from decimal import Decimal

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from catalogue.models import Product
from cooperatives.outbox.models import Message
from fairs.enums import Channel
from fairs.revenue.figures import Scope
from fairs.revenue.selectors import rollup_rows
from marketplace.order.enums import OrderStatus
from marketplace.order.models import Order, Purchase
from tests.journeys.conftest import Shop

pytestmark = pytest.mark.browser

EDITION = "fair-live-souss-massa"
PAYER = "+212661998877"


def listed_products() -> tuple[Product, Product]:
    """Two products of two cooperatives of the live fair, with plenty in stock."""
    products = (
        Product.objects.on_sale()
        .filter(listings__participation__stop__edition__code=EDITION, stockrecord__num_in_stock__gte=20, unit="piece")
        .select_related("cooperative")
        .order_by("id")
    )
    first = products[0]
    return first, products.exclude(cooperative=first.cooperative)[0]


def code_in_last_message_to(phone: str) -> str:
    """The six digits of the newest message to a number, as its owner would read them."""
    bodies = [message.body for message in Message.objects.order_by("-id")[:20] if message.recipient == phone]
    found = re.search(r"\b\d{6}\b", bodies[0])
    assert found, bodies[0]
    return found.group()


def buy(page: Page, shop: Shop, *products: Product) -> Purchase:
    """Put the products into the basket through the edition's page, and check out with cash on delivery."""
    for product in products:
        page.goto(shop.at(f"/en/products/{product.slug}-{product.public_id}/?edition={EDITION}"))
        with page.expect_response(re.compile("/basket/add/")):
            page.get_by_role("button", name="Add to the basket").first.click()
    page.goto(shop.at("/en/basket/"))
    page.locator("a[href='/en/checkout/']").first.click()
    page.get_by_label("Your name").fill("Amina Idrissi")
    page.get_by_label("Your phone").fill("06 61 99 88 77")
    page.get_by_label("I receive it myself").check()
    page.get_by_label("Town, commune, quarter or douar").press_sequentially("Agadi", delay=60)
    page.locator("#places input[type=radio]").first.check()
    page.get_by_label("Street, or a landmark").fill("Behind the mosque")
    expect(page.locator("#delivery input[type=radio]:checked")).to_have_count(2)
    page.get_by_role("button", name="Confirm the purchase").click()
    page.wait_for_url(re.compile("/en/purchases/"))
    return Purchase.objects.latest("id")


def test_two_cooperatives_sell_one_purchase_and_the_money_rolls_up(shop: Shop, phone: Page, wide: Page) -> None:
    first, second = listed_products()
    before = online_turnover()

    purchase = buy(phone, shop, first, second)
    assert set(purchase.orders.values_list("cooperative", flat=True)) == {first.cooperative_id, second.cooperative_id}
    phone.get_by_label("Code").fill(code_in_last_message_to(PAYER))
    phone.get_by_role("button", name="Confirm the purchase").click()
    expect(phone.locator("body")).to_contain_text("your purchase is confirmed")

    order = Order.objects.get(purchase=purchase, cooperative=first.cooperative)
    sign_in_by_phone(wide, shop, first.cooperative.phone)
    for button in ("Accept", "The parcel is ready"):
        wide.goto(shop.at(f"/en/workspace/orders/{order.public_id}/"))
        press(wide, button)
    send_and_collect(wide, shop, order)

    order.refresh_from_db()
    assert order.status == OrderStatus.DELIVERED
    assert online_turnover() - before == order.goods
    call_command("rollup", "--verify")

    other = Order.objects.get(purchase=purchase, cooperative=second.cooperative)
    assert wide.goto(shop.at(f"/en/workspace/orders/{other.public_id}/")).status == 404


def sign_in_by_phone(page: Page, shop: Shop, number: str) -> None:
    page.goto(shop.at("/en/account/login/"))
    page.locator("main input[type=tel], main input[inputmode=tel], main input[name=phone]").first.fill(number)
    page.get_by_role("button", name="Send me a code").click()
    page.locator("main input[name=code]").wait_for()
    page.locator("main input[name=code]").fill(code_in_last_message_to(number))
    page.locator("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url(re.compile("workspace"))


def press(page: Page, name: str) -> None:
    """Press a button and wait for the page that answers: what is read next was written by then."""
    with page.expect_navigation():
        page.get_by_role("button", name=name).first.click()


def send_and_collect(page: Page, shop: Shop, order: Order) -> None:
    page.goto(shop.at(f"/en/workspace/orders/{order.public_id}/"))
    page.locator("main input[name=tracking]").fill("RR123456789MA")
    press(page, "Given to the carrier")
    page.goto(shop.at(f"/en/workspace/orders/{order.public_id}/"))
    page.get_by_label("The carrier has it").check()
    page.get_by_role("button", name="Delivered and paid").first.click()
    with page.expect_navigation():
        page.locator("dialog[open]").get_by_role("button", name="Delivered and paid").click()


def online_turnover() -> Decimal:
    rows = rollup_rows(group_by="channel", scope=Scope(edition=EDITION))
    return sum((row.figures.turnover for row in rows if row.key == Channel.ONLINE), Decimal(0))
