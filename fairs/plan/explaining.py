"""Says what there is to say of each placement; each claim is counted on the plan itself.

KEPT: `stalls` were its own before.
ONLY_WITH_POWER: it needs `watts`; of `open` stalls only `suitable` have that.
ONLY_IN_ZONE: it must stand in one of `zones`. ZONE_OF_SECTOR: it stands in a zone that it wished for.
OUTSIDE_ZONE: it does not; of the stalls there that would do, `free` are still free.
SIZE_FITS, SIZE_ABOVE, SIZE_BELOW: what it needs (`needed`) and has (`size`), in square metres.
FAR_FROM_SAME_SECTOR: others of its sector take part, and none of them is beside it. BESIDE_SAME_SECTOR: `stalls` are.
STALLS_TOGETHER, STALLS_APART: all of its several stalls hang together, or they do not.
POWER_SHORT: no stall that it kept has the `watts` it needs, and it gets no other.
Where only `given` of the `granted` stalls could be given, one of these says why no more:
NO_STALL_WITH_POWER, NO_STALL_IN_ZONE: of the open stalls none has it. NO_STALL_WITH_BOTH: some have one, none has both.
SUITABLE_ALL_GIVEN: all `suitable` ones are given, others are free. STALLS_ALL_GIVEN: all are given.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from fairs.plan.facts import Because, Exhibitor, Note, Placement, PlanStall
from fairs.plan.floor import Floor, Given, same_sector_pairs


@dataclass(frozen=True)
class Look:
    """The plan as it would be."""

    floor: Floor
    new: Given

    @cached_property
    def given(self) -> frozenset[str]:
        return frozenset(key for keys in self.new.values() for key in keys)

    @cached_property
    def exhibitors_of(self) -> Counter[str]:
        return Counter(one.sector for one in self.floor.exhibitors)

    @cached_property
    def rivals(self) -> dict[str, set[str]]:
        """Of each stall the neighbouring ones that make a pair of one sector with it."""
        beside: dict[str, set[str]] = defaultdict(set)
        for first, second in same_sector_pairs(self.floor, self.new):
            beside[first].add(second)
            beside[second].add(first)
        return beside

    def stalls(self, one: Exhibitor) -> tuple[str, ...]:
        return (*one.kept, *self.new.get(one.key, ()))

    def suitable(self, one: Exhibitor) -> list[PlanStall]:
        """Stalls that were open and would do for it."""
        return [stall for stall in self.floor.free if self.floor.is_suitable(one, stall)]

    def still_free(self, stalls: list[PlanStall]) -> int:
        return sum(stall.key not in self.given for stall in stalls)


def placements(floor: Floor, new: Given) -> tuple[Placement, ...]:
    """Each exhibitor's stalls and notes, by rank."""
    look = Look(floor, new)
    return tuple(
        Placement(exhibitor=one.key, stalls=look.stalls(one), kept=one.kept, notes=tuple(_notes(look, one)))
        for one in floor.exhibitors
    )


def _notes(look: Look, one: Exhibitor) -> Iterator[Note]:
    if one.kept:
        yield Note(Because.KEPT, {"stalls": list(one.kept)})
    if look.new.get(one.key):
        yield from _on_power(look, one)
        yield from _on_zone(look, one)
        yield from _on_size(look, one)
    elif one.kept and look.floor.watts_open(one):
        yield Note(Because.POWER_SHORT, {"watts": one.watts})
    if look.stalls(one):
        yield from _on_neighbours(look, one)
        yield from _on_several(look, one)
    if len(look.stalls(one)) < one.stalls:
        yield _why_no_more(look, one)


def _on_power(look: Look, one: Exhibitor) -> Iterator[Note]:
    watts, free = look.floor.watts_open(one), look.floor.free
    powered = [stall for stall in free if stall.watts >= watts]
    if watts and len(powered) < len(free):
        yield Note(Because.ONLY_WITH_POWER, {"watts": watts, "suitable": len(powered), "open": len(free)})


def _on_zone(look: Look, one: Exhibitor) -> Iterator[Note]:
    zones = {look.floor.stall[key].zone for key in look.new[one.key]}
    if one.zones_required:
        yield Note(Because.ONLY_IN_ZONE, {"zones": sorted(one.zones_required)})
    if one.zones_wished and zones <= one.zones_wished:
        yield Note(Because.ZONE_OF_SECTOR, {"zones": sorted(zones)})
    elif one.zones_wished:
        wished = [stall for stall in look.suitable(one) if stall.zone in one.zones_wished]
        yield Note(Because.OUTSIDE_ZONE, {"zones": sorted(one.zones_wished), "free": look.still_free(wished)})


def _on_size(look: Look, one: Exhibitor) -> Iterator[Note]:
    sizes = [look.floor.stall[key].size for key in look.new[one.key]]
    if not one.size or not all(sizes):
        return
    needed, size = one.size * len(sizes), sum(sizes, start=Decimal(0))
    apart = Because.SIZE_ABOVE if size > needed else Because.SIZE_BELOW
    yield Note(Because.SIZE_FITS if size == needed else apart, {"needed": str(needed), "size": str(size)})


def _on_neighbours(look: Look, one: Exhibitor) -> Iterator[Note]:
    rivals = sorted({rival for key in look.stalls(one) for rival in look.rivals[key]})
    if rivals:
        yield Note(Because.BESIDE_SAME_SECTOR, {"stalls": rivals})
    elif one.sector and look.exhibitors_of[one.sector] > 1:
        yield Note(Because.FAR_FROM_SAME_SECTOR, {"others": look.exhibitors_of[one.sector] - 1})


def _on_several(look: Look, one: Exhibitor) -> Iterator[Note]:
    if one.stalls < 2 or len(look.stalls(one)) < 2:
        return
    is_together = look.floor.is_together(one, look.new.get(one.key, ()))
    yield Note(Because.STALLS_TOGETHER if is_together else Because.STALLS_APART, {"stalls": list(look.stalls(one))})


def _why_no_more(look: Look, one: Exhibitor) -> Note:
    """Why it gets fewer stalls than it was granted, or none."""
    floor, given = look.floor, len(look.stalls(one))
    numbers = {"granted": one.stalls, "given": given}
    suitable = look.suitable(one)
    if not floor.free:
        return Note(Because.STALLS_ALL_GIVEN, {**numbers, "open": 0})
    if not suitable:
        return Note(_what_is_missing(look, one), {**numbers, **_asked(floor, one)})
    if look.still_free(list(floor.free)):
        return Note(Because.SUITABLE_ALL_GIVEN, {**numbers, "suitable": len(suitable), **_asked(floor, one)})
    return Note(Because.STALLS_ALL_GIVEN, {**numbers, "open": len(floor.free)})


def _what_is_missing(look: Look, one: Exhibitor) -> Because:
    free = look.floor.free
    if not any(look.floor.has_power(one, stall) for stall in free):
        return Because.NO_STALL_WITH_POWER
    if not any(look.floor.is_allowed(one, stall) for stall in free):
        return Because.NO_STALL_IN_ZONE
    return Because.NO_STALL_WITH_BOTH


def _asked(floor: Floor, one: Exhibitor) -> dict[str, object]:
    """What it asks for, and the most electricity that an open stall has."""
    asked: dict[str, object] = {}
    if watts := floor.watts_open(one):
        asked |= {"watts": watts, "strongest": max(stall.watts for stall in floor.free)}
    return asked | ({"zones": sorted(one.zones_required)} if one.zones_required else {})
