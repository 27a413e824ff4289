"""What tills sent and nobody could post is counted by an organiser, or settled in words: it keeps back no closing."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from cooperatives import clock
from cooperatives.idempotency import new_token
from fairs.revenue.models import RevenueLine
from fairs.tills.models import QuarantinedRecord, Sale
from fairs.tills.services import revoke_till
from tests.factories import make_edition
from tests.fairs.organisers import EVENING, make_organiser, questions, signed_in
from tests.fairs.tills import Stand, make_stand

pytestmark = pytest.mark.django_db
ACTS = ("count-sent", "settle-sent")


@pytest.fixture(autouse=True)
def _evening():
    with clock.frozen_at(EVENING):
        yield


@pytest.fixture
def stand() -> Stand:
    return make_stand()


@pytest.fixture
def desk(stand: Stand) -> Client:
    return signed_in(make_organiser(stand.edition))


def at(name: str, stand: Stand) -> str:
    kept = QuarantinedRecord.objects.get()
    return reverse(f"organiser:{name}", args=[stand.edition.code, kept.till.public_id, kept.content_digest])


def listed(stand: Stand, client: Client) -> str:
    page = client.get(reverse("organiser:waiting", args=[stand.edition.code]), {"kind": "quarantined"})
    return str(page.content.decode())


def test_a_sale_of_a_till_that_was_switched_off_counts_once(stand: Stand, desk: Client) -> None:
    revoke_till(till=stand.till, by=None)
    stand.send(stand.sale("120.00"))
    given = {"once": new_token()}
    address = at("count-sent", stand)
    assert listed(stand, desk).count(address) == 1

    for _ in range(2):
        assert desk.post(address, given).status_code == 302
    desk.post(address, {"once": new_token()})

    assert RevenueLine.objects.get().amount == Decimal("120.00")
    assert QuarantinedRecord.objects.get().settled_by is not None
    assert address not in listed(stand, desk)


def test_what_is_still_wrong_changes_nothing_and_is_settled_in_words(stand: Stand, desk: Client) -> None:
    stand.send(stand.sale(lines=[stand.line(product="nowhere")]))

    desk.post(at("count-sent", stand), {"once": new_token()})
    assert (Sale.objects.count(), QuarantinedRecord.objects.get().settled_at) == (0, None)
    refused = desk.post(at("settle-sent", stand), {"once": new_token(), "outcome": ""})
    assert (refused.status_code, refused.context["kind"]) == (422, "quarantined")
    assert desk.post(at("settle-sent", stand), {"once": new_token(), "outcome": "Typed again"}).status_code == 302

    kept = QuarantinedRecord.objects.get()
    assert (kept.outcome, kept.settled_at, Sale.objects.count()) == ("Typed again", EVENING, 0)
    desk.post(at("settle-sent", stand), {"once": new_token(), "outcome": "Something else"})
    assert QuarantinedRecord.objects.get().outcome == "Typed again"


@pytest.mark.parametrize("name", ACTS)
def test_to_others_it_is_not_there(stand: Stand, name: str) -> None:
    revoke_till(till=stand.till, by=None)
    stand.send(stand.sale())
    other = make_edition(code="other")
    address, given = at(name, stand), {"once": new_token(), "outcome": "Mine"}

    for client in (signed_in(make_organiser(other)), signed_in(make_organiser(stand.edition, role="committee"))):
        assert client.post(address, given).status_code == 404
    elsewhere = address.replace(stand.edition.code, other.code)
    assert signed_in(make_organiser(other)).post(elsewhere, given).status_code == 404
    assert (QuarantinedRecord.objects.get().settled_at, Sale.objects.count()) == (None, 0)


def test_the_list_asks_as_many_questions_for_many_as_for_one(stand: Stand, desk: Client) -> None:
    revoke_till(till=stand.till, by=None)
    page = f"{reverse('organiser:waiting', args=[stand.edition.code])}?kind=quarantined"
    stand.send(stand.sale(number=1))
    few = questions(desk, page)

    stand.send(*(stand.sale(number=number) for number in range(2, 8)))

    assert questions(desk, page) == few
