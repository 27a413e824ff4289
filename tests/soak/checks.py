"""What must be true of the book when all is over. Each check is one question, whose answer names the purchase.

Where the shop's own `reconcile` and `rollup --verify` ask too, they are asked as well: a check here is written anew, so
that a mistake in one of them does not hide itself.
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal

from django.db import connection
from django.db.models import Sum

from cooperatives import clock
from cooperatives.ledger.selectors import trial_balance
from cooperatives.outbox.models import Message
from fairs.revenue.rollup import differences
from marketplace.order.models import Order, Purchase
from marketplace.payment.enums import AttemptStatus, RefundStatus, RefundWay
from marketplace.payment.models import PaymentAttempt, Refund
from marketplace.payment.reconciliation import compare

UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
ORDER = re.compile(r"order ([\w-]+)")


@dataclass(frozen=True)
class Fault:
    """One thing that must not be, and the purchase that it is about; none where it is the whole book's."""

    check: str
    purchase: str
    what: str

    def __str__(self) -> str:
        return f"{self.check}: {f'purchase {self.purchase}: ' if self.purchase else ''}{self.what}"


@dataclass
class Truth:
    """What is true outside the shop: centimes by our names at the processor, keys that were carried, who bought."""

    received: Counter[str] = field(default_factory=Counter)
    sent_back: Counter[str] = field(default_factory=Counter)
    carried: Counter[str] = field(default_factory=Counter)
    placed: int = 0


