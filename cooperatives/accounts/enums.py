"""Closed lists of people."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SpokenLanguage(TextChoices):
    """What people speak at home; none of it has to be read. Codes are those of ISO 639-3."""

    DARIJA = "ary", _("Darija")
    TACHELHIT = "shi", _("Tachelhit")
    CENTRAL_TAMAZIGHT = "tzm", _("Central Tamazight")
    TARIFIT = "rif", _("Tarifit")
