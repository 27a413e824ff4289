"""What each figure of the money page is made of: lines that add up to it, to the centime.

Sold today or this month are the revenue lines of those days. What waits are the orders that were not released yet.
What is available is what the last statement closed with, and every entry of the book since. What was sent and paid are
payouts.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Exists, F, Min, OuterRef, Sum
from django.utils.translation import gettext as _

from cooperatives import clock
from cooperatives.ledger.enums import EntryKind
from cooperatives.ledger.models import LedgerEntry, LedgerTransaction
from cooperatives.ledger.services import held_by_cooperative, owed_to_cooperative, pending_of_cooperative
from cooperatives.models import Cooperative
from cooperatives.money import ZERO
from cooperatives.settlements.enums import PayoutStatus
from cooperatives.settlements.models import Payout, PayoutMark, Settlement, SettlementLine
from cooperatives.settlements.selectors import Position
from fairs.business_days import business_day
from fairs.enums import Evidence, PaymentKind
from fairs.revenue.models import DetailCell, RevenueLine
from marketplace.order.enums import Collector
from marketplace.order.models import Order
from marketplace.payment.models import Refund

TURNOVER = F("gross") - F("returns") + F("corrections")


@dataclass(frozen=True, slots=True)
class Part:
    """One line of a figure. `order` is the public id of the order that it is of, where it is of one."""

    happened_on: date
    title: str
    amount: Decimal
    note: str = ""
    evidence: str = ""
    number: str = ""
    order: str = ""


@dataclass(frozen=True, slots=True)
class Opening:
    """What the last statement closed with."""

    month: date
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything that a figure is made of: `rows` can be counted and cut into pages, `told` makes lines of a page."""

    total: Decimal
    rows: Any
    told: Callable[[Sequence[Any]], list[Part]]
    opening: Opening | None = None


def sold_on(cooperative: Cooperative, first: date, last: date) -> Decimal:
    """What was sold on the business days from the first to the last, from cells."""
    cells = DetailCell.objects.filter(cooperative=cooperative, counts_on__range=(first, last)).order_by()
    return cells.aggregate(sold=Sum(TURNOVER))["sold"] or ZERO


def this_day() -> tuple[date, date]:
    """Today, as a first and a last business day."""
    today = business_day(clock.now())
    return today, today


def this_month() -> tuple[date, date]:
    """This month until today."""
    today = business_day(clock.now())
    return today.replace(day=1), today


def parts_sold(cooperative: Cooperative, days: tuple[date, date], total: Decimal) -> Parts:
    """The revenue lines of some days, the newest first."""
    lines = RevenueLine.objects.filter(cooperative=cooperative, counts_on__range=days)
    rows = lines.select_related("product", "edition", "transaction").order_by("-counts_on", "-id")
    return Parts(total, rows, _told_sold)


def _told_sold(lines: Sequence[RevenueLine]) -> list[Part]:
    numbers = {line.pk: _number_in(line.transaction.key) for line in lines}
    orders = _public_ids(numbers.values())
    payments, evidence = dict(PaymentKind.choices), dict(Evidence.choices)
    return [
        Part(
            line.counts_on,
            line.product.get_title() if line.product else str(evidence[line.evidence]),
            line.amount,
            " · ".join(filter(None, (str(line.edition or _("Online")), str(payments[line.payment])))),
            line.evidence,
            numbers[line.pk],
            orders.get(numbers[line.pk], ""),
        )
        for line in lines
    ]


def parts_pending(cooperative: Cooperative, position: Position) -> Parts:
    """The orders whose money waits, by what the book holds of each; one that was paid back whole holds nothing."""
    waiting = Order.objects.filter(cooperative=cooperative, paid_at__isnull=False, released_at__isnull=True)
    rows = waiting.exclude(collected_by=Collector.COOPERATIVE).order_by("-id")

    def told(orders: Sequence[Order]) -> list[Part]:
        waits = _pending_of(cooperative, orders)
        return [
            Part(order.counts_on, _("Order"), waits[order.pk], number=order.number, order=order.public_id)
            for order in orders
        ]

    return Parts(position.pending, rows, told)


