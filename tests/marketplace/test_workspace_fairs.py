"""Fairs in the workspace: one's own days, one's own part of each cash report, and nobody else's."""

import json
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from cooperatives import clock
from cooperatives.enums import Role
from cooperatives.models import Cooperative
from fairs.consignment import OwedThere
from fairs.models import Edition
from fairs.revenue.services import record_sales
from fairs.tills.closing import close_session_from_desk
from fairs.tills.models import Sale
from fairs.tills.parsing import read_batch
from fairs.tills.services import enrol_till, record_batch
from tests.factories import make_cooperative, make_member, make_participation, make_product, make_stall, make_user
from tests.fairs.consignment import hand_over, leave, make_depositor, make_platform, sell_there
from tests.fairs.facts import line, online_line, sale
from tests.fairs.organisers import EVENING, make_fair
from tests.fairs.tills import NOON

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"), clock.frozen_at(EVENING):
        yield


@pytest.fixture
def cooperative() -> Cooperative:
    return make_cooperative()


def signed_in(cooperative: Cooperative, role: str = Role.MANAGER) -> Client:
    client = Client()
    client.force_login(make_member(cooperative, role=role))
    return client


def page_of(cooperative: Cooperative, edition: Edition) -> str:
    return reverse("workspace:fair", args=[cooperative.public_id, edition.code])


def shared_till(edition: Edition, *cooperatives: Cooperative):
    """One till for all of them, and the sale that it makes: 120 dirhams of each one's first product."""
    for each in cooperatives:
        make_product(cooperative=each, price="120.00")
    parts = [make_participation(edition, each) for each in cooperatives]
    till, _ = enrol_till(stall=make_stall(edition, *parts, is_shared=True), by=None)
    return till


def sell_at(till, *cooperatives: Cooperative, number: int = 1, payment: str = "cash") -> None:
    one = {"quantity": "1", "unit_price": "120.00", "amount": "120.00"}
    sold = {
        "id": str(UUID(int=number)),
        "session": str(UUID(int=1)),
        "number": number,
        "sold_at": NOON.isoformat(),
        "payment": payment,
        "lines": [{"product": each.products.get().public_id} | one for each in cooperatives],
        "total": f"{120 * len(cooperatives)}.00",
    }
    body = json.dumps({"sales": [sold]})
    (result,) = record_batch(till=till, batch=read_batch(body.encode()))
    assert result.status == "accepted", result


