"""Tablets, paper slips and estimates at the desk: what is given out, entered, filled, signed and taken back."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from cooperatives import clock
from cooperatives.idempotency import new_token
from fairs.enrolment import new_secret
from fairs.enums import Evidence
from fairs.models import DeclaredTotal, Edition
from fairs.organiser.slip_books import books_of
from fairs.revenue.declared import NewTotal, declare_total
from fairs.revenue.models import RevenueLine
from fairs.rounds.models import Estimate, SlipBook, Tablet
from tests.factories import make_stall, make_user
from tests.fairs.organisers import EVENING, FIRST_DAY, make_fair, make_organiser, make_participants, signed_in
from tests.fairs.rounds import make_enumerator

pytestmark = pytest.mark.django_db
SECOND_DAY = FIRST_DAY + timedelta(days=1)
ON = f"1:{SECOND_DAY.isoformat()}"


@pytest.fixture(autouse=True)
def _evening() -> Iterator[None]:
    with clock.frozen_at(EVENING):
        yield


@pytest.fixture
def edition() -> Edition:
    return make_fair()


@pytest.fixture
def organiser(edition):
    return make_organiser(edition)


@pytest.fixture
def client(organiser) -> Client:
    return signed_in(organiser)


def at(edition: Edition, name: str, *more: str) -> str:
    return reverse(f"organiser:{name}", args=[edition.code, *more])


# Tablets


def test_one_scan_of_the_shown_code_joins_the_tablet(client, edition, organiser) -> None:
    given = {"person": organiser.public_id, "label": "Tablette 2", "once": new_token()}

    response = client.post(at(edition, "round-tablets"), given)

    link = urlsplit(response.context["link"])
    assert (response.status_code, link.path) == (200, "/round/")
    scanned = {"code": link.fragment.removeprefix("enrol="), "token": new_secret()}
    joined = Client().post("/api/round/v1/enrol", scanned, content_type="application/json")
    tablet = Tablet.objects.get()
    assert joined.json() == {"tablet": tablet.public_id, "edition": edition.code, "user": str(organiser)}
    assert (tablet.user, tablet.label) == (organiser, "Tablette 2")


def test_invitation_sent_twice_makes_one_tablet_and_shows_no_code_again(client, edition, organiser) -> None:
    given = {"person": organiser.public_id, "once": new_token()}
    client.post(at(edition, "round-tablets"), given)

    assert client.post(at(edition, "round-tablets"), given).status_code == 302
    assert Tablet.objects.count() == 1


def test_who_does_not_work_for_the_edition_gets_no_tablet(client, edition) -> None:
    stranger = make_user(first_name="Nobody")
    given = {"person": stranger.public_id, "label": "Tablette 9", "once": new_token()}

    response = client.post(at(edition, "round-tablets"), given)

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["person"])
    assert 'value="Tablette 9"' in response.content.decode()
    assert not Tablet.objects.exists()


def test_tablet_is_switched_off_at_once(client, edition, organiser) -> None:
    enumerator = make_enumerator(edition)
    assert enumerator.get("book").status_code == 200

    client.post(at(edition, "revoke-tablet", enumerator.tablet.public_id))

    assert enumerator.get("book").status_code == 403
    enumerator.tablet.refresh_from_db()
    assert enumerator.tablet.revoked_by == organiser


def test_tablet_of_another_edition_is_not_there(client, edition) -> None:
    other = make_fair()
    enumerator = make_enumerator(other)

    for code in (edition, other):
        assert client.post(at(code, "revoke-tablet", enumerator.tablet.public_id)).status_code == 404
    assert enumerator.get("book").status_code == 200


# Slips


def book(first: str = "101", last: str = "150", **more: str) -> dict[str, str]:
    return {"first": first, "last": last, "participation": "", "once": new_token()} | more


def test_run_of_slips_is_given_out_to_a_participant(client, edition, organiser) -> None:
    (participation,) = make_participants(edition, 1)

    response = client.post(at(edition, "round-slips"), book(participation=participation.public_id))

    assert response.status_code == 302
    given = SlipBook.objects.get()
    assert (given.first_number, given.last_number, given.participation, given.given_by) == (
        101,
        150,
        participation,
        organiser,
    )


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [("", "5", "first"), ("ten", "20", "first"), ("20", "10", "last"), ("1", "100001", "last"), ("0", "5", "first")],
)
def test_run_that_cannot_be_is_refused_and_stays_typed(client, edition, first: str, last: str, field: str) -> None:
    response = client.post(at(edition, "round-slips"), book(first, last))

    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert f'value="{last}"' in response.content.decode()
    assert not SlipBook.objects.exists()


def test_numbers_are_given_out_once(client, edition) -> None:
    client.post(at(edition, "round-slips"), book("101", "150"))

    response = client.post(at(edition, "round-slips"), book("150", "160"))

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["first"])
    assert SlipBook.objects.count() == 1


def test_gaps_between_entered_slips_are_shown(client, edition) -> None:
    (participation,) = make_participants(edition, 1)
    make_stall(edition, participation)
    client.post(at(edition, "round-slips"), book("101", "110"))
    enumerator = make_enumerator(edition)
    for number in (102, 105, 106):
        slip = {
            "id": str(uuid4()),
            "number": number,
            "participation": participation.public_id,
            "day": SECOND_DAY.isoformat(),
            "payment": "cash",
            "lines": [{"amount": "20.00"}],
            "total": "20.00",
        }
        (result,) = enumerator.send_slips(slip)
        assert result["status"] == "accepted"

    (row,) = books_of(edition)
    assert (row.entered, row.size, list(row.gaps)) == (3, 10, [(101, 101), (103, 104)])
    shown = client.get(at(edition, "round-slips"))
    assert [slip.number for slip in shown.context["slips"]] == [106, 105, 102]


# Estimates


@pytest.fixture
def answered(edition) -> list:
    """Three who said 100, 200 and 400 on the second day, and two who said nothing."""
    participations = make_participants(edition, 5)
    for participation, amount in zip(participations, (100, 200, 400), strict=False):
        declare_total(total=NewTotal(participation.pk, SECOND_DAY, Decimal(amount)), by=None)
    return participations


def estimated() -> Decimal:
    lines = RevenueLine.objects.filter(evidence=Evidence.ESTIMATED)
    return sum(lines.values_list("amount", flat=True), Decimal(0))


def sign(client: Client, edition: Edition, **more: str):
    query = {"on": ON, "method": "median_of_all"}
    seen = client.get(at(edition, "round-estimates"), query).context["proposal"].fingerprint
    given = query | {"seen": seen, "note": "partis avant la fin", "once": new_token()} | more
    return client.post(at(edition, "round-estimates"), given)


def test_method_shows_what_it_would_come_to_and_writes_nothing(client, edition, answered) -> None:
    shown = client.get(at(edition, "round-estimates"), {"on": ON, "method": "median_of_all"}).context["proposal"]

    assert (shown.response_rate, len(shown.filled), shown.total, shown.low, shown.high) == (
        Decimal("0.6000"),
        2,
        Decimal("400.00"),
        Decimal("300.00"),
        Decimal("600.00"),
    )
    assert not Estimate.objects.exists()
    assert estimated() == 0


def test_signed_estimate_fills_those_who_said_nothing(client, edition, organiser, answered) -> None:
    assert sign(client, edition).status_code == 302

    estimate = Estimate.objects.get()
    assert (estimate.signed_by, estimate.note, estimate.total) == (organiser, "partis avant la fin", Decimal("400.00"))
    assert estimated() == Decimal("400.00")


def test_estimate_without_a_reason_is_not_signed(client, edition, answered) -> None:
    response = sign(client, edition, note="")

    assert (response.status_code, list(response.context["sign_form"].errors)) == (422, ["note"])
    assert response.context["proposal"].total == Decimal("400.00")
    assert estimated() == 0


def test_estimate_of_figures_that_moved_is_looked_at_again(client, edition, answered) -> None:
    response = sign(client, edition, seen="of yesterday")

    assert (response.status_code, list(response.context["sign_form"].errors)) == (422, ["note"])
    assert "partis avant la fin" in response.content.decode()
    assert not Estimate.objects.exists()


def test_withdrawn_estimate_goes_back_to_nothing(client, edition, organiser, answered) -> None:
    sign(client, edition)
    estimate = Estimate.objects.get()
    url = at(edition, "withdraw-estimate", estimate.public_id)

    assert client.post(url, {"reason": "", "once": new_token()}).status_code == 422
    assert estimated() == Decimal("400.00")

    client.post(url, {"reason": "deux stands étaient fermés", "once": new_token()})
    estimate.refresh_from_db()
    assert (estimate.withdrawn_by, estimate.reason) == (organiser, "deux stands étaient fermés")
    assert estimated() == 0
    missing = client.get(at(edition, "round"), {"on": ON, "show": "missing"}).context["listed"]
    assert len(missing) == 2


def test_estimate_of_another_edition_is_not_there(client, edition, answered) -> None:
    sign(client, edition)
    other = make_fair()
    stranger = signed_in(make_organiser(other))

    for code in (edition, other):
        url = at(code, "withdraw-estimate", Estimate.objects.get().public_id)
        assert stranger.post(url, {"reason": "no"}).status_code == 404
    assert estimated() == Decimal("400.00")
    assert DeclaredTotal.objects.filter(evidence=Evidence.ESTIMATED).count() == 2
