"""Closed lists of the order, and the moves between states."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class OrderStatus(TextChoices):
    """Where one cooperative's part of a purchase stands."""

    AWAITING_CONFIRMATION = "awaiting_confirmation", _("Waiting for your confirmation")
    AWAITING_PAYMENT = "awaiting_payment", _("Waiting for payment")
    CONFIRMED = "confirmed", _("Confirmed")
    ACCEPTED = "accepted", _("Accepted by the cooperative")
    PREPARED = "prepared", _("Ready")
    SHIPPED = "shipped", _("On its way")
    DELIVERED = "delivered", _("Delivered")
    REFUSED = "refused", _("Refused at the door")
    CANCELLED = "cancelled", _("Cancelled")


ORDER_MOVES: dict[str, set[str]] = {
    OrderStatus.AWAITING_CONFIRMATION: {OrderStatus.CONFIRMED, OrderStatus.CANCELLED},
    # Back to waiting for a code when the shopper chooses cash instead.
    OrderStatus.AWAITING_PAYMENT: {
        OrderStatus.CONFIRMED,
        OrderStatus.CANCELLED,
        OrderStatus.AWAITING_CONFIRMATION,
    },
    OrderStatus.CONFIRMED: {OrderStatus.ACCEPTED, OrderStatus.CANCELLED},
    OrderStatus.ACCEPTED: {OrderStatus.PREPARED, OrderStatus.CANCELLED},
    # Ready for collection goes straight to delivered.
    OrderStatus.PREPARED: {OrderStatus.SHIPPED, OrderStatus.DELIVERED, OrderStatus.CANCELLED},
    OrderStatus.SHIPPED: {OrderStatus.DELIVERED, OrderStatus.REFUSED},
    OrderStatus.DELIVERED: set(),
    OrderStatus.REFUSED: set(),
    OrderStatus.CANCELLED: set(),
}
# Money that came after the time to pay was over brings an order back, if its stock can be taken again.
LATE_PAYMENT_MOVES: dict[str, set[str]] = {OrderStatus.CANCELLED: {OrderStatus.CONFIRMED}}
CALLED_OFF = (OrderStatus.CANCELLED, OrderStatus.REFUSED)
# The shopper may cancel alone while nothing has been prepared.
SHOPPER_MAY_CANCEL = {
    OrderStatus.AWAITING_CONFIRMATION,
    OrderStatus.AWAITING_PAYMENT,
    OrderStatus.CONFIRMED,
    OrderStatus.ACCEPTED,
}
# The goods are not at the hub that sends them with others.
NOT_THERE_YET = (
    OrderStatus.AWAITING_CONFIRMATION,
    OrderStatus.AWAITING_PAYMENT,
    OrderStatus.CONFIRMED,
    OrderStatus.ACCEPTED,
)
# Stock is promised to the order while it stands in one of these.
HOLDS_STOCK = {
    OrderStatus.AWAITING_CONFIRMATION,
    OrderStatus.AWAITING_PAYMENT,
    OrderStatus.CONFIRMED,
    OrderStatus.ACCEPTED,
    OrderStatus.PREPARED,
}


class ParcelState(TextChoices):
    """What is to be done next with a parcel that a hub puts together; it derives from its orders."""

    WAITING = "waiting", _("Waits for goods")
    READY = "ready", _("Ready to send")
    AWAY = "away", pgettext_lazy("orders", "On the way")
    DONE = "done", pgettext_lazy("parcels", "Done")


class PaymentMethod(TextChoices):
    """How a purchase is paid."""

    CASH_ON_DELIVERY = "cash_on_delivery", _("Cash on delivery")
    CARD = "card", _("Card")


FIRST_STATUS = {
    PaymentMethod.CASH_ON_DELIVERY: OrderStatus.AWAITING_CONFIRMATION,
    PaymentMethod.CARD: OrderStatus.AWAITING_PAYMENT,
}


class CancelCause(TextChoices):
    """Who or what ended an order; money that comes late brings back only what ran out of time."""

    EXPIRED = "expired", _("Not confirmed or paid in time")
    SHOPPER = "shopper", _("By the shopper")
    COOPERATIVE = "cooperative", _("By the cooperative")
    STAFF = "staff", _("By the platform")


class DeliveryKind(TextChoices):
    """How an order reaches the shopper."""

    HOME = "home", _("Delivered to the door")
    COLLECT = "collect", _("Collected at a fair or market")


class ConfirmedVia(TextChoices):
    """How we know that the shopper means it."""

    CODE = "code", _("Code")
    MESSAGE = "message", _("Answer to a message")
    CALL = "call", _("Telephone call")
    PAYMENT = "payment", _("Paid by card")


class Collector(TextChoices):
    """Who takes the cash at the door."""

    CARRIER = "carrier", _("The carrier")
    COOPERATIVE = "cooperative", _("The cooperative")
    NOBODY = "nobody", _("Nobody: it was paid by card")


class CannotReason(TextChoices):
    """Why a cooperative cannot send an order, or not all of it."""

    SOLD_OUT = "sold_out", _("It is sold out")
    NOT_READY = "not_ready", _("It is not ready in time")
    SPOILED = "spoiled", _("It broke or spoiled")
    NO_CARRIER = "no_carrier", _("Nobody takes the parcel there")
    OTHER = "other", _("Another reason")


# What the cooperative says is not there any more: it must not be bought by the next shopper.
GOODS_ARE_GONE = frozenset({CannotReason.SOLD_OUT, CannotReason.SPOILED})


class OfferStatus(TextChoices):
    """Where an offer to send a part of an order stands."""

    OPEN = "open", _("The shopper has not answered yet")
    TAKEN = "taken", _("The shopper takes the part")
    LEFT = "left", _("The shopper does not want a part")
    EXPIRED = "expired", _("The shopper did not answer in time")
    WITHDRAWN = "withdrawn", _("Called off")


OFFER_MOVES: dict[str, set[str]] = {
    OfferStatus.OPEN: {OfferStatus.TAKEN, OfferStatus.LEFT, OfferStatus.EXPIRED, OfferStatus.WITHDRAWN},
    OfferStatus.TAKEN: set(),
    OfferStatus.LEFT: set(),
    OfferStatus.EXPIRED: set(),
    OfferStatus.WITHDRAWN: set(),
}
# Before the goods are packed.
PART_MAY_BE_OFFERED = (OrderStatus.CONFIRMED, OrderStatus.ACCEPTED)
