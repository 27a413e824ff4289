"""Spreadsheets and CSV of an edition and of a programme: the same rows, written two ways."""

import csv
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import IO, Any

from django.db.models import Sum
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from cooperatives import clock
from cooperatives.territory.models import Region
from cooperatives.texts import LANGUAGES, shown
from fairs.business_days import CASABLANCA
from fairs.enums import Channel, Evidence
from fairs.models import Edition, Programme, Stop
from fairs.models.programmes import EditionQuerySet
from fairs.organiser.selectors import in_order, last_day, rows_of, sort_column
from fairs.organiser.summed import MEASURES
from fairs.revenue.models import DetailCell

Value = str | int | Decimal | date | None
MONEY, COUNT, QUANTITY, DAY, TEXT = "#,##0.00", "#,##0", "#,##0.###", "yyyy-mm-dd", "@"
# What a spreadsheet would take for the beginning of a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
WIDEST = 48
EDITIONS_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title in the person's language, and how its numbers are written."""

    title: str
    written: str = TEXT


@dataclass(frozen=True, slots=True)
class Table:
    """What is exported: columns, rows, and the words without which the figures mean little."""

    name: str
    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]]
    definitions: Sequence[tuple[str, Value]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]


# The tables


def edition_table(edition: Edition) -> Table:
    """An edition by business day, stop, cooperative, channel and evidence."""
    columns = [
        Column(_("Business day"), DAY),
        Column(_("Stop")),
        Column(_("Cooperative")),
        Column(_("Region of the cooperative")),
        Column(_("Where it was sold")),
        Column(_("How it is known")),
        *_measures(),
    ]
    return Table(edition.code, str(edition), columns, _edition_rows(edition), _definitions(str(edition)))


def programme_table(programme: Programme, editions: EditionQuerySet) -> Table:
    """A programme by edition: those that the person may see."""
    rows = _programme_rows(editions)
    return Table(programme.code, str(programme), _edition_columns(), rows, _definitions(str(programme)))


def _edition_columns() -> list[Column]:
    return [
        Column(_("Code")),
        Column(_("Edition")),
        Column(_("Region")),
        Column(_("First day"), DAY),
        Column(_("Last day"), DAY),
        Column(_("Where it stands")),
        Column(_("At stalls, item by item"), MONEY),
        Column(_("At stalls, by word of the exhibitors"), MONEY),
        Column(_("At stalls, estimated"), MONEY),
        Column(_("At stalls, total"), MONEY),
        Column(_("Online"), MONEY),
        *_measures(),
        Column(_("Participations"), COUNT),
        Column(_("Distinct organisations"), COUNT),
    ]


def everything_table(editions: EditionQuerySet) -> Table:
    """All editions that the person may see, as a programme's are listed."""
    return Table("editions", _("Editions"), _edition_columns(), _programme_rows(editions), _definitions(_("Editions")))


def _measures() -> list[Column]:
    return [
        Column(_("Gross"), MONEY),
        Column(_("Returns"), MONEY),
        Column(_("Turnover"), MONEY),
        Column(_("Corrections after settlement"), MONEY),
        Column(_("Sales"), COUNT),
        Column(_("Units"), QUANTITY),
    ]


def _edition_rows(edition: Edition) -> Iterator[Sequence[Value]]:
    stops = {stop.pk: str(stop) for stop in Stop.objects.filter(edition=edition)}
    regions = {region.pk: str(region) for region in Region.objects.all()}
    for row in _edition_sums(edition).iterator(chunk_size=2000):
        yield (
            row["counts_on"],
            stops.get(row["stop_id"], ""),
            shown(_prefixed(row, "cooperative__"), "name")[0],
            regions[row["cooperative__region_id"]],
            str(Channel(row["channel"]).label),
            str(Evidence(row["evidence"]).label),
            row["sum_gross"],
            row["sum_returns"],
            row["sum_gross"] - row["sum_returns"],
            row["sum_corrections"],
            row["sum_sales"],
            row["sum_units"],
        )


def _edition_sums(edition: Edition) -> Any:
    names = [f"cooperative__name_{language}" for language in LANGUAGES]
    keys = ["counts_on", "stop_id", "cooperative_id", "cooperative__region_id", "channel", "evidence"]
    return (
        DetailCell.objects.filter(edition=edition)
        .order_by()
        .values(*keys, *names)
        .annotate(**{f"sum_{measure}": Sum(measure) for measure in MEASURES})
        .order_by(
            "counts_on", "stop__number", f"cooperative__{sort_column()}", "cooperative_id", "-channel", "evidence"
        )
    )


def _programme_rows(editions: EditionQuerySet) -> Iterator[Sequence[Value]]:
    for chunk in _chunks(in_order(editions)):
        for edition, figures, part in ((row.edition, row.figures, row.taking_part) for row in rows_of(chunk)):
            stalls, total = figures.at_stalls, figures.total
            yield (
                edition.code,
                str(edition),
                str(edition.region),
                edition.starts_at.astimezone(CASABLANCA).date(),
                last_day(edition),
                str(edition.status.label),
                stalls.itemised.turnover,
                stalls.declared.turnover,
                stalls.estimated.turnover,
                stalls.turnover,
                figures.online.turnover,
                total.gross,
                total.returns,
                total.turnover,
                total.corrections,
                total.sales,
                total.units,
                part.participations,
                part.organisations,
            )


