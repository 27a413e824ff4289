"""What keepers do with a product's number, and when a cooperative is told that little is left."""

from datetime import timedelta
from decimal import Decimal

import pytest

from catalogue import counting
from catalogue.models import Product
from catalogue.partner import stock
from catalogue.partner.models import StockMovement
from catalogue.partner.stock import LOW_STOCK, AllocatedAboveCount, InsufficientStock, Item
from cooperatives import clock, telling
from cooperatives.accounts.models import User
from cooperatives.audit.models import AuditEntry
from cooperatives.jobs.models import Job
from cooperatives.jobs.services import run_due
from cooperatives.outbox.models import Channel, Message
from cooperatives.permissions import Area
from cooperatives.push.models import PushSubscription
from tests.factories import make_edition, make_member, make_product

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture
def product() -> Product:
    return make_product(stock="10")


@pytest.fixture
def keeper(product: Product) -> User:
    return make_member(product.cooperative)


def levels(product: Product) -> tuple[Decimal, Decimal]:
    product.stockrecord.refresh_from_db()
    return product.stockrecord.num_in_stock, product.stockrecord.num_allocated


def change(product: Product, by: User, quantity: str) -> None:
    counting.change_stock(product_id=product.pk, change=D(quantity), by=by)


def last(product: Product, by: User) -> counting.OwnChange:
    found = counting.last_own_change(stockrecord_id=product.stockrecord.pk, by=by)
    assert found is not None
    return found


def promise(product: Product, quantity: str, key: str = "order:1") -> None:
    stock.allocate(items=[Item(product.stockrecord.pk, D(quantity), key)])


class TestOneMoreOneLess:
    def test_is_a_movement_with_who_did_it_and_a_line_of_the_log(self, product: Product, keeper: User) -> None:
        change(product, keeper, "1")
        change(product, keeper, "-3")

        assert levels(product) == (D(8), D(0))
        moves = StockMovement.objects.filter(by=keeper).order_by("pk")
        assert [(move.kind, move.change_in_stock) for move in moves] == [("received", D(1)), ("counted", D(-3))]
        entry = AuditEntry.objects.filter(action="stockrecord.adjust").latest("pk")
        assert (entry.by, entry.cooperative) == (keeper, product.cooperative)
        assert (D(entry.before["num_in_stock"]), D(entry.after["num_in_stock"])) == (D(11), D(8))

    def test_does_not_go_below_what_is_promised(self, product: Product, keeper: User) -> None:
        promise(product, "9")

        with pytest.raises(AllocatedAboveCount) as refused:
            change(product, keeper, "-2")

        assert refused.value.allocated == D(9)
        assert levels(product) == (D(10), D(9))
        assert not AuditEntry.objects.filter(action="stockrecord.adjust").exists()

    def test_a_unique_piece_is_there_once(self, keeper: User, product: Product) -> None:
        rug = make_product(cooperative=product.cooperative, stock="1", is_unique=True)

        with pytest.raises(counting.OnlyOneOfIt):
            change(rug, keeper, "1")
        change(rug, keeper, "-1")

        assert levels(rug) == (D(0), D(0))

    def test_by_weight_it_has_parts_and_by_the_piece_it_has_none(self, product: Product, keeper: User) -> None:
        olives = make_product(cooperative=product.cooperative, stock="2.250", unit="kg")
        change(olives, keeper, "0.5")
        with pytest.raises(counting.NotByParts):
            change(product, keeper, "0.5")

        assert levels(olives) == (D("2.750"), D(0))
        assert levels(product) == (D(10), D(0))


