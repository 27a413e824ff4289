"""Closed lists of what happens to a list of a past edition."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from fairs.enums import ParticipationStatus

# A list of who was there moves participations that were never answered or called off; taken back, it moves them back.
SHOWN_BY_A_LIST: dict[str, set[str]] = {
    ParticipationStatus.INVITED: {ParticipationStatus.CONFIRMED},
    ParticipationStatus.WITHDRAWN: {ParticipationStatus.CONFIRMED},
}
NO_MORE_SHOWN: dict[str, set[str]] = {
    ParticipationStatus.CONFIRMED: {ParticipationStatus.INVITED, ParticipationStatus.WITHDRAWN},
}


class StandingTotal(TextChoices):
    """What becomes of a total that stands already and differs from the row's."""

    KEEP = "keep", _("Keep what stands")
    REPLACE = "replace", _("Replace it by the list's")
