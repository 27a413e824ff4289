"""Card payments when everybody moves at once: real threads on committed rows, the simulator over HTTP."""

import threading
from collections import Counter
from collections.abc import Callable
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.db.models import Sum

from catalogue.models import Product
from catalogue.partner.models import StockMovement, StockRecord
from catalogue.partner.stock import InsufficientStock
from cooperatives.audit.models import StatusChange
from cooperatives.ledger.models import LedgerEntry, LedgerTransaction
from fairs.revenue.models import RevenueLine
from marketplace.order import placing, services
from marketplace.order.enums import HOLDS_STOCK, OrderStatus, PaymentMethod
from marketplace.order.models import Line, Order, Purchase
from marketplace.payment import attempts, settling
from marketplace.payment.enums import AttemptStatus, RefundCause
from marketplace.payment.exceptions import NothingToPay
from marketplace.payment.gateway import gateway
from marketplace.payment.models import PaymentAttempt, Refund
from marketplace.payment.refunds import refund_unapplied
from marketplace.payment.settling import settle
from tests.concurrency.test_last_jar import at_once
from tests.factories import make_delivery_rate, make_place, make_product
from tests.marketplace.cards import attempt_of, balances, statuses
from tests.marketplace.factories import make_basket, make_card_purchase, order_given, paid_money
from tests.payments_simulator import CardSimulator, Wire, session_object

pytestmark = [pytest.mark.threads, pytest.mark.usefixtures("committed_db")]
SETTLERS, DOUBLE_CLICKS, BUYERS, WORKERS = 16, 8, 12, 8


@pytest.fixture(autouse=True)
def _no_limit_of_open_purchases(monkeypatch: pytest.MonkeyPatch) -> None:
    """All of these are bought for one number."""
    monkeypatch.setattr(placing, "OPEN_PURCHASES_LIMIT", 10_000)


def by_card(*products: Product, **more: Any) -> dict[str, Any]:
    return order_given(make_basket(*products), payment_method=PaymentMethod.CARD, **more)


def settling_it(attempt: PaymentAttempt) -> Callable[[], PaymentAttempt]:
    money = paid_money(attempt)
    return lambda: settle(attempt_id=attempt.pk, received=money)


def assert_all_adds_up() -> None:
    """Nothing unapplied, the book even, and as much promised as live orders want."""
    assert "customer:unapplied" not in balances()
    assert LedgerEntry.objects.aggregate(all=Sum("amount"))["all"] in (None, Decimal(0))
    assert_promises_are_live_lines()


def assert_promises_are_live_lines() -> None:
    live = Line.objects.filter(order__status__in=HOLDS_STOCK).order_by()
    wanted = dict(live.values_list("stockrecord").annotate(Sum("quantity")))
    promised = StockRecord.objects.filter(num_allocated__gt=0).values_list("pk", "num_allocated")
    assert dict(promised) == wanted


