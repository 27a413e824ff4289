"""Fields of many products written together, with everything that derives from them: one statement for all."""

from collections.abc import Iterable, Sequence

from django.db.models import prefetch_related_objects

from catalogue.models import Product
from cooperatives.texts import LANGUAGES
from cooperatives.writing import update_instances

# What `Product.save` writes with any change: what repeats other rows, and the columns that Oscar reads a text from.
DERIVED = frozenset(
    {
        "region",
        "legal_kind",
        "slug",
        "search_text",
        "date_updated",
        "title",
        "description",
        "ingredients",
        *(f"sort_{language}" for language in LANGUAGES),
    }
)


def save_products(products: Sequence[Product], names: Iterable[str]) -> None:
    """Write the fields `names` of products that the caller holds, and what derives from them."""
    prefetch_related_objects(products, "product_class", "cooperative", "commune__province__region")
    for product in products:
        product.fill_derived()
    update_instances(products, sorted({*names, *DERIVED}))
