"""The receipt of a purchase: its paid orders, the tax by rate, how each was paid, and what went back."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from cooperatives.money import ZERO
from marketplace.order.enums import Collector, OrderStatus
from marketplace.order.models import Line, Order, Purchase
from marketplace.order.rows import DELIVERY_TAX_RATE
from marketplace.order.selectors import orders_of
from marketplace.payment.enums import AttemptStatus, RefundStatus
from marketplace.payment.models import PaymentAttempt, Refund

NOT_TO_BE_PAID = (OrderStatus.CANCELLED, OrderStatus.REFUSED)


@dataclass(frozen=True, slots=True)
class TaxPart:
    """What was bought at one rate of tax, in dirhams."""

    rate: Decimal
    with_tax: Decimal
    tax: Decimal

    @property
    def without_tax(self) -> Decimal:
        return self.with_tax - self.tax


@dataclass(frozen=True, slots=True)
class PaidOrder:
    """One cooperative's part of the receipt."""

    order: Order
    lines: list[Line]
    refunds: list[Refund]
    by_card: bool

    @property
    def invoice(self) -> str:
        """The cooperative's own invoice number, once it is drawn."""
        if self.order.invoice_number is None:
            return ""
        return f"{self.order.invoice_year}-{self.order.invoice_number:05d}"

    @property
    def paid_at(self) -> datetime | None:
        return self.order.paid_at

    @property
    def taken_by_carrier(self) -> bool:
        return self.order.collected_by == Collector.CARRIER


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was paid of a purchase, and what went back of it."""

    purchase: Purchase
    parts: list[PaidOrder]
    taxes: list[TaxPart]
    # Orders of the purchase that nobody has paid yet.
    still_to_pay: int

    @property
    def paid(self) -> Decimal:
        return sum((Decimal(part.order.total_incl_tax) for part in self.parts), ZERO)

    @property
    def goods(self) -> Decimal:
        return sum((part.order.goods for part in self.parts), ZERO)

    @property
    def delivery(self) -> Decimal:
        return sum((Decimal(part.order.shipping_incl_tax) for part in self.parts), ZERO)

    @property
    def tax(self) -> Decimal:
        return sum((part.tax for part in self.taxes), ZERO)

    @property
    def refunds(self) -> list[Refund]:
        return [refund for part in self.parts for refund in part.refunds]

    @property
    def given_back(self) -> Decimal:
        """What went back or is on its way back, less what a bank refused: that is still to be sent."""
        return sum((refund.amount for refund in self.refunds), ZERO)

    @property
    def kept(self) -> Decimal:
        return self.paid - self.given_back


def receipt_of(purchase: Purchase) -> Receipt | None:
    """The receipt, in five queries; None while nothing of the purchase is paid."""
    orders = orders_of(purchase)
    paid = [order for order in orders if order.paid_at]
    if not paid:
        return None
    waiting = [order for order in orders if not order.paid_at and order.status not in NOT_TO_BE_PAID]
    by_card = PaymentAttempt.objects.filter(purchase=purchase, status=AttemptStatus.APPLIED).exists()
    refunds = _refunds(paid)
    parts = [
        PaidOrder(
            order,
            [line for line in order.lines.all() if line.quantity],
            refunds.get(order.pk, []),
            _by_card(order, by_card),
        )
        for order in paid
    ]
    return Receipt(purchase, parts, tax_parts(parts), len(waiting))


def tax_parts(parts: Iterable[PaidOrder]) -> list[TaxPart]:
    """Goods and delivery by their rate of tax, the highest first."""
    sums: dict[Decimal, list[Decimal]] = defaultdict(lambda: [ZERO, ZERO])
    for part in parts:
        for line in part.lines:
            _add(sums[line.tax_rate], line.line_price_incl_tax, line.line_price_excl_tax)
        if part.order.shipping_incl_tax:
            _add(sums[DELIVERY_TAX_RATE], part.order.shipping_incl_tax, part.order.shipping_excl_tax)
    return [TaxPart(rate, *amounts) for rate, amounts in sorted(sums.items(), reverse=True)]


def _add(sums: list[Decimal], with_tax: Decimal, without_tax: Decimal) -> None:
    sums[0] += with_tax
    sums[1] += with_tax - without_tax


def _by_card(order: Order, has_card: bool) -> bool:
    """Cash that somebody took at the door says more than a card payment that was tried before."""
    return has_card and order.collected_by not in (Collector.CARRIER, Collector.COOPERATIVE)


def _refunds(orders: Sequence[Order]) -> dict[int, list[Refund]]:
    found: dict[int, list[Refund]] = {}
    decided = Refund.objects.filter(order__in=orders).exclude(status=RefundStatus.CANCELLED)
    for refund in decided.order_by("pk"):
        found.setdefault(refund.order_id or 0, []).append(refund)
    return found
