"""Closed lists of a plan."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MarkKind(TextChoices):
    """What stands on a plan besides stalls."""

    ENTRANCE = "entrance", _("Entrance")
    EXIT = "exit", _("Way out")
    DESK = "desk", _("Organisers' desk")
    STAGE = "stage", _("Stage")
    TOILETS = "toilets", _("Toilets")
    PRAYER = "prayer", _("Prayer room")
    WATER = "water", _("Water")
    FOOD = "food", _("Food and drinks")
    FIRST_AID = "first_aid", _("First aid")
    WORKSHOP = "workshop", pgettext_lazy("plan", "Training room")
    WALL = "wall", _("Wall")
