"""From the bytes a till sent to sales, each by itself: one that cannot be read never stops the others."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, Field, ValidationError, model_validator

from fairs.enums import PaymentKind
from fairs.tills.problems import Problem, ProblemCode, problem

MOST_SALES = 500
MOST_LINES = 200
LONGEST_NUMBER = 40
LARGEST_NUMBER = 2**31 - 1


class UnreadableBody(Exception):
    """What was sent is not JSON, or not a list of sales."""


class TooManySales(Exception):
    """More sales in one batch than the server takes."""


def _moment(value: object) -> object:
    """RFC 3339 text only: a bare number would be taken for seconds since 1970."""
    if not isinstance(value, str):
        raise ValueError("not a moment")
    return value


def _in_utc(moment: datetime) -> datetime:
    """Phones know offsets that the database does not."""
    return moment.astimezone(UTC)


def _plain(value: object) -> object:
    """Text or an exact number; true and false are neither."""
    if isinstance(value, bool):
        raise ValueError("not a number")
    return value


Amount = Annotated[Decimal, BeforeValidator(_plain), Field(ge=0, max_digits=12, decimal_places=2)]
Quantity = Annotated[Decimal, BeforeValidator(_plain), Field(gt=0, max_digits=12, decimal_places=3)]


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
    sold_at: Annotated[AwareDatetime, BeforeValidator(_moment), AfterValidator(_in_utc)]
    payment: PaymentKind
    lines: Annotated[list[ReadLine], Field(min_length=1, max_length=MOST_LINES)]
    total: Amount

    @model_validator(mode="after")
    def _paid_at_a_stall_and_in_our_time(self) -> "ReadSale":
        if self.payment not in (PaymentKind.CASH, PaymentKind.CARD, PaymentKind.TRANSFER):
            raise ValueError("not a way to pay at a stall")
        # Beyond these years the calendar itself gives out.
        if not 1970 <= self.sold_at.year <= 2200:
            raise ValueError("not a moment in which anything was sold")
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
        given = self.raw.get("id") if isinstance(self.raw, dict) else None
        return given if isinstance(given, str) else None


def read_batch(body: bytes) -> list[Sent]:
    """The sales in a request's body. Raises `UnreadableBody` and `TooManySales`."""
    try:
        # Decimals as they were written; numbers too long for anything stay text and fail by themselves.
        payload = json.loads(body, parse_float=_exact, parse_int=_whole, parse_constant=str)
    except (ValueError, RecursionError) as error:
        raise UnreadableBody from error
    sales = payload.get("sales") if isinstance(payload, dict) else None
    if not isinstance(sales, list):
        raise UnreadableBody
    if len(sales) > MOST_SALES:
        raise TooManySales
    try:
        return [_read(raw) for raw in sales]
    except RecursionError as error:
        raise UnreadableBody from error


def _exact(text: str) -> Decimal | str:
    return Decimal(text) if len(text) <= LONGEST_NUMBER else text


def _whole(text: str) -> int | str:
    return int(text) if len(text) <= LONGEST_NUMBER else text


def _read(raw: Any) -> Sent:
    digest = hashlib.sha256(canonical(raw).encode()).hexdigest()
    sale_id = _id_of(raw)
    try:
        return Sent(raw, digest, sale_id, ReadSale.model_validate(raw), ())
    except ValidationError as error:
        fields = sorted({".".join(map(str, found["loc"])) or "sale" for found in error.errors(include_url=False)})
        return Sent(raw, digest, sale_id, None, tuple(problem(ProblemCode.UNREADABLE, field=name) for name in fields))


def _id_of(raw: Any) -> UUID | None:
    try:
        return UUID(raw["id"])
    except (TypeError, KeyError, ValueError, AttributeError):
        return None


def canonical(raw: Any) -> str:
    """The same content as the same text, whatever the order of its names: plain ASCII."""
    return json.dumps(raw, sort_keys=True, separators=(",", ":"), default=str)


def storable(raw: Any) -> Any:
    """`raw` word for word, in a form that PostgreSQL takes as JSON.

    It refuses the character NUL and halves of characters, and the column wants something in it:
    such content is kept as escaped text.
    """
    text = canonical(raw)
    if raw is None or "\\u0000" in text or "\\ud" in text:
        return {"as_text": text}
    return json.loads(text)
