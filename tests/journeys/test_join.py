"""From the first page to the first sale, in a real browser: two telephones, somebody of the staff, and a shopper."""

import re
import time
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Locator, Page, expect

from catalogue.models import Product
from cooperatives.accounts.models import User
from cooperatives.enums import CooperativeStatus
from cooperatives.joining.enums import PaperKind
from cooperatives.joining.models import Paper, PaperPage
from cooperatives.models import Cooperative
from marketplace.order.enums import OrderStatus
from marketplace.order.models import Purchase
from tests.cooperatives.joining import ICE, picture
from tests.fairs.organisers import signed_in
from tests.journeys.conftest import PHONE, Shop
from tests.journeys.test_main_loop import code_in_last_message_to, send_and_collect
from tests.journeys.test_offline_draft import ADDRESS, write
from tests.marketplace.staff import make_staff

pytestmark = pytest.mark.browser

AMINA, ZAHRA, SHOPPER = "+212661000011", "+212661000022", "+212661000033"


@pytest.fixture
def other_phone(browser: Browser):
    """A second telephone, which nobody has signed in on."""
    context = browser.new_context(viewport=PHONE)
    yield context.new_page()
    context.close()


def main(page: Page) -> Locator:
    return page.locator("main")


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        main(page).get_by_role("button", name=name).first.click()


def follow(page: Page, name: str | re.Pattern[str]) -> None:
    with page.expect_navigation():
        main(page).get_by_role("link", name=name).first.click()


def sign_in(page: Page, phone: str) -> None:
    """On the page that asks for a number, and the one that asks for its code."""
    main(page).locator("input[name=phone]").fill(phone)
    main(page).get_by_role("button", name="Send me a code").click()
    main(page).locator("input[name=code]").wait_for()
    main(page).locator("input[name=code]").fill(code_in_last_message_to(phone))
    press(page, "Sign in")


def signed_in_as(page: Page, shop: Shop, user: User) -> None:
    """Somebody of the staff, whose second factor was shown: test_accounts.py signs in by hand."""
    session = signed_in(user).cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie_name(shop), "value": session.value, "url": shop.url}])


def cookie_name(shop: Shop) -> str:
    """Each shop on this machine has its own, by its port."""
    return f"sessionid_{shop.url.rsplit(':', 1)[1]}"


def begin(page: Page, shop: Shop) -> Cooperative:
    page.goto(shop.at("/en/cooperatives/"))
    with page.expect_navigation():
        page.locator("footer").get_by_role("link", name="Sell with us").click()
    follow(page, "Begin")
    sign_in(page, AMINA)
    page.get_by_label("Name of your cooperative").fill("Coopérative Tissa")
    page.get_by_label("Women's cooperative").check()
    press(page, "Go on")
    page.get_by_label("Town, commune or douar").press_sequentially("Tafraout", delay=40)
    main(page).locator("#places input[type=radio]").first.check()
    press(page, "Go on")
    return Cooperative.objects.latest("pk")


def tell(page: Page) -> None:
    """Always what the list says comes next."""
    follow(page, re.compile("^Next:.*What you make"))
    page.get_by_label("Food and drinks").check()
    press(page, "Save")
    follow(page, re.compile("^Next:.*Your members"))
    page.get_by_label("How many members are you?").fill("٢٤")
    page.get_by_label("How many of them are under 35?").fill("6")
    press(page, "Save")
    follow(page, re.compile("^Next:.*Your numbers"))
    page.get_by_label("Number in the register of cooperatives").fill("RC 12/2024")
    page.get_by_label("ICE").fill(ICE[:-1] + "5")
    press(page, "Save")
    expect(main(page)).to_contain_text("The last two digits do not fit the others")
    expect(page.get_by_label("Number in the register of cooperatives")).to_have_value("RC 12/2024")
    page.get_by_label("ICE").fill(ICE)
    press(page, "Save")


