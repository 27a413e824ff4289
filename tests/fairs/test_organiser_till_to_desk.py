"""From the till to the organiser's desk: what a device sends is what the organiser sees, at once."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from cooperatives import clock
from tests.fairs.organisers import EVENING, make_organiser, signed_in
from tests.fairs.tills import Stand, make_stand

pytestmark = pytest.mark.django_db


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


def page_of(stand: Stand, name: str) -> str:
    return reverse(f"organiser:{name}", args=[stand.edition.code])


def test_figures_grow_with_each_batch(stand: Stand, desk: Client) -> None:
    stand.send(stand.sale("120.00"))
    first = desk.get(page_of(stand, "edition-figures")).context["figures"]

    stand.send(stand.sale("60.00"), stand.sale("40.00"))
    second = desk.get(page_of(stand, "edition-figures")).context["figures"]

    assert (first.turnover, first.total.sales) == (Decimal("120.00"), 1)
    assert (second.turnover, second.total.sales) == (Decimal("220.00"), 3)


def test_doubtful_and_unreadable_sales_and_shortages_wait_with_their_reason(stand: Stand, desk: Client) -> None:
    too_many = stand.line("1800.00", quantity="15")
    stand.send(
        stand.sale("100.00", total="90.00"),
        stand.sale(lines=[stand.line(product="nowhere")]),
        stand.sale("1800.00", lines=[too_many]),
    )

    waiting = desk.get(page_of(stand, "waiting")).context["waiting"]

    assert (waiting.flagged, waiting.quarantined, waiting.shortages) == (1, 1, 1)
    for kind in ("flagged", "quarantined", "shortages"):
        response = desk.get(page_of(stand, "waiting"), {"kind": kind})
        assert response.status_code == 200
        assert len(response.context["listed"]) == 1


def test_till_that_sent_something_was_seen(stand: Stand, desk: Client) -> None:
    stand.send(stand.sale())

    (till,) = desk.get(page_of(stand, "tills")).context["tills"]

    assert till.last_seen_at == EVENING


def test_switched_off_till_sells_nothing_more_and_what_it_sends_waits(stand: Stand, desk: Client) -> None:
    desk.post(reverse("organiser:revoke-till", args=[stand.edition.code, stand.till.public_id]))

    stand.send(stand.sale())

    shown = desk.get(page_of(stand, "edition")).context
    assert shown["figures"].turnover == 0
    assert shown["waiting"].quarantined == 1
