"""Placing a purchase, and every step of its orders until the money is certain.

Each verb is one transaction: lock, check the table of moves, write, post, then jobs and messages.
"""

import secrets
from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction
from django.utils import translation

from catalogue.partner import stock
from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.services import ForbiddenMove, log_first_statuses, record_act
from cooperatives.encryption import digest
from cooperatives.enums import CooperativeStatus
from cooperatives.jobs.services import schedule
from cooperatives.prepared import prepared_cursor, rows_of
from cooperatives.season.locks import share_seasons_of_basket
from cooperatives.territory.models import Place
from marketplace.basket.locks import basket_for_update
from marketplace.basket.models import Basket
from marketplace.basket.selectors import contents
from marketplace.order import messages, rows, steps
from marketplace.order.enums import (
    HOLDS_STOCK,
    SHOPPER_MAY_CANCEL,
    CancelCause,
    Collector,
    ConfirmedVia,
    DeliveryKind,
    OrderStatus,
    PaymentMethod,
)
from marketplace.order.exceptions import (
    AlreadyPaid,
    CooperativeSuspended,
    NotDeliveredThisWay,
    NotPaidYet,
    NoTriesLeft,
    PartOffered,
    PurchaseOver,
    TooLateToCancel,
    WrongCode,
)
from marketplace.order.locks import order_for_update, orders_for_update, purchase_for_update
from marketplace.order.models import Order, Purchase
from marketplace.order.placing import (
    check_cash,
    check_limits,
    check_offer,
    check_open_purchases,
    chosen_quotes,
)
from marketplace.order.revenue import record_collected
from marketplace.order.selectors import open_offer_of
from marketplace.payment import attempts
from marketplace.payment.enums import RefundCause
from marketplace.payment.exceptions import NothingToPay, PagesStillOpen
from marketplace.payment.refunds import refund_orders

CODE_TRIES = 5
CONFIRM_WITHIN = timedelta(hours=48)
REMIND_SHOPPER_AFTER = timedelta(hours=20)
EXPIRE, REMIND_SHOPPER = "order.expire", "order.remind-shopper"
# Asked under the basket's lock, so that the second of two windows finds what the first one placed.
PLACED = "SELECT id FROM order_purchase WHERE basket_id = %s"
SUBMIT = "UPDATE basket_basket SET status = %s, date_submitted = %s WHERE id = %s"


@transaction.atomic
def place_purchase(
    *,
    basket: Basket,
    contact: rows.Contact,
    place: Place | None,
    landmark: str,
    choices: Mapping[str, str],
    payment_method: str,
    language: str,
    user: User | None,
    without: frozenset[str] = frozenset(),
    hub: str = "",
) -> Purchase:
    """Turn a basket into one purchase with an order for each cooperative, its stock promised.

    `choices` gives the code of the chosen quote by the cooperative's public id, `hub` the code of the
    offer to send several of them in one parcel; `without` are the public ids of products that the
    shopper saw to be gone. Pressed twice, it answers the same
    purchase. Paid by card, it has its first attempt at that; the page to pay on is opened after the
    commit. Raises, with nothing changed: `BasketEmpty`, `ProductsGone`, `CooperativesClosed`, `InsufficientStock`,
    `BelowMinimum`, `PriceChanged`, `PlaceMissing`, `DeliveryChanged`, `CashLimitExceeded`, `TooManyOpenPurchases`,
    `CardAmountOutOfRange`, `CardPaymentsOff`.
    """
    locked = basket_for_update(basket.pk)
    for (placed_id,) in rows_of(PLACED, [locked.pk]):
        return Purchase.objects.get(pk=placed_id)
    # Whoever closes now waits for this purchase; what is read below is read under that.
    share_seasons_of_basket(locked.pk)
    with translation.override(language):
        held = contents(locked)
        check_offer(held, without)
        chosen = chosen_quotes(held, place, choices, hub)
        check_limits(held, chosen, contact, payment_method)
        purchase = rows.new_purchase(locked, contact, place, landmark, payment_method, language, user, held, chosen)
        orders = rows.new_orders(purchase, held, chosen)
        lines = rows.new_lines(orders, held)
    # Promised before anything is written: a rival waits for these rows as briefly as can be.
    stock.allocate(
        items=[item for order in orders for item in rows.stock_items(order, lines[order.number], "allocate")]
    )
    code = _new_code(purchase) if payment_method == PaymentMethod.CASH_ON_DELIVERY else ""
    rows.write(purchase, orders, lines)
    log_first_statuses(orders, by=user)
    _submit(locked)
    if code:
        _ask_for_code(purchase, code)
    else:
        attempts.start(purchase=purchase, orders=orders)
    return purchase


