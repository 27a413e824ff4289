"""The till's API: what a stall sells, and the sales and counts that come back, however late and however often."""

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router, Status
from ninja.errors import AuthenticationError
from ninja.security import HttpBearer

from fairs.doors import batch_in, enrols_too_often
from fairs.enrolment import CodeNotGood
from fairs.tills.answers import Result
from fairs.tills.event_parsing import MOST_EVENTS, read_events
from fairs.tills.events import record_events
from fairs.tills.models import Till
from fairs.tills.parsing import MOST_SALES, read_batch
from fairs.tills.problems import told
from fairs.tills.products import products_of_stall
from fairs.tills.schemas import (
    EVENTS_BODY,
    SALES_BODY,
    EnrolIn,
    EventResultsOut,
    ProductsOut,
    Refusal,
    ResultsOut,
    StallOut,
    TillEnrolledOut,
)
from fairs.tills.services import UnknownTill, enrol_by_code, is_known, note_heard, record_sent, till_of
from fairs.tills.stall import shown_product, stall_of


class DeviceToken(HttpBearer):
    """The token that the device made, or that was shown when the till was enrolled."""

    def authenticate(self, request: HttpRequest, token: str) -> Till | None:
        return till_of(token=token)


class SellingToken(HttpBearer):
    """The same token, of which the sales themselves ask whose it is."""

    def authenticate(self, request: HttpRequest, token: str) -> str | None:
        return token if is_known(token=token) else None


router = Router(auth=DeviceToken(), tags=["till"])


@router.post("/enrol", auth=None, response={200: TillEnrolledOut, 404: Refusal, 429: Refusal})
def enrol(request: HttpRequest, given: EnrolIn) -> Any:
    """Hand in the code of the QR with a token that the device made; the same pair again answers the same."""
    if enrols_too_often(request, group="enrol-till"):
        return Status(429, {"detail": _("Too many tries. Wait a minute, then try again.")})
    try:
        till = enrol_by_code(code=given.code, token=given.token)
    except CodeNotGood:
        return Status(404, {"detail": _("This code is not good any more. Ask the organisers for a new one.")})
    return {
        "till": till.public_id,
        "label": till.label,
        "stall": till.stall.code,
        "edition": till.stall.edition.code,
    }


@router.get("/products", response={200: ProductsOut, 401: Refusal, 403: Refusal})
def products(request: HttpRequest) -> Any:
    """What this stall sells."""
    till: Till = request.auth  # type: ignore[attr-defined]
    if till.revoked_at is not None:
        return _switched_off()
    return {"products": [shown_product(product) for product in products_of_stall(till)]}


@router.get("/stall", response={200: StallOut, 401: Refusal, 403: Refusal})
def stall(request: HttpRequest) -> Any:
    """All that a till needs for a day without network."""
    till: Till = request.auth  # type: ignore[attr-defined]
    if till.revoked_at is not None:
        return _switched_off()
    note_heard(till=till)
    return stall_of(till, receipts=f"{settings.BASE_URL}/r/")


@router.post(
    "/sales",
    auth=SellingToken(),
    response={200: ResultsOut, 400: Refusal, 401: Refusal, 413: Refusal},
    openapi_extra={"requestBody": SALES_BODY},
)
def sales(request: HttpRequest) -> Any:
    """Post sales, cancellations and returns, each once: one result for each, whatever the others are."""
    batch = batch_in(request, read_batch, most=MOST_SALES)
    if isinstance(batch, Status):
        return batch
    try:
        results = [_result(each) for each in record_sent(token=request.auth, batch=batch)]  # type: ignore[attr-defined]
    except UnknownTill as error:
        raise AuthenticationError from error
    # The shape of the answer tells readers of the API what this is; to pass through it would look at each twice more.
    return HttpResponse(json.dumps({"results": results}), content_type="application/json; charset=utf-8")


@router.post(
    "/events",
    response={200: EventResultsOut, 400: Refusal, 401: Refusal, 413: Refusal},
    openapi_extra={"requestBody": EVENTS_BODY},
)
def events(request: HttpRequest) -> Any:
    """Tell of cashiers, sessions opened, cash in and out, and counted cash: each once, like sales."""
    batch = batch_in(request, read_events, most=MOST_EVENTS)
    if isinstance(batch, Status):
        return batch
    results = record_events(till=request.auth, batch=batch)  # type: ignore[attr-defined]
    return {"results": [_result(each) | {"report": _report(each)} for each in results]}


def _switched_off() -> Status:
    return Status(403, {"detail": _("This till was switched off.")})


def _result(result: Result) -> dict[str, Any]:
    return {
        "id": result.id,
        "status": str(result.status),
        "problems": told(result.problems),
        "first_status": result.first_status and str(result.first_status),
    }


def _report(result: Result) -> dict[str, Any] | None:
    report = result.report
    if report is None:
        return None
    return {
        "id": report.public_id,
        "number": report.number,
        "expected": str(report.expected_cash),
        "difference": None if report.difference is None else str(report.difference),
    }
