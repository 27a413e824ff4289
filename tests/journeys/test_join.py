"""From the first page to a cooperative that may sell, in a real browser: two telephones and somebody of the staff."""

import re
import time
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Locator, Page, expect

from cooperatives.accounts.models import User
from cooperatives.enums import CooperativeStatus
from cooperatives.joining.enums import PaperKind
from cooperatives.joining.models import Paper, PaperPage
from cooperatives.models import Cooperative
from tests.cooperatives.joining import ICE, picture
from tests.factories import make_place
from tests.fairs.organisers import signed_in
from tests.journeys.conftest import PHONE, Shop
from tests.journeys.test_main_loop import code_in_last_message_to
from tests.marketplace.staff import make_staff

pytestmark = pytest.mark.browser

AMINA, ZAHRA = "+212661000011", "+212661000022"


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


def test_a_cooperative_joins_with_two_telephones_and_may_sell(
    market: Shop, phone: Page, other_phone: Page, wide: Page, tmp_path: Path
) -> None:
    make_place()

    cooperative = join(phone, other_phone, wide, market, tmp_path)

    cooperative.refresh_from_db()
    assert (cooperative.status, cooperative.member_count, cooperative.women_count) == (
        CooperativeStatus.APPROVED,
        24,
        24,
    )
    assert PaperPage.objects.filter(paper__cooperative=cooperative).count() == 10
    assert cooperative.memberships.filter(is_officer=True).count() == 2
    phone.reload()
    expect(main(phone)).to_contain_text("Your papers are in order: you can sell.")
    # The telephone stays signed in for weeks; another one asks for the code.
    cookie = next(each for each in phone.context.cookies() if each["name"] == cookie_name(market))
    assert cookie["expires"] - time.time() > 41 * 24 * 60 * 60
    other_phone.context.clear_cookies()
    other_phone.goto(market.at("/en/workspace/"))
    expect(main(other_phone).locator("input[name=phone]")).to_be_visible()
