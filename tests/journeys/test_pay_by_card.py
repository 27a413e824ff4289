"""Paying by card in a real browser: away to the hosted page and back, with the content policy in force."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from marketplace.order.models import Purchase
from marketplace.payment.models import PaymentAttempt
from tests.journeys.conftest import Shop, _served
from tests.journeys.test_main_loop import listed_products
from tests.payments_simulator import CardSimulator

pytestmark = pytest.mark.browser


@pytest.fixture
def card_shop(shop: Shop, card_simulator: CardSimulator, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    """The shop on the same rows, with a processor to send shoppers to."""
    for name, value in card_simulator.environment().items():
        monkeypatch.setenv(name, value)
    with _served(shop.database) as url:
        card_simulator.notify_url = f"{url}/payments/stripe/webhook/"
        yield Shop(url=url, database=shop.database)


def choose_card(page: Page, shop: Shop) -> Purchase:
    """Fill the checkout, choose the card, and arrive at the hosted page."""
    for product in listed_products():
        page.goto(shop.at(f"/en/products/{product.slug}-{product.public_id}/"))
        with page.expect_response(re.compile("/basket/add/")):
            page.get_by_role("button", name="Add to the basket").first.click()
    page.goto(shop.at("/en/checkout/"))
    page.get_by_label("Your name").fill("Amina Idrissi")
    page.get_by_label("Your phone").fill("06 61 99 88 66")
    page.get_by_label("I receive it myself").check()
    page.get_by_label("Town, commune, quarter or douar").press_sequentially("Agadi", delay=60)
    page.locator("#places input[type=radio]").first.check()
    page.get_by_label("Street, or a landmark").fill("Behind the mosque")
    expect(page.locator("#delivery input[type=radio]:checked")).to_have_count(2)
    page.get_by_label("By card now").check()
    page.get_by_role("button", name="Confirm the purchase").click()
    page.wait_for_url(re.compile(":[0-9]+/sim/"))
    return Purchase.objects.latest("id")


def test_declined_tried_again_and_paid(card_shop: Shop, phone: Page) -> None:
    purchase = choose_card(phone, card_shop)
    phone.locator("button[value=decline]").click()
    expect(phone.locator("#pay")).to_contain_text("No payment has reached us yet.")

    phone.get_by_role("button", name=re.compile("^Pay .* by card")).click()
    phone.wait_for_url(re.compile(":[0-9]+/sim/"))
    phone.locator("button[value=pay]").click()

    phone.wait_for_url(re.compile("/purchases/"))
    expect(phone.locator("body")).to_contain_text("Paid by card:")
    assert set(purchase.orders.values_list("status", flat=True)) == {"confirmed"}
    # The page was still good after the card was declined.
    assert PaymentAttempt.objects.filter(purchase=purchase).count() == 1


def test_cash_chosen_instead_after_all(card_shop: Shop, phone: Page) -> None:
    purchase = choose_card(phone, card_shop)
    hosted = phone.url
    phone.goto(card_shop.at(purchase.get_absolute_url().replace("/ar/", "/en/", 1)))

    phone.get_by_role("button", name="Pay in cash when it comes instead").click()

    expect(phone.get_by_label("Code")).to_be_visible()
    assert set(purchase.orders.values_list("status", flat=True)) == {"awaiting_confirmation"}
    phone.goto(hosted)
    expect(phone.locator("button[value=pay]")).to_have_count(0)
