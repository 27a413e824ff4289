"""Where stock is, and why it moved."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PlaceKind(TextChoices):
    """Where pieces lie. Online is the stock record itself; the others are holdings."""

    WORKSHOP = "workshop", _("At the cooperative")
    ONLINE = "online", _("Online")
    EDITION = "edition", _("Out at a fair or market")


class MovementKind(TextChoices):
    """Why a quantity changed. Every change of stock is one of these."""

    COUNTED = "counted", _("Counted")
    RECEIVED = "received", _("Received")
    ALLOCATED = "allocated", _("Promised to an order")
    RELEASED = "released", _("Promise withdrawn")
    CONSUMED = "consumed", _("Handed over")
    SOLD_AT_STALL = "sold_at_stall", _("Sold at a stall")
    RETURNED = "returned", _("Came back")
    SENT_OUT = "sent_out", _("Sent to a fair or market")
    TAKEN_BACK = "taken_back", _("Taken back from a fair or market")
    LOST = "lost", _("Lost at a fair or market")
    GIVEN_AWAY = "given_away", _("Given away at a fair or market")
    BROKEN = "broken", _("Broken at a fair or market")


# What becomes of goods at an edition that are neither sold nor brought back.
GONE = (MovementKind.LOST, MovementKind.GIVEN_AWAY, MovementKind.BROKEN)
