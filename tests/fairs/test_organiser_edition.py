"""One edition as its organisers see it: figures, cooperatives, what is ordered, what waits for a person."""

import json
import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from catalogue.partner.models import Shortage
from cooperatives import clock
from cooperatives.money import ZERO
from fairs.enums import Channel, EditionRole
from fairs.organiser.hooks import OrderedNotCertainProvider, ordered_not_certain_provider
from fairs.revenue.declared import NewTotal, declare_total
from fairs.revenue.models import CoarseCell
from fairs.revenue.services import record_sales
from fairs.tills.models import QuarantinedRecord, Sale, Till, TillSession
from fairs.tills.models import SaleLine as TillLine
from tests.factories import make_cooperative, make_edition, make_participation, make_product, make_stall, make_user
from tests.fairs.facts import line, sale
from tests.fairs.organisers import (
    EVENING,
    FIRST_DAY,
    make_fair,
    make_organiser,
    make_participants,
    questions,
    sell,
    signed_in,
)

pytestmark = pytest.mark.django_db
SECOND_DAY = FIRST_DAY + timedelta(days=1)
PAGES = ("edition", "edition-figures", "waiting", "declared", "tills")


@pytest.fixture(autouse=True)
def _evening():
    with clock.frozen_at(EVENING):
        yield


@pytest.fixture
def edition():
    return make_fair()


@pytest.fixture
def client(edition) -> Client:
    return signed_in(make_organiser(edition))


def page_of(edition, name: str = "edition") -> str:
    return reverse(f"organiser:{name}", args=[edition.code])


@pytest.mark.parametrize("name", PAGES)
def test_another_organisers_edition_is_not_there(client: Client, name: str) -> None:
    other = make_fair(code="other")

    assert client.get(page_of(other, name)).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_pages_of_an_edition_only_read(client: Client, edition, name: str) -> None:
    first = make_participants(edition, 1)[0]
    sell(first, "100.00")
    before = list(CoarseCell.objects.values())

    assert client.get(page_of(edition, name)).status_code == 200
    assert list(CoarseCell.objects.values()) == before


@pytest.mark.parametrize("name", ["edition", "edition-figures", "waiting"])
def test_pages_that_show_figures_take_no_form(client: Client, edition, name: str) -> None:
    assert client.post(page_of(edition, name)).status_code == 405


def test_fragment_sends_a_visitor_to_sign_in_as_a_whole_page(edition) -> None:
    response = Client().get(page_of(edition, "edition-figures"), headers={"HX-Request": "true"})

    assert "/account/login/" in response["HX-Redirect"]


def test_figures_by_day_channel_and_evidence_are_exact(client: Client, edition) -> None:
    first, second = make_participants(edition, 2)
    sell(first, "100.10")
    sell(first, "50.20", counts_on=SECOND_DAY)
    sell(first, "20.30", channel=Channel.ONLINE)
    declare_total(total=NewTotal(second.pk, SECOND_DAY, Decimal("70.40")), by=None)

    shown = client.get(page_of(edition)).context

    assert shown["figures"].turnover == Decimal("241.00")
    assert shown["figures"].at_stalls.itemised.turnover == Decimal("150.30")
    assert shown["figures"].at_stalls.declared.turnover == Decimal("70.40")
    assert shown["figures"].online.turnover == Decimal("20.30")
    assert {day: figures.turnover for day, figures in shown["by_day"]} == {
        FIRST_DAY: Decimal("120.40"),
        SECOND_DAY: Decimal("120.60"),
    }


def test_corrections_after_settlement_stand_apart(client: Client, edition) -> None:
    (participation,) = make_participants(edition, 1)
    sell(participation, "100.00")
    edition.settled_at = clock.now()
    edition.save()
    sell(participation, "30.00")

    shown = client.get(page_of(edition)).context

    assert (shown["figures"].turnover, shown["figures"].total.corrections) == (Decimal("100.00"), Decimal("30.00"))
    assert not shown["is_growing"]


