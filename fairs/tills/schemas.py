"""The shapes of the till's API."""

from typing import Any

from ninja import Field, Schema

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


class Refusal(Schema):
    detail: str


AMOUNT = {"type": "string", "pattern": r"^\d{1,10}(\.\d{1,2})?$", "example": "150.00"}
LINE: dict[str, Any] = {
    "type": "object",
    "required": ["amount"],
    "properties": {
        "product": {"type": "string", "nullable": True, "description": "Empty for an amount only."},
        "quantity": {"type": "string", "pattern": r"^\d{1,9}(\.\d{1,3})?$", "example": "1.250"},
        "unit_price": AMOUNT,
        "amount": AMOUNT,
    },
}
SALE: dict[str, Any] = {
    "type": "object",
    "required": ["id", "session", "number", "sold_at", "payment", "lines", "total"],
    "properties": {
        "id": {"type": "string", "format": "uuid", "description": "Made on the device; the same id counts once."},
        "session": {"type": "string", "format": "uuid"},
        "number": {"type": "integer", "minimum": 0},
        "sold_at": {"type": "string", "format": "date-time"},
        "payment": {"type": "string", "enum": ["cash", "card", "transfer"]},
        "lines": {"type": "array", "items": LINE, "minItems": 1, "maxItems": MOST_LINES},
        "total": AMOUNT,
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
