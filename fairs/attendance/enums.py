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
