"""What editors put together on the home page."""

from dataclasses import asdict
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from catalogue import selectors as products
from marketplace.storefront.addresses import with_query
from marketplace.storefront.selectors import cooperatives, editions
from marketplace.storefront.selectors.regions import region_rows

COOPERATIVES = 3
EDITIONS = 6
Context = dict[str, Any]


def _cards(family: str, count: int) -> list[products.ProductCard]:
    chosen = products.for_sale()
    if family:
        chosen = chosen.filter(product_class__code=family)
    return products.cards(products.varied(chosen, count=count))


class ProductsBlock(blocks.StructBlock):
    """A row of products chosen by rule: a family, or the newest."""

    heading = blocks.CharBlock(label=_("heading"))
    family = blocks.CharBlock(
        label=_("family"), required=False, help_text=_("Its code, such as honey; empty: the newest.")
    )
    count = blocks.IntegerBlock(label=_("how many"), default=8, min_value=2, max_value=12)

    class Meta:
        icon = "pick"
        label = _("Products")
        template = "marketplace/pages/blocks/products.html"

    def get_context(self, value: Any, parent_context: Context | None = None) -> Context:
        context = super().get_context(value, parent_context=parent_context)
        family, count = value.get("family"), value.get("count") or 8
        more = with_query(reverse("catalogue:index"), [("category", family.replace("_", "-"))] if family else [])
        # The home has read the newest already for its arches.
        known = None if family else context.get("newest")
        return context | {"cards": _cards(family, count) if known is None else known[:count], "more_url": more}


class EditionsBlock(blocks.StructBlock):
    """The fairs and markets that are open or coming."""

    heading = blocks.CharBlock(label=_("heading"))

    class Meta:
        icon = "date"
        label = _("Fairs and markets")
        template = "marketplace/pages/blocks/editions.html"

    def get_context(self, value: Any, parent_context: Context | None = None) -> Context:
        context = super().get_context(value, parent_context=parent_context)
        # The home has read them already for its band of what is open.
        known = context.get("editions")
        return context | {"cards": (editions.now_and_next(limit=EDITIONS) if known is None else known)[:EDITIONS]}


class CooperativesBlock(blocks.StructBlock):
    """Some cooperatives and their story."""

    heading = blocks.CharBlock(label=_("heading"))
    only_womens = blocks.BooleanBlock(label=_("women's cooperatives only"), required=False)

    class Meta:
        icon = "group"
        label = _("Cooperatives")
        template = "marketplace/pages/blocks/cooperatives.html"

    def get_context(self, value: Any, parent_context: Context | None = None) -> Context:
        kinds = ["women"] if value.get("only_womens") else []
        chosen = cooperatives.by_products(cooperatives.narrowed(kinds=kinds))
        return super().get_context(value, parent_context=parent_context) | {
            "cards": cooperatives.cards(chosen[:COOPERATIVES]),
            "more_url": with_query(reverse("cooperatives:list"), [("kind", kind) for kind in kinds]),
        }


class RegionsBlock(blocks.StructBlock):
    """The twelve regions."""

    heading = blocks.CharBlock(label=_("heading"))

    class Meta:
        icon = "site"
        label = _("Regions")
        template = "marketplace/pages/blocks/regions.html"

    def get_context(self, value: Any, parent_context: Context | None = None) -> Context:
        map_regions = [asdict(row) for row in region_rows()]
        return super().get_context(value, parent_context=parent_context) | {"map_regions": map_regions}


class TextBlock(blocks.StructBlock):
    """A paragraph under a heading."""

    heading = blocks.CharBlock(label=_("heading"))
    text = blocks.RichTextBlock(label=_("text"), features=["bold", "italic", "link"])

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "marketplace/pages/blocks/text.html"


class HomeBlocks(blocks.StreamBlock):
    """The blocks of the home page, in the order in which editors meet them."""

    products = ProductsBlock()
    editions = EditionsBlock()
    cooperatives = CooperativesBlock()
    regions = RegionsBlock()
    text = TextBlock()
