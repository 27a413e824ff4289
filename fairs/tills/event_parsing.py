"""What a till tells besides its sales, read one by one as sales are."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, Field, StringConstraints, ValidationError, model_validator

from fairs.batches import Amount, Moment, broken_fields, digest_of_content, id_of, name_of, records_in
from fairs.enums import TillEventKind
from fairs.tills.parsing import LARGEST_NUMBER, Hearsay, Said
from fairs.tills.problems import Problem, ProblemCode, problem

MOST_EVENTS = 500


def _text(value: object) -> object:
    """Nothing is the same as an empty text; what the database cannot hold goes."""
    if value is None:
        return ""
    return value.replace("\x00", "").encode("utf-8", "ignore").decode() if isinstance(value, str) else value


Note = Annotated[str, BeforeValidator(_text)]
Name = Annotated[str, BeforeValidator(_text), StringConstraints(strip_whitespace=True, max_length=40)]
Sign = Annotated[str, BeforeValidator(_text), StringConstraints(max_length=20)]
Salt = Annotated[str, BeforeValidator(_text), StringConstraints(max_length=44)]
Hash = Annotated[str, BeforeValidator(_text), StringConstraints(max_length=88)]
# A till's own reckoning may be below zero: more cash went out than it knew of.
SignedAmount = Annotated[Decimal, Field(max_digits=12, decimal_places=2)]
Number = Annotated[int, Field(ge=0, le=LARGEST_NUMBER)]


class ReadEvent(BaseModel):
    """An event as the till's API describes it; `amount` is the float, what went in or out, or what was counted."""

    id: UUID
    kind: TillEventKind
    session: UUID | None = None
    at: Moment
    device_at: Hearsay = None
    cashier: UUID | None = None
    amount: Amount | None = None
    note: Note = ""
    # Of a cashier.
    name: Name = ""
    sign: Sign = ""
    salt: Salt = ""
    hash: Hash = ""
    ended: Said = False
    # Of a closing.
    expected: SignedAmount | None = None
    explanation: Note = ""
    signed_by: Name = ""
    witnessed_by: Name = ""
    first_number: Number | None = None
    last_number: Number | None = None

    @model_validator(mode="after")
    def _has_what_its_kind_needs(self) -> "ReadEvent":
        if self.kind == TillEventKind.CASHIER:
            if self.cashier is None or not self.name:
                raise ValueError("a cashier without id or name")
        elif self.session is None:
            raise ValueError("no session")
        elif self.kind != TillEventKind.CLOSED and self.amount is None:
            raise ValueError("no amount")
        return self


@dataclass(frozen=True, slots=True)
class SentEvent:
    """One event of a batch: as it came, what could be read of it, and what could not."""

    raw: Any
    digest: str
    event_id: UUID | None
    event: ReadEvent | None
    problems: tuple[Problem, ...]

    @property
    def name(self) -> str | None:
        """The id to answer with, in the till's own spelling."""
        return name_of(self.raw)


def read_events(body: bytes) -> list[SentEvent]:
    """The events in a request's body. Raises `UnreadableBody` and `TooManyRecords`."""
    return [read_event(raw) for raw in records_in(body, name="events", most=MOST_EVENTS)]


def read_event(raw: Any) -> SentEvent:
    """What one event says, or where it cannot be read."""
    digest, event_id = digest_of_content(raw), id_of(raw)
    try:
        return SentEvent(raw, digest, event_id, ReadEvent.model_validate(raw), ())
    except ValidationError as error:
        fields = broken_fields(error, whole="event")
        problems = tuple(problem(ProblemCode.UNREADABLE_EVENT, field=name) for name in fields)
        return SentEvent(raw, digest, event_id, None, problems)
