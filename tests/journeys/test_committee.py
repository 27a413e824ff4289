"""A call is closed: three members give points apart, a list is proposed, and all applicants are told at once."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, expect

from cooperatives.accounts.models import User
from cooperatives.jobs.services import run_due
from cooperatives.outbox.models import Message
from fairs.applications.models import Application
from fairs.calls.models import Quota
from fairs.models import Participation
from fairs.selection.models import Decision, Score
from tests.fairs.committee_world import Committee, make_committee
from tests.journeys.conftest import PHONE, Shop, _page
from tests.journeys.visits import VIEWS, View, visiting

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("view", VIEWS, ids=str)]


@dataclass
class Walk:
    """Three members' points for three applications, the last of them of a group that must be there."""

    committee: Committee
    points: tuple[tuple[int, int], ...] = ((5, 4), (4, 3), (1, 2))


@pytest.fixture
def walk(market: Shop) -> Walk:
    committee = make_committee(applicants=3, capacity=2)
    last = committee.applications[2]
    Application.objects.filter(pk=last.pk).update(is_first_time=True)
    Quota.objects.create(call=committee.call, kind="first_time", at_least=1)
    for number, member in enumerate(committee.members, start=1):
        User.objects.filter(pk=member.pk).update(first_name=f"Membre {number}")
    return Walk(committee)


def test_three_members_score_and_the_list_is_announced(browser: Browser, market: Shop, view: View, walk: Walk) -> None:
    committee = walk.committee
    start = f"organiser/editions/{committee.edition.code}/committee/"
    at = f"{start}stops/1/"
    for number, member in enumerate(committee.members):
        with _page(browser, PHONE) as page, visiting(page, market, view) as visit:
            visit.sign_in(member)
            if number == 0:
                visit.see(start, shows="main article")
                visit.see(at, shows="main table")
                visit.see(f"{at}applications/{committee.applications[0].public_id}/", shows="#who-title")
            visit.go(f"{at}points/")
            visit.press("main a.button-large")
            for points in walk.points:
                if number == 0:
                    visit.look(f"points {points}", shows=".point-buttons")
                for place, given in enumerate(points):
                    page.locator(".criterion").nth(place).locator(f"input[value='{given}']").check()
                visit.press("button[value=next]")
            visit.look("ready to hand in", shows="main form button[data-confirm]")
            page.locator("main form button[data-confirm]").click()
            visit.press("dialog[open] [data-yes]")
            expect(page.locator(".notice-success").first).to_be_visible()
    assert Score.objects.filter(application__call=committee.call).count() == 18

    with _page(browser, view.viewport) as page, visiting(page, market, view) as visit:
        visit.sign_in(committee.owner)
        visit.see(f"{at}members/", shows="#end-title")
        page.locator("#id_means_it").check()
        visit.press("main form button")
        visit.look("compared", shows="#together-title")
        visit.see(f"{at}together/{committee.applications[0].public_id}/", shows=".member-points")
        visit.see(f"{at}decisions/", shows="#filling")
        visit.press("form[action$='propose/'] button")
        visit.look("being made", shows="#filling")
        run_due()
        # The page sees it by itself.
        page.locator("main tbody .badge-green").first.wait_for(timeout=10_000)
        visit.look("proposed", shows="main table")
        assert list(
            Decision.objects.filter(application__call=committee.call)
            .order_by("application")
            .values_list("outcome", flat=True)
        ) == [
            "selected",
            "waiting",
            "selected",
        ]
        visit.see(f"{at}decisions/{committee.applications[1].public_id}/", shows="#decide-title")
        page.locator("input[name=outcome][value=refused]").check()
        visit.press("section[aria-labelledby=decide-title] button", answers=422)
        visit.look("refused without a reason", shows="[aria-invalid=true]")
        page.locator("#id_ready").select_option("below_the_line")
        visit.press("section[aria-labelledby=decide-title] button")
        assert Decision.objects.get(application=committee.applications[1]).outcome == "refused"
        visit.see(f"{at}minutes/", shows="#draw-title")
        visit.see(f"{at}announcement/", shows="#act-title")
        page.locator("#id_means_it").check()
        page.locator("main form button[data-confirm]").click()
        visit.press("dialog[open] [data-yes]")
        visit.look("announced", shows="#announced-title")
        visit.see(f"{at}appeals/", shows="main .empty, main section")
        visit.see(f"{at}log/", shows="main table")
    run_due()
    statuses = Application.objects.filter(call=committee.call).order_by("pk").values_list("status", flat=True)
    assert list(statuses) == ["selected", "refused", "selected"]
    assert Participation.objects.filter(stop=committee.call.stop).count() == 2
    assert Message.objects.filter(key__endswith=":announced:0").count() >= 3
