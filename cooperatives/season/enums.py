"""Closed lists of closed periods."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ClosedBecause(TextChoices):
    """Why a cooperative is closed: said to shoppers in their own language."""

    HARVEST = "harvest", _("We are in the fields for the harvest.")
    FEAST = "feast", _("We celebrate with our families.")
    REST = "rest", _("We are resting for some days.")
    MAKING = "making", _("We are making new goods.")
    FAIR = "fair", _("We are away at a fair.")
