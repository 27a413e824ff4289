"""Sending a part of an order: the cooperative offers it, the shopper takes or leaves it, in time.

Whoever changes an offer holds the row of its order, so that of an answer, the end of its time and a cancelling one
comes first and the others find it over. Nothing moves while it is open: the goods stay promised, the money stays.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import Decimal

from django.db import transaction

from catalogue.partner import stock
from catalogue.partner.stock import Item
from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.services import ForbiddenMove, log_status, record_act
from cooperatives.enums import CooperativeStatus
from cooperatives.jobs.services import schedule
from cooperatives.money import ZERO, rounded, share, tax_within
from marketplace.order import messages, steps
from marketplace.order.enums import PART_MAY_BE_OFFERED, CancelCause, OfferStatus, OrderStatus
from marketplace.order.exceptions import (
    CooperativeSuspended,
    MoreThanOrdered,
    NothingLeftOut,
    NothingOffered,
    OfferOver,
    PartOffered,
)
from marketplace.order.locks import order_for_update, purchase_for_update
from marketplace.order.models import Line, Order, PartOffer, PartOfferLine
from marketplace.order.selectors import open_offer_of
from marketplace.payment.enums import RefundCause
from marketplace.payment.refund_parts import LineLeft, of_pieces
from marketplace.payment.refunds import lines_left, refund_orders, refund_pieces

EXPIRE_OFFER = "order.part-offer-expires"
ANSWER_WITHIN = timedelta(hours=48)


@transaction.atomic
def offer_part(*, order_id: int, pieces: Mapping[int, int], reason: str, by: User) -> PartOffer:
    """Offer for the cooperative to send so many `pieces` of each line (by its key); the shopper is asked.

    Raises `ForbiddenMove`, `CooperativeSuspended`, `PartOffered`, `MoreThanOrdered`, `NothingLeftOut`,
    `NothingOffered`.
    """
    order = order_for_update(order_id)
    if order.status not in PART_MAY_BE_OFFERED:
        raise ForbiddenMove(order.status, OrderStatus.ACCEPTED)
    _check_not_suspended(order)
    if open_offer_of(order) is not None:
        raise PartOffered(order.number)
    now = clock.now()
    offered = _checked([line for line in order.lines.order_by("pk") if line.to_send], pieces)
    offer = PartOffer.objects.create(order=order, reason=reason, made_by=by, made_at=now, answer_by=now + ANSWER_WITHIN)
    PartOfferLine.objects.bulk_create(
        PartOfferLine(offer=offer, line=line, ordered=line.to_send, offered=number) for line, number in offered
    )
    log_status(offer, old="", by=by, reason=reason)
    record_act(action="order.offer_part", subject=order, by=by, cooperative=order.cooperative, after=_told(offered))
    schedule(kind=EXPIRE_OFFER, key=f"{EXPIRE_OFFER}:{offer.public_id}", subject_id=offer.pk, due_at=offer.answer_by)
    messages.tell_offer(order, offer, "order_part_offered")
    return offer


@transaction.atomic
def take_part(*, offer_id: int, by: User | None) -> Order:
    """Take the part for the shopper: what does not come is free again, and is paid back or not asked for.

    Raises `OfferOver`, `CooperativeSuspended`.
    """
    order, offer = _open_offer(offer_id, in_time=True)
    _check_not_suspended(order)
    steps.close_offer(offer, OfferStatus.TAKEN, by=by)
    missing = _missing(offer)
    lines = list(order.lines.filter(pk__in=missing).order_by("pk"))
    left_out = _missing_items(offer, order, lines, missing)
    stock.release(items=left_out, by=by)
    steps.take_off_the_shelf(left_out, reason=offer.reason, by=offer.made_by)
    if order.status == OrderStatus.CONFIRMED:
        steps.accept(order, by=by)
    messages.tell_shopper(order, "order_accepted")
    messages.tell_cooperative(order, "order_part_taken_cooperative", again=offer.public_id)
    # Last: with a card's money it ends with the cells, which every sale of the day shares.
    if order.paid_at:
        _pay_back(order, lines, missing, offer)
    else:
        _make_smaller(order, lines, missing)
    return order


@transaction.atomic
def leave_part(*, offer_id: int, by: User | None) -> Order:
    """Do without the whole order for the shopper: it is cancelled, and what a card paid for it goes back.

    Raises `OfferOver`.
    """
    order, offer = _open_offer(offer_id, in_time=True)
    steps.close_offer(offer, OfferStatus.LEFT, by=by)
    messages.tell_cooperative(order, "order_part_left_cooperative", again=offer.public_id)
    _call_off(order, offer, by=by)
    return order


@transaction.atomic
def expire_offer(*, offer_id: int) -> None:
    """Call the order off when its shopper has not answered in time; safe to repeat."""
    try:
        order, offer = _open_offer(offer_id, in_time=False)
    except OfferOver:
        return
    steps.close_offer(offer, OfferStatus.EXPIRED, by=None)
    messages.tell_cooperative(order, "order_part_expired_cooperative", again=offer.public_id)
    _call_off(order, offer, by=None)


@transaction.atomic
def send_all_after_all(*, order_id: int, by: User) -> Order:
    """Call the offer off, since the cooperative can send everything; an order that was new is accepted by this.

    Raises `OfferOver`, `CooperativeSuspended`.
    """
    order = order_for_update(order_id)
    offer = open_offer_of(order)
    if offer is None:
        raise OfferOver(order.number)
    _check_not_suspended(order)
    steps.close_offer(offer, OfferStatus.WITHDRAWN, by=by)
    if order.status == OrderStatus.CONFIRMED:
        steps.accept(order, by=by)
    messages.tell_offer(order, offer, "order_part_withdrawn")
    return order


def less_by(order: Order, offer: PartOffer) -> Decimal:
    """How much less the shopper pays, or what goes back to the card, once the offer is taken."""
    if order.paid_at is None:
        return sum((each.missing * each.line.unit_price_incl_tax for each in offer.lines.all()), ZERO)
    lines = lines_left(order)
    pieces = _paid_pieces(lines, {each.line_id: each.missing for each in offer.lines.all()})
    return sum((part.amount for part in of_pieces(lines, pieces)), ZERO)


def _open_offer(offer_id: int, *, in_time: bool) -> tuple[Order, PartOffer]:
    """The order, its purchase and itself held, with its open offer; `in_time` says that an answer is given.

    Raises `OfferOver`.
    """
    named = PartOffer.objects.select_related("order").get(pk=offer_id)
    # The purchase first: what is not paid yet makes it smaller too.
    purchase = purchase_for_update(named.order.purchase_id)
    order = order_for_update(named.order_id)
    order.purchase = purchase
    offer = open_offer_of(order)
    is_over = offer is None or offer.pk != offer_id
    if offer is None or is_over or in_time != (clock.now() < offer.answer_by):
        raise OfferOver(order.number)
    return order, offer


def _check_not_suspended(order: Order) -> None:
    """A suspended cooperative answers for what it has accepted, and accepts nothing new."""
    if order.status == OrderStatus.CONFIRMED and order.cooperative.status == CooperativeStatus.SUSPENDED:
        raise CooperativeSuspended(order.cooperative.slug)


def _checked(lines: Sequence[Line], pieces: Mapping[int, int]) -> list[tuple[Line, int]]:
    """How many of each line, checked against what is to be sent now."""
    offered = [(line, pieces.get(line.pk, 0)) for line in lines]
    if not pieces.keys() <= {line.pk for line in lines} or any(not 0 <= n <= line.to_send for line, n in offered):
        raise MoreThanOrdered
    if all(number == line.to_send for line, number in offered):
        raise NothingLeftOut
    if not any(number for _line, number in offered):
        raise NothingOffered
    return offered


def _told(offered: Sequence[tuple[Line, int]]) -> dict[str, str]:
    return {line.title: f"{number} / {line.to_send}" for line, number in offered}


def _missing(offer: PartOffer) -> dict[int, int]:
    """How many pieces of each line, by its key, would not come."""
    return {each.line_id: each.missing for each in offer.lines.all() if each.missing}


def _missing_items(offer: PartOffer, order: Order, lines: Sequence[Line], missing: Mapping[int, int]) -> Sequence[Item]:
    """What is promised to nobody any more; each offer is an event of its own."""
    event = f"left-out:{offer.public_id}"
    return [
        Item(
            stockrecord_id=line.stockrecord_id,
            quantity=Decimal(missing[line.pk]),
            key=f"order:{order.number}:{line.stockrecord_id}:{event}",
        )
        for line in lines
    ]


def _pay_back(order: Order, lines: Sequence[Line], missing: Mapping[int, int], offer: PartOffer) -> None:
    """Give back to the card what does not come; the lines stay as they were sold, since their money is in the book."""
    for line in lines:
        line.left_out += missing[line.pk]
        line.save(update_fields=["left_out"])
    pieces = _paid_pieces(lines_left(order), missing)
    if any(pieces.values()):
        refund_pieces(order=order, pieces=pieces, cause=RefundCause.CANCELLED, reason=offer.reason, by=None)


def _paid_pieces(lines: Sequence[LineLeft], missing: Mapping[int, int]) -> dict[int, int]:
    """What staff gave back before, as pieces or as an amount, goes back no second time."""
    left = {each.line_id: each.pieces_left for each in lines if each.left}
    return {pk: min(number, left.get(pk, 0)) for pk, number in missing.items()}


def _make_smaller(order: Order, lines: Sequence[Line], missing: Mapping[int, int]) -> None:
    """Ask for less at the door: lines, order and purchase lose what does not come. Nothing of it is in the book yet."""
    for line in lines:
        less, less_excl_tax = _shrink(line, int(line.quantity) - missing[line.pk])
        order.total_incl_tax -= less
        order.total_excl_tax -= less_excl_tax
        order.purchase.goods_total -= less
        order.purchase.total -= less
    order.save(update_fields=["total_incl_tax", "total_excl_tax"])
    order.purchase.save(update_fields=["goods_total", "total"])


def _shrink(line: Line, quantity: int) -> tuple[Decimal, Decimal]:
    """Write the line for so many pieces, the platform's share by its frozen rate; answers what it lost."""
    was, was_excl_tax = line.line_price_incl_tax, line.line_price_excl_tax
    total = line.unit_price_incl_tax * quantity
    share_before = line.commission
    line.quantity = line.num_allocated = quantity
    line.line_price_incl_tax = line.line_price_before_discounts_incl_tax = total
    line.line_price_excl_tax = line.line_price_before_discounts_excl_tax = total - tax_within(total, line.tax_rate)
    line.commission = share(total, line.commission_rate)
    if share_before:
        line.commission_tax = rounded(line.commission_tax * line.commission / share_before)
    line.save()
    return was - total, was_excl_tax - line.line_price_excl_tax


def _call_off(order: Order, offer: PartOffer, *, by: User | None) -> None:
    """Cancel what the shopper does not want in part: it is the cooperative that could not send it."""
    steps.cancel(order, by=by, because=CancelCause.COOPERATIVE, reason=offer.reason)
    missing = _missing(offer)
    lines = list(order.lines.filter(pk__in=missing).order_by("pk"))
    steps.take_off_the_shelf(_missing_items(offer, order, lines, missing), reason=offer.reason, by=offer.made_by)
    messages.tell_shopper(order, "order_cancelled")
    refund_orders(orders=[order], cause=RefundCause.CANCELLED, reason=offer.reason, by=by, with_delivery=True)