def _chunks(editions: EditionQuerySet) -> Iterator[list[Edition]]:
    for start in range(0, editions.count(), EDITIONS_AT_ONCE):
        yield list(editions[start : start + EDITIONS_AT_ONCE])


def _prefixed(row: dict[str, Any], prefix: str) -> dict[str, Any]:
    return {name.removeprefix(prefix): value for name, value in row.items() if name.startswith(prefix)}


def _definitions(of: str) -> list[tuple[str, Value]]:
    return [
        (_("What this is"), of),
        (_("Taken on"), clock.now().astimezone(CASABLANCA).strftime("%Y-%m-%d %H:%M")),
        (_("Amounts"), _("Moroccan dirhams, tax included. Delivery is not part of them.")),
        (_("Business day"), _("The day that a sale counts for: a sale after midnight belongs to the evening before.")),
        (_("Gross"), _("What was sold.")),
        (_("Returns"), _("What was taken back and paid back.")),
        (_("Turnover"), _("Gross less returns.")),
        (
            _("Corrections after settlement"),
            _("What became known after the edition or the stop was settled. It stands apart from the turnover."),
        ),
        (
            _("Sales"),
            _(
                "How many sales. Empty where nobody recorded them one by one. "
                "A sale with goods of several cooperatives counts once, with the first."
            ),
        ),
        (_("Units"), _("Pieces, kilograms or litres. Empty where nobody recorded the sales one by one.")),
        (str(Evidence.ITEMISED.label), _("Each sale was recorded when it was made.")),
        (
            str(Evidence.DECLARED.label),
            _("What the exhibitor said at the end of the day, less what was recorded item by item."),
        ),
        (str(Evidence.ESTIMATED.label), _("An estimate by the organisers, where nobody gave a figure.")),
        (str(Channel.STALL.label), _("Sold and paid at a stall.")),
        (
            str(Channel.ONLINE.label),
            _("Ordered online for this edition and paid. Orders not yet paid are not in these figures."),
        ),
    ]


# Two ways of writing


def as_xlsx(table: Table) -> IO[bytes]:
    """A workbook with the figures on one sheet and what they mean on another, ready to be read."""
    meaning = [Column(_("Word")), Column(_("What it means"))]
    return as_workbook(
        [
            Sheet(_("Figures"), table.columns, list(table.rows)),
            Sheet(_("What the words mean"), meaning, table.definitions),
        ]
    )


def as_workbook(sheets: Iterable[Sheet]) -> IO[bytes]:
    """A workbook of some sheets, each running as the language is written."""
    book = Workbook(write_only=True)
    for sheet in sheets:
        _sheet(book, sheet.name, sheet.columns, sheet.rows)
    file = tempfile.TemporaryFile()  # noqa: SIM115 -- the response closes it
    book.save(file)
    file.seek(0)
    return file


def _sheet(book: Workbook, name: str, columns: Sequence[Column], rows: Sequence[Sequence[Value]]) -> None:
    sheet = book.create_sheet(name[:31])
    sheet.sheet_view.rightToLeft = get_language_bidi()
    sheet.freeze_panes = "A2"
    # A sheet that is only written wants its widths before its first row.
    for place, column in enumerate(columns):
        longest = max((_length(row[place]) for row in rows), default=0)
        width = min(max(longest, len(column.title)) + 3, WIDEST)
        sheet.column_dimensions[get_column_letter(place + 1)].width = width
    sheet.append([_cell(sheet, column.title, TEXT, is_head=True) for column in columns])
    for row in rows:
        sheet.append([_cell(sheet, value, column.written) for value, column in zip(row, columns, strict=True)])
    if rows:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"


def _cell(sheet: Any, value: Value, written: str, *, is_head: bool = False) -> Any:
    cell: Any = WriteOnlyCell(sheet)
    cell.value = value
    if isinstance(value, str):
        # Never a formula, whatever a name begins with.
        cell.data_type = "s"
        cell.alignment = Alignment(wrap_text=len(value) > WIDEST, vertical="top")
    elif value is not None:
        cell.number_format = written
    if is_head:
        cell.font = Font(bold=True)
    return cell


def _length(value: Value) -> int:
    if value is None:
        return 0
    return len(f"{value:,.2f}") if isinstance(value, Decimal) else len(str(value))


class _Echo:
    """A file that gives each line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def as_csv(table: Table) -> Iterator[str]:
    """Lines of CSV, one by one: a mark by which spreadsheets know UTF-8, plain numbers and ISO dates."""
    writer = csv.writer(_Echo())
    yield "\ufeff"
    yield writer.writerow([guarded(column.title) for column in table.columns])
    for row in table.rows:
        yield writer.writerow([_plain(value) for value in row])


def _plain(value: Value) -> str:
    return guarded(value) if isinstance(value, str) else "" if value is None else str(value)


def guarded(text: str) -> str:
    """`text` so that no spreadsheet runs it: what looks like a formula gets an apostrophe before it."""
    return f"'{text}" if text.lstrip(" \u00a0").startswith(FORMULA_STARTS) else text
