"""The list of cooperatives and the page of each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalogue import selectors as products
from cooperatives.enums import OrganisationKind
from cooperatives.season.selectors import closed_now
from marketplace.storefront import structured_data
from marketplace.storefront.addresses import KnownPaginator, Pairs, addressed, with_query
from marketplace.storefront.forms import Chosen, CooperativeListForm, page_number
from marketplace.storefront.listing import Chip, Facet, options_of
from marketplace.storefront.selectors import choices, editions
from marketplace.storefront.selectors import cooperatives as selectors
from marketplace.storefront.selectors.choices import Choice

TEMPLATES = "marketplace/storefront/cooperatives"
PER_PAGE = 24
PRODUCTS = 12


class Wish:
    """What an address asks of the list of cooperatives, as far as it makes sense."""

    def __init__(self, request: HttpRequest) -> None:
        self.form = CooperativeListForm(request.GET)
        self.form.is_valid()
        self.regions = choices.regions()
        self.kinds = [Choice(slug=kind.value, key=kind.value, name=str(kind.label)) for kind in OrganisationKind]
        self.region = Chosen(request.GET, "region", {choice.slug: choice for choice in self.regions})
        self.kind = Chosen(request.GET, "kind", {choice.slug: choice for choice in self.kinds})

    @property
    def pairs(self) -> Pairs:
        pairs = [("q", self.form.typed)] if self.form.typed else []
        pairs += [("region", slug) for slug in self.region.slugs]
        return pairs + [("kind", slug) for slug in self.kind.slugs]

    def chips(self, base: str) -> list[Chip]:
        named = {("region", choice.slug): choice.name for choice in self.region.choices}
        named |= {("kind", choice.slug): choice.name for choice in self.kind.choices}
        named[("q", self.form.typed)] = _("“%(words)s”") % {"words": self.form.typed}
        return [
            Chip(named[pair], with_query(base, [other for other in self.pairs if other != pair])) for pair in self.pairs
        ]

    def facets(self) -> list[Facet]:
        """Counts of each question under the answers to the other."""
        words = self.form.words
        by_region = selectors.count_by_region(selectors.narrowed(words=words, kinds=self.kind.keys))
        by_kind = selectors.count_by_kind(selectors.narrowed(words=words, regions=self.region.keys))
        found = [
            Facet("region", _("Region"), options_of(self.regions, by_region, self.region), open=True),
            Facet("kind", _("Kind"), options_of(self.kinds, by_kind, self.kind), open=True),
        ]
        return [facet for facet in found if facet.options]


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Cooperatives by name, narrowed as the address asks."""
    wish, base = Wish(request), reverse("cooperatives:list")
    found = selectors.narrowed(words=wish.form.words, regions=wish.region.keys, kinds=wish.kind.keys)
    paginator = KnownPaginator(found.count(), PER_PAGE)
    number = page_number(request.GET.get("page"))
    page = paginator.page(number) if number and number <= paginator.num_pages else None
    first = page.start_index() - 1 if page and paginator.count else 0
    context = {
        "wish": wish,
        "total": paginator.count,
        "page": page,
        "cards": selectors.cards(selectors.by_name(found)[first : first + PER_PAGE])
        if page and paginator.count
        else [],
        "facets": wish.facets(),
        "chips": wish.chips(base),
        "kept": [("q", wish.form.typed)] if wish.form.typed else [],
        "base": base,
        "unknown": bool(wish.region.unknown or wish.kind.unknown),
        "crumbs": [{"text": _("Cooperatives")}],
        "indexed": page is not None and not wish.pairs,
        **addressed(request, pairs=[*wish.pairs, *([("page", str(number))] if page and number != 1 else [])]),
    }
    return render(request, f"{TEMPLATES}/index.html", context, status=200 if page is not None else 404)


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Who they are, where, what they make, and at which fairs one meets them."""
    cooperative = selectors.cooperative_with_signs(slug)
    if cooperative is None:
        some = selectors.cards(selectors.by_products(selectors.narrowed())[:3])
        return render(request, f"{TEMPLATES}/gone.html", {"cards": some, "indexed": False}, status=404)
    made = products.for_sale().filter(cooperative=cooperative)
    crumbs = [{"text": _("Cooperatives"), "url": reverse("cooperatives:list")}, {"text": str(cooperative)}]
    context = {
        "cooperative": cooperative,
        "emblem": selectors.emblem_of(cooperative.emblem),
        "closed": closed_now(cooperative),
        "products": products.cards(made.order_by("position", "-id")[:PRODUCTS]),
        "product_count": made.count(),
        "more_products": with_query(reverse("catalogue:index"), [("cooperative", cooperative.slug)]),
        "editions": editions.coming_with(cooperative),
        "crumbs": crumbs,
        "data_blocks": [
            structured_data.of_cooperative(request, cooperative),
            structured_data.of_crumbs(request, crumbs),
        ],
        **addressed(request),
    }
    return render(request, f"{TEMPLATES}/detail.html", context)
