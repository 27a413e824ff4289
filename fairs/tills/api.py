"""The till's API: what a stall sells, and the sales that come back, however late and however often."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Status
from ninja.security import HttpBearer

from fairs.batches import TooManyRecords, UnreadableBody
from fairs.tills.models import Till
from fairs.tills.parsing import MOST_SALES, read_batch
from fairs.tills.problems import told
from fairs.tills.schemas import SALES_BODY, ProductsOut, Refusal, ResultsOut
from fairs.tills.selectors import StallProduct, products_of_stall
from fairs.tills.services import Result, record_batch, till_of

MOST_BYTES = 2 * 1024 * 1024


class DeviceToken(HttpBearer):
    """The token that was shown when the till was enrolled."""

    def authenticate(self, request: HttpRequest, token: str) -> Till | None:
        return till_of(token=token)


router = Router(auth=DeviceToken(), tags=["till"])


@router.get("/products", response={200: ProductsOut, 401: Refusal, 403: Refusal})
def products(request: HttpRequest) -> Any:
    """What this stall sells."""
    till: Till = request.auth  # type: ignore[attr-defined]
    if till.revoked_at is not None:
        return Status(403, {"detail": _("This till was switched off.")})
    return {"products": [_product(product) for product in products_of_stall(till)]}


@router.post(
    "/sales",
    response={200: ResultsOut, 400: Refusal, 401: Refusal, 413: Refusal},
    openapi_extra={"requestBody": SALES_BODY},
)
def sales(request: HttpRequest) -> Any:
    """Post sales, each once: one result for each, whatever the others are."""
    if int(request.headers.get("Content-Length") or 0) > MOST_BYTES:
        return Status(413, {"detail": _("That is too much at once: send fewer sales.")})
    try:
        batch = read_batch(request.body)
    except UnreadableBody:
        return Status(400, {"detail": _("The sales could not be read: send them as JSON.")})
    except TooManyRecords:
        return Status(413, {"detail": _("Send at most %(most)s sales at once.") % {"most": MOST_SALES}})
    results = record_batch(till=request.auth, batch=batch)  # type: ignore[attr-defined]
    return {"results": [_result(result) for result in results]}


def _product(product: StallProduct) -> dict[str, Any]:
    amounts = {name: getattr(product, name) for name in ("price", "price_min", "price_max")}
    return {
        "id": product.id,
        "title": product.title,
        "cooperative": product.cooperative,
        "unit": product.unit,
        "picture": product.picture,
        **{name: None if amount is None else str(amount) for name, amount in amounts.items()},
    }


def _result(result: Result) -> dict[str, Any]:
    return {
        "id": result.id,
        "status": str(result.status),
        "problems": told(result.problems),
        "first_status": result.first_status and str(result.first_status),
    }
