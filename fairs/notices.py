"""Telling people when the online window of an edition opens and ends. Nothing is settled by it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import translation

from cooperatives import clock
from cooperatives.enums import Role
from cooperatives.jobs.models import Job
from cooperatives.jobs.services import schedule
from cooperatives.models import Membership
from cooperatives.outbox.models import Channel
from cooperatives.outbox.services import enqueue
from fairs.enums import EditionRole
from fairs.models import Edition, EditionMembership, Participation

WINDOW_OPENS, WINDOW_ENDS = "fairs.window_opens", "fairs.window_ends"
# The moment of the edition that each kind of notice is about, and what is said.
NOTICES = {
    WINDOW_OPENS: ("online_opens_at", "online_window_opened"),
    WINDOW_ENDS: ("online_closes_at", "online_window_ended"),
}
PLANNED_AHEAD = timedelta(hours=36)
ORGANISING = (EditionRole.OWNER, EditionRole.CO_ORGANISER)
USUAL_LANGUAGE = "ar"


@dataclass(frozen=True, slots=True)
class Reader:
    """Who is told, by SMS; `key` names them without telling the number."""

    key: str
    phone: str
    language: str
    name: str


def plan_window_notices(*, edition: Edition) -> None:
    """Write jobs for the moments of an edition's online window that are still to come.

    Safe to repeat. Where a moment was moved since, its old job finds that and says nothing.
    """
    for kind, (moment_name, _template) in NOTICES.items():
        moment: datetime | None = getattr(edition, moment_name)
        if moment is not None and moment > clock.now():
            schedule(kind=kind, key=f"{kind}:{edition.pk}:{moment.isoformat()}", subject_id=edition.pk, due_at=moment)


def plan_coming_notices() -> None:
    """Plan the notices of every published edition whose window opens or ends before the next night."""
    now, until = clock.now(), clock.now() + PLANNED_AHEAD
    opening = Q(online_opens_at__gt=now, online_opens_at__lte=until)
    ending = Q(online_closes_at__gt=now, online_closes_at__lte=until)
    for edition in Edition.objects.published().filter(opening | ending).order_by("pk"):
        plan_window_notices(edition=edition)


def tell_of_window(*, job: Job) -> None:
    """Tell organisers and participants of an edition that its online window opened or ended."""
    moment_name, template = NOTICES[job.kind]
    edition = Edition.objects.published().filter(pk=job.subject_id).first()
    if edition is None or getattr(edition, moment_name) != job.due_at:
        return
    for reader in {reader.phone: reader for reader in _readers(edition)}.values():
        with translation.override(reader.language):
            context = {"edition": str(edition), "name": reader.name, "path": edition.get_absolute_url()}
        enqueue(
            key=f"{job.key}:{reader.key}",
            channel=Channel.SMS,
            recipient=reader.phone,
            language=reader.language,
            template=template,
            context=context,
        )


def _readers(edition: Edition) -> Iterable[Reader]:
    """Who organises it, and the cooperatives that list something there."""
    of_this = Q(edition=edition) | Q(programme=edition.programme_id)
    organising = EditionMembership.objects.current().filter(of_this, role__in=ORGANISING, user__is_active=True)
    for user in (membership.user for membership in organising.select_related("user").order_by("pk")):
        if user.phone:
            yield Reader(user.public_id, user.phone, user.language, str(user))
    selling = Participation.objects.coming().filter(stop__edition=edition, listings__isnull=False).distinct()
    cooperatives = {row.cooperative_id: row.cooperative for row in selling.select_related("cooperative").order_by("pk")}
    languages = languages_of(cooperatives)
    for pk, cooperative in cooperatives.items():
        if cooperative.phone:
            language = languages.get(pk, USUAL_LANGUAGE)
            yield Reader(cooperative.public_id, cooperative.phone, language, str(cooperative))


def languages_of(cooperative_ids: Iterable[int]) -> dict[int, str]:
    """The language of each cooperative's first manager."""
    managers = Membership.objects.current().filter(cooperative__in=cooperative_ids, role=Role.MANAGER)
    return dict(managers.order_by("-pk").values_list("cooperative_id", "user__language"))
