"""What a cooperative may do with an order next: one main act for each state, and the few others."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cooperatives.accounts.models import User
from marketplace.order import part_offers, services
from marketplace.order.enums import PART_MAY_BE_OFFERED, Collector, DeliveryKind, OrderStatus
from marketplace.order.models import Order
from marketplace.order.selectors import open_offer_of
from marketplace.workspace.forms import ActForm, CannotForm, CollectedForm, PartForm, ReasonForm, ShipForm

Do = Callable[[Order, User, Mapping[str, Any]], object]


@dataclass(frozen=True, slots=True)
class Act:
    """Something done with an order: its button, what it asks, and the service that does it."""

    name: str
    title: str | Promise
    icon: str
    done: str | Promise
    do: Do
    form: type[ActForm] | None = None
    is_main: bool = True
    is_hard_to_undo: bool = False


ACCEPT = Act(
    name="accept",
    title=_("Accept"),
    icon="check",
    done=_("Accepted. Now prepare the parcel."),
    do=lambda order, by, _given: services.accept_order(order_id=order.pk, by=by),
)
PREPARE = Act(
    name="prepare",
    title=_("The parcel is ready"),
    icon="package-check",
    done=_("The parcel is ready."),
    do=lambda order, by, _given: services.prepare_order(order_id=order.pk, by=by),
)
SHIP = Act(
    name="ship",
    title=_("Given to the carrier"),
    icon="truck",
    done=_("The parcel is on its way."),
    do=lambda order, by, given: services.ship_order(order_id=order.pk, tracking=given["tracking"], by=by),
    form=ShipForm,
)
HAND_OVER = Act(
    name="hand-over",
    title=_("Handed over and paid"),
    icon="hand-coins",
    done=_("Handed over, and the money is counted."),
    do=lambda order, by, _given: services.hand_over(order_id=order.pk, by=by),
    is_hard_to_undo=True,
)
COLLECTED = Act(
    name="collected",
    title=_("Delivered and paid"),
    icon="hand-coins",
    done=_("Delivered, and the money is counted."),
    do=lambda order, by, given: services.mark_collected(
        order_id=order.pk, collector=Collector(given["collector"]), by=by
    ),
    form=CollectedForm,
    is_hard_to_undo=True,
)
# Paid by card: whoever hands the goods over takes no money.
HAND_OVER_PAID = Act(
    name="hand-over-paid",
    title=_("Handed over"),
    icon="package-check",
    done=_("Handed over. It was paid by card."),
    do=lambda order, by, _given: services.hand_over(order_id=order.pk, by=by),
    is_hard_to_undo=True,
)
DELIVERED = Act(
    name="delivered",
    title=_("Delivered"),
    icon="package-check",
    done=_("Delivered. It was paid by card."),
    do=lambda order, by, _given: services.mark_delivered(order_id=order.pk, by=by),
    is_hard_to_undo=True,
)
REFUSED = Act(
    name="refused",
    title=_("Refused at the door"),
    icon="door-closed",
    done=_("Refused: the goods are in your stock again."),
    do=lambda order, by, given: services.refuse_at_door(order_id=order.pk, by=by, reason=given["reason"]),
    form=ReasonForm,
    is_main=False,
    is_hard_to_undo=True,
)
SEND_ALL = Act(
    name="send-all",
    title=_("We can send all of it"),
    icon="check",
    done=_("The shopper was told that all of it comes."),
    do=lambda order, by, _given: part_offers.send_all_after_all(order_id=order.pk, by=by),
)
OFFER_PART = Act(
    name="offer-part",
    title=_("We can send a part"),
    icon="package-minus",
    done=_("The shopper was asked. Wait for the answer before you pack."),
    do=lambda order, by, given: part_offers.offer_part(
        order_id=order.pk, pieces=given["pieces"], reason=given["reason"], by=by
    ),
    form=PartForm,
    is_main=False,
)
DECLINE = Act(
    name="decline",
    title=_("We cannot send it"),
    icon="x",
    done=_("The order is cancelled, and the shopper was told."),
    do=lambda order, by, given: services.decline_order(order_id=order.pk, by=by, reason=given["because"]),
    form=CannotForm,
    is_main=False,
    is_hard_to_undo=True,
)


def acts_for(order: Order) -> tuple[Act, ...]:
    """What may be done with the order now, the main act first; while the shopper is asked, nothing goes on."""
    if order.status in PART_MAY_BE_OFFERED and open_offer_of(order) is not None:
        return SEND_ALL, DECLINE
    match order.status:
        case OrderStatus.CONFIRMED:
            return ACCEPT, *_parts_of(order), DECLINE
        case OrderStatus.ACCEPTED:
            return PREPARE, *_parts_of(order), DECLINE
        case OrderStatus.PREPARED:
            # The hub sends it with the others: what comes after is done with their one parcel.
            return (DECLINE,) if order.parcel_id else (_sending(order), DECLINE)
        case OrderStatus.SHIPPED if not order.parcel_id:
            return DELIVERED if order.paid_at else COLLECTED, REFUSED
    return ()


def _parts_of(order: Order) -> tuple[Act, ...]:
    """A single piece has no parts."""
    return (OFFER_PART,) if sum(line.to_send for line in order.lines.all()) > 1 else ()


def _sending(order: Order) -> Act:
    """How a ready order leaves the cooperative."""
    if order.delivery_kind == DeliveryKind.HOME:
        return SHIP
    return HAND_OVER_PAID if order.paid_at else HAND_OVER


_ALL = (
    *(ACCEPT, PREPARE, SHIP, HAND_OVER, HAND_OVER_PAID, COLLECTED, DELIVERED, REFUSED),
    *(SEND_ALL, OFFER_PART, DECLINE),
)
ACTS = {act.name: act for act in _ALL}
