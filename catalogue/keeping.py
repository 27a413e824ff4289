"""What keepers do with their own products: begin one, hide and show it, say it is sold out, copy it, throw it away."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, BinaryIO

from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language

from catalogue import services
from catalogue.counting import SOLD_OUT, NothingToUndo
from catalogue.kinds.models import ProductKind
from catalogue.models import Product, ProductImage
from catalogue.moderation.locks import product_for_update
from catalogue.moderation.selectors import as_proposed, pictures_as_proposed, shelves_as_proposed, unsettled_of
from catalogue.moderation.services import withdraw_revision
from catalogue.moderation.snapshots import was_public
from catalogue.partner import stock
from catalogue.partner.enums import MovementKind
from catalogue.partner.locks import stock_records_for_update
from catalogue.partner.models import StockMovement, StockRecord
from catalogue.pictures import Renditions, attach_picture, folder_of, make_renditions, repeat_first_picture
from catalogue.suggestions import suggested
from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.records import change_locked
from cooperatives.audit.services import record_act
from cooperatives.idempotency import spend
from cooperatives.identifiers import PUBLIC_ID_ALPHABET, PUBLIC_ID_LENGTH, new_public_id
from cooperatives.models import Cooperative
from cooperatives.texts import LANGUAGES

UNIQUE_AT_MOST = Decimal(1)
# What a copy does not take over: whose row it is, where it stands, and what was decided about the other one.
_OWN = frozenset(
    {"id", "public_id", "slug", "cooperative", "is_public", "first_public_at", "discarded_at", "version", "upc"}
    | {"date_created", "date_updated", "rating", "is_discountable", "parent", "structure", "meta_title"}
    | {"meta_description", "priority", "position", "region", "legal_kind", "picture", "search_text"}
    | {f"sort_{language}" for language in LANGUAGES}
    | {"title", "description", "ingredients"}
)


class DraftDeleted(Exception):
    """The draft that this device began was thrown away since."""


class MoreThanOneOfAUnique(Exception):
    """There is only one of a unique piece."""


class SoldBefore(Exception):
    """Shoppers have seen it: it can be hidden, and not be thrown away."""


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
    `MoreThanOneOfAUnique` and, for one that was thrown away meanwhile, `DraftDeleted`.
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


@transaction.atomic
def hide(*, product_id: int, by: User) -> Product:
    """Take a product off the shop, as known to shoppers; what was ordered of it stays ordered."""
    product = product_for_update(product_id)
    if not product.is_public:
        return product
    values = {"is_public": False, "first_public_at": product.first_public_at or clock.now()}
    return change_locked(row=product, values=values, by=by, cooperative=product.cooperative)


@transaction.atomic
def show(*, product_id: int, by: User) -> Product:
    """Put a product that staff accepted before back into the shop. Raises `PaperMissing`; a draft stays one."""
    product = product_for_update(product_id)
    if not was_public(product) or product.is_public:
        return product
    services.check_papers(product)
    return change_locked(row=product, values={"is_public": True}, by=by, cooperative=product.cooperative)


@transaction.atomic
def say_sold_out(*, product_id: int, key: str, by: User) -> StockMovement | None:
    """Leave nothing of a product to be bought; what is promised to orders stays. Answers the movement, for undoing."""
    record = StockRecord.objects.select_related("product__cooperative").get(product_id=product_id)
    locked = stock_records_for_update([record.pk])[record.pk]
    services.count_stock(product_id=product_id, quantity=locked.num_allocated, key=key, by=by)
    return StockMovement.objects.filter(key=key, stockrecord=record).first()


@transaction.atomic
def undo_sold_out(*, product_id: int, key: str, by: User) -> None:
    """Put back what `say_sold_out` took away under `key`.

    Raises `NothingToUndo` for what took nothing away or was undone, and where somebody has written a number since.
    """
    taken = StockMovement.objects.filter(key=key, stockrecord__product=product_id).first()
    if taken is None or taken.change_in_stock >= 0 or not key.startswith(f"{SOLD_OUT}:"):
        raise NothingToUndo
    locked = stock_records_for_update([taken.stockrecord_id])[taken.stockrecord_id]
    by_hand = StockMovement.objects.filter(kind__in=(MovementKind.COUNTED, MovementKind.RECEIVED))
    if by_hand.filter(stockrecord=locked, pk__gt=taken.pk).exists():
        raise NothingToUndo
    quantity = locked.num_in_stock - taken.change_in_stock
    services.count_stock(product_id=product_id, quantity=quantity, key=f"{key}:undo", by=by)


@transaction.atomic
def throw_away(*, product_id: int, by: User) -> Product:
    """Take a draft off every list, also off the staff's. Raises `SoldBefore` for what shoppers know."""
    product = product_for_update(product_id)
    if was_public(product):
        raise SoldBefore
    if open_revision := unsettled_of(product):
        withdraw_revision(revision_id=open_revision.pk, by=by)
    if product.discarded_at is None:
        product.discarded_at = clock.now()
        Product.objects.filter(pk=product.pk).update(discarded_at=product.discarded_at)
        record_act(action="product.throw_away", subject=product, by=by, cooperative=product.cooperative)
    return product


