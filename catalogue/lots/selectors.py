"""Reading lots: for those who keep them, and for whoever holds a jar."""

from datetime import date

from django.db.models import QuerySet

from catalogue.lots.models import Lot
from catalogue.models import Product
from cooperatives.models import CooperativeQuerySet, SignHeld


def lots_of(cooperatives: CooperativeQuerySet) -> QuerySet[Lot]:
    """The lots of cooperatives with what a list shows, the newest first."""
    # Their keys are asked for apart: knowing them, the database takes the newest from its index and sorts nothing.
    own = list(cooperatives.order_by().values_list("pk", flat=True))
    return (
        Lot.objects.filter(cooperative__in=own)
        .select_related("product", "commune", "sign__sign")
        .order_by("-made_on", "-pk")
    )


def next_code(product: Product, made_on: date) -> str:
    """A number for a lot that its cooperative has not used: the day, and how many were made on it before."""
    day = f"{made_on:%y%m%d}"
    taken = set(
        Lot.objects.filter(cooperative=product.cooperative_id, code__startswith=day).values_list("code", flat=True)
    )
    number = len(taken) + 1
    while f"{day}-{number}" in taken:
        number += 1
    return f"{day}-{number}"


def certificate_on(product: Product, day: date) -> SignHeld | None:
    """The checked certificate that the product shows, where it stood on `day`."""
    return product.sign if product.sign and product.sign.is_valid_on(day) else None


def lot_with_passport(public_id: str) -> Lot | None:
    """A lot with all that its passport tells, whether it was called back or not."""
    return (
        Lot.objects.filter(public_id=public_id)
        .select_related(
            "product__stockrecord",
            "product__product_class",
            "product__cooperative__commune",
            "product__cooperative__region",
            "commune__province__region",
            "sign__sign",
        )
        .first()
    )
