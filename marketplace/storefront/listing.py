"""The list of products: what is asked of it, its facets and chips, one page of its cards."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from catalogue.search import containing, sounding_like
from catalogue.selectors import (
    FacetCounts,
    ProductCard,
    ProductFilters,
    Sort,
    cards,
    facet_counts,
    for_sale,
    in_order,
    narrowed,
)
from cooperatives.formats.numbers import money_text
from cooperatives.models import Cooperative
from fairs.models import Edition
from marketplace.storefront.addresses import KnownPaginator, Pairs, with_query
from marketplace.storefront.forms import SORT_NAMES, WOMENS, Chosen, ProductListForm, page_number
from marketplace.storefront.selectors import choices
from marketplace.storefront.selectors.choices import Choice
from marketplace.storefront.selectors.editions import listed_at, published_edition

PER_PAGE = 24
MOST_COOPERATIVES = 12
NEAR = 6


@dataclass(frozen=True, slots=True)
class Option:
    """One box to tick in a facet."""

    value: str
    label: str
    count: int | None
    checked: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """The boxes of one question, as the filter panel draws them."""

    name: str
    title: str
    options: list[Option]
    open: bool


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in use; its link leads to the list without it."""

    text: str
    url: str
    removable: bool = True


class Wish:
    """What an address asks of the list of products, as far as it makes sense."""

    def __init__(self, data: QueryDict) -> None:
        self.form = ProductListForm(data)
        self.form.is_valid()
        self.categories = choices.categories()
        self.regions = choices.regions()
        self.category = Chosen(data, "category", {choice.slug: choice for choice in self.categories})
        self.region = Chosen(data, "region", {choice.slug: choice for choice in self.regions})
        self.cooperative = Chosen(data, "cooperative", self._cooperatives(data))
        self.womens = data.get("kind") == WOMENS
        self.edition_code = data.get("edition", "")[:60].replace("\0", "")
        self.edition: Edition | None = published_edition(self.edition_code) if self.edition_code else None
        self._odd_kind = bool(data.get("kind")) and not self.womens

    @staticmethod
    def _cooperatives(data: QueryDict) -> dict[str, Choice]:
        slugs = [slug for slug in data.getlist("cooperative")[:30] if slug and "\0" not in slug]
        return {choice.slug: choice for choice in choices.cooperatives(slugs=slugs)} if slugs else {}

    @cached_property
    def filters(self) -> ProductFilters:
        cleaned = self.form.cleaned_data
        return ProductFilters(
            words=tuple(self.form.words),
            categories=self.category.keys,
            regions=self.region.keys,
            cooperatives=self.cooperative.keys,
            womens=self.womens,
            in_stock=bool(cleaned.get("in_stock")),
            price_from=cleaned.get("price_min"),
            price_to=cleaned.get("price_max"),
        )

    @property
    def pairs(self) -> Pairs:
        """The wish as an address says it, in one fixed order."""
        return [*self._searched, *self._narrowing, *self._sorted]

    @property
    def _searched(self) -> Pairs:
        return [("q", self.form.typed)] if self.form.typed else []

    @property
    def _sorted(self) -> Pairs:
        usual = Sort.BEST if self.form.words else Sort.NEWEST
        return [("sort", self.form.order)] if self.form.order != usual else []

    @property
    def _narrowing(self) -> Pairs:
        pairs = [("category", slug) for slug in self.category.slugs]
        pairs += [("region", slug) for slug in self.region.slugs]
        pairs += [("cooperative", slug) for slug in self.cooperative.slugs]
        pairs += [("kind", WOMENS)] if self.womens else []
        for name, amount in (("price_min", self.filters.price_from), ("price_max", self.filters.price_to)):
            pairs += [(name, f"{amount.normalize():f}")] if amount is not None else []
        pairs += [("in_stock", "1")] if self.filters.in_stock else []
        pairs += [("edition", self.edition.code)] if self.edition else []
        return pairs

    @property
    def kept(self) -> Pairs:
        """What the filter form sends along without showing it."""
        return [*self._searched, *self._sorted, *([("edition", self.edition.code)] if self.edition else [])]

    @property
    def is_plain(self) -> bool:
        """Whether the list is one that others should find: all products, or one shelf or region of them."""
        alone = len(self._narrowing) <= 1 and not (self.edition or self.cooperative.slugs or self.filters.price_from)
        return alone and not self._searched and not self._sorted and not self.problems

    @cached_property
    def problems(self) -> list[str]:
        """What was asked and could not be understood, in sentences."""
        said = [
            str(error) for name in ("q", "sort", "price_min", "price_max") for error in self.form.errors.get(name, [])
        ]
        if self.form.is_cut:
            said.append(_("That is a long search: only its first words were looked for."))
        if self.category.unknown or self.region.unknown or self.cooperative.unknown or self._odd_kind:
            said.append(_("One of the filters in this address no longer exists and was left out."))
        if self.edition_code and not self.edition:
            said.append(_("The fair in this address is not known; here are the products of all cooperatives."))
        return said

    def chips(self, base: str) -> list[Chip]:
        """A chip for each filter in use."""
        return [
            Chip(
                text=self._said(name, value),
                url=with_query(base, [pair for pair in self.pairs if pair != (name, value)]),
            )
            for name, value in [*self._searched, *self._narrowing]
        ]

    def _said(self, name: str, value: str) -> str:
        chosen: dict[str, Callable[[], str]] = {
            "q": lambda: _("“%(words)s”") % {"words": value},
            "category": lambda: _named(self.category, value),
            "region": lambda: _named(self.region, value),
            "cooperative": lambda: _named(self.cooperative, value),
            "kind": lambda: _("Women's cooperatives"),
            "price_min": lambda: _("From %(amount)s") % {"amount": money_text(self.filters.price_from or 0)},
            "price_max": lambda: _("Up to %(amount)s") % {"amount": money_text(self.filters.price_to or 0)},
            "in_stock": lambda: _("In stock"),
            "edition": lambda: str(self.edition),
        }
        return chosen[name]()


