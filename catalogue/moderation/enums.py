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
    # Who does not want the change any more drops it.
    RevisionStatus.ASKED_AGAIN: {RevisionStatus.WITHDRAWN},
    RevisionStatus.WITHDRAWN: set(),
}

# What its cooperative has not brought to an end.
UNSETTLED = (RevisionStatus.SENT, RevisionStatus.ASKED_AGAIN)
