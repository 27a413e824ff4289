"""The map of the regions and the page of each."""

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalogue import selectors as products
from marketplace.storefront import structured_data
from marketplace.storefront.addresses import addressed, with_query
from marketplace.storefront.selectors import cooperatives, editions
from marketplace.storefront.selectors.banners import banner
from marketplace.storefront.selectors.regions import region_named, region_rows

TEMPLATES = "marketplace/storefront/regions"
PRODUCTS, COOPERATIVES, EDITIONS = 8, 6, 4


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The twelve regions, on the map and by name."""
    rows = region_rows()
    context = {
        "rows": rows,
        "map_regions": [asdict(row) for row in rows],
        "crumbs": [{"text": _("Regions")}],
        **addressed(request),
    }
    return render(request, f"{TEMPLATES}/index.html", context)


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """What a region makes, who makes it, and where one meets them."""
    region = region_named(slug)
    rows = region_rows(current=region.code if region else "")
    shared = {"rows": rows, "map_regions": [asdict(row) for row in rows]}
    if region is None:
        chips = [{"url": row.url, "text": row.name} for row in rows]
        return render(request, f"{TEMPLATES}/gone.html", {"region_chips": chips, "indexed": False}, status=404)
    seated = cooperatives.by_products(cooperatives.narrowed(regions=[region.code]))
    crumbs = [{"text": _("Regions"), "url": reverse("territory:regions")}, {"text": str(region)}]
    context = {
        **shared,
        "region": region,
        "banner": banner("regions", region.code),
        "row": next(row for row in rows if row.current),
        "products": products.cards(products.for_sale().filter(region=region).order_by("-id")[:PRODUCTS]),
        "more_products": with_query(reverse("catalogue:index"), [("region", region.slug)]),
        "cooperatives": cooperatives.cards(seated[:COOPERATIVES]),
        "more_cooperatives": with_query(reverse("cooperatives:list"), [("region", region.slug)]),
        "editions": editions.now_and_next(limit=EDITIONS, region=region.code),
        "more_editions": with_query(reverse("fairs:calendar"), [("region", region.slug)]),
        "crumbs": crumbs,
        "data_blocks": [structured_data.of_crumbs(request, crumbs)],
        **addressed(request),
    }
    return render(request, f"{TEMPLATES}/detail.html", context)
