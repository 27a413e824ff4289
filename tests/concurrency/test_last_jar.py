"""The last jar, wanted by two at once: real threads on committed rows."""

import threading
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, transaction

from catalogue.partner import stock
from catalogue.partner.models import StockMovement, StockRecord
from catalogue.partner.stock import InsufficientStock
from marketplace.basket.models import Basket
from marketplace.order import placing, services
from marketplace.order.models import Order, Purchase
from tests.factories import make_delivery_rate, make_place, make_product
from tests.marketplace.factories import make_basket, order_given

pytestmark = [pytest.mark.threads, pytest.mark.usefixtures("committed_db")]
Outcome = Purchase | Exception


def at_once(*works: Callable[[], Purchase]) -> list[Outcome]:
    """Let every work begin at the same moment, each on a connection of its own."""
    start = threading.Barrier(len(works))
    outcomes: list[Outcome] = []

    def run(work: Callable[[], Purchase]) -> None:
        try:
            start.wait(timeout=10)
            outcomes.append(work())
        except Exception as refusal:  # noqa: BLE001 - whatever it is, the test looks at it
            outcomes.append(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return outcomes


def buying(given: dict[str, Any]) -> Callable[[], Purchase]:
    return lambda: services.place_purchase(**given)


def two_baskets_for_one_jar() -> tuple[StockRecord, list[dict[str, Any]]]:
    jar = make_product(stock="1")
    make_delivery_rate()
    place = make_place()
    return jar.stockrecord, [order_given(make_basket(jar), place=place) for _ in range(2)]


def test_last_jar_is_sold_once() -> None:
    record, both = two_baskets_for_one_jar()

    outcomes = at_once(*(buying(given) for given in both))

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["InsufficientStock", "Purchase"]
    record.refresh_from_db()
    assert (record.num_in_stock, record.num_allocated) == (Decimal(1), Decimal(1))
    assert (Order.objects.count(), StockMovement.objects.filter(kind="allocated").count()) == (1, 1)
    # The one who came second keeps the basket.
    assert sorted(Basket.objects.values_list("status", flat=True)) == [Basket.OPEN, Basket.SUBMITTED]


def test_without_the_guard_it_is_sold_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: the same race with a check that nothing locks, and no constraint behind it."""
    record, both = two_baskets_for_one_jar()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE partner_stockrecord DROP CONSTRAINT stockrecord_allocated_within_stock")
    both_have_looked = threading.Barrier(2)

    def allocate_unguarded(*, items: list[stock.Item]) -> None:
        for item in items:
            seen = StockRecord.objects.get(pk=item.stockrecord_id)
            both_have_looked.wait(timeout=10)
            if seen.free < item.quantity:
                raise InsufficientStock({seen.pk: seen.free})
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(
                    "UPDATE partner_stockrecord SET num_allocated = num_allocated + %s WHERE id = %s",
                    [item.quantity, item.stockrecord_id],
                )

    monkeypatch.setattr(stock, "allocate", allocate_unguarded)

    outcomes = at_once(*(buying(given) for given in both))

    assert [type(outcome) for outcome in outcomes] == [Purchase, Purchase]
    record.refresh_from_db()
    assert (record.num_in_stock, record.num_allocated) == (Decimal(1), Decimal(2))


def test_confirm_pressed_in_two_windows_is_one_purchase() -> None:
    jar = make_product(stock="5")
    make_delivery_rate()
    given = order_given(make_basket(jar, quantity=2), place=make_place())

    outcomes = at_once(buying(given), buying(given))

    assert outcomes[0] == outcomes[1] == Purchase.objects.get()
    record = StockRecord.objects.get(product=jar)
    assert (record.num_allocated, Order.objects.count()) == (Decimal(2), 1)


def test_crossed_baskets_do_not_wait_for_each_other_in_a_circle() -> None:
    oil, honey = make_product(stock="50"), make_product(stock="50")
    make_delivery_rate()
    place = make_place()
    baskets = [make_basket(*pair) for pair in ((oil, honey), (honey, oil)) for _ in range(3)]
    given = [order_given(basket, place=place) for basket in baskets]
    # Six purchases for one number would be one too many.
    monkey = pytest.MonkeyPatch()
    monkey.setattr(placing, "OPEN_PURCHASES_LIMIT", 99)

    outcomes = at_once(*(buying(each) for each in given))

    monkey.undo()
    assert [type(outcome) for outcome in outcomes] == [Purchase] * 6
    assert set(StockRecord.objects.values_list("num_allocated", flat=True)) == {Decimal(6)}


def test_a_code_typed_while_the_purchase_expires_leaves_one_truth() -> None:
    jar = make_product(stock="1")
    make_delivery_rate()
    purchase = services.place_purchase(**order_given(make_basket(jar), place=make_place()))
    code = "123456"
    Purchase.objects.update(confirmation_code_digest=services._code_digest(purchase, code))

    def expire() -> Purchase:
        services.expire_unconfirmed(purchase_id=purchase.pk)
        return purchase

    at_once(lambda: services.confirm_with_code(purchase_id=purchase.pk, code=code), expire)

    order, record = Order.objects.get(), StockRecord.objects.get(product=jar)
    purchase.refresh_from_db()
    assert (order.status, bool(purchase.confirmed_at), record.num_allocated) in [
        ("confirmed", True, Decimal(1)),
        ("cancelled", False, Decimal(0)),
    ]
