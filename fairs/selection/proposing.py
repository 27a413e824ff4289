"""A proposal made by the worker: who comes and who waits by the points and the quotas; people's own moves stay."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.models import AuditEntry
from cooperatives.audit.services import record_act, subject_type
from cooperatives.jobs.models import Job
from cooperatives.jobs.services import schedule
from fairs.calls.enums import CallStatus
from fairs.calls.models import Call
from fairs.selection import locks
from fairs.selection.candidates import Candidate, candidates_of, rules_of
from fairs.selection.enums import DecidedBy, DecisionOutcome, RefusalReason
from fairs.selection.exceptions import NotChoosing, ScoringStillGoesOn
from fairs.selection.facts import Clash, Proposal, QuotaRule, QuotasClash, Reason, Why
from fairs.selection.models import Decision
from fairs.selection.proposal import NoAnswer, propose

MAKE_PROPOSAL = "selection.make_proposal"
ORDERED, MADE, CLASHED, UNSOLVED = (
    "proposal.ordered",
    "proposal.made",
    "proposal.clashed",
    "proposal.unsolved",
)
# What changes while the solver works is put to it anew, so often.
TRIES = 3
WRITTEN = ["outcome", "stalls", "waiting_position", "score", "by", "facts", "reason", "decided_at", "decided_by"]
READY_FOR = {
    Why.LEFT_FOR_QUOTA_FULL: RefusalReason.GROUP_IS_FULL,
    Why.LEFT_FOR_PLACES_KEPT: RefusalReason.PLACES_ARE_KEPT,
    Why.LEFT_FOR_QUOTAS_TOGETHER: RefusalReason.PLACES_ARE_KEPT,
    Why.LEFT_NO_ROOM: RefusalReason.NO_ROOM,
}


@dataclass(frozen=True, slots=True)
class ProposalState:
    """What became of the latest proposal; while `job` is there the worker makes it."""

    entry: AuditEntry
    job: Job | None

    @property
    def is_being_made(self) -> bool:
        return self.job is not None

    @property
    def went_wrong(self) -> bool:
        return self.job is not None and bool(self.job.last_error)

    @property
    def clash(self) -> Mapping[str, Any] | None:
        return self.entry.after if self.entry.action == CLASHED else None

    @property
    def is_unsolved(self) -> bool:
        """Nothing was found in good time, or the worker gave up."""
        return self.entry.action == UNSOLVED or (self.entry.action == ORDERED and self.job is None)


@transaction.atomic
def order_proposal(*, call_id: int, waiting: int, by: User) -> None:
    """Have a proposal made, with so many on the waiting list. Raises `NotChoosing`, `ScoringStillGoesOn`."""
    call = locks.call_to_decide(call_id)
    check_deciding(call)
    ordered = record_act(action=ORDERED, subject=call, by=by, after={"waiting": waiting})
    schedule(
        kind=MAKE_PROPOSAL, key=f"{MAKE_PROPOSAL}:{call.pk}:{ordered.pk}", subject_id=ordered.pk, due_at=clock.now()
    )


def make_proposal(*, job: Job) -> None:
    """Ask the solver, outside any transaction, and write what it proposes; made again after a kill, it is the same."""
    ordered = AuditEntry.objects.select_related("by").get(pk=job.subject_id)
    for _attempt in range(TRIES):
        question = _question(Call.objects.get(pk=ordered.subject_id))
        if _written(question, _asked(question), ordered):
            return
    raise RuntimeError("the applications were changed again and again while a proposal was made")


def proposal_state(call: Call) -> ProposalState | None:
    """The latest proposal of a call, made or on its way; None where nobody asked for one."""
    acts = AuditEntry.objects.filter(
        subject_type=subject_type(call), subject_id=str(call.pk), action__in=[ORDERED, MADE, CLASHED, UNSOLVED]
    )
    latest = acts.order_by("-pk").first()
    if latest is None:
        return None
    waiting = Job.objects.filter(
        key__startswith=f"{MAKE_PROPOSAL}:{call.pk}:", done_at__isnull=True, attempts__lt=Job.MAX_ATTEMPTS
    )
    return ProposalState(latest, waiting.first())


def check_deciding(call: Call) -> None:
    """Decisions are written between the end of scoring and the announcement."""
    if call.status != CallStatus.SELECTING:
        raise NotChoosing
    if not call.scoring_ended_at:
        raise ScoringStillGoesOn


Found = Proposal | Clash | None


@dataclass(frozen=True, slots=True)
class Question:
    """What the solver is asked: who applied and what people set by hand, so many stalls, under these quotas."""

    call: int
    candidates: tuple[Candidate, ...]
    capacity: int
    rules: tuple[QuotaRule, ...]


def _question(call: Call) -> Question:
    return Question(call.pk, tuple(candidates_of(call)), call.capacity, tuple(rules_of(call)))


def _asked(question: Question) -> Found:
    applicants = [one.as_applicant() for one in question.candidates]
    try:
        return propose(applicants=applicants, capacity=question.capacity, quotas=question.rules)
    except QuotasClash as refusal:
        return refusal.clash
    except NoAnswer:
        return None


@transaction.atomic
def _written(question: Question, found: Found, ordered: AuditEntry) -> bool:
    """Write what was found, unless by now the question would be another one."""
    call = locks.call_to_decide(question.call)
    if call.status != CallStatus.SELECTING:
        return True
    if _question(call) != question:
        return False
    if isinstance(found, Proposal):
        _keep(question.candidates, found, ordered)
        record_act(action=MADE, subject=call, by=ordered.by, after=_made(found))
    elif found is not None:
        record_act(action=CLASHED, subject=call, by=ordered.by, after=_told(found))
    else:
        record_act(action=UNSOLVED, subject=call, by=ordered.by)
    return True


def _made(found: Proposal) -> dict[str, Any]:
    return {"chosen": len(found.chosen), "stalls": found.stalls_given, "left": found.stalls_left}


def _told(clash: Clash) -> dict[str, Any]:
    """A clash as JSON keeps it; quotas by their key."""
    return asdict(clash)


def _keep(candidates: Sequence[Candidate], found: Proposal, ordered: AuditEntry) -> None:
    positions = _waiting_list(candidates, found, ordered.after["waiting"])
    chosen = set(found.chosen)
    fixed = [one for one in candidates if one.is_fixed]
    rows = [
        _decision(one, found.reasons[str(one.pk)], str(one.pk) in chosen, positions.get(one.pk), ordered)
        for one in candidates
        if not one.is_fixed
    ]
    Decision.objects.bulk_create(rows, update_conflicts=True, unique_fields=["application"], update_fields=WRITTEN)
    kept = {row.application_id: row for row in Decision.objects.filter(application__in=[one.pk for one in fixed])}
    for one in fixed:
        kept[one.pk].score = one.score
        kept[one.pk].waiting_position = positions.get(one.pk)
    Decision.objects.bulk_update(kept.values(), ["score", "waiting_position"])


def _waiting_list(candidates: Sequence[Candidate], found: Proposal, length: int) -> dict[int, int]:
    """The positions: the proposal's first ones, and at their places those whom a person put there."""
    order = [int(key) for key in found.waiting][:length]
    by_person = [one for one in candidates if one.is_fixed and one.position is not None]
    for one in sorted(by_person, key=lambda one: one.position or 0):
        order.insert((one.position or 1) - 1, one.pk)
    return {pk: position for position, pk in enumerate(order, start=1)}


def _decision(one: Candidate, why: Reason, is_chosen: bool, position: int | None, ordered: AuditEntry) -> Decision:
    facts = why.as_facts()
    outcome = DecisionOutcome.WAITING if position else DecisionOutcome.REFUSED
    if is_chosen:
        outcome = DecisionOutcome.SELECTED
    if outcome == DecisionOutcome.REFUSED:
        facts["ready"] = READY_FOR.get(why.code, RefusalReason.BELOW_THE_LINE).value
    return Decision(
        application_id=one.pk,
        outcome=outcome,
        stalls=one.wanted if is_chosen else 0,
        waiting_position=position,
        score=one.score,
        by=DecidedBy.PROPOSAL,
        facts=facts,
        reason="",
        decided_at=clock.now(),
        decided_by=ordered.by,
    )
