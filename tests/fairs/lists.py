"""Lists of a past edition as offices keep them: a fair of three days in August 2025 unless a test says otherwise."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO, StringIO
from typing import Any

from openpyxl import Workbook

from cooperatives.accounts.models import User
from cooperatives.jobs.services import run_due
from fairs.imports.models import ImportRow, PastImport
from fairs.imports.services import choose_columns, keep_list
from fairs.models import Edition
from tests.factories import make_edition
from tests.fairs.organisers import make_organiser

DAY = date(2025, 8, 4)
HEADS = ("Nom de la coopérative", "N° registre", "ICE", "Date", "Montant (DH)", "Personnes", "Femmes")
Cells = Sequence[Any]


def make_past_fair(**given: Any) -> Edition:
    return make_edition(starts_on=DAY, days=3, **given)


def as_csv(rows: Iterable[Cells], *, heads: Cells = HEADS, separator: str = ";", encoding: str = "utf-8") -> bytes:
    written = StringIO()
    csv.writer(written, delimiter=separator).writerows([heads, *rows])
    return written.getvalue().encode(encoding)


def as_xlsx(rows: Iterable[Cells], *, heads: Cells = HEADS, above: Iterable[Cells] = ()) -> bytes:
    book, written = Workbook(), BytesIO()
    for row in [*above, heads, *rows]:
        book.active.append(list(row))
    book.save(written)
    return written.getvalue()


def ice(number: int) -> str:
    """A whole ICE: thirteen digits and the two that prove them."""
    return f"{number:013d}{97 - number * 100 % 97:02d}"


def read(edition: Edition, content: bytes, *, by: User | None = None, name: str = "liste.csv") -> PastImport:
    """A list kept and read by the columns that its heads tell; totals without a day count on the last day."""
    by = by or make_organiser(edition)
    last = max(edition.stops.get(number=1).days.values_list("day", flat=True))
    kept = keep_list(edition=edition, file_name=name, content=content, day=last, proofs=[], by=by)
    past_import = choose_columns(past_import_id=kept.pk, fields=kept.columns["fields"], day=last, by=by)
    while past_import.is_being_read and run_due(limit=1):
        past_import.refresh_from_db()
    return past_import


def rows_in(past_import: PastImport) -> dict[int, ImportRow]:
    return {row.number: row for row in ImportRow.objects.filter(past_import=past_import)}


def codes(row: ImportRow) -> list[str]:
    return [problem["code"] for problem in row.problems]
