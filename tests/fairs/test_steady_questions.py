"""The desk's screens ask the database as often for many as for few, and show a page of long lists."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from cooperatives import clock
from cooperatives.audit.services import record_act
from fairs.applications.models import Appeal
from fairs.attendance.models import Arrival, Badge, Incident, InstitutionalStand, VisitorCount, Workshop
from fairs.calls.models import EditionBody, OrganisingBody, Quota
from fairs.enums import EditionRole
from fairs.models import EditionDay, Stall, StallAssignment
from fairs.organiser.views import national
from fairs.plan.models import Plan, PlanPlace
from fairs.selection.models import Decision
from tests.factories import make_cooperatives, make_user
from tests.fairs.committee_world import Committee, make_applications, make_committee
from tests.fairs.organisers import make_fair, make_organiser, make_participants, questions, sell, signed_in

pytestmark = pytest.mark.django_db
SECTORS = ("agriculture", "food_processing", "cosmetics", "crafts", "fishing", "services", "other")
OF_THE_EDITION = (
    *("prepare", "stops", "calls", "committee", "people", "plan", "papers", "edition", "declared", "round"),
    *("day", "incidents", "visitors", "workshops", "stands", "closing", "beside", "tills", "waiting"),
)
OF_A_STOP = (
    *("stop", "call", "criteria", "quotas", "badges", "closing-stop"),
    *("committee-scoring", "committee-announce", "committee-minutes", "committee-progress", "committee-log"),
)


@pytest.fixture
def committee() -> Committee:
    made = make_committee(applicants=2, members=1)
    made.score([(3, 3)] * 2)
    made.end()
    Plan.objects.create(stop=made.call.stop, columns=200, rows=200)
    return made


@pytest.fixture
def desk(committee: Committee) -> Client:
    """Of the owner, who sits in the committee too: every screen opens."""
    client = signed_in(committee.owner)
    committee.edition.memberships.create(user=committee.owner, role=EditionRole.COMMITTEE)
    return client


def pages(committee: Committee) -> list[str]:
    code = committee.edition.code
    of_edition = [reverse(f"organiser:{name}", args=[code]) for name in OF_THE_EDITION]
    return [*of_edition, *(reverse(f"organiser:{name}", args=[code, 1]) for name in OF_A_STOP)]


def comers(committee: Committee, number: int) -> None:
    """Participants with a stall on the plan, a badge and an arrival; beside them what happens on a day."""
    edition, stop, by = committee.edition, committee.call.stop, committee.owner
    day = EditionDay.objects.filter(stop=stop)[0]
    first = Stall.objects.filter(edition=edition).count()
    for place, comer in enumerate(make_participants(edition, number), first):
        stall = Stall.objects.create(edition=edition, code=f"S{place}", zone="AB"[place % 2])
        PlanPlace.objects.create(plan=stop.plan, stall=stall, column=place % 60 * 3, row=place // 60 * 3)
        StallAssignment.objects.create(stall=stall, day=day, participation=comer)
        badge = Badge.objects.create(participation=comer, number=1)
        marked = {"participation": comer, "day": day, "arrived_at": clock.now(), "recorded_by": by}
        Arrival.objects.create(badge=badge, way="scan", key=uuid4(), **marked)
        reported = {"day": day, "text": "Panne", "happened_at": clock.now(), "recorded_by": by}
        Incident.objects.create(kind="power", stall=stall, key=uuid4(), **reported)
        VisitorCount.objects.create(day=day, zone="AB"[place % 2], hour=place // 2 % 24, people=9, counted_by=by)
        ends = {"starts_at": stop.starts_at, "ends_at": stop.starts_at + timedelta(hours=1)}
        Workshop.objects.create(stop=stop, kind="training", title=f"Atelier {place}", **ends)
        InstitutionalStand.objects.create(stop=stop, name=f"Office {place}")


def applicants(committee: Committee, number: int) -> None:
    """More applications with their decisions, quotas, people and bodies; what was done stands in the log."""
    call, by = committee.call, committee.owner
    for row in make_applications(call, make_cooperatives([{}] * number), by):
        Decision.objects.create(application=row, outcome="refused", reason="Trop loin", by="person", decided_by=by)
        record_act(action="committee.moved", subject=call, by=by, after={"application": row.public_id})
    for sector in SECTORS[: number // 2]:
        Quota.objects.get_or_create(call=call, kind="sector", sector=sector, defaults={"at_most": 3})
    for _person in range(number // 2):
        make_organiser(committee.edition, role=EditionRole.FIELD_STAFF)
        body = OrganisingBody.objects.create(kind="chamber", name_fr="Chambre")
        EditionBody.objects.create(edition=committee.edition, body=body, part="supports")


def test_screens_of_the_desk_ask_as_much_for_many_as_for_few(committee: Committee, desk: Client) -> None:
    comers(committee, 2)
    applicants(committee, 2)
    stall = reverse("organiser:plan", args=[committee.edition.code]) + "?stall=S1"
    asked = {path: desk.get(path) and questions(desk, path) for path in [*pages(committee), stall]}

    comers(committee, 12)
    applicants(committee, 14)

    again = {path: desk.get(path) and questions(desk, path) for path in asked}
    assert {path: (asked[path], again[path]) for path in asked if asked[path] != again[path]} == {}


def test_appeals_ask_as_much_for_many_as_for_few(committee: Committee, desk: Client) -> None:
    rows = make_applications(committee.call, make_cooperatives([{}] * 8), committee.owner)
    committee.call.announced_at, committee.call.announced_by = clock.now(), committee.owner
    committee.call.save()
    path = reverse("organiser:committee-appeals", args=[committee.edition.code, 1])
    Appeal.objects.create(application=rows[0], text="Encore", sent_by=committee.owner)
    desk.get(path)
    one = questions(desk, path)
    Appeal.objects.bulk_create(Appeal(application=row, text="Encore", sent_by=committee.owner) for row in rows[1:])

    assert questions(desk, path) == one


def test_before_a_stop_can_be_closed_the_first_without_a_figure_are_shown(committee: Committee, desk: Client) -> None:
    make_participants(committee.edition, 30)

    page = desk.get(reverse("organiser:closing-stop", args=[committee.edition.code, 1]))

    assert (len(page.context["rows"]), page.context["missing_count"]) == (25, 30)
    assert "The first 25 of 30 are shown." in desk.get(page.wsgi_request.path.replace("/ar/", "/en/")).text


def test_best_sellers_are_in_order_from_page_to_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(national, "COOPERATIVES_A_PAGE", 2)
    edition = make_fair()
    sellers = make_participants(edition, 5)
    for place, amount in enumerate(["50.00", "90.00", "10.00", "90.00", "70.00"]):
        sell(sellers[place], amount)
    staff = signed_in(make_user(is_staff=True))
    url = reverse("organiser:national-cooperatives")

    pages = [staff.get(url, {"page": number, "year": 2026}) for number in (1, 2, 3)]

    shown = [row.name for page in pages for row in page.context["rows"]]
    in_order = [str(sellers[place].cooperative) for place in (1, 3, 4, 0, 2)]
    assert shown == in_order
    assert all([row.name for row in page.context["most"]] == in_order for page in pages[1:])
    assert {page.context["figures"].turnover for page in pages} == {Decimal("310.00")}