@transaction.atomic
def switch_to_cash(*, purchase_id: int) -> Purchase:
    """Have a purchase that waits for a card paid in cash instead, once its hosted page is shut.

    Raises `NothingToPay`, `PagesStillOpen`, `PaymentUnderWay`, `CashLimitExceeded`, `TooManyOpenPurchases`.
    """
    purchase = purchase_for_update(purchase_id)
    waiting = [order for order in orders_for_update(purchase) if order.status == OrderStatus.AWAITING_PAYMENT]
    if not waiting:
        raise NothingToPay(purchase.number)
    if attempts.open_attempt(purchase.pk):
        raise PagesStillOpen(purchase.number)
    attempts.check_nothing_under_way(purchase.pk)
    check_cash((order.parcel_id or order.number, order.total_incl_tax) for order in waiting)
    check_open_purchases(purchase.recipient_phone, PaymentMethod.CASH_ON_DELIVERY)
    for order in waiting:
        steps.move(order, OrderStatus.AWAITING_CONFIRMATION, by=None, reason="in cash instead")
    purchase.payment_method = PaymentMethod.CASH_ON_DELIVERY
    code = _new_code(purchase)
    purchase.save(update_fields=["payment_method", "confirmation_code_digest"])
    _ask_for_code(purchase, code)
    return purchase


def confirm_with_code(*, purchase_id: int, code: str, via: ConfirmedVia = ConfirmedVia.CODE) -> Purchase:
    """Confirm a purchase by the code that was sent; from then on its cooperatives see it.

    Raises `WrongCode`, `NoTriesLeft`, `PurchaseOver`. A wrong try is counted, so this must not
    run inside a transaction that the refusal would roll back.
    """
    with transaction.atomic():
        purchase = purchase_for_update(purchase_id)
        if purchase.confirmed_at:
            return purchase
        if purchase.confirmation_tries >= CODE_TRIES:
            raise NoTriesLeft
        if _code_digest(purchase, code) == purchase.confirmation_code_digest:
            return _confirm(purchase, via=via, by=None)
        purchase.confirmation_tries += 1
        purchase.save(update_fields=["confirmation_tries"])
    raise WrongCode(CODE_TRIES - purchase.confirmation_tries)


@transaction.atomic
def confirm_by_call(*, purchase_id: int, by: User) -> Purchase:
    """Note that somebody of the platform reached the shopper by telephone, who meant it.

    Raises `PurchaseOver`.
    """
    purchase = purchase_for_update(purchase_id)
    if purchase.confirmed_at:
        return purchase
    record_act(action="purchase.confirm_by_call", subject=purchase, by=by)
    return _confirm(purchase, via=ConfirmedVia.CALL, by=by)


@transaction.atomic
def send_code_again(*, purchase_id: int, key: str) -> None:
    """Send a fresh code, once for each `key`; the one before opens nothing any more. The tries stay counted."""
    purchase = purchase_for_update(purchase_id)
    if purchase.confirmed_at or not _awaits_confirmation(purchase):
        return
    code = _new_code(purchase)
    purchase.save(update_fields=["confirmation_code_digest"])
    messages.tell_code(purchase, code, key=f"purchase:{purchase.public_id}:code:{key}")


