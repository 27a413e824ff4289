"""Deciding that money goes back: how much of which line, by which way, and what that does to the book.

Nothing is sent here. A refund to a card waits for the worker, one of cash for a second person.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import attrgetter

from django.db.models import Sum

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.services import log_status, move_status
from cooperatives.jobs.services import schedule
from cooperatives.ledger.enums import EntryKind
from cooperatives.ledger.services import CUSTOMER_REFUNDS, CUSTOMER_UNAPPLIED, DELIVERY, Posting, post
from cooperatives.money import ZERO
from fairs.business_days import business_day
from fairs.enums import Channel, LineKind, PaymentKind
from fairs.locks import share_edition_figures
from fairs.revenue.facts import FactLine, SaleFact
from fairs.revenue.models import RevenueLine
from fairs.revenue.services import record_sales
from marketplace.order.enums import Collector
from marketplace.order.models import Line, Order
from marketplace.payment import refund_parts
from marketplace.payment.enums import ATTEMPT_MOVES, AttemptStatus, RefundCause, RefundStatus, RefundWay
from marketplace.payment.models import PaymentAttempt, Refund, RefundLine, ReturnRequest
from marketplace.payment.refund_parts import AboveTheRest, LineLeft, NothingToRefund, Part

SEND = "refund.send"


class OrderNotPaid(Exception):
    """No money came for the order, so none can go back."""


class ForeignMoney(Exception):
    """What came is not in dirhams: it is given back at the processor by hand."""


@dataclass(frozen=True, slots=True)
class Payee:
    """Where money that was paid in cash goes back to: a bank account by its RIB, or a postal order by name."""

    way: RefundWay
    name: str
    rib: str = ""


@dataclass(frozen=True, slots=True)
class Why:
    """What a refund of an order says besides its amounts."""

    cause: RefundCause
    reason: str
    by: User | None
    payee: Payee | None = None
    return_request: ReturnRequest | None = None


def refund_unapplied(*, attempt: PaymentAttempt, cause: RefundCause) -> Refund:
    """Give back the whole of what an attempt received and what pays for nothing, once for each attempt.

    The caller holds the purchase and the attempt. Raises `ForeignMoney`, `NothingToRefund` and `ForbiddenMove`.
    """
    made = Refund.objects.filter(attempt=attempt, order__isnull=True).first()
    if made is not None:
        return made
    if attempt.received_currency != attempt.currency:
        raise ForeignMoney(attempt.received_currency)
    if not attempt.received_amount:
        raise NothingToRefund
    move_status(attempt, to=AttemptStatus.REFUNDING, moves=ATTEMPT_MOVES, by=None, reason=cause)
    attempt.save(update_fields=["status"])
    refund = Refund.objects.create(
        purchase_id=attempt.purchase_id,
        attempt=attempt,
        way=RefundWay.CARD,
        cause=cause,
        goods=attempt.received_amount,
        delivery=ZERO,
        amount=attempt.received_amount,
        status=RefundStatus.READY,
    )
    log_status(refund, old="", by=None, reason=cause)
    entries = [(CUSTOMER_UNAPPLIED, refund.amount), (CUSTOMER_REFUNDS, -refund.amount)]
    post([Posting(key=key_of(refund), kind=EntryKind.REFUND, counts_on=_day(refund), entries=entries)])
    send_soon(refund)
    return refund


def refund_order(
    *,
    order: Order,
    cause: RefundCause,
    reason: str,
    by: User | None,
    with_delivery: bool,
    payee: Payee | None = None,
    return_request: ReturnRequest | None = None,
) -> Refund:
    """Give back everything of an order that did not go back before.

    The caller holds the order's row. Raises `OrderNotPaid`, `NothingToRefund`.
    """
    parts = refund_parts.of_everything(lines_left(order))
    delivery = delivery_left(order) if with_delivery else ZERO
    return _refund(order, parts, delivery, Why(cause, reason, by, payee, return_request))


def refund_orders(
    *, orders: Sequence[Order], cause: RefundCause, reason: str, by: User | None, with_delivery: bool
) -> list[Refund]:
    """Give back everything of several orders that did not go back before, and post it at once.

    What nobody paid, or went back whole, is left alone. The caller holds the orders' rows.
    """
    why = Why(cause, reason, by)
    written = []
    for order in filter(attrgetter("paid_at"), orders):
        parts = refund_parts.of_everything(lines_left(order))
        delivery = delivery_left(order) if with_delivery else ZERO
        if parts or delivery:
            written.append(_write(order, parts, delivery, why))
    _record(written)
    return [each.refund for each in written]


def refund_pieces(
    *,
    order: Order,
    pieces: Mapping[int, int],
    cause: RefundCause,
    reason: str,
    by: User | None,
    delivery: Decimal = ZERO,
    payee: Payee | None = None,
    return_request: ReturnRequest | None = None,
) -> Refund:
    """Give back what some pieces (by the key of their line) cost, with `delivery` dirhams of the delivery money.

    The caller holds the order's row. Raises `OrderNotPaid`, `NotOfThisOrder`, `AboveTheRest`, `NothingToRefund`.
    """
    parts = refund_parts.of_pieces(lines_left(order), pieces)
    return _refund(order, parts, delivery, Why(cause, reason, by, payee, return_request))


def refund_amount(
    *,
    order: Order,
    amount: Decimal,
    cause: RefundCause,
    reason: str,
    by: User | None,
    delivery: Decimal = ZERO,
    payee: Payee | None = None,
) -> Refund:
    """Give back `amount` dirhams of the goods, spread over the lines, with `delivery` of the delivery money.

    The caller holds the order's row. Raises `OrderNotPaid`, `AboveTheRest`, `NothingToRefund`.
    """
    parts = refund_parts.of_amount(lines_left(order), amount) if amount or not delivery else []
    return _refund(order, parts, delivery, Why(cause, reason, by, payee))


def lines_left(order: Order) -> list[LineLeft]:
    """Each line of an order with what went back of it: refunds that were called off took nothing."""
    sums = ("amount", "quantity", "commission", "commission_tax")
    gone = RefundLine.objects.filter(line__order=order).exclude(refund__status=RefundStatus.CANCELLED).order_by()
    back = {pk: row for pk, *row in gone.values_list("line_id").annotate(*map(Sum, sums))}
    return [_line_left(line, *back.get(line.pk, ())) for line in Line.objects.filter(order=order).order_by("pk")]


def delivery_left(order: Order) -> Decimal:
    """What did not go back yet of an order's delivery money, in dirhams."""
    gone = Refund.objects.filter(order=order).exclude(status=RefundStatus.CANCELLED)
    back: Decimal | None = gone.aggregate(back=Sum("delivery"))["back"]
    return Decimal(order.shipping_incl_tax) - (back or ZERO)


