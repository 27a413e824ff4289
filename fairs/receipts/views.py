"""The receipt's page: public, since only its code opens it, and kept by nobody on the way."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_ratelimit.core import is_ratelimited

from cooperatives.request_context import client_address
from cooperatives.texts import LANGUAGES
from fairs.receipts.selectors import StallReceipt, receipt_of_code

LOOKS = "60/m"


@never_cache
@require_safe
def receipt(request: HttpRequest, code: str) -> HttpResponse:
    """In the browser's language, or in the one asked for."""
    asked = request.GET.get("language")
    with override(asked if asked in LANGUAGES else get_language()):
        response = _answer(request, code)
    response["X-Robots-Tag"] = "noindex"
    return response


def _answer(request: HttpRequest, code: str) -> HttpResponse:
    if is_ratelimited(request, group="stall-receipt", key=_address, rate=LOOKS, increment=True):
        return render(request, "429.html", status=429)
    found = receipt_of_code(code)
    context = {"receipt": found, "alternates": [{"language": each, "url": f"?language={each}"} for each in LANGUAGES]}
    if found is None:
        return render(request, "fairs/receipts/waiting.html", context, status=404)
    return render(request, "fairs/receipts/receipt.html", context | {"is_back": _takes_back(found)})


def _takes_back(found: StallReceipt) -> bool:
    return found.sale.reverses_id is not None


def _address(_group: str, request: HttpRequest) -> str:
    return client_address.get() or request.META.get("REMOTE_ADDR") or "unknown"
