"""What a plan is proposed from and what the proposal tells: no models, only keys and whole numbers."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any


@dataclass(frozen=True, slots=True)
class Exhibitor:
    """One participation: its sector, how many stalls it was granted, and what each of them must be like.

    `rank` says who comes first among those with the same needs. `size` is in square metres a stall, 0 where nobody
    said. `kept` are the stalls that it has already, from a person or an earlier plan: they stay its own. Its other
    stalls must lie in one of `zones_required` where there are any; in one of `zones_wished` would be good.
    """

    key: str
    rank: int
    sector: str
    stalls: int = 1
    size: Decimal = Decimal(0)
    watts: int = 0
    zones_wished: frozenset[str] = frozenset()
    zones_required: frozenset[str] = frozenset()
    kept: tuple[str, ...] = ()

    @property
    def open_stalls(self) -> int:
        """How many it still is to get."""
        return max(self.stalls - len(self.kept), 0)


@dataclass(frozen=True, slots=True)
class Square:
    """Where a stall stands on the grid: its corner and how many squares it takes."""

    column: int
    row: int
    width: int = 1
    height: int = 1


@dataclass(frozen=True, slots=True)
class PlanStall:
    """One stall; `size` 0 where nobody said, `is_closed` when nobody else may be put there now."""

    key: str
    zone: str = ""
    size: Decimal = Decimal(0)
    watts: int = 0
    square: Square | None = None
    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class Weights:
    """What the points of a plan are made of.

    For each stall: in a wished zone, for each begun square metre too few or too many. For each stall but the first of
    those that an exhibitor gets: all of them touching. For each pair of neighbouring stalls of one sector, a fine,
    unless both are of one exhibitor whose stalls touch. Electricity and required zones are no points but conditions.
    """

    zone: int = 40
    metre_missing: int = 12
    metre_wasted: int = 2
    together: int = 25
    same_sector: int = 30


class Because(StrEnum):
    """What can be said of a placement. What each claims is said in fairs.plan.explaining."""

    KEPT = "kept"
    ONLY_WITH_POWER = "only_with_power"
    ONLY_IN_ZONE = "only_in_zone"
    ZONE_OF_SECTOR = "zone_of_sector"
    OUTSIDE_ZONE = "outside_zone"
    SIZE_FITS = "size_fits"
    SIZE_ABOVE = "size_above"
    SIZE_BELOW = "size_below"
    FAR_FROM_SAME_SECTOR = "far_from_same_sector"
    BESIDE_SAME_SECTOR = "beside_same_sector"
    POWER_SHORT = "power_short"
    STALLS_TOGETHER = "stalls_together"
    STALLS_APART = "stalls_apart"
    NO_STALL_WITH_POWER = "no_stall_with_power"
    NO_STALL_IN_ZONE = "no_stall_in_zone"
    NO_STALL_WITH_BOTH = "no_stall_with_both"
    SUITABLE_ALL_GIVEN = "suitable_all_given"
    STALLS_ALL_GIVEN = "stalls_all_given"


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to say, with the numbers that its sentence needs."""

    code: Because
    facts: dict[str, Any] = field(default_factory=dict, hash=False)

    def as_facts(self) -> dict[str, Any]:
        return {"code": self.code.value, **self.facts}


@dataclass(frozen=True, slots=True)
class Placement:
    """The stalls of one exhibitor, those that it kept first, and what there is to say of them."""

    exhibitor: str
    stalls: tuple[str, ...]
    kept: tuple[str, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class PlanProposal:
    """Where everybody stands, best rank first.

    `at_most` is proven: no plan that gives as many exhibitors as many stalls has more points. Where it equals
    `points` the plan is a best one; else the solver's patience ended before it knew.
    """

    placements: tuple[Placement, ...]
    points: int
    at_most: int
    same_sector_pairs: int

    @property
    def is_proven_best(self) -> bool:
        return self.points == self.at_most

    @property
    def new(self) -> dict[str, tuple[str, ...]]:
        """The stalls that each exhibitor gets by this proposal."""
        given = {one.exhibitor: tuple(key for key in one.stalls if key not in one.kept) for one in self.placements}
        return {exhibitor: stalls for exhibitor, stalls in given.items() if stalls}
