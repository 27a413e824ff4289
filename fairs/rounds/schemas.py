"""The shapes of the round's API."""

from typing import Any

from ninja import Schema

from fairs.rounds.parsing import MOST_PARTS, MOST_VISITS
from fairs.rounds.slips import MOST_SLIPS
from fairs.tills.parsing import MOST_LINES
from fairs.tills.schemas import AMOUNT, LINE, ProblemOut, Titles


class TabletEnrolledOut(Schema):
    tablet: str
    edition: str
    user: str


class EditionOfRoundOut(Schema):
    code: str
    name: Titles
    cut_off: str


class StopOfRoundOut(Schema):
    id: str
    name: Titles


class DayOfRoundOut(Schema):
    day: str
    stop: StopOfRoundOut


class KnownOut(Schema):
    """What the server knew of the stall and day when the tablet asked."""

    itemised: str
    declared: str | None
    visited: str | None
    by: str | None


class PlaceToVisitOut(Schema):
    """One participation on one day; `usual` is what it takes on its other days, for a question, never a refusal."""

    participation: str
    name: Titles
    kind: str
    stall: str | None
    zone: str
    day: str
    families: list[str]
    usual: str | None
    known: KnownOut


class FamilyToAskOut(Schema):
    code: str
    name: Titles
    icon: str


class SlipBookOut(Schema):
    first: int
    last: int
    participation: str | None


class SlipProductOut(Schema):
    id: str
    title: Titles
    unit: str
    price: str
    family: str
    participation: str


class RoundBookOut(Schema):
    now: str
    edition: EditionOfRoundOut
    days: list[DayOfRoundOut]
    places: list[PlaceToVisitOut]
    families: list[FamilyToAskOut]
    who_sees: Titles
    slip_books: list[SlipBookOut]
    products: list[SlipProductOut]


class ConflictOut(Schema):
    """The figure that stands: another than was sent."""

    amount: str
    by: str | None
    at: str


class VisitResultOut(Schema):
    id: str | None
    status: str
    problems: list[ProblemOut]
    first_status: str | None = None
    conflict: ConflictOut | None = None


class VisitResultsOut(Schema):
    results: list[VisitResultOut]


class SlipUseOut(Schema):
    """Who entered this number before, when, and how much it came to."""

    by: str
    at: str
    amount: str


class SlipResultOut(Schema):
    id: str | None
    status: str
    problems: list[ProblemOut]
    first_status: str | None = None
    used: SlipUseOut | None = None


class SlipResultsOut(Schema):
    results: list[SlipResultOut]


PART: dict[str, Any] = {
    "type": "object",
    "required": ["family", "amount"],
    "properties": {"family": {"type": "string"}, "amount": AMOUNT},
}
VISIT: dict[str, Any] = {
    "type": "object",
    "required": ["id", "participation", "day", "at", "outcome"],
    "properties": {
        "id": {"type": "string", "format": "uuid", "description": "Made on the tablet; the same id counts once."},
        "participation": {"type": "string"},
        "day": {"type": "string", "format": "date"},
        "at": {"type": "string", "format": "date-time"},
        "outcome": {"type": "string", "enum": ["told", "refused", "absent"]},
        "amount": {**AMOUNT, "nullable": True, "description": "Only where the total was told."},
        "parts": {"type": "array", "items": PART, "maxItems": MOST_PARTS},
        "asked_again": {"type": "boolean"},
        "photo": {"type": "boolean"},
        "note": {"type": "string"},
    },
}

SLIP: dict[str, Any] = {
    "type": "object",
    "required": ["id", "number", "participation", "day", "payment", "lines", "total"],
    "properties": {
        "id": {"type": "string", "format": "uuid", "description": "Made on the tablet; the same id counts once."},
        "number": {"type": "integer", "minimum": 1, "description": "As it is printed on the slip."},
        "participation": {"type": "string"},
        "day": {"type": "string", "format": "date"},
        "payment": {"type": "string", "enum": ["cash", "card", "transfer"]},
        "lines": {"type": "array", "items": LINE, "minItems": 1, "maxItems": MOST_LINES},
        "total": AMOUNT,
    },
}


def body_of(name: str, record: dict[str, Any], most: int) -> dict[str, Any]:
    """A batch of records, each read by itself, so that one broken one never refuses the others."""
    batch = {
        "type": "object",
        "required": [name],
        "properties": {name: {"type": "array", "items": record, "maxItems": most}},
    }
    return {"required": True, "content": {"application/json": {"schema": batch}}}


VISITS_BODY = body_of("visits", VISIT, MOST_VISITS)
SLIPS_BODY = body_of("slips", SLIP, MOST_SLIPS)
PHOTO_BODY: dict[str, Any] = {
    "required": True,
    "content": {"image/jpeg": {"schema": {"type": "string", "format": "binary"}}},
}
