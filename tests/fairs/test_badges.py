"""Badges: as many as there are people, whatever was lost or said before, and no name written over another's."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from cooperatives import clock
from cooperatives.idempotency import FIELD, new_token
from fairs.attendance.badges import end_badge, make_badges
from fairs.attendance.enums import ArrivalWay
from fairs.attendance.models import Badge
from fairs.attendance.services import mark_arrival, note_absence
from fairs.models import Edition, Participation, Stop
from fairs.papers.contents import paper_of
from fairs.papers.kinds import PaperKind
from fairs.papers.selectors import counts_of
from tests.factories import make_cooperative, make_participation, make_user
from tests.fairs.organisers import make_fair, make_organiser, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition() -> Edition:
    return make_fair()


@pytest.fixture
def stop(edition: Edition) -> Stop:
    return Stop.objects.select_related("edition", "commune", "region").get(edition=edition)


@pytest.fixture
def desk(edition: Edition) -> Client:
    return signed_in(make_organiser(edition))


def coming(edition: Edition, people: int, **given: object) -> Participation:
    participation = make_participation(edition, make_cooperative(**given))
    return say(participation, people)


def say(participation: Participation, people: int) -> Participation:
    Participation.objects.filter(pk=participation.pk).update(people=people)
    return participation


def open_numbers(participation: Participation) -> list[int]:
    return list(participation.badges.filter(ended_at__isnull=True).values_list("number", flat=True))


def test_fewer_people_of_one_hide_no_missing_badge_of_another(edition: Edition, stop: Stop) -> None:
    shrunk = coming(edition, 3)
    make_badges(stop=stop, by=make_user())
    say(shrunk, 2)
    late = coming(edition, 1)
    assert counts_of(stop).badges_missing == 1
    assert make_badges(stop=stop, by=make_user()) == 1
    assert (open_numbers(shrunk), open_numbers(late)) == ([1, 2, 3], [1])


def test_one_more_person_after_a_lost_badge_gets_one(edition: Edition, stop: Stop) -> None:
    participation = coming(edition, 2)
    make_badges(stop=stop, by=make_user())
    end_badge(badge=participation.badges.get(number=1), by=make_user())
    say(participation, 3)
    assert counts_of(stop).badges_missing == 1
    assert make_badges(stop=stop, by=make_user()) == 1
    assert open_numbers(participation) == [2, 3, 4]
    assert (counts_of(stop).badges_missing, make_badges(stop=stop, by=make_user())) == (0, 0)


def test_a_name_that_another_wrote_meanwhile_stays(desk: Client, edition: Edition, stop: Stop) -> None:
    coming(edition, 2)
    make_badges(stop=stop, by=make_user())
    first, second = Badge.objects.order_by("number")
    # Another wrote the first name after this page was opened.
    Badge.objects.filter(pk=first.pk).update(name="Aïcha")
    sent = {first.public_id: "", f"was-{first.public_id}": "", second.public_id: "Omar", f"was-{second.public_id}": ""}
    page = reverse("organiser:badges", args=[edition.code, 1])
    desk.post(page, {FIELD: new_token()} | sent)
    assert list(Badge.objects.order_by("number").values_list("name", flat=True)) == ["Aïcha", "Omar"]
    told = desk.post(page, {FIELD: new_token()} | sent | {first.public_id: "Fatima"}, follow=True)
    assert "Aïcha" in str([str(each) for each in told.context["messages"]])
    assert Badge.objects.get(pk=first.pk).name == "Aïcha"


def test_who_never_came_gets_no_certificate(edition: Edition, stop: Stop) -> None:
    came, missing = coming(edition, 1, name_fr="Venue"), coming(edition, 1, name_fr="Absente")
    late, unmarked = coming(edition, 1, name_fr="Tardive"), coming(edition, 1, name_fr="Non notée")
    days, by = list(stop.days.select_related("stop__edition").order_by("day")), make_user()
    with clock.frozen_at(stop.starts_at + timedelta(days=1, hours=12)):
        for one in (missing, late):
            note_absence(participation=one, day=days[0], by=by)
        for one, day in ((came, days[0]), (late, days[1])):
            mark_arrival(participation=one, day=day, way=ArrivalWay.HAND, key=uuid4(), by=by)
    pages = paper_of(stop, PaperKind.CERTIFICATES, "ar").given["pages"]
    assert {page["fr"]["name"] for page in pages} == {"Venue", "Tardive", "Non notée"}
    assert counts_of(stop).pieces[PaperKind.CERTIFICATES] == 3
    assert unmarked.status == "confirmed"
