"""Enrolling and switching off the tills of an edition."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from cooperatives import clock
from cooperatives.idempotency import new_token
from fairs.tills.models import Till
from fairs.tills.services import enrol_till, till_of
from tests.factories import make_stall
from tests.fairs.organisers import EVENING, make_fair, make_organiser, signed_in

pytestmark = pytest.mark.django_db


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


def test_token_is_shown_once_with_a_code_to_scan(client: Client, edition, organiser) -> None:
    stall = make_stall(edition, code="B7")

    response = client.post(page_of(edition), {"stall": "B7", "label": "Téléphone de Aïcha", "once": new_token()})

    token = response.context["token"]
    till = Till.objects.get()
    assert till_of(token=token) == till
    assert (till.stall, till.label, till.enrolled_by) == (stall, "Téléphone de Aïcha", organiser)
    page = response.content.decode()
    assert re.search(r"<svg[^>]*role=\"img\"", page)
    assert token in page
    assert "no-store" in response["Cache-Control"]
    assert token not in client.get(page_of(edition)).content.decode()


def test_form_sent_twice_enrols_one_till_and_shows_no_token_again(client: Client, edition) -> None:
    make_stall(edition, code="B7")
    form = {"stall": "B7", "once": new_token()}
    token = client.post(page_of(edition), form).context["token"]

    response = client.post(page_of(edition), form, follow=True)

    assert Till.objects.count() == 1
    assert token not in response.content.decode()


@pytest.mark.parametrize("code", ["", "Z9"])
def test_stall_that_is_not_there_is_told_beside_the_field(client: Client, edition, code: str) -> None:
    make_stall(make_fair(), code="Z9")

    response = client.post(page_of(edition), {"stall": code, "label": "Le mien", "once": new_token()})

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["stall"]
    assert 'value="Le mien"' in response.content.decode()
    assert not Till.objects.exists()


def test_till_is_switched_off_once_and_stays_in_the_list(client: Client, edition, organiser) -> None:
    till, token = enrol_till(stall=make_stall(edition), by=None)
    address = reverse("organiser:revoke-till", args=[edition.code, till.public_id])

    with clock.frozen_at(EVENING):
        client.post(address)
    client.post(address)

    till.refresh_from_db()
    assert (till.revoked_at, till.revoked_by) == (EVENING, organiser)
    assert list(client.get(page_of(edition)).context["tills"]) == [till]
    assert till_of(token=token).revoked_at == EVENING


def test_reading_switches_nothing_off(client: Client, edition) -> None:
    till, _ = enrol_till(stall=make_stall(edition), by=None)

    assert client.get(reverse("organiser:revoke-till", args=[edition.code, till.public_id])).status_code == 405
    till.refresh_from_db()
    assert till.revoked_at is None


def test_till_of_another_edition_cannot_be_switched_off(client: Client, edition) -> None:
    other = make_fair()
    till, _ = enrol_till(stall=make_stall(other), by=None)

    for code in (edition.code, other.code):
        assert client.post(reverse("organiser:revoke-till", args=[code, till.public_id])).status_code == 404
    till.refresh_from_db()
    assert till.revoked_at is None
