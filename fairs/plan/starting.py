"""A first plan for many stalls: as many exhibitors placed as can be, at stalls that are worth most to them.

Neighbours are not looked at yet. It takes no chances: the same question has the same first plan.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain

from fairs.plan.facts import Exhibitor
from fairs.plan.floor import Floor

# A stall that an exhibitor is to get by itself: its key and which of its stalls it is.
Unit = tuple[str, int]


def first_plan(floor: Floor) -> dict[str, tuple[str, ...]]:
    """The new stalls of each exhibitor."""
    blocks = _blocks(floor)
    taken = frozenset(chain.from_iterable(blocks.values()))
    units = [(number, one) for one in floor.exhibitors if one.key not in blocks for number in range(one.open_stalls)]
    wishes = {(one.key, number): _wishes(floor, one, taken) for number, one in units}
    given: dict[str, list[str]] = defaultdict(list)
    for stall, (key, _) in sorted(_matched(wishes).items()):
        given[key].append(stall)
    return blocks | {key: tuple(stalls) for key, stalls in given.items()}


def _blocks(floor: Floor) -> dict[str, tuple[str, ...]]:
    """Stalls that touch, for those with several; who needs most of them chooses first."""
    taken: set[str] = set()
    given: dict[str, tuple[str, ...]] = {}
    for one in sorted(floor.exhibitors, key=lambda one: (-one.stalls, -floor.watts_open(one), one.rank, one.key)):
        best = max(
            (block for block in floor.usable_blocks(one) if not block & taken),
            key=lambda block: sum(floor.worth(one, floor.stall[key]) for key in block),
            default=None,
        )
        if best is not None:
            taken |= best
            given[one.key] = tuple(sorted(best))
    return given


def _wishes(floor: Floor, one: Exhibitor, taken: frozenset[str]) -> list[str]:
    """The stalls that would do for it, best first."""
    suitable = [stall for stall in floor.free if stall.key not in taken and floor.is_suitable(one, stall)]
    return [stall.key for stall in sorted(suitable, key=lambda stall: (-floor.worth(one, stall), stall.key))]


def _matched(wishes: Mapping[Unit, Sequence[str]]) -> dict[str, Unit]:
    """Who gets which stall: everybody's first before anybody's second, those with the fewest to choose from first.

    Who finds all their stalls taken asks those who have them to move on, and these others, until one is free: so as
    many as can be are placed.
    """
    holder: dict[str, Unit] = {}
    for unit in sorted(wishes, key=lambda unit: (unit[1], len(wishes[unit]), unit[0])):
        _move_on(wishes, holder, unit)
    return holder


def _move_on(wishes: Mapping[Unit, Sequence[str]], holder: dict[str, Unit], unit: Unit) -> None:
    asked_by: dict[str, tuple[str | None, Unit]] = {}
    asking: list[tuple[str | None, Unit]] = [(None, unit)]
    for own, asker in asking:
        for stall in wishes[asker]:
            if stall in asked_by:
                continue
            asked_by[stall] = (own, asker)
            if stall in holder:
                asking.append((stall, holder[stall]))
                continue
            free: str | None = stall
            while free is not None:
                left, mover = asked_by[free]
                holder[free] = mover
                free = left
            return
