"""Who stands where at a stop: found by name, product, place or number, on the plan and in the list."""

from datetime import date, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from cooperatives import clock
from fairs.attendance.enums import WorkshopKind
from fairs.attendance.models import InstitutionalStand, Workshop
from fairs.enums import ParticipationStatus
from fairs.models import Edition, Stall, Stop
from fairs.plan.drawing import drawing_of
from fairs.plan.models import Plan, PlanMark, PlanPlace
from tests.factories import make_commune, make_cooperative, make_edition, make_participation, make_stall
from tests.fairs.organisers import make_participants, questions

pytestmark = pytest.mark.django_db
URL = "/fr/fairs/salon/finder/"


@pytest.fixture
def edition() -> Edition:
    return make_edition(code="salon", starts_on=date(2026, 8, 3), days=3, is_published=True)


@pytest.fixture
def stop(edition: Edition) -> Stop:
    return Stop.objects.get(edition=edition)


def stands(edition: Edition, code: str, **named: Any) -> Stall:
    return make_stall(edition, make_participation(edition, make_cooperative(**named)), code=code)


def names(client: Client, query: str = "") -> list[str]:
    html = BeautifulSoup(client.get(URL + query).content, "html.parser")
    return [row.select_one(".who > :first-child").get_text() for row in html.select(".finder-list > li:not([hidden])")]


def test_everybody_is_listed_by_the_number_of_the_stall_and_who_has_none_last(client: Client, edition: Edition) -> None:
    make_participation(edition, make_cooperative(name_fr="Sans stand"))
    stands(edition, "B1", name_fr="Deuxième")
    stands(edition, "A1", name_fr="Première")
    assert names(client) == ["Première", "Deuxième", "Sans stand"]


@pytest.mark.parametrize("typed", ["tafraout", "TAFRAOÛT", "a7", "تافراوت", "أركان"])
def test_a_name_a_place_or_a_number_finds_it_without_scripts(client: Client, edition: Edition, typed: str) -> None:
    stands(edition, "A7", name_fr="Coopérative Tafraout", name_ar="تعاونية تافراوت لاركان")
    elsewhere = make_commune(code="151", region="06", name_fr="Settat", name_ar="سطات")
    make_participation(edition, make_cooperative(name_fr="Autre", name_ar="أخرى", commune=elsewhere))
    assert names(client, f"?q={typed}") == ["Coopérative Tafraout"]


def test_all_stay_on_the_page_that_was_asked_for_one(client: Client, edition: Edition) -> None:
    stands(edition, "A1", name_fr="Première")
    stands(edition, "A2", name_fr="Deuxième")
    html = BeautifulSoup(client.get(f"{URL}?q=deuxieme").content, "html.parser")
    assert [row.has_attr("hidden") for row in html.select(".finder-list > li")] == [True, False]


def test_who_share_a_stall_are_both_on_the_plan_and_lead_from_it_once(
    client: Client, edition: Edition, stop: Stop
) -> None:
    both = [make_participation(edition, make_cooperative(name_fr=name)) for name in ("Une", "Deux")]
    stall = make_stall(edition, *both, code="P1", is_shared=True)
    plan = Plan.objects.create(stop=stop, columns=10, rows=8)
    PlanPlace.objects.create(plan=plan, stall=stall, column=2, row=3)
    html = BeautifulSoup(client.get(URL).content, "html.parser")
    assert html.select_one("svg a[data-stall=P1]")["aria-label"] == "P1: Une, Deux"
    assert len(html.select("#stall-P1")) == 1
    assert len(html.select(".finder-list > li[data-codes=P1]")) == 2


