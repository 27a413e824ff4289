"""Asking for a file of one's own data, having it made by the worker, and throwing it away after a week."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import translation

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.services import record_act
from cooperatives.jobs.services import schedule
from cooperatives.locks import row_for_update
from cooperatives.models import Cooperative
from marketplace.datafiles.enums import DataKind
from marketplace.datafiles.models import DataFile
from marketplace.datafiles.storage import keep, throw_away
from marketplace.datafiles.tables import MAKERS

MAKE, FORGET = "datafiles.make", "datafiles.forget"
KEPT_FOR = timedelta(days=7)
MOST_AT_ONCE = 3


class TooManyAtOnce(Exception):
    """As many files as may be are being made for the cooperative already."""


@transaction.atomic
def ask_for_file(
    *, cooperative: Cooperative, kind: DataKind, days: tuple[date, date] | None, language: str, by: User
) -> DataFile:
    """Have a file made of what `days` (first and last) hold, or of everything. Raises `TooManyAtOnce`."""
    # One that could not be made in a day blocks nobody: staff find its job among those that were given up.
    since = clock.now() - timedelta(days=1)
    waiting = DataFile.objects.filter(cooperative=cooperative, made_at__isnull=True, asked_at__gt=since)
    if waiting.count() >= MOST_AT_ONCE:
        raise TooManyAtOnce
    first, last = days or (None, None)
    row = DataFile.objects.create(
        cooperative=cooperative, kind=kind, first_day=first, last_day=last, language=language, asked_by=by
    )
    told = {"kind": kind, "first_day": first, "last_day": last}
    record_act(action="data_file.ask", subject=row, by=by, cooperative=cooperative, after=told)
    schedule(kind=MAKE, key=f"{MAKE}:{row.public_id}", subject_id=row.pk, due_at=clock.now())
    return row


def make_file(*, file_id: int) -> None:
    """Make a file; begun again from its beginning when a worker was killed. Nothing when it is there."""
    row = DataFile.objects.select_related("cooperative").get(pk=file_id)
    if row.made_at is not None:
        return

    def count(rows: int) -> None:
        DataFile.objects.filter(pk=file_id, made_at__isnull=True).update(rows_done=rows)

    with translation.override(row.language):
        table = MAKERS[DataKind(row.kind)](row)
        DataFile.objects.filter(pk=file_id).update(row_count=table.row_count, rows_done=0)
        with table.write(count) as content:
            name = keep(f"own-data/{row.public_id}.xlsx", content)
    _is_made(file_id, name, table.row_count)


@transaction.atomic
def _is_made(file_id: int, name: str, rows: int) -> None:
    row = row_for_update(DataFile, file_id)
    if row.made_at is None:
        row.file, row.rows_done, row.made_at = name, rows, clock.now()
        row.ends_at = row.made_at + KEPT_FOR
        row.save(update_fields=["file", "rows_done", "made_at", "ends_at"])
        schedule(kind=FORGET, key=f"{FORGET}:{row.public_id}", subject_id=row.pk, due_at=row.ends_at)


def record_taken(*, row: DataFile, by: User) -> None:
    """Write down who took a file."""
    record_act(action="data_file.take", subject=row, by=by, cooperative=row.cooperative)


@transaction.atomic
def forget_file(*, file_id: int) -> None:
    """Throw a file away whose time is over; that it was made stays in the log."""
    row = DataFile.objects.filter(pk=file_id, ends_at__lte=clock.now()).first()
    if row is not None:
        transaction.on_commit(lambda: throw_away(row.file))
        row.delete()
