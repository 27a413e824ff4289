"""Stock moves only through its services, once for each key, and never below nothing."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from catalogue.partner import stock
from catalogue.partner.models import OnlyThroughStockServices, Shortage, StockHolding, StockMovement, StockRecord
from catalogue.partner.stock import Item
from tests.factories import make_product

pytestmark = pytest.mark.django_db


def record(of: int) -> StockRecord:
    return StockRecord.objects.get(pk=of)


def levels(of: int) -> tuple[Decimal, Decimal]:
    row = record(of)
    return row.num_in_stock, row.num_allocated


def item(product, quantity: str, key: str) -> Item:
    return Item(product.stockrecord.pk, Decimal(quantity), key)


def test_allocating_promises_without_taking() -> None:
    product = make_product(stock="10")

    stock.allocate(items=[item(product, "4", "order:1")])

    assert levels(product.stockrecord.pk) == (Decimal(10), Decimal(4))


def test_allocating_more_than_is_free_takes_nothing_of_any_product() -> None:
    plenty, scarce = make_product(stock="10"), make_product(stock="1")

    with pytest.raises(stock.InsufficientStock) as refusal:
        stock.allocate(items=[item(plenty, "2", "a"), item(scarce, "2", "b")])

    assert refusal.value.free == {scarce.stockrecord.pk: Decimal(1)}
    assert levels(plenty.stockrecord.pk) == (Decimal(10), Decimal(0))
    assert not StockMovement.objects.exists()


def test_consuming_lowers_stock_and_promise_once_however_often_it_is_asked() -> None:
    product = make_product(stock="10")
    stock.allocate(items=[item(product, "4", "allocate")])

    for _ in range(2):
        stock.consume(items=[item(product, "4", "consume")])

    assert levels(product.stockrecord.pk) == (Decimal(6), Decimal(0))


def test_releasing_gives_the_promise_back_once() -> None:
    product = make_product(stock="10")
    stock.allocate(items=[item(product, "4", "allocate")])

    for _ in range(2):
        stock.release(items=[item(product, "4", "release")])

    assert levels(product.stockrecord.pk) == (Decimal(10), Decimal(0))


def test_a_stall_sale_takes_what_lies_at_the_edition_before_what_is_online() -> None:
    product = make_product(stock="10")
    stock.send_out(item=item(product, "3", "out"), edition_code="fair", by=None)

    missing = stock.take_at_stall(items=[item(product, "4.500", "sale")], edition_code="fair")

    assert missing == {}
    assert StockHolding.objects.get().quantity == 0
    assert levels(product.stockrecord.pk) == (Decimal("5.500"), Decimal(0))


def test_a_stall_sale_is_never_refused_and_leaves_a_shortage() -> None:
    product = make_product(stock="5")
    stock.allocate(items=[item(product, "4", "order")])

    missing = stock.take_at_stall(items=[item(product, "3", "sale")], edition_code="fair")

    assert missing == {"sale": Decimal(2)}
    assert levels(product.stockrecord.pk) == (Decimal(4), Decimal(4))
    assert Shortage.objects.get().quantity == Decimal(2)


def test_the_same_stall_sale_twice_moves_stock_once() -> None:
    product = make_product(stock="5")

    for _ in range(2):
        stock.take_at_stall(items=[item(product, "3", "sale")], edition_code="fair")

    assert levels(product.stockrecord.pk) == (Decimal(2), Decimal(0))


def test_counting_less_than_is_promised_is_refused_and_changes_nothing() -> None:
    product = make_product(stock="10")
    stock.allocate(items=[item(product, "8", "order")])

    with pytest.raises(stock.AllocatedAboveCount) as refusal:
        stock.count(stockrecord_id=product.stockrecord.pk, quantity=Decimal(5), key="count", by=None)

    assert refusal.value.allocated == Decimal(8)
    assert levels(product.stockrecord.pk) == (Decimal(10), Decimal(8))


def test_taking_back_more_than_lies_at_the_edition_is_refused() -> None:
    product = make_product(stock="10")
    stock.send_out(item=item(product, "3", "out"), edition_code="fair", by=None)

    with pytest.raises(stock.InsufficientStock):
        stock.take_back(item=item(product, "4", "back"), edition_code="fair", by=None)

    assert levels(product.stockrecord.pk) == (Decimal(7), Decimal(0))


def test_levels_are_the_sum_of_the_movements() -> None:
    product = make_product(stock="0")
    pk = product.stockrecord.pk
    stock.count(stockrecord_id=pk, quantity=Decimal(20), key="count", by=None)
    stock.allocate(items=[item(product, "6", "a")])
    stock.consume(items=[item(product, "2", "b")])
    stock.release(items=[item(product, "1", "c")])
    stock.send_out(item=item(product, "5", "d"), edition_code="fair", by=None)
    stock.take_at_stall(items=[item(product, "7", "e")], edition_code="fair")

    online = StockMovement.objects.filter(stockrecord=pk, place="online")
    assert levels(pk) == (
        sum(movement.change_in_stock for movement in online),
        sum(movement.change_allocated for movement in online),
    )


@pytest.mark.parametrize("method", ["allocate", "consume_allocation", "cancel_allocation"])
def test_oscars_own_stock_methods_are_shut(method: str) -> None:
    with pytest.raises(OnlyThroughStockServices):
        getattr(make_product().stockrecord, method)(1)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"num_allocated": 11}, "stockrecord_allocated_within_stock"),
        ({"num_allocated": -1}, "stockrecord_never_negative"),
        ({"price": 0}, "stockrecord_price_above_zero"),
        ({"stall_price_min": 9, "stall_price_max": 8}, "stockrecord_stall_range_upright"),
    ],
)
def test_the_database_refuses_impossible_stock(change: dict[str, int], constraint: str) -> None:
    product = make_product(stock="10")

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        StockRecord.objects.filter(pk=product.stockrecord.pk).update(**change)


def test_movements_cannot_be_edited() -> None:
    product = make_product(stock="10")
    stock.allocate(items=[item(product, "1", "a")])

    with pytest.raises(DatabaseError), transaction.atomic():
        StockMovement.objects.update(change_in_stock=5)
