"""Paying again, in cash instead, not at all, or not in time: no page stays open for what was given up."""

from datetime import timedelta
from decimal import Decimal

import pytest

from cooperatives import clock
from cooperatives.jobs import services as jobs
from cooperatives.jobs.models import Job
from cooperatives.jobs.services import run_due
from cooperatives.models import Cooperative
from cooperatives.outbox.models import Message
from fairs.models import CommissionRule
from fairs.revenue.models import RevenueLine
from marketplace.order import services
from marketplace.order.enums import OrderStatus
from marketplace.order.exceptions import CashLimitExceeded
from marketplace.order.models import Order
from marketplace.order.placing import check_cash
from marketplace.payment import attempts
from marketplace.payment.enums import AttemptStatus, RefundCause
from marketplace.payment.exceptions import (
    NothingToPay,
    PagesStillOpen,
)
from marketplace.payment.gateway import GatewayUnavailable, gateway
from marketplace.payment.models import PaymentAttempt, Refund
from marketplace.payment.settling import ReceivedMoney, settle
from tests.factories import make_product, make_user
from tests.marketplace.cards import attempt_of, balances, events_lost, level, opened, run_expiry, statuses
from tests.marketplace.factories import (
    code_sent,
    make_card_purchase,
    make_paid_order,
)
from tests.payments_simulator import CardSimulator, Wire, session_object

pytestmark = pytest.mark.django_db
S = OrderStatus


# Paying again


def test_a_second_open_attempt_is_refused_by_the_database(card_simulator: CardSimulator) -> None:
    purchase = make_card_purchase()

    again = attempts.start_again(purchase_id=purchase.pk)

    assert again == purchase.payment_attempts.get()


def test_the_old_page_takes_no_money_once_a_new_one_is_open(card_simulator: CardSimulator) -> None:
    purchase = make_card_purchase()
    old = opened(purchase)
    attempts.close(purchase_id=purchase.pk)
    new = opened(purchase)

    with pytest.raises(AssertionError):
        card_simulator.pay(old)
    card_simulator.pay(new)
    events_lost(purchase)

    assert [a.status for a in purchase.payment_attempts.order_by("seq")] == ["expired", "applied"]


def test_two_pages_both_paid_apply_once_and_the_second_goes_back(card_simulator: CardSimulator) -> None:
    purchase = make_card_purchase(make_product(price="120.00"))
    first = attempt_of(purchase)
    card_simulator.pay(opened(purchase))
    # The first was paid, and we were made to believe that it could not be any more.
    PaymentAttempt.objects.filter(pk=first.pk).update(status=AttemptStatus.EXPIRED)
    card_simulator.pay(opened(purchase))
    events_lost(purchase)

    for _ in range(2):
        attempts.look(attempt_id=first.pk)

    assert [a.status for a in purchase.payment_attempts.order_by("seq")] == ["refunding", "applied"]
    refund = Refund.objects.get()
    assert (refund.cause, refund.amount, refund.attempt) == (RefundCause.PAID_TWICE, Decimal("155.00"), first)
    assert balances()["customer:refunds"] == Decimal("-155.00")
    assert (balances().get("customer:unapplied"), RevenueLine.objects.count()) == (None, 1)


def test_a_second_page_of_one_attempt_that_was_paid_too_goes_back(card_simulator: CardSimulator) -> None:
    """The simulator forgets keys: what is sent twice there opens two pages."""
    purchase = make_card_purchase(make_product(price="120.00"))
    attempt = attempt_of(purchase)
    stray = gateway().open_session(attempts._request(attempt))
    card_simulator.pay(opened(purchase))
    events_lost(purchase)
    card_simulator.pay(stray.url)

    for _ in range(2):
        state = gateway().read_session(stray.session_id)
        settle(attempt_id=attempt.pk, received=ReceivedMoney.of(state))

    assert [a.status for a in purchase.payment_attempts.order_by("seq")] == ["applied", "refunding"]
    assert Refund.objects.get().cause == RefundCause.PAID_TWICE
    assert balances().get("customer:unapplied") is None


def test_the_page_that_we_know_goes_back_where_the_other_was_settled_first(card_simulator: CardSimulator) -> None:
    purchase = make_card_purchase(make_product(price="120.00"))
    attempt = attempt_of(purchase)
    stray = gateway().open_session(attempts._request(attempt))
    own = opened(purchase)
    attempt.refresh_from_db()
    for page in (stray.url, own):
        card_simulator.pay(page)

    for session_id in (stray.session_id, attempt.session_id) * 2:
        state = gateway().read_session(session_id)
        settle(attempt_id=attempt.pk, received=ReceivedMoney.of(state))

    assert [a.status for a in purchase.payment_attempts.order_by("seq")] == ["applied", "refunding"]
    applied, given_back = purchase.payment_attempts.order_by("seq")
    assert (applied.session_id, given_back.session_id) == (attempt.session_id, "")
    assert applied.intent_id != given_back.intent_id
    assert Refund.objects.get().cause == RefundCause.PAID_TWICE
    assert balances().get("customer:unapplied") is None


