"""Sheets of products for tests: filled in, sent, read and taken over by the jobs that a worker would do."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import Workbook

from catalogue.kinds.models import ProductKind
from catalogue.sheets.columns import COLUMNS
from catalogue.sheets.models import ProductSheet, SheetRow
from catalogue.sheets.services import keep_sheet, take_over_good, take_over_whole
from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.enums import Role
from cooperatives.jobs.services import run_due
from cooperatives.models import Cooperative
from tests.factories import make_category, make_family, make_member

OIL = {"kind": "Huile d'argan", "title_fr": "Huile d'argan vierge", "price": 90, "stock": 12}


def make_kind(code: str = "argan_oil", name: str = "Huile d'argan", **given: Any) -> ProductKind:
    """A kind as base data has it, with its family and shelf."""
    defaults = {
        "family": make_family(),
        "category": make_category(),
        "name_ar": "زيت أركان",
        "name_fr": name,
        "name_en": "Argan oil",
        "weight_grams": 420,
        "shipping_class": "fragile",
    }
    kind, _ = ProductKind.objects.get_or_create(code=code, defaults=defaults | given)
    return kind


def as_sheet(rows: Sequence[Mapping[str, Any]], *, language: str = "fr") -> bytes:
    """A filled-in sheet: each row says its cells by field."""
    book, written = Workbook(), BytesIO()
    sheet = book.active
    sheet.append([column.head(language) for column in COLUMNS])
    for row in rows:
        sheet.append([row.get(column.field) for column in COLUMNS])
    book.save(written)
    return written.getvalue()


def keeper_of(cooperative: Cooperative) -> User:
    return make_member(cooperative, role=Role.CATALOGUE_KEEPER)


def sent(cooperative: Cooperative, rows: Sequence[Mapping[str, Any]], *, by: User | None = None) -> ProductSheet:
    """A sheet that was sent and read."""
    by = by or keeper_of(cooperative)
    sheet = keep_sheet(cooperative=cooperative, file_name="produits.xlsx", content=as_sheet(rows), by=by)
    return work(sheet)


def work(sheet: ProductSheet) -> ProductSheet:
    """Do what is due, and answer how the sheet stands then."""
    run_due()
    sheet.refresh_from_db()
    return sheet


def taken_over(sheet: ProductSheet, *, only_good: bool = False) -> ProductSheet:
    take_over = take_over_good if only_good else take_over_whole
    take_over(sheet_id=sheet.pk, by=sheet.sent_by)
    return work(sheet)


def rows_by_number(sheet: ProductSheet) -> dict[int, SheetRow]:
    return {row.number: row for row in SheetRow.objects.filter(sheet=sheet)}


def codes(row: SheetRow) -> list[tuple[str, str]]:
    return [(problem["column"], problem["code"]) for problem in row.problems]


D = Decimal


def try_until_given_up(sheet: ProductSheet) -> ProductSheet:
    """Let hours pass in which the worker tries again and again."""
    for hours in range(1, 8):
        with clock.frozen_at(clock.now() + timedelta(hours=hours)):
            work(sheet)
    return sheet