def test_cooperatives_come_by_name_in_the_language_of_the_page(edition) -> None:
    for arabic, french in (("ياء", "Atlas"), ("باء", "Éclat"), ("أركان", "Zitoune")):
        make_participation(edition, make_cooperative(name_ar=arabic, name_fr=french, name_en=french))
    client = signed_in(make_organiser(edition))

    def names(language: str) -> list[str]:
        response = client.get(f"/{language}/organiser/editions/{edition.code}/")
        return [row.name for row in response.context["cooperatives"].listed]

    assert names("fr") == ["Atlas", "Éclat", "Zitoune"]
    assert names("ar") == ["أركان", "باء", "ياء"]


def test_cooperative_of_which_nothing_is_written_down_is_named(client: Client, edition) -> None:
    sold, silent = make_participants(edition, 2)
    sell(sold, "100.00")

    response = client.get(page_of(edition))

    assert {row.name for row in response.context["cooperatives"].listed if row.is_silent} == {str(silent.cooperative)}
    assert response.context["cooperatives"].silent == 1


def test_cooperatives_can_be_listed_by_turnover(client: Client, edition) -> None:
    little, much = make_participants(edition, 2)
    sell(little, "10.00")
    sell(much, "100.00")

    response = client.get(page_of(edition), {"sort": "turnover"})

    assert [row.figures.turnover for row in response.context["cooperatives"].listed] == [
        Decimal("100.00"),
        Decimal("10.00"),
    ]


def test_page_asks_as_many_questions_for_three_cooperatives_as_for_three_hundred(client: Client, edition) -> None:
    participants = make_participants(edition, 3)
    record_sales(facts=[sale(line(one, "10.00")) for one in participants])
    client.get(page_of(edition))
    few = {name: questions(client, page_of(edition, name)) for name in PAGES}
    anew = questions(client, f"{page_of(edition)}?for=three")
    participants = make_participants(edition, 297)
    record_sales(facts=[sale(line(one, "10.00"), counts_on=SECOND_DAY) for one in participants])

    assert questions(client, f"{page_of(edition)}?for=three-hundred") == anew > few["edition"]
    client.get(page_of(edition))
    assert {name: questions(client, page_of(edition, name)) for name in PAGES} == few
    assert client.get(page_of(edition)).context["figures"].turnover == Decimal("3000.00")


def test_the_list_of_cooperatives_is_kept_until_something_in_it_changes(client: Client, edition) -> None:
    first, second = make_participants(edition, 2)
    sell(first, "100.00")
    anew, kept = (questions(client, page_of(edition)) for _look in range(2))
    assert kept < anew

    sell(second, "31.00")
    assert "31,00" in client.get(page_of(edition)).content.decode()

    third = make_participation(edition, make_cooperative(name_ar="تعاونية جديدة"))
    assert str(third.cooperative) in client.get(page_of(edition)).content.decode()
    assert questions(client, page_of(edition)) == kept


@dataclass(frozen=True)
class Goods:
    edition_id: int
    cooperative_id: int
    ordered_on: date
    goods: Decimal


def test_what_is_ordered_and_not_certain_stands_apart_from_the_turnover(client: Client, edition, monkeypatch) -> None:
    first, second = make_participants(edition, 2)
    sell(first, "100.00")
    rows = [
        Goods(edition.pk, first.cooperative_id, FIRST_DAY, Decimal("20.00")),
        Goods(edition.pk, first.cooperative_id, SECOND_DAY, Decimal("5.00")),
        Goods(edition.pk, second.cooperative_id, FIRST_DAY, Decimal("7.00")),
    ]
    monkeypatch.setattr(
        ordered_not_certain_provider, "_ask", lambda ids: [row for row in rows if row.edition_id in ids]
    )

    shown = client.get(page_of(edition)).context

    assert shown["figures"].turnover == Decimal("100.00")
    assert shown["ordered"].total == Decimal("32.00")
    assert sorted(row.ordered for row in shown["cooperatives"].listed) == [Decimal("7.00"), Decimal("25.00")]


