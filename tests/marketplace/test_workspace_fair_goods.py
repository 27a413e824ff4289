"""One's stall at a fair, and goods taken there and back: one count each way, and what was sold between them."""

from collections.abc import Iterator
from datetime import time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from catalogue.carrying import CannotCarry, bring_goods, last_carrying, send_goods, undo_carrying
from catalogue.counting import NothingToUndo
from catalogue.models import Product
from catalogue.partner.models import StockMovement, StockRecord
from catalogue.partner.stock import Item, take_at_stall
from cooperatives import clock
from cooperatives.audit.models import AuditEntry
from cooperatives.enums import Role
from cooperatives.idempotency import new_token
from cooperatives.models import Cooperative
from fairs.attendance.models import Badge
from fairs.consignment import deposit_of
from fairs.models import Edition, EditionMembership, Participation, Stop
from fairs.plan.models import Plan, PlanPlace
from tests.factories import make_cooperative, make_edition, make_member, make_participation, make_product, make_stall
from tests.factories import make_user as make_person
from tests.fairs.calling import NOW, make_call
from tests.fairs.organisers import questions

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"), clock.frozen_at(NOW):
        yield


@pytest.fixture
def cooperative() -> Cooperative:
    return make_cooperative()


@pytest.fixture
def seller(client: Client, cooperative: Cooperative) -> Client:
    client.force_login(make_member(cooperative, role=Role.SELLER))
    return client


@pytest.fixture
def jars(cooperative: Cooperative) -> Product:
    return make_product(cooperative=cooperative, stock="20", title_en="Thyme honey")


@pytest.fixture
def olives(cooperative: Cooperative) -> Product:
    return make_product(cooperative=cooperative, stock="12.5", unit="kg", title_en="Olives")


@pytest.fixture
def edition(cooperative: Cooperative, jars: Product) -> Edition:
    edition = make_edition(starts_on=NOW.date())
    make_participation(edition, cooperative, products=[jars])
    return edition


def carry(client: Client, cooperative: Cooperative, edition: Edition, name: str, **given: Any) -> Any:
    path = reverse("workspace:fair-goods-act", args=[cooperative.public_id, edition.code, name])
    return client.post(path, {"once": new_token()} | given)


def page_of(client: Client, cooperative: Cooperative, edition: Edition) -> Any:
    return client.get(reverse("workspace:fair-goods", args=[cooperative.public_id, edition.code]))


def beside(product: Product) -> str:
    return f"q-{product.public_id}"


def in_stock(product: Product) -> Decimal:
    return StockRecord.objects.get(product=product).num_in_stock


