"""The sheet that people fill in: heads, lists to choose from, and what to know, in one language."""

import tempfile
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import IO, Any

from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from catalogue.enums import NetUnit, Unit
from catalogue.kinds.models import ProductKind
from catalogue.models import Product, ProductClass
from catalogue.sheets.columns import CODE, COLUMNS, KIND, NAMES, STOCK_WAS, net_unit_name, unit_name
from cooperatives.formats.lists import MOST_ROWS
from cooperatives.models import Cooperative
from cooperatives.texts import LANGUAGES

Value = str | int | Decimal | None
LISTS = "lists"
HEAD, NEEDED, LEFT_ALONE = (PatternFill("solid", fgColor=colour) for colour in ("DCEBE3", "F7E3B5", "E8E8E8"))
A_BATCH = 500


def products_of(cooperative: Cooperative) -> QuerySet[Product]:
    """A cooperative's products in the order of its own list."""
    own = Product.objects.kept().filter(cooperative=cooperative, stockrecord__isnull=False)
    return own.select_related("stockrecord", "kind", "product_class").order_by("position", "-id")


def sheet_xlsx(
    *, language: str, products: Iterable[Product] = (), count: Callable[[int], object] = lambda _rows: None
) -> IO[bytes]:
    """A workbook to fill in, empty or with products; `count` hears how many rows are written."""
    with translation.override(language):
        book = Workbook(write_only=True)
        kinds = _kind_names(language)
        _products_sheet(book, language, products, len(kinds), count)
        _instructions(book)
        _lists(book, language, kinds)
    file = tempfile.TemporaryFile()  # noqa: SIM115 -- the response closes it
    book.save(file)
    file.seek(0)
    return file


def _kind_names(language: str) -> list[str]:
    """What can be chosen as a kind: kinds first, then families for what is none of them."""
    names = [getattr(row, f"name_{language}") or str(row) for row in ProductKind.objects.order_by("position", "pk")]
    families = [getattr(row, f"name_{language}") or str(row) for row in ProductClass.objects.order_by("pk")]
    return list(dict.fromkeys([*names, *families]))


def _products_sheet(
    book: Workbook, language: str, products: Iterable[Product], kinds: int, count: Callable[[int], object]
) -> None:
    sheet = _sheet(book, _("Products"), [column.width for column in COLUMNS], language)
    sheet.freeze_panes = "A2"
    choices = {KIND: ("A", kinds), "unit": ("B", len(Unit)), "net_unit": ("C", len(NetUnit))}
    for place, column in enumerate(COLUMNS, 1):
        if column.field in choices:
            sheet.data_validations.append(_choice(get_column_letter(place), *choices[column.field]))
    sheet.append([_head(sheet, column.head(language), column.field) for column in COLUMNS])
    for number, product in enumerate(products, 1):
        sheet.append([_cell(sheet, value) for value in _values(product, language)])
        if number % A_BATCH == 0:
            count(number)


def _choice(column: str, listed: str, number: int) -> DataValidation:
    """A list to choose from; something else is refused by the spreadsheet itself."""
    choice = DataValidation(
        type="list",
        formula1=f"={LISTS}!${listed}$1:${listed}${max(number, 1)}",
        allow_blank=True,
        showErrorMessage=True,
        errorTitle=_("Choose from the list"),
        error=_("Please choose one from the list."),
    )
    choice.add(f"{column}2:{column}{MOST_ROWS + 1}")
    return choice


def _values(product: Product, language: str) -> list[Value]:
    record = product.stockrecord
    sort = product.kind or product.product_class
    known: dict[str, Value] = {
        CODE: product.public_id,
        KIND: getattr(sort, f"name_{language}") or str(sort),
        "price": record.price,
        "stock": record.num_in_stock,
        STOCK_WAS: record.num_in_stock,
        "unit": unit_name(product.unit, language),
        "net_unit": net_unit_name(product.net_unit, language),
    }
    return [
        known[column.field] if column.field in known else getattr(product, column.field) or None for column in COLUMNS
    ]


def _instructions(book: Workbook) -> None:
    sheet = _sheet(book, _("How to fill it in"), [90], translation.get_language())
    for line in _lines():
        cell: Any = WriteOnlyCell(sheet)
        cell.value, cell.data_type, cell.alignment = line, "s", Alignment(wrap_text=True, vertical="top")
        sheet.append([cell])


def _lines() -> Sequence[str]:
    return (
        _("Each row is one product. Keep the first row as it is."),
        _("A new product needs its kind, a name in one language, and a price. Leave its code empty."),
        _("To change a product, keep its code. An empty cell changes nothing."),
        _("Choose kinds and units from the lists. Write prices in dirhams, and numbers with the digits 0 to 9."),
        _("The quantity is what you have now. Leave the grey column alone: what is sold meanwhile stays counted."),
        _("New products are drafts: nobody sees them until you put them on sale."),
        _("Of a product that shoppers know, the price and the quantity change at once. We look at the rest first."),
        _("%(most)s rows at most, without macros. Nothing is taken over before you have seen it.")
        % {"most": MOST_ROWS},
    )


def _lists(book: Workbook, language: str, kinds: Sequence[str]) -> None:
    sheet = book.create_sheet(LISTS)
    sheet.sheet_state = "hidden"
    units = [unit_name(unit, language) for unit in Unit]
    contents = [net_unit_name(unit, language) for unit in NetUnit]
    for place in range(max(len(kinds), len(contents))):
        sheet.append([_cell(sheet, each[place] if place < len(each) else None) for each in (kinds, units, contents)])


def _sheet(book: Workbook, name: str, widths: Sequence[int], language: str | None) -> Any:
    sheet = book.create_sheet(name[:31])
    sheet.sheet_view.rightToLeft = bool(get_language_info(language or LANGUAGES[0])["bidi"])
    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    return sheet


def _head(sheet: Any, text: str, field: str) -> Any:
    cell = _cell(sheet, text)
    cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    needed = field in (KIND, "price", *NAMES)
    cell.fill = LEFT_ALONE if field in (CODE, STOCK_WAS) else NEEDED if needed else HEAD
    return cell


def _cell(sheet: Any, value: Value) -> Any:
    """Text stands as text, never as a formula, whatever it begins with."""
    cell: Any = WriteOnlyCell(sheet)
    if isinstance(value, str):
        cell.value, cell.data_type = ILLEGAL_CHARACTERS_RE.sub("", value), "s"
    else:
        cell.value = value
    return cell
