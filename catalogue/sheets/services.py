"""What a person does with a sheet of products: each act once, each on record; the work is done by jobs."""

import hashlib
from pathlib import PurePath

from django.db import IntegrityError, transaction

from catalogue.sheets.enums import SHEET_MOVES, RowAct, SheetStatus
from catalogue.sheets.exceptions import NothingToTakeOver, RowsToMend, SameSheetTwice
from catalogue.sheets.files import check_file, keep
from catalogue.sheets.models import ProductSheet, SheetRow
from catalogue.sheets.progress import report
from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.services import log_status, move_status, record_act
from cooperatives.identifiers import new_public_id
from cooperatives.jobs.services import schedule
from cooperatives.locks import row_for_update
from cooperatives.models import Cooperative

READ, LOAD_WHOLE, LOAD_GOOD, UNDO = "sheets.read", "sheets.load_whole", "sheets.load_good", "sheets.undo"
# Why a step did not work, as `catalogue.sheets.words` says it.
READ_FAILED, LOAD_FAILED, UNDO_FAILED = "read_failed", "load_failed", "undo_failed"
# Where a sheet stands while a job works on it, where it stands once that was given up, and why.
GIVEN_UP = {
    READ: (SheetStatus.READING, SheetStatus.DROPPED, READ_FAILED),
    LOAD_WHOLE: (SheetStatus.LOADING, SheetStatus.CHECKED, LOAD_FAILED),
    LOAD_GOOD: (SheetStatus.LOADING, SheetStatus.CHECKED, LOAD_FAILED),
    UNDO: (SheetStatus.UNDOING, SheetStatus.LOADED, UNDO_FAILED),
}


@transaction.atomic
def keep_sheet(*, cooperative: Cooperative, file_name: str, content: bytes, by: User) -> ProductSheet:
    """Keep a file and have it read. Raises `UnfitSheet`, `SameSheetTwice`."""
    check_file(content)
    sheet = ProductSheet(
        cooperative=cooperative,
        file_name=PurePath(file_name).name[-120:] or "-",
        digest=hashlib.sha256(content).hexdigest(),
        sent_by=by,
    )
    sheet.file = f"sheets/{sheet.public_id}.xlsx"
    _insert(sheet)
    log_status(sheet, old="", by=by)
    told = {"file": sheet.file_name, "digest": sheet.digest}
    record_act(action="product_sheet.send", subject=sheet, by=by, cooperative=cooperative, after=told)
    schedule(kind=READ, key=f"{READ}:{sheet.public_id}", subject_id=sheet.pk, due_at=clock.now())
    # The file last: where the row is refused, none is left behind.
    keep(sheet.file, content)
    return sheet


@transaction.atomic
def take_over_whole(*, sheet_id: int, by: User) -> ProductSheet:
    """Have every row taken over, or none. Raises `RowsToMend`, `NothingToTakeOver`, `ForbiddenMove`."""
    sheet = _begin_loading(sheet_id, by)
    if SheetRow.objects.filter(sheet=sheet, act=RowAct.REFUSED).exists():
        raise RowsToMend
    return _have_loaded(sheet, LOAD_WHOLE, by)


@transaction.atomic
def take_over_good(*, sheet_id: int, by: User) -> ProductSheet:
    """Have the good rows taken over; the others stay as they are. Raises `NothingToTakeOver`, `ForbiddenMove`."""
    return _have_loaded(_begin_loading(sheet_id, by), LOAD_GOOD, by)


@transaction.atomic
def take_back(*, sheet_id: int, by: User) -> ProductSheet:
    """Have all that a sheet did taken back. Raises `ForbiddenMove`."""
    sheet = row_for_update(ProductSheet, sheet_id)
    move_status(sheet, to=SheetStatus.UNDOING, moves=SHEET_MOVES, by=by)
    sheet.taken_back_by, sheet.problem = by, ""
    sheet.save(update_fields=["status", "taken_back_by", "problem"])
    record_act(action="product_sheet.ask_back", subject=sheet, by=by, cooperative=sheet.cooperative)
    _begin_work(sheet, UNDO)
    return sheet


@transaction.atomic
def give_up(*, sheet_id: int, kind: str) -> None:
    """Say that a job of `kind`, which has written nothing, does not work: the person tries again or puts it away."""
    failed, status, why = GIVEN_UP[kind]
    sheet = row_for_update(ProductSheet, sheet_id)
    if sheet.status != failed:
        return
    move_status(sheet, to=status, moves=SHEET_MOVES, by=None, reason=why)
    sheet.problem = why
    if failed == SheetStatus.LOADING:
        sheet.loaded_by = None
    sheet.taken_back_by = None
    sheet.save(update_fields=["status", "problem", "loaded_by", "taken_back_by"])


@transaction.atomic
def put_away(*, sheet_id: int, by: User) -> ProductSheet:
    """Put a sheet away that was not taken over; the file may be sent again. Raises `ForbiddenMove`."""
    sheet = row_for_update(ProductSheet, sheet_id)
    move_status(sheet, to=SheetStatus.DROPPED, moves=SHEET_MOVES, by=by)
    sheet.save(update_fields=["status"])
    record_act(action="product_sheet.put_away", subject=sheet, by=by, cooperative=sheet.cooperative)
    return sheet


def _insert(sheet: ProductSheet) -> None:
    try:
        with transaction.atomic():
            sheet.save(force_insert=True)
    except IntegrityError as error:
        if "productsheet_open_once" not in str(error):
            raise
        raise SameSheetTwice(sheet.digest) from error


def _begin_loading(sheet_id: int, by: User) -> ProductSheet:
    sheet = row_for_update(ProductSheet, sheet_id)
    move_status(sheet, to=SheetStatus.LOADING, moves=SHEET_MOVES, by=by)
    if not SheetRow.objects.filter(sheet=sheet, act__in=[RowAct.ADD, RowAct.CHANGE]).exists():
        raise NothingToTakeOver
    return sheet


def _have_loaded(sheet: ProductSheet, kind: str, by: User) -> ProductSheet:
    sheet.loaded_by, sheet.rows_done, sheet.problem = by, 0, ""
    sheet.save(update_fields=["status", "loaded_by", "rows_done", "problem"])
    record_act(action="product_sheet.take_over", subject=sheet, by=by, cooperative=sheet.cooperative)
    _begin_work(sheet, kind)
    return sheet


def _begin_work(sheet: ProductSheet, kind: str) -> None:
    report(sheet, 0)
    # One that did not work is tried again under another key.
    schedule(kind=kind, key=f"{kind}:{sheet.public_id}:{new_public_id()}", subject_id=sheet.pk, due_at=clock.now())
