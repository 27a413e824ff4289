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


class RefusalReason(TextChoices):
    """Sentences that a committee may choose, which the applicant reads in their own language."""

    BELOW_THE_LINE = "below_the_line", _("Other applications had more points, and there were not enough places.")
    GROUP_IS_FULL = (
        "group_is_full",
        _("The places for applications like yours (province, sector or group) went to others with more points."),
    )
    PLACES_ARE_KEPT = (
        "places_are_kept",
        _("Some places are kept for groups that must be present; the others went to applications with more points."),
    )
    NO_ROOM = "no_room", _("There were fewer stalls left than you asked for.")
    CAME_LAST_TIME = "came_last_time", _("You took part last time: this time those go first who did not.")
    DOES_NOT_FIT = "does_not_fit", _("What you want to show does not fit what this edition is about.")
    SAYS_TOO_LITTLE = "says_too_little", _("Your application says too little of what you want to show.")
