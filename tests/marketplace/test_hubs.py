"""One parcel through a hub: one fee, one hand-over of cash, and each cooperative's part behind it."""

from datetime import timedelta
from decimal import Decimal

import pytest

from catalogue.partner.models import StockRecord
from cooperatives import clock
from cooperatives.audit.services import ForbiddenMove
from cooperatives.enums import OrganisationKind
from cooperatives.ledger.selectors import balances, trial_balance
from cooperatives.models import Cooperative, UnionMembership
from cooperatives.outbox.models import Message
from fairs.revenue.models import RevenueLine
from marketplace.delivery.hubs import hub_offers
from marketplace.delivery.models import Hub
from marketplace.delivery.selectors import Parcel as Weighed
from marketplace.order import parcels, services
from marketplace.order.enums import OrderStatus
from marketplace.order.exceptions import DeliveryChanged, NotDeliveredThisWay, ParcelNotComplete
from marketplace.order.models import Order, Purchase
from marketplace.payment.settling import settle
from tests.factories import (
    make_cooperative,
    make_delivery_rate,
    make_edition,
    make_participation,
    make_place,
    make_product,
    make_user,
)
from tests.marketplace.factories import make_basket, make_card_purchase, order_given, paid_money

pytestmark = pytest.mark.django_db
D = Decimal


def make_hub(*members: Cooperative, price: str = "35.00") -> Hub:
    """A union with its members, and a carrier that takes what it sends."""
    union = make_cooperative(kind=OrganisationKind.UNION)
    for member in members:
        UnionMembership.objects.create(union=union, cooperative=member, joined_on=clock.today() - timedelta(days=30))
    make_delivery_rate(up_to_grams=30_000, price=price)
    return Hub.objects.create(code="union-souss", name_fr="Union du Souss", union=union, region=union.region)


def weighed(cooperative: Cooperative, grams: int) -> Weighed:
    return Weighed(cooperative.pk, cooperative.region_id, grams, "normal")


def bought_through_hub(**given: object) -> Purchase:
    """Two members' goods in one parcel, waiting for its code or its card."""
    products = [make_product(weight_grams=600), make_product(weight_grams=300)]
    make_hub(*(product.cooperative for product in products))
    basket, place = make_basket(*products), make_place()
    placed = order_given(basket, place=place, choices={}, hub="union-souss:poste:35.00", **given)
    return services.place_purchase(**placed)


def on_the_way(purchase: Purchase) -> None:
    """Every order prepared, and the parcel with the carrier."""
    by = make_user(is_staff=True)
    services.confirm_by_call(purchase_id=purchase.pk, by=by)
    for order in purchase.orders.all():
        services.accept_order(order_id=order.pk, by=by)
        services.prepare_order(order_id=order.pk, by=by)
    parcels.ship_parcel(parcel_id=purchase.parcels.get().pk, tracking="RR1", by=by)


def test_a_hub_is_offered_to_two_of_its_members_and_the_fee_is_split_by_weight() -> None:
    one, other, stranger = make_cooperative(), make_cooperative(), make_cooperative()
    make_hub(one, other)

    (offer,) = hub_offers([weighed(one, 600), weighed(other, 300), weighed(stranger, 500)], one.region_id)

    assert offer.code == "union-souss:poste:35.00"
    assert offer.shares == {one.pk: D("23.33"), other.pk: D("11.67")}
    assert offer.promised_from == offer.quotes()[one.pk].promised_from


def test_a_hub_is_not_offered_for_one_member_or_without_a_place() -> None:
    one, other = make_cooperative(), make_cooperative()
    make_hub(one, other)

    assert hub_offers([weighed(one, 600), weighed(make_cooperative(), 300)], one.region_id) == []
    assert hub_offers([weighed(one, 600), weighed(other, 300)], None) == []


def test_who_left_the_union_is_not_served_any_more() -> None:
    one, other = make_cooperative(), make_cooperative()
    make_hub(one, other)
    UnionMembership.objects.filter(cooperative=other).update(left_on=clock.today())

    assert hub_offers([weighed(one, 600), weighed(other, 300)], one.region_id) == []


def test_a_permanent_platform_serves_who_takes_part_in_it() -> None:
    one, other = make_cooperative(), make_cooperative()
    edition = make_edition(programme_kind="permanent_platforms", days=30)
    make_participation(edition, one)
    make_participation(edition, other)
    make_delivery_rate(up_to_grams=30_000)
    Hub.objects.create(code="platform", name_fr="Plateforme", edition=edition, region_id=one.region_id)

    assert len(hub_offers([weighed(one, 600), weighed(other, 300)], one.region_id)) == 1


def test_placed_through_a_hub_each_order_bears_its_part_of_one_fee() -> None:
    purchase = bought_through_hub()

    parcel = purchase.parcels.get()
    assert [order.shipping_incl_tax for order in purchase.orders.order_by("pk")] == [D("23.33"), D("11.67")]
    assert (parcel.price, purchase.delivery_total) == (D("35.00"), D("35.00"))
    assert set(purchase.orders.values_list("parcel", flat=True)) == {parcel.pk}


