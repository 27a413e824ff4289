"""Paying a purchase by card: written before the shopper leaves, applied once, and never lost on the way."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalogue.partner.models import StockMovement, StockRecord
from cooperatives import clock
from cooperatives.audit.models import StatusChange
from cooperatives.jobs.models import Job
from cooperatives.jobs.services import run_due
from cooperatives.ledger.models import LedgerTransaction
from cooperatives.models import Cooperative
from cooperatives.outbox.models import Message
from fairs.models import CommissionRule
from fairs.revenue.models import RevenueLine
from marketplace.basket.models import Basket
from marketplace.order import services
from marketplace.order.enums import ConfirmedVia, OrderStatus, PaymentMethod
from marketplace.order.exceptions import TooManyOpenPurchases
from marketplace.order.models import Order, Purchase
from marketplace.order.placing import OPEN_PURCHASES_LIMIT
from marketplace.payment import attempts
from marketplace.payment.enums import AttemptStatus
from marketplace.payment.exceptions import (
    CardAmountOutOfRange,
    NothingToPay,
    PagesStillOpen,
    PaymentUnderWay,
    TooManyTries,
)
from marketplace.payment.gateway import CardPaymentsOff, GatewayRefused, GatewayUnavailable, gateway
from marketplace.payment.models import PaymentAttempt
from marketplace.payment.settling import ReceivedMoney, settle
from tests.factories import make_cooperative, make_product
from tests.marketplace.cards import attempt_of, balances, events_lost, level, opened, run_expiry, statuses
from tests.marketplace.factories import (
    make_basket,
    make_card_purchase,
    order_given,
)
from tests.payments_simulator import CardSimulator, Wire, intent_object, session_object

pytestmark = pytest.mark.django_db
S = OrderStatus


# Placing


def test_a_purchase_by_card_waits_for_its_money_and_asks_for_no_code(card_simulator: CardSimulator) -> None:
    oil, honey = make_product(price="120.00"), make_product(price="80.00")

    purchase = make_card_purchase(oil, honey)

    assert statuses(purchase) == [S.AWAITING_PAYMENT] * 2
    assert (purchase.confirmation_code_digest, Message.objects.count()) == ("", 0)
    assert (level(oil)[1], level(honey)[1]) == (1, 1)
    attempt = purchase.payment_attempts.get()
    assert (attempt.seq, attempt.status, attempt.amount) == (1, AttemptStatus.CREATED, purchase.total)
    assert attempt.expires_at - attempt.created_at == timedelta(minutes=35)
    due = Job.objects.order_by("due_at").values_list("kind", "due_at")
    assert [(kind, (at - attempt.created_at) // timedelta(minutes=1)) for kind, at in due] == [
        ("payment.sync", 2),
        ("payment.sync", 10),
        ("payment.expire", 35),
        ("payment.sync", 40),
    ]
    # Nobody but the shopper knows of it yet.
    assert not Order.objects.for_cooperatives(Cooperative.objects.all()).exists()


def test_three_cooperatives_with_two_lines_each_cost_at_most_forty_queries(card_simulator: CardSimulator) -> None:
    cooperatives = [make_cooperative() for _ in range(3)]
    basket = make_basket(*(make_product(cooperative=each) for each in cooperatives for _ in range(2)))
    given = order_given(basket, payment_method=PaymentMethod.CARD)

    with CaptureQueriesContext(connection) as queries:
        services.place_purchase(**given)

    assert len(queries) <= 40, len(queries)


def test_a_card_pays_more_than_one_door_takes_in_cash(card_simulator: CardSimulator) -> None:
    purchase = make_card_purchase(make_product(price="12000.00"))

    assert attempt_of(purchase).amount == Decimal("12035.00")


@pytest.mark.parametrize(("price", "quantity"), [("999999.00", 1), ("500000.00", 2)])
def test_more_than_the_gateway_takes_is_refused_with_nothing_changed(
    card_simulator: CardSimulator, price: str, quantity: int
) -> None:
    product = make_product(price=price)
    basket = make_basket(product, quantity=quantity)

    with pytest.raises(CardAmountOutOfRange) as raised:
        services.place_purchase(**order_given(basket, payment_method=PaymentMethod.CARD))

    assert (raised.value.least, raised.value.most) == (Decimal("10.00"), Decimal("999999.99"))
    basket.refresh_from_db()
    assert (basket.status, level(product)[1]) == (Basket.OPEN, 0)
    assert (Purchase.objects.count(), PaymentAttempt.objects.count(), Job.objects.count()) == (0, 0, 0)


def test_less_than_the_gateway_takes_is_refused(card_simulator: CardSimulator) -> None:
    with pytest.raises(CardAmountOutOfRange):
        attempts.check_amount(Decimal("9.99"))
    attempts.check_amount(Decimal("10.00"))


def test_without_a_gateway_nothing_is_sold_by_card(settings) -> None:
    settings.CARD_PAYMENTS = False
    basket = make_basket(make_product())

    with pytest.raises(CardPaymentsOff):
        services.place_purchase(**order_given(basket, payment_method=PaymentMethod.CARD))

    assert (Purchase.objects.count(), StockMovement.objects.count()) == (0, 0)


def test_one_number_keeps_only_so_much_stock_without_paying(card_simulator: CardSimulator) -> None:
    for _ in range(OPEN_PURCHASES_LIMIT):
        make_card_purchase()

    with pytest.raises(TooManyOpenPurchases):
        make_card_purchase()


# The hosted page


def test_the_page_is_asked_for_by_what_was_stored_and_under_the_attempts_name(wire: Wire) -> None:
    purchase = make_card_purchase(make_product(price="120.00"))
    attempt = attempt_of(purchase)
    wire.answer(session_object(client_reference_id=str(attempt.uuid)))

    with clock.frozen_at(clock.now() + timedelta(minutes=2)):
        url = attempts.open_session(attempt_id=attempt.pk)

    assert url == "https://checkout.stripe.com/c/pay/cs_test_1"
    asked = wire.asked[0]
    assert asked.idempotency_key == f"att:{attempt.uuid}:session"
    assert asked.params["client_reference_id"] == str(attempt.uuid)
    assert asked.params["line_items[0][price_data][unit_amount]"] == "15500"
    assert asked.params["line_items[0][price_data][currency]"] == "mad"
    assert asked.params["expires_at"] == str(int(attempt.expires_at.timestamp()))
    assert asked.params["customer_email"] == "amina@example.ma"
    assert purchase.link_token in asked.params["success_url"]
    assert asked.params["success_url"].startswith("http://")
    attempt.refresh_from_db()
    assert (attempt.status, attempt.session_id) == (AttemptStatus.PENDING, "cs_test_1")
    # What says who buys stands nowhere in plain words.
    assert "amina" not in str(attempt.snapshot)
    assert purchase.link_token not in str(attempt.snapshot)


def test_two_windows_get_the_same_page(card_simulator: CardSimulator) -> None:
    purchase = make_card_purchase()

    assert opened(purchase) == opened(purchase)

    assert PaymentAttempt.objects.count() == 1


@pytest.mark.parametrize("fault", ["down", "silent", "cut"])
def test_while_the_gateway_is_away_the_purchase_stays_payable(wire: Wire, fault: str) -> None:
    product = make_product()
    purchase = make_card_purchase(product)
    if fault == "down":
        wire.refuse(503)
    elif fault == "silent":
        wire.answer(session_object(), after=1.0)
    else:
        wire.hang_up()

    with pytest.raises(GatewayUnavailable):
        opened(purchase)

    assert (statuses(purchase), attempt_of(purchase).status) == ([S.AWAITING_PAYMENT], AttemptStatus.CREATED)
    assert level(product)[1] == 1
    keys = {asked.idempotency_key for asked in wire.asked}
    wire.answers.clear()
    wire.answer(session_object())
    assert opened(purchase)
    # However often it is asked, it is the same request.
    assert {asked.idempotency_key for asked in wire.asked} == keys
    assert len({str(sorted(asked.params.items())) for asked in wire.asked}) == 1


def test_a_page_that_is_refused_ends_the_attempt_and_the_next_is_another_request(wire: Wire) -> None:
    purchase = make_card_purchase()
    wire.refuse(400, code="parameter_invalid", param="expires_at")

    with pytest.raises(GatewayRefused):
        opened(purchase)

    assert attempt_of(purchase).status == AttemptStatus.EXPIRED
    wire.answers.clear()
    wire.answer(session_object())
    opened(purchase)
    assert (attempt_of(purchase).seq, statuses(purchase)) == (2, [S.AWAITING_PAYMENT])
    assert len({asked.idempotency_key for asked in wire.asked}) == 2


def test_an_attempt_too_old_to_be_opened_gives_way_to_a_new_one(wire: Wire) -> None:
    purchase = make_card_purchase()
    wire.answer(session_object())

    with clock.frozen_at(clock.now() + timedelta(minutes=6)):
        opened(purchase)

    first, second = purchase.payment_attempts.order_by("seq")
    assert (first.status, second.status) == (AttemptStatus.EXPIRED, AttemptStatus.PENDING)
    assert len(wire.asked) == 1


def test_a_page_with_little_time_left_is_shut_before_another_is_opened(card_simulator: CardSimulator) -> None:
    purchase = make_card_purchase()
    old = opened(purchase)

    with clock.frozen_at(clock.now() + timedelta(minutes=32)):
        new = opened(purchase)

    first, second = purchase.payment_attempts.order_by("seq")
    assert (first.status, second.status) == (AttemptStatus.EXPIRED, AttemptStatus.PENDING)
    assert old != new
    assert gateway().read_session(first.session_id).status == "expired"


def test_who_tries_too_often_is_told_so(card_simulator: CardSimulator) -> None:
    purchase = make_card_purchase()
    for _ in range(attempts.MOST_ATTEMPTS):
        opened(purchase)
        attempts.close(purchase_id=purchase.pk)

    with pytest.raises(TooManyTries):
        opened(purchase)

    assert statuses(purchase) == [S.AWAITING_PAYMENT]


def test_a_page_that_opens_after_the_attempt_was_given_up_goes_to_nobody(
    card_simulator: CardSimulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    purchase = make_card_purchase()
    note, made = attempts._note_opened, []

    def given_up_meanwhile(attempt_id: int, page: Any) -> PaymentAttempt:
        made.append(page.session_id)
        attempts.close(purchase_id=purchase.pk)
        return note(attempt_id, page)

    monkeypatch.setattr(attempts, "_note_opened", given_up_meanwhile)

    with pytest.raises(NothingToPay):
        attempts.open_session(attempt_id=attempt_of(purchase).pk)

    assert gateway().read_session(made[0]).status == "expired"


# Money


def test_what_was_paid_confirms_every_order_and_stands_in_the_book(card_simulator: CardSimulator) -> None:
    CommissionRule.objects.create(position=1, valid_from="2020-01-01", rate=Decimal("0.1000"))
    oil, honey = make_product(price="120.00"), make_product(price="80.00")
    purchase = make_card_purchase(oil, honey)

    card_simulator.pay(opened(purchase))
    events_lost(purchase)

    purchase.refresh_from_db()
    attempt = attempt_of(purchase)
    assert (attempt.status, attempt.received_amount) == (AttemptStatus.APPLIED, purchase.total)
    assert (purchase.confirmed_via, statuses(purchase)) == (ConfirmedVia.PAYMENT, [S.CONFIRMED] * 2)
    assert all(order.paid_at and order.remitted_at and order.confirmed_at for order in purchase.orders.all())
    assert balances() == {
        "processor:stripe": Decimal("270.00"),
        f"coop:{oil.cooperative_id}:pending": Decimal("-105.60"),
        f"coop:{honey.cooperative_id}:pending": Decimal("-70.40"),
        "commission": Decimal("-20.00"),
        "commission:tax": Decimal("-4.00"),
        "delivery": Decimal("-70.00"),
    }
    first, second = purchase.orders.order_by("pk")
    assert set(LedgerTransaction.objects.values_list("key", flat=True)) == {
        f"att:{attempt.uuid}:in",
        *(f"order:{order.number}:{part}" for order in (first, second) for part in ("sale", "delivery")),
    }
    assert {(line.payment, line.counts_on) for line in RevenueLine.objects.all()} == {("card", first.counts_on)}
    told = Message.objects.order_by("pk").values_list("key", flat=True)
    assert [key.split(":")[-1] for key in told] == ["order_new_cooperative", "order_new_cooperative", "paid", "email"]
    assert Order.objects.for_cooperatives(Cooperative.objects.all()).count() == 2


def test_heard_of_again_it_changes_nothing(card_simulator: CardSimulator) -> None:
    purchase = make_card_purchase()
    card_simulator.pay(opened(purchase))

    for _ in range(3):
        events_lost(purchase)
        state = gateway().read_session(attempt_of(purchase).session_id)
        settle(attempt_id=attempt_of(purchase).pk, received=ReceivedMoney.of(state))

    assert LedgerTransaction.objects.filter(kind="receipt").count() == 1
    assert RevenueLine.objects.count() == 1
    assert StatusChange.objects.filter(new_status="applied").count() == 1


def test_the_job_finds_what_no_event_told(card_simulator: CardSimulator) -> None:
    purchase = make_card_purchase()
    card_simulator.pay(opened(purchase))

    with clock.frozen_at(clock.now() + timedelta(minutes=3)):
        run_due()

    assert statuses(purchase) == [S.CONFIRMED]


def test_a_declined_card_leaves_the_page_open_for_another(card_simulator: CardSimulator) -> None:
    purchase = make_card_purchase()
    page = opened(purchase)

    card_simulator.decline(page)
    events_lost(purchase)
    assert (statuses(purchase), attempt_of(purchase).status) == ([S.AWAITING_PAYMENT], AttemptStatus.PENDING)

    card_simulator.pay(opened(purchase))
    events_lost(purchase)
    assert statuses(purchase) == [S.CONFIRMED]


def test_money_that_is_slow_is_waited_for_and_nobody_decides_meanwhile(card_simulator: CardSimulator) -> None:
    product = make_product()
    purchase = make_card_purchase(product)
    card_simulator.pay_delayed(opened(purchase))
    events_lost(purchase)

    with pytest.raises(PaymentUnderWay):
        opened(purchase)
    with pytest.raises(PaymentUnderWay):
        run_expiry(purchase)
    with pytest.raises(PagesStillOpen):
        services.switch_to_cash(purchase_id=purchase.pk)
    assert (statuses(purchase), level(product)[1]) == ([S.AWAITING_PAYMENT], 1)

    card_simulator.settle_delayed(attempt_of(purchase).session_id)
    events_lost(purchase)
    assert statuses(purchase) == [S.CONFIRMED]


def test_slow_money_that_does_not_come_frees_the_purchase_to_be_paid_otherwise(card_simulator: CardSimulator) -> None:
    purchase = make_card_purchase()
    card_simulator.pay_delayed(opened(purchase))
    events_lost(purchase)
    card_simulator.fail_delayed(attempt_of(purchase).session_id)

    events_lost(purchase)

    assert (statuses(purchase), attempt_of(purchase).status) == ([S.AWAITING_PAYMENT], AttemptStatus.EXPIRED)
    card_simulator.pay(opened(purchase))
    events_lost(purchase)
    assert statuses(purchase) == [S.CONFIRMED]


def test_at_the_processor_itself_a_page_whose_slow_money_did_not_come_stays_used(wire: Wire) -> None:
    purchase = make_card_purchase()
    wire.answer(session_object())
    opened(purchase)
    failed = intent_object(status="requires_payment_method", amount_received=0)
    wire.answers.clear()
    wire.answer(session_object(status="complete", payment_intent=failed))

    events_lost(purchase)

    assert (statuses(purchase), attempt_of(purchase).status) == ([S.AWAITING_PAYMENT], AttemptStatus.EXPIRED)


def test_money_is_found_though_its_page_was_never_written_down(card_simulator: CardSimulator) -> None:
    """The worker dies between the gateway's answer and our row; the event names the attempt."""
    purchase = make_card_purchase()
    attempt = attempt_of(purchase)
    page = gateway().open_session(attempts._request(attempt))
    card_simulator.pay(page.url)
    state = gateway().read_session(page.session_id)
    assert state.reference == str(attempt.uuid)

    settle(attempt_id=attempt.pk, received=ReceivedMoney.of(state))

    attempt.refresh_from_db()
    assert (attempt.status, attempt.session_id) == (AttemptStatus.APPLIED, page.session_id)
    with pytest.raises(NothingToPay):
        attempts.open_session(attempt_id=attempt.pk)
    assert statuses(purchase) == [S.CONFIRMED]


