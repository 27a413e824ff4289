"""Closed lists of the fairs, and the moves between states."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ProgrammeKind(TextChoices):
    """How the editions of a programme come about."""

    REGIONAL_FAIRS = "regional_fairs", _("Regional fairs")
    NATIONAL_FAIRS = "national_fairs", _("National fairs")
    MOBILE_MARKETS = "mobile_markets", _("Mobile markets")
    PERMANENT_PLATFORMS = "permanent_platforms", _("Permanent platforms")


class EditionStatus(TextChoices):
    """Where an edition stands, computed from its physical dates."""

    UPCOMING = "upcoming", _("Coming")
    LIVE = "live", _("Open now")
    CLOSED = "closed", _("Over")


class CashHolder(TextChoices):
    """Who keeps the money taken at the stalls of an edition."""

    COOPERATIVE = "cooperative", _("The cooperative")
    OPERATOR = "operator", _("The operator of the shared till")


class ParticipationStatus(TextChoices):
    """Whether an organisation chosen for a stop comes."""

    INVITED = "invited", _("Invited")
    CONFIRMED = "confirmed", _("Confirmed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


PARTICIPATION_MOVES: dict[str, set[str]] = {
    ParticipationStatus.INVITED: {ParticipationStatus.CONFIRMED, ParticipationStatus.WITHDRAWN},
    ParticipationStatus.CONFIRMED: {ParticipationStatus.WITHDRAWN},
    ParticipationStatus.WITHDRAWN: set(),
}


class EditionRole(TextChoices):
    """What a person may do for an edition or a whole programme."""

    OWNER = "owner", _("Organiser")
    CO_ORGANISER = "co_organiser", _("Co-organiser")
    COMMITTEE = "committee", _("Committee member")
    FIELD_STAFF = "field_staff", _("Field staff")


class Channel(TextChoices):
    """Where a line was sold."""

    STALL = "stall", _("At a stall")
    ONLINE = "online", _("Online")


class Evidence(TextChoices):
    """How a dirham is known."""

    ITEMISED = "itemised", _("Item by item")
    DECLARED = "declared", _("By word of the exhibitor")
    ESTIMATED = "estimated", _("Estimated")


class LineKind(TextChoices):
    """What a revenue line is."""

    SALE = "sale", _("Sale")
    RETURN = "return", _("Return")
    CORRECTION = "correction", _("Correction")


class PaymentKind(TextChoices):
    """How a line was paid."""

    CASH = "cash", _("Cash")
    CARD = "card", _("Card")
    TRANSFER = "transfer", _("Transfer")
    CASH_ON_DELIVERY = "cash_on_delivery", _("Cash on delivery")
    UNKNOWN = "unknown", _("Not known")


class TillSessionStatus(TextChoices):
    """Where a till session stands."""

    OPEN = "open", _("Open")
    COUNTING = "counting", _("Being counted")
    CLOSED = "closed", _("Closed")


TILL_SESSION_MOVES: dict[str, set[str]] = {
    TillSessionStatus.OPEN: {TillSessionStatus.COUNTING},
    TillSessionStatus.COUNTING: {TillSessionStatus.OPEN, TillSessionStatus.CLOSED},
    TillSessionStatus.CLOSED: set(),
}


class SaleStatus(TextChoices):
    """What the server answered for a sale sent by a till."""

    ACCEPTED = "accepted", _("Recorded")
    DUPLICATE = "duplicate", _("Known already")
    FLAGGED = "flagged", _("Recorded, to be looked at")
    INVALID = "invalid", _("Kept aside, unreadable")