def test_nothing_is_ordered_where_nobody_told() -> None:
    assert list(OrderedNotCertainProvider()([1])) == []


def test_shop_tells_what_is_ordered() -> None:
    assert ordered_not_certain_provider._ask is not None
    assert list(ordered_not_certain_provider([make_edition().pk])) == []


@pytest.fixture
def till(edition) -> Till:
    return Till.objects.create(stall=make_stall(edition), token_digest=uuid.uuid4().hex)


def flagged(till: Till, edition, *, amount: str = "150.00") -> Sale:
    session = TillSession.objects.create(till=till, opened_at=EVENING)
    sold = Sale.objects.create(
        id=uuid.uuid4(),
        till=till,
        session=session,
        number=1,
        stop=edition.stops.get(),
        sold_at=EVENING,
        counts_on=SECOND_DAY,
        payment="cash",
        total=Decimal(amount),
        status="flagged",
        problems=[{"code": "wrong_total"}],
        content_digest="x",
    )
    product = make_product()
    TillLine.objects.create(
        sale=sold,
        position=0,
        product=product,
        cooperative=product.cooperative,
        title="x",
        language="ar",
        unit="piece",
        quantity=1,
        unit_price=Decimal(amount),
        amount=Decimal(amount),
        tax_rate=0,
        tax=ZERO,
        commission_rate=0,
        commission=ZERO,
    )
    Shortage.objects.create(stockrecord=product.stockrecord, quantity=1, key=f"sale:{sold.pk}:0")
    return sold


def test_what_waits_for_a_person_is_counted_and_listed(client: Client, edition, till) -> None:
    doubtful = flagged(till, edition)
    payload = {"id": "<script>", "total": "many"}
    kept = QuarantinedRecord.objects.create(
        till=till, payload=payload, content_digest="y", problems=[{"code": "unreadable"}]
    )
    Shortage.objects.create(stockrecord=make_product().stockrecord, quantity=2, key="sale:elsewhere:0")

    waiting = client.get(page_of(edition)).context["waiting"]

    assert (waiting.flagged, waiting.quarantined, waiting.shortages) == (1, 1, 1)
    lists = {
        kind: client.get(page_of(edition, "waiting"), {"kind": kind})
        for kind in ("flagged", "quarantined", "shortages")
    }
    assert list(lists["flagged"].context["listed"]) == [doubtful]
    assert list(lists["quarantined"].context["listed"]) == [kept]
    assert [shortage.key for shortage in lists["shortages"].context["listed"]] == [f"sale:{doubtful.pk}:0"]
    assert "<script>" not in lists["quarantined"].content.decode()
    assert json.dumps("many").replace('"', "&quot;") in lists["quarantined"].content.decode()


def test_what_waits_at_another_edition_is_not_shown(client: Client, edition) -> None:
    other = make_fair()
    till = Till.objects.create(stall=make_stall(other), token_digest="z")
    flagged(till, other)

    assert client.get(page_of(edition)).context["waiting"].total == 0


def test_committee_member_reads_and_writes_nothing(edition) -> None:
    (participation,) = make_participants(edition, 1)
    client = signed_in(make_organiser(edition, role=EditionRole.COMMITTEE))

    for name in PAGES:
        assert client.get(page_of(edition, name)).status_code == 200
    assert client.get(page_of(edition, "declared")).context["form"] is None
    assert client.get(page_of(edition, "tills")).context["form"] is None
    given = {"participation": participation.public_id, "day": FIRST_DAY.isoformat(), "amount": "5"}
    assert client.post(page_of(edition, "declared"), given).status_code == 404
    assert client.post(page_of(edition, "tills"), {"stall": "A1"}).status_code == 404


def test_staff_see_every_edition(edition) -> None:
    assert signed_in(make_user(is_staff=True)).get(page_of(edition)).status_code == 200
