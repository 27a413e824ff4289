"""Telling organisations that a call opened, or that there is more time: in batches, since they may be thousands."""

from collections.abc import Sequence
from datetime import UTC

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation

from cooperatives import clock
from cooperatives.enums import CooperativeStatus
from cooperatives.formats.days import day_text
from cooperatives.jobs.models import Job
from cooperatives.jobs.services import schedule
from cooperatives.models import Cooperative
from cooperatives.outbox.models import Channel
from cooperatives.outbox.services import enqueue
from fairs.applications.enums import ApplicationStatus
from fairs.calls.models import Call
from fairs.enums import ProgrammeKind
from fairs.notices import USUAL_LANGUAGE, languages_of

BATCH = 200


def tell_region(*, job: Job) -> None:
    """Tell the next organisations whom a call concerns that they may apply; nobody once applications ended."""
    call = Call.objects.select_related("stop__edition__programme").get(pk=job.subject_id)
    if call.opened_at and clock.now() < call.closes_at:
        _tell_next(job, call, concerned(call), template="call_opened")


def tell_drafts(*, job: Job) -> None:
    """Tell the next organisations whose application is not sent that they have more time."""
    call = Call.objects.select_related("stop__edition__programme").get(pk=job.subject_id)
    if until_key(call) != job.key.split(":")[2]:
        # It was moved again since, and that has a job of its own.
        return
    drafts = call.applications.filter(status=ApplicationStatus.DRAFT).order_by().values("cooperative")
    _tell_next(job, call, Cooperative.objects.filter(pk__in=drafts), template="call_extended")


def until_key(call: Call) -> str:
    """The deadline of a call, as it stands in the key of a job."""
    return f"{call.closes_at.astimezone(UTC):%Y%m%dT%H%M%S}"


def concerned(call: Call) -> QuerySet[Cooperative]:
    """Whom a call is for: the approved organisations of the stop's region, of the whole country at a national fair."""
    everybody = Cooperative.objects.filter(status=CooperativeStatus.APPROVED)
    is_national = call.stop.edition.programme.kind == ProgrammeKind.NATIONAL_FAIRS
    return everybody if is_national else everybody.filter(region=call.stop.region_id)


def _tell_next(job: Job, call: Call, whom: QuerySet[Cooperative], *, template: str) -> None:
    """One batch after the key's last number, and a job for those after it."""
    said, _, after = job.key.rpartition(":")
    batch = list(whom.filter(pk__gt=int(after)).order_by("pk")[:BATCH])
    languages = languages_of([cooperative.pk for cooperative in batch])
    _tell(said, call, batch, languages, template)
    if len(batch) == BATCH:
        last = batch[-1].pk
        schedule(kind=job.kind, key=f"{said}:{last}", subject_id=call.pk, due_at=clock.now())


def _tell(said: str, call: Call, batch: Sequence[Cooperative], languages: dict[int, str], template: str) -> None:
    for cooperative in batch:
        if not cooperative.phone:
            continue
        language = languages.get(cooperative.pk, USUAL_LANGUAGE)
        with translation.override(language):
            context = {
                "name": str(cooperative),
                "stop": str(call.stop),
                "until": day_text(call.closes_at),
                "path": reverse("workspace:apply", args=[cooperative.public_id, call.stop.edition.code]),
            }
        enqueue(
            key=f"{said}:{cooperative.public_id}",
            channel=Channel.SMS,
            recipient=cooperative.phone,
            language=language,
            template=template,
            context=context,
        )
