"""All decisions of a call told at once: until then nobody outside the committee knows of any."""

from collections.abc import Sequence

from django.db import transaction

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.services import StatusMove, log_first_statuses, move_all, move_status, record_act
from cooperatives.jobs.services import schedule
from cooperatives.writing import copy_with_keys, update_instances
from fairs.applications.enums import APPLICATION_MOVES, ApplicationStatus
from fairs.applications.models import Application, ApplicationProduct
from fairs.applications.waiting import offer_free_places, plan_answers
from fairs.calls.models import Call
from fairs.enums import PARTICIPATION_MOVES, ParticipationStatus
from fairs.models import Listing, Participation
from fairs.selection import locks
from fairs.selection.enums import DecisionOutcome
from fairs.selection.exceptions import NotReady
from fairs.selection.models import Decision
from fairs.selection.readiness import Problem, Readiness, readiness_of
from fairs.selection.refusals import Refusals

TELL_APPLICANTS, ANNOUNCED = "selection.tell_applicants", "call.announced"
BECOMES = {
    DecisionOutcome.SELECTED: ApplicationStatus.SELECTED,
    DecisionOutcome.WAITING: ApplicationStatus.WAITING,
    DecisionOutcome.REFUSED: ApplicationStatus.REFUSED,
}
TOLD = ("status", "stalls_granted", "waiting_position", "reason", "answer_by", "participation")


@transaction.atomic
def announce(*, call_id: int, breach_reason: str = "", leaves_unfilled: bool = False, by: User) -> Call:
    """Make every decision known at once, and firm: statuses, participations, messages. Raises `NotReady`.

    Stalls that stay free are offered to the waiting list in the same moment. Broken quotas need a reason, places left
    empty a yes. Who takes an application back at this moment waits and finds it announced, or we wait and find it gone.
    """
    call = locks.call_to_decide(call_id)
    applications = locks.applications_to_decide(call, [ApplicationStatus.SENT])
    locks.hold_places_at(call.stop, applications)
    readiness = readiness_of(call)
    _check(readiness, breach_reason, leaves_unfilled)
    decisions = _final(readiness, applications)
    _tell(call, applications, decisions)
    invite([row for row in applications if row.status == ApplicationStatus.SELECTED], by=by)
    update_instances(applications, TOLD)
    _move(applications, by)
    call.announced_at, call.announced_by = clock.now(), by
    call.save(update_fields=["announced_at", "announced_by"])
    _record(call, readiness, breach_reason, by)
    plan_answers(call, [call.confirm_by])
    offer_free_places(call.pk, by=by)
    schedule(kind=TELL_APPLICANTS, key=f"{TELL_APPLICANTS}:{call.pk}", subject_id=call.pk, due_at=clock.now())
    return call


def invite(applications: Sequence[Application], *, by: User | None) -> None:
    """Give each application its participation, invited, with the products that it would bring; the caller saves.

    Who takes part in the stop already keeps the row, with the stalls that are granted now; who was crossed out is asked
    anew. The caller holds them (`locks.hold_places_at`).
    """
    known = {
        (row.stop_id, row.cooperative_id): row
        for row in Participation.objects.filter(
            stop__in={one.call.stop_id for one in applications},
            cooperative__in={one.cooperative_id for one in applications},
        )
    }
    new = []
    for one in applications:
        row = known.get((one.call.stop_id, one.cooperative_id))
        if row is None:
            row = Participation(
                stop_id=one.call.stop_id, cooperative_id=one.cooperative_id, status=ParticipationStatus.INVITED
            )
            new.append(row)
        elif row.status == ParticipationStatus.WITHDRAWN:
            move_status(row, to=ParticipationStatus.INVITED, moves=PARTICIPATION_MOVES, by=by)
        row.stalls, row.people, row.women, row.young = one.stalls_granted, one.people, one.women, one.young
        row.is_first_time = one.is_first_time
        one.participation = row
    copy_with_keys(new)
    log_first_statuses(new, by=by)
    update_instances(list(known.values()), ["status", "stalls", "people", "women", "young", "is_first_time"])
    for one in applications:
        # Once more, since a new row had no key before.
        one.participation = one.participation
    _list_products(applications)


def _list_products(applications: Sequence[Application]) -> None:
    participations = {one.pk: one.participation for one in applications}
    brought = ApplicationProduct.objects.filter(application__in=participations, product__isnull=False)
    rows = [
        Listing(participation=participations[application], product_id=product)
        for application, product in brought.order_by("pk").values_list("application", "product")
    ]
    Listing.objects.bulk_create(rows, ignore_conflicts=True)


def _check(readiness: Readiness, breach_reason: str, leaves_unfilled: bool) -> None:
    refused = list(readiness.blockers)
    if Problem.QUOTAS_BROKEN in readiness.asked and not breach_reason.strip():
        refused.append(Problem.QUOTAS_BROKEN)
    if Problem.UNFILLED in readiness.asked and not leaves_unfilled:
        refused.append(Problem.UNFILLED)
    if refused:
        raise NotReady(refused)


def _final(readiness: Readiness, applications: Sequence[Application]) -> dict[int, Decision]:
    """The decisions with their scores as they are now; the waiting list counted from one without gaps."""
    rows = Decision.objects.filter(application__in=[one.pk for one in applications])
    decisions = {row.application_id: row for row in rows}
    scores = {one.pk: one.score for one in readiness.candidates}
    waiting = [row for row in decisions.values() if row.waiting_position is not None]
    for position, row in enumerate(sorted(waiting, key=lambda row: (row.waiting_position, row.pk)), start=1):
        row.waiting_position = position
    for row in decisions.values():
        row.score = scores[row.application_id]
    update_instances(list(decisions.values()), ["score", "waiting_position"])
    return decisions


def _tell(call: Call, applications: Sequence[Application], decisions: dict[int, Decision]) -> None:
    """Write on each application what its applicant is to read."""
    refusals = Refusals([one.cooperative_id for one in applications])
    for one in applications:
        decision = decisions[one.pk]
        is_refused = decision.outcome == DecisionOutcome.REFUSED
        is_chosen = decision.outcome == DecisionOutcome.SELECTED
        one.call = call
        one.status = BECOMES[DecisionOutcome(decision.outcome)]
        one.stalls_granted = decision.stalls
        one.waiting_position = decision.waiting_position
        one.reason = refusals.text(decision, one.cooperative_id) if is_refused else ""
        one.answer_by = call.confirm_by if is_chosen else None


def _move(applications: Sequence[Application], by: User) -> None:
    moves = [StatusMove(one, ApplicationStatus.SENT, one.status, one.reason) for one in applications]
    move_all(moves, allowed=APPLICATION_MOVES, by=by)


def _record(call: Call, readiness: Readiness, breach_reason: str, by: User) -> None:
    filling = readiness.filling
    record_act(
        action=ANNOUNCED,
        subject=call,
        by=by,
        after={
            "selected": filling.selected,
            "waiting": filling.waiting,
            "refused": filling.refused,
            "stalls": filling.stalls,
            "unfilled": filling.unfilled,
            "broken": [row.quota.pk for row in filling.broken],
            "reason": breach_reason.strip() if filling.broken else "",
        },
    )
