"""What one cell of a sheet means, or the code of what is wrong with it."""

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from catalogue.limits import (
    LONGEST_DESCRIPTION,
    LONGEST_INGREDIENTS,
    LONGEST_NUMBER,
    LONGEST_TITLE,
    MOST_GRAMS,
    MOST_MONTHS,
    MOST_OF_IT,
)
from catalogue.sheets.columns import known_net_units, known_units
from cooperatives.formats.amounts import DIGITS, amount_of
from cooperatives.texts import search_form

Meant = tuple[Any, str]
Problem = dict[str, Any]
PLACES = Decimal("0.001")
_SPACES = str.maketrans("", "", " \u00a0\u202f\u2009'")


def problem(column: str, code: str, value: str = "", **more: Any) -> Problem:
    """What is wrong with a row: in which column, what, and what was typed there."""
    return {"column": column, "code": code, "value": value[:120], **more}


def said_by(texts: Mapping[str, str]) -> tuple[dict[str, Any], list[Problem]]:
    """What the filled cells of a row say, by field, and what of them could not be understood."""
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for field, text in texts.items():
        meaning = _MEANINGS.get(field)
        if meaning is None or not text:
            continue
        value, code = meaning(text)
        if code:
            problems.append(problem(field, code, text))
        else:
            values[field] = value
    return values, problems


def _price(text: str) -> Meant:
    amount, code = amount_of(text)
    if code:
        return None, {"unreadable_amount": "price_not_a_number", "negative_amount": "price_zero"}.get(code, code)
    return (amount, "") if amount else (None, "price_zero")


def _quantity(text: str) -> Meant:
    """A quantity to three places: 12 · 2,375 · ١٢."""
    plain = text.translate(DIGITS).translate(_SPACES).replace("٫", ".").replace(",", ".")
    try:
        number = Decimal(plain)
    except InvalidOperation:
        return None, "not_a_number"
    if not number.is_finite():
        return None, "not_a_number"
    if number < 0:
        return None, "below_zero"
    if number > MOST_OF_IT:
        return None, "too_large"
    return (number.quantize(PLACES), "") if number == number.quantize(PLACES) else (None, "too_many_places")


def _content(text: str) -> Meant:
    number, code = _quantity(text)
    return (None, "zero") if not code and not number else (number, code)


def _whole(at_most: int) -> Callable[[str], Meant]:
    def meaning(text: str) -> Meant:
        number, code = _quantity(text)
        if code:
            return None, code
        if number != number.to_integral_value():
            return None, "not_whole"
        return (int(number), "") if 0 < number <= at_most else (None, "too_large" if number else "zero")

    return meaning


def _text(at_most: int) -> Callable[[str], Meant]:
    return lambda text: (text, "") if len(text) <= at_most else (None, "too_long")


def _of(known: Callable[[], dict[str, str]]) -> Callable[[str], Meant]:
    def meaning(text: str) -> Meant:
        unit = known().get(search_form(text))
        return (unit, "") if unit else (None, "unknown_unit")

    return meaning


_MEANINGS: dict[str, Callable[[str], Meant]] = {
    "price": _price,
    "stock": _quantity,
    "stock_was": _quantity,
    "unit": _of(known_units),
    "net_quantity": _content,
    "net_unit": _of(known_net_units),
    "weight_grams": _whole(MOST_GRAMS),
    "durability_months": _whole(MOST_MONTHS),
    "onssa_number": _text(LONGEST_NUMBER),
    "cosmetic_registration": _text(LONGEST_NUMBER),
    **{f"title_{language}": _text(LONGEST_TITLE) for language in ("ar", "fr", "en")},
    **{f"ingredients_{language}": _text(LONGEST_INGREDIENTS) for language in ("ar", "fr", "en")},
    **{f"description_{language}": _text(LONGEST_DESCRIPTION) for language in ("ar", "fr", "en")},
}
