"""What editors put together on the home page."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class ProductsBlock(blocks.StructBlock):
    """A row of products chosen by rule: a family, or the newest."""

    heading = blocks.CharBlock(label=_("heading"))
    family = blocks.CharBlock(label=_("family"), required=False, help_text=_("Its code, such as honey; empty: the newest."))
    count = blocks.IntegerBlock(label=_("how many"), default=8, min_value=2, max_value=12)

    class Meta:
        icon = "pick"
        label = _("Products")
        template = "marketplace/pages/blocks/products.html"


class EditionsBlock(blocks.StructBlock):
    """The fairs and markets that are open or coming."""

    heading = blocks.CharBlock(label=_("heading"))

    class Meta:
        icon = "date"
        label = _("Fairs and markets")
        template = "marketplace/pages/blocks/editions.html"


class CooperativesBlock(blocks.StructBlock):
    """Some cooperatives and their story."""

    heading = blocks.CharBlock(label=_("heading"))
    only_womens = blocks.BooleanBlock(label=_("women's cooperatives only"), required=False)

    class Meta:
        icon = "group"
        label = _("Cooperatives")
        template = "marketplace/pages/blocks/cooperatives.html"


class RegionsBlock(blocks.StructBlock):
    """The twelve regions."""

    heading = blocks.CharBlock(label=_("heading"))

    class Meta:
        icon = "site"
        label = _("Regions")
        template = "marketplace/pages/blocks/regions.html"


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
