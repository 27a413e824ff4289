"""Enrolling the tills of an edition by one scan, seeing where they stand, switching them off."""

import base64
import re
from datetime import UTC, datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from cooperatives import clock
from cooperatives.idempotency import new_token
from fairs.enrolment import CODE_LASTS, CodeNotGood, take_code
from fairs.models import EditionDay
from fairs.organiser.till_acts import CodeTaken, invite_till, new_code
from fairs.organiser.till_desk import SILENT_AFTER
from fairs.services.cashiers import pin_hash
from fairs.tills.models import Cashier, Till
from fairs.tills.services import enrol_till, till_of
from tests.factories import make_stall, make_user
from tests.fairs.organisers import EVENING, make_fair, make_organiser, questions, signed_in

pytestmark = pytest.mark.django_db
DEVICE_TOKEN = "d" * 43


@pytest.fixture
def edition():
    return make_fair()


@pytest.fixture
def organiser(edition):
    return make_organiser(edition)


@pytest.fixture
def client(organiser) -> Client:
    return signed_in(organiser)


def page_of(edition) -> str:
    return reverse("organiser:tills", args=[edition.code])


def at(name: str, edition, till: Till, *more: object) -> str:
    return reverse(f"organiser:{name}", args=[edition.code, till.public_id, *more])


def code_in(response) -> str:
    """The code as a device reads it from the QR."""
    return response.context["link"].partition("#enrol=")[2]


def scan(code: str, token: str = DEVICE_TOKEN) -> Till:
    return take_code(devices=Till, code=code, token=token)


class TestEnrolling:
    def test_code_is_shown_once_to_scan_and_the_device_takes_it(self, client: Client, edition, organiser) -> None:
        stall = make_stall(edition, code="B7")

        response = client.post(page_of(edition), {"stall": "B7", "label": "Téléphone de Aïcha", "once": new_token()})

        till, code = Till.objects.get(), code_in(response)
        assert (till.stall, till.label, till.enrolled_by) == (stall, "Téléphone de Aïcha", organiser)
        page = response.content.decode()
        assert re.search(r"<svg[^>]*role=\"img\"", page)
        assert code in page
        assert "no-store" in response["Cache-Control"]
        assert code not in client.get(page_of(edition)).content.decode()
        assert scan(code) == till
        assert till_of(token=DEVICE_TOKEN) == till

    def test_page_says_when_the_device_has_taken_it(self, client: Client, edition) -> None:
        till, code = invite_till(stall=make_stall(edition), label="", by=make_user())
        before = client.get(at("till-state", edition, till)).content.decode()

        scan(code)

        after = client.get(at("till-state", edition, till)).content.decode()
        whole = client.get(at("till", edition, till)).content.decode()
        assert "hx-get" in before
        assert "notice-success" not in before
        for page in (after, whole):
            assert "notice-success" in page
            assert "hx-trigger" not in page

    def test_form_sent_twice_invites_one_till_and_shows_no_code_again(self, client: Client, edition) -> None:
        make_stall(edition, code="B7")
        form = {"stall": "B7", "once": new_token()}
        code = code_in(client.post(page_of(edition), form))

        response = client.post(page_of(edition), form, follow=True)

        assert Till.objects.count() == 1
        assert code not in response.content.decode()

    @pytest.mark.parametrize("code", ["", "Z9"])
    def test_stall_that_is_not_there_is_told_beside_the_field(self, client: Client, edition, code: str) -> None:
        make_stall(make_fair(), code="Z9")

        response = client.post(page_of(edition), {"stall": code, "label": "Le mien", "once": new_token()})

        assert response.status_code == 422
        assert list(response.context["form"].errors) == ["stall"]
        assert 'value="Le mien"' in response.content.decode()
        assert not Till.objects.exists()

    def test_another_code_takes_the_place_of_one_that_ran_out(self, client: Client, edition) -> None:
        with clock.frozen_at(EVENING):
            till, old = invite_till(stall=make_stall(edition), label="", by=make_user())
        with clock.frozen_at(EVENING + CODE_LASTS):
            assert client.get(at("till", edition, till)).context["code_ran_out"] is True
            with pytest.raises(CodeNotGood):
                scan(old)

            fresh = code_in(client.post(at("till-code", edition, till), {"once": new_token()}))

            with pytest.raises(CodeNotGood):
                scan(old)
            assert scan(fresh) == till
        assert Till.objects.count() == 1

    def test_a_till_that_sells_is_not_thrown_out_by_another_code(self, client: Client, edition) -> None:
        till, code = invite_till(stall=make_stall(edition), label="", by=make_user())
        scan(code)

        response = client.post(at("till-code", edition, till), {"once": new_token()})

        assert response.status_code == 302
        assert till_of(token=DEVICE_TOKEN) == till
        with pytest.raises(CodeTaken):
            new_code(till_id=till.pk, by=make_user())


