"""Reading purchases and orders: for the shopper who has the link, for cooperatives, for organisers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, F, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum

from cooperatives.accounts.models import User
from cooperatives.models import CooperativeQuerySet
from marketplace.order.enums import OfferStatus, OrderStatus
from marketplace.order.models import Line, Order, OrderQuerySet, PartOffer, PartOfferLine, Purchase

# Ordered by somebody who means it, and neither paid nor over.
UNDER_WAY = (OrderStatus.CONFIRMED, OrderStatus.ACCEPTED, OrderStatus.PREPARED, OrderStatus.SHIPPED)

# Of signs in a purchase's number, between its strokes.
GROUP = 4


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
    # Their keys are asked for apart: knowing them, the database takes the newest from its index and sorts nothing.
    own = list(cooperatives.order_by().values_list("pk", flat=True))
    orders = Order.objects.for_cooperatives(own).select_related("cooperative", "collect_at", "carrier")
    # Counted for the orders of the page alone: not joined, and so not grouped before they are chosen.
    lines = Line.objects.filter(order=OuterRef("pk")).order_by().values("order")
    pieces = lines.annotate(pieces=Sum(F("quantity") - F("left_out"))).values("pieces")
    return orders.annotate(pieces=Subquery(pieces)).order_by("-pk")


def numbered(orders: OrderQuerySet, words: str) -> OrderQuerySet:
    """Those of `orders` whose number begins as somebody typed or heard it, with or without its strokes."""
    signs = [str(int(sign)) if sign.isdecimal() else sign for sign in words.upper() if sign.isalnum()][:16]
    groups = ["".join(signs[start : start + GROUP]) for start in range(0, len(signs), GROUP)]
    return orders.filter(number__startswith="-".join(groups)) if groups else orders.none()


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
    """How many orders stand in each status that asks for something or is on the way; what is over is not counted."""
    open_ones = Order.objects.for_cooperatives(cooperatives).filter(status__in=UNDER_WAY)
    rows = open_ones.order_by().values("status").annotate(count=Count("pk"))
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


def open_offer_of(order: Order) -> PartOffer | None:
    """What the shopper is asked to take instead of the whole order, with its lines."""
    found = PartOffer.objects.filter(order=order, status=OfferStatus.OPEN)
    return found.prefetch_related(_offered()).first()


def open_offers_of(orders: Iterable[Order]) -> dict[int, PartOffer]:
    """The open offers of several orders, by the key of the order."""
    found = PartOffer.objects.filter(order__in=[order.pk for order in orders], status=OfferStatus.OPEN)
    return {offer.order_id: offer for offer in found.prefetch_related(_offered())}


def _offered() -> Prefetch:
    return Prefetch("lines", PartOfferLine.objects.select_related("line__product"))


def newest_offer_of(order: Order) -> PartOffer | None:
    """What was last offered to send instead of the whole order, whatever became of it."""
    offers = PartOffer.objects.filter(order=order).order_by("-pk")
    return offers.prefetch_related(_offered()).first()


def _lines() -> Prefetch:
    return Prefetch("lines", Line.objects.select_related("product", "family").order_by("pk"))