class TestUndo:
    def test_is_a_movement_against_and_deletes_nothing(self, product: Product, keeper: User) -> None:
        counting.count_by_hand(product_id=product.pk, quantity=D(4), by=keeper)

        counting.undo_change(product_id=product.pk, of=last(product, keeper).key, by=keeper)

        assert levels(product) == (D(10), D(0))
        moves = StockMovement.objects.filter(by=keeper).order_by("pk")
        assert [move.change_in_stock for move in moves] == [D(-6), D(6)]
        assert counting.last_own_change(stockrecord_id=product.stockrecord.pk, by=keeper) is None

    def test_goes_back_one_after_the_other_and_each_once(self, product: Product, keeper: User) -> None:
        change(product, keeper, "1")
        first = last(product, keeper)
        change(product, keeper, "5")

        with pytest.raises(counting.NothingToUndo):
            counting.undo_change(product_id=product.pk, of=first.key, by=keeper)
        counting.undo_change(product_id=product.pk, of=last(product, keeper).key, by=keeper)
        counting.undo_change(product_id=product.pk, of=first.key, by=keeper)
        with pytest.raises(counting.NothingToUndo):
            counting.undo_change(product_id=product.pk, of=first.key, by=keeper)

        assert levels(product) == (D(10), D(0))

    def test_is_for_ones_own_changes_and_for_a_day(
        self, product: Product, keeper: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        change(product, keeper, "1")
        record = product.stockrecord.pk
        other = make_member(product.cooperative)
        assert counting.last_own_change(stockrecord_id=record, by=other) is None

        later = clock.now() + timedelta(days=1, minutes=1)
        monkeypatch.setattr(clock, "now", lambda: later)

        assert counting.last_own_change(stockrecord_id=record, by=keeper) is None

    def test_does_not_reach_behind_what_another_counted(self, product: Product, keeper: User) -> None:
        change(product, keeper, "5")
        counting.count_by_hand(product_id=product.pk, quantity=D(8), by=make_member(product.cooperative))

        assert counting.last_own_change(stockrecord_id=product.stockrecord.pk, by=keeper) is None

    def test_is_refused_where_orders_wait_for_it(self, product: Product, keeper: User) -> None:
        change(product, keeper, "5")
        promise(product, "12")

        with pytest.raises(AllocatedAboveCount):
            counting.undo_change(product_id=product.pk, of=last(product, keeper).key, by=keeper)

        assert levels(product) == (D(15), D(12))


def test_pieces_go_to_a_fair_and_come_back(product: Product, keeper: User) -> None:
    fair = make_edition()
    counting.send_to_edition(product_id=product.pk, quantity=D(6), edition_code=fair.code, by=keeper)
    with pytest.raises(InsufficientStock):
        counting.bring_back(product_id=product.pk, quantity=D(7), edition_code=fair.code, by=keeper)
    counting.bring_back(product_id=product.pk, quantity=D(2), edition_code=fair.code, by=keeper)

    (lying,) = counting.holdings_of([product.stockrecord.pk])
    assert (lying.reference, lying.quantity) == (fair.code, D(4))
    assert levels(product) == (D(6), D(0))


class TestLittleLeft:
    @pytest.fixture(autouse=True)
    def _warned_at_four(self, product: Product, keeper: User) -> None:
        counting.warn_below(product_id=product.pk, threshold=D(4), by=keeper)

    def told(self) -> list[Message]:
        run_due()
        return list(Message.objects.filter(key__startswith=LOW_STOCK).order_by("pk"))

    def test_is_told_once_for_each_fall(self, product: Product, keeper: User) -> None:
        promise(product, "5")
        assert self.told() == []

        promise(product, "1", "order:2")
        promise(product, "1", "order:3")
        first = self.told()
        assert {message.recipient for message in first} == {product.cooperative.phone, keeper.phone}
        assert product.title_ar in first[0].body

        change(product, keeper, "6")
        stock.take_at_stall(items=[Item(product.stockrecord.pk, D(6), "sale:1:0")], edition_code="fair")
        change(product, keeper, "-1")

        assert len(self.told()) == 2 * len(first)
        assert Job.objects.filter(kind=LOW_STOCK).count() == 2

    def test_is_not_told_when_more_was_made_meanwhile(self, product: Product, keeper: User) -> None:
        promise(product, "8")
        change(product, keeper, "20")

        assert self.told() == []

    def test_rings_where_a_telephone_rings_and_costs_no_sms(
        self, product: Product, keeper: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        row = {"endpoint": "https://push.example/x", "endpoint_digest": "x", "p256dh": "p", "auth": "a"}
        device = PushSubscription.objects.create(user=keeper, **row)
        monkeypatch.setattr(telling, "devices_of", lambda _cooperative, area: [device] if area == Area.STOCK else [])

        promise(product, "6")

        assert [message.channel for message in self.told()] == [Channel.PUSH]

    def test_is_not_told_where_nobody_asked_for_it(self, product: Product, keeper: User) -> None:
        counting.warn_below(product_id=product.pk, threshold=None, by=keeper)
        promise(product, "10")

        assert not Job.objects.filter(kind=LOW_STOCK).exists()
