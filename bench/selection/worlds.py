"""A call and a plan as large as the largest fair, and what an organiser with a spreadsheet would do with them."""

import random
from collections.abc import Iterable
from decimal import Decimal

from fairs.plan.facts import Exhibitor, PlanStall, Square
from fairs.plan.floor import Floor
from fairs.selection.facts import Applicant, QuotaRule

APPLICATIONS, STALLS, PLACES = 400, 180, 200
SECTORS = ("agriculture", "food_processing", "cosmetics", "crafts", "fishing", "services", "other")
OF_EACH = (28, 22, 14, 22, 3, 5, 6)
ZONES = {
    "agriculture": "A",
    "food_processing": "AB",
    "cosmetics": "B",
    "crafts": "C",
    "fishing": "D",
    "services": "D",
    "other": "CD",
}
GROUPS = {"women": 35, "first_time": 30, "rural_women": 20, "disaster_area": 8, "came_last_time": 40}
QUOTAS = (
    QuotaRule("sector:agriculture", "sector:agriculture", at_most=45),
    QuotaRule("women", "women", at_least=60),
    QuotaRule("first_time", "first_time", at_least=50),
    QuotaRule("rural_women", "rural_women", at_least=40),
    QuotaRule("disaster_area", "disaster_area", at_least=15),
    QuotaRule("came_last_time", "came_last_time", at_most=40),
)


def applications(seed: int) -> list[Applicant]:
    """Points in hundredths of a point of a hundred; most ask for one stall."""
    chance = random.Random(seed)
    return [
        Applicant(
            key=f"a{number:03}",
            score=chance.randint(2000, 9500),
            stalls=chance.choices([1, 2, 3], [75, 20, 5])[0],
            arrival=number,
            tags=frozenset(
                [
                    "sector:" + chance.choices(SECTORS, OF_EACH)[0],
                    *(tag for tag, share in GROUPS.items() if chance.randint(1, 100) <= share),
                ]
            ),
        )
        for number in range(APPLICATIONS)
    ]


def exhibitors(seed: int) -> list[Exhibitor]:
    """One stall each; a third needs electricity, most say how much room."""
    chance = random.Random(seed)
    sectors = chance.choices(SECTORS, OF_EACH, k=STALLS)
    return [
        Exhibitor(
            key=f"e{number:03}",
            rank=number,
            sector=sector,
            size=Decimal(chance.choices([0, 9, 12, 18], [30, 45, 15, 10])[0]),
            watts=chance.choices([0, 500, 2500], [65, 27, 8])[0],
            zones_wished=frozenset(ZONES[sector]),
        )
        for number, sector in enumerate(sectors)
    ]


def stalls(seed: int) -> list[PlanStall]:
    """Ten rows of twenty, two and two back to back, aisles of two squares between; four zones."""
    chance = random.Random(seed)
    made = []
    for number in range(PLACES):
        row, column = divmod(number, 20)
        made.append(
            PlanStall(
                key=f"s{number:03}",
                zone="ABCD"[column // 10 + 2 * (row >= 5)],
                size=Decimal(chance.choices([9, 12, 18], [70, 20, 10])[0]),
                watts=chance.choices([0, 1000, 3000], [50, 35, 15])[0],
                square=Square(column * 2, row // 2 * 6 + row % 2 * 2, 2, 2),
            )
        )
    return made


def by_points(applicants: Iterable[Applicant]) -> list[Applicant]:
    """The sheet sorted by points, taken from the top as long as stalls are left."""
    return _filled([], sorted(applicants, key=lambda one: (-one.score, one.arrival)), ceilings=False)


def by_quotas_then_points(applicants: Iterable[Applicant]) -> list[Applicant]:
    """First the best of each group until its quota is met, then by points, passing over full groups."""
    in_order = sorted(applicants, key=lambda one: (-one.score, one.arrival))
    chosen: list[Applicant] = []
    for quota in QUOTAS:
        for one in in_order:
            met = sum(quota.tag in other.tags for other in chosen) >= (quota.at_least or 0)
            if not met and quota.tag in one.tags and one not in chosen:
                chosen = _filled(chosen, [one], ceilings=True)
    return _filled(chosen, in_order, ceilings=True)


def _filled(chosen: list[Applicant], candidates: Iterable[Applicant], *, ceilings: bool) -> list[Applicant]:
    chosen = list(chosen)
    for one in candidates:
        full = [
            quota.tag
            for quota in QUOTAS
            if quota.at_most is not None and sum(quota.tag in other.tags for other in chosen) >= quota.at_most
        ]
        room = sum(other.stalls for other in chosen) + one.stalls <= STALLS
        if one not in chosen and room and not (ceilings and one.tags.intersection(full)):
            chosen.append(one)
    return chosen


def broken(chosen: Iterable[Applicant]) -> int:
    """How many quotas a list breaks."""
    tags = [one.tags for one in chosen]
    counts = {quota.key: sum(quota.tag in own for own in tags) for quota in QUOTAS}
    return sum(
        counts[quota.key] < (quota.at_least or 0) or counts[quota.key] > (quota.at_most or len(tags))
        for quota in QUOTAS
    )


def by_the_list(floor: Floor) -> dict[str, tuple[str, ...]]:
    """Down the list, each at the first free stall that would do."""
    return _in_order(floor, floor.exhibitors)


def by_zone(floor: Floor) -> dict[str, tuple[str, ...]]:
    """Those who need electricity first, each at the free stall that is worth most to them."""
    return _in_order(floor, sorted(floor.exhibitors, key=lambda one: (-one.watts, one.rank)), best=True)


def _in_order(floor: Floor, exhibitors: Iterable[Exhibitor], *, best: bool = False) -> dict[str, tuple[str, ...]]:
    given: dict[str, tuple[str, ...]] = {}
    free = list(floor.free)
    for one in exhibitors:
        suitable = [stall for stall in free if floor.is_suitable(one, stall)]
        if suitable:
            stall = max(suitable, key=lambda stall: floor.worth(one, stall)) if best else suitable[0]
            given[one.key] = (stall.key,)
            free.remove(stall)
    return given
