"""The money of orders: gross, the platform's share, what is left, and where it stands.

An order whose money is certain is read from the book: what its sale wrote, less what went back.
One that is still to be paid shows what was agreed when it was placed.

**When is an order paid to its cooperative?** Money has no colour: a payout sends what is owed at
the end of a month, not orders one by one. So the rule is: what a settlement covers was sent by the
first payout for that month, or for a later one, that left and did not come back; it is on its way
until the bank or the post said that it arrived. A payout for a month sends everything owed at its
end, less what was taken back or owed since, so nothing covered earlier is left out of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db.models import Sum

from cooperatives import clock
from cooperatives.ledger.enums import AccountKind
from cooperatives.ledger.models import LedgerEntry
from cooperatives.money import ZERO
from cooperatives.settlements.enums import SENT_PAYOUTS, PayoutStatus
from cooperatives.settlements.models import Payout, SettlementLine
from fairs.revenue.models import RevenueLine
from marketplace.order.enums import Collector, DeliveryKind, OrderStatus
from marketplace.order.models import Line, Order
from marketplace.payment.enums import ReturnReason
from marketplace.payment.models import Refund
from marketplace.payment.return_rules import last_day
from marketplace.statements.enums import ICONS, KINDS, MoneyState

NEVER_PAID = (OrderStatus.CANCELLED, OrderStatus.REFUSED)


@dataclass(frozen=True, slots=True)
class Sums:
    """Goods in dirhams, tax included, and the platform's share of them."""

    gross: Decimal = ZERO
    commission: Decimal = ZERO
    commission_tax: Decimal = ZERO

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(
            self.gross + other.gross,
            self.commission + other.commission,
            self.commission_tax + other.commission_tax,
        )

    @property
    def proceeds(self) -> Decimal:
        return self.gross - self.commission - self.commission_tax


@dataclass(frozen=True, slots=True)
class OrderMoney:
    """One order's money. `until` is the day on which waiting ends, where it is known; `payout` what it was sent by."""

    order: Order
    sold: Sums
    state: MoneyState
    until: date | None = None
    waits_for: str = ""
    payout: Payout | None = None

    @property
    def delivery(self) -> Decimal:
        return Decimal(self.order.shipping_incl_tax)

    @property
    def delivery_goes_to(self) -> str:
        """Who is owed the delivery money, as far as a name is known."""
        return str(self.order.carrier) if self.order.carrier else ""

    @property
    def cash_taken(self) -> Decimal:
        """Cash that the cooperative took for the order, delivery included."""
        return self.sold.gross + self.delivery if self.state == MoneyState.WITH_YOU else ZERO

    @property
    def share(self) -> Decimal:
        """The platform's share with its tax."""
        return self.sold.commission + self.sold.commission_tax

    @property
    def minus_commission(self) -> Decimal:
        return -self.sold.commission

    @property
    def minus_tax(self) -> Decimal:
        return -self.sold.commission_tax

    @property
    def icon(self) -> str:
        return ICONS[self.state]

    @property
    def kind(self) -> str:
        return KINDS[self.state]


def money_of(orders: Sequence[Order]) -> list[OrderMoney]:
    """The money of each order, in a fixed number of queries however many there are.

    All orders are of one cooperative, and come with their carrier.
    """
    booked = _booked(orders)
    agreed = _agreed([order for order in orders if order.pk not in booked])
    covered = _covered([order for order in orders if order.released_at])
    sent = _sent(orders, covered.values())
    return [_with_payout(_money(order, booked, agreed), covered.get(order.pk), sent) for order in orders]


