"""Nobody waits in a circle where one holds an order, and commits a row that names its purchase."""

import threading

import pytest
from django.db import OperationalError

from marketplace.order import services
from marketplace.order.enums import OrderStatus
from marketplace.order.models import Order, Purchase
from marketplace.payment import settling
from marketplace.payment.models import Refund
from marketplace.payment.settling import settle
from tests.concurrency.test_last_jar import at_once
from tests.marketplace.cards import attempt_of
from tests.marketplace.factories import make_paid_order, paid_money

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
