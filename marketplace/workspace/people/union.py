"""A union looks at its members, as far as each of them lets it; and a member says what its union may see."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from catalogue.models import Product
from catalogue.selectors import picture_of
from cooperatives import clock
from cooperatives.enums import OrganisationKind
from cooperatives.formats.days import month_name
from cooperatives.formats.numbers import money_text
from cooperatives.models import Cooperative, UnionMembership
from cooperatives.money import ZERO
from cooperatives.permissions import Area, cooperatives_where
from cooperatives.team.selectors import members_of_union, unions_joined
from cooperatives.team.services import show_to_union
from cooperatives.texts import language_of
from fairs.revenue.models import DetailCell
from marketplace.basket.requests import SignedInRequest
from marketplace.once import act_once
from marketplace.workspace.chosen import SESSION_KEY, chosen_cooperative
from marketplace.workspace.frame import MORE, frame_for
from marketplace.workspace.people.forms import ShowForm

A_PAGE, MONTHS = 20, 12
TURNOVER = Sum(F("gross") - F("returns"))


@dataclass(frozen=True, slots=True)
class UnionSeen:
    """A union of the person's, and what the person's role in it opens of its members."""

    union: Cooperative
    catalogues: bool
    figures: bool


@never_cache
@login_required
@require_GET
def union(request: SignedInRequest) -> HttpResponse:
    """The cooperatives of the union, each with as much as it shows."""
    seen = _union(request)
    page = Paginator(_by_name(members_of_union(seen.union)), A_PAGE).get_page(request.GET.get("page"))
    joined = list(page.object_list)
    products = _products_of([each.cooperative_id for each in joined if seen.catalogues and each.shows_catalogue])
    sold = _sold_of([each.cooperative_id for each in joined if seen.figures and each.shows_figures])
    context = {
        "seen": seen,
        "page": page,
        "members": [(each, products.get(each.cooperative_id), sold.get(each.cooperative_id)) for each in joined],
    }
    return render(request, "marketplace/workspace/people/union.html", frame_for(request, MORE) | context)


@never_cache
@login_required
@require_GET
def union_member(request: SignedInRequest, public_id: str) -> HttpResponse:
    """One member of the union, to be read: its products where it shows them, its months where it shows these."""
    seen = _union(request)
    found = members_of_union(seen.union).filter(cooperative__public_id=public_id).first()
    if found is None:
        raise Http404
    shows = {
        "products": seen.catalogues and found.shows_catalogue,
        "figures": seen.figures and found.shows_figures,
    }
    page = None
    if shows["products"]:
        page = Paginator(_catalogue_of(found.cooperative), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "seen": seen,
        "joined": found,
        "cooperative": found.cooperative,
        "shows": shows,
        "page": page,
        "products": [_product(each) for each in page.object_list] if page else [],
        "months": _months_of(found.cooperative) if shows["figures"] else [],
    }
    return render(request, "marketplace/workspace/people/union_member.html", frame_for(request, MORE) | context)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def our_unions(request: SignedInRequest) -> HttpResponse:
    """What the cooperative shows to each union that it belongs to; a manager says it."""
    cooperative = chosen_cooperative(request, Area.MEMBERS)
    joined = list(unions_joined(cooperative))
    if request.method == "POST":
        found = next((each for each in joined if each.union.public_id == request.POST.get("union")), None)
        if found is None:
            raise Http404
        form = ShowForm(request.POST)
        form.is_valid()
        act_once(
            request.POST,
            action="workspace.union.show",
            act=lambda: show_to_union(union_membership_id=found.pk, by=request.user, **form.cleaned_data),
        )
        messages.success(request, _("Saved."))
        return redirect("workspace:our-unions")
    forms = [(each, ShowForm(initial=_shown(each), auto_id=f"union-{each.pk}-%s")) for each in joined]
    context = {"cooperative": cooperative, "unions": forms}
    return render(request, "marketplace/workspace/people/our_unions.html", frame_for(request, MORE) | context)


def _union(request: SignedInRequest) -> UnionSeen:
    """The union that the person works for; nobody else learns that the page exists."""
    for_catalogues, for_figures = (_unions_where(request, area) for area in (Area.CATALOGUE, Area.MONEY))
    may = {each.pk: each for each in [*for_catalogues, *for_figures]}
    remembered = request.session.get(SESSION_KEY)
    found = next((each for each in may.values() if each.public_id == remembered), None)
    found = found or next(iter(may.values()), None)
    if found is None:
        raise Http404
    return UnionSeen(found, catalogues=found in for_catalogues, figures=found in for_figures)


def _unions_where(request: SignedInRequest, area: str) -> list[Cooperative]:
    return list(cooperatives_where(request.user, area).filter(kind=OrganisationKind.UNION).defer("story", "phone"))


def _by_name(joined: QuerySet[UnionMembership]) -> QuerySet[UnionMembership]:
    return joined.order_by("cooperative__sort_ar", "pk")


def _shown(joined: UnionMembership) -> dict[str, bool]:
    return {"shows_catalogue": joined.shows_catalogue, "shows_figures": joined.shows_figures}


def _products_of(keys: list[int]) -> dict[int, int]:
    """How many products each has on sale."""
    counted = Cooperative.objects.filter(pk__in=keys).annotate(
        many=Count("products", filter=Q(products__is_public=True))
    )
    return dict(counted.values_list("pk", "many"))


def _sold_of(keys: list[int]) -> dict[int, str]:
    """What each sold this month, by every way, as text."""
    first = clock.today().replace(day=1)
    cells = DetailCell.objects.filter(cooperative__in=keys, counts_on__gte=first).order_by()
    sums = dict(cells.values("cooperative").annotate(sum=TURNOVER).values_list("cooperative", "sum"))
    return {key: money_text(sums.get(key) or ZERO) for key in keys}


def _catalogue_of(cooperative: Cooperative) -> QuerySet[Product]:
    on_sale = Product.objects.filter(cooperative=cooperative, is_public=True)
    return on_sale.select_related("stockrecord").order_by("position", "pk")


def _product(product: Product) -> tuple[Product, Any, str]:
    """A product with its picture, and the language of its name."""
    return product, picture_of(product.picture, product.title), language_of(product, "title")


def _months_of(cooperative: Cooperative) -> list[dict[str, Any]]:
    """What a cooperative sold in each of the last twelve months, the newest first."""
    this = clock.today().replace(day=1)
    back = this.year * 12 + this.month - MONTHS
    firsts = [this.replace(year=(back + step) // 12, month=(back + step) % 12 + 1) for step in range(MONTHS)]
    cells = DetailCell.objects.filter(cooperative=cooperative, counts_on__gte=firsts[0]).order_by()
    by_month = cells.annotate(month=TruncMonth("counts_on")).values("month").annotate(sum=TURNOVER)
    sums = dict(by_month.values_list("month", "sum"))
    return [_bar(first, sums.get(first) or ZERO) for first in reversed(firsts)]


def _bar(first: date, amount: Decimal) -> dict[str, Any]:
    label = f"{month_name(first)} {first.year}"
    return {"label": label, "value": max(amount, ZERO), "text": money_text(amount)}
