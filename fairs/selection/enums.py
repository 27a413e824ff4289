"""Closed lists of the selection."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class DecisionOutcome(TextChoices):
    """What the committee means to do with an application; provisional until all are announced."""

    SELECTED = "selected", pgettext_lazy("decision", "Comes")
    WAITING = "waiting", pgettext_lazy("decision", "Waits")
    REFUSED = "refused", pgettext_lazy("decision", "Does not come")


class DecidedBy(TextChoices):
    """Whether a decision is the proposal's or a person's."""

    PROPOSAL = "proposal", _("By the proposal")
    PERSON = "person", _("By the committee")