def test_on_the_second_day_only_who_stands_there_then_is_found(client: Client, edition: Edition, stop: Stop) -> None:
    stall = stands(edition, "A1", name_fr="Partie")
    instead = make_participation(edition, make_cooperative(name_fr="Venue"))
    days = list(stop.days.order_by("day"))
    stall.assignments.exclude(day=days[0]).delete()
    for day in days[1:]:
        stall.assignments.create(day=day, participation=instead)
    with clock.frozen_at(stop.starts_at + timedelta(days=1, hours=12)):
        html = BeautifulSoup(client.get(URL).content, "html.parser")
    assert html.select_one("#stall-A1 .who > :first-child").get_text() == "Venue"
    assert "du 3 au 5 août 2026" in html.select_one(".page-head").get_text()
    assert names(client) == ["Partie", "Venue"]


def test_who_withdrew_is_not_there(client: Client, edition: Edition) -> None:
    participation = make_participation(edition, make_cooperative())
    participation.status = ParticipationStatus.WITHDRAWN
    participation.save()
    assert names(client) == []


def test_an_institution_stands_in_the_list_and_names_no_shop(client: Client, edition: Edition, stop: Stop) -> None:
    stall = Stall.objects.create(edition=edition, code="I1", is_institutional=True)
    InstitutionalStand.objects.create(stop=stop, name="Office de développement", stall=stall)
    html = client.get(URL).content.decode()
    assert names(client) == ["Office de développement"]
    assert 'id="stall-I1"' in html


def test_the_plan_links_each_stall_to_its_line(client: Client, edition: Edition, stop: Stop) -> None:
    stall = stands(edition, "A1", name_fr="Première")
    plan = Plan.objects.create(stop=stop, columns=10, rows=8)
    PlanPlace.objects.create(plan=plan, stall=stall, column=2, row=3, width=2, height=1)
    PlanMark.objects.create(plan=plan, kind="entrance", column=0, row=0)
    html = BeautifulSoup(client.get(URL).content, "html.parser")
    place = html.select_one("svg a[data-stall=A1]")
    assert (place["href"], place["aria-label"]) == ("#stall-A1", "A1: Première")
    assert place.rect.attrs == {"x": "20", "y": "30", "width": "20", "height": "10", "rx": "1"}
    assert html.select_one("#stall-A1") is not None


def test_a_stall_that_ended_is_off_the_drawing(edition: Edition, stop: Stop) -> None:
    stall = Stall.objects.create(edition=edition, code="A1", ended_at=clock.now())
    plan = Plan.objects.create(stop=stop)
    PlanPlace.objects.create(plan=plan, stall=stall, column=0, row=0)
    drawing = drawing_of(stop)
    assert drawing is not None
    assert drawing.places == ()


def test_workshops_still_to_come_are_told(client: Client, stop: Stop) -> None:
    begins = stop.starts_at
    common = {"stop": stop, "kind": WorkshopKind.TRAINING}
    Workshop.objects.create(title="Passé", starts_at=begins, ends_at=begins + timedelta(hours=1), **common)
    Workshop.objects.create(
        title="À venir", starts_at=begins + timedelta(hours=5), ends_at=begins + timedelta(hours=6), **common
    )
    with clock.frozen_at(begins + timedelta(hours=2)):
        html = client.get(URL).content.decode()
    assert "À venir" in html
    assert "Passé" not in html


@pytest.mark.parametrize("path", ["/fr/fairs/nothing/finder/", f"{URL}?stop=9", "/fr/fairs/nothing/finder/worker.js"])
def test_what_is_not_there_is_404(client: Client, edition: Edition, path: str) -> None:
    assert client.get(path).status_code == 404


def test_an_edition_that_is_not_published_has_no_finder(client: Client, edition: Edition) -> None:
    Edition.objects.update(is_published=False)
    assert client.get(URL).status_code == 404


def test_the_worker_is_a_script_that_is_asked_for_anew(client: Client, edition: Edition) -> None:
    answer = client.get(f"{URL}worker.js")
    assert (answer["Content-Type"].split(";")[0], answer["Cache-Control"]) == ("text/javascript", "no-cache")


def test_it_asks_as_much_for_two_exhibitors_as_for_forty(client: Client, edition: Edition) -> None:
    make_participants(edition, 2)
    client.get(URL)
    few = questions(client, URL)
    make_participants(edition, 38)
    assert questions(client, URL) == few
    assert few <= 10
