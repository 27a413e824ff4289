"""The short list of kinds: base data of every installation."""

import csv
from decimal import Decimal
from pathlib import Path

from django.db import transaction

from catalogue.kinds.models import ProductKind
from catalogue.models import Category, ProductClass
from cooperatives.texts import LANGUAGES

SOURCE = Path(__file__).resolve().parent.parent / "data" / "kinds.csv"
# The drawings of the kinds, by code: an AVIF, and a WebP for older telephones.
PICTURES = "img/kinds"
WITHOUT_PICTURE = frozenset({"spices"})


@transaction.atomic
def load_kinds() -> None:
    """Write the kinds that are missing, in the order of the list; what staff edited since stays as it is."""
    families = {family.code: family for family in ProductClass.objects.all()}
    shelves = {shelf.slug: shelf for shelf in Category.objects.all()}
    known = set(ProductKind.objects.values_list("code", flat=True))
    with SOURCE.open(encoding="utf-8", newline="") as file:
        rows = [(place, row) for place, row in enumerate(csv.DictReader(file), start=1) if row["code"] not in known]
    for place, row in rows:
        family = families[row["family"]]
        # Staff may have taken the shelf away; then the shop's first one stands in.
        shelf = shelves.get(row["family"].replace("_", "-")) or Category.objects.order_by("path").first()
        ProductKind.objects.create(family=family, category=shelf, position=place, **_values(row))


def _values(row: dict[str, str]) -> dict[str, object]:
    code = row["code"]
    return {
        "code": code,
        **{f"name_{language}": row[f"name_{language}"] for language in LANGUAGES},
        "icon": row["icon"],
        "picture": "" if code in WITHOUT_PICTURE else f"{PICTURES}/{code}",
        "unit": row["unit"],
        "net_quantity": Decimal(row["net_quantity"]) if row["net_quantity"] else None,
        "net_unit": row["net_unit"],
        "weight_grams": int(row["weight_grams"]),
        "shipping_class": row["shipping_class"],
        "durability_months": int(row["durability_months"]) if row["durability_months"] else None,
        "is_unique": row["is_unique"] == "1",
    }
