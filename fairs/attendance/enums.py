"""Closed lists of the day itself, and the moves between states."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ArrivalWay(TextChoices):
    """How an arrival was marked."""

    SCAN = "scan", _("Badge scanned")
    CODE = "code", _("Number of the badge typed")
    HAND = "hand", _("Marked in the list")


class IncidentKind(TextChoices):
    """What went wrong on the day."""

    POWER = "power", _("Electricity")
    WATER = "water", _("Water")
    INJURY = "injury", _("Somebody is hurt or ill")
    THEFT = "theft", _("Theft or loss")
    QUARREL = "quarrel", _("Quarrel")
    FOOD_SAFETY = "food_safety", _("Food safety")
    DAMAGE = "damage", _("Something is broken")
    OTHER = "other", pgettext_lazy("incident", "Something else")


class IncidentStatus(TextChoices):
    """Where an incident stands."""

    OPEN = "open", pgettext_lazy("incident", "Open")
    SOLVED = "solved", pgettext_lazy("incident", "Solved")


INCIDENT_MOVES: dict[str, set[str]] = {
    IncidentStatus.OPEN: {IncidentStatus.SOLVED},
    IncidentStatus.SOLVED: {IncidentStatus.OPEN},
}


class WorkshopKind(TextChoices):
    """What is held beside the fair."""

    TRAINING = "training", _("Training")
    WORKSHOP = "workshop", pgettext_lazy("held beside a fair", "Workshop")


class GateProblem(TextChoices):
    """Why an arrival that a telephone sent was not recorded; the words never change: telephones know them."""

    UNREADABLE = "unreadable", _("This could not be read. It stays on the telephone, for a person to look at.")
    TABLET_REVOKED = "tablet_revoked", _("This telephone was switched off. What it noted stays on it.")
    ROLE_ENDED = "role_ended", _("The person with this telephone does not work for this edition any more.")
    UNKNOWN_BADGE = "unknown_badge", _("No badge of this edition has this number.")
    BADGE_ENDED = "badge_ended", _("This badge had been ended because it was lost.")
    UNKNOWN_PARTICIPATION = "unknown_participation", _("This organisation does not come to this edition.")
    NOT_COMING = "not_coming", _("This organisation gave up its place: it does not come.")
    OUTSIDE_DAYS = "outside_days", _("This organisation is not there on this day.")
    DAY_NOT_COME = "day_not_come", _("This day has not begun: nobody can have come.")
    # Said of what was noted before, on another telephone or at the desk.
    CAME_BEFORE = "came_before", _("Somebody noted this arrival before.")
