"""Small choices of applications and plans of stalls, and how they come out when everything is tried."""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import product

from fairs.plan.facts import Exhibitor, PlanStall, Square
from fairs.plan.floor import Floor
from fairs.selection.facts import Applicant, Part, QuotaRule, SetByPerson
from fairs.solving import solver
from fairs.solving.problem import Answer, Problem, as_answer

TAGS = ("women", "first_time", "sector:argan", "came_last_time")


def here(problems: Sequence[Problem]) -> list[Answer]:
    """The answers of the solver's own program, without the half second that its process takes to begin."""
    orders = json.loads(json.dumps([problem.as_order() for problem in problems]))
    return [as_answer(json.loads(json.dumps(solver.solved(order)))) for order in orders]


def some_applicants(chance: random.Random) -> list[Applicant]:
    return [
        Applicant(
            key=f"a{number}",
            score=chance.randint(0, 6),
            stalls=chance.choice([1, 1, 1, 2, 3]),
            arrival=chance.randint(0, 5),
            tags=frozenset(tag for tag in TAGS if chance.random() < 0.4),
            by_person=chance.choice([None] * 8 + [SetByPerson.IN, SetByPerson.OUT]),
        )
        for number in range(chance.randint(1, 8))
    ]


def some_quotas(chance: random.Random) -> list[QuotaRule]:
    sides = [
        {"at_least": chance.randint(0, 3)},
        {"at_most": chance.randint(0, 3)},
        {"at_least": 1, "at_most": 2},
        {"at_least_percent": chance.choice([20, 30, 50])},
        {"at_most_percent": chance.choice([40, 50])},
    ]
    return [
        QuotaRule(f"q{number}", chance.choice(TAGS), **chance.choice(sides)) for number in range(chance.randint(0, 4))
    ]


def keeps(quota: QuotaRule, chosen: Sequence[Applicant]) -> bool:
    bearing = sum(quota.tag in one.tags for one in chosen)
    return (
        (quota.at_least is None or bearing >= quota.at_least)
        and (quota.at_most is None or bearing <= quota.at_most)
        and (quota.at_least_percent is None or 100 * bearing >= quota.at_least_percent * len(chosen))
        and (quota.at_most_percent is None or 100 * bearing <= quota.at_most_percent * len(chosen))
    )


def best_list(
    applicants: Sequence[Applicant], capacity: int | None, quotas: Sequence[QuotaRule]
) -> frozenset[str] | None:
    """The best list by trying every one, None when no list is allowed."""
    in_order = sorted(applicants, key=lambda one: (one.arrival, one.key))
    best: tuple[int, int, tuple[bool, ...]] | None = None
    for comes in product((False, True), repeat=len(in_order)):
        chosen = [one for one, is_in in zip(in_order, comes, strict=True) if is_in]
        by_hand = all(
            one.by_person is None or is_in is (one.by_person is SetByPerson.IN)
            for one, is_in in zip(in_order, comes, strict=True)
        )
        fits = capacity is None or sum(one.stalls for one in chosen) <= capacity
        if by_hand and fits and all(keeps(quota, chosen) for quota in quotas):
            worth = (sum(one.score for one in chosen), len(chosen), comes)
            best = max(best, worth) if best else worth
    return frozenset(one.key for one, is_in in zip(in_order, best[2], strict=True) if is_in) if best else None


def without(quotas: Sequence[QuotaRule], *parts: Part) -> list[QuotaRule]:
    """The quotas with some of their sides gone."""
    floors = {part.quota for part in parts if part.is_floor}
    ceilings = {part.quota for part in parts if not part.is_floor}
    return [
        replace(
            quota,
            **({"at_least": None, "at_least_percent": None} if quota.key in floors else {}),
            **({"at_most": None, "at_most_percent": None} if quota.key in ceilings else {}),
        )
        for quota in quotas
    ]


def some_stalls(chance: random.Random) -> list[PlanStall]:
    """Two rows of up to three stalls, an aisle between; a few not drawn, closed or missing."""
    return [
        PlanStall(
            key=f"s{column}{row}",
            zone=chance.choice("AB"),
            size=Decimal(chance.choice(["0", "4", "6.25", "9"])),
            watts=chance.choice([0, 0, 1000]),
            square=Square(column * 2, row * 3, 2, 2) if chance.random() < 0.95 else None,
            is_closed=chance.random() < 0.1,
        )
        for column, row in product(range(chance.randint(2, 3)), range(2))
        if chance.random() < 0.85
    ]


def some_exhibitors(chance: random.Random, stalls: Sequence[PlanStall]) -> list[Exhibitor]:
    keys = [stall.key for stall in stalls]
    chance.shuffle(keys)
    return [
        Exhibitor(
            key=f"e{number}",
            rank=number % 3,
            sector=chance.choice(["argan", "honey", "argan", ""]),
            stalls=chance.choice([1, 1, 1, 2, 3]),
            size=Decimal(chance.choice(["0", "4", "6"])),
            watts=chance.choice([0, 0, 500]),
            zones_wished=frozenset(chance.choice(["", "A", "B"])),
            zones_required=frozenset(chance.choice(["", "", "", "A"])),
            kept=(keys.pop(),) if keys and chance.random() < 0.2 else (),
        )
        for number in range(chance.randint(1, 4))
    ]


def every_plan(floor: Floor) -> Iterator[dict[str, tuple[str, ...]]]:
    """Every way of giving free stalls that the conditions allow."""
    takers = [one for one in floor.exhibitors if one.open_stalls]
    free = [stall.key for stall in floor.free]
    for takes in product([None, *takers], repeat=len(free)):
        new = {
            one.key: keys
            for one in takers
            if (keys := tuple(key for key, taker in zip(free, takes, strict=True) if taker is one))
        }
        if all(_is_allowed(floor, one, new.get(one.key, ())) for one in takers):
            yield new


def _is_allowed(floor: Floor, one: Exhibitor, keys: tuple[str, ...]) -> bool:
    stalls = [floor.stall[key] for key in keys]
    if len(keys) > one.open_stalls:
        return False
    if any(one.zones_required and stall.zone not in one.zones_required for stall in stalls):
        return False
    needed = 0 if any(floor.stall[key].watts >= one.watts for key in one.kept) else one.watts
    powered = [stall.watts >= needed for stall in stalls]
    return not stalls or (any(powered) if floor.is_together(one, keys) else all(powered))
