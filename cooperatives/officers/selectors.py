"""Who watches over a cooperative, what they were asked for, and which field agents help it."""

from datetime import timedelta

from django.db.models import QuerySet

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.enums import Role
from cooperatives.models import Cooperative, CooperativeQuerySet, Membership
from cooperatives.officers.enums import RecoveryStatus
from cooperatives.officers.models import Consent, FieldAgent, Mandate, Recovery

MANDATE_CODE_FOR = timedelta(minutes=30)


def officers_of(cooperative_id: int) -> list[User]:
    """The officers of a cooperative now, the one named first before the others."""
    named = Membership.objects.current().filter(cooperative_id=cooperative_id, is_officer=True, user__is_active=True)
    return [membership.user for membership in named.select_related("user").order_by("pk")]


def others_than(person_id: int, *, cooperative_id: int) -> list[User]:
    """The officers who can be asked for what `person_id` wants: the others who have a telephone number."""
    return [user for user in officers_of(cooperative_id) if user.pk != person_id and user.phone]


def who_lets_in(cooperative_id: int) -> list[User]:
    """Who may let a field agent work here: the officers; where none is named yet, the managers."""
    officers = [user for user in officers_of(cooperative_id) if user.phone]
    if officers:
        return officers
    managers = Membership.objects.current().filter(cooperative_id=cooperative_id, role=Role.MANAGER)
    people = [membership.user for membership in managers.select_related("user").order_by("pk")]
    return [user for user in people if user.is_active and user.phone]


def watched_over(person_id: int) -> int | None:
    """The first cooperative in which another officer watches over this officer's number; None where none does."""
    own = Membership.objects.current().filter(user_id=person_id, is_officer=True).order_by("pk")
    keys = own.values_list("cooperative_id", flat=True)
    return next((key for key in keys if others_than(person_id, cooperative_id=key)), None)


def open_consents(cooperatives: QuerySet[Cooperative]) -> QuerySet[Consent]:
    """What waits for the code of another officer now."""
    waiting = Consent.objects.filter(given_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=clock.now())
    return waiting.filter(cooperative__in=cooperatives).select_related("cooperative", "asked_by", "asked_of")


def consent_for(cooperatives: QuerySet[Cooperative], public_id: str) -> Consent | None:
    """One consent of these cooperatives, wherever it stands."""
    found = Consent.objects.filter(cooperative__in=cooperatives, public_id=public_id)
    return found.select_related("cooperative", "asked_by", "asked_of").first()


def regions_of(agent: User) -> list[str]:
    """The regions in which this person is a field agent now."""
    return list(FieldAgent.objects.current().filter(user_id=agent.pk).values_list("region_id", flat=True))


def is_field_agent(user: User) -> bool:
    """Whether this person is a field agent anywhere now."""
    return bool(user.is_active) and FieldAgent.objects.current().filter(user_id=user.pk).exists()


def cooperatives_near(agent: User) -> CooperativeQuerySet:
    """The cooperatives that a field agent may help: those of the agent's regions, but not the own ones."""
    own = Membership.objects.current().filter(user_id=agent.pk).values("cooperative_id")
    return Cooperative.objects.filter(region_id__in=regions_of(agent)).exclude(pk__in=own)


def open_mandates() -> QuerySet[Mandate]:
    """The mandates that run, or whose code may still be given."""
    since = clock.now() - MANDATE_CODE_FOR
    waiting = Mandate.objects.filter(begun_at__isnull=True, ended_at__isnull=True, asked_at__gt=since)
    return waiting | Mandate.objects.running()


def mandates_of(agent: User) -> QuerySet[Mandate]:
    """An agent's mandates that run, or whose code may still be given."""
    return open_mandates().filter(agent=agent).select_related("cooperative", "given_by")


def running_in(cooperatives: QuerySet[Cooperative]) -> QuerySet[Mandate]:
    """The field agents who work in these cooperatives now."""
    return Mandate.objects.running().filter(cooperative__in=cooperatives).select_related("agent", "cooperative")


def waiting_recoveries(cooperatives: QuerySet[Cooperative]) -> QuerySet[Recovery]:
    """Numbers that shall be changed for somebody who lost the telephone, and that can still be stopped."""
    waiting = Recovery.objects.filter(status=RecoveryStatus.WAITING, cooperative__in=cooperatives)
    return waiting.select_related("cooperative", "user", "agent")
