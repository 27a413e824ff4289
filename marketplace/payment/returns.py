"""Giving goods back: the shopper asks, the cooperative answers and takes them in, the money follows by itself.

Each verb is one transaction: lock the order, then the request, check, write, post, then messages.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.db import transaction
from django.db.models import F, Prefetch, QuerySet

from catalogue.partner import stock
from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.services import log_status, move_status, record_act
from cooperatives.models import CooperativeQuerySet
from cooperatives.money import ZERO
from marketplace.order.enums import OrderStatus
from marketplace.order.locks import order_for_update
from marketplace.order.models import Line, Order
from marketplace.payment import refund_messages, refunds
from marketplace.payment.enums import (
    FAULTS,
    OPEN_RETURNS,
    OVERRULED_RETURN_MOVES,
    RETURN_MOVES,
    RefundCause,
    RefundWay,
    ReturnStatus,
)
from marketplace.payment.locks import return_request_for_update
from marketplace.payment.models import Refund, ReturnLine, ReturnRequest
from marketplace.payment.refund_parts import AboveTheRest, LineLeft, NotOfThisOrder
from marketplace.payment.refunds import Payee
from marketplace.payment.return_rules import excepted, is_in_time


class NotDelivered(Exception):
    """What has not been delivered and paid is cancelled or refused, not given back."""


class TooLate(Exception):
    """The days for this reason are over."""


class NotTakenBack(Exception):
    """Lines of families that are taken back only when something is wrong with them."""

    def __init__(self, titles: list[str]) -> None:
        super().__init__(", ".join(titles))
        self.titles = titles


class NothingChosen(Exception):
    """Not one piece was chosen."""


class AskedBefore(Exception):
    """A return of this order is open already."""


class PayeeMissing(Exception):
    """The order was paid in cash, and nobody said where the money goes."""


@transaction.atomic
def ask_return(
    *, order_id: int, pieces: Mapping[int, int], reason: str, note: str, payee: Payee | None, by: User | None
) -> ReturnRequest:
    """Ask for the shopper to give back some pieces, by the key of their line.

    Raises `NotDelivered`, `AskedBefore`, `TooLate`, `NothingChosen`, `NotOfThisOrder`, `AboveTheRest`, `NotTakenBack`,
    `PayeeMissing`.
    """
    order = order_for_update(order_id)
    chosen = {pk: quantity for pk, quantity in pieces.items() if quantity}
    _check(order, chosen, reason)
    by_card = refunds.applied_attempt(order.purchase_id) is not None
    if not by_card and payee is None:
        raise PayeeMissing
    request = ReturnRequest.objects.create(
        order=order,
        reason=reason,
        note=note.strip(),
        way=RefundWay.CARD if by_card or payee is None else payee.way,
        payee_name="" if by_card or payee is None else payee.name,
        payee_rib="" if by_card or payee is None else payee.rib,
    )
    ReturnLine.objects.bulk_create(ReturnLine(request=request, line_id=pk, quantity=q) for pk, q in chosen.items())
    log_status(request, old="", by=by, reason=reason)
    refund_messages.tell_shopper(request, "return_asked")
    refund_messages.tell_cooperative(request, "return_asked_cooperative")
    return request


@transaction.atomic
def withdraw_return(*, request_id: int, by: User | None) -> ReturnRequest:
    """Keep the goods after all. Raises `ForbiddenMove`."""
    request = _held(request_id)
    _move(request, ReturnStatus.WITHDRAWN, by=by)
    refund_messages.tell_cooperative(request, "return_withdrawn_cooperative")
    return request


@transaction.atomic
def accept_return(*, request_id: int, by: User) -> ReturnRequest:
    """Say that the goods may come. Raises `ForbiddenMove`."""
    request = _held(request_id)
    _move(request, ReturnStatus.ACCEPTED, by=by, answered_at=clock.now(), answered_by=by, answer="")
    _record("return.accept", request, by)
    refund_messages.tell_shopper(request, "return_accepted")
    return request


@transaction.atomic
def decline_return(*, request_id: int, reason: str, by: User) -> ReturnRequest:
    """Say that the goods are not taken back, and why. Raises `ForbiddenMove`."""
    request = _held(request_id)
    answered = {"answered_at": clock.now(), "answered_by": by, "answer": reason[:300]}
    _move(request, ReturnStatus.DECLINED, by=by, reason=reason, **answered)
    _record("return.decline", request, by, reason=reason)
    refund_messages.tell_shopper(request, "return_declined")
    return request


@transaction.atomic
def overrule_return(*, request_id: int, reason: str, by: User) -> ReturnRequest:
    """Have goods taken back for the platform that the cooperative did not want.

    Raises `AskedBefore` when another return of the order is open, `ForbiddenMove`.
    """
    request = _held(request_id)
    if ReturnRequest.objects.filter(order=request.order_id, status__in=OPEN_RETURNS).exists():
        raise AskedBefore
    move_status(request, to=ReturnStatus.ACCEPTED, moves=OVERRULED_RETURN_MOVES, by=by, reason=reason[:200])
    request.ended_at, request.answered_at, request.answered_by, request.answer = None, clock.now(), by, reason[:300]
    request.save(update_fields=["status", "ended_at", "answered_at", "answered_by", "answer"])
    _record("return.overrule", request, by, reason=reason)
    refund_messages.tell_shopper(request, "return_accepted")
    return request


@transaction.atomic
def receive_return(*, request_id: int, put_back: bool, by: User) -> Refund:
    """Note that the goods are back, in the stock again where they can be sold, and pay for them.

    With the last pieces of an order its delivery money goes back too. Raises `ForbiddenMove`, and `AboveTheRest` or
    `NothingToRefund` when the money went back another way before.
    """
    request = _held(request_id)
    _move(request, ReturnStatus.RECEIVED, by=by, received_at=clock.now())
    pieces = dict(request.lines.order_by("line_id").values_list("line_id", "quantity"))
    if put_back:
        stock.put_back(items=_items(request, pieces), by=by)
    refund = refunds.refund_pieces(
        order=request.order,
        pieces=pieces,
        cause=RefundCause.FAULT if request.reason in FAULTS else RefundCause.RETURNED,
        reason=request.get_reason_display(),
        by=by,
        delivery=_delivery(request.order, pieces),
        payee=Payee(RefundWay(request.way), request.payee_name, request.payee_rib),
        return_request=request,
    )
    _move(request, ReturnStatus.REFUNDED, by=by)
    _record("return.receive", request, by, put_back=str(put_back), amount=str(refund.amount))
    refund_messages.tell_shopper(request, "return_received")
    return refund


def returns_for(cooperatives: CooperativeQuerySet) -> QuerySet[ReturnRequest]:
    """What shoppers give back to the cooperatives: what waits for an answer first, then the newest."""
    asked = ReturnRequest.objects.filter(order__cooperative__in=cooperatives)
    return _read(asked).order_by(F("ended_at").desc(nulls_first=True), "-pk")


def return_for(cooperatives: CooperativeQuerySet, public_id: str) -> ReturnRequest | None:
    """One of them."""
    return returns_for(cooperatives).filter(public_id=public_id).first()


def returns_of(order_ids: Sequence[int]) -> list[ReturnRequest]:
    """The returns of some orders, the newest first."""
    return list(_read(ReturnRequest.objects.filter(order__in=order_ids)).order_by("-pk"))


def lines_to_give_back(order: Order) -> list[tuple[Line, LineLeft]]:
    """The lines of an order of which pieces are left to give back."""
    left = {line.line_id: line for line in refunds.lines_left(order)}
    lines = Line.objects.filter(order=order).select_related("family", "product").order_by("pk")
    return [(line, left[line.pk]) for line in lines if left[line.pk].pieces_left and left[line.pk].left]


def _check(order: Order, chosen: Mapping[int, int], reason: str) -> None:
    if order.status != OrderStatus.DELIVERED or order.paid_at is None:
        raise NotDelivered(order.number)
    if ReturnRequest.objects.filter(order=order, status__in=OPEN_RETURNS).exists():
        raise AskedBefore(order.number)
    if not is_in_time(order, reason):
        raise TooLate(order.number)
    if not chosen:
        raise NothingChosen
    offered = {line.pk: (line, left) for line, left in lines_to_give_back(order)}
    if not chosen.keys() <= offered.keys():
        raise NotOfThisOrder
    for pk, quantity in chosen.items():
        if not 0 < quantity <= offered[pk][1].pieces_left:
            raise AboveTheRest(offered[pk][1].pieces_left)
    if kept := excepted((offered[pk][0] for pk in chosen), reason):
        raise NotTakenBack([line.title for line in kept])


def _delivery(order: Order, pieces: Mapping[int, int]) -> Decimal:
    """The delivery money goes back when nothing of the order is kept."""
    keeps = any(line.pieces_left > pieces.get(line.line_id, 0) for line in refunds.lines_left(order))
    return ZERO if keeps else refunds.delivery_left(order)


def _items(request: ReturnRequest, pieces: Mapping[int, int]) -> list[stock.Item]:
    lines = Line.objects.filter(pk__in=pieces, stockrecord__isnull=False).order_by("pk")
    return [
        stock.Item(
            stockrecord_id=line.stockrecord_id,
            quantity=Decimal(pieces[line.pk]),
            key=f"return:{request.public_id}:{line.stockrecord_id}",
        )
        for line in lines
    ]


def _held(request_id: int) -> ReturnRequest:
    """The request's row, and before it that of its order."""
    order = order_for_update(ReturnRequest.objects.values_list("order_id", flat=True).get(pk=request_id))
    request = return_request_for_update(request_id)
    request.order = order
    return request


def _move(request: ReturnRequest, to: ReturnStatus, *, by: User | None, reason: str = "", **written: object) -> None:
    move_status(request, to=to, moves=RETURN_MOVES, by=by, reason=reason[:200])
    written["ended_at"] = None if to in OPEN_RETURNS else clock.now()
    for name, value in written.items():
        setattr(request, name, value)
    request.save(update_fields=["status", *written])


def _record(action: str, request: ReturnRequest, by: User, **after: str) -> None:
    record_act(action=action, subject=request, by=by, cooperative=request.order.cooperative, after=after)


def _read(requests: QuerySet[ReturnRequest]) -> QuerySet[ReturnRequest]:
    lines = Prefetch("lines", ReturnLine.objects.select_related("line__product").order_by("pk"))
    return requests.select_related("order__cooperative", "order__purchase", "refund").prefetch_related(lines)
