"""Which stalls are neighbours: side by side or back to back, or across an aisle."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

from fairs.plan.facts import PlanStall, Square

Pair = tuple[str, str]


def neighbours(stalls: Iterable[PlanStall], *, aisle: int) -> tuple[Pair, ...]:
    """Pairs of stalls that face each other over no more than `aisle` squares with nothing between; in order of key.

    Stalls that touch at a corner alone are no neighbours, nor are stalls that nobody drew yet.
    """
    drawn = sorted(((one.key, one.square) for one in stalls if one.square), key=lambda one: one[0])
    near = [
        (first, second, between)
        for first, second in combinations(drawn, 2)
        if (between := _between(first[1], second[1], aisle)) is not None
    ]
    return tuple((first[0], second[0]) for first, second, between in near if not _is_taken(between, drawn))


def connected(pairs: Iterable[Pair], *, size: int, holding: frozenset[str] = frozenset()) -> list[frozenset[str]]:
    """Every set of `size` stalls that hang together by `pairs` and has all of `holding`, in order of keys."""
    beside = _beside(pairs)
    first = sorted(holding)[:1] or list(beside)
    sets = {frozenset({key}) for key in first}
    for _ in range(size - 1):
        sets = {one | {other} for one in sets for key in one for other in beside[key] - one}
    return sorted((one for one in sets if one >= holding), key=sorted)


def hang_together(pairs: Iterable[Pair], keys: frozenset[str]) -> bool:
    """Whether one comes by `pairs` from each of the stalls to every other without leaving them."""
    beside = _beside(pair for pair in pairs if keys.issuperset(pair))
    reached, found = set[str](), set(sorted(keys)[:1])
    while found:
        reached |= found
        found = {other for key in found for other in beside[key]} - reached
    return reached == keys


def _beside(pairs: Iterable[Pair]) -> dict[str, set[str]]:
    beside: dict[str, set[str]] = defaultdict(set)
    for first, second in pairs:
        beside[first].add(second)
        beside[second].add(first)
    return beside


def _between(first: Square, second: Square, aisle: int) -> Square | None:
    """The squares between two that face each other (none when they touch); None when they do not, or too far."""
    column, width = _gap(first.column, first.width, second.column, second.width)
    row, height = _gap(first.row, first.height, second.row, second.height)
    if width > 0 and height <= 0 and width <= aisle:
        return Square(column, row, width, -height) if height else None
    if height > 0 and width <= 0 and height <= aisle:
        return Square(column, row, -width, height) if width else None
    # Side by side: they meet along a line, not at a corner.
    if (width == 0 and height < 0) or (height == 0 and width < 0):
        return Square(column, row, 0, 0)
    return None


def _gap(first: int, first_size: int, second: int, second_size: int) -> tuple[int, int]:
    """Where the gap between two stretches begins and how wide it is; where they overlap, minus how much."""
    begin, end = max(first, second), min(first + first_size, second + second_size)
    return (end, begin - end) if end < begin else (begin, begin - end)


def _is_taken(between: Square, drawn: list[tuple[str, Square]]) -> bool:
    return bool(between.width) and any(_overlap(between, square) for _, square in drawn)


def _overlap(one: Square, other: Square) -> bool:
    return (
        one.column < other.column + other.width
        and other.column < one.column + one.width
        and one.row < other.row + other.height
        and other.row < one.row + one.height
    )
