"""Reading what was written about orders."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, QuerySet

from cooperatives.models import CooperativeQuerySet
from marketplace.conversation.enums import Side
from marketplace.conversation.models import OrderMessage
from marketplace.order.models import Order, OrderQuerySet

OTHER = {Side.SHOPPER: Side.COOPERATIVE, Side.COOPERATIVE: Side.SHOPPER}
# An order with more than this was a quarrel: the newest say how it stands.
MOST_SHOWN = 200
MOST_COUNTED = 99


def messages_of(order: Order) -> Sequence[OrderMessage]:
    """What was written about an order, the oldest first."""
    newest = OrderMessage.objects.filter(order=order).order_by("-pk")[:MOST_SHOWN]
    return list(reversed(newest))


def message_with_picture(order: Order, public_id: str) -> OrderMessage | None:
    """A message of this order, if it came with a picture."""
    return OrderMessage.objects.filter(order=order, public_id=public_id).exclude(picture="").first()


def unread_by(side: str, orders: Iterable[Order]) -> dict[int, int]:
    """How many messages to `side` nobody there has read, by the key of their order."""
    waiting = _unread_by(side).filter(order__in=[order.pk for order in orders])
    return dict(waiting.order_by().values_list("order").annotate(Count("pk")))


def with_unread(orders: OrderQuerySet) -> OrderQuerySet:
    """`orders`, each with whether its cooperative has something to read."""
    return orders.annotate(has_unread=Exists(_unread_by(Side.COOPERATIVE).filter(order=OuterRef("pk"))))


def conversations_of(cooperatives: CooperativeQuerySet) -> QuerySet[Any, Any]:
    """The keys of the orders of `cooperatives` about which something was written, the last written about first."""
    said = OrderMessage.objects.filter(order__cooperative__in=cooperatives).order_by()
    return said.values("order").annotate(last=Max("pk")).order_by("-last")


def orders_of_conversations(rows: Iterable[Mapping[str, int]]) -> list[Order]:
    """The orders of a page of conversations, in its order, each with whether there is something to read."""
    keys = [row["order"] for row in rows]
    found = with_unread(Order.objects.filter(pk__in=keys)).select_related("cooperative").defer("cooperative__story")
    by_key = {order.pk: order for order in found}
    return [by_key[key] for key in keys]


def count_unread_orders(cooperatives: CooperativeQuerySet) -> int:
    """About how many orders somebody waits to be read, counted as far as it matters."""
    waiting = _unread_by(Side.COOPERATIVE).filter(order__cooperative__in=cooperatives)
    return waiting.order_by().values("order").distinct()[:MOST_COUNTED].count()


def last_read(order: Order, side: str) -> int:
    """The key of the last message of `side` that the other one has read: it names the run that waits since."""
    read = OrderMessage.objects.filter(order=order, side=side, read_at__isnull=False)
    return read.aggregate(last=Max("pk"))["last"] or 0


def _unread_by(side: str) -> QuerySet[OrderMessage]:
    return OrderMessage.objects.filter(side=OTHER[Side(side)], read_at__isnull=True)