@transaction.atomic
def expire_unconfirmed(*, purchase_id: int) -> None:
    """Cancel what nobody confirmed in time, and give its stock back."""
    purchase = purchase_for_update(purchase_id)
    if purchase.confirmed_at:
        return
    waiting = [order for order in orders_for_update(purchase) if order.status == OrderStatus.AWAITING_CONFIRMATION]
    if waiting:
        steps.cancel_all(waiting, by=None, because=CancelCause.EXPIRED, reason="not confirmed in time")
        messages.tell_expired(purchase)


@transaction.atomic
def cancel_order(*, order_id: int, by: User | None) -> Order:
    """Cancel one cooperative's order for the shopper, who may while nothing has been prepared.

    What was paid by card goes back. Raises `TooLateToCancel`, `PagesStillOpen` and `ForbiddenMove`.
    """
    order = order_for_update(order_id)
    if order.status in HOLDS_STOCK and order.status not in SHOPPER_MAY_CANCEL:
        raise TooLateToCancel(order.number)
    _check_nobody_pays(order)
    was_seen = order.confirmed_at is not None
    steps.cancel(order, by=by, because=CancelCause.SHOPPER, reason="by the shopper")
    _give_back_if_paid(order, RefundCause.CANCELLED, reason="cancelled by the shopper", by=by)
    messages.tell_shopper(order, "order_cancelled")
    if was_seen:
        messages.tell_cooperative(order, "order_cancelled_cooperative")
    return order


@transaction.atomic
def cancel_order_by_staff(*, order_id: int, by: User, reason: str) -> Order:
    """Cancel an order before it is on its way, for a reason that is kept; what a card paid for it goes back.

    Raises `PagesStillOpen` and `ForbiddenMove`.
    """
    order = order_for_update(order_id)
    _check_nobody_pays(order)
    steps.cancel(order, by=by, because=CancelCause.STAFF, reason=reason)
    _note_cancelled_by_staff(order, by=by, reason=reason)
    _give_back_if_paid(order, RefundCause.CANCELLED, reason=reason, by=by)
    return order


@transaction.atomic
def cancel_purchase_by_staff(*, purchase_id: int, by: User, reason: str) -> Purchase:
    """Cancel every order of a purchase before any is on its way; what a card paid for them goes back.

    All of them at once, so that two of these wait in one order for stock and figures that they share. Raises
    `PagesStillOpen` and `ForbiddenMove`, and then none is cancelled.
    """
    purchase = purchase_for_update(purchase_id)
    orders = [order for order in orders_for_update(purchase) if order.ended_at is None]
    for order in orders:
        _check_nobody_pays(order)
    steps.cancel_all(orders, by=by, because=CancelCause.STAFF, reason=reason)
    for order in orders:
        _note_cancelled_by_staff(order, by=by, reason=reason)
    # Last: it ends with the cells, which every sale of the day shares.
    refund_orders(orders=orders, cause=RefundCause.CANCELLED, reason=reason, by=by, with_delivery=True)
    return purchase


@transaction.atomic
def decline_order(*, order_id: int, by: User, reason: str) -> Order:
    """Say for the cooperative that it cannot send this order; its stock is free again, and what a card paid goes back.

    What is sold out or spoiled leaves the stock. Raises `ForbiddenMove`.
    """
    order = order_for_update(order_id)
    steps.cancel(order, by=by, because=CancelCause.COOPERATIVE, reason=reason)
    steps.take_off_the_shelf(steps.items(order, "declined"), reason=reason, by=by)
    _give_back_if_paid(order, RefundCause.CANCELLED, reason=reason, by=by)
    messages.tell_shopper(order, "order_cancelled")
    return order


