"""The gate's API: what a telephone takes along, and the arrivals that it brings back, each once."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status

from fairs.attendance.gate import (
    MOST_ARRIVALS,
    read_arrivals,
    read_mistakes,
    record_arrivals,
    record_mistakes,
    told,
)
from fairs.attendance.gate_book import gate_book_of
from fairs.doors import batch_in
from fairs.rounds.api import TabletToken
from fairs.rounds.models import Tablet
from fairs.rounds.problems import RoundProblem
from fairs.rounds.schemas import EditionOfRoundOut, body_of
from fairs.rounds.tablets import why_unheard
from fairs.tills.schemas import Refusal, Titles


class GateDayOut(Schema):
    day: str
    stop: str
    name: Titles


class GateBadgeOut(Schema):
    id: str
    name: str
    ended: bool


class GateArrivalOut(Schema):
    """Somebody came on a day; without a badge it was noted by hand. `id` is what its telephone called it."""

    id: str
    day: str
    badge: str | None
    at: str


class ComerOut(Schema):
    """Who comes to a stop; `stalls` by day."""

    id: str
    stop: str
    name: Titles
    stalls: dict[str, list[str]]
    badges: list[GateBadgeOut]
    arrived: list[GateArrivalOut]


class GateBookOut(Schema):
    now: str
    edition: EditionOfRoundOut
    days: list[GateDayOut]
    comers: list[ComerOut]


class GateProblemOut(Schema):
    code: str
    text: str
    field: str | None = None


class ArrivalResultOut(Schema):
    """What became of one arrival; `at` is the moment that is noted for it."""

    id: str | None
    status: str
    problems: list[GateProblemOut]
    at: str | None = None


class ArrivalResultsOut(Schema):
    results: list[ArrivalResultOut]


ARRIVAL: dict[str, Any] = {
    "type": "object",
    "required": ["id", "day", "at", "way"],
    "properties": {
        "id": {"type": "string", "format": "uuid", "description": "Made on the telephone; the same id counts once."},
        "day": {"type": "string", "format": "date"},
        "at": {"type": "string", "format": "date-time"},
        "way": {"type": "string", "enum": ["scan", "code", "hand"]},
        "badge": {"type": "string", "nullable": True, "description": "Where a badge was scanned or typed."},
        "participation": {"type": "string", "nullable": True, "description": "Where it was marked by hand."},
    },
}

MISTAKE: dict[str, Any] = {
    "type": "object",
    "required": ["id", "arrival"],
    "properties": {
        "id": {"type": "string", "format": "uuid", "description": "Made on the telephone."},
        "arrival": {"type": "string", "format": "uuid", "description": "The arrival that was noted by mistake."},
    },
}

router = Router(auth=TabletToken(), tags=["gate"])


@router.get("/book", response={200: GateBookOut, 401: Refusal, 403: Refusal})
def book(request: HttpRequest) -> Any:
    """Everything for a gate without network."""
    tablet: Tablet = request.auth  # type: ignore[attr-defined]
    unheard = why_unheard(tablet)
    if unheard == RoundProblem.TABLET_REVOKED:
        return Status(403, {"detail": _("This tablet was switched off.")})
    if unheard:
        return Status(403, {"detail": _("The person with this tablet does not work for this edition any more.")})
    return gate_book_of(tablet.edition)


@router.post(
    "/arrivals",
    response={200: ArrivalResultsOut, 400: Refusal, 401: Refusal, 413: Refusal},
    openapi_extra={"requestBody": body_of("arrivals", ARRIVAL, MOST_ARRIVALS)},
)
def arrivals(request: HttpRequest) -> Any:
    """Send arrivals, each once: one result for each, whatever the others are."""
    batch = batch_in(request, read_arrivals, most=MOST_ARRIVALS)
    if isinstance(batch, Status):
        return batch
    tablet: Tablet = request.auth  # type: ignore[attr-defined]
    return {"results": [told(each) for each in record_arrivals(tablet=tablet, batch=batch)]}


@router.post(
    "/mistakes",
    response={200: ArrivalResultsOut, 400: Refusal, 401: Refusal, 413: Refusal},
    openapi_extra={"requestBody": body_of("mistakes", MISTAKE, MOST_ARRIVALS)},
)
def mistakes(request: HttpRequest) -> Any:
    """Take arrivals back that were noted by mistake: a second time changes nothing."""
    batch = batch_in(request, read_mistakes, most=MOST_ARRIVALS)
    if isinstance(batch, Status):
        return batch
    tablet: Tablet = request.auth  # type: ignore[attr-defined]
    return {"results": [told(each) for each in record_mistakes(tablet=tablet, batch=batch)]}
