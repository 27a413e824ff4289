"""Pre-numbered paper slips: given out in books, each entered once, as a sale of the stall's paper till."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from pydantic import BaseModel, Field

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.services import record_act
from fairs.batches import records_in
from fairs.business_days import CASABLANCA, business_day
from fairs.enrolment import note_seen
from fairs.enums import SaleStatus, TillKind
from fairs.locks import claim_slips
from fairs.models import Edition, Participation, Stall, StallAssignment
from fairs.rounds.keeping import First, SettledBefore, StillNotRecordable, first_aside, keep_aside, settle_quarantined
from fairs.rounds.models import QuarantinedVisit, Slip, SlipBook, Tablet
from fairs.rounds.parsing import Day, Sent, read_record
from fairs.rounds.problems import RoundProblem
from fairs.rounds.tablets import why_unheard
from fairs.tills import parsing as till_parsing
from fairs.tills import writing as till_writing
from fairs.tills.answers import first_answers
from fairs.tills.models import Till
from fairs.tills.posting import post_sales
from fairs.tills.problems import Problem, ProblemCode, problem

MOST_SLIPS = 200
LARGEST_NUMBER = 999_999_999
# What a slip's day is written under: paper says no hour.
NOON = time(12, 0)
LET_COUNT = (problem(ProblemCode.POSTED_LATER),)
PAPER_SESSIONS = UUID("5a1d0a53-9d44-4f1c-8f6e-1c0a3b6a5f02")


class SlipsGivenBefore(Exception):
    """Some of these numbers are in another book of the edition already."""


class ReadSlip(BaseModel):
    """Where a slip belongs; its lines are read as a till's are."""

    id: UUID
    number: Annotated[int, Field(ge=1, le=LARGEST_NUMBER)]
    participation: str
    day: Day


SentSlip = Sent[ReadSlip]


@dataclass(frozen=True, slots=True)
class SlipUse:
    """Who entered a slip, when, and how much it came to."""

    number: int
    by: User
    at: datetime
    amount: Decimal


@dataclass(frozen=True, slots=True)
class SlipResult:
    """What became of one slip of a batch, and who entered that number before."""

    id: str | None
    status: SaleStatus
    problems: tuple[Problem, ...] = ()
    first_status: SaleStatus | None = None
    used: SlipUse | None = None


@transaction.atomic
def give_out_slips(
    *, edition: Edition, first: int, last: int, participation: Participation | None = None, by: User
) -> SlipBook:
    """Write down that a run of numbered slips was given out, to one participant or to anyone.

    Raises `SlipsGivenBefore`.
    """
    book = SlipBook(edition=edition, first_number=first, last_number=last, participation=participation, given_by=by)
    try:
        with transaction.atomic():
            book.save()
    except IntegrityError as error:
        raise SlipsGivenBefore(f"{first}-{last}") from error
    record_act(action="slips_given_out", subject=book, by=by, after={"first": first, "last": last})
    return book


def slip_used(*, edition: Edition, number: int) -> SlipUse | None:
    """Who entered the slip of this number, when, and how much; None while nobody has."""
    slip = Slip.objects.filter(edition=edition, number=number).select_related("sale", "entered_by").first()
    return None if slip is None else SlipUse(number, slip.entered_by, slip.entered_at, slip.sale.total)


def read_slips(body: bytes) -> list[SentSlip]:
    """The slips in a request's body. Raises `UnreadableBody` and `TooManyRecords`."""
    return [read_record(raw, ReadSlip.model_validate) for raw in records_in(body, name="slips", most=MOST_SLIPS)]


def record_slips(*, tablet: Tablet, batch: Sequence[SentSlip]) -> list[SlipResult]:
    """Enter each slip of a batch once, a transaction for each: they are of many stalls, whose locks would circle."""
    results = [_record_slip(tablet, sent) for sent in batch]
    note_seen(device=tablet)
    return results


