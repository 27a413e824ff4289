"""What keepers do with their own products: begin a draft, hide and show, sort, duplicate, delete what never sold."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, BinaryIO

from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language

from catalogue import services
from catalogue.kinds.models import ProductKind
from catalogue.models import Product
from catalogue.partner import stock
from catalogue.pictures import Renditions, attach_picture, folder_of, make_renditions
from cooperatives.accounts.models import User
from cooperatives.idempotency import spend
from cooperatives.identifiers import PUBLIC_ID_ALPHABET, PUBLIC_ID_LENGTH, new_public_id
from cooperatives.models import Cooperative
from cooperatives.texts import LANGUAGES

UNIQUE_AT_MOST = Decimal(1)


class DraftDeleted(Exception):
    """The draft that this device began was deleted since."""


class MoreThanOneOfAUnique(Exception):
    """There is only one of a unique piece."""


def begin_product(
    *,
    cooperative: Cooperative,
    kind: ProductKind,
    pictures: Sequence[BinaryIO],
    price: Decimal,
    quantity: Decimal,
    by: User,
    device_id: str | None = None,
) -> Product:
    """Write a draft from a photograph, a kind, a price (dirhams) and a quantity; the rest follows from the kind.

    The same `device_id` of a cooperative begins one product only, and answers it ever after. Raises `PictureRefused`,
    `MoreThanOneOfAUnique` and, for one that was deleted meanwhile, `DraftDeleted`.
    """
    public_id = public_id_of_draft(cooperative, device_id) if device_id else new_public_id()
    if device_id and (begun := _begun(cooperative, public_id)):
        return begun
    if kind.is_unique and quantity > UNIQUE_AT_MOST:
        raise MoreThanOneOfAUnique
    made = [make_renditions(picture, folder=folder_of(public_id)) for picture in pictures]
    return _begin(cooperative, kind, made, price=price, quantity=quantity, by=by, public_id=public_id)


def public_id_of_draft(cooperative: Cooperative, device_id: str) -> str:
    """The public id of the product that a device's draft becomes: the same each time, and nobody's to guess."""
    digest = salted_hmac("catalogue.keeping.begin", f"{cooperative.pk}:{device_id}", algorithm="sha256").digest()
    return "".join(PUBLIC_ID_ALPHABET[byte % len(PUBLIC_ID_ALPHABET)] for byte in digest[:PUBLIC_ID_LENGTH])


def _begun(cooperative: Cooperative, public_id: str) -> Product | None:
    return Product.objects.filter(cooperative=cooperative, public_id=public_id).first()


@transaction.atomic
def _begin(
    cooperative: Cooperative,
    kind: ProductKind,
    made: Sequence[Renditions],
    *,
    price: Decimal,
    quantity: Decimal,
    by: User,
    public_id: str,
) -> Product:
    # A rival with the same draft waits here; once this commits it finds the product.
    if not spend(f"begin:{public_id}", action="product.begin"):
        begun = _begun(cooperative, public_id)
        if begun is None:
            raise DraftDeleted
        return begun
    product = services.add_product(
        cooperative_id=cooperative.pk,
        values=_usual(cooperative, kind) | {"public_id": public_id},
        category_ids=[kind.category_id],
        price=price,
        by=by,
    )
    for each in made:
        attach_picture(product=product, made=each)
    if quantity:
        stock.count(stockrecord_id=product.stockrecord.pk, quantity=quantity, key=f"begin:{public_id}", by=by)
    return product


def _usual(cooperative: Cooperative, kind: ProductKind) -> dict[str, Any]:
    """What a product of this kind usually is.

    What the law wants said (net weight, how long it keeps) is no more than suggested on its screen: a person says it.
    """
    spoken = (get_language() or LANGUAGES[0])[:2]
    return {
        "kind": kind,
        "product_class": kind.family,
        "commune": cooperative.commune,
        "unit": kind.unit,
        "weight_grams": kind.weight_grams,
        "shipping_class": kind.shipping_class,
        "is_unique": kind.is_unique,
        "drafted_languages": [language for language in LANGUAGES if language != spoken],
        **{f"title_{language}": getattr(kind, f"name_{language}") for language in LANGUAGES},
    }
