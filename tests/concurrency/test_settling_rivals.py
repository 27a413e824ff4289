"""Called off, given up or switched to cash while it is paid: real threads, committed rows, the simulator over HTTP."""

import threading
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from cooperatives.audit.services import ForbiddenMove
from marketplace.order import placing, services
from marketplace.order.models import Order, Purchase
from marketplace.payment import attempts, settling
from marketplace.payment.enums import RefundCause
from marketplace.payment.exceptions import NothingToPay, PagesStillOpen, PaymentUnderWay
from marketplace.payment.models import PaymentAttempt, Refund
from tests.concurrency.test_last_jar import at_once
from tests.concurrency.test_settling import (
    assert_all_adds_up,
    assert_promises_are_live_lines,
    settling_it,
    unlocked,
)
from tests.factories import make_product
from tests.marketplace.cards import attempt_of, statuses
from tests.marketplace.factories import make_card_purchase
from tests.payments_simulator import CardSimulator

pytestmark = [pytest.mark.threads, pytest.mark.usefixtures("committed_db")]
ROUNDS = 25


@pytest.fixture(autouse=True)
def _no_limit_of_open_purchases(monkeypatch: pytest.MonkeyPatch) -> None:
    """All of these are bought for one number."""
    monkeypatch.setattr(placing, "OPEN_PURCHASES_LIMIT", 10_000)


def without_checks_of_orders(*names: str) -> None:
    """Take away what stands behind the locks."""
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(f"ALTER TABLE order_order DROP CONSTRAINT {name}")


def cancelling(purchase: Purchase) -> Callable[[], str]:
    """What the page does when the shopper cancels."""

    def cancel() -> str:
        try:
            attempts.close(purchase_id=purchase.pk)
            services.cancel_order(order_id=purchase.orders.get().pk, by=None)
        except (PagesStillOpen, PaymentUnderWay, ForbiddenMove) as refusal:
            return type(refusal).__name__
        return "cancelled"

    return cancel


def paying(purchase: Purchase, simulator: CardSimulator, page: str) -> Callable[[], str]:
    """What a shopper does at the hosted page, and then the page that is come back to."""

    def pay() -> str:
        try:
            simulator.pay(page)
        except AssertionError:
            return "shut"
        attempts.look(attempt_id=attempt_of(purchase).pk)
        return "paid"

    return pay


def test_cancelled_and_paid_at_once_there_is_one_truth_every_time(card_simulator: CardSimulator) -> None:
    jar = make_product(stock="100")
    outcomes: Counter[tuple[str, ...]] = Counter()
    for _ in range(ROUNDS):
        purchase = make_card_purchase(jar)
        page = attempts.page_to_pay(purchase_id=purchase.pk)

        said = at_once(cancelling(purchase), paying(purchase, card_simulator, page))

        order, attempt = purchase.orders.get(), attempt_of(purchase)
        back = Refund.objects.filter(purchase=purchase).values_list("amount", flat=True)
        outcomes[tuple(sorted(map(str, said)))] += 1
        if "shut" in said:
            assert (order.status, attempt.status, list(back)) == ("cancelled", "expired", [])
        elif order.status == "cancelled":
            # Paid a moment before: applied, and then given back.
            assert (attempt.status, list(back)) == ("applied", [order.total_incl_tax])
        else:
            assert (order.status, attempt.status, list(back)) == ("confirmed", "applied", [])
    assert_all_adds_up()
    assert sum(outcomes.values()) == ROUNDS, outcomes


def test_without_the_locks_an_order_is_paid_whose_stock_is_free(
    card_simulator: CardSimulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    purchase = make_card_purchase(make_product(stock="1"))
    attempt = attempt_of(purchase)
    attempts.close(purchase_id=purchase.pk)
    without_checks_of_orders("order_ended_at_iff_cancelled_or_refused", "order_cancelled_says_because")
    unlocked(monkeypatch)
    has_read, has_cancelled = threading.Event(), threading.Event()
    why_not = settling._why_not

    def late(*given: Any) -> Any:
        has_read.set()
        assert has_cancelled.wait(timeout=30)
        return why_not(*given)

    monkeypatch.setattr(settling, "_why_not", late)

    def cancel() -> None:
        assert has_read.wait(timeout=30)
        services.cancel_order(order_id=purchase.orders.get().pk, by=None)
        has_cancelled.set()

    at_once(settling_it(attempt), cancel)

    with pytest.raises(AssertionError):
        assert_promises_are_live_lines()


def test_paid_while_it_is_given_up_there_is_one_truth_every_time(card_simulator: CardSimulator) -> None:
    jar = make_product(stock="100")
    for _ in range(ROUNDS):
        purchase = make_card_purchase(jar)
        attempt = attempt_of(purchase)
        attempts.close(purchase_id=purchase.pk)

        at_once(settling_it(attempt), lambda purchase=purchase: attempts._give_up(purchase.pk))

        # Given up first, the money brings it back.
        assert (statuses(purchase), attempt_of(purchase).status) == (["confirmed"], "applied")
    assert_all_adds_up()


def looked_without_holding(monkeypatch: pytest.MonkeyPatch, module: Any) -> None:
    """Let `module` read a purchase and its orders without holding them."""
    rows = Order.objects.select_related("purchase", "cooperative", "carrier", "collect_at__edition").order_by("pk")
    monkeypatch.setattr(module, "purchase_for_update", lambda pk: Purchase.objects.get(pk=pk))
    monkeypatch.setattr(module, "orders_for_update", lambda purchase: list(rows.filter(purchase=purchase)))


def paid_in_between(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object], attempt: PaymentAttempt) -> list[Any]:
    """Settle the money of `attempt` at the moment in which `act` has looked and not yet written."""
    has_looked, is_paid = threading.Event(), threading.Event()
    look, pay = attempts.check_nothing_under_way, settling_it(attempt)

    def look_and_linger(purchase_id: int) -> None:
        look(purchase_id)
        has_looked.set()
        assert is_paid.wait(timeout=30)

    def pay_meanwhile() -> PaymentAttempt:
        assert has_looked.wait(timeout=30)
        try:
            return pay()
        finally:
            is_paid.set()

    monkeypatch.setattr(attempts, "check_nothing_under_way", look_and_linger)
    return at_once(act, pay_meanwhile)


