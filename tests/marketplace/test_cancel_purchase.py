"""Staff cancel a whole purchase: all of it or nothing, and what a card paid goes back at once."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import pytest

from catalogue.partner.models import StockMovement, StockRecord
from cooperatives.audit.models import AuditEntry
from cooperatives.audit.services import ForbiddenMove
from cooperatives.jobs.models import Job
from cooperatives.ledger.models import LedgerEntry, LedgerTransaction
from cooperatives.outbox.models import Message
from fairs.revenue.facts import SaleFact
from fairs.revenue.models import RevenueLine
from marketplace.order import services
from marketplace.order.enums import OrderStatus, PaymentMethod
from marketplace.order.models import Order, Purchase
from marketplace.payment import refunds
from marketplace.payment.enums import RefundCause, RefundStatus
from marketplace.payment.exceptions import PagesStillOpen
from marketplace.payment.models import Refund
from marketplace.payment.refund_acts import Wanted, refund_by_staff
from marketplace.payment.settling import settle
from tests.factories import make_cooperative, make_product
from tests.marketplace.factories import make_card_purchase, make_purchase, paid_money, walk_on
from tests.marketplace.refunding import EVERYTHING, books_agree, commission_of, staff_member, stands

pytestmark = pytest.mark.django_db
D = Decimal
REASON = "Rupture de stock"


@pytest.fixture(autouse=True)
def _cards(settings: Any) -> None:
    settings.CARD_PAYMENTS = True


def paid_purchase() -> Purchase:
    """Goods of 120.00 and 80.00 of two cooperatives, each with 35.00 of delivery, paid by card: 270.00 in all."""
    commission_of()
    products = [
        make_product(price=price, stock="9", cooperative=make_cooperative(phone="+212528000001"))
        for price in ("120.00", "80.00")
    ]
    purchase = make_card_purchase(*products)
    attempt = purchase.payment_attempts.get()
    settle(attempt_id=attempt.pk, received=paid_money(attempt))
    return purchase


def cancel(purchase: Purchase) -> Purchase:
    return services.cancel_purchase_by_staff(purchase_id=purchase.pk, by=staff_member(), reason=REASON)


def written() -> dict[str, int]:
    """How many rows there are of everything that cancelling writes."""
    models = (Refund, RevenueLine, LedgerTransaction, LedgerEntry, StockMovement, AuditEntry, Message, Job)
    return {model.__name__: model.objects.count() for model in models}


def test_paid_purchase_gives_its_money_its_shares_and_its_stock_back() -> None:
    purchase = paid_purchase()
    pending = [f"coop:{order.cooperative_id}:pending" for order in purchase.orders.order_by("pk")]
    assert [stands(code)[code] for code in pending] == [D("-112.80"), D("-75.20")]

    cancel(purchase)

    orders = list(purchase.orders.order_by("pk"))
    assert [(order.status, order.cancelled_because, order.end_reason) for order in orders] == [
        ("cancelled", "staff", REASON)
    ] * 2
    given_back = Refund.objects.order_by("pk").values_list("order", "goods", "delivery", "amount", "status", "cause")
    assert list(given_back) == [
        (orders[0].pk, D("120.00"), D("35.00"), D("155.00"), RefundStatus.READY, RefundCause.CANCELLED),
        (orders[1].pk, D("80.00"), D("35.00"), D("115.00"), RefundStatus.READY, RefundCause.CANCELLED),
    ]
    # What the card brought is owed to it, and nobody else has anything of it.
    assert stands() == {"processor:stripe": D("270.00"), "customer:refunds": D("-270.00")}
    back = RevenueLine.objects.filter(kind="return").order_by("pk").values_list("amount", "commission")
    assert sorted(back) == [(D("-120.00"), D("-6.00")), (D("-80.00"), D("-4.00"))]
    assert set(StockRecord.objects.values_list("num_in_stock", "num_allocated")) == {(D(9), D(0))}
    assert Job.objects.filter(kind=refunds.SEND, done_at=None).count() == 2
    books_agree()


def test_shoppers_and_cooperatives_are_told_and_it_is_written_down() -> None:
    purchase = paid_purchase()

    cancel(purchase)

    for order in purchase.orders.all():
        keys = [f"order:{order.number}:order_cancelled", f"order:{order.number}:order_cancelled_cooperative"]
        assert Message.objects.filter(key__in=keys).count() == 2
    acts = AuditEntry.objects.filter(action="order.cancel")
    assert {(act.cooperative_id, act.after["reason"]) for act in acts} == {
        (order.cooperative_id, REASON) for order in purchase.orders.all()
    }


def test_all_its_refunds_are_posted_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    purchase, posted = paid_purchase(), []
    record = refunds.record_sales

    def counted(*, facts: Iterable[SaleFact]) -> object:
        posted.append(len(list(facts)))
        return record(facts=facts)

    monkeypatch.setattr(refunds, "record_sales", counted)

    cancel(purchase)

    assert posted == [2]


def test_what_went_back_before_goes_back_once() -> None:
    purchase = paid_purchase()
    first, second = purchase.orders.order_by("pk")
    for order, wanted in ((first, EVERYTHING), (second, Wanted(amount=D("30.00")))):
        refund_by_staff(order_id=order.pk, wanted=wanted, cause=RefundCause.GOODWILL, reason="x", by=staff_member())

    cancel(purchase)

    assert list(Refund.objects.order_by("pk").values_list("order", "amount")) == [
        (first.pk, D("155.00")),
        (second.pk, D("30.00")),
        (second.pk, D("85.00")),
    ]
    assert stands() == {"processor:stripe": D("270.00"), "customer:refunds": D("-270.00")}
    books_agree()


def test_order_whose_money_went_back_before_is_cancelled_all_the_same() -> None:
    order = paid_purchase().orders.order_by("pk")[0]
    by = staff_member()
    refund_by_staff(order_id=order.pk, wanted=EVERYTHING, cause=RefundCause.GOODWILL, reason="x", by=by)

    services.cancel_order_by_staff(order_id=order.pk, by=by, reason=REASON)

    order.refresh_from_db()
    assert (order.status, Refund.objects.get().amount) == ("cancelled", D("155.00"))


def test_what_was_cancelled_before_stays_as_it_was() -> None:
    purchase = paid_purchase()
    first, second = purchase.orders.order_by("pk")
    services.cancel_order(order_id=first.pk, by=None)

    cancel(purchase)

    assert list(Order.objects.order_by("pk").values_list("cancelled_because", flat=True)) == ["shopper", "staff"]
    assert [refund.order for refund in Refund.objects.order_by("pk")] == [first, second]


def test_unpaid_purchase_gives_back_its_stock_and_no_money() -> None:
    purchase = make_purchase(make_product(stock="9"), make_product(stock="9"))

    cancel(purchase)

    assert set(Order.objects.values_list("status", flat=True)) == {"cancelled"}
    assert set(StockRecord.objects.values_list("num_allocated", flat=True)) == {D(0)}
    assert (Refund.objects.count(), LedgerEntry.objects.count()) == (0, 0)


def test_with_one_part_on_its_way_none_is_cancelled() -> None:
    purchase = paid_purchase()
    _first, second = purchase.orders.order_by("pk")
    walk_on(second, (OrderStatus.ACCEPTED, OrderStatus.PREPARED, OrderStatus.SHIPPED))
    before = written()

    with pytest.raises(ForbiddenMove):
        cancel(purchase)

    assert list(Order.objects.order_by("pk").values_list("status", flat=True)) == ["confirmed", "shipped"]
    assert written() == before


def test_while_its_page_is_open_none_is_cancelled() -> None:
    purchase = make_purchase(make_product(stock="9"), payment_method=PaymentMethod.CARD)
    before = written()

    with pytest.raises(PagesStillOpen):
        cancel(purchase)

    assert (purchase.orders.get().status, written()) == ("awaiting_payment", before)
