"""The round's API: what a tablet takes along in the evening, and what it brings back, each once."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Status
from ninja.security import HttpBearer

from fairs.doors import batch_in, enrols_too_often, is_longer
from fairs.enrolment import CodeNotGood, take_code
from fairs.rounds import photos
from fairs.rounds.models import Tablet
from fairs.rounds.parsing import MOST_VISITS, read_visits
from fairs.rounds.problems import RoundProblem, told
from fairs.rounds.schemas import (
    PHOTO_BODY,
    SLIPS_BODY,
    VISITS_BODY,
    RoundBookOut,
    SlipResultsOut,
    TabletEnrolledOut,
    VisitResultsOut,
)
from fairs.rounds.services import VisitResult, record_visits
from fairs.rounds.slips import MOST_SLIPS, SlipResult, read_slips, record_slips
from fairs.rounds.tablets import tablet_of, why_unheard
from fairs.rounds.takealong import round_book_of
from fairs.tills.schemas import EnrolIn, Refusal


class TabletToken(HttpBearer):
    """The token that the tablet made when it was enrolled."""

    def authenticate(self, request: HttpRequest, token: str) -> Tablet | None:
        return tablet_of(token=token)


router = Router(auth=TabletToken(), tags=["round"])


@router.post("/enrol", auth=None, response={200: TabletEnrolledOut, 404: Refusal, 429: Refusal})
def enrol(request: HttpRequest, given: EnrolIn) -> Any:
    """Take the code of a QR with a token of the tablet's own; again with the same token, answered again."""
    if enrols_too_often(request, group="enrol-tablet"):
        return Status(429, {"detail": _("Too many tries. Wait a minute, then try again.")})
    try:
        tablet = take_code(devices=Tablet, code=given.code, token=given.token)
    except CodeNotGood:
        return Status(404, {"detail": _("This code is not good any more. Ask the organisers for a new one.")})
    return {"tablet": tablet.public_id, "edition": tablet.edition.code, "user": str(tablet.user)}


@router.get("/book", response={200: RoundBookOut, 401: Refusal, 403: Refusal})
def book(request: HttpRequest) -> Any:
    """Everything for a round without network."""
    tablet: Tablet = request.auth  # type: ignore[attr-defined]
    if unheard := why_unheard(tablet):
        return Status(403, {"detail": _refused(unheard)})
    return round_book_of(tablet.edition)


@router.post(
    "/visits",
    response={200: VisitResultsOut, 400: Refusal, 401: Refusal, 413: Refusal},
    openapi_extra={"requestBody": VISITS_BODY},
)
def visits(request: HttpRequest) -> Any:
    """Send visits, each once: one result for each, whatever the others are."""
    batch = batch_in(request, read_visits, most=MOST_VISITS)
    if isinstance(batch, Status):
        return batch
    return {"results": [_result(each) for each in record_visits(tablet=request.auth, batch=batch)]}  # type: ignore[attr-defined]


@router.post(
    "/slips",
    response={200: SlipResultsOut, 400: Refusal, 401: Refusal, 413: Refusal},
    openapi_extra={"requestBody": SLIPS_BODY},
)
def slips(request: HttpRequest) -> Any:
    """Send paper slips, each number once: one result for each, whatever the others are."""
    batch = batch_in(request, read_slips, most=MOST_SLIPS)
    if isinstance(batch, Status):
        return batch
    return {"results": [_slip_result(each) for each in record_slips(tablet=request.auth, batch=batch)]}  # type: ignore[attr-defined]


@router.put(
    "/visits/{uuid:visit_id}/photo",
    response={204: None, 400: Refusal, 401: Refusal, 404: Refusal, 413: Refusal},
    openapi_extra={"requestBody": PHOTO_BODY},
)
def photo(request: HttpRequest, visit_id: UUID) -> Any:
    """The notebook's picture, after its visit; the first that arrives stays."""
    if is_longer(request, photos.MOST_BYTES):
        return Status(413, {"detail": _("The picture is too big: two megabytes at most.")})
    try:
        photos.keep_photo(tablet=request.auth, visit_id=visit_id, content=request.body)  # type: ignore[attr-defined]
    except photos.UnknownVisit:
        return Status(404, {"detail": _("The visit of this picture has not arrived.")})
    except photos.NotAPhoto:
        return Status(400, {"detail": _("This is not a picture that can be read: send a JPEG.")})
    return Status(204, None)


def _refused(why: RoundProblem) -> str:
    if why == RoundProblem.TABLET_REVOKED:
        return _("This tablet was switched off.")
    return _("The person with this tablet does not work for this edition any more.")


def _result(result: VisitResult) -> dict[str, Any]:
    against = result.conflict
    conflict = against and {
        "amount": str(against.amount),
        "by": str(against.by) if against.by else None,
        "at": against.at.isoformat(),
    }
    return _answered(result) | {"conflict": conflict}


def _slip_result(result: SlipResult) -> dict[str, Any]:
    use = result.used
    used = use and {"by": str(use.by), "at": use.at.isoformat(), "amount": str(use.amount)}
    return _answered(result) | {"used": used}


def _answered(result: VisitResult | SlipResult) -> dict[str, Any]:
    return {
        "id": result.id,
        "status": str(result.status),
        "problems": told(result.problems),
        "first_status": result.first_status and str(result.first_status),
    }
