"""From the file of a sheet to rows that a person can look at; a worker that is killed goes on where it was."""

from collections.abc import Sequence

from django.db import transaction

from catalogue.sheets.columns import CODE
from catalogue.sheets.enums import SHEET_MOVES, SheetStatus
from catalogue.sheets.exceptions import UnfitSheet
from catalogue.sheets.files import Table, opened, table_of
from catalogue.sheets.judging import Judged, judge
from catalogue.sheets.knowing import Known, known_of
from catalogue.sheets.models import ProductSheet, SheetRow
from cooperatives.audit.services import move_status
from cooperatives.formats.lists import Row
from cooperatives.locks import row_for_update

A_BATCH = 500


def read_sheet(*, sheet_id: int) -> None:
    """Read a sheet from where it was left, 500 rows at a time; nothing when it was put away meanwhile."""
    sheet = ProductSheet.objects.select_related("cooperative").get(pk=sheet_id)
    if sheet.status != SheetStatus.READING:
        return
    try:
        table = _table(sheet)
    except UnfitSheet as refusal:
        _give_up(sheet_id, refusal.why)
        return
    judged = _judged(sheet, table)
    start, goes_on = sheet.rows_done, True
    while goes_on:
        goes_on = _write(sheet_id, judged, start)
        start += A_BATCH


def _table(sheet: ProductSheet) -> Table:
    file = opened(sheet.file)
    if file is None:
        raise UnfitSheet("file_gone")
    with file:
        return table_of(file.read())


@transaction.atomic
def _give_up(sheet_id: int, why: str) -> None:
    sheet = row_for_update(ProductSheet, sheet_id)
    if sheet.status == SheetStatus.READING:
        move_status(sheet, to=SheetStatus.DROPPED, moves=SHEET_MOVES, by=None, reason=why)
        sheet.problem = why
        sheet.save(update_fields=["status", "problem"])


def _judged(sheet: ProductSheet, table: Table) -> list[SheetRow]:
    """Every row: each is compared with all before it, so that going on later comes to the same."""
    texts = [(number, _texts(row, table.places)) for number, row in table.rows]
    codes = {text[CODE].strip().lower() for _, text in texts if text.get(CODE)}
    known: Known = known_of(sheet.cooperative, codes)
    seen: dict[object, int] = {}
    return [_row(sheet, number, text, judge(text, number, known, seen)) for number, text in texts]


def _texts(row: Row, places: dict[str, int]) -> dict[str, str]:
    """The filled cells of the known columns, by field."""
    return {field: row[place] for field, place in places.items() if place < len(row) and row[place]}


def _row(sheet: ProductSheet, number: int, texts: dict[str, str], found: Judged) -> SheetRow:
    return SheetRow(
        sheet=sheet,
        number=number,
        raw=texts,
        problems=found.problems,
        act=found.act,
        product=found.product,
        values=found.values,
        before=found.before,
    )


@transaction.atomic
def _write(sheet_id: int, judged: Sequence[SheetRow], start: int) -> bool:
    """Write the next rows; False once all are, or when somebody else goes on from here."""
    sheet = row_for_update(ProductSheet, sheet_id)
    if sheet.status != SheetStatus.READING or sheet.rows_done != start:
        return False
    SheetRow.objects.bulk_create(judged[start : start + A_BATCH])
    sheet.row_count = len(judged)
    sheet.rows_done = min(start + A_BATCH, len(judged))
    is_done = sheet.rows_done == len(judged)
    if is_done:
        move_status(sheet, to=SheetStatus.CHECKED, moves=SHEET_MOVES, by=None)
    sheet.save(update_fields=["row_count", "rows_done", "status"])
    return not is_done
