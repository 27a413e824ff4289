"""Writing an order into the revenue book and the ledger, in the transaction that makes its money certain."""

from decimal import Decimal

from cooperatives.ledger.enums import EntryKind
from cooperatives.ledger.services import DELIVERY, AccountRef, Posting, held_by_carrier, held_by_cooperative, post
from fairs.enums import Channel, PaymentKind
from fairs.revenue.facts import FactLine, SaleFact
from fairs.revenue.services import record_sales
from marketplace.order.enums import Collector
from marketplace.order.models import Line, Order


def record_certain_money(order: Order) -> None:
    """Count the order's goods as revenue, once, for the day on which it was ordered.

    Delivery money is posted beside it and never counts as revenue. What somebody else holds waits
    in the cooperative's pending account until the goods cannot come back any more.
    """
    holder = _holder(order)
    lines = list(order.lines.select_related("stop").order_by("pk"))
    if order.shipping_incl_tax:
        post(
            [
                Posting(
                    key=f"order:{order.number}:delivery",
                    kind=EntryKind.DELIVERY,
                    counts_on=order.counts_on,
                    entries=[(holder, order.shipping_incl_tax), (DELIVERY, -order.shipping_incl_tax)],
                )
            ]
        )
    # Last: it ends with the cells, which every sale of the day shares.
    record_sales(
        facts=[
            SaleFact(
                key=f"order:{order.number}:sale",
                counts_on=order.counts_on,
                sold_at=order.date_placed,
                channel=Channel.ONLINE,
                payment=PaymentKind.CASH_ON_DELIVERY,
                held_by=holder,
                is_pending=order.collected_by != Collector.COOPERATIVE,
                lines=tuple(_fact(order, line) for line in lines),
            )
        ]
    )


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
