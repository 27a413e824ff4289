"""How the recovery of an account ends: with the new number, or stopped."""

from django.db import transaction
from django.utils.translation import gettext, gettext_noop

from cooperatives import clock
from cooperatives.accounts.exceptions import PhoneTaken
from cooperatives.accounts.models import User
from cooperatives.accounts.names import known_as
from cooperatives.accounts.services import recover_phone
from cooperatives.audit.services import move_status, record_act
from cooperatives.jobs import services as jobs
from cooperatives.models import Membership
from cooperatives.officers.enums import RECOVERY_MOVES, RecoveryStatus
from cooperatives.officers.exceptions import NotAllowed
from cooperatives.officers.locks import recovery_for_update
from cooperatives.officers.models import Recovery
from cooperatives.officers.selectors import regions_of
from cooperatives.officers.telling import members_of, tell

NUMBER_TAKEN = gettext_noop("another account has this number")
LEFT = gettext_noop("the person left the cooperative")
AGENT_ENDED = gettext_noop("the field agent who asked does not work for us any more")


def job_key(recovery: Recovery) -> str:
    """The key of the work that is due when nobody has stopped a recovery."""
    return f"recovery:{recovery.public_id}"


@transaction.atomic
def finish(public_id: str, *, by: User | None) -> Recovery:
    """Give the person the new number now, and tell every member; whoever is signed in with the old one is signed out.

    `by` is None when the days of waiting are over. Raises `ForbiddenMove`, `NotAllowed` or `PhoneTaken`.
    """
    recovery = recovery_for_update(Recovery.objects.values_list("pk", flat=True).get(public_id=public_id))
    if not _belongs(recovery) or not _is_agent_still(recovery):
        raise NotAllowed(recovery.pk)
    _end(recovery, RecoveryStatus.DONE, by=by)
    recover_phone(user_id=recovery.user_id, phone=recovery.phone, by=by or recovery.agent)
    _tell_all(recovery, "recovery_done")
    return recovery


@transaction.atomic
def finish_due(*, recovery_id: int) -> None:
    """Give the new number once the days are over that the members had to stop it; what cannot be given is stopped."""
    recovery = recovery_for_update(recovery_id)
    if recovery.status != RecoveryStatus.WAITING or recovery.due_at > clock.now():
        return
    if not _belongs(recovery):
        _stop(recovery, LEFT, by=None)
        return
    if not _is_agent_still(recovery):
        _stop(recovery, AGENT_ENDED, by=None)
        return
    try:
        with transaction.atomic():
            finish(recovery.public_id, by=None)
    except PhoneTaken:
        _stop(recovery, NUMBER_TAKEN, by=None)


@transaction.atomic
def stop_recovery(*, recovery_id: int, reason: str, by: User) -> Recovery:
    """Stop a recovery for a reason that every member is told: an officer, or the platform's staff.

    Raises `ForbiddenMove`.
    """
    recovery = recovery_for_update(recovery_id)
    _stop(recovery, reason, by=by)
    return recovery


def stop_all_of(agent: User, *, region_id: str, by: User) -> None:
    """Stop what a field agent asked for in a region and what still waits, when their appointment ends."""
    waiting = Recovery.objects.filter(agent=agent, cooperative__region=region_id, status=RecoveryStatus.WAITING)
    for pk in waiting.order_by("cooperative_id", "pk").values_list("pk", flat=True):
        recovery = recovery_for_update(pk)
        if recovery.status == RecoveryStatus.WAITING:
            _stop(recovery, AGENT_ENDED, by=by)


def _stop(recovery: Recovery, reason: str, *, by: User | None) -> None:
    recovery.reason = reason
    _end(recovery, RecoveryStatus.STOPPED, by=by)
    _tell_all(recovery, "recovery_stopped")


def _end(recovery: Recovery, status: RecoveryStatus, *, by: User | None) -> None:
    move_status(recovery, to=status, moves=RECOVERY_MOVES, by=by, reason=recovery.reason)
    recovery.ended_at, recovery.ended_by = clock.now(), by
    recovery.save(update_fields=["status", "reason", "ended_at", "ended_by"])
    jobs.cancel(key=job_key(recovery))
    after = {"name": known_as(recovery.user)} | ({"reason": recovery.reason} if recovery.reason else {})
    record_act(action=f"recovery.{status}", subject=recovery, by=by, cooperative=recovery.cooperative, after=after)


def _belongs(recovery: Recovery) -> bool:
    current = Membership.objects.current().filter(cooperative=recovery.cooperative_id, user=recovery.user_id)
    return current.exists()


def _is_agent_still(recovery: Recovery) -> bool:
    return recovery.cooperative.region_id in regions_of(recovery.agent)


def reason_of(recovery: Recovery) -> str:
    """Why it was stopped: our own reasons in the reader's language, a person's as it was written."""
    return gettext(recovery.reason) if recovery.reason in (NUMBER_TAKEN, LEFT, AGENT_ENDED) else recovery.reason


def _tell_all(recovery: Recovery, template: str) -> None:
    people = {person.pk: person for person in [*members_of(recovery.cooperative_id), recovery.agent]}
    tell(
        people.values(),
        key=f"recovery:{recovery.public_id}:{recovery.status}",
        template=template,
        words=lambda: {
            "name": known_as(recovery.user),
            "cooperative": str(recovery.cooperative),
            "reason": reason_of(recovery),
        },
    )
