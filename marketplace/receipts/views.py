"""A purchase's receipt for whoever has its link, once something of it is paid."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse, translate_url
from django.utils.translation import get_language_info
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from cooperatives.texts import LANGUAGES
from marketplace.identity import platform_identity
from marketplace.limits import asks_too_often
from marketplace.order.selectors import purchase_opened_with
from marketplace.receipts.pdf import notes, receipt_pdf
from marketplace.receipts.selectors import Receipt, receipt_of
from marketplace.receipts.words import how_paid, refund_text, sums_of

LOOK_RATE, PAPER_RATE = "60/m", "20/m"


@never_cache
@require_GET
def page(request: HttpRequest, public_id: str, token: str) -> HttpResponse:
    """The receipt to read and to print."""
    if asks_too_often(request, group="purchase", rate=LOOK_RATE):
        return render(request, "429.html", status=429)
    receipt = _receipt(public_id, token)
    context = {
        "purchase": receipt.purchase,
        "receipt": receipt,
        "parts": [
            {"part": part, "paid": how_paid(part), "refunds": [refund_text(refund) for refund in part.refunds]}
            for part in receipt.parts
        ],
        "sums": sums_of(receipt),
        "notes": notes(receipt),
        "papers": _papers(public_id, token),
        "platform_identity": platform_identity(),
    }
    return render(request, "marketplace/receipts/page.html", context)


@never_cache
@require_GET
def paper(request: HttpRequest, public_id: str, token: str) -> HttpResponse:
    """The receipt as PDF, in the language of the address."""
    if asks_too_often(request, group="receipt-pdf", rate=PAPER_RATE):
        return render(request, "429.html", status=429)
    receipt = _receipt(public_id, token)
    response = HttpResponse(receipt_pdf(receipt), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{receipt.purchase.number}.pdf"'
    return response


def _receipt(public_id: str, token: str) -> Receipt:
    """The receipt, or the same 404 for a wrong token as for a purchase that is not paid."""
    purchase = purchase_opened_with(public_id, token)
    receipt = receipt_of(purchase) if purchase else None
    if receipt is None:
        raise Http404
    return receipt


def _papers(public_id: str, token: str) -> list[dict[str, str]]:
    """The address of the document in each language."""
    here = reverse("receipt:pdf", args=[public_id, token])
    return [
        {"url": translate_url(here, code), "code": code, "name": get_language_info(code)["name_local"]}
        for code in LANGUAGES
    ]
