"""What can be wrong with a sale that a till sent: stable words for machines, a sentence for people.

Stored without their sentence, which is told in the language of whoever reads.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ProblemCode(TextChoices):
    """The words never change: tills in the field know them."""

    # Kept aside, not posted.
    UNREADABLE = "unreadable", _("This sale could not be read. It is kept for a person to look at.")
    UNKNOWN_PRODUCT = (
        "unknown_product",
        _("A product of this sale is not known. The sale is kept for a person to look at."),
    )
    NO_COOPERATIVE = (
        "no_cooperative",
        _("It cannot be told which cooperative sold this. The sale is kept for a person to look at."),
    )
    TILL_REVOKED = "till_revoked", _("This till was switched off. The sale is kept for a person to look at.")
    ORIGINAL_UNKNOWN = (
        "original_unknown",
        _("The sale that this takes back is not known here. It is kept for a person to look at."),
    )
    ALREADY_VOIDED = "already_voided", _("This sale was cancelled before. It is kept for a person to look at.")
    SLIP_USED = "slip_used", _("A slip with this number was entered before. This one is kept for a person to look at.")
    UNREADABLE_EVENT = (
        "unreadable_event",
        _("What the till told could not be read. It is kept for a person to look at."),
    )
    # Posted, and shown to a person.
    WRONG_TOTAL = "wrong_total", _("The total is not the sum of the lines.")
    PRICE_OUT_OF_RANGE = "price_out_of_range", _("A price is outside the range that the cooperative set for the stall.")
    OUTSIDE_DAYS = "outside_days", _("The sale is outside the days of this edition.")
    NOT_PARTICIPATING = "not_participating", _("The cooperative does not take part in this edition on that day.")
    IN_THE_FUTURE = "in_the_future", _("The till's clock is ahead.")
    SESSION_CLOSED = "session_closed", _("The session of the till was closed before this arrived.")
    SESSION_OF_ANOTHER_TILL = "session_of_another_till", _("The till session belongs to another till.")
    RETURNED_TOO_MUCH = "returned_too_much", _("More was given back than had been sold.")
    UNUSUAL = "unusual", _("The amount or the quantity is a hundred times the usual, and nobody confirmed it.")
    TENDERED_TOO_LITTLE = "tendered_too_little", _("The cash that was given is less than the total.")
    UNKNOWN_CASHIER = "unknown_cashier", _("The cashier is not known at this stall.")
    CLOCK_WENT_BACK = (
        "clock_went_back",
        _("By the till's clock, this session began before the one before it had ended."),
    )
    SLIP_NOT_GIVEN_OUT = "slip_not_given_out", _("This number is in no book of slips that was given out.")
    SLIP_OF_ANOTHER = "slip_of_another", _("The book with this number was given to another cooperative.")
    OPENED_BEFORE = "opened_before", _("This session of the till was opened before. The first opening counts.")
    CLOSED_BEFORE = (
        "closed_before",
        _("This session of the till was counted and closed before. Its cash report stays."),
    )
    UNEXPLAINED = "unexplained", _("The cash counted is not what was expected, and nobody wrote what happened.")
    ONE_SIGNATURE = "one_signature", _("The cash report was not signed by two people.")
    POSTED_LATER = "posted_later", _("It had been kept aside, and a person let it count.")
    SETTLED = "settled", _("The edition was settled before this sale arrived. It stands apart as a correction.")
    # Said of a duplicate.
    DIFFERS = "differs", _("Another sale with the same number was recorded before, with other content.")


Problem = dict[str, Any]


def problem(code: TextChoices, **about: Any) -> Problem:
    """A problem as it is stored; `about` says where, such as field or line."""
    return {"code": str(code), **about}


def told(problems: Iterable[Mapping[str, Any]]) -> list[Problem]:
    """The problems with their sentence in the language of whoever asks."""
    return [{**item, "text": str(ProblemCode(item["code"]).label)} for item in problems]
