"""Writing orders into the revenue book and the ledger, in the transaction that makes their money certain."""

from collections.abc import Sequence
from decimal import Decimal

from django.db.models import QuerySet

from cooperatives.ledger.enums import EntryKind
from cooperatives.ledger.services import (
    CUSTOMER_UNAPPLIED,
    DELIVERY,
    AccountRef,
    Posting,
    held_by_carrier,
    held_by_cooperative,
    post,
)
from fairs.enums import Channel, PaymentKind
from fairs.locks import share_edition_figures
from fairs.revenue.facts import FactLine, SaleFact
from fairs.revenue.services import record_sales
from marketplace.order.enums import Collector
from marketplace.order.models import Line, Order


def record_collected(orders: Sequence[Order]) -> None:
    """Count orders whose cash was taken now, by the cooperative or by the carrier."""
    facts = [
        _sale(
            order,
            PaymentKind.CASH_ON_DELIVERY,
            _holder(order),
            is_pending=order.collected_by != Collector.COOPERATIVE,
        )
        for order in orders
    ]
    _record([posting for order in orders for posting in _deliveries([order], _holder(order))], facts)


def record_paid_by_card(orders: Sequence[Order], receipt: Posting) -> None:
    """Count orders that a card payment pays, with the receipt of its money: nothing of it stays unapplied."""
    facts = [_sale(order, PaymentKind.CARD, CUSTOMER_UNAPPLIED, is_pending=True) for order in orders]
    _record([receipt, *_deliveries(orders, CUSTOMER_UNAPPLIED)], facts)


def _record(postings: Sequence[Posting], facts: Sequence[SaleFact]) -> None:
    """Post what is no revenue, then all sales at once: rows are taken down the order of locks, the cells last."""
    if editions := {line.edition_id for fact in facts for line in fact.lines if line.edition_id}:
        share_edition_figures(editions)
    post(postings)
    record_sales(facts=facts)


def _deliveries(orders: Sequence[Order], holder: AccountRef) -> list[Posting]:
    """Delivery money, which never counts as revenue."""
    return [
        Posting(
            key=f"order:{order.number}:delivery",
            kind=EntryKind.DELIVERY,
            counts_on=order.counts_on,
            entries=[(holder, order.shipping_incl_tax), (DELIVERY, -order.shipping_incl_tax)],
        )
        for order in orders
        if order.shipping_incl_tax
    ]


def _sale(order: Order, payment: PaymentKind, holder: AccountRef, *, is_pending: bool) -> SaleFact:
    """The goods of an order as revenue of the day on which it was ordered.

    What somebody else holds waits in the cooperative's pending account until the goods cannot come
    back any more.
    """
    return SaleFact(
        key=f"order:{order.number}:sale",
        counts_on=order.counts_on,
        sold_at=order.date_placed,
        channel=Channel.ONLINE,
        payment=payment,
        held_by=holder,
        is_pending=is_pending,
        lines=tuple(_fact(order, line) for line in _sold(order)),
    )


def _sold(order: Order) -> QuerySet[Line]:
    """The lines with something in them: what the shopper agreed to do without before it was paid was never sold."""
    return Line.objects.filter(order=order, quantity__gt=0).select_related("stop").order_by("pk")


def _holder(order: Order) -> AccountRef:
    """Who has the cash now."""
    if order.collected_by == Collector.CARRIER and order.carrier:
        return held_by_carrier(order.carrier.code)
    return held_by_cooperative(order.cooperative_id)


def _fact(order: Order, line: Line) -> FactLine:
    seat = order.cooperative.region_id
    return FactLine(
        cooperative_id=order.cooperative_id,
        region_code=line.stop.region_id if line.stop else seat,
        seat_region_code=seat,
        amount=line.line_price_incl_tax,
        edition_id=line.edition_id,
        stop_id=line.stop_id,
        participation_id=line.participation_id,
        product_id=line.product_id,
        family_id=line.family_id,
        units=Decimal(line.quantity),
        tax_rate=line.tax_rate,
        tax=line.line_price_incl_tax - line.line_price_excl_tax,
        commission_rate=line.commission_rate,
        commission=line.commission,
        commission_tax=line.commission_tax,
    )
