"""Every row lock of this package: a product first, then what was sent of it."""

from catalogue.models import Product
from catalogue.moderation.models import ProductRevision


def product_for_update(pk: int) -> Product:
    """A product, held until the transaction ends: who writes, sends, withdraws or judges it waits here.

    `NO KEY UPDATE`: shoppers who put it into a basket meanwhile only need it to stay.
    """
    return Product.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)


def revision_for_update(pk: int) -> ProductRevision:
    """What was sent of a product, as it stands now; the caller holds the product."""
    return ProductRevision.objects.select_for_update(of=("self",)).get(pk=pk)