def unlocked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let settling read its rows without holding them."""
    monkeypatch.setattr(settling, "purchase_for_update", lambda pk: Purchase.objects.get(pk=pk))
    rows = Order.objects.select_related("purchase", "cooperative", "carrier", "collect_at__edition").order_by("pk")
    monkeypatch.setattr(settling, "orders_for_update", lambda purchase: list(rows.filter(purchase=purchase)))
    monkeypatch.setattr(settling, "attempt_for_update", lambda pk: PaymentAttempt.objects.get(pk=pk))


def meet_before(monkeypatch: pytest.MonkeyPatch, name: str, count: int) -> None:
    """Let `count` settlers arrive at a step before any of them takes it."""
    step, meeting = getattr(settling, name), threading.Barrier(count)

    def after_meeting(*given: Any) -> Any:
        meeting.wait(timeout=30)
        return step(*given)

    monkeypatch.setattr(settling, name, after_meeting)


# Buying


def test_of_twelve_who_want_the_last_jar_by_card_one_gets_it(card_simulator: CardSimulator) -> None:
    jar = make_product(stock="1")
    make_delivery_rate()
    place = make_place()
    wishes = [by_card(jar, place=place) for _ in range(BUYERS)]

    outcomes = at_once(*((lambda given=given: services.place_purchase(**given)) for given in wishes))

    assert Counter(type(outcome) for outcome in outcomes) == {Purchase: 1, InsufficientStock: BUYERS - 1}
    assert (PaymentAttempt.objects.count(), StockRecord.objects.get(product=jar).num_allocated) == (1, 1)


def test_eight_clicks_on_one_button_are_one_purchase_and_one_page(wire: Wire) -> None:
    """That the last jar needs its lock, and what happens without, stands in test_last_jar."""
    jar = make_product(stock="20")
    make_delivery_rate()
    given = by_card(jar, place=make_place())
    wire.answer(session_object(), after=0.2)

    def click() -> str:
        purchase = services.place_purchase(**given)
        return attempts.open_session(attempt_id=attempt_of(purchase).pk)

    outcomes = at_once(*[click] * DOUBLE_CLICKS)

    assert outcomes == ["https://checkout.stripe.com/c/pay/cs_test_1"] * DOUBLE_CLICKS
    assert (Purchase.objects.count(), PaymentAttempt.objects.count(), len(wire.asked)) == (1, 1, 1)
    assert StockRecord.objects.get(product=jar).num_allocated == 1


def test_without_waiting_for_each_other_they_ask_for_several_pages(wire: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def nobody_waits(attempt_id: int):
        yield

    monkeypatch.setattr(attempts, "one_opens", nobody_waits)
    attempt = attempt_of(make_card_purchase())
    wire.answer(session_object(), after=0.2)

    at_once(*[lambda: attempts.open_session(attempt_id=attempt.pk)] * DOUBLE_CLICKS)

    assert len(wire.asked) > 1
    # Stripe would still answer all of them with one page: they are one request.
    assert {asked.idempotency_key for asked in wire.asked} == {f"att:{attempt.uuid}:session"}


def test_who_begins_again_in_eight_windows_begins_once(card_simulator: CardSimulator) -> None:
    purchase = make_card_purchase()
    attempts.close(purchase_id=purchase.pk)

    outcomes = at_once(*[lambda: attempts.start_again(purchase_id=purchase.pk)] * DOUBLE_CLICKS)

    assert {outcome.seq for outcome in outcomes} == {2}
    assert PaymentAttempt.objects.count() == 2


# Settling


def test_of_sixteen_who_heard_of_the_money_one_applies_it(card_simulator: CardSimulator) -> None:
    purchase = make_card_purchase(make_product(price="120.00"), make_product(price="80.00"))
    attempt = attempt_of(purchase)

    outcomes = at_once(*[settling_it(attempt)] * SETTLERS)

    assert {outcome.status for outcome in outcomes} == {AttemptStatus.APPLIED}
    assert StatusChange.objects.filter(new_status="applied").count() == 1
    assert StatusChange.objects.filter(new_status="confirmed").count() == 2
    kinds = Counter(LedgerTransaction.objects.values_list("kind", flat=True))
    assert kinds == {"receipt": 1, "sale": 2, "delivery": 2}
    assert (RevenueLine.objects.count(), balances()["processor:stripe"]) == (2, Decimal("270.00"))
    assert_all_adds_up()


def test_without_the_locks_several_apply_it(card_simulator: CardSimulator, monkeypatch: pytest.MonkeyPatch) -> None:
    purchase = make_card_purchase()
    unlocked(monkeypatch)
    meet_before(monkeypatch, "_note_received", 2)

    at_once(*[settling_it(attempt_of(purchase))] * 2)

    assert StatusChange.objects.filter(new_status="applied").count() == 2


def test_two_pages_paid_at_once_apply_once_and_give_back_once(card_simulator: CardSimulator) -> None:
    purchase = make_card_purchase(make_product(price="120.00"))
    first = attempt_of(purchase)
    attempts.close(purchase_id=purchase.pk)
    second = attempts.start_again(purchase_id=purchase.pk)

    at_once(*[settling_it(first)] * 4, *[settling_it(second)] * 4)

    assert sorted(attempt.status for attempt in PaymentAttempt.objects.all()) == ["applied", "refunding"]
    assert (Refund.objects.get().cause, Refund.objects.get().amount) == (RefundCause.PAID_TWICE, Decimal("155.00"))
    assert statuses(purchase) == [OrderStatus.CONFIRMED]
    assert_all_adds_up()


def test_without_the_locks_both_pages_are_applied_and_nothing_goes_back(
    card_simulator: CardSimulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: each has looked whether the other paid before either writes that it did."""
    purchase = make_card_purchase(make_product(price="120.00"))
    first = attempt_of(purchase)
    attempts.close(purchase_id=purchase.pk)
    second = attempts.start_again(purchase_id=purchase.pk)
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX paymentattempt_one_applied")
    unlocked(monkeypatch)
    meet_before(monkeypatch, "_apply", 2)

    at_once(settling_it(first), settling_it(second))

    assert [attempt.status for attempt in PaymentAttempt.objects.all()] == ["applied", "applied"]
    assert not Refund.objects.exists()
    # The book's keys let one sale in: the other 155 dirhams pay for nothing and go to nobody.
    assert balances()["customer:unapplied"] == Decimal("-155.00")


