"""What can be wrong with what a tablet sent: stable words for machines, a sentence for people."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from fairs.tills.problems import Problem, ProblemCode


class RoundProblem(TextChoices):
    """The words never change: tablets in the field know them."""

    # Kept aside, not posted.
    UNREADABLE = "unreadable", _("This could not be read. It is kept for a person to look at.")
    TABLET_REVOKED = "tablet_revoked", _("This tablet was switched off. What it sent is kept for a person to look at.")
    ROLE_ENDED = (
        "role_ended",
        _("The person with this tablet does not work for this edition any more. It is kept for a person to look at."),
    )
    UNKNOWN_PARTICIPATION = (
        "unknown_participation",
        _("This stall is not of this edition. It is kept for a person to look at."),
    )
    UNKNOWN_FAMILY = "unknown_family", _("A family of products is not known. It is kept for a person to look at.")
    PARTS_ABOVE_TOTAL = (
        "parts_above_total",
        _("The parts come to more than the total. It is kept for a person to look at."),
    )
    DAY_NOT_COME = "day_not_come", _("This day has not come yet. It is kept for a person to look at.")
    NO_STALL = (
        "no_stall",
        _("No stall was given to this cooperative. The slip is kept; give it a stall, then type the slip again."),
    )
    # Recorded, and shown to a person.
    DIFFERS_FROM_VISIT = (
        "differs_from_visit",
        _("Somebody wrote down another figure for this stall and day before. A person chooses between the two."),
    )
    UNUSUAL = "unusual", _("This is more than a hundred times the usual. Is there a digit too many?")
    OUTSIDE_DAYS = "outside_days", _("This is outside the days of this edition.")
    NOT_PARTICIPATING = "not_participating", _("This cooperative withdrew.")
    IN_THE_FUTURE = "in_the_future", _("The tablet's clock is ahead.")
    ROUND_CLOSED = "round_closed", _("The round of this day was finished before this arrived.")
    SETTLED = "settled", _("The edition was settled before this arrived. It stands apart as a correction.")
    # Said of a duplicate.
    DIFFERS = "differs", _("Another visit with the same number was recorded before, with other content.")


def told(problems: Iterable[Mapping[str, Any]]) -> list[Problem]:
    """The problems with their sentence in the language of whoever asks; a slip may have those of a sale."""
    return [{**item, "text": _sentence(item["code"])} for item in problems]


def _sentence(code: str) -> str:
    known = RoundProblem(code) if code in RoundProblem.values else ProblemCode(code)
    return str(known.label)
