"""axe finds nothing to mend, and nothing runs over the edge, where people buy, sign in and organise: refusals included.

The screens of the workspace are looked at by test_screens.py.
"""

from dataclasses import replace
from itertools import count

import pytest
from playwright.sync_api import Page

from catalogue.models import Product
from cooperatives.accounts.models import User
from cooperatives.accounts.services import enrol_demo_totp
from cooperatives.models import Cooperative
from cooperatives.territory.models import Place
from fairs.models.declared import DeclaredTotal
from marketplace.demo.load.accounts import ORGANISER_EMAIL, PASSWORD
from marketplace.order.enums import OrderStatus
from marketplace.order.models import Purchase
from tests.factories import make_member, make_user
from tests.journeys.conftest import Shop
from tests.journeys.visits import VIEWS, View, Visit, visiting
from tests.marketplace.factories import CONTACT, make_basket, make_purchase, walk_to

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("view", VIEWS, ids=str)]

EDITION = "fair-live-souss-massa"
REFUSAL = "[aria-invalid=true]"
_serial = count(1)


def products_of_two_cooperatives() -> tuple[Product, Product]:
    on_sale = Product.objects.on_sale().filter(stockrecord__num_in_stock__gte=20, unit="piece").order_by("id")
    first = on_sale[0]
    return first, on_sale.exclude(cooperative=first.cooperative)[0]


def town() -> Place:
    return Place.objects.filter(kind="city", commune__province__region="09").order_by("id")[0]


def purchase_of(*products: Product, user: User | None = None) -> Purchase:
    """A purchase for somebody who has no other: open ones for one number are limited."""
    contact = replace(CONTACT, recipient_phone=f"+21266199{next(_serial):04d}")
    return make_purchase(basket=make_basket(*products, owner=user), place=town(), contact=contact)


def path_of(purchase: Purchase) -> str:
    return f"purchases/{purchase.public_id}/{purchase.link_token}/"


def refused(visit: Visit, name: str, button: str, *, answers: int = 422) -> None:
    """Send the form as it stands: the answer has its refusals beside the fields."""
    visit.press(button, answers=answers)
    visit.look(name, shows=REFUSAL)


def test_buying_has_no_barrier(shop: Shop, phone: Page, view: View) -> None:
    with visiting(phone, shop, view) as visit:
        for product in products_of_two_cooperatives():
            visit.go(f"products/{product.slug}-{product.public_id}/")
            with phone.expect_response(lambda answer: "/basket/add/" in answer.url):
                phone.locator("form.buy button[type=submit]").click()
        visit.see("basket/", shows=".from-cooperative >> nth=1")
        visit.see("checkout/", shows="#checkout")
        refused(visit, "checkout refused", "#checkout button[value=confirm]")
        assert (
            phone.locator(f"{REFUSAL}:is(#id_payer_name, #id_payer_phone, #id_place_text, #id_landmark)").count() == 4
        )

        phone.locator("#id_place_text").press_sequentially("Agadi", delay=20)
        phone.locator("#places input[type=radio]").first.check()
        visit.look("checkout with ways of delivery", shows="#delivery input[type=radio]:checked >> nth=1")


def test_following_a_purchase_has_no_barrier(shop: Shop, phone: Page, view: View) -> None:
    purchase = purchase_of(*products_of_two_cooperatives())
    first, _second = purchase.orders.order_by("id")
    with visiting(phone, shop, view) as visit:
        visit.see(path_of(purchase), shows="#id_code")
        phone.locator("#id_code").fill("12")
        refused(visit, "wrong code", "#confirm-purchase form button")
        visit.see(f"{path_of(purchase)}orders/{first.public_id}/cancel/", shows="main form button")

        walk_to(first, OrderStatus.DELIVERED)
        visit.see(path_of(purchase), shows=".from-cooperative >> nth=1")
        assert phone.locator("#confirm-purchase").count() == 0


def test_signing_in_has_no_barrier(shop: Shop, phone: Page, view: View) -> None:
    user = make_user(phone=f"+21266198{next(_serial):04d}")
    send = "main form button[type=submit]"
    with visiting(phone, shop, view) as visit:
        visit.see("account/login/", shows="#id_phone")
        phone.locator("#id_phone").fill("12")
        # The forms of allauth answer a refusal with 200.
        refused(visit, "no such number", send, answers=200)
        phone.locator("#id_phone").fill(user.phone)
        visit.press(send)
        visit.look("code", shows="#id_code")
        phone.locator("#id_code").fill("000000")
        refused(visit, "wrong code", send, answers=200)

        phone.context.clear_cookies()
        visit.see("account/login/password/", shows="#id_password")
        refused(visit, "no password", send, answers=200)
        phone.locator("#id_login").fill(ORGANISER_EMAIL)
        phone.locator("#id_password").fill(PASSWORD)
        visit.press(send)
        visit.look("second factor", shows="#id_code")


def test_a_persons_own_pages_have_no_barrier(shop: Shop, phone: Page, view: View) -> None:
    person = make_member(Cooperative.objects.on_sale().order_by("id").first(), email=f"{view}@example.ma")
    person.set_password(PASSWORD)
    person.save()
    purchase_of(*products_of_two_cooperatives(), user=person)
    with visiting(phone, shop, view) as visit:
        visit.sign_in(person)
        visit.see("account/", shows="#id_first_name")
        visit.see("purchases/", shows="main a[href*='/purchases/']")
        visit.see("account/password/change/", shows="#id_oldpassword")
        refused(visit, "password not changed", "main form button[type=submit]", answers=200)
        visit.see("account/logout/", shows="main form button")
        visit.see("account/2fa/", shows="main a[href*='/totp/activate/']")
        visit.see("account/2fa/totp/activate/", shows="#id_password")
        phone.locator("#id_password").fill(PASSWORD)
        visit.press("main form button[type=submit]")
        visit.look("second factor", shows="img.qr")
        refused(visit, "second factor refused", "main form button[type=submit]", answers=200)
        enrol_demo_totp(user=person)
        visit.see("account/2fa/", shows="main a[href*='/totp/deactivate/']")


def test_the_organisers_desk_has_no_barrier(shop: Shop, phone: Page, view: View) -> None:
    said = DeclaredTotal.objects.filter(participation__stop__edition__code=EDITION).order_by("id").first()
    with visiting(phone, shop, view) as visit:
        visit.sign_in(User.objects.get(email=ORGANISER_EMAIL))
        visit.see("organiser/", shows=f"main a[href$='/editions/{EDITION}/']")
        visit.see("organiser/programmes/regional_fairs/", shows="main table")
        edition = f"organiser/editions/{EDITION}/"
        visit.see(edition, shows="main .table-figures")
        for part in ("main .stats", "main table.bars rect", "#cooperatives .table-figures"):
            assert phone.locator(part).count(), part
        visit.see(f"{edition}waiting/?kind=shortages", shows="main h1")

        visit.see(f"{edition}totals/?day={said.counts_on}", shows="#write form")
        refused(visit, "total refused", "#write form button[type=submit]")
        visit.see(
            f"{edition}totals/{said.participation.public_id}/{said.counts_on}/{said.evidence}/", shows="#id_amount"
        )
        visit.see(f"{edition}tills/", shows="main table")
        refused(visit, "till refused", "main aside form button[type=submit]")
        phone.locator("#id_stall").select_option(index=1)
        visit.press("main aside form button[type=submit]")
        visit.look("till enrolled", shows="svg.qr, .qr svg, img.qr")
