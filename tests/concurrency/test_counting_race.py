"""A keeper's tap against a purchase and a sale at a stall: real threads on committed rows."""

import threading
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import connection

from catalogue import counting
from catalogue.partner import stock
from catalogue.partner.models import Shortage, StockMovement, StockRecord
from catalogue.partner.stock import AllocatedAboveCount, InsufficientStock, Item
from tests.factories import make_member, make_product

pytestmark = [pytest.mark.threads, pytest.mark.usefixtures("committed_db")]
D = Decimal


def at_once(*works: Callable[[], object]) -> list[type]:
    """Let every work begin at the same moment, each on a connection of its own; what each ended in."""
    start = threading.Barrier(len(works))
    ends: list[type] = []

    def run(work: Callable[[], object]) -> None:
        try:
            start.wait(timeout=10)
            work()
            ends.append(type(None))
        except Exception as refusal:  # noqa: BLE001 - whatever it is, the test looks at it
            ends.append(type(refusal))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return ends


def test_the_last_jar_is_taken_off_or_promised_never_both() -> None:
    jar = make_product(stock="1")
    keeper, record = make_member(jar.cooperative), jar.stockrecord.pk

    ends = at_once(
        lambda: counting.change_stock(product_id=jar.pk, change=D(-1), by=keeper),
        lambda: stock.allocate(items=[Item(record, D(1), "order:1:1:allocate")]),
    )

    assert ends.count(type(None)) == 1
    assert set(ends) <= {type(None), AllocatedAboveCount, InsufficientStock}
    level = StockRecord.objects.get(pk=record)
    assert (level.num_in_stock, level.num_allocated) in {(D(0), D(0)), (D(1), D(1))}


def test_no_tap_and_no_sale_is_lost() -> None:
    jar = make_product(stock="50")
    keeper, record = make_member(jar.cooperative), jar.stockrecord.pk
    taps = [lambda: counting.change_stock(product_id=jar.pk, change=D(1), by=keeper) for _ in range(6)]
    sales = [
        lambda key=key: stock.take_at_stall(items=[Item(record, D(2), f"sale:{key}:0")], edition_code="fair")
        for key in range(6)
    ]
    orders = [lambda key=key: stock.allocate(items=[Item(record, D(3), f"order:{key}")]) for key in range(6)]

    ends = at_once(*taps, *sales, *orders)

    assert ends == [type(None)] * 18
    level = StockRecord.objects.get(pk=record)
    assert (level.num_in_stock, level.num_allocated) == (D(50 + 6 - 12), D(18))
    moved = sum(StockMovement.objects.values_list("change_in_stock", flat=True))
    assert moved == D(6 - 12)
    assert not Shortage.objects.exists()


def test_an_undo_pressed_in_two_windows_is_done_once() -> None:
    jar = make_product(stock="5")
    keeper = make_member(jar.cooperative)
    counting.change_stock(product_id=jar.pk, change=D(4), by=keeper)
    last = counting.last_own_change(stockrecord_id=jar.stockrecord.pk, by=keeper)
    assert last is not None

    ends = at_once(*[lambda: counting.undo_change(product_id=jar.pk, of=last.key, by=keeper) for _ in range(4)])

    assert sorted(end.__name__ for end in ends) == ["NoneType", *["NothingToUndo"] * 3]
    assert StockRecord.objects.get(product=jar).num_in_stock == D(5)
