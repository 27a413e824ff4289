"""Reading the parcels that hubs put together: for the members of a union that is a hub, and for the staff."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Case, CharField, Count, Exists, OuterRef, Prefetch, QuerySet, Value, When

from cooperatives.models import Cooperative, CooperativeQuerySet
from cooperatives.money import ZERO
from marketplace.order.enums import CALLED_OFF, NOT_THERE_YET, Collector, OrderStatus, ParcelState
from marketplace.order.models import Line, Order, Parcel

# Long or encrypted, and on no list.
_UNREAD = ("cooperative__story", "cooperative__phone")
_PEOPLE = ("payer_name", "payer_phone", "payer_email", "recipient_name", "recipient_phone", "landmark")


@dataclass(frozen=True, slots=True)
class ParcelStanding:
    """Where a parcel stands, from its orders."""

    state: ParcelState
    orders: Sequence[Order]

    @property
    def held(self) -> list[Order]:
        """The orders that were not called off."""
        return [order for order in self.orders if order.status not in CALLED_OFF]

    @property
    def missing(self) -> list[Cooperative]:
        """The cooperatives whose goods are not there yet."""
        return [order.cooperative for order in self.orders if order.status in NOT_THERE_YET]

    @property
    def to_take(self) -> Decimal:
        """What whoever hands the parcel over takes, or took, in cash: nothing for what a card has paid."""
        return sum((order.total_incl_tax for order in self.held if not _paid_before(order)), ZERO)


def parcels_of_unions(unions: CooperativeQuerySet) -> QuerySet:
    """The parcels that the hubs of `unions` put together, newest first: none that its shopper has not confirmed."""
    found = Parcel.objects.filter(hub__union__in=unions, purchase__confirmed_at__isnull=False)
    shown = with_state(found).select_related("hub", "carrier", "purchase")
    return shown.defer(*(f"purchase__{name}" for name in _PEOPLE)).order_by("-pk")


def parcel_of_unions(unions: CooperativeQuerySet, public_id: str) -> Parcel | None:
    """One such parcel with all that its page shows."""
    shown = parcels_of_unions(unions).defer(None)
    found = shown.select_related("hub", "carrier", "purchase__place__commune__province__region")
    return found.prefetch_related(_orders(with_lines=True)).filter(public_id=public_id).first()


def with_orders(parcels: QuerySet) -> QuerySet:
    """`parcels` with what a list shows of their orders, in one query for all."""
    return parcels.prefetch_related(_orders(with_lines=False))


def with_state(parcels: QuerySet) -> QuerySet:
    """`parcels`, each with its `state`: found by it and counted by it."""

    def some(*statuses: str) -> Exists:
        return Exists(Order.objects.filter(parcel=OuterRef("pk"), status__in=statuses))

    return parcels.annotate(
        state=Case(
            When(some(*NOT_THERE_YET), then=Value(ParcelState.WAITING.value)),
            When(some(OrderStatus.PREPARED), then=Value(ParcelState.READY.value)),
            When(some(OrderStatus.SHIPPED), then=Value(ParcelState.AWAY.value)),
            default=Value(ParcelState.DONE.value),
            output_field=CharField(),
        )
    )


def count_by_state(unions: CooperativeQuerySet) -> dict[str, int]:
    """How many parcels of the hubs of `unions` stand in each state."""
    rows = parcels_of_unions(unions).order_by().values("state").annotate(count=Count("pk"))
    return {row["state"]: row["count"] for row in rows}


def standing_of(parcel: Parcel) -> ParcelStanding:
    """Where `parcel` stands, from its orders as they were read with it."""
    orders = list(parcel.orders.all())
    statuses = {order.status for order in orders}
    if statuses & set(NOT_THERE_YET):
        return ParcelStanding(ParcelState.WAITING, orders)
    if OrderStatus.PREPARED in statuses:
        return ParcelStanding(ParcelState.READY, orders)
    return ParcelStanding(ParcelState.AWAY if OrderStatus.SHIPPED in statuses else ParcelState.DONE, orders)


def _paid_before(order: Order) -> bool:
    """By card, that is; cash makes an order paid when it is handed over, to somebody."""
    return order.paid_at is not None and order.collected_by in ("", Collector.NOBODY)


def _orders(*, with_lines: bool) -> Prefetch:
    orders = Order.objects.select_related("cooperative").defer(*_UNREAD).order_by("pk")
    if with_lines:
        orders = orders.prefetch_related(Prefetch("lines", Line.objects.select_related("product").order_by("pk")))
    return Prefetch("orders", orders)
