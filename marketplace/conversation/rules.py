"""When an order can be written about: from when the cooperative sees it until some days after it is over."""

from datetime import datetime, timedelta

from cooperatives import clock
from marketplace.order.models import Order

# As long as goods may be given back because something was wrong with them.
OPEN_AFTER_THE_END = timedelta(days=14)


def closes_at(order: Order) -> datetime | None:
    """From when on nobody can write about the order any more; None while it goes on."""
    over = order.delivered_at or order.ended_at
    return over + OPEN_AFTER_THE_END if over else None


def is_open(order: Order) -> bool:
    """Whether both sides can write about the order now."""
    until = closes_at(order)
    return order.confirmed_at is not None and (until is None or clock.now() < until)