@transaction.atomic
def accept_order(*, order_id: int, by: User) -> Order:
    """Say for the cooperative that it prepares this order.

    A suspended cooperative answers for what it has accepted, and accepts nothing new. Raises
    `ForbiddenMove`, `CooperativeSuspended`, `PartOffered`.
    """
    order = order_for_update(order_id)
    if order.cooperative.status == CooperativeStatus.SUSPENDED:
        raise CooperativeSuspended(order.cooperative.slug)
    _check_nothing_offered(order)
    steps.accept(order, by=by)
    messages.tell_shopper(order, "order_accepted")
    return order


@transaction.atomic
def prepare_order(*, order_id: int, by: User) -> Order:
    """Say that the parcel stands ready. Raises `ForbiddenMove`, `PartOffered`."""
    order = order_for_update(order_id)
    _check_nothing_offered(order)
    steps.move(order, OrderStatus.PREPARED, by=by, prepared_at=clock.now())
    if order.delivery_kind == DeliveryKind.COLLECT:
        messages.tell_shopper(order, "order_ready")
    return order


@transaction.atomic
def ship_order(*, order_id: int, tracking: str, by: User) -> Order:
    """Hand the parcel to the carrier: the goods leave the stock.

    Raises `ForbiddenMove`, `NotDeliveredThisWay`.
    """
    order = order_for_update(order_id)
    _check_kind(order, DeliveryKind.HOME)
    _check_sent_alone(order)
    steps.move(order, OrderStatus.SHIPPED, by=by, shipped_at=clock.now(), tracking=tracking)
    stock.consume(items=steps.items(order, "consume"), by=by)
    messages.tell_shopper(order, "order_shipped")
    messages.tell_recipient(order, "order_shipped")
    return order


@transaction.atomic
def hand_over(*, order_id: int, by: User) -> Order:
    """Hand the goods over at a fair or market, and take the money unless a card paid before: both are certain now.

    Raises `ForbiddenMove`, `NotDeliveredThisWay`.
    """
    order = order_for_update(order_id)
    _check_kind(order, DeliveryKind.COLLECT)
    takes_cash = order.paid_at is None
    steps.deliver(order, collector=Collector.COOPERATIVE if takes_cash else Collector.NOBODY, by=by)
    stock.consume(items=steps.items(order, "consume"), by=by)
    if takes_cash:
        record_collected([order])
    messages.tell_shopper(order, "order_delivered")
    return order


@transaction.atomic
def mark_collected(*, order_id: int, collector: Collector, by: User) -> Order:
    """Note that the parcel was delivered and its cash taken at the door: the money is certain now.

    Raises `ForbiddenMove`, `NotDeliveredThisWay`, `AlreadyPaid`.
    """
    order = order_for_update(order_id)
    _check_shipped(order)
    if order.paid_at:
        raise AlreadyPaid(order.number)
    steps.deliver(order, collector=collector, by=by)
    record_collected([order])
    messages.tell_shopper(order, "order_delivered")
    return order


@transaction.atomic
def mark_delivered(*, order_id: int, by: User) -> Order:
    """Note that a parcel which a card had paid was delivered: nobody took money at the door.

    Raises `ForbiddenMove`, `NotDeliveredThisWay`, `NotPaidYet`.
    """
    order = order_for_update(order_id)
    _check_shipped(order)
    if order.paid_at is None:
        raise NotPaidYet(order.number)
    steps.deliver(order, collector=Collector.NOBODY, by=by)
    messages.tell_shopper(order, "order_delivered")
    return order


@transaction.atomic
def refuse_at_door(*, order_id: int, by: User, reason: str = "") -> Order:
    """Note that nobody took the parcel: it comes back into the stock, and so does what a card had paid for it.

    Raises `ForbiddenMove`, `NotDeliveredThisWay`.
    """
    order = order_for_update(order_id)
    _check_sent_alone(order)
    steps.move(order, OrderStatus.REFUSED, by=by, reason=reason, ended_at=clock.now(), end_reason=reason)
    # The goods left the stock when they were shipped: what comes back is put back, not released.
    stock.put_back(items=steps.items(order, "return"), by=by)
    _give_back_if_paid(order, RefundCause.REFUSED, reason=reason or "refused at the door", by=by)
    messages.tell_shopper(order, "order_refused")
    return order


