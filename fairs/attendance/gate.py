"""The gate: arrivals that telephones noted without network, each answered by itself and recorded once.

What cannot be recorded stays on the telephone, which shows it, and word for word in the log of what was done.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Self
from uuid import UUID

from django.db import transaction
from pydantic import BaseModel, Field, model_validator

from cooperatives import clock
from cooperatives.audit.services import record_act
from fairs.attendance.enums import ArrivalWay, GateProblem
from fairs.attendance.exceptions import DayNotCome, NotComing
from fairs.attendance.models import Arrival, Badge
from fairs.attendance.services import mark_arrival, take_arrival_back
from fairs.batches import Moment, records_in, storable
from fairs.enrolment import note_seen
from fairs.enums import SaleStatus
from fairs.models import EditionDay, Participation
from fairs.rounds.models import Tablet
from fairs.rounds.parsing import Day, Sent, read_record
from fairs.rounds.tablets import why_unheard

MOST_ARRIVALS = 200
REASONS: dict[type[Exception], GateProblem] = {
    NotComing: GateProblem.NOT_COMING,
    DayNotCome: GateProblem.DAY_NOT_COME,
}
Name = Annotated[str, Field(pattern=r"^[0-9A-Za-z]{1,20}$")]


class ReadArrival(BaseModel):
    """An arrival as the gate's API describes it: by a badge, or by hand with who it was."""

    id: UUID
    day: Day
    at: Moment
    way: ArrivalWay
    badge: Name | None = None
    participation: Name | None = None

    @model_validator(mode="after")
    def _a_badge_or_a_hand(self) -> Self:
        by_hand = self.way == ArrivalWay.HAND
        if by_hand == (self.badge is not None) or by_hand != (self.participation is not None):
            raise ValueError("by hand of a participation, else of a badge")
        return self


class ReadMistake(BaseModel):
    """That an arrival was noted by mistake, by the id that its telephone gave it."""

    id: UUID
    arrival: UUID


SentArrival = Sent[ReadArrival]
SentMistake = Sent[ReadMistake]


@dataclass(frozen=True, slots=True)
class ArrivalResult:
    """What became of one record of a batch, and when an arrival is noted for."""

    id: str | None
    status: SaleStatus
    problem: GateProblem | None = None
    at: datetime | None = None
    field: str = ""


class _Refused(Exception):
    def __init__(self, problem: GateProblem, field: str = "") -> None:
        super().__init__(problem)
        self.problem, self.field = problem, field


def read_arrivals(body: bytes) -> list[SentArrival]:
    """The arrivals in a request's body. Raises `UnreadableBody` and `TooManyRecords`."""
    rows = records_in(body, name="arrivals", most=MOST_ARRIVALS)
    return [read_record(raw, ReadArrival.model_validate) for raw in rows]


def record_arrivals(*, tablet: Tablet, batch: Sequence[SentArrival]) -> list[ArrivalResult]:
    """Record each arrival of a batch once, a transaction for each: one that is refused stops no other."""
    return _recorded(tablet, batch, act=_noted, known=_known)


def read_mistakes(body: bytes) -> list[SentMistake]:
    """The arrivals noted by mistake that a request's body names. Raises `UnreadableBody` and `TooManyRecords`."""
    rows = records_in(body, name="mistakes", most=MOST_ARRIVALS)
    return [read_record(raw, ReadMistake.model_validate) for raw in rows]


def record_mistakes(*, tablet: Tablet, batch: Sequence[SentMistake]) -> list[ArrivalResult]:
    """Take back each arrival that a batch names, once; one that was never recorded has nothing to take back."""
    return _recorded(tablet, batch, act=_taken_back, known=lambda _sent: None)


def _recorded(
    tablet: Tablet,
    batch: Sequence[Sent[Any]],
    *,
    act: Callable[[Tablet, str | None, Any], ArrivalResult],
    known: Callable[[Any], ArrivalResult | None],
) -> list[ArrivalResult]:
    unheard = why_unheard(tablet)
    results = [_answer(tablet, sent, GateProblem(unheard) if unheard else None, act, known) for sent in batch]
    note_seen(device=tablet)
    return results


