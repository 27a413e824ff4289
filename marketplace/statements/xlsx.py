"""A statement for a spreadsheet: every line on one sheet, who and how much on another."""

import tempfile
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import IO, Any

from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from fairs.organiser.exports import FORMULA_STARTS
from marketplace.statements.lines import AMOUNTS, StatementLine
from marketplace.statements.pdf import identity, month_text, notes, payout_text
from marketplace.statements.selectors import Statement
from marketplace.statements.words import line_heads, sums_of

Value = str | Decimal | date
MONEY, DAY = "#,##0.00", "yyyy-mm-dd"
WIDTHS = (12, 44, 14, 16, 16, 12, 14, 18, 22)


def statement_xlsx(statement: Statement) -> IO[bytes]:
    """A workbook ready to be read."""
    book = Workbook(write_only=True)
    _lines(book, statement)
    _summary(book, statement)
    file = tempfile.TemporaryFile()  # noqa: SIM115 -- the response closes it
    book.save(file)
    file.seek(0)
    return file


def _lines(book: Workbook, statement: Statement) -> None:
    sheet = _sheet(book, month_text(statement), WIDTHS)
    sheet.freeze_panes = "A2"
    sheet.append(_bold(sheet, line_heads()))
    cells = [_cell(sheet, None, DAY), *(_cell(sheet, None, MONEY) for _name in AMOUNTS)]
    for line in statement.lines:
        sheet.append(_row(sheet, cells, line))
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(WIDTHS))}{len(statement.lines) + 1}"
    sheet.append(_bold(sheet, [_("Total"), "", *(getattr(statement.totals, name) for name in AMOUNTS)]))


def _row(sheet: Any, cells: Sequence[Any], line: StatementLine) -> list[Any]:
    """A row is written as it is appended, so the same styled cells serve them all; empty where nothing is."""
    known = f" ({line.evidence_name})" if line.evidence_name else ""
    day, *amounts = cells
    day.value = line.happened_on
    row = [day, _text(sheet, f"{line.title}{known}")]
    for cell, name in zip(amounts, AMOUNTS, strict=True):
        cell.value = getattr(line, name)
        row.append(cell if cell.value else None)
    return row


def _summary(book: Workbook, statement: Statement) -> None:
    sheet = _sheet(book, _("In short"), (44, 44))
    draft = [[_("Draft: it may still change"), ""]] if statement.is_draft else []
    rows: Iterable[Sequence[Value]] = [
        [_("Statement"), month_text(statement)],
        *draft,
        # Isolates are for paper: a spreadsheet looks for the code itself.
        *((name, value.strip("\u2066\u2069")) for name, value in identity(statement)),
        *sums_of(statement),
        *([_("Payout"), payout_text(payout)] for payout in statement.payouts),
        *([note, ""] for note in notes(statement)),
    ]
    for row in rows:
        sheet.append([_cell(sheet, each, MONEY) if isinstance(each, Decimal) else _text(sheet, each) for each in row])


def _sheet(book: Workbook, name: str, widths: Sequence[int]) -> Any:
    sheet = book.create_sheet(name[:31])
    sheet.sheet_view.rightToLeft = get_language_bidi()
    # A sheet that is only written wants its widths before its first row.
    for place, width in enumerate(widths):
        sheet.column_dimensions[get_column_letter(place + 1)].width = width
    return sheet


def _bold(sheet: Any, values: Iterable[Value]) -> list[Any]:
    return [_with_bold(sheet, value) for value in values]


def _with_bold(sheet: Any, value: Value) -> Any:
    made = _cell(sheet, value, "@" if isinstance(value, str) else MONEY)
    made.font = Font(bold=True)
    return made


def _cell(sheet: Any, value: Value | None, written: str) -> Any:
    made: Any = WriteOnlyCell(sheet)
    made.value, made.number_format = value, written
    return made


def _text(sheet: Any, value: Any) -> Any:
    """Plain where it can be, which is quicker; never a formula, whatever a name begins with."""
    text = str(value)
    if not text.lstrip(" \u00a0").startswith(FORMULA_STARTS):
        return text
    made = WriteOnlyCell(sheet, value=text)
    made.data_type = "s"
    return made
