"""Appeals of refused applicants: looked at again, and answered in writing."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Max, QuerySet

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.services import move_status, record_act
from fairs.applications.enums import APPLICATION_MOVES, AppealOutcome, ApplicationStatus
from fairs.applications.models import Appeal, Application
from fairs.applications.waiting import answer_deadline, free_stalls, offer_free_places, plan_answers
from fairs.calls.models import Call
from fairs.selection import locks
from fairs.selection.announcing import invite
from fairs.selection.exceptions import AppealIsAnswered, MayNotJudge, NobodyCanCome
from fairs.selection.selectors import may_judge
from fairs.selection.telling import tell_of_appeal

ANSWERED = "appeal.answered"
# Above every place of a waiting list: positions are moved out of each other's way there.
ASIDE = 10_000


@dataclass(frozen=True, slots=True)
class Answer:
    """What the committee says to an appeal; `position` is the place in the waiting list where no stall is free."""

    is_upheld: bool
    text: str
    position: int | None = None


def appeals_of(call: Call) -> QuerySet[Appeal]:
    """The appeals of a call, those not answered first, the oldest first."""
    rows = Appeal.objects.filter(application__call=call)
    return rows.select_related("application__cooperative", "answered_by").order_by(
        F("answered_at").asc(nulls_first=True), "sent_at", "pk"
    )


@transaction.atomic
def answer_appeal(*, appeal_id: int, answer: Answer, by: User) -> Appeal:
    """Answer an appeal; where it is upheld the applicant comes if its stalls are free, else it waits at the position.

    Whoever organisers crossed out before is asked anew. Raises `AppealIsAnswered`, `MayNotJudge`, `NobodyCanCome`.
    """
    application_id = Appeal.objects.values_list("application", flat=True).get(pk=appeal_id)
    call = locks.call_to_decide(Application.objects.values_list("call", flat=True).get(pk=application_id))
    application = locks.application_to_decide(application_id)
    appeal = locks.appeal_to_answer(appeal_id)
    appeal.application, application.call = application, call
    if appeal.outcome != AppealOutcome.OPEN:
        raise AppealIsAnswered
    if not may_judge(application, by):
        raise MayNotJudge
    if answer.is_upheld:
        _let_in(application, answer.position, by)
    _write(appeal, answer, by)
    if application.status == ApplicationStatus.WAITING:
        # A place may be free for somebody who asks for fewer stalls.
        offer_free_places(call.pk, by=by)
    return appeal


def _let_in(application: Application, position: int | None, by: User) -> None:
    call = application.call
    locks.hold_places_at(call.stop, [application])
    answer_by = answer_deadline(call)
    if answer_by is None or call.stop.settled_at or call.stop.edition.settled_at:
        raise NobodyCanCome
    if application.stalls_wanted <= free_stalls(call):
        move_status(application, to=ApplicationStatus.SELECTED, moves=APPLICATION_MOVES, by=by)
        application.stalls_granted = application.stalls_wanted
        application.answer_by = max(answer_by, call.confirm_by) if call.confirm_by > clock.now() else answer_by
        invite([application], by=by)
        plan_answers(call, [application.answer_by])
    else:
        move_status(application, to=ApplicationStatus.WAITING, moves=APPLICATION_MOVES, by=by)
        application.waiting_position = _make_room(call, position)
    application.save(
        update_fields=["status", "stalls_granted", "answer_by", "waiting_position", "participation"],
    )


def _make_room(call: Call, position: int | None) -> int:
    """The position in the waiting list, or behind all others; who stands there or behind moves down by one."""
    waiting = Application.objects.filter(call=call, waiting_position__isnull=False)
    last = waiting.aggregate(last=Max("waiting_position"))["last"] or 0
    if position is None or position > last:
        return last + 1
    behind = waiting.filter(waiting_position__gte=position)
    # In two steps: the database looks at each row by itself, and two may never have one position.
    behind.update(waiting_position=F("waiting_position") + ASIDE)
    waiting.filter(waiting_position__gt=ASIDE).update(waiting_position=F("waiting_position") - ASIDE + 1)
    return position


def _write(appeal: Appeal, answer: Answer, by: User) -> None:
    appeal.outcome = AppealOutcome.UPHELD if answer.is_upheld else AppealOutcome.REJECTED
    appeal.answer, appeal.answered_at, appeal.answered_by = answer.text, clock.now(), by
    appeal.save(update_fields=["outcome", "answer", "answered_at", "answered_by"])
    record_act(
        action=ANSWERED,
        subject=appeal.application.call,
        by=by,
        after={
            "application": appeal.application.public_id,
            "outcome": appeal.outcome,
            "status": appeal.application.status,
            "position": appeal.application.waiting_position,
            "answer": answer.text,
        },
    )
    tell_of_appeal(appeal)
