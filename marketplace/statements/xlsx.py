"""A statement for a spreadsheet: every line on one sheet, who and how much on another."""

import re
import tempfile
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import IO, Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from marketplace.identity import platform_identity
from marketplace.statements.lines import AMOUNTS, StatementLine
from marketplace.statements.pdf import identity, month_text, notes, payout_text
from marketplace.statements.selectors import Statement
from marketplace.statements.words import line_heads, sums_of

Value = str | Decimal | date
MONEY, DAY = "#,##0.00", "yyyy-mm-dd"
WIDTHS = (12, 44, 14, 16, 16, 12, 14, 18, 22)
COLUMNS = [get_column_letter(place) for place in range(1, len(WIDTHS) + 1)]
# Days are counted from here.
EPOCH, ONE = date(1899, 12, 30), Decimal(1)
LINES_SHEET = "xl/worksheets/sheet1.xml"
ROW = re.compile(r"<row .*?</row>", re.DOTALL)
STYLE = re.compile(r'<c r="\w+"[^>]*? s="(\d+)"')


def statement_xlsx(statement: Statement) -> IO[bytes]:
    """A workbook ready to be read."""
    book = Workbook(write_only=True)
    _frame_of_lines(book, statement)
    _summary(book, statement)
    with BytesIO() as frame:
        book.save(frame)
        return _filled(frame, statement)


def _frame_of_lines(book: Workbook, statement: Statement) -> None:
    """The sheet of the lines with its heads, and two rows that only show how lines and sums are written."""
    sheet = _sheet(book, month_text(statement), WIDTHS)
    sheet.freeze_panes = "A2"
    sheet.append(_bold(sheet, line_heads()))
    sheet.append([_cell(sheet, EPOCH, DAY), "", _cell(sheet, ONE, MONEY)])
    sheet.append(_bold(sheet, ["", "", ONE]))
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(WIDTHS))}{len(statement.lines) + 1}"


def _filled(frame: IO[bytes], statement: Statement) -> IO[bytes]:
    """The workbook with its lines: written as text, which takes a tenth of what cells as objects take."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 -- the response closes it
    with ZipFile(frame) as source, ZipFile(file, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            target.writestr(name, _with_lines(part.decode(), statement) if name == LINES_SHEET else part)
    file.seek(0)
    return file


def _with_lines(sheet: str, statement: Statement) -> str:
    """The sheet with the lines and their sums in the place of the two rows that showed how they are written."""
    head, line_shown, sums_shown = ROW.findall(sheet)
    day, money = STYLE.findall(line_shown)
    bold_text, _same, bold_money = STYLE.findall(sums_shown)
    styles = [day, "", *[money] * len(AMOUNTS)]
    rows = [_row(number, _values(line), styles) for number, line in enumerate(statement.lines, 2)]
    sums = [_("Total"), "", *(getattr(statement.totals, name) for name in AMOUNTS)]
    rows.append(_row(len(rows) + 2, sums, [bold_text, bold_text, *[bold_money] * len(AMOUNTS)]))
    before, _found, after = sheet.partition(head)
    return before + head + "".join(rows) + after[after.index("</sheetData>") :]


def _values(line: StatementLine) -> list[Value]:
    known = f" ({line.evidence_name})" if line.evidence_name else ""
    return [line.happened_on, f"{line.title}{known}", *(getattr(line, name) for name in AMOUNTS)]


def _row(number: int, values: Sequence[Value], styles: Sequence[str]) -> str:
    """One row as SpreadsheetML; empty where nothing is, as on paper."""
    cells = (
        _written(f"{column}{number}", value, style)
        for column, value, style in zip(COLUMNS, values, styles, strict=True)
        if value
    )
    return f'<row r="{number}">{"".join(cells)}</row>'


def _written(place: str, value: Value, style: str) -> str:
    """Text stands as text, never as a formula, whatever it begins with."""
    styled = f' s="{style}"' if style else ""
    if isinstance(value, str):
        return f'<c r="{place}"{styled} t="inlineStr"><is><t>{escape(_printable(value))}</t></is></c>'
    number = (value - EPOCH).days if isinstance(value, date) else value
    return f'<c r="{place}"{styled}><v>{number}</v></c>'


def _printable(text: str) -> str:
    """`text` without what XML cannot hold."""
    return ILLEGAL_CHARACTERS_RE.sub("", text)


def _summary(book: Workbook, statement: Statement) -> None:
    sheet = _sheet(book, _("In short"), (44, 44))
    draft = [[_("Draft: it may still change"), ""]] if statement.is_draft else []
    rows: Iterable[Sequence[Value]] = [
        [_("Statement"), month_text(statement)],
        *draft,
        # Isolates are for paper: a spreadsheet looks for the code itself.
        *((name, value.strip("\u2066\u2069")) for name, value in identity(statement)),
        *((_("Cooperatives' Souk"), text.strip("\u2066\u2069")) for text in platform_identity()),
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
    """Never a formula, whatever a name begins with."""
    made: Any = WriteOnlyCell(sheet)
    made.value, made.data_type = str(value), "s"
    return made
