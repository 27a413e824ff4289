"""From the copy of the last edition to its open call, by hand: axe finds nothing to mend on the way."""

from datetime import datetime, time, timedelta

import pytest
from playwright.sync_api import Page, expect

from cooperatives import clock
from fairs.business_days import CASABLANCA
from fairs.calls.models import Call
from fairs.models import Edition, Stall
from tests.factories import make_edition
from tests.fairs.organisers import make_organiser
from tests.journeys.conftest import Shop
from tests.journeys.visits import VIEWS, View, Visit, visiting

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("view", VIEWS, ids=str)]
REFUSAL = "[aria-invalid=true]"


def moment(in_days: int) -> str:
    return f"{datetime.combine(clock.today() + timedelta(days=in_days), time(10), CASABLANCA):%Y-%m-%dT%H:%M}"


def last_year() -> Edition:
    edition = make_edition(
        starts_on=clock.today() - timedelta(days=300), days=4, venue_ar="ساحة الأمل", venue_fr="Place"
    )
    Stall.objects.bulk_create(Stall(edition=edition, code=f"A{number:02d}") for number in range(1, 13))
    return edition


def test_last_edition_is_copied_and_its_call_opened(market: Shop, phone: Page, view: View) -> None:
    source = last_year()
    owner = make_organiser(source.programme, first_name="Amina", last_name="Idrissi")
    code = f"copy-{source.pk}"
    edition = f"organiser/editions/{code}/"
    with visiting(phone, market, view) as visit:
        visit.sign_in(owner)
        copy_last(visit, source, code)
        visit.see(f"{edition}prepare/", shows=".next-step a.button")
        visit.see(f"{edition}stops/1/", shows="[data-point-map] svg")
        set_point(visit)
        visit.see(f"{edition}stops/1/hours/", shows=".hour-rows")
        write_call(visit, edition)
        weigh(visit)
        visit.see(f"{edition}calls/1/quotas/", shows="aside form")
        phone.locator("#id_kind").select_option("women")
        phone.locator("#id_at_least").fill("3")
        visit.press("aside form button")
        visit.look("quota written", shows="main li.panel")
        appoint(visit, edition)
        visit.see(f"{edition}calls/", shows="main .facts-list")

        visit.go(f"{edition}prepare/")
        phone.locator(".next-step form button").click()
        visit.look("asked whether to open", shows="dialog[open]")
        visit.press("dialog[open] [data-yes]")
        visit.look("opened", shows=".messages .notice, #messages .notice, .notice-success")
        assert Call.objects.get(stop__edition__code=code).opened_by == owner
        visit.see(f"{edition}calls/1/extend/", shows="main form")


def copy_last(visit: Visit, source: Edition, code: str) -> None:
    page = visit.page
    visit.see(f"organiser/editions/{source.code}/copy/", shows="#id_first_day")
    page.locator("#id_first_day").fill(f"{clock.today() - timedelta(days=3):%Y-%m-%d}")
    page.locator("#id_code").fill(code)
    visit.press("main form button[type=submit]", answers=422)
    visit.look("day past", shows=REFUSAL)
    expect(page.locator("#id_code")).to_have_value(code)
    page.locator("#id_first_day").fill(f"{clock.today() + timedelta(days=90):%Y-%m-%d}")
    visit.press("main form button[type=submit]")
    assert Edition.objects.get(code=code).stalls.count() == 12


def set_point(visit: Visit) -> None:
    """A touch on the map writes the point, and the form keeps it."""
    page = visit.page
    page.locator("[data-point-map] > svg").click()
    expect(page.locator("#id_point")).not_to_have_value("")
    visit.press("main form button[type=submit]")
    assert page.url.endswith("/stops/")


def write_call(visit: Visit, edition: str) -> None:
    page = visit.page
    visit.see(f"{edition}calls/1/", shows="#id_capacity")
    dates = {"opens_at": -1, "closes_at": 20, "announces_at": 15, "confirm_by": 40}
    for name, in_days in dates.items():
        page.locator(f"#id_{name}").fill(moment(in_days))
    page.locator("#id_capacity").fill("13")
    page.locator("#id_text_ar").fill("الرواق مجاني.")
    page.locator("#id_text_fr").fill("Le stand est gratuit.")
    visit.press("main form button[type=submit]", answers=422)
    visit.look("dates swapped", shows=REFUSAL)
    expect(page.locator("#id_text_ar")).to_have_value("الرواق مجاني.")
    page.locator("#id_announces_at").fill(moment(30))
    visit.press("main form button[type=submit]", answers=422)
    page.locator("#id_capacity").fill("12")
    visit.press("main form button[type=submit]")


def weigh(visit: Visit) -> None:
    """The usual criteria stand there; a weight too many is refused, and the sum says so while it is typed."""
    page = visit.page
    visit.look("criteria", shows="[data-weights]")
    page.locator("#id_criteria-0-weight").fill("45")
    expect(page.locator("[data-total]")).to_have_text("110")
    visit.press("main form button[type=submit]", answers=422)
    visit.look("weights refused", shows=".notice-error")
    page.locator("#id_criteria-0-weight").fill("35")
    visit.press("main form button[type=submit]")


def appoint(visit: Visit, edition: str) -> None:
    page = visit.page
    visit.see(f"{edition}people/", shows="#appoint form")
    page.locator("#appoint #id_phone").fill("12")
    visit.press("#appoint form button", answers=422)
    visit.look("number refused", shows=REFUSAL)
    page.locator("#appoint #id_phone").fill(f"06 6{Edition.objects.count() % 10} 12 34 56")
    page.locator("#appoint #id_role").select_option("committee")
    visit.press("#appoint form button")
    page.locator("#id_of_body_name_fr").fill("Région")
    page.locator("#id_of_body_part").select_option("leads")
    visit.press("#body form button")
    visit.look("body named", shows="main li.panel")
