"""The cells of a list: a spreadsheet or a text file in the encodings that offices use."""

import csv
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO, StringIO
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

MOST_BYTES = 5 * 1024 * 1024
# A spreadsheet is packed: what it unpacks to is looked at before it is unpacked.
MOST_UNPACKED = 60 * 1024 * 1024
MOST_ROWS = 5000
MOST_COLUMNS = 60
LONGEST_CELL = 300
SEPARATORS = ";\t,"
LOOKED_AT = 30
LARGEST = Decimal(10) ** 18
_ARABIC_PAIR = re.compile(r"[\u0621-\u064a]{2}")
_MIXED_PAIR = re.compile(r"[A-Za-z][\u0621-\u064a]|[\u0621-\u064a][A-Za-z]")
ARABIC = re.compile(r"[\u0621-\u064a]")
Row = list[str]


class UnreadableList(Exception):
    """The file is no list that can be read; `why` is a code that pages have words for."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a cell is kept: so many letters, and numbers to so many places."""

    letters: int = LONGEST_CELL
    places: Decimal = Decimal("0.01")


MONEY = Limits()


def rows_of(content: bytes, *, limits: Limits = MONEY) -> list[Row]:
    """The rows of a list, each cell as text; empty rows at the end fall away. Raises `UnreadableList`."""
    if len(content) > MOST_BYTES:
        raise UnreadableList("too_large")
    rows = _of_spreadsheet(content, limits) if content.startswith(b"PK") else _of_text(content)
    while rows and not any(rows[-1]):
        rows.pop()
    if len(rows) < 2:
        raise UnreadableList("no_rows")
    return rows


def _of_spreadsheet(content: bytes, limits: Limits) -> list[Row]:
    _look_inside(content)
    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
        try:
            return _bounded(_cells(row, limits) for row in book.worksheets[0].iter_rows(values_only=True))
        finally:
            book.close()
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, IndexError, ParseError, TypeError) as error:
        raise UnreadableList("not_a_list") from error


def _look_inside(content: bytes) -> None:
    """Refuse what unpacks to far more than a list, and XML that brings definitions of its own."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
                raise UnreadableList("too_large")
            if any(b"<!DOCTYPE" in packed.read(part)[:4096] for part in packed.infolist() if _is_xml(part.filename)):
                raise UnreadableList("not_a_list")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise UnreadableList("not_a_list") from error


def _is_xml(name: str) -> bool:
    return name.endswith((".xml", ".rels"))


def _cells(row: tuple[Any, ...], limits: Limits) -> Row:
    return [_as_text(value, limits) for value in row[:MOST_COLUMNS]]


def _as_text(value: Any, limits: Limits) -> str:
    """A cell as a person would type it. Numbers keep every digit they have."""
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int | Decimal) or hasattr(value, "is_integer"):
        return _number_text(Decimal(str(value)), limits.places)
    return _clean(str(value), limits.letters)


def _number_text(number: Decimal, to: Decimal) -> str:
    """A number to so many places, such as the centime: what a formula leaves behind it nobody meant."""
    if not number.is_finite() or abs(number) >= LARGEST:
        return str(number)
    whole, _, places = f"{number.quantize(to, rounding=ROUND_HALF_UP):f}".partition(".")
    return f"{whole}.{places}" if places.strip("0") else whole


def _clean(text: str, letters: int = LONGEST_CELL) -> str:
    shown = "".join(letter for letter in text if letter in "\t\n" or unicodedata.category(letter)[0] != "C")
    return " ".join(shown.split())[:letters]


def _of_text(content: bytes) -> list[Row]:
    if b"\x00" in content:
        raise UnreadableList("not_a_list")
    text = _decoded(content)
    try:
        rows = csv.reader(StringIO(text, newline=""), delimiter=_separator(text))
        return _bounded([_clean(cell) for cell in row[:MOST_COLUMNS]] for row in rows)
    except csv.Error as error:
        raise UnreadableList("not_a_list") from error


def _decoded(content: bytes) -> str:
    """UTF-8 where it is; else the Windows code page in which Arabic letters stand together, or do not."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        arabic = content.decode("cp1256", errors="replace")
    if len(_ARABIC_PAIR.findall(arabic)) > len(_MIXED_PAIR.findall(arabic)):
        return arabic
    return content.decode("cp1252", errors="replace")


def _separator(text: str) -> str:
    """The sign that cuts the first rows into the most columns, as many in each."""

    def evenness(sign: str) -> tuple[int, int]:
        rows = list(csv.reader(StringIO(text[:20_000], newline=""), delimiter=sign))[:LOOKED_AT]
        widths = Counter(len(row) for row in rows if len(row) > 1)
        (width, number) = widths.most_common(1)[0] if widths else (0, 0)
        return number, width

    return max(SEPARATORS, key=evenness)


def _bounded(rows: Iterator[Row]) -> list[Row]:
    kept: list[Row] = []
    for row in rows:
        kept.append(row)
        if len(kept) > MOST_ROWS + LOOKED_AT:
            raise UnreadableList("too_many_rows")
    return kept
