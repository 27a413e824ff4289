"""Many stalls at once: a row drawn by its first code, and a list of stalls from a file."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from cooperatives.accounts.fields import western_digits
from cooperatives.formats.lists import MOST_ROWS, Row, UnreadableList, rows_of
from fairs.plan.services import Area, NewStall

LONGEST_CODE, MOST_SQUARES, MOST_WATTS, LONGEST_ZONE = 20, 200, 100_000, 60
CODE = re.compile(r"^[A-Za-z0-9_-]{1,20}$")
NUMBERED = re.compile(r"^(.*?)(\d+)$")
HEADS_WITHIN = 15
# What the head of a column may be called, folded to small letters.
HEADS: Mapping[str, tuple[str, ...]] = {
    "code": ("code", "stand", "stall", "رواق", "رقم الرواق", "numéro", "numero"),
    "zone": ("zone", "منطقة", "جناح"),
    "area": ("m2", "m²", "surface", "area", "المساحة"),
    "power_watts": ("watts", "w", "power", "électricité", "electricite", "الكهرباء"),
    "fee": ("fee", "frais", "tarif", "prix", "الرسم"),
    "column": ("column", "colonne", "x", "عمود"),
    "row": ("row", "ligne", "y", "سطر"),
    "width": ("width", "largeur", "عرض"),
    "height": ("height", "hauteur", "profondeur", "ارتفاع"),
}
# Where a stall is that was read, but not laid out yet: it overlaps nothing.
NOWHERE = Area(0, 0, 0, 0)
# The most that each whole number may be.
WHOLE = {"power_watts": MOST_WATTS, "column": MOST_SQUARES, "row": MOST_SQUARES, "width": 40, "height": 40}
AMOUNTS = {"area": Decimal(9_999), "fee": Decimal(99_999)}


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row of a file that cannot be drawn: its number there, its column's head, what stands in it, why (a word)."""

    number: int
    column: str
    value: str
    why: str


@dataclass(frozen=True, slots=True)
class ReadStalls:
    """What a file of stalls holds: the good rows, and the bad ones each with its reason."""

    good: Sequence[NewStall]
    bad: Sequence[BadRow]


def code_at(first: str, place: int, *, of: int) -> str:
    """The code of the stall at `place` (from 0) of a row of `of` stalls, which counts on from the first one's."""
    if of == 1:
        return first
    match = NUMBERED.match(first)
    prefix, number, width = (match.group(1), int(match.group(2)), len(match.group(2))) if match else (f"{first}-", 1, 1)
    return f"{prefix}{number + place:0{width}d}"


def row_of_stalls(
    *, first: str, count: int, place: Area, is_down: bool, gap: int, values: Mapping[str, Any]
) -> list[NewStall]:
    """A row of `count` stalls whose codes count on from `first` (A7, A8…), side by side or one below the other."""
    stalls = []
    for at in range(count):
        column = place.column if is_down else place.column + at * (place.width + gap)
        row = place.row + at * (place.height + gap) if is_down else place.row
        code = code_at(first, at, of=count)
        stalls.append(NewStall(code, Area(column, row, place.width, place.height), values))
    return stalls


def read_stalls(content: bytes, *, columns: int, taken: Mapping[str, Area]) -> ReadStalls:
    """The stalls of an XLSX or CSV file. Those without a place are laid out in rows below what is drawn.

    Columns and rows count from 1, as on the page. Raises `UnreadableList`.
    """
    rows, at, first_number = _table(content)
    heads = {name: rows[0][place].strip() for name, place in at.items()}
    reading = _Reading(columns=columns, drawn=dict(taken))
    homeless: list[tuple[int, NewStall]] = []
    for number, cells in enumerate(rows[1:], start=first_number):
        if not any(cells):
            continue
        said = {name: _cell(name, cells[place]) for name, place in at.items() if place < len(cells)}
        if wrong := _wrong(said, reading):
            name, why = wrong
            reading.bad.append(BadRow(number, heads.get(name, name), said.get(name, ""), why))
            continue
        place = _place(said)
        reading.drawn[said["code"]] = place or NOWHERE
        new = NewStall(said["code"], place or Area(0, 0, *_size(said)), _values(said))
        if place:
            reading.good.append(new)
        else:
            homeless.append((number, new))
    _lay_out(homeless, reading, heads["code"])
    return ReadStalls(reading.good, sorted(reading.bad, key=lambda row: row.number))


@dataclass
class _Reading:
    """What was read until now: how wide the plan is, what stands there, good rows and bad ones."""

    columns: int
    drawn: dict[str, Area]
    good: list[NewStall] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)


