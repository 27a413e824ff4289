"""The basket's services: what it holds, at which price, and whose it is."""

from decimal import Decimal

import pytest

from catalogue.partner.models import OnlyThroughStockServices, StockRecord
from cooperatives.enums import CooperativeStatus
from cooperatives.idempotency import new_token
from marketplace.basket.exceptions import BasketClosed, NothingLeft, ProductNotOnSale
from marketplace.basket.models import Basket, Line
from marketplace.basket.selectors import contents, count_pieces
from marketplace.basket.services import (
    add_line,
    agree_to_prices,
    keep_what_is_left,
    merge_at_sign_in,
    open_basket,
    remove_line,
    restore_line,
    set_quantity,
)
from tests.factories import make_cooperative, make_edition, make_product, make_user
from tests.marketplace.factories import make_basket

pytestmark = pytest.mark.django_db


def change_price(product, price: str) -> None:
    StockRecord.objects.filter(product=product).update(price=Decimal(price))


def set_stock(product, level: str) -> None:
    StockRecord.objects.filter(product=product).update(num_in_stock=Decimal(level))


def test_adding_twice_adds_up_on_one_line() -> None:
    product = make_product(stock="10")
    basket = make_basket(product, quantity=2)

    change = add_line(basket=basket, product_id=product.public_id, quantity=3)

    assert (change.asked, change.quantity, change.was_cut) == (5, 5, False)
    assert list(basket.lines.values_list("quantity", flat=True)) == [5]


def test_the_same_form_sent_twice_adds_once() -> None:
    product, token = make_product(), new_token()
    basket = Basket.objects.create()

    for _ in range(2):
        add_line(basket=basket, product_id=product.public_id, quantity=1, once=token)

    assert count_pieces(basket) == 1


def test_a_cached_page_shows_one_token_to_two_shoppers_and_serves_both() -> None:
    product, token = make_product(), new_token()
    one, other = Basket.objects.create(), Basket.objects.create()

    for basket in (one, other):
        add_line(basket=basket, product_id=product.public_id, quantity=1, once=token)

    assert (count_pieces(one), count_pieces(other)) == (1, 1)


def test_more_than_there_is_becomes_what_there_is() -> None:
    product = make_product(stock="3")

    change = add_line(basket=Basket.objects.create(), product_id=product.public_id, quantity=7)

    assert (change.asked, change.quantity, change.was_cut) == (7, 3, True)


def test_a_basket_promises_nothing() -> None:
    product = make_product(stock="1")
    make_basket(product)
    make_basket(product)

    assert StockRecord.objects.get(product=product).num_allocated == 0


def test_of_what_is_gone_nothing_is_put_in() -> None:
    product, basket = make_product(stock="0"), Basket.objects.create()

    with pytest.raises(NothingLeft):
        add_line(basket=basket, product_id=product.public_id, quantity=1)

    assert count_pieces(basket) == 0


@pytest.mark.parametrize("why", ["not public", "suspended", "unknown"])
def test_what_is_not_on_sale_is_not_put_in(why: str) -> None:
    product, basket = make_product(), Basket.objects.create()
    if why == "not public":
        type(product).objects.filter(pk=product.pk).update(is_public=False)
    if why == "suspended":
        type(product.cooperative).objects.filter(pk=product.cooperative_id).update(
            status=CooperativeStatus.SUSPENDED, suspended_at=product.date_created
        )

    with pytest.raises(ProductNotOnSale):
        add_line(basket=basket, product_id="nothing" if why == "unknown" else product.public_id, quantity=1)

    assert count_pieces(basket) == 0


def test_zero_takes_the_product_out() -> None:
    product = make_product()
    basket = make_basket(product)

    change = set_quantity(basket=basket, product_id=product.public_id, quantity=0)

    assert (change.quantity, basket.lines.count()) == (0, 0)


def test_a_changed_quantity_is_no_yes_to_a_changed_price() -> None:
    product = make_product(price="120.00")
    basket = make_basket(product)
    change_price(product, "140.00")

    set_quantity(basket=basket, product_id=product.public_id, quantity=2)

    (line,) = contents(basket).changed
    assert (line.agreed, line.price, line.quantity) == (Decimal("120.00"), Decimal("140.00"), 2)


def test_a_yes_counts_for_the_price_that_was_seen_and_no_other() -> None:
    product = make_product(price="120.00")
    basket = make_basket(product)
    change_price(product, "150.00")

    agree_to_prices(basket=basket, seen={product.public_id: Decimal("140.00")})
    assert [line.agreed for line in contents(basket).changed] == [Decimal("140.00")]

    agree_to_prices(basket=basket, seen={product.public_id: Decimal("150.00")})
    assert contents(basket).changed == []