def test_a_price_that_changes_between_click_and_payment_changes_nothing(card_simulator: CardSimulator) -> None:
    product = make_product(price="285.90")
    purchase = make_card_purchase(product)
    page = opened(purchase)
    StockRecord.objects.filter(product=product).update(price=Decimal("999.00"))

    card_simulator.pay(page)
    events_lost(purchase)

    assert (purchase.total, attempt_of(purchase).received_amount) == (Decimal("320.90"), Decimal("320.90"))
    assert (statuses(purchase), balances().get("customer:unapplied")) == ([S.CONFIRMED], None)


@pytest.mark.parametrize("received", [100, 99999])
def test_another_amount_than_asked_for_is_left_to_a_person(
    wire: Wire, received: int, caplog: pytest.LogCaptureFixture
) -> None:
    product = make_product()
    purchase = make_card_purchase(product)
    wire.answer(session_object())
    opened(purchase)
    paid = intent_object(amount=received, amount_received=received)
    wire.answers.clear()
    wire.answer(session_object(status="complete", payment_status="paid", payment_intent=paid))

    for _ in range(2):
        events_lost(purchase)

    assert (attempt_of(purchase).status, statuses(purchase)) == (AttemptStatus.REVIEW, [S.AWAITING_PAYMENT])
    money = Decimal(received) / 100
    assert balances() == {"processor:stripe": money, "customer:unapplied": -money}
    assert "payment_in_review" in caplog.text
    # It is neither given up nor paid again while somebody looks at it.
    with pytest.raises(PaymentUnderWay):
        run_expiry(purchase)
    with pytest.raises(PaymentUnderWay):
        opened(purchase)
    with pytest.raises(PaymentUnderWay):
        services.switch_to_cash(purchase_id=purchase.pk)
    assert (statuses(purchase), level(product)[1]) == ([S.AWAITING_PAYMENT], 1)


def test_another_currency_is_noted_and_never_posted_as_dirhams(wire: Wire) -> None:
    purchase = make_card_purchase(make_product(price="120.00"))
    wire.answer(session_object())
    opened(purchase)
    paid = intent_object(amount=15500, amount_received=15500, currency="eur")
    wire.answers.clear()
    wire.answer(session_object(status="complete", payment_status="paid", payment_intent=paid, currency="eur"))

    events_lost(purchase)

    attempt = attempt_of(purchase)
    assert (attempt.status, attempt.received_amount, attempt.received_currency) == ("review", Decimal("155.00"), "EUR")
    assert (statuses(purchase), LedgerTransaction.objects.count()) == ([S.AWAITING_PAYMENT], 0)