class TestOwnFigures:
    def test_list_shows_the_editions_it_takes_part_in_with_what_it_sold(self, cooperative: Cooperative) -> None:
        here, quiet, elsewhere, hidden = make_fair(), make_fair(), make_fair(), make_fair(is_published=False)
        mine = make_participation(here, cooperative)
        make_participation(quiet, cooperative)
        make_participation(hidden, cooperative)
        record_sales(facts=[sale(line(mine, "150.00"))])
        record_sales(facts=[sale(line(make_participation(here, make_cooperative()), "999.00"))])
        record_sales(facts=[sale(line(make_participation(elsewhere, make_cooperative()), "999.00"))])

        rows = signed_in(cooperative).get(reverse("workspace:fairs")).context["rows"]

        assert {(row.edition, row.at_stalls, row.online) for row in rows} == {
            (here, D("150.00"), D("0.00")),
            (quiet, D("0.00"), D("0.00")),
        }

    def test_edition_shows_its_own_days_and_how_they_are_known(self, cooperative: Cooperative) -> None:
        edition = make_fair()
        mine, other = make_participation(edition, cooperative), make_participation(edition, make_cooperative())
        record_sales(
            facts=[
                sale(line(mine, "150.00"), line(other, "700.00")),
                sale(line(mine, "-30.00"), kind="return"),
                sale(line(mine, "80.00", units=None), evidence="declared", counts_on=date(2026, 8, 4)),
            ]
        )

        context = signed_in(cooperative).get(page_of(cooperative, edition)).context

        days = [(day.day, day.evidence, day.gross, day.returns, day.turnover, day.sales) for day in context["days"]]
        assert days == [
            (date(2026, 8, 3), "itemised", D("150.00"), D("30.00"), D("120.00"), 1),
            (date(2026, 8, 4), "declared", D("80.00"), D("0.00"), D("80.00"), None),
        ]
        assert context["total"] == D("200.00")
        assert context["deposit"] is None

    def test_of_a_shared_tills_report_only_its_own_part_is_shown(self, cooperative: Cooperative) -> None:
        edition, other = make_fair(), make_cooperative(name_en="The other one")
        till = shared_till(edition, cooperative, other)
        sell_at(till, cooperative, other, number=1)
        sell_at(till, other, number=2)
        sell_at(till, cooperative, number=3, payment="card")
        close_session_from_desk(session_id=UUID(int=1), counted_cash=D("360.00"), explanation="Test", by=make_user())

        response = signed_in(cooperative).get(page_of(cooperative, edition))

        reports = [(row["number"], row["payment"], row["gross"], row["sales"]) for row in response.context["reports"]]
        assert reports == [(1, "card", D("120.00"), 1), (1, "cash", D("120.00"), 1)]
        page = response.content.decode()
        assert "The other one" not in page
        assert "360" not in page

    def test_of_a_cancelled_basket_it_sees_its_own_part_and_why(self, cooperative: Cooperative) -> None:
        edition, other = make_fair(), make_cooperative(name_en="The other one")
        till = shared_till(edition, cooperative, other)
        sell_at(till, cooperative, other, number=1)
        sell_at(till, other, number=2)
        for number, one in enumerate(Sale.objects.order_by("number"), start=3):
            void = {"id": str(uuid4()), "session": str(one.session_id), "number": number, "kind": "void"}
            void |= {"reverses": str(one.pk), "sold_at": EVENING.isoformat(), "payment": "cash"}
            void |= {"total": str(one.total), "note": f"Reason {one.number}"}
            record_batch(till=till, batch=read_batch(json.dumps({"sales": [void]}).encode()))

        response = signed_in(cooperative).get(page_of(cooperative, edition))

        told = [(row["number"], row["reason"], row["amount"]) for row in response.context["cancelled"]]
        assert told == [(1, "Reason 1", D("120.00"))]
        assert "Reason 2" not in response.content.decode()

    def test_deposit_and_money_with_an_operator_stand_there(self) -> None:
        edition = make_platform()
        mine, other = make_depositor(edition), make_depositor(edition)
        for each in (mine, other):
            leave(edition, each.cooperative)
            sell_there(each, "100.00")
        hand_over(edition, "40.00", mine.cooperative)

        deposit = signed_in(mine.cooperative).get(page_of(mine.cooperative, edition)).context["deposit"]

        (row,) = deposit.rows
        assert (row.product.cooperative_id, row.there) == (mine.cooperative_id, D(3))
        assert deposit.owed == OwedThere(D("100.00"), D("40.00"), D("60.00"))

    def test_online_sales_for_an_edition_stand_apart(self, cooperative: Cooperative) -> None:
        edition = make_fair()
        stop = make_participation(edition, cooperative).stop
        record_sales(
            facts=[
                sale(
                    online_line(cooperative, "60.00", edition_id=edition.pk, stop_id=stop.pk),
                    channel="online",
                    payment="card",
                )
            ]
        )
        client = signed_in(cooperative)

        (row,) = client.get(reverse("workspace:fairs")).context["rows"]
        (day,) = client.get(page_of(cooperative, edition)).context["days"]

        assert (row.at_stalls, row.online) == (D("0.00"), D("60.00"))
        assert (day.channel, day.turnover) == ("online", D("60.00"))


class TestWhoSees:
    @pytest.mark.parametrize("role", [Role.MANAGER, Role.ACCOUNTANT])
    def test_manager_and_accountant_see_it(self, cooperative: Cooperative, role: str) -> None:
        edition = make_fair()
        make_participation(edition, cooperative)
        client = signed_in(cooperative, role)

        for path in (reverse("workspace:fairs"), page_of(cooperative, edition)):
            assert client.get(path).status_code == 200

    @pytest.mark.parametrize("role", [Role.SELLER, Role.CATALOGUE_KEEPER])
    def test_to_others_of_the_cooperative_the_figures_are_not_there(self, cooperative: Cooperative, role: str) -> None:
        edition = make_fair()
        make_participation(edition, cooperative)
        client = signed_in(cooperative, role)

        assert client.get(page_of(cooperative, edition)).status_code == 404
        home = client.get(reverse("workspace:fairs"))
        assert (home.status_code, home.context["rows"]) == (200, [])

    def test_others_pages_are_not_there(self, cooperative: Cooperative) -> None:
        edition, other = make_fair(), make_cooperative()
        make_participation(edition, other)
        client = signed_in(cooperative)

        for path in (
            page_of(other, edition),
            page_of(cooperative, edition),
            reverse("workspace:fairs") + f"?cooperative={other.public_id}",
        ):
            assert client.get(path).status_code == 404
        assert Client().get(page_of(other, edition)).status_code == 302


def test_pages_ask_the_same_for_few_and_for_many(cooperative: Cooperative) -> None:
    def sold_at(edition: Edition) -> None:
        record_sales(facts=[sale(line(make_participation(edition, cooperative), "10.00"))])

    def questions(path: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        return len(asked)

    client = signed_in(cooperative)
    first = make_fair()
    sold_at(first)
    paths = (reverse("workspace:fairs"), page_of(cooperative, first))
    few = [questions(path) for path in paths]
    for _ in range(3):
        sold_at(make_fair())
        record_sales(facts=[sale(line(first.stops.get().participations.get(), "10.00"), counts_on=date(2026, 8, 5))])

    assert [questions(path) for path in paths] == few