def _table(content: bytes) -> tuple[Sequence[Row], dict[str, int], int]:
    """The row of heads and those below, which column says what, and the number of the first row below the heads."""
    rows = rows_of(content)
    for place, row in enumerate(rows[:HEADS_WITHIN]):
        at = _columns_of(row)
        if "code" in at:
            if len(rows) - place > MOST_ROWS:
                raise UnreadableList("too_many_rows")
            return rows[place:], at, place + 2
    raise UnreadableList("no_heads")


def _lay_out(homeless: Sequence[tuple[int, NewStall]], reading: _Reading, head: str) -> None:
    """Put stalls whose place is not told below the others; those for which no room is left are bad rows."""
    below = max((area.row + area.height for area in reading.drawn.values()), default=0)
    free = _Free(columns=reading.columns, row=below + (1 if below else 0))
    for number, new in homeless:
        place = free.next(new.place.width, new.place.height)
        if place.row + place.height > MOST_SQUARES:
            reading.bad.append(BadRow(number, head, new.code, "full"))
        else:
            reading.good.append(replace(new, place=place))


@dataclass
class _Free:
    """Where stalls go of which no place is told: in rows, with an aisle between."""

    columns: int
    row: int
    column: int = 0
    tallest: int = 0

    def next(self, width: int, height: int) -> Area:
        if self.column and self.column + width > self.columns:
            self.row, self.column, self.tallest = self.row + self.tallest + 2, 0, 0
        place = Area(self.column, self.row, width, height)
        self.column, self.tallest = self.column + width, max(self.tallest, height)
        return place


def _columns_of(heads: Sequence[str]) -> dict[str, int]:
    folded = [head.strip().lower() for head in heads]
    return {name: folded.index(word) for name, words in HEADS.items() for word in words if word in folded}


def _cell(name: str, text: str) -> str:
    return western_digits(text.strip()) if name in WHOLE or name in AMOUNTS else text.strip()


def _wrong(said: Mapping[str, str], reading: _Reading) -> tuple[str, str] | None:
    """The first column in which something cannot be, and why."""
    code = said.get("code", "")
    if not CODE.match(code):
        return "code", "code"
    if code in reading.drawn:
        return "code", "twice"
    if len(said.get("zone", "")) > LONGEST_ZONE:
        return "zone", "long"
    for name, most in WHOLE.items():
        if (value := said.get(name, "")) and not _is_whole(value, most):
            return name, "whole"
    for name, highest in AMOUNTS.items():
        if (value := said.get(name, "")) and _amount(value, highest) is None:
            return name, "amount"
    return _wrong_place(said, reading)


def _wrong_place(said: Mapping[str, str], reading: _Reading) -> tuple[str, str] | None:
    size = _size(said)
    if not all(size) or size[0] > reading.columns:
        return "width", "outside"
    for name, other in (("column", "row"), ("row", "column")):
        if said.get(name) and not said.get(other):
            return name, "half"
    place = _place(said)
    if place is None:
        return None
    if place.column < 0 or place.column + place.width > reading.columns:
        return "column", "outside"
    if place.row < 0 or place.row + place.height > MOST_SQUARES:
        return "row", "outside"
    taken = next((code for code, area in reading.drawn.items() if area.overlaps(place)), None)
    return ("column", f"taken:{taken}") if taken else None


def _is_whole(value: str, most: int) -> bool:
    return value.isascii() and value.isdigit() and len(value) < 10 and int(value) <= most


def _place(said: Mapping[str, str]) -> Area | None:
    if not (said.get("column") and said.get("row")):
        return None
    return Area(int(said["column"]) - 1, int(said["row"]) - 1, *_size(said))


def _size(said: Mapping[str, str]) -> tuple[int, int]:
    return int(said.get("width") or 2), int(said.get("height") or 2)


def _values(said: Mapping[str, str]) -> dict[str, Any]:
    return {
        "zone": said.get("zone", ""),
        "area": _amount(said.get("area") or "0", AMOUNTS["area"]),
        "power_watts": int(said.get("power_watts") or 0),
        "fee": _amount(said.get("fee") or "0", AMOUNTS["fee"]),
    }


def _amount(text: str, most: Decimal) -> Decimal | None:
    """A number from 0 with two places at most."""
    plain = text.replace("٫", ".").replace(",", ".").replace("\u00a0", "").replace(" ", "")
    try:
        value = Decimal(plain)
    except InvalidOperation:
        return None
    if not value.is_finite() or not 0 <= value <= most or value != round(value, 2):
        return None
    return value