def name_second_officer(page: Page) -> None:
    follow(page, re.compile("^Next:.*second officer"))
    page.get_by_label("Your own first and last name").fill("Amina Idrissi")
    page.get_by_label("Phone number of the second officer").fill(ZAHRA)
    press(page, "Send the message")


def photograph(page: Page, folder: Path, *shades: int) -> None:
    """Choosing the photo sends it; nothing else has to be pressed."""
    for number, shade in enumerate(shades):
        photo = folder / f"{shade}-{number}.jpg"
        photo.write_bytes(picture(shade=shade))
        with page.expect_navigation():
            main(page).locator("input[type=file]").set_input_files(photo)
    follow(page, "All pages are here")


def answer_yes(page: Page, shop: Shop) -> None:
    page.goto(shop.at("/en/workspace/join/officer/"))
    sign_in(page, ZAHRA)
    expect(main(page)).to_contain_text("Amina Idrissi names you")
    page.get_by_label("Your own first and last name").fill("Zahra Alaoui")
    press(page, "Yes, I am the second officer")


def judge(page: Page, shop: Shop, cooperative: Cooperative, *, again: PaperKind | None = None) -> None:
    """Staff look at each paper that waits: accept it, or ask for one once more."""
    papers = Paper.objects.filter(cooperative=cooperative, status="sent", replaced_at__isnull=True)
    for paper in papers.order_by("pk"):
        page.goto(shop.at(f"/cms/papers/inspect/{paper.pk}/"))
        expect(page.locator('img[src*="/pages/"]')).to_have_count(paper.pages.count())
        asks = paper.kind == again
        with page.expect_navigation():
            page.locator("a[href$='/ask-again/']" if asks else "a[href$='/accept/']").click()
        if asks:
            page.locator("textarea[name=reason]").fill("One side is missing")
        press_main(page)


def press_main(page: Page) -> None:
    with page.expect_navigation():
        page.locator("main form button[type=submit].button").first.click()


def join(phone: Page, other_phone: Page, wide: Page, shop: Shop, folder: Path) -> Cooperative:
    """From the first page to being approved; what comes after begins here."""
    cooperative = begin(phone, shop)
    tell(phone)
    name_second_officer(phone)
    for kind in ("Registration in the register", "Minutes", "Identity card", "Certificate of the ICE"):
        follow(phone, re.compile(f"^Next:.*{kind}"))
        photograph(phone, folder, 10, 120)
    expect(main(phone)).to_contain_text("Only the second officer's answer is missing")
    answer_yes(other_phone, shop)
    press(other_phone, "Send for checking")

    signed_in_as(wide, shop, make_staff(language="en"))
    judge(wide, shop, cooperative, again=PaperKind.IDENTITY)
    phone.reload()
    expect(main(phone)).to_contain_text("One side is missing")
    follow(phone, re.compile("^Next:.*Identity card"))
    photograph(phone, folder, 40, 160)
    judge(wide, shop, cooperative)
    wide.goto(shop.at(f"/cms/cooperatives/inspect/{cooperative.pk}/approve/"))
    press_main(wide)
    return cooperative


