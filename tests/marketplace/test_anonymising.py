"""What was bought long ago keeps its goods and its money, and loses its people."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils.module_loading import import_string

from cooperatives import clock
from cooperatives.ledger.models import LedgerEntry
from marketplace.order import anonymising
from marketplace.order.anonymising import forget_contacts
from marketplace.order.enums import OrderStatus
from marketplace.order.models import Line, Order, Purchase
from marketplace.order.services import place_purchase
from marketplace.payment.enums import RefundCause, RefundStatus, RefundWay, ReturnReason, ReturnStatus
from marketplace.payment.models import Refund, ReturnRequest
from tests.factories import make_cooperative, make_member, make_product, make_user
from tests.marketplace.factories import make_basket, make_order, make_purchase, order_given, walk_to

pytestmark = pytest.mark.django_db
PEOPLE = ("payer_name", "payer_phone", "payer_email", "recipient_name", "recipient_phone", "landmark")
KEPT = ("number", "user_id", "basket_id", "language", "goods_total", "delivery_total", "total", "confirmed_via")


def ended(order: Order, *, days: int) -> Purchase:
    """The order's purchase, as if the order had ended `days` ago and was placed a month before."""
    moment = clock.now() - timedelta(days=days)
    ended = "delivered_at" if order.status == OrderStatus.DELIVERED else "ended_at"
    Order.objects.filter(pk=order.pk).update(**{ended: moment})
    Purchase.objects.filter(pk=order.purchase_id).update(placed_at=moment - timedelta(days=30))
    return Purchase.objects.get(pk=order.purchase_id)


@pytest.mark.parametrize("status", [OrderStatus.DELIVERED, OrderStatus.REFUSED, OrderStatus.CANCELLED])
def test_purchase_that_was_over_a_year_ago_loses_its_people(status: str) -> None:
    purchase = ended(make_order(status=status), days=366)

    assert forget_contacts() == 1

    purchase = Purchase.objects.get()
    assert [getattr(purchase, name) for name in PEOPLE] == [""] * len(PEOPLE)
    assert (purchase.place, purchase.confirmation_code_digest) == (None, "")
    assert purchase.anonymised_at is not None


def test_names_are_gone_from_the_table_itself() -> None:
    ended(make_order(status=OrderStatus.DELIVERED), days=366)

    forget_contacts()

    row = Purchase.objects.extra(select={"raw": "payer_name || payer_phone || recipient_name || landmark"}).get()
    assert row.raw == ""


def test_goods_money_and_invoice_stay() -> None:
    order = make_order(status=OrderStatus.DELIVERED, basket=make_basket(owner=make_user()))
    before = ended(order, days=400)
    kept = [list(rows.values()) for rows in (Order.objects.all(), Line.objects.all(), LedgerEntry.objects.all())]

    forget_contacts()

    after = Purchase.objects.get()
    assert [getattr(after, name) for name in KEPT] == [getattr(before, name) for name in KEPT]
    assert kept == [
        list(rows.values()) for rows in (Order.objects.all(), Line.objects.all(), LedgerEntry.objects.all())
    ]
    assert Order.objects.get().invoice_number == 1


def test_purchase_that_ended_within_the_year_keeps_its_people() -> None:
    purchase = ended(make_order(status=OrderStatus.DELIVERED), days=364)

    assert forget_contacts() == 0

    assert Purchase.objects.get().recipient_phone == purchase.recipient_phone != ""


@pytest.mark.parametrize(
    "status", [OrderStatus.AWAITING_CONFIRMATION, OrderStatus.CONFIRMED, OrderStatus.PREPARED, OrderStatus.SHIPPED]
)
def test_purchase_of_which_one_order_is_not_over_keeps_its_people(status: str) -> None:
    over, other = make_purchase(make_product(), make_product()).orders.all()
    walk_to(over, OrderStatus.CANCELLED)
    ended(Order.objects.get(pk=over.pk), days=900)
    Order.objects.filter(pk=other.pk).update(status=status)

    assert forget_contacts() == 0

    assert Purchase.objects.get().payer_name == "Amina Idrissi"


def test_last_order_of_a_purchase_counts() -> None:
    first, last = make_purchase(make_product(), make_product()).orders.all()
    for order in (first, last):
        walk_to(order, OrderStatus.CANCELLED)
        ended(Order.objects.get(pk=order.pk), days=400)
    Order.objects.filter(pk=last.pk).update(ended_at=clock.now() - timedelta(days=10))

    assert forget_contacts() == 0


