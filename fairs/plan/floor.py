"""The ground of a plan: its stalls, who stands where already, and what a stall is worth to an exhibitor."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import ceil

from fairs.plan.facts import Exhibitor, PlanStall, Weights
from fairs.plan.neighbours import Pair, connected, hang_together, neighbours

# Sets of more stalls than these are not looked for: they may still lie together, but nobody counts on it.
TOGETHER_UP_TO = 4
Given = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Floor:
    """Exhibitors in the order of their rank and stalls in the order of their keys, however they were handed in."""

    exhibitors: tuple[Exhibitor, ...]
    stalls: tuple[PlanStall, ...]
    weights: Weights
    aisle: int

    @cached_property
    def stall(self) -> dict[str, PlanStall]:
        return {one.key: one for one in self.stalls}

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """Neighbouring stalls, also across an aisle."""
        return neighbours(self.stalls, aisle=self.aisle)

    @cached_property
    def touching(self) -> tuple[Pair, ...]:
        return neighbours(self.stalls, aisle=0)

    @cached_property
    def taken(self) -> frozenset[str]:
        return frozenset(key for one in self.exhibitors for key in one.kept)

    @cached_property
    def free(self) -> tuple[PlanStall, ...]:
        """The stalls that the proposal may give."""
        return tuple(one for one in self.stalls if not one.is_closed and one.key not in self.taken)

    def blocks(self, one: Exhibitor) -> list[frozenset[str]]:
        """Every set of free stalls with which all of the exhibitor's stalls would hang together."""
        if not one.open_stalls or not 2 <= one.stalls <= TOGETHER_UP_TO:
            return []
        asked = (one.stalls, one.kept)
        if asked not in self._blocks:
            kept = frozenset(one.kept)
            own = kept.union(stall.key for stall in self.free)
            pairs = [pair for pair in self.touching if own.issuperset(pair)]
            self._blocks[asked] = [block - kept for block in connected(pairs, size=one.stalls, holding=kept)]
        return self._blocks[asked]

    @cached_property
    def _blocks(self) -> dict[tuple[int, tuple[str, ...]], list[frozenset[str]]]:
        """Those found until now: many exhibitors ask for the same."""
        return {}

    def usable_blocks(self, one: Exhibitor) -> Iterator[frozenset[str]]:
        """Those in its zones with the electricity in one of the stalls."""
        for block in self.blocks(one):
            stalls = [self.stall[key] for key in block]
            if all(self.is_allowed(one, stall) for stall in stalls) and any(self.has_power(one, s) for s in stalls):
                yield block

    def watts_open(self, one: Exhibitor) -> int:
        """The electricity that its further stalls must bring: none when one that it kept has enough."""
        return 0 if any(self.stall[key].watts >= one.watts for key in one.kept) else one.watts

    def is_allowed(self, one: Exhibitor, stall: PlanStall) -> bool:
        return not one.zones_required or stall.zone in one.zones_required

    def has_power(self, one: Exhibitor, stall: PlanStall) -> bool:
        return stall.watts >= self.watts_open(one)

    def is_suitable(self, one: Exhibitor, stall: PlanStall) -> bool:
        """Whether it can be given by itself; of stalls that touch only one must have the electricity."""
        return self.is_allowed(one, stall) and self.has_power(one, stall)

    def worth(self, one: Exhibitor, stall: PlanStall) -> int:
        """The points of one stall for one exhibitor, neighbours aside."""
        points = self.weights.zone if stall.zone in one.zones_wished else 0
        if not one.size or not stall.size:
            return points
        surplus = stall.size - one.size
        return points - (
            self.weights.metre_wasted * ceil(surplus) if surplus > 0 else self.weights.metre_missing * ceil(-surplus)
        )

    def is_together(self, one: Exhibitor, new: Iterable[str]) -> bool:
        """Whether it gets all that it was granted, several stalls, and they hang together."""
        own = frozenset((*one.kept, *new))
        return len(own) == one.stalls and 2 <= len(own) <= TOGETHER_UP_TO and hang_together(self.touching, own)


def points(floor: Floor, new: Given) -> int:
    """The points of a plan: those who kept a stall count as well, since the new ones stand beside them."""
    worth = sum(
        floor.worth(one, floor.stall[key]) for one in floor.exhibitors for key in (*one.kept, *new.get(one.key, ()))
    )
    together = sum(
        floor.weights.together * (one.stalls - 1)
        for one in floor.exhibitors
        if floor.is_together(one, new.get(one.key, ()))
    )
    return worth + together - floor.weights.same_sector * len(same_sector_pairs(floor, new))


def same_sector_pairs(floor: Floor, new: Given) -> tuple[Pair, ...]:
    """Neighbouring stalls of one sector, but for those of one exhibitor whose stalls hang together."""
    at: dict[str, set[str]] = defaultdict(set)
    own: dict[str, set[str]] = defaultdict(set)
    for one in floor.exhibitors:
        given = new.get(one.key, ())
        for key in (*one.kept, *given):
            at[key].add(one.sector)
            if floor.is_together(one, given):
                own[key].add(one.key)
    return tuple(
        (first, second)
        for first, second in floor.pairs
        if (at[first] & at[second]) - {""} and not own[first] & own[second]
    )
