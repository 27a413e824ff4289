"""Placing a purchase: one transaction that freezes everything, or changes nothing."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalogue.models import Product
from catalogue.partner.models import StockRecord
from catalogue.partner.stock import InsufficientStock
from cooperatives import clock
from cooperatives.audit.models import StatusChange
from cooperatives.enums import CooperativeStatus
from cooperatives.jobs.models import Job
from cooperatives.jobs.services import run_due
from cooperatives.models import Cooperative
from cooperatives.outbox.models import Message
from fairs.models import CommissionRule
from marketplace.basket.exceptions import PriceChanged
from marketplace.basket.models import Basket
from marketplace.order import services
from marketplace.order.enums import ConfirmedVia, DeliveryKind, OrderStatus
from marketplace.order.exceptions import (
    BasketEmpty,
    CashLimitExceeded,
    DeliveryChanged,
    NoTriesLeft,
    PlaceMissing,
    ProductsGone,
    PurchaseOver,
    TooManyOpenPurchases,
    WrongCode,
)
from marketplace.order.models import Order, Purchase
from marketplace.order.placing import OPEN_PURCHASES_LIMIT
from tests.factories import (
    make_cooperative,
    make_delivery_rate,
    make_edition,
    make_family,
    make_participation,
    make_place,
    make_product,
    make_user,
)
from tests.marketplace.factories import code_sent, make_basket, make_purchase, order_given

pytestmark = pytest.mark.django_db


def allocated(product: Product) -> Decimal:
    return StockRecord.objects.get(product=product).num_allocated


def assert_nothing_was_bought(basket: Basket, *products: Product) -> None:
    basket.refresh_from_db()
    assert basket.status == Basket.OPEN
    assert (Purchase.objects.count(), Order.objects.count(), Message.objects.count(), Job.objects.count()) == (0,) * 4
    assert [allocated(product) for product in products] == [0] * len(products)


def test_a_purchase_holds_one_order_for_each_cooperative_and_its_parts_add_up() -> None:
    cooperative = make_cooperative()
    oil, soap = (
        make_product(cooperative=cooperative, price="120.00"),
        make_product(cooperative=cooperative, price="30.50"),
    )
    honey = make_product(price="80.00")

    purchase = make_purchase(oil, soap, honey, quantity=2)

    first, second = purchase.orders.order_by("pk")
    assert (first.cooperative, second.cooperative) == (cooperative, honey.cooperative)
    assert (first.goods, first.shipping_incl_tax, first.total_incl_tax) == (
        Decimal("301.00"),
        Decimal("35.00"),
        Decimal("336.00"),
    )
    assert (second.goods, second.total_incl_tax) == (Decimal("160.00"), Decimal("195.00"))
    assert (purchase.goods_total, purchase.delivery_total, purchase.total) == (
        Decimal("461.00"),
        Decimal("70.00"),
        Decimal("531.00"),
    )
    assert {order.status for order in (first, second)} == {OrderStatus.AWAITING_CONFIRMATION}
    assert [allocated(product) for product in (oil, soap, honey)] == [2, 2, 2]


def test_a_line_freezes_title_language_tax_and_commission() -> None:
    family = make_family("honey", tax_rate=Decimal("0.100"))
    product = make_product(family=family, price="110.00", title_fr="", title_ar="عسل", title_en=None)
    CommissionRule.objects.create(position=1, valid_from="2020-01-01", rate=Decimal("0.0500"))

    purchase = make_purchase(product, quantity=2)
    CommissionRule.objects.update(rate=Decimal("0.5000"))
    Product.objects.filter(pk=product.pk).update(title_ar="آخر")

    order = purchase.orders.get()
    line = order.lines.get()
    assert (line.title, line.language) == ("عسل", "ar")
    assert (line.line_price_incl_tax, line.line_price_excl_tax) == (Decimal("220.00"), Decimal("200.00"))
    assert (line.unit_price_incl_tax, line.unit_price_excl_tax) == (Decimal("110.00"), Decimal("100.00"))
    assert (line.tax_rate, line.commission_rate) == (Decimal("0.100"), Decimal("0.0500"))
    assert (line.commission, line.commission_tax) == (Decimal("11.00"), Decimal("2.20"))
    assert order.total_excl_tax == Decimal("200.00") + order.shipping_excl_tax
    assert order.shipping_excl_tax == Decimal("29.17")


def test_the_first_of_a_history_is_logged_for_each_order() -> None:
    purchase = make_purchase(make_product(), make_product())

    logged = StatusChange.objects.filter(subject_type="order.order").order_by("pk")
    assert [(row.old_status, row.new_status) for row in logged] == [("", "awaiting_confirmation")] * 2
    assert {row.subject_id for row in logged} == {str(order.pk) for order in purchase.orders.all()}


def test_three_cooperatives_with_two_lines_each_cost_at_most_forty_queries() -> None:
    cooperatives = [make_cooperative() for _ in range(3)]
    basket = make_basket(*(make_product(cooperative=each) for each in cooperatives for _ in range(2)))
    given = order_given(basket)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        services.place_purchase(**given)

    assert len(queries) <= 40, len(queries)


def test_pressed_twice_it_is_the_same_purchase() -> None:
    product = make_product()
    given = order_given(make_basket(product))

    first, second = services.place_purchase(**given), services.place_purchase(**given)

    assert first == second
    assert (Purchase.objects.count(), allocated(product), Message.objects.filter(channel="sms").count()) == (1, 1, 1)


def test_the_numbers_tell_nothing_of_how_many_there_are() -> None:
    one, other = make_purchase(), make_purchase()

    assert len({one.number, other.number, one.public_id, other.public_id}) == 4
    assert str(one.pk) not in one.get_absolute_url().split("/")


def test_a_changed_price_asks_again_and_changes_nothing() -> None:
    product = make_product(price="120.00")
    basket = make_basket(product)
    given = order_given(basket)
    StockRecord.objects.filter(product=product).update(price=Decimal("140.00"))

    with pytest.raises(PriceChanged) as raised:
        services.place_purchase(**given)

    assert raised.value.now == {product.pk: Decimal("140.00")}
    assert_nothing_was_bought(basket, product)


def test_too_little_stock_is_told_by_product_and_the_rest_is_kept() -> None:
    scarce, plenty = make_product(stock="5"), make_product()
    basket = make_basket(scarce, plenty, quantity=3)
    given = order_given(basket)
    StockRecord.objects.filter(product=scarce).update(num_in_stock=2)

    with pytest.raises(InsufficientStock) as raised:
        services.place_purchase(**given)

    assert raised.value.free == {scarce.stockrecord.pk: Decimal("2.000")}
    assert_nothing_was_bought(basket, scarce, plenty)
    assert basket.lines.count() == 2


def test_stock_taken_between_looking_and_promising_is_refused_too(monkeypatch) -> None:
    product = make_product(stock="1")
    basket = make_basket(product)
    given = order_given(basket)
    check = services.check_limits

    def rival_comes_first(*args: object) -> None:
        check(*args)
        StockRecord.objects.filter(product=product).update(num_allocated=1)

    monkeypatch.setattr(services, "check_limits", rival_comes_first)

    with pytest.raises(InsufficientStock):
        services.place_purchase(**given)

    assert_nothing_was_bought(basket, product)


@pytest.mark.parametrize("why", ["hidden", "suspended"])
def test_a_product_that_left_the_shop_stops_the_purchase_until_it_was_seen(why: str) -> None:
    gone, kept = make_product(), make_product()
    basket = make_basket(gone, kept)
    given = order_given(basket)
    if why == "hidden":
        Product.objects.filter(pk=gone.pk).update(is_public=False)
    else:
        Cooperative.objects.filter(pk=gone.cooperative_id).update(
            status=CooperativeStatus.SUSPENDED, suspended_at=clock.now()
        )

    with pytest.raises(ProductsGone) as raised:
        services.place_purchase(**given)
    assert raised.value.products == [gone.public_id]
    assert_nothing_was_bought(basket, gone, kept)

    purchase = services.place_purchase(**given, without=frozenset({gone.public_id}))
    assert [line.product for order in purchase.orders.all() for line in order.lines.all()] == [kept]


def test_of_nothing_there_is_no_purchase() -> None:
    basket = Basket.objects.create()

    with pytest.raises(BasketEmpty):
        services.place_purchase(**order_given(basket))


def test_a_delivery_price_that_moved_asks_again() -> None:
    product = make_product()
    basket = make_basket(product)
    rate = make_delivery_rate(price="35.00")
    given = order_given(basket)
    rate.price = Decimal("45.00")
    rate.save()

    with pytest.raises(DeliveryChanged) as raised:
        services.place_purchase(**given)

    assert raised.value.cooperatives == [product.cooperative.public_id]
    assert_nothing_was_bought(basket, product)


def test_to_the_door_needs_a_place() -> None:
    product = make_product()
    basket = make_basket(product)
    given = order_given(basket) | {"place": None}

    with pytest.raises(PlaceMissing):
        services.place_purchase(**given)

    assert_nothing_was_bought(basket, product)


def test_a_purchase_that_is_only_collected_keeps_no_address() -> None:
    product = make_product()
    edition = make_edition(starts_on=clock.today() + timedelta(days=4))
    make_participation(edition, product.cooperative)

    purchase = make_purchase(product, place=make_place(), kind=DeliveryKind.COLLECT)

    order = purchase.orders.get()
    assert (order.delivery_kind, order.collect_at, order.carrier) == ("collect", edition.stops.get(), None)
    assert (purchase.delivery_total, purchase.place, purchase.landmark) == (Decimal("0.00"), None, "")


def test_one_door_takes_only_so_much_cash() -> None:
    product = make_product(price="9990.00")
    basket = make_basket(product)

    with pytest.raises(CashLimitExceeded):
        services.place_purchase(**order_given(basket))

    assert_nothing_was_bought(basket, product)


def test_one_number_has_only_so_many_open_purchases() -> None:
    for _ in range(OPEN_PURCHASES_LIMIT):
        make_purchase()

    with pytest.raises(TooManyOpenPurchases):
        make_purchase()

    assert Purchase.objects.count() == OPEN_PURCHASES_LIMIT


# Confirming


def test_the_code_goes_to_the_payer_by_sms_and_mail_and_is_kept_only_as_a_digest() -> None:
    purchase = make_purchase()

    code = code_sent(purchase)
    assert len(code) == 6
    assert code not in purchase.confirmation_code_digest
    assert {(m.channel, m.recipient) for m in Message.objects.all()} == {
        ("sms", "+33612345678"),
        ("email", "amina@example.ma"),
    }


def test_the_code_confirms_every_order_and_tells_each_cooperative_once() -> None:
    purchase = make_purchase(make_product(), make_product())

    for _ in range(2):
        services.confirm_with_code(purchase_id=purchase.pk, code=code_sent(purchase))

    purchase.refresh_from_db()
    assert purchase.confirmed_via == ConfirmedVia.CODE
    assert {order.status for order in purchase.orders.all()} == {OrderStatus.CONFIRMED}
    assert Message.objects.filter(key__endswith="order_new_cooperative").count() == 2


def test_before_it_is_confirmed_no_cooperative_sees_it() -> None:
    purchase = make_purchase()
    everybody = Cooperative.objects.all()
    assert list(Order.objects.for_cooperatives(everybody)) == []

    services.confirm_with_code(purchase_id=purchase.pk, code=code_sent(purchase))

    assert Order.objects.for_cooperatives(everybody).count() == 1


def test_a_wrong_code_is_counted_and_the_sixth_try_is_none() -> None:
    purchase = make_purchase()
    right = code_sent(purchase)
    wrong = "000000" if right != "000000" else "111111"

    left = []
    for _ in range(services.CODE_TRIES):
        with pytest.raises(WrongCode) as raised:
            services.confirm_with_code(purchase_id=purchase.pk, code=wrong)
        left.append(raised.value.left)
    assert left == [4, 3, 2, 1, 0]
    with pytest.raises(NoTriesLeft):
        services.confirm_with_code(purchase_id=purchase.pk, code=right)

    assert {order.status for order in purchase.orders.all()} == {OrderStatus.AWAITING_CONFIRMATION}
    services.confirm_by_call(purchase_id=purchase.pk, by=make_user(is_staff=True))
    purchase.refresh_from_db()
    assert purchase.confirmed_via == ConfirmedVia.CALL


def test_unconfirmed_for_two_days_it_is_cancelled_and_the_stock_is_free_again() -> None:
    product = make_product()
    start = clock.now()
    purchase = make_purchase(product)
    assert allocated(product) == 1

    with clock.frozen_at(start + timedelta(hours=47)):
        run_due()
    assert purchase.orders.get().status == OrderStatus.AWAITING_CONFIRMATION
    with clock.frozen_at(start + timedelta(hours=49)):
        run_due()

    assert purchase.orders.get().status == OrderStatus.CANCELLED
    assert allocated(product) == 0
    assert Message.objects.filter(key=f"purchase:{purchase.public_id}:expired").count() == 1
    with pytest.raises(PurchaseOver):
        services.confirm_by_call(purchase_id=purchase.pk, by=make_user())
    # A cooperative never hears of what nobody confirmed.
    assert list(Order.objects.for_cooperatives(Cooperative.objects.all())) == []


def test_the_reminder_carries_a_fresh_code_and_the_old_one_is_void() -> None:
    start = clock.now()
    purchase = make_purchase()
    old = code_sent(purchase)

    with clock.frozen_at(start + timedelta(hours=21)):
        run_due()

    new = code_sent(purchase)
    if new != old:
        with pytest.raises(WrongCode):
            services.confirm_with_code(purchase_id=purchase.pk, code=old)
    services.confirm_with_code(purchase_id=purchase.pk, code=new)
    assert purchase.orders.get().status == OrderStatus.CONFIRMED


def test_a_confirmed_purchase_is_neither_reminded_nor_expired() -> None:
    start = clock.now()
    purchase = make_purchase()
    services.confirm_with_code(purchase_id=purchase.pk, code=code_sent(purchase))
    before = Message.objects.filter(recipient__isnull=False, key__startswith="purchase:").count()

    with clock.frozen_at(start + timedelta(days=5)):
        run_due()

    assert purchase.orders.get().status == OrderStatus.CONFIRMED
    assert Message.objects.filter(key__startswith="purchase:").count() == before