class TestSwitchingOff:
    def test_till_is_switched_off_once_and_stays_in_the_list(self, client: Client, edition, organiser) -> None:
        till, token = enrol_till(stall=make_stall(edition), by=None)

        with clock.frozen_at(EVENING):
            client.post(at("revoke-till", edition, till))
        client.post(at("revoke-till", edition, till))

        till.refresh_from_db()
        assert (till.revoked_at, till.revoked_by) == (EVENING, organiser)
        assert list(client.get(page_of(edition)).context["tills"]) == [till]
        assert till_of(token=token).revoked_at == EVENING

    def test_reading_switches_nothing_off(self, client: Client, edition) -> None:
        till, _ = enrol_till(stall=make_stall(edition), by=None)

        assert client.get(at("revoke-till", edition, till)).status_code == 405
        till.refresh_from_db()
        assert till.revoked_at is None

    def test_till_of_another_edition_is_not_there(self, client: Client, edition) -> None:
        other = make_fair()
        till, _ = enrol_till(stall=make_stall(other), by=None)

        for place in (edition, other):
            assert client.post(at("revoke-till", place, till)).status_code == 404
            assert client.post(at("till-code", place, till), {"once": new_token()}).status_code == 404
            for name in ("till", "till-state"):
                assert client.get(at(name, place, till)).status_code == 404
        till.refresh_from_db()
        assert till.revoked_at is None

    def test_committee_sees_tills_and_changes_none(self, edition) -> None:
        till, _ = enrol_till(stall=make_stall(edition), by=None)
        client = signed_in(make_organiser(edition, role="committee"))

        assert client.get(at("till", edition, till)).context["may_write"] is False
        for name in ("revoke-till", "till-code"):
            assert client.post(at(name, edition, till), {"once": new_token()}).status_code == 404


class TestSilence:
    """The doors of the second day (4 August) are open from 9 to 21, in Morocco one hour ahead of UTC."""

    OPENS = datetime(2026, 8, 4, 8, 0, tzinfo=UTC)

    def silent(self, client: Client, edition, moment: datetime) -> int:
        with clock.frozen_at(moment):
            return client.get(page_of(edition)).context["silent"]

    @pytest.mark.parametrize(
        ("moment", "silent"),
        [
            (OPENS - timedelta(hours=1), 0),
            (OPENS + timedelta(minutes=20), 0),
            (OPENS + timedelta(minutes=31), 1),
            (OPENS + timedelta(hours=11, minutes=59), 1),
            (OPENS + timedelta(hours=12), 0),
        ],
    )
    def test_till_is_silent_while_the_doors_are_open(
        self, client: Client, edition, moment: datetime, silent: int
    ) -> None:
        till, _ = enrol_till(stall=make_stall(edition), by=None)
        Till.objects.filter(pk=till.pk).update(last_seen_at=self.OPENS - timedelta(hours=12))

        assert self.silent(client, edition, moment) == silent

    def test_sign_of_life_ends_it_and_the_tab_counts(self, client: Client, edition) -> None:
        till, _ = enrol_till(stall=make_stall(edition), by=None)
        noon = self.OPENS + timedelta(hours=3)
        Till.objects.filter(pk=till.pk).update(last_seen_at=noon - SILENT_AFTER - timedelta(seconds=1))

        with clock.frozen_at(noon):
            context = client.get(reverse("organiser:waiting", args=[edition.code])).context
            row = client.get(page_of(edition)).context["rows"][0]
        Till.objects.filter(pk=till.pk).update(last_seen_at=noon - timedelta(minutes=1))

        assert [tab["count"] for tab in context["desk_pages"] if tab["url"] == page_of(edition)] == [1]
        assert row.is_silent
        assert self.silent(client, edition, noon) == 0

    def test_doors_that_shut_after_midnight_belong_to_the_evening_before(self, client: Client, edition) -> None:
        EditionDay.objects.filter(stop__edition=edition).update(opens_at=time(20, 0), closes_at=time(2, 0))
        till, _ = enrol_till(stall=make_stall(edition), by=None)
        Till.objects.filter(pk=till.pk).update(last_seen_at=self.OPENS)
        one_at_night = datetime(2026, 8, 5, 0, 0, tzinfo=UTC)

        assert self.silent(client, edition, one_at_night) == 1
        assert self.silent(client, edition, one_at_night + timedelta(hours=2)) == 0

    def test_what_was_switched_off_never_scanned_or_is_of_paper_is_not_silent(self, client: Client, edition) -> None:
        stall = make_stall(edition)
        long_ago = self.OPENS - timedelta(days=1)
        off, _ = enrol_till(stall=stall, by=None)
        invite_till(stall=stall, label="", by=make_user())
        Till.objects.create(stall=stall, kind="paper")
        Till.objects.update(last_seen_at=long_ago)
        Till.objects.filter(pk=off.pk).update(revoked_at=long_ago)

        assert self.silent(client, edition, self.OPENS + timedelta(hours=3)) == 0


