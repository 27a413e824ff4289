"""Money that comes too late, and orders that a card has paid on their way to the shopper."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest

from catalogue.partner.models import StockMovement, StockRecord
from cooperatives import clock
from cooperatives.audit.services import ForbiddenMove
from fairs.revenue.models import RevenueLine
from fairs.revenue.rollup import differences
from marketplace.order import services
from marketplace.order.enums import ORDER_MOVES, Collector, DeliveryKind, OrderStatus, PaymentMethod
from marketplace.order.exceptions import AlreadyPaid, NotPaidYet
from marketplace.order.models import Order, Purchase
from marketplace.payment import attempts, settling
from marketplace.payment.enums import RefundCause
from marketplace.payment.models import PaymentAttempt, Refund
from marketplace.payment.settling import settle
from tests.factories import make_edition, make_participation, make_product, make_user
from tests.marketplace.cards import attempt_of, balances, level, run_expiry, statuses
from tests.marketplace.factories import (
    make_basket,
    make_card_purchase,
    make_order,
    make_paid_order,
    order_given,
    paid_money,
)
from tests.payments_simulator import CardSimulator

pytestmark = pytest.mark.django_db
S = OrderStatus


# Too late


def late(purchase: Purchase) -> PaymentAttempt:
    """The attempt of a purchase that was given up; its money comes all the same."""
    run_expiry(purchase)
    assert set(statuses(purchase)) == {S.CANCELLED}
    return attempt_of(purchase)


def test_money_that_comes_late_brings_the_orders_back_while_their_stock_is_there(card_simulator: CardSimulator) -> None:
    product = make_product(stock="3")
    purchase = make_card_purchase(product, quantity=2)
    attempt = late(purchase)
    assert level(product) == (3, 0)

    settle(attempt_id=attempt.pk, received=paid_money(attempt))

    order = purchase.orders.get()
    assert (order.status, order.cancelled_because, order.ended_at, order.end_reason) == (S.CONFIRMED, "", None, "")
    assert (level(product), balances().get("customer:unapplied")) == ((3, 2), None)
    # Cancelled once more, its stock is free once more, and its money goes back.
    services.cancel_order(order_id=order.pk, by=None)
    assert level(product) == (3, 0)
    moved = StockMovement.objects.filter(stockrecord__product=product).order_by("pk")
    assert [(m.key.rsplit(":", 1)[1], m.change_allocated) for m in moved] == [
        ("allocate", 2),
        ("release", -2),
        ("allocate-late", 2),
        ("release-paid", -2),
    ]
    assert Refund.objects.get().cause == RefundCause.CANCELLED


def test_late_money_goes_back_whole_when_one_of_two_orders_cannot_be_kept(card_simulator: CardSimulator) -> None:
    kept, gone = make_product(stock="5"), make_product(stock="5")
    purchase = make_card_purchase(kept, gone)
    attempt = late(purchase)
    StockRecord.objects.filter(product=gone).update(num_in_stock=0)

    for _ in range(2):
        settle(attempt_id=attempt.pk, received=paid_money(attempt))

    assert (statuses(purchase), level(kept), level(gone)) == ([S.CANCELLED] * 2, (5, 0), (0, 0))
    refund = Refund.objects.get()
    assert (refund.cause, refund.amount) == (RefundCause.LATE_NO_STOCK, purchase.total)
    assert balances() == {"processor:stripe": purchase.total, "customer:refunds": -purchase.total}
    assert RevenueLine.objects.count() == 0


@pytest.mark.parametrize("who", ["shopper", "staff"])
def test_money_for_what_somebody_cancelled_always_goes_back(card_simulator: CardSimulator, who: str) -> None:
    purchase = make_card_purchase(make_product(), make_product())
    attempt = attempt_of(purchase)
    attempts.close(purchase_id=purchase.pk)
    first, _ = purchase.orders.order_by("pk")
    if who == "shopper":
        services.cancel_order(order_id=first.pk, by=None)
    else:
        services.cancel_order_by_staff(order_id=first.pk, by=make_user(), reason="no")

    settle(attempt_id=attempt.pk, received=paid_money(attempt))

    # The other one can still be paid.
    assert statuses(purchase) == [S.CANCELLED, S.AWAITING_PAYMENT]
    assert (Refund.objects.get().cause, balances().get("customer:unapplied")) == (RefundCause.LATE_CANCELLED, None)


def test_money_for_what_is_paid_in_cash_by_now_goes_back(card_simulator: CardSimulator) -> None:
    purchase = make_card_purchase()
    attempt = attempt_of(purchase)
    attempts.close(purchase_id=purchase.pk)
    services.switch_to_cash(purchase_id=purchase.pk)

    settle(attempt_id=attempt.pk, received=paid_money(attempt))

    assert (statuses(purchase), Refund.objects.get().amount) == ([S.AWAITING_CONFIRMATION], attempt.amount)


# On its way


def test_a_paid_parcel_is_delivered_and_nobody_takes_money(card_simulator: CardSimulator) -> None:
    product = make_product(price="120.00")
    order = make_paid_order(product, status=S.SHIPPED)
    paid_at, before = order.paid_at, balances()
    with pytest.raises(AlreadyPaid):
        services.mark_collected(order_id=order.pk, collector=Collector.CARRIER, by=make_user())

    services.mark_delivered(order_id=order.pk, by=make_user())

    order.refresh_from_db()
    assert (order.status, order.collected_by, order.paid_at) == (S.DELIVERED, Collector.NOBODY, paid_at)
    assert (order.invoice_number, balances(), RevenueLine.objects.count()) == (1, before, 1)


def test_what_is_paid_in_cash_is_not_delivered_without_saying_who_took_it() -> None:
    order = make_order(status=S.SHIPPED)

    with pytest.raises(NotPaidYet):
        services.mark_delivered(order_id=order.pk, by=make_user())

    order.refresh_from_db()
    assert order.status == S.SHIPPED


def test_handed_over_at_a_fair_it_is_paid_already(card_simulator: CardSimulator) -> None:
    product = make_product(price="120.00", stock="10")
    edition = make_edition(starts_on=clock.today() + timedelta(days=3))
    make_participation(edition, product.cooperative)
    order = make_paid_order(product, kind=DeliveryKind.COLLECT, status=S.PREPARED)

    services.hand_over(order_id=order.pk, by=make_user())

    order.refresh_from_db()
    assert (order.status, order.collected_by, level(product)) == (S.DELIVERED, Collector.NOBODY, (9, 0))
    assert f"held:coop:{product.cooperative_id}" not in balances()


def test_refused_at_the_door_a_paid_parcel_is_paid_back(card_simulator: CardSimulator) -> None:
    product = make_product(price="120.00", stock="10")
    order = make_paid_order(product, status=S.REFUSED)

    refund = Refund.objects.get()
    assert (order.status, refund.cause, refund.amount) == (S.REFUSED, RefundCause.REFUSED, Decimal("155.00"))
    assert level(product) == (10, 0)


MOVES: dict[str, Callable[[Order], object]] = {
    S.ACCEPTED: lambda order: services.accept_order(order_id=order.pk, by=make_user()),
    S.PREPARED: lambda order: services.prepare_order(order_id=order.pk, by=make_user()),
    S.SHIPPED: lambda order: services.ship_order(order_id=order.pk, tracking="", by=make_user()),
    S.DELIVERED: lambda order: services.mark_collected(order_id=order.pk, collector=Collector.CARRIER, by=make_user()),
    S.REFUSED: lambda order: services.refuse_at_door(order_id=order.pk, by=make_user()),
    S.CONFIRMED: lambda order: services.confirm_by_call(purchase_id=order.purchase_id, by=make_user()),
}


@pytest.mark.parametrize("new", MOVES)
def test_unpaid_it_goes_nowhere_but_by_payment_cash_or_the_end(card_simulator: CardSimulator, new: str) -> None:
    purchase = make_card_purchase()

    with pytest.raises((ForbiddenMove, services.PurchaseOver)):
        MOVES[new](purchase.orders.get())

    assert statuses(purchase) == [S.AWAITING_PAYMENT]
    assert ORDER_MOVES[S.AWAITING_PAYMENT] == {S.CONFIRMED, S.CANCELLED, S.AWAITING_CONFIRMATION}


def test_cells_lines_and_book_agree_about_what_cards_paid_and_got_back(card_simulator: CardSimulator) -> None:
    for status in (S.CONFIRMED, S.DELIVERED, S.REFUSED, S.CANCELLED):
        make_paid_order(make_product(price="120.00"), status=status)

    assert differences() == []
    assert "customer:unapplied" not in balances()


# Killed in the middle


def killed(*_given: object, **_more: object) -> None:
    raise SystemExit


def test_killed_while_it_is_placed_nothing_is_left_and_the_basket_is_still_full(
    card_simulator: CardSimulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    product = make_product()
    given = order_given(make_basket(product), payment_method=PaymentMethod.CARD)
    with monkeypatch.context() as patch:
        patch.setattr(attempts, "start", killed)
        with pytest.raises(SystemExit):
            services.place_purchase(**given)
    assert (Purchase.objects.count(), StockMovement.objects.count(), level(product)[1]) == (0, 0, 0)

    services.place_purchase(**given)

    assert (Purchase.objects.count(), PaymentAttempt.objects.count(), level(product)[1]) == (1, 1, 1)


@pytest.mark.parametrize("step", ["confirm_paid", "record_paid_by_card"])
def test_killed_while_it_is_settled_nothing_is_applied_and_the_next_applies_it_once(
    card_simulator: CardSimulator, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    purchase = make_card_purchase()
    attempt = attempt_of(purchase)
    with monkeypatch.context() as patch:
        patch.setattr(settling, step, killed)
        with pytest.raises(SystemExit):
            settle(attempt_id=attempt.pk, received=paid_money(attempt))
    assert (statuses(purchase), attempt_of(purchase).status) == ([S.AWAITING_PAYMENT], "created")
    assert (balances(), attempt_of(purchase).received_amount) == ({}, None)

    for _ in range(2):
        settle(attempt_id=attempt.pk, received=paid_money(attempt))

    assert (statuses(purchase), balances()["processor:stripe"]) == ([S.CONFIRMED], attempt.amount)
