"""What stands in the way of announcing a call's decisions, and what a person must say yes to."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from cooperatives import clock
from cooperatives.enums import CooperativeStatus
from fairs.applications.models import Application
from fairs.calls.enums import CallStatus
from fairs.calls.models import Call
from fairs.enums import ParticipationStatus
from fairs.models import Participation
from fairs.selection.candidates import Candidate, candidates_of
from fairs.selection.filling import Filling, filling_of, quotas_of


class Problem(StrEnum):
    """Why decisions cannot be announced as they stand."""

    NOT_CHOOSING = "not_choosing"
    SCORING_GOES_ON = "scoring_goes_on"
    NOBODY_APPLIED = "nobody_applied"
    UNDECIDED = "undecided"
    WITHOUT_REASON = "without_reason"
    TOO_MANY_STALLS = "too_many_stalls"
    NO_TIME_TO_ANSWER = "no_time_to_answer"
    LATE_FOR_THE_STOP = "late_for_the_stop"
    SUSPENDED = "suspended"
    TAKEN_OUT = "taken_out"
    STOP_IS_CLOSED = "stop_is_closed"
    # A person may say yes to these two.
    QUOTAS_BROKEN = "quotas_broken"
    UNFILLED = "unfilled"


@dataclass(frozen=True, slots=True)
class Readiness:
    """Problems with the applications that they are about; `asked` are those that a person may accept."""

    filling: Filling
    candidates: Sequence[Candidate]
    blockers: Sequence[Problem]
    asked: Sequence[Problem]
    bare: Sequence[int]
    undecided: Sequence[int]
    suspended: Sequence[int]
    taken_out: Sequence[int]

    @property
    def needs_only_yes(self) -> bool:
        return not self.blockers


def readiness_of(call: Call) -> Readiness:
    """Where a call stands, in a handful of questions."""
    candidates = candidates_of(call)
    filling = filling_of(call, candidates, quotas_of(call))
    chosen = [one.pk for one in candidates if one.is_selected]
    undecided = [one.pk for one in candidates if not one.outcome]
    bare = [one.pk for one in candidates if one.outcome == "refused" and not one.has_reason]
    suspended = _suspended(chosen)
    taken_out = _taken_out(call, chosen)
    found = {
        Problem.NOT_CHOOSING: call.status != CallStatus.SELECTING,
        Problem.SCORING_GOES_ON: not call.scoring_ended_at,
        Problem.NOBODY_APPLIED: not candidates,
        Problem.UNDECIDED: bool(undecided),
        Problem.WITHOUT_REASON: bool(bare),
        Problem.TOO_MANY_STALLS: filling.is_over,
        Problem.NO_TIME_TO_ANSWER: call.confirm_by <= clock.now(),
        # The stop may have been moved since the call was written.
        Problem.LATE_FOR_THE_STOP: call.confirm_by > call.stop.starts_at,
        Problem.SUSPENDED: bool(suspended),
        Problem.TAKEN_OUT: bool(taken_out),
        Problem.STOP_IS_CLOSED: bool(call.stop.settled_at or call.stop.edition.settled_at),
    }
    asked = {Problem.QUOTAS_BROKEN: bool(filling.broken), Problem.UNFILLED: filling.unfilled > 0}
    return Readiness(
        filling=filling,
        candidates=candidates,
        blockers=[problem for problem, is_there in found.items() if is_there],
        asked=[problem for problem, is_there in asked.items() if is_there],
        bare=bare,
        undecided=undecided,
        suspended=suspended,
        taken_out=taken_out,
    )


def _suspended(chosen: list[int]) -> list[int]:
    rows = Application.objects.filter(pk__in=chosen, cooperative__status=CooperativeStatus.SUSPENDED)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def _taken_out(call: Call, chosen: list[int]) -> list[int]:
    """Chosen ones that the organisers once took out of this stop by hand: a participation stands once."""
    withdrawn = Participation.objects.filter(stop=call.stop_id, status=ParticipationStatus.WITHDRAWN)
    rows = Application.objects.filter(pk__in=chosen, cooperative__in=withdrawn.values("cooperative"))
    return list(rows.order_by("pk").values_list("pk", flat=True))
