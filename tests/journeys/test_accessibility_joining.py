"""axe finds nothing to mend, and nothing runs over the edge, on the screens of joining: empty, refused, asked again."""

import pytest
from playwright.sync_api import Page

from cooperatives.joining.enums import PaperKind
from cooperatives.joining.papers import ask_again, pages_of
from cooperatives.models import Cooperative
from tests.cooperatives.joining import (
    applicant_of,
    give_papers,
    make_applied,
    make_joining,
    name_second,
    paper_of,
)
from tests.factories import make_place, make_user
from tests.journeys.conftest import Shop
from tests.journeys.visits import VIEWS, View, Visit, visiting

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("view", VIEWS, ids=str)]
REFUSAL = "[aria-invalid=true], .errorlist"


def of(cooperative: Cooperative, rest: str = "") -> str:
    return f"workspace/join/{cooperative.public_id}/{rest}"


def refused(visit: Visit, path: str) -> None:
    """The screen as it is, and as it comes back with nothing chosen or typed."""
    visit.see(path, shows="main form")
    visit.press("main form button[type=submit]", answers=422)
    visit.look(f"{path} refused", shows=REFUSAL)


def test_beginning_and_being_named_have_no_barrier(market: Shop, phone: Page, view: View) -> None:
    place = make_place()
    with visiting(phone, market, view) as visit:
        visit.see("workspace/join/", shows="a[href$='/join/begin/']")
        visit.sign_in(make_user())
        refused(visit, "workspace/join/begin/")
        phone.locator("#id_name").fill("Tissa")
        phone.locator("input[name=kind]").first.check()
        visit.press("main form button[type=submit]")
        visit.look("where it is", shows="#id_place_text")
        phone.locator("#id_place_text").press_sequentially(place.name_fr[:4], delay=20)
        visit.look("places to choose from", shows="#places input[type=radio]")

        zahra = make_user()
        name_second(make_joining(), zahra)
        visit.sign_in(zahra)
        visit.see("workspace/join/", shows="a[href$='/join/officer/']")
        refused(visit, "workspace/join/officer/")


def test_telling_and_photographing_have_no_barrier(market: Shop, phone: Page, view: View) -> None:
    cooperative = make_joining(make_user())
    with visiting(phone, market, view) as visit:
        visit.sign_in(applicant_of(cooperative))
        visit.see(of(cooperative), shows="progress")
        for step in ("sector", "members", "numbers", "officer"):
            refused(visit, of(cooperative, f"{step}/"))
        visit.see(of(cooperative, "name/"), shows="#id_name")
        visit.see(of(cooperative, "place/"), shows="#id_place_text")
        visit.see(of(cooperative, "papers/ice/"), shows="main form")
        # With a script the photo sends itself; without one, the form can arrive empty.
        with phone.expect_navigation() as answer:
            phone.locator("main form").first.evaluate("form => form.submit()")
        assert answer.value.status == 422
        visit.look("paper refused", shows=REFUSAL)
        give_papers(cooperative, PaperKind.ICE)
        visit.see(of(cooperative, "papers/ice/"), shows=".paper-pages img")


def test_being_checked_and_asked_again_have_no_barrier(market: Shop, phone: Page, view: View) -> None:
    number = f"{int(view.viewport['width']):09d}0000"
    cooperative = make_applied(ice=f"{number}{97 - int(number) * 100 % 97:02d}")
    with visiting(phone, market, view) as visit:
        visit.sign_in(applicant_of(cooperative))
        visit.see(of(cooperative), shows="progress")
        paper = paper_of(cooperative, "ice")
        ask_again(paper_id=paper.pk, seen=pages_of(paper), reason="الصورة غير واضحة", by=make_user())
        visit.see(of(cooperative), shows=".badge-danger")
        visit.see(of(cooperative, "papers/ice/"), shows=".notice-error")
        visit.see(of(cooperative, "withdraw/"), shows="#id_reason")
        visit.press("main form button[type=submit]")
        visit.look("withdrawn", shows="form[action$='/take-up/']")
        visit.press("form[action$='/take-up/'] button")
        visit.look("taken up again", shows=".badge-danger")
