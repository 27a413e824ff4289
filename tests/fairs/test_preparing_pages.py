"""The organiser's screens before a fair: written, copied, refused beside the field, opened."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from cooperatives import clock
from cooperatives.idempotency import new_token
from fairs.calls.enums import BodyKind, BodyPart
from fairs.calls.models import Call, EditionBody, OrganisingBody, Quota
from fairs.enums import EditionRole
from fairs.models import Edition, EditionMembership, Programme, Stop
from tests.factories import make_edition, make_place, make_programme, make_stall, make_user
from tests.fairs.calls import (
    FIRST_DAY,
    TODAY,
    at,
    dates_of_a_call,
    make_call,
    make_coming_fair,
    make_committee,
    make_open_call,
    make_ready_call,
    typed_moment,
)
from tests.fairs.organisers import make_organiser, questions, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_day_in_september():
    with clock.frozen_at(TODAY):
        yield


def page_of(name: str, edition: Edition, *args: object) -> str:
    return reverse(f"organiser:{name}", args=[edition.code, *args])


def owner_of(of: Edition | Programme, **given) -> Client:
    return signed_in(make_organiser(of, **given))


def send(client: Client, url: str, data: dict):
    return client.post(url, {"once": new_token()} | data)


def call_typed(**given: str) -> dict[str, str]:
    dates = {name: typed_moment(moment) for name, moment in dates_of_a_call().items()}
    numbers = {"capacity": "8", "most_stalls_each": "1", "answer_hours": "48"}
    return dates | numbers | {"text_ar": "شروط", "text_fr": "Conditions"} | given


class TestEditions:
    def test_owner_of_a_programme_writes_an_edition_with_a_code_of_its_name(self) -> None:
        programme, place = make_programme(), make_place()
        client = owner_of(programme)
        typed = {
            "name_fr": "Salon de Tiznit",
            "place_text": place.name_ar,
            "starts_at": typed_moment(at(FIRST_DAY, 9)),
            "ends_at": typed_moment(at(FIRST_DAY, 21)),
            "business_day_ends": "04:00",
            "cash_held_by": "cooperative",
        }

        assert client.get(reverse("organiser:new-edition", args=[programme.code])).status_code == 200
        answer = send(client, reverse("organiser:new-edition", args=[programme.code]), typed)

        edition = Edition.objects.get()
        assert answer.status_code == 302
        assert (edition.code, edition.commune, edition.is_published) == ("salon-de-tiznit-2026", place.commune, False)
        assert edition.stops.get().name_fr == "Salon de Tiznit"

    def test_bad_dates_code_and_place_are_said_beside_their_fields_and_stay(self) -> None:
        programme = make_programme()
        make_edition(code="taken")
        client = owner_of(programme)
        typed = {
            "name_fr": "Salon",
            "code": "Not a code",
            "place_text": "Nowhere at all",
            "starts_at": typed_moment(at(date(2026, 8, 1))),
            "ends_at": typed_moment(at(date(2026, 7, 1))),
            "business_day_ends": "04:00",
            "cash_held_by": "cooperative",
            "online_opens_at": typed_moment(at(FIRST_DAY)),
        }

        answer = send(client, reverse("organiser:new-edition", args=[programme.code]), typed)

        form = answer.context["form"]
        assert answer.status_code == 422
        assert set(form.errors) == {"code", "place_text", "starts_at", "ends_at", "online_closes_at"}
        assert form["name_fr"].value() == "Salon"
        assert "Nowhere at all" in answer.content.decode()
        assert Edition.objects.count() == 1

    def test_code_that_another_edition_has_is_refused_beside_it(self) -> None:
        source = make_coming_fair(code="taken")
        client = owner_of(source.programme)

        answer = send(client, page_of("copy-edition", source), copy_typed(source, code="taken"))

        assert set(answer.context["form"].errors) == {"code"}
        assert Edition.objects.count() == 1

    def test_copy_leads_to_the_page_that_says_what_is_missing(self) -> None:
        source = make_coming_fair(code="last")
        make_call(source.stops.get())
        client = owner_of(source.programme)

        assert client.get(page_of("copy-edition", source)).status_code == 200
        answer = send(client, page_of("copy-edition", source), copy_typed(source))

        made = Edition.objects.exclude(pk=source.pk).get()
        assert answer["Location"] == page_of("prepare", made)
        assert client.get(answer["Location"]).context["missing"] == ["committee"]

    def test_first_day_that_is_past_is_refused_beside_it(self) -> None:
        source = make_coming_fair()
        client = owner_of(source.programme)

        answer = send(client, page_of("copy-edition", source), copy_typed(source, first_day="2026-08-31"))

        assert set(answer.context["form"].errors) == {"first_day"}

    def test_who_owns_one_edition_alone_begins_no_other(self) -> None:
        edition = make_coming_fair()
        client = owner_of(edition)

        assert client.get(page_of("copy-edition", edition)).status_code == 404
        assert client.get(reverse("organiser:new-edition", args=[edition.programme.code])).status_code == 404
        assert client.get(reverse("organiser:new-programme")).status_code == 404

    def test_staff_begin_a_programme_under_a_code_of_its_own(self) -> None:
        make_programme()
        client = signed_in(make_user(is_staff=True))
        url = reverse("organiser:new-programme")
        typed = {"code": "new-markets", "kind": "mobile_markets", "name_ar": "أسواق"}

        assert send(client, url, typed | {"code": "regional_fairs"}).context["form"].errors.keys() == {"code"}
        assert send(client, url, typed).status_code == 302
        assert Programme.objects.get(code="new-markets").name_ar == "أسواق"

    def test_details_change_and_the_edition_is_shown_and_hidden(self) -> None:
        edition = make_coming_fair(is_published=False)
        client = owner_of(edition)
        typed = client.get(page_of("details", edition)).context["form"].initial
        told = {
            name: typed_moment(value) if hasattr(value, "minute") and hasattr(value, "year") else value
            for name, value in typed.items()
        }
        told |= {"place_text": str(edition.commune.name), "venue_fr": "Grande place", "business_day_ends": "04:00"}

        assert send(client, page_of("details", edition), told).status_code == 302
        assert Edition.objects.get().venue_fr == "Grande place"
        send(client, page_of("publish-edition", edition), {})
        assert Edition.objects.get().is_published
        send(client, page_of("hide-edition", edition), {})
        assert not Edition.objects.get().is_published


def copy_typed(source: Edition, **given: str) -> dict[str, str]:
    return {"name_fr": "Copie", "first_day": "2027-11-01", "place_text": str(source.commune.name)} | given


class TestStops:
    def stop_typed(self, edition: Edition, **given: str) -> dict[str, str]:
        dates = {"starts_at": typed_moment(edition.starts_at), "ends_at": typed_moment(edition.ends_at)}
        return {"name_fr": "Étape", "place_text": str(edition.commune.name), "accepts_collection": "on"} | dates | given

    def test_edition_that_would_begin_before_its_set_up_is_refused_beside_the_date(self) -> None:
        edition = make_coming_fair()
        Stop.objects.update(sets_up_at=edition.starts_at)
        client = owner_of(edition)
        told = {
            "name_fr": "Salon",
            "place_text": str(edition.commune.name),
            "starts_at": typed_moment(edition.starts_at - timedelta(days=2)),
            "ends_at": typed_moment(edition.ends_at),
            "business_day_ends": "04:00",
            "cash_held_by": "cooperative",
            "online_opens_at": typed_moment(edition.online_opens_at),
            "online_closes_at": typed_moment(edition.online_closes_at),
        }

        answer = send(client, page_of("details", edition), told)

        assert set(answer.context["form"].errors) == {"starts_at"}
        assert Edition.objects.get().starts_at == edition.starts_at

    def test_point_set_up_and_venue_are_written(self) -> None:
        edition = make_coming_fair()
        client = owner_of(edition)
        sets_up = typed_moment(edition.starts_at - timedelta(days=1))
        link = "https://maps.example/@30.4278,-9.59810,17z"

        assert client.get(page_of("stop", edition, 1)).status_code == 200
        answer = send(
            client,
            page_of("stop", edition, 1),
            self.stop_typed(edition, point=link, sets_up_at=sets_up, venue_ar="ساحة"),
        )

        stop = Stop.objects.get()
        assert answer.status_code == 302
        assert (str(stop.latitude), str(stop.longitude), stop.venue_ar) == ("30.42780", "-9.59810", "ساحة")
        assert typed_moment(stop.sets_up_at) == sets_up

    @pytest.mark.parametrize("point", ["48.85, 2.35", "here"])
    def test_point_outside_morocco_is_refused_and_stays(self, point: str) -> None:
        edition = make_coming_fair()

        answer = send(owner_of(edition), page_of("stop", edition, 1), self.stop_typed(edition, point=point))

        assert set(answer.context["form"].errors) == {"point"}
        assert answer.context["form"]["point"].value() == point

    def test_stops_that_overlap_are_refused_beside_the_first_date(self) -> None:
        edition = make_coming_fair(programme_kind="mobile_markets")
        client = owner_of(edition)

        assert client.get(page_of("add-stop", edition)).status_code == 200
        answer = send(client, page_of("add-stop", edition), self.stop_typed(edition))

        assert set(answer.context["form"].errors) == {"starts_at"}
        assert Stop.objects.count() == 1

    def test_hours_are_written_for_every_day_at_once_or_each(self) -> None:
        edition = make_coming_fair()
        client = owner_of(edition)
        first, second, _third = edition.stops.get().days.order_by("day")

        assert client.get(page_of("hours", edition, 1)).status_code == 200
        assert (
            send(client, page_of("hours", edition, 1), {"all_open": "10:00", "all_close": "22:30"}).status_code == 302
        )
        first.refresh_from_db()
        assert f"{first.opens_at:%H:%M}-{first.closes_at:%H:%M}" == "10:00-22:30"
        answer = send(client, page_of("hours", edition, 1), {f"open-{second.pk}": "9:00"})
        assert set(answer.context["form"].errors) == {f"close-{second.pk}"}

    def test_months_of_a_platform_are_made(self) -> None:
        edition = make_edition(programme_kind="permanent_platforms", starts_on=date(2026, 10, 1), days=92)
        client = owner_of(edition)

        assert client.get(page_of("stops", edition)).status_code == 200
        answer = send(client, page_of("add-months", edition), {"first": "2026-10-01", "last": "2026-12-31"})

        assert answer.status_code == 302
        assert [stop.name_fr for stop in edition.stops.order_by("number")] == [
            "octobre 2026",
            "novembre 2026",
            "décembre 2026",
        ]
        again = send(client, page_of("add-months", edition), {"first": "2026-10-01", "last": "2026-12-31"})
        assert set(again.context["months_form"].errors) == {"last"}


class TestCalls:
    def test_call_is_written_and_leads_to_its_criteria(self) -> None:
        edition = make_coming_fair()
        client = owner_of(edition)

        assert client.get(page_of("call", edition, 1)).status_code == 200
        answer = send(client, page_of("call", edition, 1), call_typed())

        assert answer["Location"] == page_of("criteria", edition, 1)
        assert Call.objects.get().closes_at == dates_of_a_call()["closes_at"]
        rows = client.get(answer["Location"]).context["forms"]
        assert sum(form.initial["weight"] for form in rows.initial_forms) == 100

    def test_dates_out_of_order_and_too_many_stalls_are_said_beside_their_fields(self) -> None:
        edition = make_coming_fair(stalls=5)
        client = owner_of(edition)
        swapped = call_typed(announces_at=typed_moment(at(date(2026, 9, 10))), capacity="many")

        answer = send(client, page_of("call", edition, 1), swapped)
        assert set(answer.context["form"].errors) == {"announces_at", "capacity"}
        assert answer.context["form"]["capacity"].value() == "many"
        answer = send(client, page_of("call", edition, 1), call_typed(capacity="6"))
        assert set(answer.context["form"].errors) == {"capacity"}
        answer = send(client, page_of("call", edition, 1), call_typed(confirm_by=typed_moment(at(date(2026, 12, 1)))))
        assert set(answer.context["form"].errors) == {"capacity", "confirm_by"} - {"capacity"}
        assert not Call.objects.exists()

    def test_weights_that_do_not_come_to_a_hundred_are_refused_and_stay(self) -> None:
        call = make_ready_call()
        edition = call.stop.edition
        client = owner_of(edition)
        rows = {"criteria-TOTAL_FORMS": "2", "criteria-INITIAL_FORMS": "0"}
        rows |= {"criteria-0-name_fr": "Qualité", "criteria-0-weight": "60", "criteria-0-highest": "5"}
        rows |= {"criteria-1-name_fr": "Prix", "criteria-1-weight": "30", "criteria-1-highest": "5"}

        answer = send(client, page_of("criteria", edition, 1), rows)
        assert answer.status_code == 422
        assert answer.context["forms"].non_form_errors()
        assert 'value="Prix"' in answer.content.decode()
        assert send(client, page_of("criteria", edition, 1), rows | {"criteria-1-weight": "40"}).status_code == 302
        assert list(call.criteria.order_by("position").values_list("name_fr", flat=True)) == ["Qualité", "Prix"]

    def test_quotas_are_added_once_and_taken_away(self) -> None:
        call = make_ready_call()
        edition = call.stop.edition
        client = owner_of(edition)
        typed = {"kind": "women", "at_least": "3"}

        assert send(client, page_of("quotas", edition, 1), typed).status_code == 302
        assert set(send(client, page_of("quotas", edition, 1), typed).context["form"].errors) == {"kind"}
        province = send(client, page_of("quotas", edition, 1), {"kind": "province", "at_least": "9", "at_most": "2"})
        assert set(province.context["form"].errors) == {"province", "at_most", "at_least"}
        send(client, page_of("remove-quota", edition, 1), {"kind": "women", "province": "", "sector": ""})
        assert not Quota.objects.exists()

    def test_call_opens_by_one_press_and_once(self) -> None:
        call = make_ready_call()
        client = owner_of(call.stop.edition)
        assert client.get(page_of("prepare", call.stop.edition)).context["may_open"]

        send(client, page_of("open-call", call.stop.edition, 1), {})

        call.refresh_from_db()
        assert call.opened_at == clock.now()
        answer = client.get(page_of("prepare", call.stop.edition))
        assert not answer.context["may_open"]
        assert client.get(page_of("calls", call.stop.edition)).status_code == 200

    def test_more_time_is_given_and_less_is_refused(self) -> None:
        call = make_open_call()
        edition = call.stop.edition
        client = owner_of(edition)
        later = {name: typed_moment(getattr(call, name) + timedelta(days=2)) for name in DATES}
        sooner = later | {"closes_at": typed_moment(call.closes_at - timedelta(days=1))}

        assert client.get(page_of("extend-call", edition, 1)).status_code == 200
        assert set(send(client, page_of("extend-call", edition, 1), sooner).context["form"].errors) == {"closes_at"}
        assert send(client, page_of("extend-call", edition, 1), later).status_code == 302
        assert Call.objects.get().closes_at == call.closes_at + timedelta(days=2)

    def test_what_organisations_rely_on_cannot_be_typed_over_once_it_is_open(self) -> None:
        call = make_open_call()
        edition = call.stop.edition

        send(owner_of(edition), page_of("call", edition, 1), call_typed(opens_at="2026-10-01T10:00", text_fr="Autre"))

        changed = Call.objects.get()
        assert (changed.opens_at, changed.text_fr) == (call.opens_at, "Autre")

    def test_call_of_one_stop_is_copied_to_the_others(self) -> None:
        call = make_ready_call()
        edition = call.stop.edition
        Edition.objects.update(ends_at=edition.ends_at + timedelta(days=30))
        later = make_later_stop(edition)
        client = owner_of(edition)

        send(client, page_of("call-to-all", edition, 1, "before"), {})

        copied = Call.objects.get(stop=later)
        assert copied.closes_at == call.closes_at + timedelta(days=10)
        assert client.get(page_of("calls", edition)).status_code == 200
        assert client.get(page_of("prepare", edition) + "?stop=2").context["stop"] == later


DATES = ("closes_at", "announces_at", "confirm_by")


def make_later_stop(edition: Edition, number: int = 2) -> Stop:
    first = edition.stops.get(number=1)
    shift = timedelta(days=10) * (number - 1)
    return Stop.objects.create(
        edition=edition,
        number=number,
        name_fr=f"Étape {number}",
        commune=first.commune,
        region=first.region,
        starts_at=first.starts_at + shift,
        ends_at=first.ends_at + shift,
    )


class TestPeople:
    def test_owner_appoints_for_a_body_and_ends_it(self) -> None:
        edition = make_coming_fair()
        body = OrganisingBody.objects.create(kind=BodyKind.REGION, name_fr="Région")
        EditionBody.objects.create(edition=edition, body=body, part=BodyPart.LEADS)
        client = owner_of(edition)
        typed = {"phone": "06 12 34 56 78", "role": "committee", "body": body.public_id, "language": "fr"}

        assert client.get(page_of("people", edition)).status_code == 200
        assert send(client, page_of("appoint", edition), typed).status_code == 302
        member = EditionMembership.objects.get(role=EditionRole.COMMITTEE)
        assert member.body == body
        assert set(send(client, page_of("appoint", edition), typed).context["appoint_form"].errors) == {"phone"}
        send(client, page_of("remove-body", edition, body.public_id), {})
        assert EditionBody.objects.exists()
        send(client, page_of("end-role", edition, member.user.public_id, "committee"), {})
        member.refresh_from_db()
        assert member.ended_at == clock.now()
        send(client, page_of("remove-body", edition, body.public_id), {})
        assert not EditionBody.objects.exists()

    def test_number_that_is_none_is_refused_and_stays(self) -> None:
        edition = make_coming_fair()

        answer = send(
            owner_of(edition), page_of("appoint", edition), {"phone": "12", "role": "owner", "language": "ar"}
        )

        assert set(answer.context["appoint_form"].errors) == {"phone"}
        assert answer.context["appoint_form"]["phone"].value() == "12"

    def test_new_body_joins_and_a_second_leader_is_refused(self) -> None:
        edition = make_coming_fair()
        client = owner_of(edition)
        typed = {"name_ar": "الغرفة", "kind": "chamber", "part": "leads"}

        assert send(client, page_of("add-body", edition), typed).status_code == 302
        answer = send(client, page_of("add-body", edition), typed | {"name_ar": "أخرى"})

        assert set(answer.context["body_form"].errors) == {"part"}
        assert OrganisingBody.objects.get().name_ar == "الغرفة"

    def test_last_owner_stays(self) -> None:
        edition = make_coming_fair()
        owner = make_organiser(edition)

        send(signed_in(owner), page_of("end-role", edition, owner.public_id, "owner"), {})

        assert EditionMembership.objects.current().filter(user=owner).exists()


class TestRights:
    @pytest.mark.parametrize("role", [EditionRole.COMMITTEE, EditionRole.FIELD_STAFF])
    def test_others_look_and_write_nothing(self, role: str) -> None:
        call = make_ready_call()
        edition = call.stop.edition
        client = owner_of(edition, role=role)

        for name in ("prepare", "stops", "calls", "people"):
            assert client.get(page_of(name, edition)).status_code == 200
        assert client.get(page_of("details", edition)).status_code == 404
        assert client.get(page_of("call", edition, 1)).status_code == 404
        assert send(client, page_of("open-call", edition, 1), {}).status_code == 404
        assert send(client, page_of("appoint", edition), {}).status_code == 404
        call.refresh_from_db()
        assert call.opened_at is None

    def test_co_organiser_prepares_and_appoints_nobody(self) -> None:
        edition = make_coming_fair()
        client = owner_of(edition, role=EditionRole.CO_ORGANISER)

        assert client.get(page_of("details", edition)).status_code == 200
        assert send(client, page_of("appoint", edition), {}).status_code == 404


def test_pages_ask_as_many_questions_for_many_as_for_few() -> None:
    call = make_ready_call()
    edition = call.stop.edition
    client = owner_of(edition)
    pages = ("prepare", "calls", "people", "stops")
    few = {name: questions(client, page_of(name, edition)) for name in pages}

    for number in range(3):
        make_committee(edition)
        body = OrganisingBody.objects.create(kind=BodyKind.CHAMBER, name_fr=f"Chambre {number}")
        EditionBody.objects.create(edition=edition, body=body, part=BodyPart.SUPPORTS)
        make_stall(edition, code=f"B{number}")
    Edition.objects.update(ends_at=edition.ends_at + timedelta(days=30))
    make_call(make_later_stop(edition))

    assert {name: questions(client, page_of(name, edition)) for name in pages} == few
