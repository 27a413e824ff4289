"""One cooperative and a sheet of five thousand rows: each step of its way timed, as the worker does it."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from typing import IO, Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import translation  # noqa: E402
from openpyxl import Workbook, load_workbook  # noqa: E402

from catalogue.families import load_families  # noqa: E402
from catalogue.models import Product  # noqa: E402
from catalogue.sheets.columns import COLUMNS  # noqa: E402
from catalogue.sheets.enums import SheetStatus  # noqa: E402
from catalogue.sheets.loading import load_sheet  # noqa: E402
from catalogue.sheets.models import ProductSheet  # noqa: E402
from catalogue.sheets.reading import read_sheet  # noqa: E402
from catalogue.sheets.services import keep_sheet, take_back, take_over_whole  # noqa: E402
from catalogue.sheets.template import products_of, sheet_xlsx  # noqa: E402
from catalogue.sheets.undoing import take_back_sheet  # noqa: E402
from cooperatives import clock  # noqa: E402
from cooperatives.accounts.models import User  # noqa: E402
from cooperatives.models import Cooperative  # noqa: E402
from cooperatives.territory.models import Commune, Province, Region  # noqa: E402
from marketplace.runtime.layout import PROJECT  # noqa: E402

ROWS, ALLOWED_SECONDS = int(os.environ.get("BENCH_SHEET_ROWS", "5000")), 30
PAGE = """# Benchmark of sheets of products

Written by `python -m bench.sheets`; do not edit.
{when:%-d %B %Y, %H:%M} UTC, {cores} cores, load average {load:.1f} when it began.

One cooperative and a sheet of {rows:,} rows with every column filled, taken through its whole way by one worker. Each
step once: reading, taking over and taking back are jobs. *Its processor* is the time that the worker computes;
the rest is PostgreSQL, and whoever else the machine serves.

