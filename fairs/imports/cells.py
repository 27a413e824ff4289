"""What one cell of a list means: money, a day, a number, an ICE; or the problem with it, in a code."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from stdnum.ma import ice as ice_number

from cooperatives.formats.amounts import DIGITS, amount_of
from cooperatives.formats.lists import Row

MOST_PEOPLE = 9999
# Spreadsheets count days from here.
SPREADSHEET_EPOCH = date(1899, 12, 30)
_SERIAL_DAYS = range(30_000, 60_000)
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
    return text.translate(DIGITS)[:40], ""


def register_key(text: str) -> str:
    """A register number as it is compared: letters and digits, whatever stands between them."""
    return re.sub(r"[^0-9a-z\u0621-\u064a]", "", text.translate(DIGITS).lower())


def ice_of(text: str) -> tuple[str, str]:
    """An ICE of 15 digits whose check digits are right; spreadsheets forget the zeros that it begins with."""
    digits = re.sub(r"[\s.\-]", "", text.translate(DIGITS))
    if not digits:
        return "", ""
    padded = digits.zfill(15) if digits.isdigit() and len(digits) >= 9 else digits
    return (padded, "") if padded.isascii() and ice_number.is_valid(padded) else ("", "broken_ice")


def day_of(text: str) -> tuple[date | None, str]:
    """2025-08-03 · 03/08/2025 · 3.8.25, or the number that a spreadsheet counts days by."""
    plain = text.translate(DIGITS).strip()
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
    plain = text.translate(DIGITS).strip()
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
