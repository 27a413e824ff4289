"""The shapes of the till's API."""

from typing import Any

from ninja import Field, Schema
from pydantic import AwareDatetime

from fairs.tills.event_parsing import MOST_EVENTS
from fairs.tills.parsing import MOST_LINES, MOST_SALES


class Titles(Schema):
    ar: str
    fr: str
    en: str


class ProductOut(Schema):
    """A product that this stall sells; `price` is for one `unit`."""

    id: str
    title: Titles
    cooperative: str
    price: str
    unit: str
    picture: str | None
    price_min: str | None
    price_max: str | None


class ProductsOut(Schema):
    products: list[ProductOut]


class ProblemOut(Schema):
    """A stable word, and a sentence in the language asked for; `line` and `field` say where."""

    code: str
    text: str
    line: int | None = None
    field: str | None = None


class ResultOut(Schema):
    id: str | None
    status: str
    problems: list[ProblemOut]
    first_status: str | None = Field(None, description="What was answered the first time, for a duplicate.")


class ResultsOut(Schema):
    results: list[ResultOut]


class CashReportOut(Schema):
    """The cash report that a closing made; amounts in dirhams, `difference` is counted less expected."""

    id: str
    number: int
    expected: str
    difference: str | None


class EventResultOut(ResultOut):
    report: CashReportOut | None


class EventResultsOut(Schema):
    results: list[EventResultOut]


class EnrolIn(Schema):
    """The code of the QR, and a token of 32 random bytes in base64url that the device made itself."""

    code: str = Field(max_length=200)
    token: str = Field(max_length=200)


class TillEnrolledOut(Schema):
    till: str
    label: str
    stall: str
    edition: str


class TillOut(Schema):
    id: str
    label: str


class EditionOfTillOut(Schema):
    """`days` are its business days, `cut_off` when one ends, local time."""

    code: str
    name: Titles
    cut_off: str
    today: str
    days: list[str]
    cash_held_by: str
    settled: bool
    region: str


class TillCooperativeOut(Schema):
    id: str
    name: Titles


class TillPlaceOut(Schema):
    code: str
    is_shared: bool
    cooperatives: list[TillCooperativeOut]


class CashierOut(Schema):
    """A cashier, with what the number (PIN) is checked by: PBKDF2 of SHA-256, base64."""

    id: str
    name: str
    sign: str
    salt: str
    hash: str


class StallProductOut(ProductOut):
    """`available` is what lies out at the edition and what is free online, in the product's unit."""

    family: str
    is_unique: bool
    available: str


class TillFamilyOut(Schema):
    code: str
    name: Titles
    icon: str


class StallOut(Schema):
    """`usual_sale` is the middle one of the latest sales: a hundred times that is asked about."""

    till: TillOut
    now: AwareDatetime
    edition: EditionOfTillOut
    stall: TillPlaceOut
    cashiers: list[CashierOut]
    products: list[StallProductOut]
    families: list[TillFamilyOut]
    receipts: str
    usual_sale: str | None


class Refusal(Schema):
    detail: str


AMOUNT = {"type": "string", "pattern": r"^\d{1,10}(\.\d{1,2})?$", "example": "150.00"}
LINE: dict[str, Any] = {
    "type": "object",
    "required": ["amount"],
    "properties": {
        "product": {"type": "string", "nullable": True, "description": "Empty for an amount only."},
        "cooperative": {"type": "string", "nullable": True, "description": "Whose an amount without product is."},
        "quantity": {"type": "string", "pattern": r"^\d{1,9}(\.\d{1,3})?$", "example": "1.250"},
        "unit_price": AMOUNT,
        "amount": AMOUNT,
        "of": {"type": "integer", "description": "In a return: the place of the line in the sale, from 0."},
        "restock": {"type": "boolean", "default": True, "description": "In a return: it lies at the stall again."},
    },
}
DEVICE_AT: dict[str, Any] = {
    "type": "string",
    "format": "date-time",
    "nullable": True,
    "description": "What the device's own clock says, where it is wrong.",
}
SALE: dict[str, Any] = {
    "type": "object",
    "required": ["id", "session", "number", "sold_at", "payment", "total"],
    "properties": {
        "id": {"type": "string", "format": "uuid", "description": "Made on the device; the same id counts once."},
        "session": {"type": "string", "format": "uuid"},
        "number": {"type": "integer", "minimum": 0, "description": "Runs from 1 in each session."},
        "kind": {"type": "string", "enum": ["sale", "void", "return"], "default": "sale"},
        "reverses": {"type": "string", "format": "uuid", "description": "The sale that is taken back."},
        "cashier": {"type": "string", "format": "uuid", "nullable": True},
        "sold_at": {"type": "string", "format": "date-time"},
        "payment": {"type": "string", "enum": ["cash", "card", "transfer"]},
        "device_at": DEVICE_AT,
        "lines": {
            "type": "array",
            "items": LINE,
            "minItems": 1,
            "maxItems": MOST_LINES,
            "description": "None in a void: it takes back every line of the sale.",
        },
        "total": AMOUNT,
        "tendered": AMOUNT,
        "note": {"type": "string", "maxLength": 200, "description": "Why it is taken back, in a void."},
        "asked_again": {"type": "boolean", "default": False, "description": "An unusual amount was confirmed."},
    },
}
# Read by `fairs.tills.parsing`, each sale by itself, so that one broken sale never refuses the others.
SALES_BODY: dict[str, Any] = {
    "required": True,
    "content": {
        "application/json": {
            "schema": {
                "type": "object",
                "required": ["sales"],
                "properties": {"sales": {"type": "array", "items": SALE, "maxItems": MOST_SALES}},
            }
        }
    },
}
EVENT: dict[str, Any] = {
    "type": "object",
    "required": ["id", "kind", "at"],
    "properties": {
        "id": {"type": "string", "format": "uuid", "description": "Made on the device; the same id counts once."},
        "kind": {"type": "string", "enum": ["cashier", "opened", "cash_in", "cash_out", "closed"]},
        "session": {"type": "string", "format": "uuid", "nullable": True},
        "at": {"type": "string", "format": "date-time"},
        "device_at": DEVICE_AT,
        "cashier": {"type": "string", "format": "uuid", "nullable": True},
        "amount": {**AMOUNT, "nullable": True, "description": "The float, what went in or out, what was counted."},
        "note": {"type": "string"},
        "name": {"type": "string", "maxLength": 40, "description": "Of a cashier, as the next four."},
        "sign": {"type": "string", "maxLength": 20},
        "salt": {"type": "string", "maxLength": 44},
        "hash": {"type": "string", "maxLength": 88},
        "ended": {"type": "boolean"},
        "expected": {"type": "string", "nullable": True, "description": "Of a closing, as all that follow."},
        "explanation": {"type": "string"},
        "signed_by": {"type": "string"},
        "witnessed_by": {"type": "string"},
        "first_number": {"type": "integer", "nullable": True},
        "last_number": {"type": "integer", "nullable": True},
    },
}
EVENTS_BODY: dict[str, Any] = {
    "required": True,
    "content": {
        "application/json": {
            "schema": {
                "type": "object",
                "required": ["events"],
                "properties": {"events": {"type": "array", "items": EVENT, "maxItems": MOST_EVENTS}},
            }
        }
    },
}
