"""What staff look at of a product, as JSON that can be compared, kept and written back."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from copy import copy
from decimal import Decimal
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import CharField, DecimalField, Field, TextField, prefetch_related_objects

from catalogue.models import Product, ProductImage
from cooperatives.texts import LANGUAGES

CATEGORIES, PICTURES = "categories", "pictures"
# Price, stock, what the carrier needs and the place in the list are none of it: they change at once.
MODERATED: tuple[str, ...] = (
    *(f"{name}_{language}" for name in ("title", "description", "ingredients") for language in LANGUAGES),
    "drafted_languages",
    "kind",
    "product_class",
    "commune",
    "sign",
    "unit",
    "net_quantity",
    "net_unit",
    "is_unique",
    "dimensions",
    "variant_of",
    "variant_label",
    "allergens",
    "onssa_number",
    "cosmetic_registration",
    "durability_months",
)
Values = dict[str, Any]


def snapshot(product: Product) -> Values:
    """`product` as it stands in the database, its shelves and shown pictures by their keys."""
    return snapshots([product])[product.pk]


def snapshots(products: Iterable[Product]) -> dict[int, Values]:
    """As `snapshot` of each, by their keys, in two questions."""
    held = {product.pk: product for product in products}
    shelves: dict[int, list[int]] = {pk: [] for pk in held}
    stands_on = Product.categories.through.objects.filter(product__in=held).order_by("category_id")
    for product_id, category_id in stands_on.values_list("product_id", "category_id"):
        shelves[product_id].append(category_id)
    pictures: dict[int, list[int]] = {pk: [] for pk in held}
    shown = ProductImage.objects.filter(product__in=held, is_held_back=False).order_by("display_order", "id")
    for product_id, image_id in shown.values_list("product_id", "pk"):
        pictures[product_id].append(image_id)
    return {
        pk: fields_of(product, MODERATED) | {CATEGORIES: shelves[pk], PICTURES: pictures[pk]}
        for pk, product in held.items()
    }


def fields_of(product: Product, names: Any) -> Values:
    """The fields `names` of `product` as a snapshot holds them."""
    return {name: _written(_field(name), _field(name).value_from_object(product)) for name in names}


def was_public(product: Product) -> bool:
    """Whether shoppers see it or have seen it, so that it only changes once staff have looked."""
    return product.is_public or product.first_public_at is not None


def changed_names(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """What differs between two snapshots, in the order of the second."""
    return [name for name in after if after[name] != before.get(name)]


def as_values(values: Mapping[str, Any]) -> Values:
    """The fields of a snapshot as the model holds them."""
    return {_field(name).attname: _field(name).to_python(value) for name, value in values.items() if name in MODERATED}


def with_values(product: Product, values: Mapping[str, Any]) -> Product:
    """A copy of `product` that says `values` of a snapshot; it is never saved."""
    return with_values_each([(product, values)])[0]


def with_values_each(pairs: Iterable[tuple[Product, Mapping[str, Any]]]) -> list[Product]:
    """As `with_values` of each product with its values; their families are asked for in one question."""
    proposed = [_copy_with(product, values) for product, values in pairs]
    prefetch_related_objects(proposed, "product_class")
    for each in proposed:
        each.legal_kind = each.product_class.legal_kind
    return proposed


def _copy_with(product: Product, values: Mapping[str, Any]) -> Product:
    proposed = copy(product)
    for name, value in as_values(values).items():
        setattr(proposed, name, value)
    return proposed


def digest_of(values: Mapping[str, Any]) -> str:
    """The same for the same snapshot: by it the page that staff saw is told from what stands there now."""
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()


def _field(name: str) -> Field:
    return Product._meta.get_field(name)


def _written(field: Field, value: Any) -> Any:
    """`value` as JSON holds it, one way for each: 500 and 500.000 are the same weight."""
    if isinstance(field, DecimalField) and value is not None:
        return str(Decimal(value).quantize(Decimal(1).scaleb(-field.decimal_places)))
    if isinstance(field, CharField | TextField):
        return str(value or "").replace("\r\n", "\n")
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))
