"""Reading how card payments stand, and what a shopper and a worker do about them, for tests."""

from datetime import timedelta
from decimal import Decimal

from django.db.models import Sum

from catalogue.models import Product
from catalogue.partner.models import StockRecord
from cooperatives import clock
from cooperatives.ledger.models import LedgerEntry
from marketplace.order.models import Purchase
from marketplace.payment import attempts
from marketplace.payment.models import PaymentAttempt


def level(product: Product) -> tuple[Decimal, Decimal]:
    record = StockRecord.objects.get(product=product)
    return record.num_in_stock, record.num_allocated


def balances() -> dict[str, Decimal]:
    """Every account that is not even."""
    rows = LedgerEntry.objects.values_list("account__code").annotate(Sum("amount")).order_by()
    return {code: amount for code, amount in rows if amount}


def statuses(purchase: Purchase) -> list[str]:
    return [order.status for order in purchase.orders.order_by("pk")]


def attempt_of(purchase: Purchase) -> PaymentAttempt:
    return purchase.payment_attempts.order_by("-seq")[0]


def opened(purchase: Purchase) -> str:
    """The address of the purchase's hosted page."""
    return attempts.page_to_pay(purchase_id=purchase.pk)


def events_lost(purchase: Purchase) -> None:
    """Look for ourselves: no event told us."""
    attempts.look(attempt_id=attempt_of(purchase).pk)


def run_expiry(purchase: Purchase) -> None:
    with clock.frozen_at(clock.now() + attempts.HOLD + timedelta(seconds=1)):
        attempts.expire_unpaid(attempt_id=attempt_of(purchase).pk)