| step | seconds | its processor | statements of SQL |
|---|--:|--:|--:|
{table}
| **new products, read and taken over** (at most {allowed}) | **{new:.1f}** | | |
| **new words of what is on sale, read and sent to staff** (at most {allowed}) | **{worded:.1f}** | | |
"""


@dataclass(frozen=True, slots=True)
class Step:
    """A step, how long it took, how long of that it computed, and how many statements it made."""

    name: str
    seconds: float
    computed: float
    statements: int


def main() -> None:
    load = os.getloadavg()[0]
    call_command("migrate", interactive=False, verbosity=0)
    by, cooperative = _people()
    steps: list[Step] = []
    new = _sheet(cooperative, by, _new_rows())
    steps.append(_timed("read new products", lambda: read_sheet(sheet_id=new.pk)))
    steps.append(_timed("take them over", lambda: _take_over(new, by)))
    _must(Product.objects.count() == ROWS, "every row is a product")
    filled: list[IO[bytes]] = []
    steps.append(_timed("make the sheet of them all", lambda: filled.append(_filled(cooperative))))
    changed = _sheet(cooperative, by, _changed(filled[0]))
    steps.append(_timed("read it with every price and quantity changed", lambda: read_sheet(sheet_id=changed.pk)))
    steps.append(_timed("take the changes over", lambda: _take_over(changed, by)))
    steps.append(_timed("take the changes back", lambda: _take_back(changed, by)))
    Product.objects.update(is_public=True, first_public_at=clock.now())
    worded = _sheet(cooperative, by, _worded(filled[0]))
    steps.append(_timed("read it with every name changed, all on sale", lambda: read_sheet(sheet_id=worded.pk)))
    steps.append(_timed("have them all looked at by staff", lambda: _take_over(worded, by)))
    steps.append(_timed("withdraw that again", lambda: _take_back(worded, by)))
    Cooperative.objects.update(is_trusted=True)
    again = _sheet(cooperative, by, _worded(filled[0]))
    steps.append(_timed("read it again, of a cooperative that is trusted", lambda: read_sheet(sheet_id=again.pk)))
    steps.append(_timed("have shoppers see them all at once", lambda: _take_over(again, by)))
    steps.append(_timed("take that back", lambda: _take_back(again, by)))
    Product.objects.update(is_public=False, first_public_at=None)
    steps.append(_timed("take the new products back", lambda: _take_back(new, by)))
    took = {step.name: step.seconds for step in steps}
    imports = {
        "new": took["read new products"] + took["take them over"],
        "worded": took["read it with every name changed, all on sale"] + took["have them all looked at by staff"],
    }
    page = PAGE.format(
        when=clock.now(),
        cores=os.cpu_count(),
        load=load,
        rows=ROWS,
        allowed=ALLOWED_SECONDS,
        table="\n".join(
            f"| {step.name} | {step.seconds:.1f} | {step.computed:.1f} | {step.statements} |" for step in steps
        ),
        **imports,
    )
    print(page)
    (PROJECT / "docs" / "benchmarks-sheets.md").write_text(page, encoding="utf-8")
    for name, seconds in imports.items():
        _must(seconds <= ALLOWED_SECONDS, f"the import ({name}) took {seconds:.1f} seconds")


def _people() -> tuple[User, Cooperative]:
    load_families()
    names = {"name_ar": "سوس", "name_fr": "Souss", "name_en": "Souss"}
    region = Region.objects.create(code="09", slug="r", **names)
    province = Province.objects.create(code="091", slug="p", kind="province", region=region, **names)
    commune = Commune.objects.create(code="0911", slug="c", kind="rural", province=province, **names)
    cooperative = Cooperative.objects.create(slug="first", status="approved", commune=commune, **names)
    return User.objects.create_user(phone="+212600000001"), cooperative


def _new_rows() -> list[dict[str, Any]]:
    return [
        {
            "kind": "Huiles",
            "title_ar": f"زيت أركان رقم {number}",
            "title_fr": f"Huile d'argan numéro {number}",
            "title_en": f"Argan oil number {number}",
            "price": Decimal(60 + number % 90),
            "stock": 10 + number % 40,
            "unit": "pièce",
            "net_quantity": 250,
            "net_unit": "ml",
            "weight_grams": 420,
            "ingredients_ar": "زيت أركان",
            "ingredients_fr": "Huile d'argan",
            "durability_months": 18,
            "onssa_number": f"ES.{number}",
            "description_fr": "Pressée à froid par les femmes de la coopérative, au village. " * 4,
        }
        for number in range(ROWS)
    ]


def _sheet(cooperative: Cooperative, by: User, rows: list[dict[str, Any]]) -> ProductSheet:
    book, written = Workbook(write_only=True), BytesIO()
    sheet = book.create_sheet("Produits")
    sheet.append([column.fr for column in COLUMNS])
    for row in rows:
        sheet.append([row.get(column.field) for column in COLUMNS])
    book.save(written)
    return keep_sheet(cooperative=cooperative, file_name="produits.xlsx", content=written.getvalue(), by=by)


def _filled(cooperative: Cooperative) -> IO[bytes]:
    with translation.override("fr"):
        return sheet_xlsx(language="fr", products=products_of(cooperative).iterator(chunk_size=2000))


def _rows(file: IO[bytes]) -> list[dict[str, Any]]:
    file.seek(0)
    cells = load_workbook(file, read_only=True).worksheets[0].iter_rows(min_row=2, values_only=True)
    return [dict(zip((column.field for column in COLUMNS), row, strict=False)) for row in cells]


def _worded(file: IO[bytes]) -> list[dict[str, Any]]:
    return [{"code": row["code"], "title_fr": f"{row['title_fr']} vierge"} for row in _rows(file)]


def _changed(file: IO[bytes]) -> list[dict[str, Any]]:
    rows = _rows(file)
    return [row | {"price": row["price"] + 5, "stock": row["stock"] + 3} for row in rows]


def _take_over(sheet: ProductSheet, by: User) -> None:
    take_over_whole(sheet_id=sheet.pk, by=by)
    load_sheet(sheet_id=sheet.pk, only_good=False)
    _must(ProductSheet.objects.get(pk=sheet.pk).status == SheetStatus.LOADED, "the sheet is taken over")


def _take_back(sheet: ProductSheet, by: User) -> None:
    take_back(sheet_id=sheet.pk, by=by)
    take_back_sheet(sheet_id=sheet.pk)


def _timed(name: str, act: Callable[[], object]) -> Step:
    statements = 0

    def counted(execute: Callable[..., Any], *given: Any) -> Any:
        nonlocal statements
        statements += 1
        return execute(*given)

    # Not Django's own log of queries: writing five thousand values into each takes longer than asking.
    with connection.execute_wrapper(counted):
        begun, computed = time.monotonic(), time.process_time()
        act()
        step = Step(name, time.monotonic() - begun, time.process_time() - computed, statements)
    print(f"  {step.name}: {step.seconds:.1f} s ({step.computed:.1f}), {step.statements} statements", flush=True)
    return step


def _must(is_so: bool, what: str) -> None:
    if not is_so:
        raise SystemExit(f"Not so: {what}")


main()
