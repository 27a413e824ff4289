"""Closed lists of the conversation about an order."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Side(TextChoices):
    """Who wrote."""

    SHOPPER = "shopper", _("Shopper")
    COOPERATIVE = "cooperative", _("Cooperative")
