"""Many stalls at once: a row drawn by its first code, and a list of stalls from a file."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from fairs.imports.reading import table_of
from fairs.plan.services import Area, NewStall

CODE = re.compile(r"^[A-Za-z0-9_-]{1,20}$")
NUMBERED = re.compile(r"^(.*?)(\d+)$")
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
WHOLE = ("power_watts", "column", "row", "width", "height")


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row of a file that cannot be drawn: its number there, the column, what stands in it, and why (a word)."""

    number: int
    column: str
    value: str
    why: str


@dataclass(frozen=True, slots=True)
class ReadStalls:
    """What a file of stalls holds: the good rows, and the bad ones each with its reason."""

    good: Sequence[NewStall]
    bad: Sequence[BadRow]


def row_of_stalls(
    *, first: str, count: int, place: Area, is_down: bool, gap: int, values: Mapping[str, Any]
) -> list[NewStall]:
    """A row of `count` stalls whose codes count on from `first` (A7, A8…), side by side or one below the other."""
    match = NUMBERED.match(first)
    prefix, number, width = (match.group(1), int(match.group(2)), len(match.group(2))) if match else (f"{first}-", 1, 1)
    stalls = []
    for at in range(count):
        column = place.column if is_down else place.column + at * (place.width + gap)
        row = place.row + at * (place.height + gap) if is_down else place.row
        code = first if count == 1 else f"{prefix}{number + at:0{width}d}"
        stalls.append(NewStall(code, Area(column, row, place.width, place.height), values))
    return stalls


def read_stalls(content: bytes, *, columns: int, taken: Mapping[str, Area]) -> ReadStalls:
    """The stalls of an XLSX or CSV file. Those without a place are laid out in rows below what is drawn.

    Raises `UnreadableList`.
    """
    table = table_of(content)
    at = _columns_of(table.heads)
    drawn = dict(taken)
    bad: list[BadRow] = []
    good: list[NewStall] = []
    homeless: list[NewStall] = []
    for number, cells in enumerate(table.rows, start=table.first_number):
        if not any(cells):
            continue
        said = {name: cells[place].strip() for name, place in at.items() if place < len(cells)}
        wrong = _wrong(said, drawn, columns) or _in_the_way(said, drawn)
        if wrong:
            bad.append(BadRow(number, *wrong))
            continue
        place = _place(said)
        drawn[said["code"]] = place or NOWHERE
        new = NewStall(said["code"], place or Area(0, 0, *_size(said)), _values(said))
        (good if place else homeless).append(new)
    below = max((area.row + area.height for area in drawn.values()), default=0)
    free = _Free(columns=columns, row=below + (1 if below else 0))
    good += [replace(new, place=free.next(new.place.width, new.place.height)) for new in homeless]
    return ReadStalls(good, bad)


def _in_the_way(said: Mapping[str, str], drawn: Mapping[str, Area]) -> tuple[str, str, str] | None:
    """Whether another stall stands where this one says that it does."""
    place = _place(said)
    taken = next((code for code, area in drawn.items() if place and area.overlaps(place)), None)
    return ("column", said["column"], f"taken:{taken}") if taken else None


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


def _wrong(said: Mapping[str, str], drawn: Mapping[str, Area], columns: int) -> tuple[str, str, str] | None:
    """The first column in which something cannot be, with what stands there and why."""
    code = said.get("code", "")
    if not CODE.match(code):
        return "code", code, "code"
    if code in drawn:
        return "code", code, "twice"
    for name in WHOLE:
        value = said.get(name, "")
        if value and not value.isdigit():
            return name, value, "whole"
    for name in ("area", "fee"):
        if (value := said.get(name, "")) and _amount(value) is None:
            return name, value, "amount"
    place = _place(said)
    if place and (place.column + place.width > columns or not place.width or not place.height):
        return "column", said["column"], "outside"
    return None


def _place(said: Mapping[str, str]) -> Area | None:
    if not (said.get("column") and said.get("row")):
        return None
    return Area(int(said["column"]), int(said["row"]), *_size(said))


def _size(said: Mapping[str, str]) -> tuple[int, int]:
    return int(said.get("width") or 2), int(said.get("height") or 2)


def _values(said: Mapping[str, str]) -> dict[str, Any]:
    return {
        "zone": said.get("zone", "")[:60],
        "area": _amount(said.get("area") or "0"),
        "power_watts": int(said.get("power_watts") or 0),
        "fee": _amount(said.get("fee") or "0"),
    }


def _amount(text: str) -> Decimal | None:
    try:
        value = Decimal(text.replace(",", ".").replace("\u00a0", "").replace(" ", ""))
    except InvalidOperation:
        return None
    return value if 0 <= value < 10_000 else None
