"""What one cell of a list means: money, a day, a number, an ICE; or the problem with it, in a code."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from stdnum.ma import ice as ice_number

from fairs.imports.files import Row

MOST = Decimal("9999999.99")
MOST_PEOPLE = 9999
# Spreadsheets count days from here.
SPREADSHEET_EPOCH = date(1899, 12, 30)
_SERIAL_DAYS = range(30_000, 60_000)
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_SPACES = re.compile(r"[\s\u00a0\u202f\u2009']+")
_CURRENCY = re.compile(r"(?i)(dhs?|mad|dirhams?|درهما?|دراهم|د\.?م\.?)\.?$")
_SIGNS = str.maketrans({"٫": ",", "٬": ".", "،": ",", "−": "-"})
_DAY = re.compile(r"(\d{1,4})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{2,4})")
Problem = dict[str, Any]


@dataclass(slots=True)
class Said:
    """What a row says, and what of it could not be understood."""

    values: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_row(row: Row, columns: dict[str, int]) -> Said:
    """The values of a row by field."""
    said = Said()
    for name, meaning in _MEANINGS.items():
        place = columns.get(name)
        text = row[place].strip() if place is not None and place < len(row) else ""
        value, code = meaning(text)
        said.values[name] = value
        if code:
            said.problems.append({"code": code, "field": name, "text": text})
    if said.values["women"] > said.values["people"] and "people" in columns:
        said.problems.append({"code": "women_above_people", "field": "women", "text": str(said.values["women"])})
        said.values["women"] = 0
    # A list that counts the women alone has as many people at least.
    said.values["people"] = max(said.values["people"], said.values["women"])
    return said


def name_of(text: str) -> tuple[str, str]:
    return text[:200], "" if text else "no_name"


def register_of(text: str) -> tuple[str, str]:
    return text.translate(_DIGITS)[:40], ""


def register_key(text: str) -> str:
    """A register number as it is compared: letters and digits, whatever stands between them."""
    return re.sub(r"[^0-9a-z\u0621-\u064a]", "", text.translate(_DIGITS).lower())


def ice_of(text: str) -> tuple[str, str]:
    """An ICE of 15 digits whose check digits are right; spreadsheets forget the zeros that it begins with."""
    digits = re.sub(r"[\s.\-]", "", text.translate(_DIGITS))
    if not digits:
        return "", ""
    padded = digits.zfill(15) if digits.isdigit() and len(digits) >= 9 else digits
    return (padded, "") if padded.isascii() and ice_number.is_valid(padded) else ("", "broken_ice")


def amount_of(text: str) -> tuple[Decimal | None, str]:
    """Dirhams: 1250,50 · 1 250.50 DH · ١٢٥٠; nothing where the cell is empty."""
    plain = _CURRENCY.sub("", _SPACES.sub("", text.translate(_DIGITS).translate(_SIGNS)))
    if not plain:
        return None, ""
    try:
        amount = Decimal(_with_a_point(plain)).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    except InvalidOperation:
        return None, "unreadable_amount"
    if amount < 0:
        return None, "negative_amount"
    return (amount, "") if amount <= MOST else (None, "amount_too_large")


def _with_a_point(text: str) -> str:
    """One point before the centimes; a separator before exactly three digits parts thousands."""
    if not re.fullmatch(r"-?[\d.,]+", text):
        raise InvalidOperation(text)
    head, separator, tail = text.replace(",", ".").rpartition(".")
    if not separator:
        return text
    return head.replace(".", "") + (tail if len(tail) == 3 and head.strip("-0") else f".{tail}")


def day_of(text: str) -> tuple[date | None, str]:
    """2025-08-03 · 03/08/2025 · 3.8.25, or the number that a spreadsheet counts days by."""
    plain = text.translate(_DIGITS).strip()
    if not plain:
        return None, ""
    if plain.isdecimal() and int(plain) in _SERIAL_DAYS:
        return SPREADSHEET_EPOCH + timedelta(days=int(plain)), ""
    found = _DAY.search(plain)
    try:
        return (_date(*found.groups()), "") if found else (None, "unreadable_day")
    except ValueError:
        return None, "unreadable_day"


def _date(first: str, month: str, last: str) -> date:
    if len(first) == 4:
        return date(int(first), int(month), int(last))
    if len(first) == 3:
        raise ValueError(first)
    return date(int(last) + (2000 if len(last) == 2 else 0), int(month), int(first))


def count_of(text: str) -> tuple[int, str]:
    """A number of people."""
    plain = text.translate(_DIGITS).strip()
    if not plain:
        return 0, ""
    if plain.isdecimal() and int(plain) <= MOST_PEOPLE:
        return int(plain), ""
    return 0, "unreadable_count"


_MEANINGS = {
    "name": name_of,
    "register_number": register_of,
    "ice": ice_of,
    "counts_on": day_of,
    "amount": amount_of,
    "people": count_of,
    "women": count_of,
}