def _submit(basket: Basket) -> None:
    basket.status, basket.date_submitted = Basket.SUBMITTED, clock.now()
    with prepared_cursor() as cursor:
        cursor.execute(SUBMIT, [basket.status, basket.date_submitted, basket.pk])


def _ask_for_code(purchase: Purchase, code: str) -> None:
    """Send the code that confirms, remind of it, and give the purchase up without it."""
    now = clock.now()
    for kind, after in ((REMIND_SHOPPER, REMIND_SHOPPER_AFTER), (EXPIRE, CONFIRM_WITHIN)):
        schedule(kind=kind, key=f"{kind}:{purchase.public_id}", subject_id=purchase.pk, due_at=now + after)
    messages.tell_code(purchase, code)


def _new_code(purchase: Purchase) -> str:
    """Six digits, of which only a digest is kept."""
    code = f"{secrets.randbelow(1_000_000):06d}"
    purchase.confirmation_code_digest = _code_digest(purchase, code)
    return code


def _code_digest(purchase: Purchase, code: str) -> str:
    return digest(f"{purchase.public_id}:{code}")


def _awaits_confirmation(purchase: Purchase) -> bool:
    return Order.objects.filter(purchase=purchase, status=OrderStatus.AWAITING_CONFIRMATION).exists()


def _confirm(purchase: Purchase, *, via: ConfirmedVia, by: User | None) -> Purchase:
    waiting = [order for order in orders_for_update(purchase) if order.status == OrderStatus.AWAITING_CONFIRMATION]
    if not waiting:
        raise PurchaseOver(purchase.number)
    steps.confirm(purchase, waiting, via=via, by=by)
    return purchase


def _check_kind(order: Order, kind: DeliveryKind) -> None:
    if order.delivery_kind != kind:
        raise NotDeliveredThisWay(order.number)


def _check_sent_alone(order: Order) -> None:
    """What a hub sends with others is shipped, delivered and refused with them: one parcel, one hand-over."""
    if order.parcel_id:
        raise NotDeliveredThisWay(order.number)


def _check_nothing_offered(order: Order) -> None:
    """While the shopper is asked whether a part will do, nobody knows what to pack."""
    if open_offer_of(order) is not None:
        raise PartOffered(order.number)


def _check_shipped(order: Order) -> None:
    _check_kind(order, DeliveryKind.HOME)
    _check_sent_alone(order)
    if order.status != OrderStatus.SHIPPED:
        # The table lets a collected order go from ready to delivered; a parcel leaves the stock by being shipped first.
        raise ForbiddenMove(order.status, OrderStatus.DELIVERED)


def _check_nobody_pays(order: Order) -> None:
    """While a hosted page is open its money may come for this order: the page is shut first."""
    if order.status == OrderStatus.AWAITING_PAYMENT and attempts.open_attempt(order.purchase_id):
        raise PagesStillOpen(order.number)


def _give_back_if_paid(order: Order, cause: RefundCause, *, reason: str, by: User | None) -> None:
    """Money that a card had paid for an order goes back, with its delivery: all that did not go back before."""
    refund_orders(orders=[order], cause=cause, reason=reason, by=by, with_delivery=True)


def _note_cancelled_by_staff(order: Order, *, by: User, reason: str) -> None:
    record_act(action="order.cancel", subject=order, by=by, cooperative=order.cooperative, after={"reason": reason})
    messages.tell_shopper(order, "order_cancelled")
    if order.confirmed_at:
        messages.tell_cooperative(order, "order_cancelled_cooperative")
