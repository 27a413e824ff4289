"""Nobody waits in a circle: where a row names a purchase that is held, and where two purchases are crossed."""

import threading
from contextlib import suppress

import pytest
from django.db import OperationalError, transaction

from marketplace.order import services
from marketplace.order.enums import OrderStatus
from marketplace.order.models import Order, Purchase
from marketplace.payment import settling
from marketplace.payment.models import Refund
from marketplace.payment.settling import settle
from tests.concurrency.test_last_jar import at_once
from tests.factories import make_product, make_user
from tests.marketplace.cards import attempt_of
from tests.marketplace.factories import make_card_purchase, make_paid_order, paid_money
from tests.marketplace.refunding import books_agree

pytestmark = [pytest.mark.threads, pytest.mark.usefixtures("committed_db")]


@pytest.fixture(autouse=True)
def _cards(settings) -> None:
    settings.CARD_PAYMENTS = True


def cancelled_while_heard_of_again(monkeypatch: pytest.MonkeyPatch) -> tuple[Order, list[object]]:
    """A paid order is cancelled and about to commit its refund when its money is heard of once more."""
    order = make_paid_order()
    attempt = attempt_of(order.purchase)
    money = paid_money(attempt)
    refund_written, purchase_held = threading.Event(), threading.Event()
    tell, lock_orders = services.messages.tell_shopper, settling.orders_for_update

    def tell_late(*given: object) -> None:
        tell(*given)
        refund_written.set()
        purchase_held.wait(timeout=20)

    def lock_orders_late(purchase: Purchase) -> list[Order]:
        purchase_held.set()
        return lock_orders(purchase)

    def hear_again() -> object:
        assert refund_written.wait(timeout=20)
        return settle(attempt_id=attempt.pk, received=money)

    monkeypatch.setattr(services.messages, "tell_shopper", tell_late)
    monkeypatch.setattr(settling, "orders_for_update", lock_orders_late)
    return order, at_once(lambda: services.cancel_order(order_id=order.pk, by=None), hear_again)


def test_order_is_cancelled_while_its_money_is_heard_of_again(monkeypatch: pytest.MonkeyPatch) -> None:
    order, outcomes = cancelled_while_heard_of_again(monkeypatch)

    assert [outcome for outcome in outcomes if isinstance(outcome, Exception)] == []
    order.refresh_from_db()
    assert (order.status, Refund.objects.get().order) == (OrderStatus.CANCELLED, order)


def test_with_the_whole_row_held_they_wait_in_a_circle(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: the purchase is held so that nobody may even name it."""
    monkeypatch.setattr(
        settling, "purchase_for_update", lambda pk: Purchase.objects.select_for_update(of=("self",)).get(pk=pk)
    )

    _, outcomes = cancelled_while_heard_of_again(monkeypatch)

    (failed,) = [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    assert isinstance(failed, OperationalError)
    assert "deadlock" in str(failed)


def crossed_purchases() -> list[Purchase]:
    """Two paid purchases from the same two cooperatives, put into the basket in opposite orders."""
    oil, honey = (make_product(stock="50") for _ in range(2))
    purchases = [make_card_purchase(*products) for products in ((oil, honey), (honey, oil))]
    for purchase in purchases:
        attempt = attempt_of(purchase)
        settle(attempt_id=attempt.pk, received=paid_money(attempt))
    there, back = (list(purchase.orders.order_by("pk").values_list("cooperative", flat=True)) for purchase in purchases)
    assert there == back[::-1]
    return purchases


def test_crossed_purchases_are_cancelled_by_staff_at_once() -> None:
    by = make_user(is_staff=True)
    for _ in range(5):
        purchases = crossed_purchases()

        outcomes = at_once(
            *(
                lambda pk=purchase.pk: services.cancel_purchase_by_staff(purchase_id=pk, by=by, reason="x")
                for purchase in purchases
            )
        )

        assert set(outcomes) == set(purchases)
    assert set(Order.objects.values_list("status", flat=True)) == {OrderStatus.CANCELLED}
    assert Refund.objects.count() == 20
    books_agree()


def test_cancelled_one_order_after_the_other_they_wait_in_a_circle() -> None:
    """The negative control: each holds the figures of its first order and wants those of the other's."""
    by, one_is_done = make_user(is_staff=True), threading.Barrier(2)

    def cancel(purchase: Purchase) -> None:
        with transaction.atomic():
            for order in purchase.orders.order_by("pk"):
                services.cancel_order_by_staff(order_id=order.pk, by=by, reason="x")
                with suppress(threading.BrokenBarrierError):
                    one_is_done.wait(timeout=5)

    outcomes = at_once(*(lambda purchase=purchase: cancel(purchase) for purchase in crossed_purchases()))

    (failed,) = [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    assert isinstance(failed, OperationalError)
    assert "deadlock" in str(failed)