def _named(chosen: Chosen, slug: str) -> str:
    return next(choice.name for choice in chosen.choices if choice.slug == slug)


class ProductListing:
    """One page of the list that a wish comes to; each part is read when the page asks for it."""

    def __init__(self, wish: Wish, *, page: str | None) -> None:
        self.wish = wish
        self.products = for_sale()
        if wish.edition:
            self.products = self.products.filter(pk__in=listed_at(wish.edition))
        self.counts: FacetCounts = facet_counts(self.products, wish.filters)
        self.paginator = KnownPaginator(self.counts.total, PER_PAGE)
        number = page_number(page)
        self.exists = number is not None and number <= self.paginator.num_pages
        self.page: Page | None = self.paginator.page(number) if self.exists and number else None

    @cached_property
    def cards(self) -> list[ProductCard]:
        if self.page is None or not self.counts.total:
            return []
        rows = in_order(
            narrowed(self.products, self.wish.filters),
            self.wish.form.order,
            words=self.wish.form.words,
            language=choices.language(),
        )
        first = self.page.start_index() - 1
        return cards(rows[first : first + PER_PAGE], suffix=self.suffix)

    @property
    def suffix(self) -> str:
        """What links to products carry, so that the basket remembers through which edition they were found."""
        return f"?edition={self.wish.edition.code}" if self.wish.edition else ""

    @cached_property
    def cooperatives_found(self) -> list[Choice]:
        """Cooperatives whose own name holds the words that were searched."""
        if not self.wish.form.words:
            return []
        found = containing(Cooperative.objects.on_sale(), self.wish.form.words).order_by("id")
        return choices.cooperatives(keys=[*found.values_list("id", flat=True)[:3]] or [0])

    @cached_property
    def without_filters(self) -> int:
        """How many products the words alone would find, when the filters leave none."""
        if self.counts.total or not self.wish.form.words or self.wish.filters == self._only_words:
            return 0
        return facet_counts(for_sale(), self._only_words).total

    @property
    def _only_words(self) -> ProductFilters:
        return ProductFilters(words=self.wish.filters.words)

    @cached_property
    def near(self) -> list[ProductCard]:
        """What comes nearest to a search that found nothing; else the newest."""
        if self.counts.total:
            return []
        asked = self.wish.form.typed
        alike = cards(sounding_like(for_sale(), asked)[:NEAR]) if self.wish.form.words else []
        return alike or cards(for_sale().order_by("-id")[:NEAR])

    @property
    def facets(self) -> list[Facet]:
        """The questions of the filter panel; those that would change nothing are left out."""
        wish, counts = self.wish, self.counts
        facets = [
            Facet("category", _("Category"), self._shelves(), open=True),
            Facet("region", _("Region"), options_of(wish.regions, counts.regions, wish.region), open=True),
            self._who(),
            Facet("cooperative", _("Cooperative"), self._makers(), open=bool(wish.cooperative.choices)),
            Facet("in_stock", _("Availability"), self._available(), open=True),
        ]
        return [facet for facet in facets if facet.options]

    def _shelves(self) -> list[Option]:
        """The shelves at the top, and below a chosen one those that stand on it."""
        chosen_tops = {choice.top for choice in self.wish.category.choices}
        offered = [choice for choice in self.wish.categories if choice.is_top or choice.top in chosen_tops]
        return options_of(offered, self.counts.categories, self.wish.category)

    def _who(self) -> Facet:
        option = Option(WOMENS, _("Women's cooperatives"), self.counts.womens, self.wish.womens)
        return Facet("kind", _("Who makes it"), [option] if option.count or option.checked else [], open=True)

    def _available(self) -> list[Option]:
        option = Option("1", _("In stock"), self.counts.in_stock, self.wish.filters.in_stock)
        return [option] if option.checked or option.count != self.counts.total else []

    def _makers(self) -> list[Option]:
        """The cooperatives with most products here, and those chosen."""
        most = sorted(self.counts.cooperatives.items(), key=lambda item: (-item[1], item[0]))[:MOST_COOPERATIVES]
        keys = {key for key, _count in most} | set(self.wish.cooperative.keys)
        if len(keys) < 2 and not self.wish.cooperative.choices:
            return []
        return options_of(choices.cooperatives(keys=keys), self.counts.cooperatives, self.wish.cooperative)

    @property
    def sorts(self) -> list[Option]:
        """The orders to choose from; the best match only where words are searched."""
        return [
            Option(sort, str(name), None, checked=sort == self.wish.form.order)
            for sort, name in SORT_NAMES.items()
            if sort != Sort.BEST or self.wish.form.words
        ]


def options_of(known: list[Choice], counts: Mapping[Any, int], chosen: Chosen) -> list[Option]:
    ticked = set(chosen.slugs)
    return [
        Option(choice.slug, choice.name, counts.get(choice.key, 0), choice.slug in ticked)
        for choice in known
        if counts.get(choice.key) or choice.slug in ticked
    ]
