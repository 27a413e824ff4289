"""A product's content in words: 500 g, 1 L, 12 pieces."""

from catalogue.enums import NetUnit
from catalogue.models import Product
from catalogue.selectors import UNIT_NAMES
from cooperatives.formats.numbers import quantity_text


def content_text(product: Product) -> str:
    """What one piece of `product` holds; empty where that is not said."""
    if product.net_quantity is None or not product.net_unit:
        return ""
    return f"{quantity_text(product.net_quantity)} {UNIT_NAMES[NetUnit(product.net_unit)]}"
