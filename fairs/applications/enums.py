"""Closed lists of applications, and the moves between states."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ApplicationStatus(TextChoices):
    """Where an application stands, as its applicant knows it: nothing is told before the announcement."""

    DRAFT = "draft", pgettext_lazy("application", "Not sent yet")
    SENT = "sent", pgettext_lazy("application", "Sent")
    WITHDRAWN = "withdrawn", pgettext_lazy("application", "Taken back")
    SELECTED = "selected", pgettext_lazy("application", "Chosen, to be confirmed")
    WAITING = "waiting", pgettext_lazy("application", "On the waiting list")
    REFUSED = "refused", pgettext_lazy("application", "Not chosen")
    OFFERED = "offered", pgettext_lazy("application", "A place fell free, to be answered")
    CONFIRMED = "confirmed", pgettext_lazy("application", "Coming")
    GIVEN_UP = "given_up", pgettext_lazy("application", "Gave up its place")
    LAPSED = "lapsed", pgettext_lazy("application", "Did not answer in time")


APPLICATION_MOVES: dict[str, set[str]] = {
    ApplicationStatus.DRAFT: {ApplicationStatus.SENT, ApplicationStatus.WITHDRAWN},
    ApplicationStatus.SENT: {
        ApplicationStatus.WITHDRAWN,
        ApplicationStatus.SELECTED,
        ApplicationStatus.WAITING,
        ApplicationStatus.REFUSED,
    },
    # Taken up again: to be written anew, or sent as it was.
    ApplicationStatus.WITHDRAWN: {ApplicationStatus.DRAFT, ApplicationStatus.SENT},
    ApplicationStatus.SELECTED: {
        ApplicationStatus.CONFIRMED,
        ApplicationStatus.GIVEN_UP,
        ApplicationStatus.LAPSED,
    },
    ApplicationStatus.WAITING: {ApplicationStatus.OFFERED, ApplicationStatus.GIVEN_UP},
    # What an upheld appeal gives: a place where one is free, else one in the waiting list.
    ApplicationStatus.REFUSED: {ApplicationStatus.SELECTED, ApplicationStatus.WAITING},
    ApplicationStatus.OFFERED: {
        ApplicationStatus.CONFIRMED,
        ApplicationStatus.GIVEN_UP,
        ApplicationStatus.LAPSED,
    },
    ApplicationStatus.CONFIRMED: {ApplicationStatus.GIVEN_UP},
    ApplicationStatus.GIVEN_UP: set(),
    ApplicationStatus.LAPSED: set(),
}

# Before these nobody outside the committee knows what was decided.
ANNOUNCED_STATUSES = frozenset(
    {
        ApplicationStatus.SELECTED,
        ApplicationStatus.WAITING,
        ApplicationStatus.REFUSED,
        ApplicationStatus.OFFERED,
        ApplicationStatus.CONFIRMED,
        ApplicationStatus.GIVEN_UP,
        ApplicationStatus.LAPSED,
    }
)


class AppealOutcome(TextChoices):
    """What became of an appeal."""

    OPEN = "open", pgettext_lazy("appeal", "Being looked at")
    UPHELD = "upheld", pgettext_lazy("appeal", "Accepted")
    REJECTED = "rejected", pgettext_lazy("appeal", "Not accepted")


class OfferAnswer(TextChoices):
    """How an offered place was answered."""

    OPEN = "open", _("Not answered yet")
    TAKEN = "taken", _("Taken")
    DECLINED = "declined", _("Given up")
    LAPSED = "lapsed", _("Too late")