def _pending_of(cooperative: Cooperative, orders: Sequence[Order]) -> dict[int, Decimal]:
    """What stands in the pending account for each order: its sale, less what was given back."""
    order_of = {f"order:{order.number}:sale": order.pk for order in orders}
    refunds = Refund.objects.filter(order__in=orders).order_by().values_list("uuid", "order_id")
    for uuid, order_id in refunds:
        order_of |= {f"refund:{uuid}": order_id, f"refund:{uuid}:cancelled": order_id}
    code = pending_of_cooperative(cooperative.pk).code
    entries = LedgerEntry.objects.filter(account__code=code, transaction__key__in=list(order_of)).order_by()
    sums = {order.pk: ZERO for order in orders}
    for key, amount in entries.values_list("transaction__key", "amount"):
        sums[order_of[key]] -= amount
    return sums


def parts_available(cooperative: Cooperative, position: Position) -> Parts:
    """The closing of the last statement, and what moved since; the newest first."""
    last = Settlement.objects.filter(cooperative=cooperative).order_by("-month").first()
    codes = [owed_to_cooperative(cooperative.pk).code, held_by_cooperative(cooperative.pk).code]
    entries = LedgerEntry.objects.filter(account__code__in=codes).order_by()
    if last is not None:
        # A month takes every entry that none before it took: nothing older than its oldest is still open.
        oldest = SettlementLine.objects.filter(settlement=last).aggregate(oldest=Min("entry"))["oldest"]
        entries = entries.filter(pk__gte=oldest or 0)
        entries = entries.exclude(Exists(SettlementLine.objects.filter(entry=OuterRef("pk"))))
    rows = entries.values("transaction").annotate(moved=-Sum("amount")).exclude(moved=0).order_by("-transaction")
    opening = Opening(last.month, last.closing) if last else None
    return Parts(position.available, rows, _told_moved, opening)


def _told_moved(rows: Sequence[dict[str, Any]]) -> list[Part]:
    posted = LedgerTransaction.objects.in_bulk([row["transaction"] for row in rows])
    numbers = {pk: _number_in(found.key) for pk, found in posted.items()}
    orders = _public_ids(numbers.values())
    parts = []
    for row in rows:
        found = posted[row["transaction"]]
        number = numbers[found.pk]
        title = _title(found.kind, is_order=bool(number))
        parts.append(
            Part(found.counts_on, title, row["moved"], found.note, number=number, order=orders.get(number, ""))
        )
    return parts


def _title(kind: str, *, is_order: bool) -> str:
    words = {
        EntryKind.SALE: _("Order, paid to you in cash") if is_order else _("Sale at a stall"),
        EntryKind.RETURN: _("Goods that came back"),
        EntryKind.CORRECTION: _("Correction"),
        EntryKind.DELIVERY: _("Delivery"),
        EntryKind.REMITTANCE: _("Cash handed over"),
        EntryKind.RELEASE: _("Order, waited and is available now"),
        EntryKind.REFUND: _("Paid back to a shopper"),
        EntryKind.PAYOUT: _("Payout"),
    }
    return words.get(EntryKind(kind), _("Others"))


def parts_sent(cooperative: Cooperative, position: Position) -> Parts:
    """The payouts that left and did not arrive yet."""
    rows = Payout.objects.filter(cooperative=cooperative, status=PayoutStatus.IN_TRANSIT)
    return Parts(position.in_transit, rows.select_related("run").order_by("-id"), _told_sent)


def _told_sent(payouts: Sequence[Payout]) -> list[Part]:
    return [
        Part(payout.run.month, _("Payout"), payout.amount, str(payout.get_way_display()), number=payout.reference)
        for payout in payouts
    ]


def parts_paid(cooperative: Cooperative, total: Decimal) -> Parts:
    """The payouts that arrived this year; each once, however often it was marked."""
    year = clock.today().year
    marks = PayoutMark.objects.filter(payout=OuterRef("pk"), status=PayoutStatus.PAID, on__year=year)
    rows = Payout.objects.filter(Exists(marks), cooperative=cooperative, status=PayoutStatus.PAID)
    return Parts(total, rows.select_related("run").order_by("-id"), _told_sent)


def _number_in(key: str) -> str:
    """The order's number in the name of a posting."""
    family, _colon, rest = key.partition(":")
    return rest.rpartition(":")[0] if family == "order" else ""


def _public_ids(numbers: Any) -> dict[str, str]:
    wanted = [number for number in set(numbers) if number]
    return dict(Order.objects.filter(number__in=wanted).values_list("number", "public_id")) if wanted else {}
