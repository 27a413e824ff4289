"""Rows that a sheet holds while it is taken over or taken back: products by ascending key, before their stock."""

from collections.abc import Iterable

from catalogue.models import Product


def products_for_update(ids: Iterable[int]) -> dict[int, Product]:
    """Products with what their texts derive from; orders that name one do not wait."""
    rows = Product.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=set(ids))
    held = rows.select_related("commune__province__region", "product_class", "cooperative", "stockrecord")
    return {product.pk: product for product in held.order_by("pk")}
