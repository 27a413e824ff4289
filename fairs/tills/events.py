"""What a till tells besides its sales: who stands there, the float, cash in and out, and the counted cash."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction

from cooperatives import clock
from cooperatives.money import ZERO
from fairs.batches import storable
from fairs.enrolment import note_seen
from fairs.enums import RecordKind, SaleStatus, TillEventKind
from fairs.tills.answers import FIRST_EVENTS, First, Result, duplicate_of, first_answers, only_first, result_of
from fairs.tills.closing import close_held
from fairs.tills.event_parsing import ReadEvent, SentEvent
from fairs.tills.judging import CLOCKS_DIFFER_BY
from fairs.tills.locks import session_for_update, till_for_update
from fairs.tills.models import Cashier, CashReport, Till, TillEvent
from fairs.tills.problems import Problem, ProblemCode, problem
from fairs.tills.reports import Count
from fairs.tills.sessions import Place, complete_session, places_for
from fairs.tills.writing import keep_aside


@dataclass(slots=True)
class Told:
    """An event while it is looked at: into which session it goes, by whom, and what is odd about it."""

    event: ReadEvent
    till: Till
    now: datetime
    problems: list[Problem] = field(default_factory=list)
    place: Place | None = None
    cashier: Cashier | None = None

    @property
    def moment(self) -> datetime:
        """A clock that is ahead tells of no time to come."""
        return min(self.event.at, self.now)

    def odd(self, code: ProblemCode) -> None:
        self.problems.append(problem(code))


@transaction.atomic
def record_events(*, till: Till, batch: Sequence[SentEvent]) -> list[Result]:
    """Take each event once and say for each what became of it, in their order."""
    now = clock.now()
    # Events of one till one after the other: a session is opened once, closed once, reported once.
    till_for_update(till.pk)
    first = first_answers([sent.event_id for sent in batch if sent.event_id], FIRST_EVENTS)
    fresh = only_first(batch, first, "event_id")
    answers = {id(sent): _answer(sent, till, now) for sent in fresh}
    first |= {sent.event_id: answers[id(sent)] for sent in fresh if sent.event_id}
    differing = [
        (sent, (problem(ProblemCode.DIFFERS),))
        for sent in batch
        if id(sent) not in answers and first[sent.event_id].digest != sent.digest  # type: ignore[index]
    ]
    kept = [(sent, answers[id(sent)].problems) for sent in fresh if answers[id(sent)].status == SaleStatus.INVALID]
    aside = [(sent.raw, sent.digest, sent.event_id, problems) for sent, problems in (*kept, *differing)]
    keep_aside(aside, till, now, RecordKind.EVENT)
    note_seen(device=till)
    reports = _reports(batch, till)
    return [
        result_of(sent, answers[id(sent)], reports.get(id(sent)))
        if id(sent) in answers
        else duplicate_of(sent, first[sent.event_id], reports.get(id(sent)))  # type: ignore[index]
        for sent in batch
    ]


def post_event(*, sent: SentEvent, till: Till, now: datetime, also: tuple[Problem, ...] = ()) -> First:
    """Write one event with what follows from it; till and transaction are the caller's."""
    if sent.event is None:
        raise LookupError(sent.digest)
    told = Told(sent.event, till, now, list(also))
    if sent.event.at > now + CLOCKS_DIFFER_BY:
        told.odd(ProblemCode.IN_THE_FUTURE)
    if sent.event.kind == TillEventKind.CASHIER:
        _write_cashier(told)
    else:
        _find_cashier(told)
        _find_place(told)
        FOLLOWS[sent.event.kind](told)
    status = SaleStatus.FLAGGED if told.problems else SaleStatus.ACCEPTED
    _write(told, sent, status)
    return First(status, tuple(told.problems), sent.digest)


def _answer(sent: SentEvent, till: Till, now: datetime) -> First:
    if sent.event is None:
        return First(SaleStatus.INVALID, sent.problems, sent.digest)
    if till.revoked_at is not None:
        return First(SaleStatus.INVALID, (problem(ProblemCode.TILL_REVOKED),), sent.digest)
    return post_event(sent=sent, till=till, now=now)


def _write_cashier(told: Told) -> None:
    """The latest word about a cashier counts; one of another stall is not touched."""
    event = told.event
    known = Cashier.objects.filter(pk=event.cashier).first() if event.cashier else None
    if known is not None and known.stall_id != told.till.stall_id:
        told.odd(ProblemCode.UNKNOWN_CASHIER)
        return
    told.cashier = known or Cashier(pk=event.cashier, stall=told.till.stall, made_at=told.moment)
    told.cashier.name, told.cashier.sign = event.name, event.sign
    told.cashier.pin_salt, told.cashier.pin_hash = event.salt, event.hash
    told.cashier.ended_at = told.moment if event.ended else None
    told.cashier.save()