@transaction.atomic
def _record_slip(tablet: Tablet, sent: SentSlip) -> SlipResult:
    claim_slips(tablet.edition_id)
    first = _first_answer(tablet, sent)
    if first is not None:
        return _again(tablet, sent, first)
    used: SlipUse | None = None
    try:
        if unheard := why_unheard(tablet):
            raise _Unplaced(problem(unheard))
        read, participation, stall = _placed(tablet.edition, sent)
        till = _paper_till(stall)
        used = slip_used(edition=tablet.edition, number=read.number)
        if used is not None:
            status, problems = _aside_at_till(sent, till, (problem(ProblemCode.SLIP_USED),))
        else:
            status, problems = _enter(tablet, sent, read, participation, till)
    except _Unplaced as refusal:
        keep_aside(tablet, sent, refusal.problems)
        status, problems = SaleStatus.INVALID, refusal.problems
    return SlipResult(sent.name, status, problems, used=used)


class _Unplaced(Exception):
    """The slip belongs to no till: the tablet's own quarantine takes it."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(problems)
        self.problems = problems


@transaction.atomic
def let_slip_count(*, row_id: int, by: User) -> Slip:
    """Enter a slip that was kept aside: its cooperative has a stall by now, or only its sender was wrong.

    Raises `SettledBefore` and `StillNotRecordable`, and then nothing was changed.
    """
    tablet = QuarantinedVisit.objects.select_related("tablet__edition", "tablet__user").get(pk=row_id).tablet
    claim_slips(tablet.edition_id)
    # Asked under the lock: whoever let it count at the same moment has committed by now.
    kept = QuarantinedVisit.objects.get(pk=row_id)
    if kept.settled_at is not None:
        raise SettledBefore(row_id)
    sent = replace(read_record(kept.payload, ReadSlip.model_validate), digest=kept.content_digest)
    try:
        read, participation, stall = _placed(tablet.edition, sent)
    except _Unplaced as refusal:
        raise StillNotRecordable(row_id) from refusal
    if first_answers([read.id]) or slip_used(edition=tablet.edition, number=read.number):
        raise StillNotRecordable(row_id)
    status, _problems = _enter(tablet, sent, read, participation, _paper_till(stall), also=LET_COUNT)
    if status == SaleStatus.INVALID:
        raise StillNotRecordable(row_id)
    settle_quarantined(row_id=row_id, outcome=str(read.id), by=by)
    return Slip.objects.get(sale=read.id)


def _first_answer(tablet: Tablet, sent: SentSlip) -> First | None:
    """What was answered to this id, entered or kept aside at a till, or to this very content."""
    by_id = first_answers([sent.record_id]) if sent.record_id else {}
    if sent.record_id in by_id:
        known = by_id[sent.record_id]
        return First(known.status, known.problems, known.digest)
    return first_aside(tablet, [sent.digest]).get(sent.digest)


def _again(tablet: Tablet, sent: SentSlip, first: First) -> SlipResult:
    problems = first.problems
    if sent.digest != first.digest:
        problems = (*problems, problem(ProblemCode.DIFFERS))
        keep_aside(tablet, sent, (problem(RoundProblem.DIFFERS),))
    was_used = any(found["code"] == ProblemCode.SLIP_USED for found in problems)
    number = sent.record.number if sent.record and was_used else None
    used = slip_used(edition=tablet.edition, number=number) if number else None
    return SlipResult(sent.name, SaleStatus.DUPLICATE, problems, first.status, used)


def _placed(edition: Edition, sent: SentSlip) -> tuple[ReadSlip, Participation, Stall]:
    """Whose slip it is and at which stall. Raises `_Unplaced`."""
    read = sent.record
    if read is None:
        raise _Unplaced(*sent.problems)
    if read.day > business_day(clock.now(), ends=edition.business_day_ends):
        raise _Unplaced(problem(RoundProblem.DAY_NOT_COME))
    named = Participation.objects.filter(stop__edition=edition).select_related("cooperative")
    # As far as it can be an id at all: the database refuses to look for some characters.
    participation = named.filter(public_id=read.participation).first() if read.participation.isalnum() else None
    if participation is None:
        raise _Unplaced(problem(RoundProblem.UNKNOWN_PARTICIPATION))
    stall = _stall_of(participation, read.day)
    if stall is None:
        raise _Unplaced(problem(RoundProblem.NO_STALL))
    return read, participation, stall


def _stall_of(participation: Participation, day: date) -> Stall | None:
    """Where it stood on the day, else on any other."""
    given = StallAssignment.objects.filter(participation=participation).select_related("day", "stall__edition")
    stalls = [(row.day.day != day, row.stall.code, row.stall) for row in given.order_by("stall__code", "pk")]
    return min(stalls, key=lambda each: each[:2])[2] if stalls else None


def _paper_till(stall: Stall) -> Till:
    till, _ = Till.objects.get_or_create(stall=stall, kind=TillKind.PAPER)
    till.stall = stall
    return till


def _enter(
    tablet: Tablet,
    sent: SentSlip,
    read: ReadSlip,
    participation: Participation,
    till: Till,
    also: tuple[Problem, ...] = (),
) -> tuple[SaleStatus, tuple[Problem, ...]]:
    """Post the slip as a sale of its stall, and spend its number."""
    now = clock.now()
    as_sale = till_parsing.read_sale(_as_sale(sent.raw, read, participation, till, now))
    mine = till_parsing.Sent(sent.raw, sent.digest, sent.record_id, as_sale.sale, as_sale.problems)
    posted = post_sales(
        till=till, sent=[mine], now=now, also=(*_odd_number(tablet.edition, read, participation), *also)
    )
    if posted.kept:
        return _aside_at_till(sent, till, posted.kept[0][1])
    (sale,) = posted.sales
    Slip.objects.create(edition=tablet.edition, number=read.number, sale_id=sale.read.id, entered_by=tablet.user)
    return sale.status, sale.problems


def _as_sale(raw: Any, read: ReadSlip, participation: Participation, till: Till, now: datetime) -> dict[str, Any]:
    """The slip as a till would have sent it: in one session of paper for each business day."""
    lines = raw.get("lines")
    noon = datetime.combine(read.day, NOON, tzinfo=CASABLANCA)
    return {
        "id": str(read.id),
        "session": str(uuid5(PAPER_SESSIONS, f"{till.public_id}:{read.day}")),
        "number": read.number,
        "sold_at": min(noon, now).isoformat(),
        "payment": raw.get("payment"),
        "total": raw.get("total"),
        "asked_again": raw.get("asked_again"),
        "lines": [_line(line, participation) for line in lines] if isinstance(lines, list) else lines,
    }


def _line(line: Any, participation: Participation) -> Any:
    """An amount without a product is of whoever wrote the slip."""
    if isinstance(line, dict) and line.get("product") is None:
        return line | {"cooperative": participation.cooperative.public_id}
    return line


def _odd_number(edition: Edition, read: ReadSlip, participation: Participation) -> tuple[Problem, ...]:
    books = SlipBook.objects.filter(edition=edition, first_number__lte=read.number, last_number__gte=read.number)
    book = books.first()
    if book is None:
        return (problem(ProblemCode.SLIP_NOT_GIVEN_OUT),)
    of_another = book.participation_id is not None and book.participation_id != participation.pk
    return (problem(ProblemCode.SLIP_OF_ANOTHER),) if of_another else ()


def _aside_at_till(sent: SentSlip, till: Till, problems: tuple[Problem, ...]) -> tuple[SaleStatus, tuple[Problem, ...]]:
    """Where the organisers look for sales that were kept aside."""
    till_writing.keep_aside([(sent.raw, sent.digest, sent.record_id, problems)], till, clock.now())
    return SaleStatus.INVALID, problems
