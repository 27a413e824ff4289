"""A member lost the telephone: a field agent who saw the person asks for another number."""

from datetime import timedelta

from django.db import IntegrityError, transaction

from cooperatives import clock
from cooperatives.accounts.exceptions import PhoneTaken
from cooperatives.accounts.models import User
from cooperatives.accounts.names import known_as
from cooperatives.audit.services import log_status, record_act
from cooperatives.encryption import digest
from cooperatives.formats.days import day_text, hour_text
from cooperatives.jobs.services import schedule
from cooperatives.locks import cooperative_for_update
from cooperatives.models import Cooperative, Membership
from cooperatives.officers.enums import ConsentAct, RecoveryStatus
from cooperatives.officers.exceptions import (
    AgentBelongsHere,
    AlreadySettled,
    NotAllowed,
    NotInTheirRegion,
    RecoveryUnderWay,
)
from cooperatives.officers.locks import recovery_for_update
from cooperatives.officers.models import Consent, Recovery
from cooperatives.officers.recovering import job_key
from cooperatives.officers.selectors import regions_of
from cooperatives.officers.services import ask_consent
from cooperatives.officers.telling import members_of, tell

WAITS_FOR = timedelta(hours=72)
RECOVER = "officers.recover"


def check_agent(agent: User, cooperative: Cooperative) -> None:
    """Raise `NotInTheirRegion` or `AgentBelongsHere` unless a field agent may help this cooperative."""
    if cooperative.region_id not in regions_of(agent):
        raise NotInTheirRegion(agent.public_id)
    if Membership.objects.current().filter(user=agent, cooperative=cooperative).exists():
        raise AgentBelongsHere(agent.public_id)


@transaction.atomic
def ask_recovery(*, cooperative_id: int, user_id: int, phone: str, seen: str, by: User) -> Recovery:
    """Ask for another number (E.164) for a member whose telephone is lost, and tell everybody who belongs there.

    It is given after three days unless an officer stops it; with another officer's code at once (`ask_code`).
    Raises `NotInTheirRegion`, `AgentBelongsHere`, `NotAllowed`, `PhoneTaken` or `RecoveryUnderWay`.
    """
    cooperative = cooperative_for_update(cooperative_id)
    check_agent(by, cooperative)
    if not Membership.objects.current().filter(user=user_id, cooperative=cooperative).exists():
        raise NotAllowed(user_id)
    if User.objects.filter(phone_digest=digest(phone)).exists():
        raise PhoneTaken(user_id)
    now = clock.now()
    try:
        with transaction.atomic():
            recovery = Recovery.objects.create(
                cooperative=cooperative,
                user_id=user_id,
                phone=phone,
                agent=by,
                seen=seen,
                asked_at=now,
                due_at=now + WAITS_FOR,
            )
    except IntegrityError as error:
        raise RecoveryUnderWay(user_id) from error
    log_status(recovery, old="", by=by)
    after = {"name": known_as(recovery.user), "seen": seen}
    record_act(action="recovery.ask", subject=recovery, by=by, cooperative=cooperative, after=after)
    schedule(kind=RECOVER, key=job_key(recovery), subject_id=recovery.pk, due_at=recovery.due_at)
    _tell_members(recovery)
    return recovery


@transaction.atomic
def ask_code(*, recovery_id: int, by: User, of_id: int | None = None) -> Consent:
    """Send another officer the code that ends the waiting: the field agent types it once the officer told it.

    Raises `AlreadySettled`, `NobodyToAsk` or `TooManyAsked`.
    """
    recovery = recovery_for_update(recovery_id)
    if recovery.status != RecoveryStatus.WAITING:
        raise AlreadySettled(recovery_id)
    asked = {
        "recovery": recovery.public_id,
        "name": known_as(recovery.user),
        "phone": recovery.phone,
        "without": recovery.user_id,
    }
    consent = ask_consent(cooperative_id=recovery.cooperative_id, act=ConsentAct.PHONE, asked=asked, by=by, of_id=of_id)
    recovery.consent = consent
    recovery.save(update_fields=["consent"])
    return consent


def _tell_members(recovery: Recovery) -> None:
    tell(
        members_of(recovery.cooperative_id),
        key=f"recovery:{recovery.public_id}:asked",
        template="recovery_asked",
        words=lambda: {
            "agent": known_as(recovery.agent),
            "name": known_as(recovery.user),
            "cooperative": str(recovery.cooperative),
            "ending": recovery.phone[-2:],
            "moment": f"{day_text(recovery.due_at)}, {hour_text(recovery.due_at)}",
        },
        address="workspace:officers",
    )
