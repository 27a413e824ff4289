"""Closed lists of card payments, refunds and returns, and the moves between states."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AttemptStatus(TextChoices):
    """Where one try to pay a purchase by card stands. A declined card leaves it pending: it can be tried again."""

    CREATED = "created", _("Being opened")
    PENDING = "pending", _("Waiting for the card")
    APPLIED = "applied", _("Paid")
    EXPIRED = "expired", _("Not paid in time")
    REVIEW = "review", _("To be looked at")
    REFUNDING = "refunding", _("Being paid back")
    REFUNDED = "refunded", _("Paid back")


ATTEMPT_MOVES: dict[str, set[str]] = {
    # Money may arrive before we wrote down that the page was opened, and after we gave it up.
    AttemptStatus.CREATED: {
        AttemptStatus.PENDING,
        AttemptStatus.EXPIRED,
        AttemptStatus.APPLIED,
        AttemptStatus.REVIEW,
        AttemptStatus.REFUNDING,
    },
    AttemptStatus.PENDING: {
        AttemptStatus.APPLIED,
        AttemptStatus.EXPIRED,
        AttemptStatus.REVIEW,
        AttemptStatus.REFUNDING,
    },
    AttemptStatus.EXPIRED: {AttemptStatus.APPLIED, AttemptStatus.REVIEW, AttemptStatus.REFUNDING},
    AttemptStatus.REVIEW: {AttemptStatus.REFUNDING, AttemptStatus.APPLIED},
    AttemptStatus.REFUNDING: {AttemptStatus.REFUNDED, AttemptStatus.REVIEW},
    AttemptStatus.APPLIED: set(),
    # A bank may refuse what the processor had called done.
    AttemptStatus.REFUNDED: {AttemptStatus.REFUNDING},
}
OPEN_ATTEMPTS = (AttemptStatus.CREATED, AttemptStatus.PENDING)


class EventStatus(TextChoices):
    """What became of an event that the processor sent."""

    NEW = "new", _("To be done")
    DONE = "done", _("Done")
    IGNORED = "ignored", _("Not for us")
    REVIEW = "review", _("To be looked at")


# Of a person; the worker's own moves are in `events`.
EVENT_MOVES: dict[str, set[str]] = {EventStatus.REVIEW: {EventStatus.NEW, EventStatus.DONE}}


class RefundWay(TextChoices):
    """How money goes back: to the card that paid; for cash, to a bank account or by postal order."""

    CARD = "card", _("To the same card")
    BANK = "bank", _("Bank transfer")
    POSTAL = "postal", _("Postal order")


class RefundCause(TextChoices):
    """Why money goes back."""

    CANCELLED = "cancelled", _("The order was cancelled")
    RETURNED = "returned", _("The goods came back")
    REFUSED = "refused", _("The parcel was refused at the door")
    FAULT = "fault", _("Something was wrong with the goods")
    GOODWILL = "goodwill", _("Goodwill")
    PAID_TWICE = "paid_twice", _("Paid twice")
    LATE_NO_STOCK = "late_no_stock", _("Paid late, and sold out by then")
    LATE_CANCELLED = "late_cancelled", _("Paid after it was cancelled")
    NOT_OURS = "not_ours", _("Money that pays for nothing here")


# Money that fits no order: nothing of it was ever revenue.
CAUSES_WITHOUT_ORDER = (
    RefundCause.PAID_TWICE,
    RefundCause.LATE_NO_STOCK,
    RefundCause.LATE_CANCELLED,
    RefundCause.NOT_OURS,
)


class RefundStatus(TextChoices):
    """Where a refund stands. Cash goes back only after a second person approved it."""

    REQUESTED = "requested", _("Waiting for a second person")
    READY = "ready", _("To be sent")
    SENDING = "sending", _("Being sent")
    PENDING = "pending", _("Sent, not confirmed yet")
    SUCCEEDED = "succeeded", _("Paid back")
    FAILED = "failed", _("Refused by the bank")
    CANCELLED = "cancelled", _("Called off")


REFUND_MOVES: dict[str, set[str]] = {
    RefundStatus.REQUESTED: {RefundStatus.READY, RefundStatus.CANCELLED},
    RefundStatus.READY: {RefundStatus.SENDING, RefundStatus.SUCCEEDED, RefundStatus.CANCELLED},
    # Events come out of order: success and failure may be heard before our own call has answered.
    RefundStatus.SENDING: {RefundStatus.PENDING, RefundStatus.SUCCEEDED, RefundStatus.FAILED, RefundStatus.READY},
    RefundStatus.PENDING: {RefundStatus.SUCCEEDED, RefundStatus.FAILED},
    RefundStatus.SUCCEEDED: {RefundStatus.FAILED},
    # Tried again another way, or called off.
    RefundStatus.FAILED: {RefundStatus.REQUESTED, RefundStatus.READY, RefundStatus.CANCELLED},
    RefundStatus.CANCELLED: set(),
}
REFUND_OVER = (RefundStatus.CANCELLED,)


class ReturnStatus(TextChoices):
    """Where a shopper's wish to give goods back stands."""

    ASKED = "asked", _("Asked for")
    ACCEPTED = "accepted", _("Send it back")
    RECEIVED = "received", _("Back at the cooperative")
    REFUNDED = "refunded", _("Paid back")
    DECLINED = "declined", _("Not possible")
    WITHDRAWN = "withdrawn", _("Called off")


RETURN_MOVES: dict[str, set[str]] = {
    ReturnStatus.ASKED: {ReturnStatus.ACCEPTED, ReturnStatus.DECLINED, ReturnStatus.WITHDRAWN},
    ReturnStatus.ACCEPTED: {ReturnStatus.RECEIVED, ReturnStatus.DECLINED, ReturnStatus.WITHDRAWN},
    ReturnStatus.RECEIVED: {ReturnStatus.REFUNDED, ReturnStatus.DECLINED},
    ReturnStatus.REFUNDED: set(),
    ReturnStatus.DECLINED: set(),
    ReturnStatus.WITHDRAWN: set(),
}
# The platform may have goods taken back that the cooperative did not want.
OVERRULED_RETURN_MOVES: dict[str, set[str]] = {ReturnStatus.DECLINED: {ReturnStatus.ACCEPTED}}
OPEN_RETURNS = (ReturnStatus.ASKED, ReturnStatus.ACCEPTED, ReturnStatus.RECEIVED)


class ReturnReason(TextChoices):
    """Why the shopper gives something back; within the legal days none is needed."""

    CHANGED_MIND = "changed_mind", _("I changed my mind")
    DAMAGED = "damaged", _("It arrived broken")
    WRONG = "wrong", _("It is not what I ordered")
    POOR = "poor", _("It is not good")
    OTHER = "other", _("Something else")


# A fault is not a change of mind: no family of product is excepted from it.
FAULTS = (ReturnReason.DAMAGED, ReturnReason.WRONG, ReturnReason.POOR)


class DisputeStatus(TextChoices):
    """Where a dispute that a shopper's bank opened stands."""

    OPEN = "open", _("Open")
    WON = "won", _("Won")
    LOST = "lost", _("Lost")


DISPUTE_MOVES: dict[str, set[str]] = {
    DisputeStatus.OPEN: {DisputeStatus.WON, DisputeStatus.LOST},
    DisputeStatus.WON: set(),
    DisputeStatus.LOST: set(),
}
