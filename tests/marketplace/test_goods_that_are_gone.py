"""What a cooperative says is sold out or spoiled must not be bought by the next shopper."""

from decimal import Decimal
from decimal import Decimal as D

import pytest

from catalogue.models import Product
from catalogue.partner.models import StockRecord
from marketplace.order.enums import CannotReason
from marketplace.order.models import Order, PartOffer
from marketplace.order.part_offers import leave_part, offer_part, take_part
from marketplace.order.services import decline_order
from tests.factories import make_cooperative, make_member, make_product
from tests.marketplace.factories import make_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def goods() -> tuple[Product, Product]:
    cooperative = make_cooperative()
    return make_product(cooperative=cooperative), make_product(cooperative=cooperative)


@pytest.fixture
def order(goods: tuple[Product, Product]) -> Order:
    """Three of each, of ten."""
    return make_order(*goods, quantity=3)


def offered(order: Order, *pieces: int, reason: str) -> PartOffer:
    wanted = dict(zip(order.lines.order_by("pk").values_list("pk", flat=True), pieces, strict=True))
    return offer_part(order_id=order.pk, pieces=wanted, reason=reason, by=make_member(order.cooperative))


def levels(*products: Product) -> list[tuple[Decimal, Decimal]]:
    """What is in stock online, and what of it is promised."""
    rows = [StockRecord.objects.get(product=product) for product in products]
    return [(row.num_in_stock, row.num_allocated) for row in rows]


@pytest.mark.parametrize("reason", [CannotReason.SOLD_OUT, CannotReason.SPOILED])
def test_what_is_gone_is_not_for_sale_again_once_the_part_is_taken(
    order: Order, goods: tuple[Product, Product], reason: str
) -> None:
    take_part(offer_id=offered(order, 1, 0, reason=reason).pk, by=None)

    assert levels(*goods) == [(D(8), D(1)), (D(7), D(0))]


def test_of_an_order_that_is_left_only_what_is_gone_leaves_the_stock(
    order: Order, goods: tuple[Product, Product]
) -> None:
    leave_part(offer_id=offered(order, 1, 3, reason=CannotReason.SOLD_OUT).pk, by=None)

    assert levels(*goods) == [(D(8), D(0)), (D(10), D(0))]


@pytest.mark.parametrize(
    ("reason", "left"), [(CannotReason.SOLD_OUT, D(7)), (CannotReason.SPOILED, D(7)), (CannotReason.NOT_READY, D(10))]
)
def test_a_declined_order_frees_its_goods_unless_they_are_gone(
    order: Order, goods: tuple[Product, Product], reason: str, left: Decimal
) -> None:
    decline_order(order_id=order.pk, by=make_member(order.cooperative), reason=reason)

    assert levels(*goods) == [(left, D(0)), (left, D(0))]
