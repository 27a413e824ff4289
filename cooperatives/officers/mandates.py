"""Field agents: appointed by staff for a region, let in by an officer for two hours and one task."""

from datetime import timedelta

from django.db import IntegrityError, transaction

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.accounts.names import known_as
from cooperatives.accounts.services import user_of_phone
from cooperatives.audit.records import write_new
from cooperatives.audit.services import record_act
from cooperatives.formats.days import hour_text
from cooperatives.locks import cooperative_for_update
from cooperatives.officers.codes import digest_of, is_right, new_code, refuse
from cooperatives.officers.exceptions import (
    AgentEnded,
    AlreadyAgent,
    AlreadySettled,
    CodeTooOld,
    NobodyToAsk,
    NotInTheirRegion,
    TooManyAsked,
)
from cooperatives.officers.locks import agent_for_update, mandate_for_update
from cooperatives.officers.models import FieldAgent, Mandate
from cooperatives.officers.recoveries import check_agent
from cooperatives.officers.recovering import stop_all_of
from cooperatives.officers.selectors import MANDATE_CODE_FOR, mandates_of, regions_of, who_lets_in
from cooperatives.officers.telling import tell

RUNS_FOR = timedelta(hours=2)
ASKED_A_DAY = 8


@transaction.atomic
def appoint_agent(
    *, phone: str, region_id: str, by: User, first_name: str = "", last_name: str = "", language: str = "ar"
) -> FieldAgent:
    """Let the person whose number is `phone` (E.164) help the cooperatives of a region, and tell them.

    Raises `AlreadyAgent`.
    """
    user = user_of_phone(phone=phone, language=language)
    if not user.get_full_name() and (first_name or last_name):
        user.first_name, user.last_name = first_name, last_name
        user.save(update_fields=["first_name", "last_name"])
    try:
        with transaction.atomic():
            agent = write_new(row=FieldAgent(user=user, region_id=region_id, begun_at=clock.now()), by=by)
    except IntegrityError as error:
        raise AlreadyAgent(user.public_id) from error
    tell(
        [user],
        key=f"field-agent:{agent.pk}",
        template="field_agent_appointed",
        words=lambda: {"region": agent.region.name},
        address="workspace:field",
    )
    return agent


@transaction.atomic
def end_agent(*, agent_id: int, by: User) -> FieldAgent:
    """End an appointment, and at once every mandate of theirs in the region, and every number that waits.

    Raises `AgentEnded`.
    """
    agent = agent_for_update(agent_id)
    if agent.ended_at:
        raise AgentEnded(agent_id)
    agent.ended_at = clock.now()
    agent.save(update_fields=["ended_at"])
    for mandate in mandates_of(agent.user).filter(cooperative__region=agent.region_id):
        mandate.ended_at = agent.ended_at
        mandate.save(update_fields=["ended_at"])
        _log("end", mandate, by, {"name": known_as(agent.user)})
    stop_all_of(agent.user, region_id=agent.region_id, by=by)
    record_act(action="fieldagent.end", subject=agent, by=by, after={"region": str(agent.region)})
    return agent


@transaction.atomic
def ask_mandate(*, cooperative_id: int, task: str, by: User, of_id: int | None = None) -> Mandate:
    """Write what a field agent wants to do in a cooperative's workspace, and send an officer the code for it.

    Raises `NotInTheirRegion`, `AgentBelongsHere`, `NobodyToAsk` or `TooManyAsked`.
    """
    cooperative = cooperative_for_update(cooperative_id)
    check_agent(by, cooperative)
    of = next((user for user in who_lets_in(cooperative_id) if of_id in (None, user.pk)), None)
    if of is None:
        raise NobodyToAsk(cooperative_id)
    now = clock.now()
    own = Mandate.objects.filter(cooperative=cooperative, agent=by)
    if own.filter(asked_at__gt=now - timedelta(days=1)).count() >= ASKED_A_DAY:
        raise TooManyAsked(by.public_id)
    # One code is good at a time.
    own.filter(begun_at__isnull=True, ended_at__isnull=True).update(ended_at=now)
    mandate = Mandate(cooperative=cooperative, agent=by, given_by=of, task=task, asked_at=now)
    code = new_code()
    mandate.code_digest = digest_of(mandate.public_id, code)
    mandate.save()
    _log("ask", mandate, by, {"task": task, "asked_of": known_as(of)})
    tell(
        [of],
        key=f"mandate:{mandate.public_id}:code",
        template="mandate_code",
        words=lambda: {"agent": known_as(by), "cooperative": str(cooperative), "task": task, "code": code},
    )
    return mandate


def begin_mandate(*, mandate_id: int, code: str, by: User) -> Mandate:
    """Take the code that an officer told the agent: for two hours the agent works in the cooperative's workspace.

    A wrong try is counted, so this must not run inside a transaction that its refusal would undo. Raises `WrongCode`,
    `NoTriesLeft`, `CodeTooOld`, `AlreadySettled`, `NotInTheirRegion` or `NobodyToAsk`.
    """
    with transaction.atomic():
        mandate = mandate_for_update(mandate_id)
        if mandate.begun_at or mandate.ended_at:
            raise AlreadySettled(mandate_id)
        if mandate.asked_at + MANDATE_CODE_FOR <= clock.now():
            raise CodeTooOld(mandate_id)
        if is_right(mandate, code):
            return _begin(mandate, by)
    refuse(mandate.tries)
    raise AssertionError("a wrong code is refused")


@transaction.atomic
def end_mandate(*, mandate_id: int, by: User) -> Mandate:
    """End a mandate now: by the agent who is done, or by a manager of the cooperative. Raises `AlreadySettled`."""
    mandate = mandate_for_update(mandate_id)
    now = clock.now()
    if mandate.ended_at or (mandate.ends_at and mandate.ends_at <= now):
        raise AlreadySettled(mandate_id)
    mandate.ended_at = now
    mandate.save(update_fields=["ended_at"])
    _log("end", mandate, by, {"name": known_as(mandate.agent)})
    return mandate


def _begin(mandate: Mandate, by: User) -> Mandate:
    """Let the agent in. An agent works in one cooperative at a time: whatever else runs ends."""
    if mandate.cooperative.region_id not in regions_of(mandate.agent):
        raise NotInTheirRegion(mandate.agent.public_id)
    if mandate.given_by_id not in [user.pk for user in who_lets_in(mandate.cooperative_id)]:
        raise NobodyToAsk(mandate.cooperative_id)
    now = clock.now()
    Mandate.objects.running().filter(agent=mandate.agent).update(ended_at=now)
    mandate.begun_at, mandate.ends_at = now, now + RUNS_FOR
    mandate.save(update_fields=["begun_at", "ends_at"])
    _log("begin", mandate, by, {"task": mandate.task, "code_of": known_as(mandate.given_by)})
    tell(
        who_lets_in(mandate.cooperative_id),
        key=f"mandate:{mandate.public_id}:begun",
        template="mandate_begun",
        words=lambda: {
            "agent": known_as(mandate.agent),
            "cooperative": str(mandate.cooperative),
            "task": mandate.task,
            "hour": hour_text(mandate.ends_at or now),
        },
        address="workspace:officers",
    )
    return mandate


def _log(verb: str, mandate: Mandate, by: User, after: dict[str, str]) -> None:
    record_act(action=f"mandate.{verb}", subject=mandate, by=by, cooperative=mandate.cooperative, after=after)