def _find_cashier(told: Told) -> None:
    if told.event.cashier is None:
        return
    told.cashier = Cashier.objects.filter(pk=told.event.cashier, stall=told.till.stall_id).first()
    if told.cashier is None:
        told.odd(ProblemCode.UNKNOWN_CASHIER)


def _find_place(told: Told) -> None:
    name = _session_of(told.event)
    is_opening = told.event.kind == TillEventKind.OPENED
    places = places_for(till=told.till, claimed={name: told.event.at}, now=told.now, by_sale=not is_opening)
    told.place = places[name]
    if told.place.was_of_another_till:
        told.odd(ProblemCode.SESSION_OF_ANOTHER_TILL)
    if told.place.clock_went_back_to is not None:
        told.odd(ProblemCode.CLOCK_WENT_BACK)


def _opened(told: Told) -> None:
    """Completes a session that its first sale had opened; of two openings the first counts."""
    session = session_for_update(_place(told).session_id)
    if _place(told).is_closed:
        told.odd(ProblemCode.SESSION_CLOSED)
    elif session.opening_float is not None:
        told.odd(ProblemCode.OPENED_BEFORE)
    else:
        complete_session(session=session, opening_float=told.event.amount or ZERO, cashier=told.cashier)


def _moved_cash(told: Told) -> None:
    if _place(told).is_closed:
        told.odd(ProblemCode.SESSION_CLOSED)


def _closed(told: Told) -> None:
    event = told.event
    if _place(told).is_closed:
        told.odd(ProblemCode.CLOSED_BEFORE)
        return
    signed, witnessed = (_signature(name, told.till) for name in (event.signed_by, event.witnessed_by))
    if not signed or not witnessed or signed == witnessed:
        told.odd(ProblemCode.ONE_SIGNATURE)
    count = Count(
        cash=event.amount,
        signed_by=signed or witnessed,
        witnessed_by=witnessed if signed else "",
        explanation=event.explanation or event.note,
        expected_by_till=event.expected,
        first_number=event.first_number,
        last_number=event.last_number,
    )
    session = session_for_update(_place(told).session_id)
    report = close_held(session=session, count=count, at=event.at, by=None)
    # The till asks for it; by its own sum there was none where something had not arrived.
    if report.difference and not count.explanation.strip():
        told.odd(ProblemCode.UNEXPLAINED)


FOLLOWS = {
    TillEventKind.OPENED: _opened,
    TillEventKind.CASH_IN: _moved_cash,
    TillEventKind.CASH_OUT: _moved_cash,
    TillEventKind.CLOSED: _closed,
}


def _write(told: Told, sent: SentEvent, status: SaleStatus) -> None:
    event = told.event
    TillEvent.objects.create(
        id=event.id,
        till=told.till,
        session_id=told.place.session_id if told.place else None,
        cashier=told.cashier,
        kind=event.kind,
        happened_at=event.at,
        device_at=event.device_at,
        received_at=told.now,
        amount=event.amount,
        note=event.note[:200],
        payload=storable(sent.raw),
        status=status,
        problems=told.problems,
        content_digest=sent.digest,
    )


def _reports(batch: Sequence[SentEvent], till: Till) -> dict[int, CashReport]:
    """The cash report of the session that each closing went to, whether it was this one that made it or not."""
    closings = {sent.event.id for sent in batch if sent.event and sent.event.kind == TillEventKind.CLOSED}
    if not closings:
        return {}
    events = TillEvent.objects.filter(pk__in=closings, till=till, session__cash_report__isnull=False)
    found = {
        event.pk: event.session.cash_report
        for event in events.select_related("session__cash_report")
        if event.session is not None
    }
    return {id(sent): found[sent.event_id] for sent in batch if sent.event_id in found}


def _signature(name: str, till: Till) -> str:
    """The name; where the till gave a cashier's id, the name of that cashier."""
    try:
        cashier = Cashier.objects.filter(pk=UUID(name), stall=till.stall_id).first()
    except ValueError:
        return name
    return cashier.name if cashier else name[:40]


def _session_of(event: ReadEvent) -> UUID:
    if event.session is None:
        raise LookupError(event.id)
    return event.session


def _place(told: Told) -> Place:
    if told.place is None:
        raise LookupError(told.event.id)
    return told.place
