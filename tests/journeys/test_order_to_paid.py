"""One order in a real browser, to the bank: a part is offered, taken, packed, sent, paid, released and paid out."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from cooperatives import clock
from cooperatives.ledger.selectors import trial_balance
from cooperatives.settlements.enums import PayoutStatus
from cooperatives.settlements.models import Payout
from cooperatives.settlements.services.marks import mark_paid
from fairs.business_days import CASABLANCA
from marketplace.order.enums import OrderStatus
from marketplace.order.models import Order
from marketplace.payment.releasing import release_all
from marketplace.payment.remittances import record_remittance
from tests.cooperatives.paying import give_account, pay_out, settle
from tests.factories import make_cooperative, make_member, make_product, make_user
from tests.journeys.conftest import Shop
from tests.journeys.test_main_loop import press, send_and_collect, sign_in_by_phone
from tests.marketplace.factories import make_order

pytestmark = pytest.mark.browser
D = Decimal
KEEPER = "+212661000777"


@pytest.fixture
def order(market: Shop) -> Order:
    """Three jars at 120 dirhams and 35 for the delivery, to be paid in cash."""
    cooperative = make_cooperative(phone=KEEPER)
    make_member(cooperative, phone=KEEPER, language="en")
    give_account(cooperative)
    return make_order(make_product(cooperative=cooperative, price="120.00", stock=3), quantity=3, language="en")


def test_an_order_from_the_ring_to_the_bank(market: Shop, order: Order, phone: Page, wide: Page) -> None:
    page = market.at(f"/en/workspace/orders/{order.public_id}/")
    shopper = market.at(order.purchase.get_absolute_url().replace("/ar/", "/en/", 1))
    sign_in_by_phone(phone, market, KEEPER)

    offer_two_of_three(phone, page)
    wide.goto(shopper)
    expect(wide.locator("main")).to_contain_text("2 / 3")
    press(wide, "Yes, send what there is")
    write_to_each_other(phone, wide, market, order)

    phone.goto(page)
    phone.get_by_role("link", name="Packing slip").click()
    expect(phone.locator(".slip")).to_contain_text("× 2")
    expect(phone.locator(".slip-money")).to_contain_text("275.00")
    phone.goto(page)
    press(phone, "The parcel is ready")
    send_and_collect(phone, market, order)
    order.refresh_from_db()
    assert (order.status, order.total_incl_tax) == (OrderStatus.DELIVERED, D("275.00"))

    pay_the_cooperative(order)
    phone.goto(market.at("/en/workspace/money/"))
    expect(phone.locator("main")).to_contain_text("240")
    assert sum((account.balance for account in trial_balance()), D(0)) == 0


def offer_two_of_three(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="We can send a part").click()
    page.locator("input[name=pieces_0]").fill("2")
    page.get_by_label("It is sold out").check()
    press(page, "We can send a part")
    expect(page.locator("main")).to_contain_text("The shopper has not answered yet")


def write_to_each_other(keeper: Page, shopper: Page, shop: Shop, order: Order) -> None:
    shopper.get_by_role("link", name=re.compile("Write to the cooperative")).click()
    shopper.get_by_label("Your message").fill("Thank you! Call me on 06 12 34 56 78")
    press(shopper, "Send")
    expect(shopper.locator("body")).to_contain_text("without the telephone number")
    keeper.goto(shop.at(f"/en/workspace/orders/{order.public_id}/"))
    keeper.get_by_role("link", name=re.compile("^Messages")).click()
    expect(keeper.locator(".talk")).to_contain_text("Call me on •••")


def pay_the_cooperative(order: Order) -> None:
    """What the carrier, the night, and two people of the platform do: cash handed over, released, settled, paid out."""
    now = clock.now()
    with clock.frozen_at(now + timedelta(days=1)):
        record_remittance(
            carrier_id=order.carrier_id,
            order_ids=[order.pk],
            kept=D("35.00"),
            received_on=clock.today(),
            reference="BR-1",
            by=make_user(is_staff=True),
        )
    released_at = now + timedelta(days=9)
    with clock.frozen_at(released_at):
        release_all()
    order.refresh_from_db()
    assert order.released_at == released_at
    month = released_at.astimezone(CASABLANCA).date().replace(day=1)
    with clock.frozen_at(released_at + timedelta(days=40)):
        settle(month)
        pay_out(month)
        payout = Payout.objects.get(cooperative=order.cooperative_id)
        mark_paid(payout_id=payout.pk, on=clock.today(), by=make_user())
    payout.refresh_from_db()
    assert (payout.status, payout.amount) == (PayoutStatus.PAID, D("240.00"))
