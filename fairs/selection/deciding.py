"""Decisions by people's hands, which a later proposal keeps, each with its reason; the last one can be taken back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.models import AuditEntry
from cooperatives.audit.services import record_act, subject_type
from fairs.applications.enums import ApplicationStatus
from fairs.applications.models import Application
from fairs.calls.models import Call
from fairs.selection import locks
from fairs.selection.enums import DecidedBy, DecisionOutcome, RefusalReason
from fairs.selection.exceptions import MayNotJudge, NothingToUndo, NotInTheRunning, TooManyStalls
from fairs.selection.models import Decision
from fairs.selection.proposing import check_deciding
from fairs.selection.selectors import may_judge, standings_of

MOVED, UNDONE, REASONS_GIVEN = "decision.moved", "decision.undone", "decision.reasons_given"
KEPT = ("outcome", "stalls", "waiting_position", "by", "reason", "facts")


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person decides about an application.

    `stalls` matter for those who come, `position` for those who wait: the last place where it is None.
    `ready` is a sentence of the house for those refused; `reason` the committee's own words.
    """

    outcome: DecisionOutcome
    stalls: int | None = None
    position: int | None = None
    ready: str = ""
    reason: str = ""


@transaction.atomic
def decide(*, application_id: int, choice: Choice, by: User) -> Decision:
    """Decide by hand about one application; the waiting list closes up around it.

    Raises `NotChoosing`, `ScoringStillGoesOn`, `NotInTheRunning`, `MayNotJudge`, `TooManyStalls`.
    """
    call, application = _held(application_id, by)
    if choice.outcome == DecisionOutcome.SELECTED and (choice.stalls or 0) > application.stalls_wanted:
        raise TooManyStalls
    decision = Decision.objects.filter(application=application).first() or Decision(application=application)
    before = _stands(decision)
    _leave_waiting_list(call, decision)
    is_chosen = choice.outcome == DecisionOutcome.SELECTED
    decision.outcome = choice.outcome
    decision.stalls = (choice.stalls or application.stalls_wanted) if is_chosen else 0
    decision.waiting_position = None
    if choice.outcome == DecisionOutcome.WAITING:
        decision.waiting_position = _make_room(call, decision, choice.position)
    decision.by = DecidedBy.PERSON
    decision.reason = choice.reason
    decision.facts = _facts(decision.facts, choice)
    _write(decision, call, by)
    _record(MOVED, call, application, before, decision, by)
    return decision


@transaction.atomic
def leave_to_proposal(*, application_id: int, by: User) -> Decision:
    """Let the next proposal decide about an application again. Raises as `decide`, and `NothingToUndo`."""
    call, application = _held(application_id, by)
    decision = Decision.objects.filter(application=application, by=DecidedBy.PERSON).first()
    if decision is None:
        raise NothingToUndo
    before = _stands(decision)
    decision.by = DecidedBy.PROPOSAL
    decision.save(update_fields=["by"])
    _record(MOVED, call, application, before, decision, by)
    return decision


@transaction.atomic
def undo_decision(*, application_id: int, by: User) -> None:
    """Put an application back to where it stood before it was last moved by hand. Raises as `leave_to_proposal`."""
    call, application = _held(application_id, by)
    moved = last_move(call, application)
    decision = Decision.objects.filter(application=application).first()
    if moved is None or decision is None or moved.action != MOVED or not _same(decision, moved.after):
        raise NothingToUndo
    before = _stands(decision)
    _leave_waiting_list(call, decision)
    if not moved.before:
        decision.delete()
        _record(UNDONE, call, application, before, None, by)
        return
    for name in KEPT:
        setattr(decision, name, moved.before[name])
    if decision.waiting_position is not None:
        decision.waiting_position = _make_room(call, decision, decision.waiting_position)
    _write(decision, call, by)
    _record(UNDONE, call, application, before, decision, by)


@transaction.atomic
def give_reasons(*, call_id: int, ready: str, reason: str, by: User) -> int:
    """Give one reason to all refusals that have none; answer how many. Raises `NotChoosing`, `ScoringStillGoesOn`."""
    call = locks.call_to_decide(call_id)
    check_deciding(call)
    rows = Decision.objects.filter(
        application__call=call,
        application__status=ApplicationStatus.SENT,
        outcome=DecisionOutcome.REFUSED,
        reason="",
        facts__ready__isnull=True,
    )
    bare = list(rows)
    for decision in bare:
        decision.reason = reason
        decision.facts = {**decision.facts, "ready": ready} if ready else decision.facts
    Decision.objects.bulk_update(bare, ["reason", "facts"])
    if bare:
        record_act(
            action=REASONS_GIVEN,
            subject=call,
            by=by,
            after={"applications": len(bare), "ready": ready, "reason": reason},
        )
    return len(bare)


