"""What the law asks of a product before it may be on sale: one list, for keepers, staff and sheets alike.

Food: law 28-07 and decree 2-12-389 on its label; cosmetics: their registration with the ministry of health. The CHECKs
of `catalogue.models.Product` say the same, for whoever writes past this.
"""

from catalogue.enums import LegalKind, Unit
from catalogue.models import Product
from cooperatives.texts import texts_of


def missing_for_sale(product: Product) -> tuple[str, ...]:
    """The fields that must be filled before `product` may be on sale, in the order in which they are asked for."""
    filled = _FILLED.get(LegalKind(product.product_class.legal_kind), {})
    return tuple(field for field, is_filled in filled.items() if not is_filled(product))


def _says_how_much(product: Product) -> bool:
    """By weight, how much it is stands on the bill."""
    return product.unit != Unit.PIECE or product.net_quantity is not None


_FILLED = {
    LegalKind.FOOD: {
        "onssa_number": lambda product: bool(product.onssa_number),
        "ingredients": lambda product: any(texts_of(product, "ingredients").values()),
        "net_quantity": _says_how_much,
        "durability_months": lambda product: product.durability_months is not None,
    },
    LegalKind.COSMETIC: {"cosmetic_registration": lambda product: bool(product.cosmetic_registration)},
}