def _booked(orders: Sequence[Order]) -> dict[int, Sums]:
    """What stands in the book for each order that was paid: its sale, and what went back."""
    paid = {order.pk: order for order in orders if order.paid_at}
    of_key = {f"order:{order.number}:sale": pk for pk, order in paid.items()}
    for uuid, order_id in Refund.objects.filter(order__in=list(paid)).order_by().values_list("uuid", "order_id"):
        of_key |= {f"refund:{uuid}": order_id, f"refund:{uuid}:cancelled": order_id}
    lines = RevenueLine.objects.filter(transaction__key__in=list(of_key)).order_by()
    sums: dict[int, Sums] = {}
    for key, *amounts in lines.values_list("transaction__key").annotate(
        Sum("amount"), Sum("commission"), Sum("commission_tax")
    ):
        sums[of_key[key]] = sums.get(of_key[key], Sums()) + Sums(*amounts)
    return sums


def _agreed(orders: Sequence[Order]) -> dict[int, Sums]:
    """What was frozen on the lines when the orders were placed."""
    lines = Line.objects.filter(order__in=orders).order_by().values_list("order_id")
    rows = lines.annotate(Sum("line_price_incl_tax"), Sum("commission"), Sum("commission_tax"))
    return {order_id: Sums(*amounts) for order_id, *amounts in rows}


def _covered(orders: Sequence[Order]) -> dict[int, date]:
    """The month whose settlement holds what made each order's money available."""
    keys = {f"order:{order.number}:{event}": order.pk for order in orders for event in ("release", "sale")}
    entries = LedgerEntry.objects.filter(
        transaction__key__in=list(keys), account__kind__in=[AccountKind.COOPERATIVE]
    ).order_by()
    of_entry = {entry: keys[key] for entry, key in entries.values_list("pk", "transaction__key")}
    lines = SettlementLine.objects.filter(entry__in=list(of_entry)).order_by()
    return {of_entry[entry]: month for entry, month in lines.values_list("entry_id", "settlement__month")}


def _sent(orders: Sequence[Order], months: Iterable[date]) -> list[Payout]:
    """Payouts that left and did not come back, from the first of the months on, the earliest first."""
    first = min(months, default=None)
    if first is None:
        return []
    payouts = Payout.objects.filter(
        cooperative=orders[0].cooperative_id, status__in=SENT_PAYOUTS, run__month__gte=first
    )
    return list(payouts.select_related("run").order_by("run__month", "pk"))


def _money(order: Order, booked: dict[int, Sums], agreed: dict[int, Sums]) -> OrderMoney:
    """Where the money stands before any payout is looked at."""
    sold = booked.get(order.pk) or agreed.get(order.pk, Sums())
    if order.paid_at is None:
        state = MoneyState.NONE if order.status in NEVER_PAID else MoneyState.UNCERTAIN
        return OrderMoney(order, sold, state)
    if order.pk in booked and not sold.gross:
        return OrderMoney(order, sold, MoneyState.BACK)
    if order.collected_by == Collector.COOPERATIVE:
        return OrderMoney(order, sold, MoneyState.WITH_YOU)
    if order.released_at:
        return OrderMoney(order, sold, MoneyState.AVAILABLE)
    return OrderMoney(order, sold, MoneyState.PENDING, until=_until(order), waits_for=_waits_for(order))


def _until(order: Order) -> date | None:
    """The day until which the goods may come back; none before they have arrived, nor once it is past."""
    last = last_day(order, ReturnReason.CHANGED_MIND) if order.delivered_at else None
    return last if last and last >= clock.today() else None


def _waits_for(order: Order) -> str:
    if order.delivered_at is None:
        return "delivery" if order.delivery_kind == DeliveryKind.HOME else "collection"
    brought = order.remitted_at is not None or order.collected_by != Collector.CARRIER
    return "return" if brought else "carrier"


def _with_payout(money: OrderMoney, month: date | None, sent: Sequence[Payout]) -> OrderMoney:
    if money.state != MoneyState.AVAILABLE or month is None:
        return money
    payout = next((payout for payout in sent if payout.run.month >= month), None)
    if payout is None:
        return money
    state = MoneyState.PAID if payout.status == PayoutStatus.PAID else MoneyState.ON_ITS_WAY
    return replace(money, state=state, payout=payout)
