"""What a person does with a sheet of products: each act once, each on record; the work is done by jobs."""

import hashlib
from pathlib import PurePath

from django.db import IntegrityError, transaction

from catalogue.sheets.enums import SHEET_MOVES, RowAct, SheetStatus
from catalogue.sheets.exceptions import NothingToTakeOver, RowsToMend, SameSheetTwice
from catalogue.sheets.files import check_file, keep
from catalogue.sheets.models import ProductSheet, SheetRow
from catalogue.sheets.progress import report
from catalogue.sheets.undoing import take_back_sheet
from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.services import log_status, move_status, record_act
from cooperatives.identifiers import new_public_id
from cooperatives.jobs.services import schedule
from cooperatives.locks import row_for_update
from cooperatives.models import Cooperative

READ, LOAD_WHOLE, LOAD_GOOD = "sheets.read", "sheets.load_whole", "sheets.load_good"
take_back = take_back_sheet


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
    sheet.loaded_by, sheet.rows_done = by, 0
    sheet.save(update_fields=["status", "loaded_by", "rows_done"])
    record_act(action="product_sheet.take_over", subject=sheet, by=by, cooperative=sheet.cooperative)
    report(sheet, 0)
    # One that could not be taken over as a whole is tried again under another key.
    schedule(kind=kind, key=f"{kind}:{sheet.public_id}:{new_public_id()}", subject_id=sheet.pk, due_at=clock.now())
    return sheet
