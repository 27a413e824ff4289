"""Hubs and the parcels that they put together, for tests, made through the services."""

from datetime import timedelta
from typing import Any

from cooperatives import clock
from cooperatives.enums import OrganisationKind
from cooperatives.models import Cooperative, UnionMembership
from marketplace.delivery.models import DeliveryRate, Hub
from marketplace.order import parcels, services
from marketplace.order.enums import OrderStatus, ParcelState
from marketplace.order.models import Parcel
from marketplace.payment.settling import settle
from tests.factories import make_cooperative, make_delivery_rate, make_product, make_user
from tests.marketplace.factories import make_purchase, paid_money, walk_on

_READY = (OrderStatus.ACCEPTED, OrderStatus.PREPARED)


def make_union(**given: Any) -> Cooperative:
    return make_cooperative(kind=OrganisationKind.UNION, **given)


def make_hub(union: Cooperative | None = None, *, code: str = "union-souss", **given: Any) -> Hub:
    """A union that puts parcels together, under the code of a hub; without members yet."""
    union = union or make_union()
    names = {"name_ar": "اتحاد سوس", "name_fr": "Union du Souss", "name_en": "Souss Union"}
    return Hub.objects.create(code=code, union=union, region=union.region, **(names | given))


def make_parcel(hub: Hub, *, state: str = ParcelState.WAITING, by_card: bool = False, pieces: int = 1) -> Parcel:
    """Goods of two members of the hub's union in one parcel, confirmed and taken to `state`."""
    products = [make_product(weight_grams=600) for _ in range(2 * pieces)][::pieces]
    for product in products:
        joined_on = clock.today() - timedelta(days=30)
        UnionMembership.objects.create(union=hub.union, cooperative=product.cooperative, joined_on=joined_on)
        products = [*products, *(make_product(cooperative=product.cooperative) for _ in range(pieces - 1))]
    if not DeliveryRate.objects.exists():
        make_delivery_rate(up_to_grams=30_000)
    method = {"payment_method": "card"} if by_card else {}
    purchase = make_purchase(*products, choices={}, hub=f"{hub.code}:poste:35.00", **method)
    if by_card:
        attempt = purchase.payment_attempts.get()
        settle(attempt_id=attempt.pk, received=paid_money(attempt))
    else:
        services.confirm_by_call(purchase_id=purchase.pk, by=make_user(is_staff=True))
    parcel = purchase.parcels.get()
    if state != ParcelState.WAITING:
        walk_parcel(parcel, state)
    return parcel


def walk_parcel(parcel: Parcel, state: str) -> None:
    """Take a confirmed parcel on to `state`."""
    by = make_user(is_staff=True)
    for order in parcel.orders.order_by("pk"):
        walk_on(order, _READY)
    if state in (ParcelState.AWAY, ParcelState.DONE):
        parcels.ship_parcel(parcel_id=parcel.pk, tracking="RR1", by=by)
    if state == ParcelState.DONE:
        parcels.deliver_parcel(parcel_id=parcel.pk, by=by)