def test_paid_before_the_page_was_shut_it_is_paid(card_simulator: CardSimulator) -> None:
    purchase = make_card_purchase()
    card_simulator.pay(opened(purchase))

    attempts.close(purchase_id=purchase.pk)

    assert statuses(purchase) == [S.CONFIRMED]
    with pytest.raises(NothingToPay):
        opened(purchase)


# Cash instead


def test_switched_to_cash_it_waits_for_its_code_and_the_page_is_shut(card_simulator: CardSimulator) -> None:
    purchase = make_card_purchase()
    opened(purchase)
    attempts.close(purchase_id=purchase.pk)

    services.switch_to_cash(purchase_id=purchase.pk)

    purchase.refresh_from_db()
    assert (purchase.payment_method, statuses(purchase)) == ("cash_on_delivery", [S.AWAITING_CONFIRMATION])
    assert gateway().read_session(attempt_of(purchase).session_id).status == "expired"
    services.confirm_with_code(purchase_id=purchase.pk, code=code_sent(purchase))
    assert statuses(purchase) == [S.CONFIRMED]
    # What comes due for the card finds nothing to do.
    run_expiry(purchase)
    assert statuses(purchase) == [S.CONFIRMED]


def test_cash_is_refused_while_the_page_is_open(card_simulator: CardSimulator) -> None:
    purchase = make_card_purchase()
    opened(purchase)

    with pytest.raises(PagesStillOpen):
        services.switch_to_cash(purchase_id=purchase.pk)

    assert (statuses(purchase), Message.objects.count()) == ([S.AWAITING_PAYMENT], 0)


def test_what_is_too_dear_for_one_door_stays_with_the_card(card_simulator: CardSimulator) -> None:
    purchase = make_card_purchase(make_product(price="12000.00"))
    attempts.close(purchase_id=purchase.pk)

    with pytest.raises(CashLimitExceeded):
        services.switch_to_cash(purchase_id=purchase.pk)

    purchase.refresh_from_db()
    assert (purchase.payment_method, statuses(purchase)) == ("card", [S.AWAITING_PAYMENT])


def test_what_comes_in_one_parcel_is_paid_at_one_door() -> None:
    half = Decimal("6000.00")
    check_cash([("one parcel", half), ("another", half)])

    with pytest.raises(CashLimitExceeded):
        check_cash([("one parcel", half), ("one parcel", half)])


def test_without_the_gateway_a_page_that_was_never_opened_needs_no_shutting(wire: Wire) -> None:
    purchase = make_card_purchase()
    wire.refuse(503)
    with pytest.raises(GatewayUnavailable):
        opened(purchase)
    asked = len(wire.asked)

    attempts.close(purchase_id=purchase.pk)
    services.switch_to_cash(purchase_id=purchase.pk)

    assert (len(wire.asked), statuses(purchase)) == (asked, [S.AWAITING_CONFIRMATION])


# Cancelling


def test_one_of_two_is_cancelled_once_the_page_is_shut_and_the_next_attempt_is_for_the_rest(
    card_simulator: CardSimulator,
) -> None:
    oil, honey = make_product(price="120.00"), make_product(price="80.00")
    purchase = make_card_purchase(oil, honey)
    first, _ = purchase.orders.order_by("pk")
    opened(purchase)
    with pytest.raises(PagesStillOpen):
        services.cancel_order(order_id=first.pk, by=None)
    with pytest.raises(PagesStillOpen):
        services.cancel_order_by_staff(order_id=first.pk, by=make_user(), reason="no")
    assert statuses(purchase) == [S.AWAITING_PAYMENT] * 2

    attempts.close(purchase_id=purchase.pk)
    services.cancel_order(order_id=first.pk, by=None)
    card_simulator.pay(opened(purchase))
    events_lost(purchase)

    assert (attempt_of(purchase).amount, statuses(purchase)) == (Decimal("115.00"), [S.CANCELLED, S.CONFIRMED])
    assert (level(oil)[1], level(honey)[1]) == (0, 1)
    assert balances().get("customer:unapplied") is None


@pytest.mark.parametrize("who", ["shopper", "staff", "cooperative"])
def test_a_paid_order_that_is_cancelled_is_paid_back_whole(card_simulator: CardSimulator, who: str) -> None:
    CommissionRule.objects.create(position=1, valid_from="2020-01-01", rate=Decimal("0.1000"))
    product = make_product(price="120.00")
    order = make_paid_order(product)
    by = make_user()

    if who == "shopper":
        services.cancel_order(order_id=order.pk, by=None)
    elif who == "staff":
        services.cancel_order_by_staff(order_id=order.pk, by=by, reason="sold out")
    else:
        services.decline_order(order_id=order.pk, by=by, reason="sold out")

    refund = Refund.objects.get()
    assert (refund.order, refund.cause, refund.goods, refund.delivery) == (
        order,
        RefundCause.CANCELLED,
        Decimal("120.00"),
        Decimal("35.00"),
    )
    assert balances() == {"processor:stripe": Decimal("155.00"), "customer:refunds": Decimal("-155.00")}
    assert level(product)[1] == 0
    told = Message.objects.get(key=f"order:{order.number}:order_cancelled").body
    assert "revient sur votre carte" in told or "goes back to your card" in told


