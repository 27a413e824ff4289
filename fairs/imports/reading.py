"""From the cells of a list to rows that a person can check: read, matched, judged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from cooperatives import clock
from cooperatives.formats.lists import MOST_ROWS, Row, rows_of
from cooperatives.jobs.models import Job
from cooperatives.jobs.services import schedule
from cooperatives.locks import row_for_update
from fairs.closing.files import opened
from fairs.enums import ImportStatus
from fairs.imports.cells import read_row
from fairs.imports.exceptions import UnreadableList
from fairs.imports.heads import columns_of, head_row
from fairs.imports.judging import judge
from fairs.imports.matching import Asked, Found, match_rows
from fairs.imports.models import ImportRow, PastImport

READ_ROWS = "fairs.read_import_rows"
# As many as are read in a second among thousands of organisations; a job reads longer lists, so many at a time.
READ_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Table:
    """A list as a table: heads, the rows under them, and where in the file the first of them stands."""

    heads: Row
    rows: Sequence[Row]
    first_number: int


def table_of(content: bytes) -> Table:
    """The table in a file; rows without anything in them are left out later. Raises `UnreadableList`."""
    rows = rows_of(content)
    place = head_row(rows)
    below = rows[place + 1 :]
    if not any(any(row) for row in below):
        raise UnreadableList("no_rows")
    if len(below) > MOST_ROWS:
        raise UnreadableList("too_many_rows")
    width = max(len(rows[place]), *(len(row) for row in below))
    return Table(rows[place] + [""] * (width - len(rows[place])), below, place + 2)


def guessed_columns(table: Table) -> dict[str, Any]:
    """What the heads say of the columns, as it is kept with the import."""
    return {"heads": table.heads, "fields": columns_of(table.heads), "sample": _sample(table)}


def _sample(table: Table) -> Row:
    """The fullest of the first rows: what a person compares the heads with."""
    fullest = max(table.rows[:20], key=lambda row: sum(1 for cell in row if cell))
    return [*fullest, *[""] * (len(table.heads) - len(fullest))]


def table_in(past_import: PastImport) -> Table:
    """The table of an import's own file. Raises `UnreadableList`."""
    file = opened(past_import.file)
    if file is None:
        raise UnreadableList("file_gone")
    with file:
        return table_of(file.read())


def read_rows(past_import: PastImport, start: int) -> None:
    """Read the next rows of a locked import, and let a job read on where there are more."""
    table = table_in(past_import)
    chunk = list(enumerate(table.rows))[start : start + READ_AT_ONCE]
    _write(past_import, [(table.first_number + place, row) for place, row in chunk if any(row)], table.heads)
    past_import.rows_read = start + len(chunk)
    past_import.save(update_fields=["rows_read"])
    if past_import.is_being_read:
        read_on(past_import)
    else:
        judge(past_import, list(ImportRow.objects.filter(past_import=past_import).order_by("number")))


def read_on(past_import: PastImport) -> None:
    """Let the worker read the next rows; the key holds how often the list was read anew."""
    turn = past_import.columns.get("turn", 0)
    schedule(
        kind=READ_ROWS,
        key=f"{READ_ROWS}:{past_import.public_id}:{turn}:{past_import.rows_read}",
        subject_id=past_import.pk,
        due_at=clock.now(),
    )


@transaction.atomic
def read_next_rows(*, job: Job) -> None:
    """Do one job of reading; nothing when the list was given up or is read otherwise meanwhile."""
    past_import = row_for_update(PastImport, job.subject_id)
    turn, start = map(int, job.key.rsplit(":", 2)[1:])
    expected = (past_import.columns.get("turn", 0), past_import.rows_read)
    if past_import.status == ImportStatus.READ and (turn, start) == expected and past_import.is_being_read:
        read_rows(past_import, start)


def _write(past_import: PastImport, rows: Sequence[tuple[int, Row]], heads: Row) -> None:
    columns: Mapping[str, int] = past_import.columns["fields"]
    usual_day = date.fromisoformat(past_import.columns["day"]) if past_import.columns.get("day") else None
    made = [_row(past_import, number, row, heads, dict(columns), usual_day) for number, row in rows]
    found = match_rows(rows=[asked_by(row) for row in made], region_id=past_import.edition.region_id)
    for row in made:
        take(row, found[row.number])
    ImportRow.objects.bulk_create(made, batch_size=500)


def _row(
    past_import: PastImport, number: int, row: Row, heads: Row, columns: dict[str, int], usual_day: date | None
) -> ImportRow:
    said = read_row(row, columns)
    unread_day = any(problem["field"] == "counts_on" for problem in said.problems)
    if said.values["counts_on"] is None and not unread_day:
        said.values["counts_on"] = usual_day
    raw = {"heads": heads[: len(row)], "cells": row}
    return ImportRow(past_import=past_import, number=number, raw=raw, problems=said.problems, **said.values)


def asked_by(row: ImportRow) -> Asked:
    return Asked(row.number, row.name, row.register_number, row.ice)


def take(row: ImportRow, found: Found) -> None:
    """Write who a row is taken for; what a person decided before is forgotten with it."""
    row.match, row.decision, row.cooperative_id = found.match, found.decision, found.cooperative_id
    row.candidates = [{"cooperative": each.public_id, "likeness": str(each.likeness)} for each in found.candidates]
    row.problems = [*row.problems, *found.problems]
