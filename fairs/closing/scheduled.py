"""Files of figures made again and again for one person: rights are asked anew each time one is made or fetched."""

import json
from datetime import date, timedelta
from functools import partial
from typing import IO, Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.records import change_locked, write_new
from cooperatives.jobs.services import schedule
from cooperatives.locks import row_for_update
from cooperatives.outbox.models import Channel
from cooperatives.outbox.services import enqueue
from fairs.closing.files import keep, opened, throw_away
from fairs.enums import ExportPeriod
from fairs.models import Edition, ExportFile, Programme, ScheduledExport
from fairs.models.programmes import EditionQuerySet
from fairs.organiser.exports import Table, as_xlsx, edition_table, everything_table, programme_table
from fairs.permissions import editions_for

MAKE_EXPORT, FORGET_EXPORTS = "fairs.make_export", "fairs.forget_exports"
KEPT_FOR = timedelta(days=60)
MONDAY = 0
# Why an export ended, as it is stored; `end_text` of the page says it in words.
BY_HAND, NOT_ALLOWED = "by_hand", "not_allowed"


class ScheduledAlready(Exception):
    """The person has this very export already, and it runs."""


class AlreadyEnded(Exception):
    """The export was ended before."""


@transaction.atomic
def schedule_export(
    *,
    user: User,
    edition: Edition | None = None,
    programme: Programme | None = None,
    period: ExportPeriod,
    language: str,
) -> ScheduledExport:
    """Have a file made regularly of an edition, a programme, or all that `user` may see. Raises `ScheduledAlready`."""
    row = ScheduledExport(user=user, edition=edition, programme=programme, period=period, language=language)
    try:
        with transaction.atomic():
            return write_new(row=row, by=user)
    except IntegrityError as error:
        raise ScheduledAlready(str(row)) from error


@transaction.atomic
def end_export(*, export_id: int, by: User | None, reason: str = BY_HAND) -> ScheduledExport:
    """Make no more files; those that were made stay until they are old. Raises `AlreadyEnded`."""
    row = row_for_update(ScheduledExport, export_id)
    if row.ended_at:
        raise AlreadyEnded(str(row))
    return change_locked(row=row, values={"ended_at": clock.now(), "end_reason": reason}, by=by)


def exports_of(user: User) -> QuerySet[ScheduledExport]:
    """A person's exports, those that run first."""
    rows = ScheduledExport.objects.filter(user=user).select_related("edition", "programme")
    return rows.prefetch_related("files").order_by("ended_at", "-pk")


def editions_within(export: ScheduledExport) -> EditionQuerySet:
    """What of the export its person may see now: nothing where a role ended."""
    editions = editions_for(export.user)
    if export.edition_id:
        return editions.filter(pk=export.edition_id)
    return editions.filter(programme=export.programme_id) if export.programme_id else editions


def plan_exports(*, today: date) -> None:
    """Write a job for each export that is due on `today`: daily, on Mondays, on the first of a month."""
    due = [ExportPeriod.DAY]
    due += [ExportPeriod.WEEK] if today.weekday() == MONDAY else []
    due += [ExportPeriod.MONTH] if today.day == 1 else []
    for pk in ScheduledExport.objects.filter(ended_at__isnull=True, period__in=due).values_list("pk", flat=True):
        schedule(kind=MAKE_EXPORT, key=f"{MAKE_EXPORT}:{pk}:{today}", subject_id=pk, due_at=clock.now())


@transaction.atomic
def make_export(*, export_id: int, day: date) -> ExportFile | None:
    """Make the file of a day, once, and tell its person; without the right to see it, end the export instead."""
    export = row_for_update(ScheduledExport, export_id)
    if export.ended_at or ExportFile.objects.filter(export=export, for_day=day).exists():
        return None
    editions = editions_within(export)
    if not editions.exists():
        end_export(export_id=export.pk, by=None, reason=NOT_ALLOWED)
        return None
    name = f"exports/{export.public_id}/{day}.xlsx"
    keep(_beside(name), json.dumps(sorted(editions.order_by().values_list("pk", flat=True))).encode())
    with translation.override(export.language), as_xlsx(_table(export, editions)) as made:
        keep(name, made.read())
    file = ExportFile.objects.create(export=export, for_day=day, file=name, made_at=clock.now())
    _tell(export, file)
    return file


def file_of(file: ExportFile) -> IO[Any] | None:
    """What was made, as long as its person may see every edition that is in it; else None."""
    within = opened(_beside(file.file))
    if within is None:
        return None
    with within:
        editions = set(json.load(within))
    seen = set(editions_for(file.export.user).filter(pk__in=editions).order_by().values_list("pk", flat=True))
    return opened(file.file) if editions and seen == editions else None


def _beside(name: str) -> str:
    """Where it stands which editions are in the file `name`."""
    return f"{name}.editions"


def _table(export: ScheduledExport, editions: EditionQuerySet) -> Table:
    if export.edition:
        return edition_table(export.edition)
    return programme_table(export.programme, editions) if export.programme else everything_table(editions)


def _tell(export: ScheduledExport, file: ExportFile) -> None:
    """By e-mail, else by SMS: a link to where the person signs in, and nothing of the figures."""
    user = export.user
    with translation.override(export.language):
        context = {
            "name": str(user),
            "of": str(export.edition or export.programme or ""),
            "path": reverse("organiser:scheduled-file", args=[file.public_id]),
        }
    channel, recipient = (Channel.EMAIL, user.email) if user.email else (Channel.SMS, user.phone)
    if recipient:
        enqueue(
            key=f"{MAKE_EXPORT}:{file.public_id}",
            channel=channel,
            recipient=recipient,
            language=export.language,
            template="scheduled_export",
            context=context,
        )


@transaction.atomic
def forget_exports() -> int:
    """Throw away files older than sixty days; answer how many."""
    old = list(ExportFile.objects.filter(made_at__lt=clock.now() - KEPT_FOR).order_by("pk"))
    for file in old:
        # The file goes when the row is gone for certain: a row without a file would promise one.
        file.delete()
        for name in (file.file, _beside(file.file)):
            transaction.on_commit(partial(throw_away, name))
    return len(old)