def make_refund(order: Order, *, days: int | None, **given: Any) -> Refund:
    """Cash that went back for a return, `days` ago; None while either is under way."""
    moment = None if days is None else clock.now() - timedelta(days=days)
    request = ReturnRequest.objects.create(
        order=order,
        status=ReturnStatus.ASKED if moment is None else ReturnStatus.REFUNDED,
        reason=ReturnReason.values[0],
        note="Ring at Amina's",
        way=RefundWay.BANK,
        payee_name="Amina Idrissi",
        payee_rib="230 810",
        ended_at=moment,
    )
    defaults = {"goods": Decimal("1.00"), "delivery": Decimal("0.00"), "amount": Decimal("1.00")}
    return Refund.objects.create(
        purchase=order.purchase,
        order=order,
        return_request=request,
        way=RefundWay.BANK,
        cause=RefundCause.RETURNED,
        status=RefundStatus.REQUESTED if moment is None else RefundStatus.SUCCEEDED,
        payee_name="Amina Idrissi",
        payee_rib="230 810",
        approved_by=make_user(is_staff=True),
        ended_at=moment,
        **(defaults | given),
    )


def test_account_that_money_went_back_to_is_forgotten_and_the_amount_stays() -> None:
    order = make_order(status=OrderStatus.DELIVERED)
    make_refund(order, days=400)
    ended(order, days=430)

    assert forget_contacts() == 1

    refund, request = Refund.objects.get(), ReturnRequest.objects.get()
    assert (refund.payee_name, refund.payee_rib, refund.amount) == ("", "", Decimal("1.00"))
    assert (request.note, request.payee_name, request.payee_rib) == ("", "", "")


@pytest.mark.parametrize("days", [None, 10])
def test_refund_under_way_or_of_this_year_keeps_the_people(days: int | None) -> None:
    order = make_order(status=OrderStatus.DELIVERED)
    make_refund(order, days=days)
    ended(order, days=430)

    assert forget_contacts() == 0

    assert Refund.objects.get().payee_rib == "230 810"


def test_second_night_changes_nothing() -> None:
    ended(make_order(status=OrderStatus.DELIVERED), days=366)
    forget_contacts()
    first = Purchase.objects.values().get()

    assert forget_contacts() == 0

    assert Purchase.objects.values().get() == first


def test_anonymised_purchases_share_no_digest_and_are_found_by_no_number() -> None:
    for _ in range(2):
        ended(make_order(status=OrderStatus.CANCELLED), days=366)
    before = set(Purchase.objects.values_list("recipient_phone_digest", flat=True))

    forget_contacts()

    digests = set(Purchase.objects.values_list("recipient_phone_digest", flat=True))
    assert (len(before), len(digests)) == (1, 2)
    assert not digests & before
    assert place_purchase(**order_given(make_basket())).pk


def test_batches_take_the_same_number_of_queries_however_many_they_hold(
    monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Callable
) -> None:
    product = make_product(stock="20")
    for _ in range(5):
        ended(make_order(product, status=OrderStatus.CANCELLED), days=366)
    monkeypatch.setattr(anonymising, "AT_ONCE", 2)

    # Three batches of savepoint, lock, three updates and release, each after its question; and the last question.
    with django_assert_num_queries(3 * 7 + 1):
        assert forget_contacts() == 5


def test_it_runs_every_night() -> None:
    task = import_string(settings.CELERY_BEAT_SCHEDULE["anonymise-purchases"]["task"])
    ended(make_order(status=OrderStatus.DELIVERED), days=366)

    task()

    assert Purchase.objects.get().anonymised_at is not None


def test_page_of_an_anonymised_purchase_says_so(client: Client) -> None:
    purchase = ended(make_order(status=OrderStatus.DELIVERED), days=366)
    assert "Amina" not in client.get(purchase.get_absolute_url()).content.decode()
    assert "Brahim" in client.get(purchase.get_absolute_url()).content.decode()

    forget_contacts()

    page = client.get(purchase.get_absolute_url()).content.decode()
    assert "Brahim" not in page
    assert "••••" not in page
    assert "Deleted" in client.get(purchase.get_absolute_url().replace("/ar/", "/en/")).content.decode()


def test_cooperative_sees_the_order_without_whom_it_went_to() -> None:
    cooperative = make_cooperative()
    order = make_order(make_product(cooperative=cooperative), status=OrderStatus.DELIVERED)
    ended(order, days=366)
    client = Client()
    client.force_login(make_member(cooperative))
    url = f"/en/workspace/orders/{order.public_id}/"
    assert "Brahim" in client.get(url).content.decode()

    forget_contacts()

    page = client.get(url)
    assert page.status_code == 200
    assert "Brahim" not in page.content.decode()
    assert "appear once you accept" not in page.content.decode()
    assert "Deleted" in page.content.decode()
