"""What is there already when a sheet is read: kinds, families, and the cooperative's own products."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from catalogue.enums import Unit
from catalogue.kinds.models import ProductKind
from catalogue.models import Category, Product, ProductClass
from catalogue.moderation.selectors import as_proposed_among
from catalogue.sheets.columns import NAMES
from cooperatives.models import Cooperative
from cooperatives.texts import LANGUAGES, search_form

# A product by its name and content: jars of 250 g and of 500 g have one name.
Name = tuple[str, Decimal | None, str]
OWN = ("title_ar", "title_fr", "title_en", "net_quantity", "net_unit")


@dataclass(frozen=True, slots=True)
class Sort:
    """What a word in the column of kinds means: a kind with its family, or a family alone."""

    family: ProductClass
    kind: ProductKind | None = None


@dataclass(slots=True)
class Known:
    """Everything that rows are compared with; asked for once, however many rows there are."""

    sorts: Mapping[str, Sort]
    products: Mapping[str, Product]
    names: dict[Name, str]


def known_of(cooperative: Cooperative, codes: Collection[str]) -> Known:
    """What the rows of a sheet of `cooperative` are compared with; `codes` are those that they name."""
    own = Product.objects.kept().filter(cooperative=cooperative)
    named = own.filter(public_id__in=set(codes), stockrecord__isnull=False)
    names = {
        name: str(row["public_id"]) for row in own.order_by("pk").values("public_id", *OWN) for name in names_of(row)
    }
    products = named.select_related("stockrecord", "kind", "product_class")
    # As their keeper sees them: with what waits for staff already.
    stand = as_proposed_among(list(products))
    return Known(_sorts(), {product.public_id: product for product in stand.values()}, names)


def _sorts() -> dict[str, Sort]:
    """Kinds before families: of the same word the kind says more."""
    families = {family.pk: family for family in ProductClass.objects.all()}
    sorts: dict[str, Sort] = {}
    for kind in ProductKind.objects.all():
        for word in (kind.code, *_names(kind)):
            sorts.setdefault(search_form(word), Sort(families[kind.family_id], kind))
    for family in families.values():
        for word in (family.code, *_names(family)):
            sorts.setdefault(search_form(word), Sort(family))
    sorts.pop("", None)
    return sorts


def _names(row: Any) -> list[str]:
    return [getattr(row, f"name_{language}") or "" for language in LANGUAGES]


def names_of(row: Mapping[str, Any]) -> list[Name]:
    """Each name of a product as it is compared, with its content."""
    content = Decimal(row["net_quantity"]).normalize() if row.get("net_quantity") else None
    forms = (search_form(row.get(name) or "") for name in NAMES)
    return [(form, content, row.get("net_unit") or "") for form in forms if form]


def usual_of(sort: Sort) -> dict[str, Any]:
    """What a new product of this sort is where the row says nothing of it.

    What the law wants said (net content, how long it keeps) a person says.
    """
    if sort.kind is None:
        return {"unit": Unit.PIECE}
    kind = sort.kind
    return {
        "kind": kind,
        "unit": kind.unit,
        "weight_grams": kind.weight_grams,
        "shipping_class": kind.shipping_class,
        "is_unique": kind.is_unique,
    }


@dataclass(frozen=True, slots=True)
class Sorts:
    """Families, kinds and the shelves of families by their keys."""

    families: Mapping[int, ProductClass]
    kinds: Mapping[int, ProductKind]
    shelves: Mapping[int, int]

    def sort_of(self, values: Mapping[str, Any]) -> Sort:
        """The sort that a row names."""
        kind = self.kinds[values["kind"]] if values["kind"] else None
        return Sort(self.families[values["family"]], kind)

    def shelf_of(self, sort: Sort) -> int | None:
        """Where what is of this sort stands."""
        return sort.kind.category_id if sort.kind else self.shelves.get(sort.family.pk)


def sorts_by_key() -> Sorts:
    """All sorts, in three questions."""
    families = {family.pk: family for family in ProductClass.objects.all()}
    kinds = {kind.pk: kind for kind in ProductKind.objects.all()}
    return Sorts(families, kinds, shelves(families.values()))


def shelves(families: Iterable[ProductClass]) -> dict[int, int]:
    """The shelf of each family: the first below which its kinds stand, or that is called like it."""
    by_slug = {category.slug: category.pk for category in Category.objects.all()}
    return {family.pk: by_slug[slug] for family in families if (slug := family.code.replace("_", "-")) in by_slug}
