"""The list of products and the page of each."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalogue.enums import Unit
from catalogue.models import Category, Product
from catalogue.selectors import price_by_unit
from cooperatives import clock, idempotency
from cooperatives.season.selectors import closed_now
from cooperatives.texts import language_of
from marketplace.storefront import structured_data
from marketplace.storefront.addresses import addressed, with_query
from marketplace.storefront.listing import ProductListing, Wish
from marketplace.storefront.selectors import product_page
from marketplace.storefront.selectors.cooperatives import emblem_of
from marketplace.storefront.selectors.editions import published_edition, window_is_open

TEMPLATES = "marketplace/storefront/products"


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Products, narrowed and sorted as the address asks; a page that does not exist says so and helps on."""
    wish = Wish(request.GET)
    listing = ProductListing(wish, page=request.GET.get("page"))
    base = reverse("catalogue:index")
    chosen = wish.category.choices
    shelf = chosen[0] if len(chosen) == 1 and not wish.form.words else None
    paged = [("page", str(listing.page.number))] if listing.page and listing.page.number > 1 else []
    context = {
        "wish": wish,
        "listing": listing,
        "form": wish.form,
        "page": listing.page,
        "facets": listing.facets,
        "chips": wish.chips(base),
        "kept": wish.kept,
        "base": base,
        "shelf": shelf,
        "more_template": f"{TEMPLATES}/price_range.html",
        "crumbs": [{"text": _("Products"), "url": base}, *([{"text": shelf.name}] if shelf else [])],
        "indexed": wish.is_plain and listing.exists,
        **addressed(request, pairs=[*wish.pairs, *paged]),
    }
    return render(request, f"{TEMPLATES}/index.html", context, status=200 if listing.exists else 404)


@require_safe
def detail(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """One product; under an old name it moves to its present one, and one that is gone shows what is near."""
    product = product_page.product_with_facts(public_id)
    if product is None or not product_page.is_for_sale(product):
        near = product_page.near_to(product)
        return render(request, f"{TEMPLATES}/gone.html", {"cards": near, "indexed": False}, status=404)
    if slug != product.slug:
        query = request.GET.urlencode()
        return HttpResponsePermanentRedirect(product.get_absolute_url() + (f"?{query}" if query else ""))
    return render(request, f"{TEMPLATES}/detail.html", _of(request, product))


def _of(request: HttpRequest, product: Product) -> dict[str, Any]:
    title = product.title
    pictures = product_page.pictures(product, title)
    stock = product_page.availability(product)
    closed = closed_now(product.cooperative)
    unit_price, unit = price_by_unit(
        product.stockrecord.price,
        unit=product.unit,
        net_quantity=product.net_quantity,
        net_unit=product.net_unit,
    )
    delivery = product_page.delivery_to_regions(product)
    per = "" if product.unit == Unit.PIECE else unit
    crumbs = _way_to(product)
    description = product.description or ""
    return {
        "product": product,
        "title_lang": language_of(product, "title"),
        "record": product.stockrecord,
        "priced": {"price": product.stockrecord.price, "unit_price": unit_price, "unit": unit, "per": per},
        "per": per,
        "shows_content": bool(product.net_quantity) and product.unit == Unit.PIECE and unit_price is not None,
        "pictures": pictures,
        "picture": pictures[0] if pictures else None,
        "stock": stock,
        "closed": closed,
        "sign": product.sign if product.sign and product.sign.is_valid_on(clock.today()) else None,
        "allergens": [str(product_page.ALLERGENS.get(code, code)) for code in product.allergens],
        "delivery": delivery,
        "delivery_summary": product_page.in_short(delivery),
        "maker_emblem": emblem_of(product.cooperative.emblem),
        "share_picture": pictures[0] if pictures else None,
        "others": product_page.others_of_cooperative(product),
        "sizes": product_page.sizes_of(product),
        "once": idempotency.new_token(),
        "crumbs": crumbs,
        "data_blocks": [
            structured_data.of_product(
                request,
                product,
                pictures=pictures,
                is_out=stock.is_out or closed is not None,
                title=title,
                text=description,
            ),
            structured_data.of_crumbs(request, crumbs),
        ],
        **_through_edition(request),
        **addressed(request),
    }


def _through_edition(request: HttpRequest) -> dict[str, Any]:
    """The edition through whose page the shopper came, so that the basket can remember it."""
    code = request.GET.get("edition", "")[:60].replace("\0", "")
    edition = published_edition(code) if code else None
    if edition is None:
        return {}
    is_open = window_is_open(edition.online_opens_at, edition.online_closes_at, clock.now())
    return {"edition": edition, "edition_open": is_open}


def _way_to(product: Product) -> list[dict[str, str]]:
    base = reverse("catalogue:index")
    shelf: Category | None = product_page.shelf_of(product)
    crumbs = [{"text": _("Products"), "url": base}]
    if shelf:
        crumbs.append({"text": shelf.name, "url": with_query(base, [("category", shelf.slug)])})
    return [*crumbs, {"text": product.title}]
