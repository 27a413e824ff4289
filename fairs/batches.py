"""From the bytes that a device sent to records, each by itself: one that cannot be read never stops the others."""

import hashlib
import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BeforeValidator, Field, ValidationError

LONGEST_NUMBER = 40


class UnreadableBody(Exception):
    """What was sent is not JSON, or not a list of records."""


class TooManyRecords(Exception):
    """More records in one batch than the server takes."""


def _moment(value: object) -> object:
    """RFC 3339 text only: a bare number would be taken for seconds since 1970."""
    if not isinstance(value, str):
        raise ValueError("not a moment")
    return value


def _in_utc(moment: datetime) -> datetime:
    """Phones know offsets that the database does not; beyond these years the calendar itself gives out."""
    if not 1970 <= moment.year <= 2200:
        raise ValueError("not a moment in which anything was sold")
    return moment.astimezone(UTC)


def _plain(value: object) -> object:
    """Text or an exact number; true and false are neither."""
    if isinstance(value, bool):
        raise ValueError("not a number")
    return value


Moment = Annotated[AwareDatetime, BeforeValidator(_moment), AfterValidator(_in_utc)]
Amount = Annotated[Decimal, BeforeValidator(_plain), Field(ge=0, max_digits=12, decimal_places=2)]
Quantity = Annotated[Decimal, BeforeValidator(_plain), Field(gt=0, max_digits=12, decimal_places=3)]


def records_in(body: bytes, *, name: str, most: int) -> list[Any]:
    """The list called `name` in a request's body. Raises `UnreadableBody` and `TooManyRecords`."""
    try:
        # Decimals as they were written; numbers too long for anything stay text and fail by themselves.
        payload = json.loads(body, parse_float=_exact, parse_int=_whole, parse_constant=str)
        # As deep as it may be written down again.
        canonical(payload)
    except (ValueError, RecursionError) as error:
        raise UnreadableBody from error
    records = payload.get(name) if isinstance(payload, dict) else None
    if not isinstance(records, list):
        raise UnreadableBody
    if len(records) > most:
        raise TooManyRecords
    return records


def _exact(text: str) -> Decimal | str:
    return Decimal(text) if len(text) <= LONGEST_NUMBER else text


def _whole(text: str) -> int | str:
    return int(text) if len(text) <= LONGEST_NUMBER else text


def digest_of_content(raw: Any) -> str:
    """By which the same content is known again."""
    return hashlib.sha256(canonical(raw).encode()).hexdigest()


def id_of(raw: Any) -> UUID | None:
    """The id that the device gave the record, where it is one."""
    try:
        return UUID(raw["id"])
    except (TypeError, KeyError, ValueError, AttributeError):
        return None


def name_of(raw: Any) -> str | None:
    """The id to answer with: the device's own spelling, even where it is no UUID."""
    given = raw.get("id") if isinstance(raw, dict) else None
    return given if isinstance(given, str) else None


def broken_fields(error: ValidationError, *, whole: str) -> list[str]:
    """Where a record could not be read; `whole` where that is no field of it."""
    return sorted({".".join(map(str, found["loc"])) or whole for found in error.errors(include_url=False)})


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
