"""The receipt of a purchase: who sold what, with which tax, how it was paid, and what went back."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django.fixtures import Settings

from cooperatives import clock
from cooperatives.formats.pdf import pictures
from marketplace.order.enums import Collector
from marketplace.order.models import Purchase
from marketplace.order.services import cancel_order_by_staff, mark_collected
from marketplace.payment.enums import RefundCause, RefundStatus
from marketplace.payment.models import Refund
from marketplace.payment.refunds import refund_amount
from marketplace.receipts.pdf import LAYOUT, given_for
from marketplace.receipts.selectors import receipt_of
from tests.cooperatives.paying import at
from tests.factories import make_cooperative, make_family, make_product, make_user
from tests.marketplace.factories import make_order, make_purchase, walk_to
from tests.marketplace.refunding import paid_by_card

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"), clock.frozen_at(at(7, 3)):
        yield


def url_of(purchase: Purchase, name: str = "page", token: str = "") -> str:
    return reverse(f"receipt:{name}", args=[purchase.public_id, token or purchase.link_token])


def two_cooperatives() -> Purchase:
    """A purchase of 120 at 20 % and of 110 at 10 %, with delivery of 35 each."""
    oil = make_product(price="120.00", cooperative=make_cooperative(ice="001525488000092", registration_number="R-12"))
    honey = make_product(price="110.00", family=make_family("honey", tax_rate=D("0.100")))
    return make_purchase(oil, honey)


def text(value: str) -> str:
    return value.replace("\xa0", " ").replace("\u200e", "")


def test_nothing_is_receipted_before_something_is_paid(client: Client) -> None:
    order = make_order(make_product(), status="shipped")

    assert receipt_of(order.purchase) is None
    assert client.get(url_of(order.purchase)).status_code == 404
    assert client.get(url_of(order.purchase, "pdf")).status_code == 404


def test_a_wrong_link_is_404_as_if_nothing_were_there(client: Client) -> None:
    order = make_order(make_product(), status="delivered")

    assert client.get(url_of(order.purchase)).status_code == 200
    for name in ("page", "pdf"):
        assert client.get(url_of(order.purchase, name, "forged-token")).status_code == 404


def test_the_purchases_page_offers_the_receipt_once_something_is_paid(client: Client) -> None:
    order = make_order(make_product(), status="shipped")
    assert url_of(order.purchase) not in client.get(order.purchase.get_absolute_url()).content.decode()

    mark_collected(order_id=order.pk, collector=Collector.CARRIER, by=make_user())

    assert url_of(order.purchase) in client.get(order.purchase.get_absolute_url()).content.decode()


def test_each_cooperative_stands_with_its_identity_its_invoice_and_how_it_was_paid() -> None:
    purchase = two_cooperatives()
    first, second = purchase.orders.order_by("pk")
    walk_to(first, "shipped")
    walk_to(second, "accepted")
    mark_collected(order_id=first.pk, collector=Collector.CARRIER, by=make_user())

    receipt = receipt_of(purchase)
    given = given_for(receipt)

    (part,) = given["parts"]
    assert "ICE 001525488000092 · Register number R-12 · Invoice 2026-00001" in part["codes"]
    assert part["paid"] == "Paid in cash to the carrier on 3 July 2026"
    assert receipt.still_to_pay == 1
    assert "not paid yet" in given["notes"][1]
    assert (receipt.paid, receipt.goods, receipt.delivery) == (D("155.00"), D("120.00"), D("35.00"))


def test_the_tax_is_told_by_rate_and_adds_up() -> None:
    purchase = two_cooperatives()
    for order in purchase.orders.order_by("pk"):
        walk_to(order, "delivered")

    receipt = receipt_of(purchase)

    # 120 of goods and twice 35 of delivery at a fifth, 110 at a tenth.
    assert [(part.rate, part.with_tax, part.tax) for part in receipt.taxes] == [
        (D("0.200"), D("190.00"), D("31.66")),
        (D("0.100"), D("110.00"), D("10.00")),
    ]
    assert sum(part.with_tax for part in receipt.taxes) == receipt.paid == D("300.00")
    orders = purchase.orders.all()
    assert receipt.tax == sum(order.total_incl_tax - order.total_excl_tax for order in orders)


def test_a_card_is_named_and_what_went_back_is_taken_off() -> None:
    order = paid_by_card(make_product(price="300.00"))
    refund_amount(order=order, amount=D("50.00"), cause=RefundCause.FAULT, reason="broken", by=make_user())

    receipt = receipt_of(order.purchase)
    (part,) = given_for(receipt)["parts"]

    assert part["paid"] == "Paid by card on 3 July 2026"
    assert [text(each) for each in part["refunds"]] == ["50.00 DH to be paid back, decided on 3 July 2026"]
    assert (receipt.paid, receipt.given_back, receipt.kept) == (D("335.00"), D("50.00"), D("285.00"))
    Refund.objects.update(status=RefundStatus.SUCCEEDED, ended_at=at(7, 9))
    (part,) = given_for(receipt_of(order.purchase))["parts"]
    assert [text(each) for each in part["refunds"]] == ["50.00 DH paid back on 9 July 2026"]


def test_a_refund_that_was_called_off_is_not_told() -> None:
    order = paid_by_card(make_product(price="300.00"))
    refund_amount(order=order, amount=D("50.00"), cause=RefundCause.FAULT, reason="broken", by=make_user())
    Refund.objects.update(status=RefundStatus.CANCELLED)

    assert receipt_of(order.purchase).kept == D("335.00")


def test_what_was_cancelled_is_neither_receipted_nor_awaited() -> None:
    purchase = two_cooperatives()
    first, second = purchase.orders.order_by("pk")
    walk_to(first, "delivered")
    cancel_order_by_staff(order_id=second.pk, by=make_user(is_staff=True), reason="test")

    receipt = receipt_of(purchase)

    assert (len(receipt.parts), receipt.still_to_pay) == (1, 0)


def test_who_bought_is_forgotten_with_the_purchase(client: Client) -> None:
    order = make_order(make_product(), status="delivered")
    assert "Amina Idrissi" in client.get(url_of(order.purchase)).content.decode()

    Purchase.objects.update(anonymised_at=clock.now())

    assert "Amina Idrissi" not in client.get(url_of(order.purchase)).content.decode()
    assert all(row[0] != "Bought by" for row in given_for(receipt_of(Purchase.objects.get()))["facts"])


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_page_and_paper_speak_three_languages(client: Client, language: str) -> None:
    order = make_order(make_product(), status="delivered")

    with translation.override(language):
        page, paper = client.get(url_of(order.purchase)), client.get(url_of(order.purchase, "pdf"))

    assert page.status_code == 200
    assert f'lang="{language}"' in page.content.decode()
    assert (paper["Content-Type"], paper.content[:5]) == ("application/pdf", b"%PDF-")
    assert paper["Content-Disposition"] == f'inline; filename="{order.purchase.number}.pdf"'


def test_the_receipt_takes_as_many_queries_for_one_cooperative_as_for_two(django_assert_num_queries) -> None:
    one = make_order(make_product(), status="delivered").purchase
    two = two_cooperatives()
    for order in two.orders.order_by("pk"):
        walk_to(order, "delivered")

    for purchase in (one, two):
        with django_assert_num_queries(4):
            receipt_of(purchase)


def test_a_long_name_in_another_script_breaks_no_page() -> None:
    order = make_order(
        make_product(
            title_ar="زيت أركان " * 12, title_en="", cooperative=make_cooperative(name_en="Cooperative " * 12)
        ),
        status="delivered",
    )

    assert pictures(LAYOUT, given_for(receipt_of(order.purchase)))


def test_who_runs_the_platform_stands_on_page_and_paper(client: Client, settings: Settings) -> None:
    settings.PLATFORM_LEGAL_NAME, settings.PLATFORM_ICE = "Souk des Coop <SARL>", "001525488000092"
    order = make_order(make_product(), status="delivered")
    receipt = receipt_of(order.purchase)

    page = client.get(url_of(order.purchase)).content.decode()

    assert "Souk des Coop &lt;SARL&gt;" in page
    assert "ICE 001525488000092" in page
    assert given_for(receipt)["platform_identity"] == ["Souk des Coop <SARL>", "ICE 001525488000092"]
    assert pictures(LAYOUT, given_for(receipt))
    with translation.override("ar"):
        assert given_for(receipt)["platform_identity"][1] == "\u2066ICE 001525488000092\u2069"


def test_a_receipt_carries_the_trade_name_alone_where_no_other_is_given(client: Client) -> None:
    order = make_order(make_product(), status="delivered")

    assert "Cooperatives&#x27; Souk" in client.get(url_of(order.purchase)).content.decode()
    assert given_for(receipt_of(order.purchase))["platform_identity"] == []