APPLIED_ONCE = """
    SELECT purchase.number, COUNT(*) || ' payments applied'
    FROM payment_paymentattempt AS attempt JOIN order_purchase AS purchase ON purchase.id = attempt.purchase_id
    WHERE attempt.status = 'applied' GROUP BY purchase.id HAVING COUNT(*) > 1
"""
# All that a purchase's money did to the account of what pays for nothing yet comes to nothing, purchase by purchase.
NOTHING_UNAPPLIED = """
    WITH named (purchase_id, key) AS (
        SELECT purchase_id, 'att:' || uuid || ':in' FROM payment_paymentattempt
        UNION ALL SELECT purchase_id, 'refund:' || uuid FROM payment_refund WHERE order_id IS NULL
        UNION ALL SELECT purchase_id, 'order:' || number || ending.of FROM order_order,
            UNNEST(ARRAY[':sale', ':delivery']) AS ending (of)
    )
    SELECT purchase.number, SUM(entry.amount) || ' of its money stands unapplied'
    FROM named
    JOIN ledger_ledgertransaction AS posted ON posted.key = named.key
    JOIN ledger_ledgerentry AS entry ON entry.transaction_id = posted.id
    JOIN ledger_ledgeraccount AS account ON account.id = entry.account_id AND account.code = 'customer:unapplied'
    JOIN order_purchase AS purchase ON purchase.id = named.purchase_id
    GROUP BY purchase.id HAVING SUM(entry.amount) <> 0
"""
PAID_IS_CONFIRMED = """
    SELECT purchase.number, 'paid, but order ' || part.number || ' is ' || part.status
    FROM payment_paymentattempt AS attempt
    JOIN order_order AS part ON part.purchase_id = attempt.purchase_id
        AND attempt.snapshot->'orders' @> TO_JSONB(part.id)
    JOIN order_purchase AS purchase ON purchase.id = attempt.purchase_id
    WHERE attempt.status = 'applied' AND (
        part.paid_at IS NULL OR part.confirmed_at IS NULL OR part.status LIKE 'awaiting%%'
        OR (part.status IN ('cancelled', 'refused')
            AND NOT EXISTS (SELECT FROM payment_refund AS refund WHERE refund.order_id = part.id))
    )
    UNION ALL
    SELECT purchase.number, 'order ' || part.number || ' is confirmed, and nobody paid or said so'
    FROM order_order AS part JOIN order_purchase AS purchase ON purchase.id = part.purchase_id
    WHERE part.confirmed_at IS NOT NULL AND purchase.payment_method = 'card' AND NOT EXISTS (
        SELECT FROM payment_paymentattempt AS attempt WHERE attempt.purchase_id = purchase.id
        AND attempt.status = 'applied' AND attempt.snapshot->'orders' @> TO_JSONB(part.id)
    )
"""
PAID_IS_POSTED = """
    WITH sold AS (SELECT order_id, SUM(line_price_incl_tax) AS amount, COUNT(*) AS lines FROM order_line GROUP BY 1),
    revenue AS (SELECT transaction_id, SUM(amount) AS amount, COUNT(*) AS lines FROM revenue_revenueline GROUP BY 1)
    SELECT purchase.number, 'order ' || part.number || ' is paid, its sale is '
        || CASE WHEN sale.id IS NULL THEN 'not in the ledger'
                ELSE COALESCE(revenue.amount || ' in ' || revenue.lines, 'no') || ' revenue lines' END
    FROM order_order AS part
    JOIN order_purchase AS purchase ON purchase.id = part.purchase_id
    JOIN sold ON sold.order_id = part.id
    LEFT JOIN ledger_ledgertransaction AS sale ON sale.key = 'order:' || part.number || ':sale'
    LEFT JOIN revenue ON revenue.transaction_id = sale.id
    WHERE part.paid_at IS NOT NULL
    AND (sale.id IS NULL OR (revenue.amount, revenue.lines) IS DISTINCT FROM (sold.amount, sold.lines))
    UNION ALL
    SELECT purchase.number, 'order ' || part.number || ' is not paid, and its sale is in the ledger'
    FROM order_order AS part JOIN order_purchase AS purchase ON purchase.id = part.purchase_id
    JOIN ledger_ledgertransaction AS sale ON sale.key = 'order:' || part.number || ':sale'
    WHERE part.paid_at IS NULL
    UNION ALL
    SELECT purchase.number, attempt.received_amount || ' came, and no receipt is in the ledger'
    FROM payment_paymentattempt AS attempt JOIN order_purchase AS purchase ON purchase.id = attempt.purchase_id
    WHERE attempt.received_amount > 0 AND NOT EXISTS (
        SELECT FROM ledger_ledgertransaction AS posted WHERE posted.key = 'att:' || attempt.uuid || ':in'
    )
"""
ALLOCATIONS_ARE_LIVE_LINES = """
    WITH live AS (
        SELECT line.stockrecord_id AS id, SUM(line.quantity) AS quantity,
            STRING_AGG(DISTINCT purchase.number, ' ' ORDER BY purchase.number) AS numbers
        FROM order_line AS line
        JOIN order_order AS part ON part.id = line.order_id
        JOIN order_purchase AS purchase ON purchase.id = part.purchase_id
        WHERE part.status IN ('awaiting_confirmation', 'awaiting_payment', 'confirmed', 'accepted', 'prepared')
        GROUP BY line.stockrecord_id
    )
    SELECT COALESCE(live.numbers, ''), 'of ' || record.partner_sku || ' ' || record.num_allocated
        || ' are promised, and live orders want ' || COALESCE(live.quantity, 0) || ' of the ' || record.num_in_stock
    FROM partner_stockrecord AS record LEFT JOIN live ON live.id = record.id
    WHERE COALESCE(record.num_allocated, 0) <> COALESCE(live.quantity, 0)
    OR record.num_in_stock < 0 OR COALESCE(record.num_allocated, 0) NOT BETWEEN 0 AND record.num_in_stock
"""
TRANSACTIONS_ARE_EVEN = """
    SELECT '', posted.key || ' is off by ' || SUM(entry.amount)
    FROM ledger_ledgertransaction AS posted JOIN ledger_ledgerentry AS entry ON entry.transaction_id = posted.id
    GROUP BY posted.id HAVING SUM(entry.amount) <> 0
"""
NOTHING_LIES_ABOUT = """
    SELECT purchase.number, 'payment ' || attempt.uuid || ' is ' || attempt.status
    FROM payment_paymentattempt AS attempt JOIN order_purchase AS purchase ON purchase.id = attempt.purchase_id
    WHERE attempt.status NOT IN ('applied', 'expired', 'refunded')
    UNION ALL
    SELECT purchase.number, 'order ' || part.number || ' still waits for its payment'
    FROM order_order AS part JOIN order_purchase AS purchase ON purchase.id = part.purchase_id
    WHERE part.status = 'awaiting_payment'
    UNION ALL
    SELECT purchase.number, 'refund ' || refund.uuid || ' is ' || refund.status || ' ' || refund.last_error
    FROM payment_refund AS refund JOIN order_purchase AS purchase ON purchase.id = refund.purchase_id
    WHERE refund.way = 'card' AND refund.status <> 'succeeded'
    UNION ALL
    SELECT '', 'event ' || event_id || ' is ' || status || ' ' || note
    FROM payment_gatewayevent WHERE status NOT IN ('done', 'ignored')
    UNION ALL
    SELECT '', 'job ' || key || ' failed: ' || last_error FROM jobs_job
    WHERE done_at IS NULL AND attempts >= 10
"""
PLACED_ONCE = """
    SELECT STRING_AGG(number, ' ' ORDER BY number), COUNT(*) || ' purchases of one basket'
    FROM order_purchase GROUP BY basket_id HAVING COUNT(*) > 1
"""


