"""Points given apart: each member's own sheet, which is theirs until they hand it in, and then firm."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.services import record_act
from fairs.applications.enums import ApplicationStatus
from fairs.applications.models import Application
from fairs.calls.enums import CallStatus
from fairs.calls.models import Call
from fairs.permissions import sits_in_committee
from fairs.selection import locks
from fairs.selection.exceptions import (
    MayNotJudge,
    NotChoosing,
    NotInTheCommittee,
    NotInTheRunning,
    ScoringEnded,
    ScoringStillGoesOn,
    SheetIsFirm,
    SheetIsNotWhole,
)
from fairs.selection.models import CommonScore, Recusal, Score, ScoreSheet
from fairs.selection.selectors import excluded_for, in_the_running, may_judge, progress_of, wholly_judged


@dataclass(frozen=True, slots=True)
class Given:
    """What a member gives by one criterion; no points yet where they are None."""

    points: int | None
    note: str = ""


@transaction.atomic
def give_points(*, application_id: int, given: Mapping[int, Given], by: User) -> None:
    """Write a member's points for one application, by criterion; what was there before is replaced.

    Raises `NotInTheCommittee`, `NotChoosing`, `SheetIsFirm`, `NotInTheRunning`, `MayNotJudge`.
    """
    application = Application.objects.get(pk=application_id)
    _own_sheet(application.call_id, by)
    _check_judged(application, by)
    own = Score.objects.filter(application=application, member=by)
    own.filter(criterion__in=[pk for pk, one in given.items() if one.points is None]).delete()
    rows = [
        Score(application=application, criterion_id=pk, member=by, points=one.points, note=one.note)
        for pk, one in sorted(given.items())
        if one.points is not None
    ]
    Score.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["application", "criterion", "member"],
        update_fields=["points", "note", "given_at"],
    )


@transaction.atomic
def stand_aside(*, application_id: int, reason: str, by: User) -> None:
    """Note that a member should not judge an application, and why; points that they gave it are taken out.

    Raises as `give_points`.
    """
    application = Application.objects.get(pk=application_id)
    call = _own_sheet(application.call_id, by).call
    _check_judged(application, by)
    Score.objects.filter(application=application, member=by).delete()
    Recusal.objects.create(application=application, member=by, reason=reason)
    record_act(
        action="committee.stood_aside",
        subject=call,
        by=by,
        after={"application": application.public_id, "reason": reason},
    )


@transaction.atomic
def hand_in(*, call_id: int, by: User) -> ScoreSheet:
    """Make a member's sheet firm: from then on their points count and never change.

    Raises `NotInTheCommittee`, `NotChoosing`, `SheetIsFirm`, `SheetIsNotWhole`.
    """
    sheet = _own_sheet(call_id, by)
    to_judge = set(in_the_running(sheet.call).values_list("pk", flat=True)) - excluded_for(sheet.call, by).keys()
    if missing := len(to_judge - wholly_judged(sheet.call, by)):
        raise SheetIsNotWhole(missing)
    sheet.handed_in_at = clock.now()
    sheet.save(update_fields=["handed_in_at"])
    record_act(action="committee.handed_in", subject=sheet.call, by=by, after={"applications": len(to_judge)})
    return sheet


@transaction.atomic
def end_scoring(*, call_id: int, by: User) -> Call:
    """Let the committee see all points of the sheets handed in; sheets that were not count no more.

    Raises `NotChoosing`, `ScoringEnded`.
    """
    call = locks.call_to_decide(call_id)
    _check_choosing(call)
    if call.scoring_ended_at:
        raise ScoringEnded
    call.scoring_ended_at = clock.now()
    call.save(update_fields=["scoring_ended_at"])
    progress = progress_of(call)
    record_act(
        action="committee.scoring_ended",
        subject=call,
        by=by,
        after={
            "handed_in": [str(row.member) for row in progress if row.handed_in],
            "missing": [str(row.member) for row in progress if not row.handed_in],
        },
    )
    return call


@transaction.atomic
def agree_on_points(*, application_id: int, criterion_id: int, given: Given, by: User) -> None:
    """Write what the committee agreed on by one criterion, with the reason; without points the mean counts again.

    Raises `NotChoosing`, `ScoringStillGoesOn`, `NotInTheRunning`, `MayNotJudge`.
    """
    application = Application.objects.get(pk=application_id)
    call = locks.call_to_decide(application.call_id)
    _check_choosing(call)
    if not call.scoring_ended_at:
        raise ScoringStillGoesOn
    _check_judged(application, by)
    rows = CommonScore.objects.filter(application=application, criterion=criterion_id)
    before = rows.values("points", "reason").first()
    if given.points is None:
        rows.delete()
    else:
        values = {"points": given.points, "reason": given.note, "written_at": clock.now(), "written_by": by}
        CommonScore.objects.update_or_create(application=application, criterion_id=criterion_id, defaults=values)
    record_act(
        action="committee.agreed",
        subject=call,
        by=by,
        before=before or {},
        after={
            "application": application.public_id,
            "criterion": criterion_id,
            "points": given.points,
            "reason": given.note,
        },
    )


def _own_sheet(call_id: int, by: User) -> ScoreSheet:
    """The member's sheet, held, while it may still be written on."""
    call = locks.call_for_points(call_id)
    if not sits_in_committee(by, call.stop.edition):
        raise NotInTheCommittee
    _check_choosing(call)
    sheet = locks.sheet_of(call, by)
    if sheet.handed_in_at or call.scoring_ended_at:
        raise SheetIsFirm
    sheet.call = call
    return sheet


def _check_choosing(call: Call) -> None:
    if call.status != CallStatus.SELECTING:
        raise NotChoosing


def _check_judged(application: Application, by: User) -> None:
    if application.status != ApplicationStatus.SENT:
        raise NotInTheRunning
    if not may_judge(application, by):
        raise MayNotJudge
