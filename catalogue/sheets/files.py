"""The file of a sheet: known by its content, kept where only a view that asks who may hand it out."""

import zipfile
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Any, cast

from django.core.files.base import ContentFile
from django.core.files.storage import storages

from catalogue.limits import LONGEST_DESCRIPTION
from catalogue.sheets.columns import CODE, NAMES, places_of
from catalogue.sheets.exceptions import UnfitSheet
from cooperatives.formats.lists import MOST_BYTES, MOST_ROWS, Limits, Row, UnreadableList, rows_of

# One letter more than a text may have, so that a longer one is known as such.
LIMITS = Limits(letters=LONGEST_DESCRIPTION + 1)
HEADS_WITHIN = 10
TYPES, WORKBOOK = "[Content_Types].xml", "xl/workbook.xml"


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a sheet with something in them, by their number in the file, and where each column stands."""

    places: dict[str, int]
    rows: list[tuple[int, Row]]


def table_of(content: bytes) -> Table:
    """The table in a sheet. Raises `UnfitSheet`."""
    check_file(content)
    try:
        rows = rows_of(content, limits=LIMITS)
    except UnreadableList as refusal:
        raise UnfitSheet(refusal.why) from refusal
    at = _head_row(rows)
    places = places_of(rows[at])
    below = [(number, row) for number, row in enumerate(rows[at + 1 :], at + 2) if any(row)]
    if not below:
        raise UnfitSheet("no_rows")
    if len(below) > MOST_ROWS:
        raise UnfitSheet("too_many_rows")
    return Table(places, below)


def check_file(content: bytes) -> None:
    """Refuse what is no XLSX by its content, is too large, or has a program in it. Raises `UnfitSheet`."""
    if len(content) > MOST_BYTES:
        raise UnfitSheet("too_large")
    if not content.startswith(b"PK"):
        raise UnfitSheet("not_xlsx")
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            names = packed.namelist()
            if TYPES not in names or WORKBOOK not in names:
                raise UnfitSheet("not_xlsx")
            types = packed.open(TYPES).read(200_000)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, KeyError) as error:
        raise UnfitSheet("not_xlsx") from error
    if b"macroEnabled" in types or any("vbaproject" in name.lower() for name in names):
        raise UnfitSheet("has_macros")


def _head_row(rows: list[Row]) -> int:
    """The first row in which what a product is called, or its code, stands beside another column that is known."""
    for place, row in enumerate(rows[:HEADS_WITHIN]):
        known = places_of(row)
        if len(known) > 1 and (CODE in known or any(name in known for name in NAMES)):
            return place
    raise UnfitSheet("no_heads")


def keep(name: str, content: bytes) -> str:
    """Write a file into the private storage, in the place of one that a broken attempt left there."""
    storages["private"].delete(name)
    return storages["private"].save(name, ContentFile(content))


def opened(name: str) -> IO[Any] | None:
    """A file of the private storage; None where it was thrown away."""
    storage = storages["private"]
    return cast(IO[Any], storage.open(name)) if name and storage.exists(name) else None