def _asked(check: str, sql: str) -> Callable[[], list[Fault]]:
    """A check that is one statement: who, and what is wrong."""

    def ask() -> list[Fault]:
        with connection.cursor() as cursor:
            # The empty list lets a doubled percent sign stand for one.
            cursor.execute(sql, [])
            return [Fault(check, *row) for row in cursor.fetchall()]

    return ask


applied_once = _asked("applied once", APPLIED_ONCE)
nothing_unapplied_of_a_purchase = _asked("nothing unapplied", NOTHING_UNAPPLIED)
paid_is_confirmed = _asked("paid is confirmed", PAID_IS_CONFIRMED)
paid_is_posted = _asked("paid is posted", PAID_IS_POSTED)
allocations_are_live_lines = _asked("allocations are live lines", ALLOCATIONS_ARE_LIVE_LINES)
transactions_are_even = _asked("transactions are even", TRANSACTIONS_ARE_EVEN)
nothing_lies_about = _asked("nothing lies about", NOTHING_LIES_ABOUT)
placed_once = _asked("placed once", PLACED_ONCE)


def book_is_even() -> list[Fault]:
    """The trial balance is zero, and no money stands unapplied."""
    accounts = trial_balance()
    total = sum((account.balance for account in accounts), Decimal("0.00"))
    unapplied = next((account.balance for account in accounts if account.code == "customer:unapplied"), Decimal(0))
    found = [Fault("trial balance", "", f"off by {total}")] if total else []
    return found + ([Fault("customer:unapplied", "", f"stands at {unapplied}")] if unapplied else [])


def figures_agree() -> list[Fault]:
    """Cells, lines and ledger say the same of what was sold: `rollup --verify`."""
    return [Fault("rollup --verify", "", str(each)) for each in differences()]


def books_agree() -> list[Fault]:
    """Our book and the processor's say the same: `reconcile`."""
    found = compare(since=clock.now() - timedelta(hours=6)).differences
    return [Fault("reconcile", _purchase_named_in(str(each)), str(each)) for each in found]


def paid_no_more_than_it_costs(truth: Truth) -> list[Fault]:
    """What the cards gave and did not get back is what the orders that they paid cost, less what was given back."""
    found = []
    kept, names = _kept_by_processor(truth)
    applied, given_back = _applied(), _given_back()
    for purchase in Purchase.objects.filter(pk__in=kept.keys() | applied.keys()).order_by("pk"):
        there, here = kept[purchase.pk], applied[purchase.pk] - given_back[purchase.pk]
        if there != here:
            found.append(Fault("paid once", purchase.number, f"{there} centimes were kept, its orders cost {here}"))
    return found + [Fault("paid once", "", f"{name} received money and is nobody's") for name in names]


def refunds_were_sent_once(truth: Truth) -> list[Fault]:
    """Each refund left once, whole; and nothing left that nobody asked for."""
    ours = {str(each.uuid): each for each in Refund.objects.filter(way=RefundWay.CARD).select_related("purchase")}
    found = [
        Fault("refunded once", each.purchase.number, f"{truth.sent_back[name]} centimes were sent of {each.amount}")
        for name, each in ours.items()
        if truth.sent_back[name] != _centimes(each.amount)
    ]
    strange = truth.sent_back.keys() - ours.keys()
    return found + [Fault("refunded once", "", f"{name} is no refund of ours") for name in sorted(strange)]