def last_move(call: Call, application: Application) -> AuditEntry | None:
    """The last time that an application was moved by hand, or moved back."""
    acts = AuditEntry.objects.filter(
        subject_type=subject_type(call),
        subject_id=str(call.pk),
        action__in=[MOVED, UNDONE],
        after__application=application.public_id,
    )
    return acts.order_by("-pk").first()


def reason_text(decision: Decision) -> str:
    """The reason in the language of the moment: the sentence that was chosen, and the committee's own words."""
    ready = decision.facts.get("ready", "")
    sentence = str(RefusalReason(ready).label) if ready in RefusalReason.values else ""
    said = [text for text in (sentence, decision.reason.strip()) if text]
    return "\n".join(said)


def why_text(facts: Mapping[str, Any]) -> str:
    """Why the proposal put an application where it is, in one sentence for the committee."""
    sentences = {
        "chosen_by_person": _("Kept as the committee decided."),
        "chosen_by_score": _("Comes by its points."),
        "chosen_as_it_fits": _("Comes by its points: a better one asks for more stalls than are left."),
        "chosen_for_quota": _("Comes because a quota asks for applications like it."),
        "chosen_as_others_are_full": _("Comes because the quota of better ones is full."),
        "chosen_for_quotas_together": _("Comes because of several quotas together."),
        "left_by_person": _("Left out as the committee decided."),
        "left_for_quota_full": _("Left out because the quota of its group is full."),
        "left_for_places_kept": _("Left out because places are kept for a quota."),
        "left_for_quotas_together": _("Left out because of several quotas together."),
        "left_below_line": _("Left out: fewer points than the last one who comes."),
        "left_no_room": _("Left out: it asks for more stalls than are left."),
    }
    return sentences.get(str(facts.get("code", "")), "")


def _held(application_id: int, by: User) -> tuple[Call, Application]:
    call = locks.call_to_decide(Application.objects.values_list("call", flat=True).get(pk=application_id))
    check_deciding(call)
    application = locks.application_to_decide(application_id)
    if application.status != ApplicationStatus.SENT:
        raise NotInTheRunning
    if not may_judge(application, by):
        raise MayNotJudge
    return call, application


def _facts(before: Mapping[str, Any], choice: Choice) -> dict[str, Any]:
    facts = {name: fact for name, fact in before.items() if name != "ready"}
    is_refused = choice.outcome == DecisionOutcome.REFUSED
    return facts | ({"ready": choice.ready} if is_refused and choice.ready else {})


def _write(decision: Decision, call: Call, by: User) -> None:
    decision.score = standings_of(call).scores.get(decision.application_id, 0)
    decision.decided_at, decision.decided_by = clock.now(), by
    decision.save()


def _waiting(call: Call, decision: Decision) -> list[Decision]:
    """The waiting list without the decision itself."""
    rows = Decision.objects.filter(application__call=call, waiting_position__isnull=False)
    return list(rows.exclude(pk=decision.pk).order_by("waiting_position", "pk"))


def _leave_waiting_list(call: Call, decision: Decision) -> None:
    """Those behind it move up."""
    if decision.waiting_position is not None:
        _number(_waiting(call, decision))


def _make_room(call: Call, decision: Decision, position: int | None) -> int:
    """The decision's place at `position`, or behind all others; those behind it move down."""
    waiting = _waiting(call, decision)
    place = len(waiting) if position is None else min(max(position - 1, 0), len(waiting))
    for row in waiting[place:]:
        row.waiting_position = (row.waiting_position or 0) + 1
    Decision.objects.bulk_update(waiting[place:], ["waiting_position"])
    return place + 1


def _number(waiting: list[Decision]) -> None:
    moved = []
    for position, row in enumerate(waiting, start=1):
        if row.waiting_position != position:
            row.waiting_position = position
            moved.append(row)
    Decision.objects.bulk_update(moved, ["waiting_position"])


def _stands(decision: Decision) -> dict[str, Any]:
    """What the log keeps of a decision; nothing where there was none."""
    return {name: getattr(decision, name) for name in KEPT} if decision.pk else {}


def _same(decision: Decision, logged: Mapping[str, Any]) -> bool:
    """Whether it stands as it was left; its place in the waiting list moves with the others'."""
    return all(getattr(decision, name) == logged.get(name) for name in KEPT if name != "waiting_position")


def _record(
    action: str, call: Call, application: Application, before: dict[str, Any], decision: Decision | None, by: User
) -> None:
    after = {"application": application.public_id, **(_stands(decision) if decision else {})}
    record_act(action=action, subject=call, by=by, before=before, after=after)
