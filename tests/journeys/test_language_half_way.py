"""Changing the language in the middle of a form: the person goes on where they were, and nothing typed is lost."""

import pytest
from playwright.sync_api import Page, expect

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.season.models import ClosedPeriod
from tests.factories import make_cooperative, make_member
from tests.journeys.conftest import Shop
from tests.journeys.visits import VIEWS, View, Visit, visiting

pytestmark = pytest.mark.browser
WORDS = "الزيتون وصل، نرجعو قريب"


@pytest.fixture
def manager(shop: Shop) -> User:
    return make_member(make_cooperative())


def change_language(page: Page, to: str) -> None:
    page.locator(".menu-end summary").click()
    with page.expect_navigation():
        page.locator(f".languages a[hreflang={to}]").click()
    expect(page.locator("html")).to_have_attribute("lang", to)


def begin_to_close(visit: Visit) -> str:
    """Open the form and fill it but for its last step; answers the last day."""
    page, last = visit.page, clock.today().replace(year=clock.today().year + 1).isoformat()
    visit.go("workspace/settings/season/")
    visit.press("a[href*='/close/']")
    page.fill("[name=ends_on]", last)
    page.check("[name=because][value=harvest]")
    page.fill("[name=message]", WORDS)
    return last


def test_a_form_begun_in_arabic_is_finished_in_french(shop: Shop, phone: Page, manager: User) -> None:
    with visiting(phone, shop, VIEWS[0]) as visit:
        visit.sign_in(manager)
        last = begin_to_close(visit)

        change_language(phone, "fr")

        expect(phone.locator("[name=ends_on]")).to_have_value(last)
        expect(phone.locator("[name=because][value=harvest]")).to_be_checked()
        expect(phone.locator("[name=message]")).to_have_value(WORDS)
        visit.press("main form button[type=submit]")

    period = ClosedPeriod.objects.get(cooperative__memberships__user=manager)
    assert (period.message, period.because, period.language) == (WORDS, "harvest", "ar")
    assert period.ends_on.isoformat() == last


def test_what_was_refused_is_still_there_in_the_other_language(shop: Shop, phone: Page, manager: User) -> None:
    with visiting(phone, shop, VIEWS[0]) as visit:
        visit.sign_in(manager)
        begin_to_close(visit)
        phone.fill("[name=ends_on]", "2001-01-01")
        visit.press("main form button[type=submit]", answers=422)

        change_language(phone, "fr")

        expect(phone.locator("[name=message]")).to_have_value(WORDS)
        expect(phone.locator("[name=ends_on]")).to_have_value("2001-01-01")


def test_another_page_gets_nothing_of_it(shop: Shop, phone: Page, manager: User) -> None:
    with visiting(phone, shop, VIEWS[0]) as visit:
        visit.sign_in(manager)
        begin_to_close(visit)
        change_language(phone, "fr")
        phone.goto(phone.url)

        expect(phone.locator("[name=message]")).to_have_value("")


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_settings_and_season_have_no_barrier(shop: Shop, phone: Page, manager: User, view: View) -> None:
    with visiting(phone, shop, view) as visit:
        visit.sign_in(manager)
        visit.see("workspace/more/", shows="h1")
        visit.see("workspace/settings/", shows="[name=spoken_language]")
        visit.see("workspace/settings/season/", shows="a[href*='/close/']")
        visit.press("a[href*='/close/']")
        phone.fill("[name=ends_on]", "2001-01-01")
        visit.press("main form button[type=submit]", answers=422)
        visit.look("season-close-refused", shows="[aria-invalid=true]")
        phone.fill("[name=ends_on]", clock.today().isoformat())
        visit.press("main form button[type=submit]")
        visit.look("season-closed", shows="form[action*='/open/']")
        visit.press("a[href*='/end/']")
        visit.look("season-end", shows="[name=ends_on]")
        visit.see("workspace/settings/season/", shows="a[href*='/orders/']")
        visit.press("a[href*='/orders/']")
        visit.look("season-orders", shows="[name=weekdays]")
