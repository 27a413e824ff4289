"""Closed lists of settlements and payouts, and the moves between states."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MonthStatus(TextChoices):
    """Where the end of a month stands."""

    DRAFTING = "drafting", _("Being drawn up")
    DRAFT = "draft", _("Draft")
    FINAL = "final", _("Final")


MONTH_MOVES: dict[str, set[str]] = {
    MonthStatus.DRAFTING: {MonthStatus.DRAFT},
    MonthStatus.DRAFT: {MonthStatus.DRAFTING, MonthStatus.FINAL},
    MonthStatus.FINAL: set(),
}


class SettlementStatus(TextChoices):
    """A draft can be drawn up again; a final one never changes."""

    DRAFT = "draft", _("Draft")
    FINAL = "final", _("Final")


class RunStatus(TextChoices):
    """Where a payout run stands."""

    PREPARING = "preparing", _("Being prepared")
    DRAFT = "draft", _("Waits for a second person")
    APPROVED = "approved", _("Approved, being written to the book")
    READY = "ready", _("Ready to send")
    SENT = "sent", _("Sent")
    DONE = "done", _("Finished")
    CANCELLED = "cancelled", _("Cancelled")


RUN_MOVES: dict[str, set[str]] = {
    RunStatus.PREPARING: {RunStatus.DRAFT, RunStatus.CANCELLED},
    RunStatus.DRAFT: {RunStatus.APPROVED, RunStatus.CANCELLED},
    RunStatus.APPROVED: {RunStatus.READY},
    # A run of postal orders alone has no file to take, and is done from here.
    RunStatus.READY: {RunStatus.SENT, RunStatus.DONE},
    RunStatus.SENT: {RunStatus.DONE},
    # A line that comes back later, or was marked by mistake, opens the run again.
    RunStatus.DONE: {RunStatus.SENT, RunStatus.READY},
    RunStatus.CANCELLED: set(),
}
# In these the book holds what the run sends.
POSTED_RUNS = (RunStatus.READY, RunStatus.SENT, RunStatus.DONE)


class PayoutStatus(TextChoices):
    """Where one cooperative's payout stands."""

    PENDING = "pending", _("Listed, not sent")
    IN_TRANSIT = "in_transit", _("On its way")
    PAID = "paid", _("Paid")
    RETURNED = "returned", _("Came back")
    REJECTED = "rejected", _("Refused by the bank or the post")
    CANCELLED = "cancelled", _("Not sent")


PAYOUT_MOVES: dict[str, set[str]] = {
    PayoutStatus.PENDING: {PayoutStatus.IN_TRANSIT, PayoutStatus.CANCELLED},
    PayoutStatus.IN_TRANSIT: {PayoutStatus.PAID, PayoutStatus.RETURNED, PayoutStatus.REJECTED},
    # Back on its way: the mark was a mistake, and is taken back.
    PayoutStatus.PAID: {PayoutStatus.IN_TRANSIT},
    PayoutStatus.RETURNED: {PayoutStatus.IN_TRANSIT},
    PayoutStatus.REJECTED: {PayoutStatus.IN_TRANSIT},
    PayoutStatus.CANCELLED: set(),
}
# Money that has left the cooperative's account, or is about to.
LIVE_PAYOUTS = (PayoutStatus.PENDING, PayoutStatus.IN_TRANSIT, PayoutStatus.PAID)
SENT_PAYOUTS = (PayoutStatus.IN_TRANSIT, PayoutStatus.PAID)
NOT_SENT = (PayoutStatus.PENDING, PayoutStatus.CANCELLED)
CAME_BACK = (PayoutStatus.RETURNED, PayoutStatus.REJECTED)


class PayoutWay(TextChoices):
    """How money reaches a cooperative."""

    BANK = "bank", _("Bank transfer")
    POSTAL = "postal", _("Postal order")


class ExclusionReason(TextChoices):
    """Why a payout run sends a cooperative nothing."""

    SUSPENDED = "suspended", _("Suspended")
    NEGATIVE = "negative", _("It owes us: the balance is negative")
    NOTHING_DUE = "nothing_due", _("Nothing is due")
    BELOW_MINIMUM = "below_minimum", _("Less than the smallest amount sent")
    ACCOUNT_UNCHECKED = "account_unchecked", _("Its RIB is not checked yet")
    ACCOUNT_REJECTED = "account_rejected", _("Its RIB was turned down")
    NO_WAY = "no_way", _("No RIB and no addressee of postal orders")
    NO_LONGER_DUE = "no_longer_due", _("Nothing was left when the run was approved")
    WAY_CHANGED = "way_changed", _("Its account or addressee changed before the run was approved")


class WorkKind(TextChoices):
    """Work that goes through many cooperatives, a part at a time."""

    DRAFT = "draft", _("Drawing up settlements")
    PREPARE = "prepare", _("Preparing the run")
    POST = "post", _("Writing payouts to the book")
    PAID = "paid", _("Marking payouts as paid")
    REJECTED = "rejected", _("Marking payouts as refused")


class FileFormat(TextChoices):
    """What the bank's file is written in."""

    XML = "xml", "ISO 20022 pain.001.001.09"
    CSV = "csv", "CSV"
