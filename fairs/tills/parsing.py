"""From the bytes a till sent to sales, each by itself: one that cannot be read never stops the others."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from pydantic import (
    BaseModel,
    BeforeValidator,
    Field,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    field_validator,
    model_validator,
)

from fairs.batches import Amount, Moment, Quantity, broken_fields, digest_of_content, id_of, name_of, records_in
from fairs.enums import PaymentKind, SaleKind
from fairs.tills.problems import Problem, ProblemCode, problem

MOST_SALES = 500
MOST_LINES = 200
LARGEST_NUMBER = 2**31 - 1
LARGEST_PLACE = 2**15 - 1

LONGEST_NOTE = 200


def _words(value: object) -> str:
    """Nothing is the same as an empty text; what the database cannot hold goes."""
    return value.replace("\x00", "").encode("utf-8", "ignore").decode() if isinstance(value, str) else ""


def _or_nothing(value: object, read: ValidatorFunctionWrapHandler) -> datetime | None:
    try:
        return read(value)
    except ValidationError:
        return None


# Only a plain true: what is odd here must not keep the sale aside.
Said = Annotated[bool, BeforeValidator(lambda value: value is True)]
NotDenied = Annotated[bool, BeforeValidator(lambda value: value is not False)]
Remark = Annotated[str, BeforeValidator(lambda value: _words(value).strip()[:LONGEST_NOTE])]
# A clock that says nothing readable says nothing.
Hearsay = Annotated[Moment | None, WrapValidator(_or_nothing)]


class ReadLine(BaseModel):
    """A line of a sale; without a product it is an amount only, of `cooperative` where several sell."""

    product: str | int | None = None
    cooperative: str | None = None
    quantity: Quantity | None = None
    unit_price: Amount | None = None
    amount: Amount

    @model_validator(mode="after")
    def _a_product_has_a_quantity_and_a_price(self) -> "ReadLine":
        if self.product is not None and (self.quantity is None or self.unit_price is None):
            raise ValueError("a product without quantity or price")
        return self


class ReturnedLine(BaseModel):
    """What came back of the line at position `of` in the sale, and whether it lies at the stall again."""

    of: Annotated[int, Field(ge=0, le=LARGEST_PLACE)]
    quantity: Quantity | None = None
    amount: Amount
    restock: NotDenied = True


class Record(BaseModel):
    """What a sale, its cancellation and a return have in common; amounts are positive in all of them.

    `sold_at` is in the server's time; `device_at` is what the device's own clock said, where it is wrong.
    """

    id: UUID
    session: UUID
    number: Annotated[int, Field(ge=0, le=LARGEST_NUMBER)]
    kind: SaleKind = SaleKind.SALE
    cashier: UUID | None = None
    sold_at: Moment
    device_at: Hearsay = None
    payment: PaymentKind
    total: Amount
    note: Remark = ""

    @field_validator("kind", mode="before")
    @classmethod
    def _a_sale_unless_it_says_otherwise(cls, value: object) -> object:
        return SaleKind.SALE if value is None else value

    @model_validator(mode="after")
    def _paid_at_a_stall(self) -> "Record":
        if self.payment not in (PaymentKind.CASH, PaymentKind.CARD, PaymentKind.TRANSFER):
            raise ValueError("not a way to pay at a stall")
        return self


class ReadSale(Record):
    """A sale as the till's API describes it; `asked_again` says that somebody confirmed what is far from usual."""

    lines: Annotated[list[ReadLine], Field(min_length=1, max_length=MOST_LINES)]
    tendered: Amount | None = None
    asked_again: Said = False


class ReadVoid(Record):
    """A sale that is cancelled whole: its lines are those of the sale."""

    reverses: UUID


class ReadReturn(Record):
    """Goods that came back, line by line."""

    reverses: UUID
    lines: Annotated[list[ReturnedLine], Field(min_length=1, max_length=MOST_LINES)]


Reversal = ReadVoid | ReadReturn
SHAPES: dict[object, type[Record]] = {str(SaleKind.VOID): ReadVoid, str(SaleKind.RETURN): ReadReturn}


@dataclass(frozen=True, slots=True)
class Sent:
    """One element of the batch: as it came, what could be read of it, and what could not."""

    raw: Any
    digest: str
    sale_id: UUID | None
    sale: ReadSale | Reversal | None
    problems: tuple[Problem, ...]

    @property
    def name(self) -> str | None:
        """The id to answer with: the till's own spelling, even where it is no UUID."""
        return name_of(self.raw)


def read_batch(body: bytes) -> list[Sent]:
    """The sales in a request's body. Raises `UnreadableBody` and `TooManyRecords`."""
    return [read_sale(raw) for raw in records_in(body, name="sales", most=MOST_SALES)]


def read_sale(raw: Any) -> Sent:
    """What one element of a batch says, or where it cannot be read."""
    digest, sale_id = digest_of_content(raw), id_of(raw)
    try:
        return Sent(raw, digest, sale_id, _shape_of(raw).model_validate(raw), ())  # type: ignore[arg-type]
    except ValidationError as error:
        problems = tuple(problem(ProblemCode.UNREADABLE, field=name) for name in broken_fields(error, whole="sale"))
        return Sent(raw, digest, sale_id, None, problems)


def _shape_of(raw: Any) -> type[Record]:
    kind = raw.get("kind") if isinstance(raw, dict) else None
    return SHAPES.get(kind, ReadSale) if isinstance(kind, str) else ReadSale


def sum_of(lines: Sequence[ReadLine | ReturnedLine]) -> Decimal:
    """What the lines come to, in dirhams."""
    return sum((line.amount for line in lines), Decimal(0))
