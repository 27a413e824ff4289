"""What a person does with a list of a past edition before it is loaded: each act whole, each on record."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePath
from typing import Any

from django.db import IntegrityError, transaction

from cooperatives.accounts.models import User
from cooperatives.audit.services import log_status, move_status, record_act
from cooperatives.locks import row_for_update
from fairs.closing.files import keep
from fairs.enums import IMPORT_MOVES, ImportStatus, RowDecision
from fairs.imports.exceptions import ListClosed, RowLoaded, SameFileTwice
from fairs.imports.heads import FIELDS
from fairs.imports.judging import judge
from fairs.imports.matching import IDENTITY, match_rows
from fairs.imports.models import ImportProof, ImportRow, PastImport
from fairs.imports.papers import Paper, check_number, keep_paper
from fairs.imports.reading import READ_AT_ONCE, asked_by, guessed_columns, read_on, read_rows, table_in, table_of, take
from fairs.imports.selectors import unknown_rows
from fairs.models import Edition
from fairs.services.editions import EditionSettled


@dataclass(frozen=True, slots=True)
class Mended:
    """What a person says of a row: what stands in it, and whose it is."""

    values: Mapping[str, Any]
    decision: RowDecision = RowDecision.OPEN
    cooperative_id: int | None = None
    kind: str = ""
    commune_id: str | None = None
    standing: str = ""
    found_right: Sequence[str] = field(default_factory=list)


@transaction.atomic
def keep_list(
    *, edition: Edition, file_name: str, content: bytes, day: date | None, proofs: Sequence[Paper], by: User
) -> PastImport:
    """Keep a list with its proofs, and what its heads say; its rows are read once a person has seen the columns.

    `day` is the business day of totals that name none. Raises `UnreadableList`, `SameFileTwice`,
    `UnfitProof` and `EditionSettled`.
    """
    _check_open(edition)
    columns = guessed_columns(table_of(content)) | {"day": day.isoformat() if day else ""}
    check_number(proofs)
    digest = hashlib.sha256(content).hexdigest()
    row = PastImport(
        edition=edition, digest=digest, columns=columns, read_by=by, file_name=PurePath(file_name).name[-120:]
    )
    row.file = f"imports/{row.public_id}/list{'.xlsx' if content.startswith(b'PK') else '.csv'}"
    _insert(row)
    log_status(row, old="", by=by)
    record_act(action="past_import.read", subject=row, by=by, after={"file": row.file_name, "digest": digest})
    # The file last: where the row is refused, none is left behind.
    keep(row.file, content)
    _add_proofs(row, proofs, by)
    return row


@transaction.atomic
def choose_columns(*, past_import_id: int, fields: Mapping[str, int], day: date | None, by: User) -> PastImport:
    """Say which column says what, and read the rows by it; a long list is read by a job.

    Read anew only while nobody has mended a row. Raises `ListClosed`, `UnreadableList`.
    """
    row = _open_list(past_import_id, being_read=True)
    rows = ImportRow.objects.filter(past_import=row)
    if row.status != ImportStatus.READ or rows.filter(decided_by__isnull=False).exists():
        raise ListClosed(row.public_id)
    before = row.columns
    told = {"fields": {name: fields[name] for name in FIELDS if name in fields}, "day": day.isoformat() if day else ""}
    row.columns = before | told | {"turn": before.get("turn", 0) + 1}
    rows.delete()
    row.row_count, row.rows_read = len(table_in(row).rows), 0
    row.save(update_fields=["columns", "row_count", "rows_read"])
    record_act(action="past_import.columns", subject=row, by=by, before=_told(before), after=_told(row.columns))
    if row.row_count <= READ_AT_ONCE:
        read_rows(row, 0)
    else:
        read_on(row)
    return row


@transaction.atomic
def mend_row(*, past_import_id: int, number: int, mended: Mended, by: User) -> ImportRow:
    """Write what a person says of a row; who decides nothing has it matched anew.

    Raises `ListClosed`, `RowLoaded`.
    """
    past_import = _open_list(past_import_id)
    rows = list(ImportRow.objects.filter(past_import=past_import).order_by("number"))
    row = next(row for row in rows if row.number == number)
    if row.participation_id is not None:
        raise RowLoaded(number)
    before = _said(row)
    _mend(row, mended, by)
    if mended.decision == RowDecision.OPEN:
        _match_anew(past_import, row)
    row.save()
    judge(past_import, rows)
    record_act(action="past_import.row", subject=row, by=by, before=before, after=_said(row))
    return row


@transaction.atomic
def decide_unknown_as_new(*, past_import_id: int, kind: str, commune_id: str, by: User) -> int:
    """Say of all rows whose organisation nobody found that it is new, and of what kind; answer how many.

    Raises `ListClosed`.
    """
    past_import = _open_list(past_import_id)
    numbers = set(unknown_rows(past_import).values_list("number", flat=True))
    rows = list(ImportRow.objects.filter(past_import=past_import).order_by("number"))
    decided = [row for row in rows if row.number in numbers]
    for row in decided:
        row.decision, row.kind, row.commune_id, row.decided_by = RowDecision.NEW, kind, commune_id, by
    ImportRow.objects.bulk_update(decided, ["decision", "kind", "commune", "decided_by"], batch_size=500)
    judge(past_import, rows)
    told = {"rows": sorted(numbers), "kind": kind, "commune": commune_id}
    record_act(action="past_import.new_organisations", subject=past_import, by=by, after=told)
    return len(decided)


@transaction.atomic
def add_proofs(*, past_import_id: int, proofs: Sequence[Paper], by: User) -> None:
    """Put more papers beside a list, also one that is loaded. Raises `UnfitProof`, `ListClosed`."""
    past_import = row_for_update(PastImport, past_import_id)
    if past_import.status not in (ImportStatus.READ, ImportStatus.LOADED):
        raise ListClosed(past_import.public_id)
    _add_proofs(past_import, proofs, by)


@transaction.atomic
def drop_list(*, past_import_id: int, by: User) -> PastImport:
    """Give a list up that was not loaded; it stays on record, and the file may come again. Raises `ForbiddenMove`."""
    past_import = row_for_update(PastImport, past_import_id)
    move_status(past_import, to=ImportStatus.DROPPED, moves=IMPORT_MOVES, by=by)
    past_import.save(update_fields=["status"])
    record_act(action="past_import.drop", subject=past_import, by=by)
    return past_import


def _insert(row: PastImport) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        if "pastimport_file_once" not in str(error):
            raise
        raise SameFileTwice(row.digest) from error


def _add_proofs(past_import: PastImport, proofs: Sequence[Paper], by: User) -> None:
    known = set(ImportProof.objects.filter(past_import=past_import).values_list("digest", flat=True))
    new = {paper.digest: paper for paper in proofs if paper.digest not in known}
    check_number(list(new.values()), there=len(known))
    ImportProof.objects.bulk_create(
        ImportProof(
            past_import=past_import,
            file=keep_paper(f"imports/{past_import.public_id}", paper),
            file_name=paper.name,
            digest=digest,
            added_by=by,
        )
        for digest, paper in new.items()
    )
    if new:
        told = {"files": [paper.name for paper in new.values()]}
        record_act(action="past_import.proofs", subject=past_import, by=by, after=told)


def _open_list(past_import_id: int, *, being_read: bool = False) -> PastImport:
    """The import, locked, while its rows may change. Rows not loaded of a loaded list are mended too."""
    past_import = row_for_update(PastImport, past_import_id)
    is_open = past_import.status in (ImportStatus.READ, ImportStatus.LOADED)
    if not is_open or (past_import.is_being_read and not being_read):
        raise ListClosed(past_import.public_id)
    return past_import


def _check_open(edition: Edition) -> None:
    if Edition.objects.filter(pk=edition.pk, settled_at__isnull=False).exists():
        raise EditionSettled(edition.code)


def _mend(row: ImportRow, mended: Mended, by: User) -> None:
    changed = {name for name, value in mended.values.items() if getattr(row, name) != value}
    for name, value in mended.values.items():
        setattr(row, name, value)
    # The form took every cell: what stands there now can be read.
    row.problems = [problem for problem in row.problems if problem["code"] in IDENTITY]
    if not row.name:
        row.problems.append({"code": "no_name", "field": "name", "text": ""})
    answered_before = changed & {"amount", "counts_on"}
    row.found_right = [] if answered_before and not mended.found_right else list(mended.found_right)
    row.standing = mended.standing
    row.decision, row.kind, row.commune_id = mended.decision, mended.kind, mended.commune_id
    row.cooperative_id = mended.cooperative_id if mended.decision == RowDecision.MATCHED else None
    row.decided_by = by


def _match_anew(past_import: PastImport, row: ImportRow) -> None:
    row.problems = [problem for problem in row.problems if problem["code"] not in IDENTITY]
    found = match_rows(rows=[asked_by(row)], region_id=past_import.edition.region_id)
    take(row, found[row.number])


def _said(row: ImportRow) -> dict[str, Any]:
    names: Collection[str] = (*FIELDS, "decision", "cooperative_id", "kind", "standing", "found_right")
    return {name: getattr(row, name) for name in names}


def _told(columns: Mapping[str, Any]) -> dict[str, Any]:
    return {name: columns.get(name) for name in ("fields", "day")}
