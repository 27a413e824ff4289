"""A part of a report, as paper and spreadsheet both show it."""

from collections.abc import Sequence
from dataclasses import dataclass

from fairs.organiser.exports import Column, Value


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report: what must be said about it, and a table with its sums where it has one."""

    title: str
    columns: Sequence[Column] = ()
    rows: Sequence[Sequence[Value]] = ()
    foot: Sequence[Value] = ()
    notes: Sequence[str] = ()
