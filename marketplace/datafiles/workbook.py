"""A workbook of one long sheet, written row by row: memory stays the same however long it is."""

import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import IO, Any

from django.utils.translation import get_language_bidi
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

Value = str | int | Decimal | date | None
MONEY, QUANTITY, DAY, TEXT = "#,##0.00", "#,##0.###", "yyyy-mm-dd", "@"
A_BATCH = 500


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title in the person's language, how its values are written, how wide it stands."""

    title: str
    written: str = TEXT
    width: int = 18


def long_sheet(
    name: str, columns: Sequence[Column], rows: Iterable[Sequence[Value]], count: Callable[[int], object]
) -> IO[bytes]:
    """A workbook ready to be read; `count` hears how many rows are written."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(name[:31])
    sheet.sheet_view.rightToLeft = get_language_bidi()
    sheet.freeze_panes = "A2"
    for place, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    sheet.append([_head(sheet, column.title) for column in columns])
    for number, row in enumerate(rows, 1):
        sheet.append([cell(sheet, value, column.written) for value, column in zip(row, columns, strict=True)])
        if number % A_BATCH == 0:
            count(number)
    file = tempfile.TemporaryFile()  # noqa: SIM115 -- whoever asked closes it
    book.save(file)
    file.seek(0)
    return file


def cell(sheet: Any, value: Value, written: str) -> Any:
    """Text stands as text, never as a formula, whatever it begins with."""
    if value is None or value == "":
        return None
    made: Any = WriteOnlyCell(sheet)
    if isinstance(value, str):
        made.value, made.data_type = ILLEGAL_CHARACTERS_RE.sub("", value), "s"
    else:
        made.value, made.number_format = value, written
    return made


def _head(sheet: Any, text: str) -> Any:
    made = cell(sheet, text, TEXT)
    made.font = Font(bold=True)
    return made