@transaction.atomic
def _answer(
    tablet: Tablet,
    sent: Sent[Any],
    unheard: GateProblem | None,
    act: Callable[[Tablet, str | None, Any], ArrivalResult],
    known: Callable[[Any], ArrivalResult | None],
) -> ArrivalResult:
    try:
        if (before := known(sent)) is not None:
            return before
        if unheard is not None:
            raise _Refused(unheard)
        if sent.record is None:
            raise _Refused(GateProblem.UNREADABLE, str(sent.problems[0].get("field", "")) if sent.problems else "")
        return act(tablet, sent.name, sent.record)
    except _Refused as refusal:
        after = {"sent": storable(sent.raw), "problem": str(refusal.problem)}
        record_act(action="arrival.refused", subject=tablet, by=tablet.user, after=after)
        return ArrivalResult(sent.name, SaleStatus.INVALID, refusal.problem, field=refusal.field)


def _known(sent: SentArrival) -> ArrivalResult | None:
    row = Arrival.objects.filter(key=sent.record_id).first() if sent.record_id else None
    return ArrivalResult(sent.name, SaleStatus.DUPLICATE, at=row.arrived_at) if row else None


def _taken_back(tablet: Tablet, name: str | None, read: ReadMistake) -> ArrivalResult:
    rows = Arrival.objects.filter(day__stop__edition=tablet.edition_id).select_related("day", "badge")
    arrival = rows.filter(key=read.arrival).first()
    is_done = arrival is not None and take_arrival_back(arrival=arrival, by=tablet.user)
    return ArrivalResult(name, SaleStatus.ACCEPTED if is_done else SaleStatus.DUPLICATE)


def _noted(tablet: Tablet, name: str | None, read: ReadArrival) -> ArrivalResult:
    badge = _badge(tablet, read) if read.badge else None
    who = badge.participation if badge else _comer(tablet, read)
    day = EditionDay.objects.filter(stop=who.stop_id, day=read.day).select_related("stop__edition").first()
    if day is None:
        raise _Refused(GateProblem.OUTSIDE_DAYS)
    # A telephone whose clock is ahead notes nobody for an hour that has not come.
    at = min(read.at, clock.now())
    try:
        marked = mark_arrival(participation=who, day=day, way=read.way, key=read.id, by=tablet.user, badge=badge, at=at)
    except (NotComing, DayNotCome) as error:
        raise _Refused(REASONS[type(error)]) from error
    if marked.is_new:
        return ArrivalResult(name, SaleStatus.ACCEPTED, at=marked.arrival.arrived_at)
    return ArrivalResult(name, SaleStatus.DUPLICATE, GateProblem.CAME_BEFORE, marked.arrival.arrived_at)


def _badge(tablet: Tablet, read: ReadArrival) -> Badge:
    rows = Badge.objects.filter(participation__stop__edition=tablet.edition_id).select_related("participation")
    badge = rows.filter(public_id=read.badge).first()
    if badge is None:
        raise _Refused(GateProblem.UNKNOWN_BADGE)
    # It was good while it was scanned, if it was ended only after that.
    if badge.ended_at and badge.ended_at <= read.at:
        raise _Refused(GateProblem.BADGE_ENDED)
    return badge


def _comer(tablet: Tablet, read: ReadArrival) -> Participation:
    rows = Participation.objects.filter(stop__edition=tablet.edition_id, public_id=read.participation)
    who = rows.first()
    if who is None:
        raise _Refused(GateProblem.UNKNOWN_PARTICIPATION)
    return who


def told(result: ArrivalResult) -> dict[str, Any]:
    """A result as the API hands it out, its problem in the language of whoever asks."""
    problem = result.problem
    problems = [{"code": str(problem), "text": str(problem.label), "field": result.field or None}] if problem else []
    at = result.at.isoformat() if result.at else None
    return {"id": result.id, "status": str(result.status), "problems": problems, "at": at}
