"""The passport of a product: what whoever scans a label reads of the lot, its makers and its certificate."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from catalogue.lots.models import Lot
from catalogue.lots.selectors import lot_with_passport
from catalogue.selectors import picture_of
from cooperatives import clock
from cooperatives.enums import CertificateStatus
from cooperatives.texts import language_of
from marketplace.storefront.addresses import addressed
from marketplace.storefront.selectors import product_page
from marketplace.storefront.selectors.cooperatives import emblem_of

TEMPLATES = "marketplace/storefront/passports"


@require_safe
def short(request: HttpRequest, public_id: str) -> HttpResponse:
    """From the short address of a label to the passport in the language of who scans it."""
    response = redirect("passport:page", public_id=public_id)
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


@require_safe
def passport(request: HttpRequest, public_id: str) -> HttpResponse:
    """One lot: what it is, who made it where, and whether it was called back."""
    lot = lot_with_passport(public_id)
    if lot is None:
        return render(request, f"{TEMPLATES}/gone.html", {"indexed": False}, status=404)
    return render(request, f"{TEMPLATES}/detail.html", _of(lot) | addressed(request))


def _of(lot: Lot) -> dict[str, Any]:
    today, product = clock.today(), lot.product
    is_for_sale = product_page.is_for_sale(product)
    sign = lot.sign if lot.sign and lot.sign.status == CertificateStatus.CHECKED else None
    return {
        "lot": lot,
        "product": product,
        "title_lang": language_of(product, "title"),
        "picture": picture_of(product.picture, product.title),
        "sign": sign,
        "sign_is_over": bool(sign and sign.expires_on < today),
        "is_past_its_best": bool(lot.best_before and lot.best_before < today),
        # A product may be hidden and its cooperative suspended: the jar is still in somebody's kitchen.
        "may_be_bought": is_for_sale and not lot.called_back_at and not product_page.availability(product).is_out,
        "is_in_shop": is_for_sale,
        "priced": {"price": product.stockrecord.price} if is_for_sale else None,
        "maker_emblem": emblem_of(product.cooperative.emblem),
        "indexed": False,
    }