# Out of time


def test_unpaid_in_time_the_page_is_shut_and_the_stock_is_free(card_simulator: CardSimulator) -> None:
    product = make_product()
    purchase = make_card_purchase(product)
    page = opened(purchase)

    with clock.frozen_at(clock.now() + timedelta(minutes=36)):
        run_due()

    order = purchase.orders.get()
    assert (order.status, order.cancelled_because, level(product)[1]) == (S.CANCELLED, "expired", 0)
    assert attempt_of(purchase).status == AttemptStatus.EXPIRED
    assert Message.objects.filter(key=f"purchase:{purchase.public_id}:unpaid").count() == 1
    with pytest.raises(AssertionError):
        card_simulator.pay(page)
    assert not Order.objects.for_cooperatives(Cooperative.objects.all()).exists()


def test_never_opened_it_is_given_up_without_a_word_to_the_gateway(wire: Wire) -> None:
    product = make_product()
    purchase = make_card_purchase(product)

    run_expiry(purchase)

    assert (wire.asked, statuses(purchase), level(product)[1]) == ([], [S.CANCELLED], 0)


def test_the_stock_stays_kept_until_the_gateway_has_shut_the_page(wire: Wire) -> None:
    product = make_product()
    purchase = make_card_purchase(product)
    wire.answer(session_object())
    opened(purchase)
    wire.answers.clear()
    wire.refuse(503)
    now = clock.now() + timedelta(minutes=36)

    with clock.frozen_at(now):
        run_due()

    job = Job.objects.get(kind="payment.expire")
    assert (statuses(purchase), level(product)[1]) == ([S.AWAITING_PAYMENT], 1)
    assert (job.done_at, job.attempts, job.due_at) == (None, 0, now + timedelta(minutes=1))
    wire.answers.clear()
    wire.answer(session_object(status="expired"))
    with clock.frozen_at(now + timedelta(minutes=1)):
        run_due()
    assert (statuses(purchase), level(product)[1]) == ([S.CANCELLED], 0)


def test_paid_at_the_last_moment_it_is_paid_and_not_given_up(card_simulator: CardSimulator) -> None:
    product = make_product()
    purchase = make_card_purchase(product)
    card_simulator.pay(opened(purchase))

    run_expiry(purchase)

    assert (statuses(purchase), level(product)[1]) == ([S.CONFIRMED], 1)


def test_begun_again_it_has_a_time_of_its_own(card_simulator: CardSimulator) -> None:
    start = clock.now()
    purchase = make_card_purchase()
    opened(purchase)
    with clock.frozen_at(start + timedelta(minutes=20)):
        attempts.close(purchase_id=purchase.pk)
        opened(purchase)

    with clock.frozen_at(start + timedelta(minutes=36)):
        run_due()
    assert statuses(purchase) == [S.AWAITING_PAYMENT]
    with clock.frozen_at(start + timedelta(minutes=56)):
        run_due()
    assert statuses(purchase) == [S.CANCELLED]


def test_what_a_restarted_simulator_forgot_cannot_be_paid(card_simulator: CardSimulator) -> None:
    product = make_product()
    purchase = make_card_purchase(product)
    opened(purchase)
    PaymentAttempt.objects.update(session_id="cs_test_forgotten")

    run_expiry(purchase)

    assert (statuses(purchase), level(product)[1]) == ([S.CANCELLED], 0)


def test_what_the_processor_itself_does_not_know_is_nothing_to_decide_by(
    card_simulator: CardSimulator, settings
) -> None:
    purchase = make_card_purchase()
    opened(purchase)
    PaymentAttempt.objects.update(session_id="cs_of_another_account")
    settings.SIMULATED_PAYMENTS = False

    with pytest.raises(GatewayUnavailable):
        run_expiry(purchase)

    assert statuses(purchase) == [S.AWAITING_PAYMENT]


def test_a_worker_killed_while_it_gives_up_leaves_it_to_the_next(
    card_simulator: CardSimulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    product = make_product()
    purchase = make_card_purchase(product)
    opened(purchase)
    give_up = attempts._give_up

    def killed(purchase_id: int) -> None:
        raise SystemExit

    monkeypatch.setattr(attempts, "_give_up", killed)
    now = clock.now() + timedelta(minutes=36)
    with clock.frozen_at(now), pytest.raises(SystemExit):
        run_due()
    assert (statuses(purchase), level(product)[1]) == ([S.AWAITING_PAYMENT], 1)

    monkeypatch.setattr(attempts, "_give_up", give_up)
    with clock.frozen_at(now + jobs.LEASE):
        run_due()

    assert (statuses(purchase), level(product)[1]) == ([S.CANCELLED], 0)