def test_without_the_locks_a_paid_order_is_given_up(
    card_simulator: CardSimulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: who gives up saw an order that waits, and cancels one that was paid since."""
    purchase = make_card_purchase(make_product(stock="1"))
    attempt = attempt_of(purchase)
    attempts.close(purchase_id=purchase.pk)
    looked_without_holding(monkeypatch, attempts)

    paid_in_between(monkeypatch, lambda: attempts._give_up(purchase.pk), attempt)

    # The money is ours, the goods are anybody's, and nothing goes back.
    assert (statuses(purchase), attempt_of(purchase).status) == (["cancelled"], "applied")
    assert not Refund.objects.exists()


def switching(purchase: Purchase) -> Callable[[], str]:
    """What the page does when the shopper chooses cash."""

    def switch() -> str:
        try:
            attempts.close(purchase_id=purchase.pk)
            services.switch_to_cash(purchase_id=purchase.pk)
        except (NothingToPay, PaymentUnderWay, PagesStillOpen) as refusal:
            return type(refusal).__name__
        return "cash"

    return switch


def test_switched_to_cash_while_it_is_paid_there_is_one_truth(card_simulator: CardSimulator) -> None:
    jar = make_product(stock="100")
    for _ in range(10):
        purchase = make_card_purchase(jar)
        page = attempts.page_to_pay(purchase_id=purchase.pk)

        said = at_once(switching(purchase), paying(purchase, card_simulator, page))

        expected = ["awaiting_confirmation"] if "cash" in said else ["confirmed"]
        assert statuses(purchase) == expected
        assert ("shut" in said) == ("cash" in said), said
    assert not Refund.objects.exists()
    assert_all_adds_up()


def test_with_its_page_left_open_a_purchase_is_paid_and_switched_to_cash(
    card_simulator: CardSimulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: nobody shuts the page, and nobody looks whether one is open."""
    purchase = make_card_purchase(make_product(stock="1"))
    page = attempts.page_to_pay(purchase_id=purchase.pk)
    monkeypatch.setattr(attempts, "close", lambda **_given: None)
    monkeypatch.setattr(attempts, "open_attempt", lambda _purchase_id: None)
    has_paid, has_switched = threading.Event(), threading.Event()
    look = attempts.look

    def look_late(**given: Any) -> None:
        has_paid.set()
        assert has_switched.wait(timeout=30)
        look(**given)

    def switch_meanwhile() -> str:
        assert has_paid.wait(timeout=30)
        try:
            return switching(purchase)()
        finally:
            has_switched.set()

    monkeypatch.setattr(attempts, "look", look_late)

    said = at_once(switch_meanwhile, paying(purchase, card_simulator, page))

    assert sorted(said) == ["cash", "paid"]
    assert (statuses(purchase), Refund.objects.get().cause) == (["awaiting_confirmation"], RefundCause.LATE_CANCELLED)


def test_money_that_comes_late_while_cash_is_chosen_pays_or_goes_back(card_simulator: CardSimulator) -> None:
    jar = make_product(stock="100")
    for _ in range(10):
        purchase = make_card_purchase(jar)
        attempt = attempt_of(purchase)
        attempts.close(purchase_id=purchase.pk)

        said = at_once(switching(purchase), settling_it(attempt))

        back = list(Refund.objects.filter(purchase=purchase).values_list("cause", flat=True))
        if "cash" in said:
            assert (statuses(purchase), back) == (["awaiting_confirmation"], [RefundCause.LATE_CANCELLED])
        else:
            assert (statuses(purchase), back) == (["confirmed"], [])
    assert_all_adds_up()


def test_without_the_locks_a_paid_order_waits_for_cash(
    card_simulator: CardSimulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: who switches saw an order that waits, and asks for cash for one that was paid since."""
    purchase = make_card_purchase(make_product(stock="1"))
    attempt = attempt_of(purchase)
    attempts.close(purchase_id=purchase.pk)
    looked_without_holding(monkeypatch, services)

    paid_in_between(monkeypatch, lambda: services.switch_to_cash(purchase_id=purchase.pk), attempt)

    order = purchase.orders.get()
    assert (order.status, order.paid_at is None) == ("awaiting_confirmation", False)
    assert (attempt_of(purchase).status, Refund.objects.exists()) == ("applied", False)
