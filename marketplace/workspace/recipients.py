"""To whom a parcel goes: shown to who sends it, from when they said so."""

from collections.abc import Iterable
from typing import Any

from cooperatives.phones import shown_phone
from marketplace.order.models import Order, Purchase


def recipient_of(purchase: Purchase, orders: Iterable[Order]) -> dict[str, Any] | None:
    """Name, phone and address: once one of the orders was accepted, and until they are deleted."""
    is_sent = any(order.accepted_at and order.ended_at is None for order in orders)
    if not is_sent or purchase.anonymised_at is not None:
        return None
    return {
        "name": purchase.recipient_name,
        "phone": purchase.recipient_phone,
        "shown_phone": shown_phone(purchase.recipient_phone),
        "landmark": purchase.landmark,
        "place": purchase.place,
    }