@transaction.atomic
def fetch_back(*, product_id: int, by: User) -> Product:
    """Undo `throw_away`."""
    product = product_for_update(product_id)
    if product.discarded_at is not None:
        product.discarded_at = None
        Product.objects.filter(pk=product.pk).update(discarded_at=None)
        record_act(action="product.fetch_back", subject=product, by=by, cooperative=product.cooperative)
    return product


@transaction.atomic
def duplicate(*, product_id: int, by: User) -> Product:
    """Write a draft that says all that a product says, with its price and pictures and nothing in stock."""
    return _copy(product_for_update(product_id), by, price=None, values={})


@transaction.atomic
def add_variant(*, product_id: int, label: str, price: Decimal, by: User) -> Product:
    """Write a draft of the same thing in another size, tied to the first one of its sizes."""
    product = product_for_update(product_id)
    first = product.variant_of or product
    values = {"variant_of": first, "variant_label": label, "net_quantity": None, "net_unit": ""}
    return _copy(product, by, price=price, values=values)


def _copy(product: Product, by: User, *, price: Decimal | None, values: Mapping[str, Any]) -> Product:
    wanted = as_proposed(product)
    said = {
        field.attname: getattr(wanted, field.attname)
        for field in Product._meta.concrete_fields
        if field.name not in _OWN
    }
    keys = {Product._meta.get_field(name).attname: _key(value) for name, value in values.items()}
    copied = services.add_product(
        cooperative_id=product.cooperative_id,
        values=said | keys,
        category_ids=shelves_as_proposed(product),
        price=StockRecord.objects.get(product=product).price if price is None else price,
        by=by,
    )
    ProductImage.objects.bulk_create(
        ProductImage(
            product=copied,
            original=image.original.name,
            display_order=place,
            renditions=image.renditions,
            is_illustration=image.is_illustration,
        )
        for place, image in enumerate(pictures_as_proposed(product))
    )
    repeat_first_picture(product=copied)
    return copied


def _key(value: Any) -> Any:
    return value.pk if isinstance(value, Product) else value


def _begun(cooperative: Cooperative, public_id: str) -> Product | None:
    begun = Product.objects.filter(cooperative=cooperative, public_id=public_id).first()
    if begun is not None and begun.discarded_at is not None:
        raise DraftDeleted
    return begun


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
    values: dict[str, Any] = {
        "kind": kind,
        "product_class": kind.family,
        "commune": cooperative.commune,
        "unit": kind.unit,
        "weight_grams": kind.weight_grams,
        "shipping_class": kind.shipping_class,
        "is_unique": kind.is_unique,
        "drafted_languages": [language for language in LANGUAGES if language != spoken],
        f"title_{spoken}": getattr(kind, f"name_{spoken}"),
    }
    return values | suggested(Product(cooperative=cooperative, **values))
