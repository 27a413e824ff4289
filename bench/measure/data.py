"""What is measured on: the demonstration without its past, and as many products as are asked for."""

import os
import time
from collections.abc import Iterator
from decimal import Decimal
from itertools import count, cycle, islice

from django.core.cache import cache
from django.core.management import call_command
from django.db import connection

from bench.tables import make_tables
from catalogue.models import Product, ProductCategory
from catalogue.partner.models import StockRecord
from cooperatives.identifiers import new_public_id
from cooperatives.texts import LANGUAGES
from marketplace.demo.load.demonstration import load_shop_window

PRODUCTS = int(os.environ.get("BENCH_PRODUCTS", "3000"))
BATCH = 1000


def fill() -> None:
    """Migrate, load, and multiply the demonstration's products."""
    for step in (make_tables, load_shop_window, _multiply):
        begun = time.monotonic()
        step()
        print(f"  {step.__name__.strip('_')}: {time.monotonic() - begun:.0f} s", flush=True)
    # Enough for every round. A way past the stock services that only a throw-away database may take.
    StockRecord.objects.filter(product__is_unique=False).update(num_in_stock=Decimal(900_000))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    cache.clear()


def collect() -> None:
    """The static files as they are now: a kept database may be older than they."""
    call_command("collectstatic", interactive=False, verbosity=0)


def _multiply() -> None:
    originals = list(Product.objects.select_related("stockrecord").order_by("id"))
    shelves = dict(ProductCategory.objects.values_list("product_id", "category_id"))
    copies, records, standing = [], [], []
    for number, original in zip(_missing(len(originals)), cycle(originals), strict=False):
        own = {"id": None, "public_id": new_public_id(), **_titles(original, number)}
        copy = Product(**(_columns(original) | own))
        copies.append(copy)
        records.append(
            StockRecord(
                product=copy,
                partner_id=original.stockrecord.partner_id,
                partner_sku=f"BENCH-{number}",
                price=original.stockrecord.price,
                num_in_stock=10,
            )
        )
        if original.pk in shelves:
            standing.append(ProductCategory(product=copy, category_id=shelves[original.pk]))
    for model, rows in ((Product, copies), (StockRecord, records), (ProductCategory, standing)):
        model.objects.bulk_create(rows, batch_size=BATCH)


def _missing(present: int) -> Iterator[int]:
    return islice(count(1), max(PRODUCTS - present, 0))


def _columns(original: Product) -> dict[str, object]:
    """As they stand, but for the names that stand for whichever language is spoken."""
    names = [field.attname for field in Product._meta.concrete_fields]
    return {name: getattr(original, name) for name in names if f"{name}_ar" not in names}


def _titles(original: Product, number: int) -> dict[str, str]:
    names = [f"{column}_{language}" for column in ("title", "sort") for language in LANGUAGES]
    return {name: f"{getattr(original, name)} {number}" for name in names}
