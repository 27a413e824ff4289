"""Orders whose money came, for tests of what goes back of it."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from catalogue.models import Product
from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.ledger.enums import EntryKind
from cooperatives.ledger.selectors import balances, trial_balance
from cooperatives.ledger.services import CUSTOMER_UNAPPLIED, PROCESSOR, Posting, post
from cooperatives.ledger.services import DELIVERY as DELIVERY_ACCOUNT
from fairs.enums import Channel, PaymentKind
from fairs.models import CommissionRule
from fairs.revenue.facts import SaleFact
from fairs.revenue.rollup import differences
from fairs.revenue.services import record_sales
from marketplace.order import revenue
from marketplace.order.enums import Collector, OrderStatus
from marketplace.order.models import Order
from marketplace.payment.enums import AttemptStatus
from marketplace.payment.models import PaymentAttempt
from marketplace.payment.refund_acts import Wanted
from tests.factories import make_product, make_user
from tests.marketplace.factories import make_order

D = Decimal
DELIVERY = D("35.00")


def commission_of(rate: str = "0.0500", tax: str = "0.200") -> None:
    """The platform keeps a share of everything sold online."""
    CommissionRule.objects.create(
        position=1, valid_from=clock.today() - timedelta(days=2), rate=D(rate), tax_rate=D(tax)
    )


def paid_by_card(*products: Product, intent: str = "", **given: Any) -> Order:
    """A confirmed order whose money came by card: as the processor's answer leaves it."""
    order = make_order(*products, status="confirmed", **given)
    now = clock.now()
    attempt = PaymentAttempt.objects.create(
        purchase=order.purchase,
        seq=1,
        amount=order.purchase.total,
        status=AttemptStatus.APPLIED,
        session_id=f"cs_{order.number}",
        intent_id=intent or f"pi_{order.number}",
        expires_at=now + timedelta(minutes=35),
        received_amount=order.purchase.total,
        received_currency="MAD",
        received_at=now,
    )
    entries = [(PROCESSOR, attempt.amount), (CUSTOMER_UNAPPLIED, -attempt.amount)]
    post([Posting(key=f"att:{attempt.uuid}:in", kind=EntryKind.RECEIPT, counts_on=clock.today(), entries=entries)])
    delivery = [(CUSTOMER_UNAPPLIED, order.shipping_incl_tax), (DELIVERY_ACCOUNT, -order.shipping_incl_tax)]
    key = f"order:{order.number}:delivery"
    post([Posting(key=key, kind=EntryKind.DELIVERY, counts_on=order.counts_on, entries=delivery)])
    record_sales(
        facts=[
            SaleFact(
                key=f"order:{order.number}:sale",
                counts_on=order.counts_on,
                sold_at=order.date_placed,
                channel=Channel.ONLINE,
                payment=PaymentKind.CARD,
                held_by=CUSTOMER_UNAPPLIED,
                is_pending=True,
                lines=tuple(revenue._fact(order, line) for line in order.lines.order_by("pk")),
            )
        ]
    )
    Order.objects.filter(pk=order.pk).update(paid_at=now)
    order.refresh_from_db()
    return order


def delivered(order: Order, *, days_ago: int = 0) -> Order:
    """The order as it stands once it arrived, and nobody took cash for it."""
    at = clock.now() - timedelta(days=days_ago)
    if order.status != OrderStatus.DELIVERED:
        order.collected_by = Collector.NOBODY
    order.status, order.delivered_at = OrderStatus.DELIVERED, at
    order.save(update_fields=["status", "delivered_at", "collected_by"])
    return order


def paid_in_cash(*products: Product, **given: Any) -> Order:
    """An order that was delivered and paid at the door, the cash with the carrier."""
    return make_order(*products, status="delivered", **given)


def received(purchase: Any, amount: str, *, currency: str = "MAD") -> PaymentAttempt:
    """An attempt whose money came and fits nothing: it stands in the unapplied account."""
    attempt = PaymentAttempt.objects.create(
        purchase=purchase,
        seq=PaymentAttempt.objects.filter(purchase=purchase).count() + 1,
        amount=D(amount),
        status=AttemptStatus.REVIEW,
        intent_id=f"pi_review_{purchase.number}",
        expires_at=clock.now(),
        received_amount=D(amount),
        received_currency=currency,
        received_at=clock.now(),
    )
    entries = [(PROCESSOR, attempt.amount), (CUSTOMER_UNAPPLIED, -attempt.amount)]
    post([Posting(key=f"att:{attempt.uuid}:in", kind=EntryKind.RECEIPT, counts_on=clock.today(), entries=entries)])
    return attempt


def jar(price: str = "120.00", **given: Any) -> Product:
    return make_product(price=price, stock="50", **given)


def staff_member() -> User:
    return make_user(is_staff=True)


def stands(*codes: str) -> dict[str, Decimal]:
    """What stands on accounts, debit positive; those where nothing stands are left out."""
    found = balances(codes) if codes else {account.code: account.balance for account in trial_balance()}
    return {code: balance for code, balance in found.items() if balance}


def books_agree() -> None:
    """The trial balance is zero, and cells, lines and ledger say the same."""
    assert sum((account.balance for account in trial_balance()), D(0)) == 0
    assert list(differences()) == []


EVERYTHING = Wanted(everything=True, with_delivery=True)
