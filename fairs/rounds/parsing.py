"""What a tablet sent, visit by visit: what could be read of each, and what could not."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Generic, TypeVar
from uuid import UUID

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, ValidationError, model_validator

from cooperatives.money import ZERO
from fairs.batches import Amount, Moment, broken_fields, digest_of_content, id_of, name_of, records_in
from fairs.enums import VisitOutcome
from fairs.rounds.problems import RoundProblem
from fairs.tills.problems import Problem, problem

MOST_VISITS = 500
MOST_PARTS = 100
LONGEST_NOTE = 200
Record = TypeVar("Record", bound=BaseModel)


def _text(value: object) -> object:
    if not isinstance(value, str):
        raise ValueError("not a date")
    return value


def _in_our_time(day: date) -> date:
    if not 1970 <= day.year <= 2200:
        raise ValueError("not a day of any edition")
    return day


def _storable(text: str) -> str:
    """What the column holds; the whole of a longer note stays on the tablet."""
    return text.replace("\0", "")[:LONGEST_NOTE]


Day = Annotated[date, BeforeValidator(_text), AfterValidator(_in_our_time)]


class ReadPart(BaseModel):
    """How much of the total was of one family of products."""

    family: str
    amount: Amount


class ReadVisit(BaseModel):
    """A visit as the round's API describes it."""

    id: UUID
    participation: str
    day: Day
    at: Moment
    outcome: VisitOutcome
    amount: Amount | None = None
    parts: Annotated[list[ReadPart], Field(max_length=MOST_PARTS)] = []
    asked_again: bool = False
    photo: bool = False
    note: Annotated[str, AfterValidator(_storable)] = ""

    @model_validator(mode="after")
    def _an_amount_where_it_was_told(self) -> "ReadVisit":
        if (self.outcome == VisitOutcome.TOLD) != (self.amount is not None):
            raise ValueError("an amount belongs to a visit at which it was told")
        if self.parts and self.amount is None:
            raise ValueError("parts of nothing")
        return self

    def by_family(self) -> dict[str, Decimal]:
        """The parts by the family's code; one that is named twice is one."""
        parts: dict[str, Decimal] = {}
        for part in self.parts:
            parts[part.family] = parts.get(part.family, ZERO) + part.amount
        return {family: amount for family, amount in parts.items() if amount}


@dataclass(frozen=True, slots=True)
class Sent(Generic[Record]):
    """One record of a batch: as it came, what could be read of it, and what could not."""

    raw: Any
    digest: str
    record_id: UUID | None
    record: Record | None
    problems: tuple[Problem, ...] = ()

    @property
    def name(self) -> str | None:
        return name_of(self.raw)


def read_visits(body: bytes) -> list[Sent[ReadVisit]]:
    """The visits in a request's body. Raises `UnreadableBody` and `TooManyRecords`."""
    return [read_record(raw, ReadVisit.model_validate) for raw in records_in(body, name="visits", most=MOST_VISITS)]


def read_record(raw: Any, read: Callable[[Any], Record]) -> Sent[Record]:
    """What one record says, or where it cannot be read."""
    digest, record_id = digest_of_content(raw), id_of(raw)
    try:
        return Sent(raw, digest, record_id, read(raw))
    except ValidationError as error:
        fields = broken_fields(error, whole="record")
        problems = tuple(problem(RoundProblem.UNREADABLE, field=name) for name in fields)
        return Sent(raw, digest, record_id, None, problems)
