"""An organiser draws a plan: rows, a stall dragged and moved by the keyboard, given, proposed, and kept from harm."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from cooperatives import clock
from cooperatives.jobs.services import run_due
from fairs.models import Edition, StallAssignment
from fairs.plan.models import PlanPlace
from tests.factories import make_edition
from tests.fairs.organisers import make_organiser, make_participants
from tests.journeys.conftest import PHONE, WIDE, Shop, _page
from tests.journeys.visits import VIEWS, Visit, visiting

pytestmark = pytest.mark.browser


def where(edition: Edition, code: str) -> tuple[int, int]:
    place = PlanPlace.objects.get(plan__stop__edition=edition, stall__code=code)
    return place.column, place.row


def draw_rows(visit: Visit, start: str) -> None:
    page = visit.page
    visit.see(start, shows="#size_columns")
    page.locator("#size_columns").fill("900")
    visit.press("main form button[type=submit]", answers=422)
    visit.look("too large", shows="[aria-invalid=true]")
    page.locator("#size_columns").fill("20")
    page.locator("#size_rows").fill("12")
    visit.press("main form button[type=submit]")
    page.locator("details:has(#row_first) > summary").click()
    page.locator("#row_first").fill("A1")
    page.locator("#row_count").fill("5")
    page.locator("#row_column").fill("2")
    page.locator("#row_row").fill("2")
    page.locator("#row_zone").fill("Miel")
    visit.press("form[action$='/row/'] button[type=submit]")


def drag(page: Page, code: str, *, columns: int, rows: int) -> None:
    """With the mouse, so many squares further."""
    place = page.locator(f"[data-stall='{code}'] rect")
    box = place.bounding_box()
    assert box is not None
    square = box["width"] / 2
    x, y = box["x"] + square / 2, box["y"] + square / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + columns * square / 2, y + rows * square / 2)
    page.mouse.move(x + columns * square, y + rows * square)
    with page.expect_navigation():
        page.mouse.up()


def step(page: Page, code: str, *keys: str) -> None:
    """With the keyboard, square by square."""
    page.locator(f"[data-stall='{code}']").focus()
    for key in keys:
        page.keyboard.press(key)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_plan_is_drawn_by_mouse_and_keyboard_and_its_stalls_are_given(browser: Browser, market: Shop) -> None:
    edition = make_edition(starts_on=clock.today(), days=2)
    first, *_others = make_participants(edition, 3)
    owner = make_organiser(edition)
    start = f"organiser/editions/{edition.code}/plan/"
    arabic, french = VIEWS
    with _page(browser, WIDE) as page, visiting(page, market, french) as visit:
        visit.sign_in(owner)
        draw_rows(visit, start)
        assert where(edition, "A1") == (1, 1)

        visit.see(f"{start}?stall=A1", shows="#chosen")
        drag(page, "A1", columns=3, rows=5)
        assert where(edition, "A1") == (4, 6)
        step(page, "A1", "ArrowRight", "ArrowRight", "ArrowUp")
        assert where(edition, "A1") == (6, 5)
        step(page, "A1", *["ArrowUp"] * 4)
        # Another stall stands there.
        assert where(edition, "A1") == (6, 5)
        visit.look("taken", shows="[aria-invalid=true]")

        visit.go(f"{start}?stall=A1")
        page.locator("#give_participation").select_option(first.public_id)
        visit.press("form[action$='/give/'] button")
        assert StallAssignment.objects.filter(participation=first, stall__code="A1").count() == 2
        visit.press("form[action$='/remove/'] button")
        refused = page.locator(".notice-error")
        expect(refused).to_contain_text(str(first.cooperative.name_fr))
        # The refusal is in sight: the page does not jump to the stall.
        assert page.url.endswith("stall=A1")
        assert where(edition, "A1") == (6, 5)
        visit.look("assigned stall stays", shows=".notice-error")

        visit.press("form[action$='/propose/'] button")
        expect(page.locator("#plan-proposal[hx-get]")).to_be_visible()
        run_due()
        expect(page.locator("#plan-proposal [name=proposal]")).to_be_attached(timeout=15_000)
        visit.look("proposed", shows="#plan-proposal")
        visit.press("form[action$='/take/'] button")
        assert (
            StallAssignment.objects.filter(day__stop__edition=edition).values("participation").distinct().count() == 3
        )
        expect(page.locator("#plan-proposal form")).to_have_count(0)

        visit.go(f"{start}?stall=A5")
        page.locator("details:has(#stall_is_shared) > summary").click()
        page.locator("#stall_is_shared").check()
        visit.press("form[action$='/edit/'] button")
        visit.look("shared", shows="#chosen .badge")
    with _page(browser, PHONE) as page, visiting(page, market, arabic) as visit:
        visit.sign_in(owner)
        visit.see(f"{start}?stall=A1", shows="#chosen")
        expect(page.locator("[data-stall='A1']")).to_have_class(re.compile("is-chosen"))
        visit.see(f"{start}?stall=A5", shows="#give_participation")
