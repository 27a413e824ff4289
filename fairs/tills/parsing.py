"""From the bytes a till sent to sales, each by itself: one that cannot be read never stops the others."""

from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field, ValidationError, model_validator

from fairs.batches import Amount, Moment, Quantity, broken_fields, digest_of_content, id_of, name_of, records_in
from fairs.enums import PaymentKind
from fairs.tills.problems import Problem, ProblemCode, problem

MOST_SALES = 500
MOST_LINES = 200
LARGEST_NUMBER = 2**31 - 1


class ReadLine(BaseModel):
    """A line of a sale; without a product it is an amount only."""

    product: str | int | None = None
    quantity: Quantity | None = None
    unit_price: Amount | None = None
    amount: Amount

    @model_validator(mode="after")
    def _a_product_has_a_quantity_and_a_price(self) -> "ReadLine":
        if self.product is not None and (self.quantity is None or self.unit_price is None):
            raise ValueError("a product without quantity or price")
        return self


class ReadSale(BaseModel):
    """A sale as the till's API describes it."""

    id: UUID
    session: UUID
    number: Annotated[int, Field(ge=0, le=LARGEST_NUMBER)]
    sold_at: Moment
    payment: PaymentKind
    lines: Annotated[list[ReadLine], Field(min_length=1, max_length=MOST_LINES)]
    total: Amount

    @model_validator(mode="after")
    def _paid_at_a_stall(self) -> "ReadSale":
        if self.payment not in (PaymentKind.CASH, PaymentKind.CARD, PaymentKind.TRANSFER):
            raise ValueError("not a way to pay at a stall")
        return self


@dataclass(frozen=True, slots=True)
class Sent:
    """One element of the batch: as it came, what could be read of it, and what could not."""

    raw: Any
    digest: str
    sale_id: UUID | None
    sale: ReadSale | None
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
        return Sent(raw, digest, sale_id, ReadSale.model_validate(raw), ())
    except ValidationError as error:
        problems = tuple(problem(ProblemCode.UNREADABLE, field=name) for name in broken_fields(error, whole="sale"))
        return Sent(raw, digest, sale_id, None, problems)