def late_without_stock() -> PaymentAttempt:
    jar = make_product(stock="1")
    purchase = make_card_purchase(jar)
    attempts.close(purchase_id=purchase.pk)
    attempts._give_up(purchase.pk)
    StockRecord.objects.filter(product=jar).update(num_in_stock=0)
    return attempt_of(purchase)


@pytest.fixture
def given_back(monkeypatch: pytest.MonkeyPatch) -> list[RefundCause]:
    """Why money was given back, each time that somebody decided so."""
    causes: list[RefundCause] = []

    def counted(*, attempt: PaymentAttempt, cause: RefundCause) -> Refund:
        causes.append(cause)
        return refund_unapplied(attempt=attempt, cause=cause)

    monkeypatch.setattr(settling, "refund_unapplied", counted)
    return causes


def test_late_money_that_eight_workers_hear_of_goes_back_once(
    card_simulator: CardSimulator, given_back: list[RefundCause]
) -> None:
    attempt = late_without_stock()

    at_once(*[settling_it(attempt)] * WORKERS)

    assert given_back == [RefundCause.LATE_NO_STOCK]
    assert Refund.objects.get().amount == attempt.amount
    assert statuses(attempt.purchase) == [OrderStatus.CANCELLED]
    assert balances() == {"processor:stripe": attempt.amount, "customer:refunds": -attempt.amount}


def test_without_the_locks_several_give_it_back(
    card_simulator: CardSimulator, given_back: list[RefundCause], monkeypatch: pytest.MonkeyPatch
) -> None:
    attempt = late_without_stock()
    unlocked(monkeypatch)
    meet_before(monkeypatch, "_note_received", 2)

    at_once(*[settling_it(attempt)] * 2)

    # Behind the locks stand the book's keys and a constraint: the money itself went back once even so.
    assert (len(given_back), Refund.objects.count()) == (2, 1)


# Many at once


def test_crossed_purchases_are_bought_and_settled_without_a_circle(card_simulator: CardSimulator) -> None:
    oil, honey, soap = (make_product(stock="100") for _ in range(3))
    make_delivery_rate()
    place = make_place()
    crossed = ((oil, honey, soap), (soap, honey, oil), (honey, soap, oil))
    wishes = [by_card(*crossed[number % 3], place=place) for number in range(12)]

    bought = at_once(*((lambda given=given: services.place_purchase(**given)) for given in wishes))
    assert [type(each) for each in bought] == [Purchase] * 12
    settled = at_once(*(settling_it(attempt_of(purchase)) for purchase in bought))

    assert {type(each) for each in settled} == {PaymentAttempt}
    assert set(Order.objects.values_list("status", flat=True)) == {"confirmed"}
    assert (Order.objects.count(), RevenueLine.objects.count()) == (36, 36)
    assert StockMovement.objects.filter(kind="allocated").count() == 36
    assert_all_adds_up()


def test_the_gateway_is_never_asked_inside_a_transaction(
    card_simulator: CardSimulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    class Watched:
        def __getattr__(self, name: str) -> Any:
            assert not connection.in_atomic_block, name
            asked.append(name)
            return getattr(gateway(), name)

    monkeypatch.setattr(attempts, "gateway", Watched)
    jar = make_product(stock="9")
    paid, cancelled, expired = (make_card_purchase(jar) for _ in range(3))

    card_simulator.pay(attempts.page_to_pay(purchase_id=paid.pk))
    attempts.page_to_pay(purchase_id=cancelled.pk)
    attempts.page_to_pay(purchase_id=expired.pk)
    with pytest.raises(NothingToPay):
        attempts.page_to_pay(purchase_id=paid.pk)
    attempts.close(purchase_id=cancelled.pk)
    attempts.expire_unpaid(attempt_id=attempt_of(expired).pk)

    assert set(asked) == {"open_session", "read_session", "expire_session"}
    assert_all_adds_up()