def test_the_edition_through_whose_page_it_came_is_remembered() -> None:
    edition, product = make_edition(), make_product()
    basket = make_basket(product, edition=edition.code)

    add_line(basket=basket, product_id=product.public_id, quantity=1, edition_code="no-such-edition")

    assert Line.objects.get(basket=basket).edition == edition


def test_a_removal_can_be_undone_at_the_agreed_price() -> None:
    edition, product = make_edition(), make_product(price="120.00")
    basket = make_basket(product, quantity=2, edition=edition.code)
    removed = remove_line(basket=basket, product_id=product.public_id)
    change_price(product, "130.00")
    assert count_pieces(basket) == 0

    token = new_token()
    for _ in range(2):
        restore_line(basket=basket, removed=removed, once=token)

    line = Line.objects.get(basket=basket)
    assert (line.quantity, line.price_incl_tax, line.edition) == (2, Decimal("120.00"), edition)


def test_contents_stand_by_cooperative_and_what_is_gone_counts_in_no_total() -> None:
    cooperative = make_cooperative()
    oil, honey = make_product(cooperative=cooperative, price="100.00"), make_product(price="80.00")
    soap, rug = make_product(cooperative=cooperative, price="30.00"), make_product(price="900.00")
    basket = make_basket(oil, honey, soap, rug, quantity=2)
    type(rug).objects.filter(pk=rug.pk).update(is_public=False)
    set_stock(honey, "0")

    held = contents(basket)

    assert [(part.cooperative, part.goods) for part in held.parts] == [(cooperative, Decimal("260.00"))]
    assert held.goods == Decimal("260.00")
    assert [(line.product, line.is_on_sale) for line in held.gone] == [(honey, True), (rug, False)]


def test_contents_take_one_query_whatever_their_number(django_assert_num_queries) -> None:
    basket = make_basket(*(make_product() for _ in range(4)))

    with django_assert_num_queries(1):
        held = contents(basket)
        assert [str(part.cooperative) for part in held.parts]
        assert [part.parcel for part in held.parts]


def test_a_line_longer_than_the_stock_is_cut_on_request() -> None:
    product, gone = make_product(stock="5"), make_product(stock="5")
    basket = make_basket(product, gone, quantity=5)
    set_stock(product, "2")
    set_stock(gone, "0")
    assert [line.left for line in contents(basket).short] == [2]

    keep_what_is_left(basket=basket)

    assert sorted(basket.lines.values_list("quantity", flat=True)) == [2, 5]
    assert contents(basket).short == []


def test_at_sign_in_a_visitors_basket_becomes_the_owners() -> None:
    visitor, owner = make_basket(make_product()), make_user()

    own = merge_at_sign_in(visitor=visitor, owner=owner)

    assert (own.pk, own.owner) == (visitor.pk, owner)


def test_at_sign_in_two_baskets_become_one_and_nothing_is_lost() -> None:
    owner, shared, mine, new = make_user(), make_product(), make_product(), make_product()
    own = make_basket(mine, owner=owner)
    add_line(basket=own, product_id=shared.public_id, quantity=3)
    visitor = make_basket(shared, new, quantity=2)

    merged = merge_at_sign_in(visitor=visitor, owner=owner)
    again = merge_at_sign_in(visitor=visitor, owner=owner)

    assert merged == again == own
    assert {(line.product, line.quantity) for line in own.lines.all()} == {(mine, 1), (shared, 3), (new, 2)}
    visitor.refresh_from_db()
    assert visitor.status == Basket.MERGED


def test_a_bought_basket_takes_nothing_more() -> None:
    basket = make_basket(make_product())
    Basket.objects.filter(pk=basket.pk).update(status=Basket.SUBMITTED)

    with pytest.raises(BasketClosed):
        add_line(basket=basket, product_id=make_product().public_id, quantity=1)

    assert count_pieces(basket) == 1


def test_an_owner_has_one_open_basket() -> None:
    owner = make_user()

    assert open_basket(owner=owner) == open_basket(owner=owner)


def test_oscars_own_stock_methods_are_shut() -> None:
    record = make_product().stockrecord

    for method in (record.allocate, record.consume_allocation, record.cancel_allocation):
        with pytest.raises(OnlyThroughStockServices):
            method(1)
