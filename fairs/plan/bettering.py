"""Betters a first plan for many stalls, before the solver does: stalls change hands, or blocks of stalls move.

Threshold accepting (Dueck and Scheuer, 1990): at first an exchange may cost some points, later less and less, so that
the plan does not get stuck where every single exchange would cost. In whole numbers and with a fixed seed: the same
question has the same plan.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain
from random import Random

from fairs.plan.facts import Exhibitor
from fairs.plan.floor import Floor, Given

# Rounds, and trials in each. What an exchange may cost falls in each from COST to nothing.
ROUNDS, TRIALS = 4, 100_000
COST = 30
# Of so many trials one moves a block, where there are blocks.
BLOCKS_EVERY = 7


@dataclass(slots=True)
class Ground:
    """The plan in numbers: stalls and exhibitors are places in lists, None where nobody stands."""

    fine: int
    beside: list[list[int]]
    sector: list[str]
    standing: list[int | None]
    block_of: list[int | None]
    free: list[int]
    # By exhibitor: its sector, what each stall is worth by itself or within a block (None: would not do), its blocks.
    sectors: list[str]
    worth: list[list[int | None]]
    block_worth: list[list[int | None]]
    at: dict[int, tuple[int, ...]] = field(default_factory=dict)
    blocks: dict[int, list[tuple[int, ...]]] = field(default_factory=dict)

    def exchange(self, a: int, b: int, allowed: int) -> int:
        """Let two stalls change hands if it costs no more than allowed; the points that it brought."""
        first, second = self.standing[a], self.standing[b]
        if first == second or self.block_of[a] is not None or self.block_of[b] is not None:
            return 0
        gain = self._moving(first, a, b)
        back = self._moving(second, b, a)
        if gain is None or back is None:
            return 0
        gain += back
        here, there = self.sector[a], self.sector[b]
        if here != there:
            gain -= self.fine * (self._met(here, b, a) - self._met(here, a, b))
            gain -= self.fine * (self._met(there, a, b) - self._met(there, b, a))
        if gain < -allowed:
            return 0
        self.standing[a], self.standing[b] = second, first
        self.sector[a], self.sector[b] = there, here
        return gain

    def _moving(self, who: int | None, start: int, end: int) -> int | None:
        """What a move is worth to who moves; None where the stall would not do."""
        if who is None:
            return 0
        worth, now = self.worth[who][end], self.worth[who][start]
        return None if worth is None or now is None else worth - now

    def _met(self, sector: str, stall: int, other: int) -> int:
        """How many of the sector stand beside a stall, the other of the two aside."""
        if not sector:
            return 0
        return sum(self.sector[near] == sector for near in self.beside[stall] if near != other)

    def shift(self, who: int, block: tuple[int, ...], allowed: int) -> int:
        """Let an exhibitor's block move, and those who stood there into the stalls that it leaves."""
        old = self.at[who]
        entered = [stall for stall in block if stall not in old]
        left = [stall for stall in old if stall not in block]
        if not entered or any(self.block_of[stall] is not None for stall in entered):
            return 0
        gain = self._shifted(who, entered, left)
        if gain is None:
            return 0
        touched = {*old, *block}
        before, saved = self._fined(touched), self._saved(touched)
        self._move(who, block, entered, left)
        gain -= self.fine * (self._fined(touched) - before)
        if gain >= -allowed:
            self.at[who] = block
            return gain
        for stall, sector, standing, holder in saved:
            self.sector[stall], self.standing[stall], self.block_of[stall] = sector, standing, holder
        return 0

    def _shifted(self, who: int, entered: list[int], left: list[int]) -> int | None:
        gains = [self._moving(self.standing[stall], stall, free) for stall, free in zip(entered, left, strict=True)]
        worths = self.block_worth[who]
        gains += [worths[stall] for stall in entered]
        if any(gain is None for gain in gains):
            return None
        return sum(gain or 0 for gain in gains) - sum(worths[stall] or 0 for stall in left)

    def _move(self, who: int, block: tuple[int, ...], entered: list[int], left: list[int]) -> None:
        for stall, free in zip(entered, left, strict=True):
            self.standing[free], self.block_of[free] = self.standing[stall], None
            self.sector[free] = self.sector[stall]
        for stall in block:
            self.standing[stall], self.block_of[stall], self.sector[stall] = who, who, self.sectors[who]

    def _saved(self, stalls: set[int]) -> list[tuple[int, str, int | None, int | None]]:
        return [(stall, self.sector[stall], self.standing[stall], self.block_of[stall]) for stall in stalls]

    def _fined(self, stalls: set[int]) -> int:
        """Pairs of one sector with a stall among these, each once."""
        return sum(
            self._is_pair(stall, near)
            for stall in stalls
            for near in self.beside[stall]
            if near > stall or near not in stalls
        )

    def _is_pair(self, stall: int, near: int) -> bool:
        if not self.sector[stall] or self.sector[stall] != self.sector[near]:
            return False
        return self.block_of[stall] is None or self.block_of[stall] != self.block_of[near]


