"""What tablets sent and nobody could record is seen at the desk, counted by a person or settled in words."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from cooperatives import clock
from cooperatives.idempotency import new_token
from fairs.enrolment import revoke_device
from fairs.models import DeclaredTotal, Participation
from fairs.rounds.models import QuarantinedVisit, Slip
from fairs.tills.models import Sale
from tests.factories import make_stall
from tests.fairs.organisers import make_organiser, signed_in
from tests.fairs.rounds import EVENING, declared, in_the_book, make_enumerator, make_evening, slip, visit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _evening() -> Iterator[None]:
    with clock.frozen_at(EVENING + timedelta(hours=1)):
        yield


@pytest.fixture
def kept():
    """An edition where a tablet that was switched off still sent a visit, its organiser, and the record."""
    edition, (stand,), salma = make_evening()
    revoke_device(device=salma.tablet, by=None)
    salma.send(visit(stand, "777.00"))
    return edition, signed_in(make_organiser(edition)), QuarantinedVisit.objects.get()


def at(name: str, edition, *more: str) -> str:
    return reverse(f"organiser:{name}", args=[edition.code, *more])


def test_what_was_kept_is_listed_with_whose_it_is_and_why(kept) -> None:
    edition, client, row = kept

    page = client.get(at("round-kept", edition)).content.decode()

    assert "777.00" in page
    assert f"kept-{row.content_digest}" in page


def test_a_person_lets_it_count_once(kept) -> None:
    edition, client, row = kept
    given = {"once": new_token()}

    client.post(at("count-kept", edition, row.content_digest), given)
    client.post(at("count-kept", edition, row.content_digest), given)

    assert declared() == Decimal("777.00")
    row.refresh_from_db()
    assert row.settled_at is not None


def test_it_may_be_settled_in_words_and_then_counts_for_nothing(kept) -> None:
    edition, client, row = kept
    address = at("settle-kept", edition, row.content_digest)

    assert client.post(address, {"once": new_token(), "outcome": ""}).status_code == 422
    assert client.post(address, {"once": new_token(), "outcome": "Entered by hand"}).status_code == 302

    row.refresh_from_db()
    assert row.outcome == "Entered by hand"
    assert DeclaredTotal.objects.count() == 0
    client.post(at("count-kept", edition, row.content_digest), {"once": new_token()})
    assert DeclaredTotal.objects.count() == 0


def test_a_slip_counts_once_its_cooperative_has_a_stall(kept) -> None:
    edition, client, _row = kept
    stand = Participation.objects.get(stop__edition=edition)
    salma = make_enumerator(edition, name="Brahim")
    sent = slip(stand, "120.00")
    salma.send_slips(sent)
    row = QuarantinedVisit.objects.latest("pk")
    address, page = at("count-kept", edition, row.content_digest), at("round-kept", edition)
    assert client.get(page).content.decode().count(address) == 1

    client.post(address, {"once": new_token()})
    assert not Sale.objects.exists()
    make_stall(edition, stand)
    given = {"once": new_token()}
    for _ in range(2):
        client.post(address, given)

    sale, entered = Sale.objects.get(), Slip.objects.get()
    assert (sale.total, [problem["code"] for problem in sale.problems]) == (
        Decimal("120.00"),
        ["slip_not_given_out", "posted_later"],
    )
    assert (entered.number, entered.entered_by) == (7, salma.user)
    row.refresh_from_db()
    assert (row.settled_at, row.outcome) == (clock.now(), sent["id"])
    (again,) = salma.send_slips(sent)
    assert (again["status"], again["first_status"]) == ("duplicate", "flagged")
    assert in_the_book() == Decimal("120.00")


def test_a_slip_whose_number_was_used_meanwhile_does_not_count(kept) -> None:
    edition, client, _row = kept
    stand = Participation.objects.get(stop__edition=edition)
    salma = make_enumerator(edition, name="Brahim")
    salma.send_slips(slip(stand, "120.00"))
    row = QuarantinedVisit.objects.latest("pk")
    make_stall(edition, stand)
    salma.send_slips(slip(stand, "90.00"))

    client.post(at("count-kept", edition, row.content_digest), {"once": new_token()})

    row.refresh_from_db()
    assert row.settled_at is None
    assert in_the_book() == Decimal("90.00")


@pytest.mark.parametrize("name", ["count-kept", "settle-kept"])
def test_to_others_it_is_not_there(kept, name: str) -> None:
    edition, _client, row = kept
    stranger = signed_in(make_organiser(make_evening()[0]))
    reader = signed_in(make_organiser(edition, role="committee"))

    for client in (stranger, reader):
        given = {"once": new_token(), "outcome": "Mine"}
        assert client.post(at(name, edition, row.content_digest), given).status_code == 404
    assert stranger.get(at("round-kept", edition)).status_code == 404
    assert (QuarantinedVisit.objects.get().settled_at, DeclaredTotal.objects.count()) == (None, 0)
