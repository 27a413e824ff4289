"""Each figure of the money page opens to its lines, and they are the figure to the centime."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from cooperatives import clock
from cooperatives.enums import Role
from cooperatives.models import Cooperative
from cooperatives.settlements.selectors import positions_of
from marketplace.workspace.money import figures_of
from marketplace.workspace.money_lines import OPENED
from tests.cooperatives.paying import at
from tests.factories import make_cooperative, make_member
from tests.marketplace.money_rows import (
    keep_a_share,
    make_month,
    paid_by_card_with_refund,
    send_july,
    sold_at_a_stall,
    taken_by_carrier,
    taken_by_hand,
)

pytestmark = pytest.mark.django_db
D = Decimal
FIGURES = ("today", "month", "pending", "available", "sent", "paid")


@pytest.fixture(autouse=True)
def _in_august():
    with translation.override("en"), clock.frozen_at(at(8, 6)):
        yield


def signed_in(cooperative: Cooperative, role: str = Role.ACCOUNTANT) -> Client:
    client = Client()
    client.force_login(make_member(cooperative, role=role))
    return client


def must_add_up(cooperative: Cooperative) -> dict[str, Decimal]:
    """Every figure is what its opening and its lines come to; answer the figures."""
    figures = figures_of(cooperative, positions_of(cooperative.pk))
    for name in FIGURES:
        parts = OPENED[name](cooperative)
        lines = parts.told(list(parts.rows))
        opening = parts.opening.amount if parts.opening else D(0)
        assert parts.total == figures[name] == opening + sum(part.amount for part in lines), name
    return figures


def test_nothing_adds_up_to_nothing() -> None:
    assert set(must_add_up(make_cooperative()).values()) == {D(0)}


def test_cards_cash_at_the_door_refunds_and_stalls_add_up_before_any_statement() -> None:
    cooperative = make_cooperative()
    with clock.frozen_at(at(7, 1)):
        keep_a_share()
    taken_by_carrier(cooperative)
    paid_by_card_with_refund(cooperative)
    taken_by_hand(cooperative)
    sold_at_a_stall(cooperative, "40.00", "60.00")
    with clock.frozen_at(at(7, 20, 20)):
        figures = must_add_up(cooperative)

    assert (figures["today"], figures["month"]) == (D("100.00"), D("670.00"))
    # The carrier's 120 and what is left of the card's 300, less the share; and of the cash that it took
    # itself, the share and the delivery money.
    assert figures["pending"] == D("325.60")
    assert figures["available"] == D("-71.00")


def test_they_add_up_after_a_statement_and_after_the_payout() -> None:
    month = make_month()
    taken_by_carrier(month.cooperative, day=30, price="50.00")
    before = must_add_up(month.cooperative)
    send_july()
    after = must_add_up(month.cooperative)

    assert (before["available"], after["available"], after["sent"]) == (D("254.60"), D(0), D("254.60"))
    assert before["pending"] == after["pending"] == D("44.00")


def test_what_waits_names_its_orders_and_leads_to_them() -> None:
    cooperative = make_cooperative()
    order = taken_by_carrier(cooperative)
    page = signed_in(cooperative, Role.MANAGER).get(reverse("workspace:money-lines", args=["pending"]))

    (part,) = page.context["parts"]
    assert (part.number, part.order, part.amount) == (order.number, order.public_id, D("120.00"))
    assert reverse("workspace:order", args=[order.public_id]) in page.content.decode()


def test_the_money_page_leads_to_the_lines_of_each_figure() -> None:
    cooperative = make_cooperative()
    client = signed_in(cooperative)
    page = client.get(reverse("workspace:money")).content.decode()

    for name in FIGURES:
        url = f"{reverse('workspace:money-lines', args=[name])}?cooperative={cooperative.public_id}"
        assert url in page
        assert client.get(url).status_code == 200


def test_another_cooperatives_lines_are_not_there() -> None:
    cooperative, other = make_cooperative(), make_cooperative()
    client = signed_in(cooperative)

    for name in FIGURES:
        url = reverse("workspace:money-lines", args=[name])
        assert client.get(url, {"cooperative": other.public_id}).status_code == 404
    assert client.get(reverse("workspace:money-lines", args=["nonsense"])).status_code == 404
    assert signed_in(cooperative, Role.SELLER).get(reverse("workspace:money-lines", args=["today"])).status_code == 404


@pytest.mark.parametrize("name", ["month", "pending", "available"])
def test_the_lines_take_the_same_queries_however_many_there_are(name: str, monkeypatch) -> None:
    monkeypatch.setattr("marketplace.order.placing.OPEN_PURCHASES_LIMIT", 99)
    cooperative = make_cooperative()
    client, url = signed_in(cooperative), reverse("workspace:money-lines", args=[name])
    with clock.frozen_at(at(7, 25)):
        taken_by_carrier(cooperative)
        taken_by_hand(cooperative)
        sold_at_a_stall(cooperative, "40.00")
        with CaptureQueriesContext(connection) as few:
            client.get(url)
        for _ in range(6):
            taken_by_carrier(cooperative)
            taken_by_hand(cooperative)
            sold_at_a_stall(cooperative, "40.00", "20.00")

        with CaptureQueriesContext(connection) as many:
            client.get(url)

    assert len(many) <= len(few) + 1


def test_pages_hold_fifty_lines() -> None:
    cooperative = make_cooperative()
    with clock.frozen_at(at(7, 20)):
        sold_at_a_stall(cooperative, *["1.00"] * 60)
    with clock.frozen_at(at(7, 20, 21)):
        client, url = signed_in(cooperative), reverse("workspace:money-lines", args=["month"])
        first, second = client.get(url), client.get(url, {"page": 2})

    assert (len(first.context["parts"]), len(second.context["parts"])) == (50, 10)