def bettered(floor: Floor, new: Given, *, trials: int = TRIALS) -> dict[str, tuple[str, ...]]:
    """A plan that gives every exhibitor as many stalls as before, with no fewer points."""
    for seed in range(ROUNDS):
        new = _round(floor, new, seed, trials)
    return dict(new)


def _round(floor: Floor, new: Given, seed: int, trials: int) -> dict[str, tuple[str, ...]]:
    """One round of trials; the best plan on its way."""
    ground = _ground(floor, new)
    chance = Random(seed)  # noqa: S311 -- nothing secret, and the same each time
    drawn, free, movable = chance.random, ground.free, sorted(ground.blocks)
    points = best = 0
    kept = list(ground.standing)
    for trial in range(trials if len(free) > 1 else 0):
        allowed = COST * (trials - trial) // trials
        if movable and not trial % BLOCKS_EVERY:
            who = movable[int(drawn() * len(movable))]
            blocks = ground.blocks[who]
            points += ground.shift(who, blocks[int(drawn() * len(blocks))], allowed)
        else:
            points += ground.exchange(free[int(drawn() * len(free))], free[int(drawn() * len(free))], allowed)
        if points > best:
            best, kept = points, list(ground.standing)
    return _read(floor, kept)


def _read(floor: Floor, standing: Sequence[int | None]) -> dict[str, tuple[str, ...]]:
    given: dict[str, list[str]] = defaultdict(list)
    for stall, who in zip(floor.stalls, standing, strict=True):
        if who is not None:
            given[floor.exhibitors[who].key].append(stall.key)
    return {key: tuple(stalls) for key, stalls in given.items()}


def _ground(floor: Floor, new: Given) -> Ground:
    place = {stall.key: number for number, stall in enumerate(floor.stalls)}
    beside: list[list[int]] = [[] for _ in place]
    for first, second in floor.pairs:
        beside[place[first]].append(place[second])
        beside[place[second]].append(place[first])
    ground = Ground(
        fine=floor.weights.same_sector,
        beside=beside,
        sector=[""] * len(place),
        standing=[None] * len(place),
        block_of=[None] * len(place),
        free=[place[stall.key] for stall in floor.free],
        sectors=[one.sector for one in floor.exhibitors],
        worth=[],
        block_worth=[],
    )
    rows: dict[object, tuple[list[int | None], list[int | None]]] = {}
    for who, one in enumerate(floor.exhibitors):
        _put(floor, ground, place, who, new.get(one.key, ()))
        needs = (one.size, floor.watts_open(one), one.zones_wished, one.zones_required)
        if needs not in rows:
            rows[needs] = _worths(floor, one)
        ground.worth.append(rows[needs][0])
        ground.block_worth.append(rows[needs][1])
    return ground


def _worths(floor: Floor, one: Exhibitor) -> tuple[list[int | None], list[int | None]]:
    single = [floor.worth(one, stall) if floor.is_suitable(one, stall) else None for stall in floor.stalls]
    within = [floor.worth(one, stall) if floor.is_allowed(one, stall) else None for stall in floor.stalls]
    return single, within


def _put(floor: Floor, ground: Ground, place: dict[str, int], who: int, given: tuple[str, ...]) -> None:
    """Put an exhibitor where it is; those of its stalls that touch move only together."""
    one = floor.exhibitors[who]
    stalls = tuple(place[key] for key in given)
    for stall in chain(stalls, (place[key] for key in one.kept)):
        ground.sector[stall] = one.sector
    for stall in stalls:
        ground.standing[stall] = who
    if floor.is_together(one, given):
        for stall in chain(stalls, (place[key] for key in one.kept)):
            ground.block_of[stall] = who
        ground.at[who] = stalls
        ground.blocks[who] = [tuple(sorted(place[key] for key in block)) for block in floor.usable_blocks(one)]