def told_once(truth: Truth) -> list[Fault]:
    """Each message was written once, handed over, and again only where a sender was killed; who paid was told."""
    found = []
    for message in Message.objects.order_by("pk"):
        handed = truth.carried[message.key]
        if message.sent_at is None or not 1 <= handed <= message.attempts:
            what = f"message {message.key} was handed over {handed} times in {message.attempts} tries"
            found.append(Fault("told once", "", f"{what}{'' if message.sent_at else ', and is not sent'}"))
    written = set(Message.objects.values_list("key", flat=True))
    for attempt in PaymentAttempt.objects.filter(status=AttemptStatus.APPLIED).select_related("purchase"):
        if f"attempt:{attempt.uuid}:paid" not in written:
            found.append(Fault("told once", attempt.purchase.number, "paid, and nobody was told"))
    return found


def all_were_placed(truth: Truth) -> list[Fault]:
    """As many purchases as shoppers pressed the button for."""
    there = Purchase.objects.count()
    return [] if there == truth.placed else [Fault("all placed", "", f"{there} purchases of {truth.placed}")]


OF_THE_BOOK: tuple[Callable[[], list[Fault]], ...] = (
    applied_once,
    nothing_unapplied_of_a_purchase,
    paid_is_confirmed,
    paid_is_posted,
    allocations_are_live_lines,
    transactions_are_even,
    book_is_even,
    placed_once,
    nothing_lies_about,
    figures_agree,
    books_agree,
)
OF_THE_WORLD: tuple[Callable[[Truth], list[Fault]], ...] = (
    paid_no_more_than_it_costs,
    refunds_were_sent_once,
    told_once,
    all_were_placed,
)


def faults(truth: Truth) -> list[Fault]:
    """Everything that is wrong."""
    return [fault for ask in OF_THE_BOOK for fault in ask()] + [fault for ask in OF_THE_WORLD for fault in ask(truth)]


def _kept_by_processor(truth: Truth) -> tuple[Counter[int], list[str]]:
    """Centimes that the processor has by purchase; names under which it received money that are nobody's."""
    of_attempt = dict(PaymentAttempt.objects.values_list("uuid", "purchase_id"))
    of_refund = dict(Refund.objects.values_list("uuid", "purchase_id"))
    attempts = {str(name): purchase for name, purchase in of_attempt.items()}
    refunds = {str(name): purchase for name, purchase in of_refund.items()}
    kept: Counter[int] = Counter()
    for name, amount in truth.received.items():
        if name in attempts:
            kept[attempts[name]] += amount
    for name, amount in truth.sent_back.items():
        if name in refunds:
            kept[refunds[name]] -= amount
    return kept, sorted(truth.received.keys() - attempts.keys())


def _applied() -> Counter[int]:
    rows = PaymentAttempt.objects.filter(status=AttemptStatus.APPLIED).order_by().values_list("purchase")
    return Counter({purchase: _centimes(amount) for purchase, amount in rows.annotate(Sum("amount"))})


def _given_back() -> Counter[int]:
    of_orders = Refund.objects.filter(order__isnull=False, way=RefundWay.CARD, status=RefundStatus.SUCCEEDED)
    rows = of_orders.order_by().values_list("purchase").annotate(Sum("amount"))
    return Counter({purchase: _centimes(amount) for purchase, amount in rows})


def _centimes(amount: Decimal) -> int:
    return int(amount * 100)


def _purchase_named_in(text: str) -> str:
    """The number of the purchase that a difference is about, where it names a payment or an order."""
    if name := UUID.search(text):
        attempt = PaymentAttempt.objects.filter(uuid=name.group()).select_related("purchase").first()
        refund = Refund.objects.filter(uuid=name.group()).select_related("purchase").first()
        return (attempt or refund).purchase.number if attempt or refund else ""
    if number := ORDER.search(text):
        return ",".join(Order.objects.filter(number=number.group(1)).values_list("purchase__number", flat=True))
    return ""