class TestCashiers:
    @pytest.fixture
    def till(self, edition) -> Till:
        return enrol_till(stall=make_stall(edition), by=None)[0]

    @pytest.fixture
    def cashier(self, till: Till) -> Cashier:
        return Cashier.objects.create(stall=till.stall, name="Aïcha", sign="🌙", pin_salt="x", pin_hash="y")

    def test_new_number_is_told_once_and_is_what_the_devices_compare_with(
        self, client: Client, edition, till: Till, cashier: Cashier
    ) -> None:
        form = {"once": new_token()}
        response = client.post(at("reset-pin", edition, till, cashier.pk), form)
        again = client.post(at("reset-pin", edition, till, cashier.pk), form, follow=True)

        pin = response.context["pin"]
        cashier.refresh_from_db()
        assert re.fullmatch(r"[0-9]{4}", pin)
        assert pin_hash(pin, _bytes(cashier.pin_salt)) == cashier.pin_hash
        assert len(_bytes(cashier.pin_salt)) == 16
        assert "pin" not in again.context

    def test_hash_is_the_one_that_browsers_make(self) -> None:
        """PBKDF2 of SHA-256, 100,000 rounds, 256 bits: from crypto.subtle in Chromium."""
        assert pin_hash("1234", bytes(range(16))) == "hp5sg1DFvrCsw5n7qsO2DSIEM4lrJqZHc00NjxWG4fo="

    def test_cashier_who_left_sells_no_more_and_gets_no_number(
        self, client: Client, edition, till: Till, cashier: Cashier
    ) -> None:
        with clock.frozen_at(EVENING):
            client.post(at("end-cashier", edition, till, cashier.pk))
        client.post(at("end-cashier", edition, till, cashier.pk))
        response = client.post(at("reset-pin", edition, till, cashier.pk), {"once": new_token()})

        cashier.refresh_from_db()
        assert (cashier.ended_at, cashier.pin_hash) == (EVENING, "y")
        assert response.status_code == 302

    def test_cashier_of_another_stall_is_not_there(self, client: Client, edition, till: Till) -> None:
        foreign = Cashier.objects.create(stall=make_stall(edition, code="Z1"), name="B", sign="x")

        for name in ("end-cashier", "reset-pin"):
            assert client.post(at(name, edition, till, foreign.pk), {"once": new_token()}).status_code == 404


def _bytes(text: str) -> bytes:
    return base64.b64decode(text)


def test_list_asks_the_same_for_few_and_for_many(client: Client, edition) -> None:
    enrol_till(stall=make_stall(edition, code="A1"), by=None)
    few = questions(client, page_of(edition))
    for number in range(2, 6):
        enrol_till(stall=make_stall(edition, code=f"A{number}"), by=None)

    assert questions(client, page_of(edition)) == few