def applied_attempt(purchase_id: int) -> PaymentAttempt | None:
    """The card payment that paid a purchase, if a card did."""
    return PaymentAttempt.objects.filter(purchase=purchase_id, status=AttemptStatus.APPLIED).first()


def key_of(refund: Refund, part: str = "") -> str:
    """The name in the book of what happened to a refund."""
    return f"refund:{refund.uuid}:{part}" if part else f"refund:{refund.uuid}"


def send_soon(refund: Refund, *, again: str = "") -> None:
    """Write the job that sends a refund to its card."""
    schedule(kind=SEND, key=f"{SEND}:{refund.uuid}{again}", subject_id=refund.pk, due_at=clock.now())


def take_back(refund: Refund, order: Order) -> None:
    """Reverse the decision in the book, for the day on which it counted; the caller holds both rows."""
    written = RevenueLine.objects.filter(transaction__key=key_of(refund)).select_related("transaction").order_by("pk")
    lines = tuple(_reversed(row) for row in written)
    _share_figures(lines)
    if refund.delivery:
        _post_delivery(refund, -refund.delivery, key_of(refund, "delivery:cancelled"))
    if not lines:
        return
    fact = SaleFact(
        key=key_of(refund, "cancelled"),
        counts_on=_day(refund),
        sold_at=refund.created_at,
        channel=Channel.ONLINE,
        payment=_payment(refund),
        kind=LineKind.CORRECTION,
        held_by=CUSTOMER_REFUNDS,
        is_pending=waits(order),
        lines=lines,
        note="called off",
    )
    record_sales(facts=[fact])


def waits(order: Order) -> bool:
    """Whether the order's proceeds stand in the pending account; where the cooperative has the cash they never do."""
    return order.released_at is None and order.collected_by != Collector.COOPERATIVE


def _refund(order: Order, parts: Sequence[Part], delivery: Decimal, why: Why) -> Refund:
    """Write, post and have sent what was reckoned."""
    written = _write(order, parts, delivery, why)
    _record([written])
    return written.refund


@dataclass(frozen=True, slots=True)
class Written:
    """A refund whose row stands, and what is still to be posted of it."""

    refund: Refund
    fact: SaleFact | None


def _write(order: Order, parts: Sequence[Part], delivery: Decimal, why: Why) -> Written:
    if order.paid_at is None:
        raise OrderNotPaid(order.number)
    if delivery < ZERO or delivery > delivery_left(order):
        raise AboveTheRest(delivery_left(order))
    goods = sum((part.amount for part in parts), ZERO)
    if not goods + delivery:
        raise NothingToRefund
    refund = _new_refund(order, goods, delivery, why)
    RefundLine.objects.bulk_create(_rows(refund, parts))
    if refund.way == RefundWay.CARD:
        send_soon(refund)
    return Written(refund, _fact(refund, order, parts) if parts else None)


