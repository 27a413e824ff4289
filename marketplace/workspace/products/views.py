"""The cooperative's products in a list: what is on sale, what is a draft, what is hidden."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from catalogue.models import Product
from cooperatives.permissions import Area
from marketplace.basket.requests import SignedInRequest
from marketplace.workspace.chosen import chosen_cooperative
from marketplace.workspace.frame import PRODUCTS, frame_for

A_PAGE = 20


@never_cache
@login_required
@require_GET
def products(request: SignedInRequest) -> HttpResponse:
    """The products of the cooperative that the person works for."""
    cooperative = chosen_cooperative(request, Area.STOCK)
    listed = Product.objects.filter(cooperative=cooperative).order_by("position", "pk")
    page = Paginator(listed, A_PAGE).get_page(request.GET.get("page"))
    around = frame_for(request, PRODUCTS)
    return render(request, "marketplace/workspace/products/list.html", around | {"page": page})
