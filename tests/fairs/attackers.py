"""Somebody who asks twice and subtracts: books whose every sum says of which amounts it is one, and the subtraction.

Each amount of a book is a power of three (in centimes), so that any sum and any difference of sums is
read back into its amounts, each taken once, left out, or taken off.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations

from fairs.enums import PaymentKind
from fairs.models import Edition
from fairs.revenue.figures import Scope
from fairs.revenue.models import CoarseCell, DetailCell, EditionSummary, PublicCell
from fairs.revenue.public import PublicRollup
from fairs.revenue.summaries import refresh_changed

CENTIME = Decimal("0.01")
Ask = Callable[[str, Scope], PublicRollup]


@dataclass(frozen=True, slots=True)
class Entry:
    """What one cooperative sold, and whether goods came back and a correction came late."""

    edition: Edition | None
    region: str
    day: date
    channel: str
    evidence: str
    cooperative_id: int
    has_returns: bool = False
    has_corrections: bool = False


def write_book(entries: Iterable[Entry]) -> list[int]:
    """Replace all cells by the entries' and do the minute's job; whose each power of three is."""
    owners: list[int] = []

    def amount(entry: Entry, *, present: bool = True) -> Decimal:
        if not present:
            return Decimal(0)
        owners.append(entry.cooperative_id)
        return CENTIME * 3 ** (len(owners) - 1)

    for cells in (CoarseCell, DetailCell, EditionSummary, PublicCell):
        cells.objects.all().delete()
    for entry in dict.fromkeys(entries):
        measures = {
            "gross": amount(entry),
            "returns": amount(entry, present=entry.has_returns),
            "corrections": amount(entry, present=entry.has_corrections),
        }
        _write(entry, measures)
    refresh_changed()
    return owners


def _write(entry: Entry, measures: dict[str, Decimal]) -> None:
    keys = {
        "edition": entry.edition,
        "stop": entry.edition.stops.get() if entry.edition else None,
        "region_id": entry.region,
        "counts_on": entry.day,
        "channel": entry.channel,
        "evidence": entry.evidence,
    }
    coarse, _ = CoarseCell.objects.get_or_create(**keys)
    for name, value in measures.items():
        setattr(coarse, name, getattr(coarse, name) + value)
    coarse.save()
    detail, _ = DetailCell.objects.get_or_create(
        **keys, cooperative_id=entry.cooperative_id, payment=PaymentKind.CASH, hour=None
    )
    for name, value in measures.items():
        setattr(detail, name, getattr(detail, name) + value)
    detail.save()


def figures_told(answer: PublicRollup) -> Iterator[tuple[str, Decimal]]:
    """Every amount of an answer with the name of its measure."""
    each = [answer.total, *(row.figures for row in answer.rows)] if answer.total is not None else []
    for figures in each:
        for measure in ("gross", "returns", "corrections", "turnover"):
            yield measure, getattr(figures, measure)
    for row in answer.rows:
        for parts in row.shares.values():
            yield from (("turnover", part) for part in parts.values())


def behind(amount: Decimal, owners: Sequence[int]) -> set[int]:
    """Whose amounts a sum or a difference of sums is made of."""
    rest, found = int(amount / CENTIME), set()
    for owner in owners:
        digit = (rest + 1) % 3 - 1
        rest = (rest - digit) // 3
        if digit:
            found.add(owner)
    assert rest == 0
    return found


def read_out(ask: Ask, questions: Sequence[tuple[str, Scope]], owners: Sequence[int]) -> list[set[int]]:
    """What fewer than three cooperatives are behind: in a figure, or between two of them."""
    told: dict[str, set[Decimal]] = {}
    for group_by, scope in questions:
        for measure, amount in figures_told(ask(group_by, scope)):
            told.setdefault(measure, {Decimal(0)}).add(amount)
    found = (
        behind(one - other, owners) for amounts in told.values() for one, other in combinations(sorted(amounts), 2)
    )
    return [few for few in found if 0 < len(few) < 3]