def _record(written: Sequence[Written]) -> None:
    """Post refunds that were decided together: all at once, since who comes to the cells takes nothing further up."""
    facts = [each.fact for each in written if each.fact]
    _share_figures([line for fact in facts for line in fact.lines])
    for each in written:
        if each.refund.delivery:
            _post_delivery(each.refund, each.refund.delivery, key_of(each.refund, "delivery"))
    if facts:
        record_sales(facts=facts)


def _share_figures(lines: Iterable[FactLine]) -> None:
    """Hold the editions' figures open before anything is posted: they come first in the order of locks."""
    if editions := {line.edition_id for line in lines if line.edition_id}:
        share_edition_figures(editions)


def _new_refund(order: Order, goods: Decimal, delivery: Decimal, why: Why) -> Refund:
    attempt = applied_attempt(order.purchase_id)
    payee = why.payee or Payee(RefundWay.POSTAL, order.purchase.payer_name)
    refund = Refund.objects.create(
        purchase_id=order.purchase_id,
        order=order,
        attempt=attempt,
        return_request=why.return_request,
        way=RefundWay.CARD if attempt else payee.way,
        cause=why.cause,
        reason=why.reason[:300],
        goods=goods,
        delivery=delivery,
        amount=goods + delivery,
        status=RefundStatus.READY if attempt else RefundStatus.REQUESTED,
        payee_name="" if attempt else payee.name,
        payee_rib="" if attempt else payee.rib,
        requested_by=why.by,
    )
    log_status(refund, old="", by=why.by, reason=why.reason[:200])
    return refund


def _rows(refund: Refund, parts: Iterable[Part]) -> list[RefundLine]:
    return [
        RefundLine(
            refund=refund,
            line_id=part.line_id,
            quantity=part.quantity,
            amount=part.amount,
            commission=part.commission,
            commission_tax=part.commission_tax,
        )
        for part in parts
    ]


def _post_delivery(refund: Refund, amount: Decimal, key: str) -> None:
    entries = [(DELIVERY, amount), (CUSTOMER_REFUNDS, -amount)]
    post([Posting(key=key, kind=EntryKind.DELIVERY, counts_on=_day(refund), entries=entries)])


def _fact(refund: Refund, order: Order, parts: Sequence[Part]) -> SaleFact:
    """The cooperative and the platform give back what each had; it belongs to today, and to the sale's edition."""
    lines = {line.pk: line for line in Line.objects.filter(order=order).select_related("stop")}
    return SaleFact(
        key=key_of(refund),
        counts_on=_day(refund),
        sold_at=refund.created_at,
        channel=Channel.ONLINE,
        payment=_payment(refund),
        kind=LineKind.RETURN,
        held_by=CUSTOMER_REFUNDS,
        is_pending=waits(order),
        lines=tuple(_fact_line(order, lines[part.line_id], part) for part in parts),
    )


def _payment(refund: Refund) -> PaymentKind:
    return PaymentKind.CARD if refund.attempt_id else PaymentKind.CASH_ON_DELIVERY


def _fact_line(order: Order, line: Line, part: Part) -> FactLine:
    seat = order.cooperative.region_id
    return FactLine(
        cooperative_id=order.cooperative_id,
        region_code=line.stop.region_id if line.stop else seat,
        seat_region_code=seat,
        amount=-part.amount,
        edition_id=line.edition_id,
        stop_id=line.stop_id,
        participation_id=line.participation_id,
        product_id=line.product_id,
        family_id=line.family_id,
        units=-Decimal(part.quantity or 0),
        tax_rate=line.tax_rate,
        tax=-part.tax,
        commission_rate=line.commission_rate,
        commission=-part.commission,
        commission_tax=-part.commission_tax,
    )


def _reversed(row: RevenueLine) -> FactLine:
    return FactLine(
        cooperative_id=row.cooperative_id,
        region_code=row.region_id,
        seat_region_code=row.seat_region_id,
        amount=-row.amount,
        edition_id=row.edition_id,
        stop_id=row.stop_id,
        participation_id=row.participation_id,
        product_id=row.product_id,
        family_id=row.family_id,
        units=-(row.units or ZERO),
        tax_rate=row.tax_rate,
        tax=-(row.tax or ZERO),
        commission_rate=row.commission_rate,
        commission=-row.commission,
        commission_tax=-row.commission_tax,
    )


def _line_left(
    line: Line,
    back: Decimal = ZERO,
    quantity: int | None = None,
    commission: Decimal = ZERO,
    commission_tax: Decimal = ZERO,
) -> LineLeft:
    return LineLeft(
        line_id=line.pk,
        quantity=line.quantity,
        unit_price=line.unit_price_incl_tax,
        total=line.line_price_incl_tax,
        tax=line.line_price_incl_tax - line.line_price_excl_tax,
        rate=line.commission_rate,
        commission=line.commission,
        commission_tax=line.commission_tax,
        back=back,
        back_quantity=quantity or 0,
        back_commission=commission,
        back_commission_tax=commission_tax,
    )


def _day(refund: Refund) -> date:
    """The business day that a refund belongs to."""
    return business_day(refund.created_at)
