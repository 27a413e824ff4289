"""Lists of past editions as a person sees them, each page in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from cooperatives.models import Cooperative
from cooperatives.money import ZERO
from fairs.enums import MatchKind, RowDecision
from fairs.imports.judging import is_good, unanswered
from fairs.imports.models import ImportRow, PastImport
from fairs.models import Edition

SHOWS = ("look", "good", "left_out", "all")


@dataclass(frozen=True, slots=True)
class Meant:
    """An organisation that a row may mean, and how alike the names are."""

    cooperative: Cooperative
    likeness: Decimal


@dataclass(frozen=True, slots=True)
class RowShown:
    """A row with what a person needs to decide it."""

    row: ImportRow
    meant: tuple[Meant, ...]
    is_good: bool
    unanswered: tuple[dict[str, object], ...]

    @property
    def is_loaded(self) -> bool:
        return self.row.participation_id is not None

    @property
    def shows(self) -> str:
        if self.row.decision == RowDecision.LEFT_OUT:
            return "left_out"
        return "good" if self.is_good or self.is_loaded else "look"


@dataclass(frozen=True, slots=True)
class Sums:
    """How the rows of a list stand."""

    rows: int
    good: int
    look: int
    left_out: int
    loaded: int
    unknown: int
    amount: Decimal

    @property
    def to_load(self) -> int:
        return self.good - self.loaded


def imports_of(edition: Edition) -> QuerySet[PastImport]:
    """The lists read for an edition, the newest first."""
    return PastImport.objects.filter(edition=edition).select_related("read_by", "loaded_by", "reversed_by")


def rows_shown(rows: Iterable[ImportRow]) -> list[RowShown]:
    """Rows with those who may be meant: one query for all of them."""
    given = list(rows)
    public_ids = {each["cooperative"] for row in given for each in row.candidates}
    known = {
        each.public_id: each
        for each in Cooperative.objects.filter(public_id__in=public_ids).select_related("commune", "region")
    }
    return [
        RowShown(
            row=row,
            meant=tuple(
                Meant(known[each["cooperative"]], Decimal(each["likeness"]))
                for each in row.candidates
                if each["cooperative"] in known
            ),
            is_good=is_good(row),
            unanswered=tuple(unanswered(row)),
        )
        for row in given
    ]


def sums_of(rows: Iterable[RowShown]) -> Sums:
    given = list(rows)
    by_show = {show: [row for row in given if row.shows == show] for show in SHOWS}
    unknown = [row for row in by_show["look"] if _is_unknown(row.row)]
    return Sums(
        rows=len(given),
        good=len(by_show["good"]),
        look=len(by_show["look"]),
        left_out=len(by_show["left_out"]),
        loaded=sum(row.is_loaded for row in given),
        unknown=len(unknown),
        amount=sum((row.row.amount or ZERO for row in by_show["good"]), ZERO),
    )


def _is_unknown(row: ImportRow) -> bool:
    return row.decision == RowDecision.OPEN and row.match == MatchKind.NONE and row.name != ""


def unknown_rows(past_import: PastImport) -> QuerySet[ImportRow]:
    """Open rows whose organisation nobody found: they are new, or written too differently."""
    rows = ImportRow.objects.filter(past_import=past_import, decision=RowDecision.OPEN, match=MatchKind.NONE)
    return rows.exclude(name="").order_by("number")


def all_rows(past_import: PastImport) -> list[ImportRow]:
    rows = ImportRow.objects.filter(past_import=past_import).order_by("number")
    return list(rows.select_related("cooperative", "commune"))
