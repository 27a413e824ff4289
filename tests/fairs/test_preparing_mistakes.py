"""Mistakes before a fair that are mended again, and ways that lead nowhere."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.urls import reverse

from cooperatives import clock
from cooperatives.audit.models import AuditEntry
from fairs.enums import EditionRole
from fairs.models import Edition, EditionDay, Participation
from fairs.plan.models import Plan
from tests.factories import make_cooperative, make_place, make_programme, make_user
from tests.fairs.calls import TODAY, make_call, make_coming_fair, make_open_call
from tests.fairs.test_preparing_pages import make_later_stop, owner_of, page_of, send

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_day_in_september() -> Iterator[None]:
    with clock.frozen_at(TODAY):
        yield


def test_year_typed_wrong_makes_no_century_of_days() -> None:
    programme = make_programme()
    place = make_place()
    typed = {"name_fr": "Salon", "starts_at": "2027-05-03T09:00", "ends_at": "2207-05-06T20:00"}
    typed |= {"place_text": place.name_ar, "business_day_ends": "04:00", "cash_held_by": "cooperative"}

    refused = send(owner_of(programme), reverse("organiser:new-edition", args=[programme.code]), typed)

    assert refused.status_code == 422
    assert refused.context["form"].errors["ends_at"]
    assert not Edition.objects.exists()


def test_stop_written_by_mistake_is_taken_away_and_one_in_use_stays() -> None:
    edition = make_coming_fair()
    first, client = edition.stops.get(), owner_of(edition)
    Edition.objects.update(ends_at=edition.ends_at + timedelta(days=30))
    only = send(client, page_of("remove-stop", edition, 1), {})
    assert (only.status_code, edition.stops.count()) == (302, 1)
    second, third = make_later_stop(edition), make_later_stop(edition, 3)
    make_call(second)
    Plan.objects.create(stop=second, columns=20)
    EditionDay.objects.create(stop=third, day=third.starts_at.date())
    Participation.objects.create(stop=third, cooperative=make_cooperative())
    make_call(first, opened_at=TODAY, opened_by=make_user())

    assert page_of("remove-stop", edition, 2) in client.get(page_of("stop", edition, 2)).content.decode()
    assert page_of("remove-stop", edition, 1) not in client.get(page_of("stop", edition, 1)).content.decode()
    for number in (1, 2, 3):
        send(client, page_of("remove-stop", edition, number), {})

    assert set(edition.stops.values_list("number", flat=True)) == {1, 3}
    assert third.days.exists()
    assert AuditEntry.objects.get(action="stop.remove").before["number"] == 2


@pytest.mark.parametrize(
    ("role", "led_to"),
    [(EditionRole.OWNER, True), (EditionRole.COMMITTEE, True), (EditionRole.FIELD_STAFF, False)],
)
def test_next_step_leads_nobody_to_a_page_that_is_not_there_for_them(role: str, led_to: bool) -> None:
    call = make_open_call()
    edition = call.stop.edition
    client = owner_of(edition, role=role)
    there = page_of("committee", edition)

    shown = client.get(page_of("prepare", edition)).content.decode()

    assert (f'href="{there}"' in shown) is led_to
    assert client.get(there).status_code == (200 if led_to else 404)
    with clock.frozen_at(call.stop.starts_at):
        shown = client.get(page_of("prepare", edition)).content.decode()
    assert (f'href="{page_of("day", edition)}"' in shown) is (role != EditionRole.COMMITTEE)
