"""Reading purchases and orders: for the shopper who has the link, for cooperatives, for organisers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Prefetch, Q, QuerySet, Sum

from cooperatives.accounts.models import User
from cooperatives.models import CooperativeQuerySet
from marketplace.order.enums import OrderStatus
from marketplace.order.models import Line, Order, OrderQuerySet, Purchase

# Ordered by somebody who means it, and neither paid nor over.
UNDER_WAY = (OrderStatus.CONFIRMED, OrderStatus.ACCEPTED, OrderStatus.PREPARED, OrderStatus.SHIPPED)


@dataclass(frozen=True, slots=True)
class OrderedNotCertain:
    """Goods (dirhams, tax included) ordered for an edition whose money is not certain yet."""

    edition_id: int
    cooperative_id: int
    ordered_on: date
    goods: Decimal


def purchase_opened_with(public_id: str, token: str) -> Purchase | None:
    """The purchase, if `token` is the secret half of its link."""
    purchase = Purchase.objects.filter(public_id=public_id).select_related("place__commune__province__region").first()
    return purchase if purchase and purchase.opens_with(token) else None


def orders_of(purchase: Purchase) -> list[Order]:
    """The orders of a purchase with all that its page shows, in two queries."""
    rows = Order.objects.filter(purchase=purchase).select_related(
        "cooperative__commune", "carrier", "collect_at__edition", "collect_at__commune", "parcel__hub"
    )
    orders = list(rows.prefetch_related(_lines()).order_by("pk"))
    for order in orders:
        # The purchase is at hand: no query for it by order.
        order.purchase = purchase
    return orders


def purchases_of(user: User) -> QuerySet[Purchase]:
    """What a person bought while signed in, newest first."""
    return Purchase.objects.filter(user=user).prefetch_related(
        Prefetch("orders", Order.objects.select_related("cooperative").order_by("pk"))
    )


def orders_for(cooperatives: CooperativeQuerySet) -> OrderQuerySet:
    """The orders that members of `cooperatives` may see, newest first, with what a list shows."""
    orders = Order.objects.for_cooperatives(cooperatives).select_related("cooperative", "collect_at", "carrier")
    return orders.annotate(pieces=Sum("lines__quantity")).order_by("-pk")


def order_for(cooperatives: CooperativeQuerySet, public_id: str) -> Order | None:
    """One such order with all that its page shows."""
    orders = Order.objects.for_cooperatives(cooperatives).select_related(
        "purchase__place__commune__province__region",
        "cooperative",
        "carrier",
        "collect_at__edition",
        "parcel__hub",
    )
    return orders.prefetch_related(_lines()).filter(public_id=public_id).first()


def count_by_status(cooperatives: CooperativeQuerySet) -> dict[str, int]:
    """How many orders stand in each status, as members of `cooperatives` see them."""
    rows = Order.objects.for_cooperatives(cooperatives).order_by().values("status").annotate(count=Count("pk"))
    return {row["status"]: row["count"] for row in rows}


def ordered_not_certain(edition_ids: Iterable[int]) -> list[OrderedNotCertain]:
    """What was ordered for the editions and is neither paid nor over, by edition, cooperative and day."""
    rows = (
        Line.objects.filter(edition__in=list(edition_ids), order__status__in=UNDER_WAY, order__paid_at__isnull=True)
        .order_by("edition_id", "order__cooperative_id", "order__counts_on")
        .values_list("edition_id", "order__cooperative_id", "order__counts_on")
        .annotate(goods=Sum("line_price_incl_tax"))
    )
    return [OrderedNotCertain(*row) for row in rows]


def orders_awaiting_a_call() -> QuerySet[Purchase]:
    """Purchases that nobody has confirmed, oldest first: for the platform's people who telephone."""
    waiting = Q(orders__status=OrderStatus.AWAITING_CONFIRMATION)
    return Purchase.objects.filter(waiting, confirmed_at__isnull=True).distinct().order_by("placed_at")


def _lines() -> Prefetch:
    return Prefetch("lines", Line.objects.select_related("product", "family").order_by("pk"))