def put_on_sale(page: Page, staff: Page, shop: Shop, cooperative: Cooperative, folder: Path) -> Product:
    """The first product: begun in five taps, told what the law asks, looked at by staff."""
    page.goto(shop.at(f"/en/workspace/join/{cooperative.public_id}/"))
    expect(main(page)).to_contain_text("Your papers are in order: you can sell.")
    follow(page, "Go to your products")
    page.goto(shop.at("/en/workspace/products/new/"))
    photo = folder / "jar.jpg"
    photo.write_bytes(picture(size=(1200, 900)))
    page.locator("#id_picture").set_input_files(photo)
    page.locator("label.kind-choice:has([value=argan_oil])").first.click()
    page.locator("#id_price").fill("120")
    page.locator("[data-tap-last] [type=submit]").click()
    page.locator("#id_quantity").fill("7")
    with page.expect_navigation(url=ADDRESS):
        page.locator("[data-tap-last] [type=submit]").click()
    product = Product.objects.get(cooperative=cooperative)
    address = f"/en/workspace/products/{product.public_id}/"
    for part, values in {
        "amount": {"net_quantity": "250", "net_unit": "ml"},
        "contents": {"ingredients_en": "Argan oil"},
        "keeping": {"durability_months": "18"},
        "papers": {"onssa_number": "ES.1.2.34"},
    }.items():
        page.goto(shop.at(f"{address}part/{part}/"))
        write(page, **values)
    page.goto(shop.at(address))
    with page.expect_navigation():
        page.locator(f"form[action$='{product.public_id}/send/'] button").click()
    staff.goto(shop.at("/cms/moderation/"))
    # In the one language in which somebody has read it.
    with staff.expect_navigation():
        staff.locator("table a", has_text=product.title_en).first.click()
    with staff.expect_navigation():
        staff.locator("form[action$='/accept/'] button").click()
    product.refresh_from_db()
    assert product.is_public
    return product


def buy(page: Page, shop: Shop, product: Product) -> Purchase:
    """A shopper finds it in the shop and pays on delivery."""
    page.goto(shop.at(f"/en/products/{product.slug}-{product.public_id}/"))
    with page.expect_response(re.compile("/basket/add/")):
        page.get_by_role("button", name="Add to the basket").first.click()
    page.goto(shop.at("/en/checkout/"))
    page.get_by_label("Your name").fill("Salma Idrissi")
    page.get_by_label("Your phone").fill(SHOPPER)
    page.get_by_label("I receive it myself").check()
    page.get_by_label("Town, commune, quarter or douar").press_sequentially("Agadi", delay=60)
    page.locator("#places input[type=radio]").first.check()
    page.get_by_label("Street, or a landmark").fill("Behind the mosque")
    expect(page.locator("#delivery input[type=radio]:checked")).to_have_count(1)
    page.get_by_role("button", name="Confirm the purchase").click()
    page.wait_for_url(re.compile("/en/purchases/"))
    page.get_by_label("Code").fill(code_in_last_message_to(SHOPPER))
    page.get_by_role("button", name="Confirm the purchase").click()
    expect(page.locator("body")).to_contain_text("your purchase is confirmed")
    return Purchase.objects.latest("pk")


def test_from_the_first_page_to_the_first_sale(
    shop: Shop, phone: Page, other_phone: Page, wide: Page, tmp_path: Path
) -> None:
    cooperative = join(phone, other_phone, wide, shop, tmp_path)

    cooperative.refresh_from_db()
    assert cooperative.status == CooperativeStatus.APPROVED
    assert (cooperative.member_count, cooperative.women_count, cooperative.is_womens) == (24, 24, True)
    assert PaperPage.objects.filter(paper__cooperative=cooperative).count() == 10
    assert cooperative.memberships.filter(is_officer=True).count() == 2
    # The telephone stays signed in for weeks; another one asks for the code.
    cookie = next(each for each in phone.context.cookies() if each["name"] == cookie_name(shop))
    assert cookie["expires"] - time.time() > 41 * 24 * 60 * 60
    other_phone.context.clear_cookies()
    other_phone.goto(shop.at("/en/workspace/"))
    expect(main(other_phone).locator("input[name=phone]")).to_be_visible()

    product = put_on_sale(phone, wide, shop, cooperative, tmp_path)
    order = buy(other_phone, shop, product).orders.get()
    for button in ("Accept", "The parcel is ready"):
        phone.goto(shop.at(f"/en/workspace/orders/{order.public_id}/"))
        press(phone, button)
    send_and_collect(phone, shop, order)

    order.refresh_from_db()
    assert (order.status, order.cooperative) == (OrderStatus.DELIVERED, cooperative)
    assert order.lines.get().product == product