def test_a_price_of_the_hub_that_changed_since_is_refused_and_nothing_is_placed() -> None:
    products = [make_product(), make_product()]
    make_hub(*(product.cooperative for product in products), price="40.00")
    given = order_given(make_basket(*products), place=make_place(), choices={}, hub="union-souss:poste:35.00")

    with pytest.raises(DeliveryChanged):
        services.place_purchase(**given)

    assert Purchase.objects.count() == 0
    assert set(StockRecord.objects.values_list("num_allocated", flat=True)) == {D(0)}


def test_the_hub_waits_for_everybody_and_a_cooperative_does_not_send_its_part_alone() -> None:
    purchase = bought_through_hub()
    by = make_user(is_staff=True)
    services.confirm_by_call(purchase_id=purchase.pk, by=by)
    first, second = purchase.orders.order_by("pk")
    for verb in (services.accept_order, services.prepare_order):
        verb(order_id=first.pk, by=by)

    with pytest.raises(ParcelNotComplete) as refusal:
        parcels.ship_parcel(parcel_id=first.parcel_id, tracking="RR1", by=by)
    with pytest.raises(NotDeliveredThisWay):
        services.ship_order(order_id=first.pk, tracking="RR1", by=by)

    assert refusal.value.cooperatives == [str(second.cooperative)]
    assert set(purchase.orders.values_list("status", flat=True)) == {OrderStatus.PREPARED, OrderStatus.CONFIRMED}


def test_one_that_was_cancelled_does_not_keep_the_parcel() -> None:
    purchase = bought_through_hub()
    by = make_user(is_staff=True)
    services.confirm_by_call(purchase_id=purchase.pk, by=by)
    first, second = purchase.orders.order_by("pk")
    services.decline_order(order_id=second.pk, by=by, reason="broken")
    for verb in (services.accept_order, services.prepare_order):
        verb(order_id=first.pk, by=by)

    parcels.ship_parcel(parcel_id=first.parcel_id, tracking="RR1", by=by)

    assert list(purchase.orders.order_by("pk").values_list("status", flat=True)) == ["shipped", "cancelled"]


def test_cash_of_one_parcel_is_handed_over_once_and_counted_for_each_cooperative() -> None:
    purchase = bought_through_hub()
    on_the_way(purchase)

    parcels.deliver_parcel(parcel_id=purchase.parcels.get().pk, by=make_user())

    orders = list(purchase.orders.order_by("pk"))
    goods = {order.cooperative_id: order.total_incl_tax - order.shipping_incl_tax for order in orders}
    held = balances(["held:carrier:poste", "delivery"])
    assert {order.status for order in orders} == {OrderStatus.DELIVERED}
    assert held == {"held:carrier:poste": purchase.total, "delivery": D("-35.00")}
    assert {line.cooperative_id: line.amount for line in RevenueLine.objects.all()} == goods
    assert sum(row.balance for row in trial_balance()) == 0
    assert Message.objects.filter(key__startswith="parcel:", key__contains="parcel_delivered", channel="sms").exists()


def test_a_parcel_paid_by_card_is_delivered_without_cash(settings) -> None:
    settings.CARD_PAYMENTS = True
    products = [make_product(weight_grams=600), make_product(weight_grams=300)]
    make_hub(*(product.cooperative for product in products))
    place = make_place()
    purchase = make_card_purchase(*products, place=place, choices={}, hub="union-souss:poste:35.00")
    attempt = purchase.payment_attempts.get()
    settle(attempt_id=attempt.pk, received=paid_money(attempt))
    by = make_user()
    for order in purchase.orders.all():
        services.accept_order(order_id=order.pk, by=by)
        services.prepare_order(order_id=order.pk, by=by)
    parcels.ship_parcel(parcel_id=purchase.parcels.get().pk, tracking="", by=by)

    parcels.deliver_parcel(parcel_id=purchase.parcels.get().pk, by=by)

    assert set(purchase.orders.values_list("collected_by", flat=True)) == {"nobody"}
    assert balances(["held:carrier:poste"])["held:carrier:poste"] == 0


def test_a_parcel_that_nobody_took_comes_back_whole() -> None:
    purchase = bought_through_hub()
    on_the_way(purchase)

    parcels.refuse_parcel(parcel_id=purchase.parcels.get().pk, by=make_user(), reason="nobody at home")

    assert set(purchase.orders.values_list("status", flat=True)) == {OrderStatus.REFUSED}
    assert set(StockRecord.objects.values_list("num_in_stock", "num_allocated")) == {(D("10.000"), D(0))}
    assert RevenueLine.objects.count() == 0


def test_a_parcel_is_delivered_once() -> None:
    purchase = bought_through_hub()
    on_the_way(purchase)
    parcel_id = purchase.parcels.get().pk
    parcels.deliver_parcel(parcel_id=parcel_id, by=make_user())

    with pytest.raises(ForbiddenMove):
        parcels.deliver_parcel(parcel_id=parcel_id, by=make_user())

    assert RevenueLine.objects.count() == Order.objects.count() == 2
