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
    # Asked anew: an appeal was right.
    ParticipationStatus.WITHDRAWN: {ParticipationStatus.INVITED},
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


class TillKind(TextChoices):
    """Where what a till sends was written down."""

    DEVICE = "device", _("Telephone")
    PAPER = "paper", _("Paper slips")


class TillEventKind(TextChoices):
    """What a till tells besides its sales."""

    CASHIER = "cashier", _("Cashier")
    OPENED = "opened", _("Opened")
    CASH_IN = "cash_in", _("Cash put in")
    CASH_OUT = "cash_out", _("Cash taken out")
    CLOSED = "closed", _("Counted and closed")


class SaleKind(TextChoices):
    """What a row of the till's sales does."""

    SALE = "sale", _("Sale")
    VOID = "void", _("Cancelled sale")
    RETURN = "return", _("Return")


class RecordKind(TextChoices):
    """What it was that could not be posted."""

    SALE = "sale", _("Sale")
    EVENT = "event", _("Till event")


class SaleStatus(TextChoices):
    """What the server answered for a sale sent by a till."""

    ACCEPTED = "accepted", _("Recorded")
    DUPLICATE = "duplicate", _("Known already")
    FLAGGED = "flagged", _("Recorded, to be looked at")
    INVALID = "invalid", _("Kept aside, unreadable")


class RoundStatus(TextChoices):
    """Where the evening round of a stop and day stands."""

    OPEN = "open", _("Going on")
    CLOSED = "closed", _("Finished")


ROUND_MOVES: dict[str, set[str]] = {
    RoundStatus.OPEN: {RoundStatus.CLOSED},
    RoundStatus.CLOSED: {RoundStatus.OPEN},
}


class VisitOutcome(TextChoices):
    """What an enumerator found at a stall."""

    TOLD = "told", _("Told the total")
    REFUSED = "refused", _("Did not want to say")
    ABSENT = "absent", _("Nobody at the stall")


class VisitStanding(TextChoices):
    """What became of a visit: of two for one stall and day, one counts."""

    COUNTS = "counts", _("Counts")
    SAME = "same", _("Says the same as an earlier visit")
    DIFFERS = "differs", _("Differs from an earlier visit")


class EstimateMethod(TextChoices):
    """How stalls without a figure are filled: declared, signed, and shown beside the total."""

    MEDIAN_OF_KIND = "median_of_kind", _("The middle figure of those who sell the same")
    MEDIAN_OF_ALL = "median_of_all", _("The middle figure of all who answered")
    OWN_OTHER_DAYS = "own_other_days", _("What the same stall took on its other days")


class ClosingStatus(TextChoices):
    """Whether the figures of a stop or an edition are final."""

    OPEN = "open", _("Open")
    SETTLED = "settled", _("Closed for good")


CLOSING_MOVES: dict[str, set[str]] = {
    ClosingStatus.OPEN: {ClosingStatus.SETTLED},
    ClosingStatus.SETTLED: set(),
}


class ContractKind(TextChoices):
    """What was signed at a fair and is no turnover of it."""

    CONTRACT = "contract", _("Contract")
    ORDER = "order", _("Order")


class ImportStatus(TextChoices):
    """Where an import of a past edition stands."""

    READ = "read", _("Read, to be checked")
    LOADED = "loaded", _("Loaded")
    REVERSED = "reversed", _("Taken back")
    DROPPED = "dropped", _("Given up")


IMPORT_MOVES: dict[str, set[str]] = {
    ImportStatus.READ: {ImportStatus.LOADED, ImportStatus.DROPPED},
    ImportStatus.LOADED: {ImportStatus.REVERSED},
    ImportStatus.REVERSED: set(),
    ImportStatus.DROPPED: set(),
}


class MatchKind(TextChoices):
    """By what a row of a list was recognised."""

    REGISTER = "register", _("Register number")
    ICE = "ice", _("ICE")
    NAME = "name", _("The same name")
    SIMILAR = "similar", _("A similar name")
    NONE = "none", _("Nobody found")


class RowDecision(TextChoices):
    """What a person decided about a row of a list."""

    OPEN = "open", _("To be decided")
    MATCHED = "matched", _("Is this organisation")
    NEW = "new", _("Is a new organisation")
    LEFT_OUT = "left_out", _("Left out")


class ExportPeriod(TextChoices):
    """How often a file of figures is made by itself."""

    DAY = "day", _("Every day")
    WEEK = "week", _("Every week")
    MONTH = "month", _("Every month")


class SummaryDimension(TextChoices):
    """By what an edition's turnover is summed beforehand, one at a time."""

    WHOLE = "whole", _("The whole edition")
    STOP = "stop", _("Stop")
    REGION = "region", _("Region")
    DAY = "day", _("Business day")
    HOUR = "hour", _("Hour")
    FAMILY = "family", _("Family of products")
    PAYMENT = "payment", _("Payment")
    COOPERATIVE = "cooperative", _("Cooperative")


class DepositKind(TextChoices):
    """Which way goods went between a cooperative and the operator of a shared till."""

    LEFT = "left", _("Left on deposit")
    TAKEN_BACK = "taken_back", _("Taken back")


class HandoverWay(TextChoices):
    """Where the money went that an operator held."""

    COOPERATIVE = "cooperative", _("To a cooperative, in cash")
    BANK = "bank", _("To the platform's bank")
