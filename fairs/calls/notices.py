"""Telling organisations that a call opened, or that there is more time: in batches, since they may be thousands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

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
from fairs.business_days import CASABLANCA
from fairs.calls.models import Call
from fairs.enums import ProgrammeKind
from fairs.models import Edition, Stop
from fairs.notices import USUAL_LANGUAGE, languages_of

TELL_REGION, TELL_DRAFTS = "fairs.tell_of_call", "fairs.tell_of_more_time"
BATCH = 200


@dataclass(frozen=True, slots=True)
class News:
    """What is told: the beginning of its messages' keys, the words, what can be applied to, and until when."""

    key: str
    template: str
    about: Edition | Stop
    until: datetime


def tell_region(*, job: Job) -> None:
    """Tell the next organisations whom a call concerns that they may apply; nobody once applications ended.

    Calls of an edition that open on one day are one message, which leads to all of them.
    """
    call = Call.objects.select_related("stop__edition__programme").get(pk=job.subject_id)
    if not call.opened_at or clock.now() >= call.closes_at:
        return
    edition = call.stop.edition
    siblings = _for_the_same(call)
    began_on = max(call.opened_at, call.opens_at).astimezone(CASABLANCA).date()
    news = News(
        key=f"{TELL_REGION}:{edition.pk}:{began_on}",
        template="call_opened",
        about=edition if siblings.count() > 1 else call.stop,
        until=min(each.closes_at for each in {call, *_open_now(siblings)}),
    )
    _tell_next(job, call, concerned(call), news)


def tell_drafts(*, job: Job) -> None:
    """Tell the next organisations whose application is not sent that they have more time."""
    call = Call.objects.select_related("stop__edition__programme").get(pk=job.subject_id)
    if until_key(call) != job.key.split(":")[2]:
        # It was moved again since, and that has a job of its own.
        return
    drafts = call.applications.filter(status=ApplicationStatus.DRAFT).order_by().values("cooperative")
    news = News(job.key.rpartition(":")[0], "call_extended", call.stop, call.closes_at)
    _tell_next(job, call, Cooperative.objects.filter(pk__in=drafts), news)


def until_key(call: Call) -> str:
    """The deadline of a call, as it stands in the key of a job."""
    return f"{call.closes_at.astimezone(UTC):%Y%m%dT%H%M%S}"


def concerned(call: Call) -> QuerySet[Cooperative]:
    """Whom a call is for: the approved organisations of the stop's region, of the whole country at a national fair."""
    everybody = Cooperative.objects.filter(status=CooperativeStatus.APPROVED)
    is_national = call.stop.edition.programme.kind == ProgrammeKind.NATIONAL_FAIRS
    return everybody if is_national else everybody.filter(region=call.stop.region_id)


def _for_the_same(call: Call) -> QuerySet[Call]:
    """The calls of the edition that concern the same organisations."""
    rows = Call.objects.filter(stop__edition=call.stop.edition_id)
    is_national = call.stop.edition.programme.kind == ProgrammeKind.NATIONAL_FAIRS
    return rows if is_national else rows.filter(stop__region=call.stop.region_id)


def _open_now(calls: QuerySet[Call]) -> QuerySet[Call]:
    now = clock.now()
    return calls.filter(opened_at__isnull=False, opens_at__lte=now, closes_at__gt=now)


def _tell_next(job: Job, call: Call, whom: QuerySet[Cooperative], news: News) -> None:
    """One batch after the job's last number, and a job for those after it."""
    said, _, after = job.key.rpartition(":")
    batch = list(whom.filter(pk__gt=int(after)).order_by("pk")[:BATCH])
    languages = languages_of([cooperative.pk for cooperative in batch])
    _tell(news, call, batch, languages)
    if len(batch) == BATCH:
        last = batch[-1].pk
        schedule(kind=job.kind, key=f"{said}:{last}", subject_id=call.pk, due_at=clock.now())


def _tell(news: News, call: Call, batch: Sequence[Cooperative], languages: dict[int, str]) -> None:
    for cooperative in batch:
        if not cooperative.phone:
            continue
        language = languages.get(cooperative.pk, USUAL_LANGUAGE)
        with translation.override(language):
            context = {
                "name": str(cooperative),
                "stop": str(news.about),
                "until": day_text(news.until),
                "path": reverse("workspace:apply", args=[cooperative.public_id, call.stop.edition.code]),
            }
        enqueue(
            key=f"{news.key}:{cooperative.public_id}",
            channel=Channel.SMS,
            recipient=cooperative.phone,
            language=language,
            template=news.template,
            context=context,
        )