class TestThereAndBack:
    def test_many_products_go_and_come_back_and_what_was_sold_closes_the_difference(
        self, seller: Client, cooperative: Cooperative, edition: Edition, jars: Product, olives: Product
    ) -> None:
        sent = carry(seller, cooperative, edition, "send", **{beside(jars): "12", beside(olives): "7,25"})
        assert (sent.status_code, in_stock(jars), in_stock(olives)) == (302, D(8), D("5.25"))
        take_at_stall(items=[Item(jars.stockrecord.pk, D(7), "sale:1")], edition_code=edition.code)
        page = page_of(seller, cooperative, edition).content.decode()
        assert "You took 12, sold 7, brought back 0." in page
        assert "5 are still there." in page

        carry(seller, cooperative, edition, "bring", **{beside(jars): "3", beside(olives): "7.25"})

        row = next(row for row in deposit_of(edition, cooperative) if row.product == jars)
        assert (row.left, row.sold, row.taken_back, row.there) == (D(12), D(7), D(3), D(2))
        assert (in_stock(jars), in_stock(olives)) == (D(11), D("12.5"))
        with clock.frozen_at(edition.ends_at + timedelta(hours=1)):
            page = page_of(seller, cooperative, edition).content.decode()
        assert "2 are missing" in page
        assert "Everything is accounted for." in page

    def test_more_than_is_there_moves_nothing_and_is_said_beside_it(
        self, seller: Client, cooperative: Cooperative, edition: Edition, jars: Product, olives: Product
    ) -> None:
        refused = carry(seller, cooperative, edition, "send", **{beside(jars): "2.5", beside(olives): "13"})
        page = refused.content.decode()
        assert refused.status_code == 422
        assert "It is sold by the piece" in page
        assert "What is with you and not promised: 12.5." in page
        assert 'value="2.5"' in page
        assert 'value="13"' in page
        assert not StockMovement.objects.exists()
        assert carry(seller, cooperative, edition, "bring", **{beside(jars): "1"}).status_code == 422
        assert carry(seller, cooperative, edition, "send").status_code == 422
        assert "Write a number" in carry(seller, cooperative, edition, "send", **{beside(jars): "x"}).content.decode()

    def test_the_last_act_is_undone_as_a_whole(
        self, seller: Client, cooperative: Cooperative, edition: Edition, jars: Product, olives: Product
    ) -> None:
        carry(seller, cooperative, edition, "send", **{beside(jars): "2"})
        carry(seller, cooperative, edition, "send", **{beside(jars): "4", beside(olives): "1"})
        undo = page_of(seller, cooperative, edition).context["undo"]
        assert len(undo.quantities) == 2
        carry(seller, cooperative, edition, "undo", of=undo.key)
        assert (in_stock(jars), in_stock(olives)) == (D(18), D("12.5"))
        earlier = page_of(seller, cooperative, edition).context["undo"]
        assert earlier.key != undo.key
        assert carry(seller, cooperative, edition, "undo", of=undo.key).status_code == 422
        carry(seller, cooperative, edition, "undo", of=earlier.key)
        assert (in_stock(jars), page_of(seller, cooperative, edition).context["undo"]) == (D(20), None)

    def test_who_gave_up_its_place_brings_its_goods_back_and_sends_no_more(
        self, seller: Client, cooperative: Cooperative, edition: Edition, jars: Product
    ) -> None:
        carry(seller, cooperative, edition, "send", **{beside(jars): "12"})
        Participation.objects.update(status="withdrawn")
        goods = reverse("workspace:fair-goods", args=[cooperative.public_id, edition.code])
        assert goods in seller.get(reverse("workspace:fairs")).content.decode()
        page = page_of(seller, cooperative, edition).content.decode()
        assert ("It goes to the fair" in page, "It is back with us" in page) == (False, True)
        assert carry(seller, cooperative, edition, "send", **{beside(jars): "1"}).status_code == 404
        carry(seller, cooperative, edition, "bring", **{beside(jars): "12"})
        assert in_stock(jars) == D(20)
        assert page_of(seller, cooperative, edition).status_code == 404
        assert goods not in seller.get(reverse("workspace:fairs")).content.decode()

    def test_who_keeps_stock_finds_the_goods_after_the_fair(
        self, seller: Client, cooperative: Cooperative, edition: Edition, jars: Product
    ) -> None:
        carry(seller, cooperative, edition, "send", **{beside(jars): "2"})
        with clock.frozen_at(edition.ends_at + timedelta(days=1)):
            page = seller.get(reverse("workspace:fairs")).content.decode()
        assert "Your goods are still there" in page
        assert reverse("workspace:fair-goods", args=[cooperative.public_id, edition.code]) in page

    def test_goods_that_are_there_are_listed_however_many_products_came_later(
        self, cooperative: Cooperative, edition: Edition, jars: Product, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        send_goods(
            cooperative_id=cooperative.pk,
            edition_code=edition.code,
            quantities={jars.pk: D(1)},
            by=make_member(cooperative),
        )
        make_product(cooperative=cooperative)
        monkeypatch.setattr("fairs.consignment.MOST_PRODUCTS", 1)
        assert [row.product for row in deposit_of(edition, cooperative)] == [jars]

    def test_what_is_gone_is_written_off_with_its_reason_and_undone(
        self, seller: Client, cooperative: Cooperative, edition: Edition, jars: Product, olives: Product
    ) -> None:
        carry(seller, cooperative, edition, "send", **{beside(jars): "12", beside(olives): "7.25"})
        take_at_stall(items=[Item(jars.stockrecord.pk, D(7), "sale:1")], edition_code=edition.code)
        with clock.frozen_at(edition.ends_at + timedelta(hours=1)):
            # Without what became of it, or more than is there: nothing moves, and what was typed stays.
            refused = carry(seller, cooperative, edition, "gone", **{beside(jars): "2"}).content.decode()
            # At the top, where the page begins, and beside the choice.
            assert refused.count("Choose what became of it.") == 2
            assert refused.count('value="2"') == 1
            too_many = carry(seller, cooperative, edition, "gone", became="lost", **{beside(jars): "6"})
            assert (too_many.status_code, "What is there: 5." in too_many.content.decode()) == (422, True)
            made_up = carry(seller, cooperative, edition, "gone", became="sold_at_stall", **{beside(jars): "1"})
            assert made_up.status_code == 422
            carry(seller, cooperative, edition, "gone", became="broken", **{beside(jars): "5", beside(olives): "0.25"})
            carry(seller, cooperative, edition, "gone", became="given_away", **{beside(olives): "7"})

            told = {row.product: row for row in deposit_of(edition, cooperative)}
            assert [(told[each].sold, told[each].gone, told[each].there) for each in (jars, olives)] == [
                (D(7), D(5), D(0)),
                (D(0), D("7.25"), D(0)),
            ]
            assert (in_stock(jars), in_stock(olives)) == (D(8), D("5.25"))
            page = page_of(seller, cooperative, edition)
            assert "Lost, given away or broken: 5." in page.content.decode()
            assert "are missing" not in page.content.decode()

            carry(seller, cooperative, edition, "undo", of=page.context["undo"].key)
            told = {row.product: row for row in deposit_of(edition, cooperative)}
            assert (told[olives].gone, told[olives].there, told[jars].gone) == (D("0.25"), D(7), D(5))
        kinds = StockMovement.objects.filter(key__contains="written-off").order_by("pk")
        assert list(kinds.values_list("kind", "change_in_stock")) == [
            ("broken", D(-5)),
            ("broken", D("-0.25")),
            ("given_away", D(-7)),
            ("given_away", D(7)),
        ]
        assert AuditEntry.objects.filter(action="stockrecord.broken", cooperative=cooperative).count() == 2

    def test_what_was_sold_since_is_not_undone(self, cooperative: Cooperative, edition: Edition, jars: Product) -> None:
        by = make_member(cooperative)
        of = {"cooperative_id": cooperative.pk, "edition_code": edition.code, "by": by}
        send_goods(quantities={jars.pk: D(5)}, **of)
        last = last_carrying(**of)
        assert last is not None
        take_at_stall(items=[Item(jars.stockrecord.pk, D(1), "sale:1")], edition_code=edition.code)
        with pytest.raises(CannotCarry):
            undo_carrying(of=last.key, **of)
        assert in_stock(jars) == D(15)

    def test_an_undo_is_the_persons_own_and_of_today(
        self, cooperative: Cooperative, edition: Edition, jars: Product
    ) -> None:
        by, other = make_member(cooperative), make_member(cooperative)
        of = {"cooperative_id": cooperative.pk, "edition_code": edition.code}
        send_goods(quantities={jars.pk: D(5)}, by=by, **of)
        bring_goods(quantities={jars.pk: D(1)}, by=by, **of)
        last = last_carrying(by=by, **of)
        assert last is not None
        assert last.is_out is False
        with pytest.raises(NothingToUndo):
            undo_carrying(of=last.key, by=other, **of)
        with clock.frozen_at(NOW + timedelta(days=2)), pytest.raises(NothingToUndo):
            undo_carrying(of=last.key, by=by, **of)
        undo_carrying(of=last.key, by=by, **of)
        assert in_stock(jars) == D(15)

    def test_anothers_product_is_left_alone(self, cooperative: Cooperative, edition: Edition) -> None:
        theirs = make_product()
        by = make_member(cooperative)
        send_goods(cooperative_id=cooperative.pk, edition_code=edition.code, quantities={theirs.pk: D(1)}, by=by)
        assert in_stock(theirs) == D(10)

    def test_a_form_sent_twice_moves_once(
        self, seller: Client, cooperative: Cooperative, edition: Edition, jars: Product
    ) -> None:
        once = new_token()
        for _ in range(2):
            carry(seller, cooperative, edition, "send", once=once, **{beside(jars): "2"})
        assert in_stock(jars) == D(18)

    def test_where_an_operator_sells_it_writes_down_what_is_left(
        self, seller: Client, cooperative: Cooperative, edition: Edition, jars: Product
    ) -> None:
        Edition.objects.filter(pk=edition.pk).update(cash_held_by="operator")
        assert "on a paper that both of you sign" in page_of(seller, cooperative, edition).content.decode()
        assert carry(seller, cooperative, edition, "send", **{beside(jars): "2"}).status_code == 404

    def test_it_is_for_who_keeps_stock_and_for_editions_of_ones_own(
        self, client: Client, seller: Client, cooperative: Cooperative, edition: Edition
    ) -> None:
        assert page_of(seller, cooperative, make_edition()).status_code == 404
        assert page_of(seller, make_cooperative(), edition).status_code == 404
        client.force_login(make_member(cooperative, role=Role.ACCOUNTANT))
        assert page_of(client, cooperative, edition).status_code == 404

    def test_the_page_asks_the_same_for_few_and_for_many(
        self, seller: Client, cooperative: Cooperative, edition: Edition, jars: Product
    ) -> None:
        path = reverse("workspace:fair-goods", args=[cooperative.public_id, edition.code])
        carry(seller, cooperative, edition, "send", **{beside(jars): "2"})
        few = questions(seller, path)
        more = [make_product(cooperative=cooperative) for _ in range(5)]
        carry(seller, cooperative, edition, "send", **{beside(each): "2" for each in more})
        assert questions(seller, path) == few


class TestMyStall:
    def test_it_says_where_when_and_whom_to_call(self, seller: Client, cooperative: Cooperative) -> None:
        edition = make_edition(starts_on=(NOW + timedelta(days=35)).date())
        part = make_participation(edition, cooperative)
        stall = make_stall(edition, part, code="B7")
        stop = part.stop
        Stop.objects.filter(pk=stop.pk).update(
            venue="Place Al Amal", directions="Behind the stadium", latitude=D("30.42018"), longitude=D("-9.59815")
        )
        make_call(edition, what_to_bring_en="Your own tablecloth")
        person = make_person(first_name="Hassan", phone="+212661112233")
        EditionMembership.objects.create(user=person, edition=edition, role="owner")
        Badge.objects.create(participation=part, number=1, name="Fatima")
        PlanPlace.objects.create(plan=Plan.objects.create(stop=stop), stall=stall, column=2, row=3)
        stop.days.filter(day=(NOW + timedelta(days=37)).date()).update(closes_at=time(18, 0))

        response = seller.get(reverse("workspace:fair-stall", args=[part.public_id]))

        page = response.content.decode()
        for said in ("B7", "Place Al Amal", "Behind the stadium", "Your own tablecloth", "Hassan", "Fatima"):
            assert said in page
        assert "geo:30.42018,-9.59815" in page
        assert "openstreetmap.org" in page
        assert "tel:+212661112233" in page
        assert [(told.first.day, told.last.day) for told in response.context["days"]] == [
            ((NOW + timedelta(days=35)).date(), (NOW + timedelta(days=36)).date()),
            ((NOW + timedelta(days=37)).date(), (NOW + timedelta(days=37)).date()),
        ]
        assert [place.code for place in response.context["drawing"].places if "own" in place.looks] == ["B7"]

    def test_without_a_stall_it_says_so_and_anothers_is_not_there(
        self, seller: Client, cooperative: Cooperative
    ) -> None:
        edition = make_edition(starts_on=(NOW + timedelta(days=35)).date())
        part, theirs = make_participation(edition, cooperative), make_participation(edition, make_cooperative())
        page = seller.get(reverse("workspace:fair-stall", args=[part.public_id])).content.decode()
        assert "No stall is given yet." in page
        assert seller.get(reverse("workspace:fair-stall", args=[theirs.public_id])).status_code == 404
        Participation.objects.filter(pk=part.pk).update(status="withdrawn")
        assert seller.get(reverse("workspace:fair-stall", args=[part.public_id])).status_code == 404
