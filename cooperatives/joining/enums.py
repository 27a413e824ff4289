"""Closed lists of joining: the papers that are asked for, and where each stands."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from cooperatives.enums import OrganisationKind


class PaperKind(TextChoices):
    """A paper that staff look at before a cooperative sells."""

    REGISTRATION = "registration", _("Registration in the register of cooperatives")
    OFFICERS = "officers", _("Minutes that name the officers")
    IDENTITY = "identity", _("Identity card of who applies")
    ICE = "ice", _("Certificate of the ICE")
    ONSSA = "onssa", _("ONSSA authorisation")
    COSMETIC = "cosmetic", _("Registration of cosmetics")


class PaperStatus(TextChoices):
    """Where a paper stands with staff."""

    SENT = "sent", _("Being checked")
    ACCEPTED = "accepted", _("Accepted")
    ASKED_AGAIN = "asked_again", _("Asked for again")


PAPER_MOVES: dict[str, set[str]] = {
    PaperStatus.SENT: {PaperStatus.ACCEPTED, PaperStatus.ASKED_AGAIN},
    PaperStatus.ACCEPTED: {PaperStatus.ASKED_AGAIN},
    PaperStatus.ASKED_AGAIN: set(),
}
# ONSSA and cosmetics hang on what is sold: asked for with the product, not with joining.
ASKED_OF_EVERYONE = (PaperKind.REGISTRATION, PaperKind.OFFICERS, PaperKind.IDENTITY, PaperKind.ICE)
# An association has no entry in the register of cooperatives; its receipt of declaration goes there.
NOT_ASKED_OF: dict[str, set[str]] = {OrganisationKind.SOCIAL_ENTERPRISE: {PaperKind.OFFICERS}}


class Fact(TextChoices):
    """A group of things that a cooperative tells of itself before it is checked."""

    NAME = "name", _("Name and kind")
    PLACE = "place", _("Where you are")
    SECTOR = "sector", _("What you make")
    MEMBERS = "members", _("Your members")
    NUMBERS = "numbers", _("Your numbers")
    SECOND_OFFICER = "second_officer", _("The second officer")
