"""Closed lists of the catalogue."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class LegalKind(TextChoices):
    """Which law asks what of a product before it may be sold."""

    FOOD = "food", _("Food")
    COSMETIC = "cosmetic", _("Cosmetic")
    CRAFT = "craft", _("Craft")


class Unit(TextChoices):
    """What one of a product is: the price is for one of these."""

    PIECE = "piece", _("piece")
    KILOGRAM = "kg", _("kg")
    LITRE = "l", _("l")


class NetUnit(TextChoices):
    """What the content of a piece is measured in."""

    GRAM = "g", _("g")
    KILOGRAM = "kg", _("kg")
    MILLILITRE = "ml", _("ml")
    LITRE = "l", _("l")
    PIECE = "piece", _("piece")


class ShippingClass(TextChoices):
    """How a parcel must be treated; decides its price with region and weight."""

    NORMAL = "normal", _("Normal")
    FRAGILE = "fragile", _("Fragile")
    COLD = "cold", _("Kept cold")
    BULKY = "bulky", _("Bulky")
