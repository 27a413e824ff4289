"""Closed lists of moderation, and its moves."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RevisionStatus(TextChoices):
    """Where a revision stands with staff."""

    SENT = "sent", _("Being checked")
    ACCEPTED = "accepted", _("Accepted")
    ASKED_AGAIN = "asked_again", _("Something must be changed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


REVISION_MOVES: dict[str, set[str]] = {
    RevisionStatus.SENT: {RevisionStatus.ACCEPTED, RevisionStatus.ASKED_AGAIN, RevisionStatus.WITHDRAWN},
    RevisionStatus.ACCEPTED: set(),
    RevisionStatus.ASKED_AGAIN: set(),
    RevisionStatus.WITHDRAWN: set(),
}
