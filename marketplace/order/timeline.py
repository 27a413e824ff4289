"""Where an order stands, as steps that people read: for the shopper and for the cooperative."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cooperatives.formats.days import day_text, hour_text
from marketplace.order.enums import DeliveryKind, OrderStatus, PaymentMethod
from marketplace.order.models import Order


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of an order's way: its name once done, and the field that says when."""

    title: str | Promise
    icon: str
    moment: str


_CASH, _CARD = PaymentMethod.CASH_ON_DELIVERY, PaymentMethod.CARD
_BEGIN = {
    _CASH: Stage(gettext_lazy("Confirmation"), "message-square", "confirmed_at"),
    _CARD: Stage(gettext_lazy("Payment"), "credit-card", "paid_at"),
}
_WORK = (
    Stage(gettext_lazy("Accepted by the cooperative"), "handshake", "accepted_at"),
    Stage(gettext_lazy("Ready"), "package-check", "prepared_at"),
)
_ON_ITS_WAY = Stage(gettext_lazy("On its way"), "truck", "shipped_at")
_END = {
    (DeliveryKind.HOME, _CASH): Stage(gettext_lazy("Delivered and paid"), "house", "delivered_at"),
    (DeliveryKind.HOME, _CARD): Stage(gettext_lazy("Delivered"), "house", "delivered_at"),
    (DeliveryKind.COLLECT, _CASH): Stage(gettext_lazy("Collected and paid"), "tent", "delivered_at"),
    (DeliveryKind.COLLECT, _CARD): Stage(gettext_lazy("Collected"), "tent", "delivered_at"),
}


def stages_of(order: Order) -> tuple[Stage, ...]:
    """The steps of an order that comes in this way and is paid in that."""
    kind, method = DeliveryKind(order.delivery_kind), PaymentMethod(order.purchase.payment_method)
    way = (_ON_ITS_WAY,) if kind == DeliveryKind.HOME else ()
    return (_BEGIN[method], *_WORK, *way, _END[kind, method])


def steps_of(order: Order) -> list[dict[str, Any]]:
    """The order's way for components/steps.html: what is done, where it stands, what comes."""
    steps = []
    reached_now = order.ended_at is not None
    for stage in stages_of(order):
        at: datetime | None = getattr(order, stage.moment)
        if at is None and order.ended_at:
            continue
        state = "done" if at else "next" if reached_now else "now"
        reached_now = reached_now or at is None
        steps.append({"title": stage.title, "state": state, "icon": stage.icon, "when": _when(at)})
    if order.ended_at:
        title = _("Refused at the door") if order.status == OrderStatus.REFUSED else _("Cancelled")
        steps.append({"title": title, "state": "failed", "icon": "x", "when": _when(order.ended_at)})
    return steps


def what_happens_next(order: Order) -> str:
    """One sentence for the shopper."""
    sentences = {
        OrderStatus.AWAITING_CONFIRMATION: _("Type the code that we sent to your phone. Then the cooperative begins."),
        OrderStatus.AWAITING_PAYMENT: _("Pay, and the cooperative begins."),
        OrderStatus.CONFIRMED: _("The cooperative looks at your order, usually within a day."),
        OrderStatus.ACCEPTED: _("The cooperative prepares your parcel."),
        OrderStatus.PREPARED: _("The parcel stands ready for the carrier."),
        OrderStatus.SHIPPED: _("The carrier calls before coming. Have the money ready."),
        OrderStatus.DELIVERED: _("Thank you. You have 7 days to change your mind about what can be returned."),
        OrderStatus.REFUSED: _("The parcel goes back to the cooperative. You pay nothing."),
        OrderStatus.CANCELLED: _("You pay nothing for it."),
    }
    if order.status == OrderStatus.PREPARED and order.delivery_kind == DeliveryKind.COLLECT:
        return (
            _("It waits for you at the fair. It is paid.")
            if order.paid_at
            else _("It waits for you at the fair. You pay there.")
        )
    if order.status == OrderStatus.PREPARED and order.parcel_id:
        return _("Its part of the parcel is ready. The parcel leaves when all of it is.")
    return (_once_paid(order) if order.paid_at else "") or sentences[OrderStatus(order.status)]


def _once_paid(order: Order) -> str:
    """What is said otherwise where a card has paid."""
    sentences = {
        OrderStatus.SHIPPED: _("The carrier calls before coming. It is paid: you give no money."),
        OrderStatus.REFUSED: _("The parcel goes back to the cooperative, and your money to your card."),
        OrderStatus.CANCELLED: _("What you paid for it goes back to your card."),
    }
    return sentences.get(OrderStatus(order.status), "")


def _when(at: datetime | None) -> str:
    return f"{day_text(at, with_year=False)} · {hour_text(at)}" if at else ""
