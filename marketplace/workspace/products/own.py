"""The products that a person may write: another cooperative's does not exist for them."""

from django.http import Http404

from catalogue.models import Product
from cooperatives.permissions import Area, cooperatives_where
from marketplace.basket.requests import SignedInRequest

SHOWN = ("cooperative", "product_class", "stockrecord", "kind", "commune__province__region", "sign__sign", "variant_of")


def own_product(request: SignedInRequest, public_id: str) -> Product:
    """A product of a cooperative whose catalogue the person keeps, thrown away or not; else 404."""
    own = Product.objects.filter(cooperative__in=cooperatives_where(request.user, Area.CATALOGUE))
    found = own.select_related(*SHOWN).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found
