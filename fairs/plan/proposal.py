"""Proposes at which stalls exhibitors stand, and why; what they have already stays theirs.

First as many exhibitors as can be get a stall, then as many stalls as can be are given, then the points of
`Weights` are as high as can be. Nothing here knows the database.
"""

from collections.abc import Iterable, Sequence

from fairs.plan.bettering import bettered
from fairs.plan.explaining import placements
from fairs.plan.facts import (
    Because,
    Exhibitor,
    Note,
    Placement,
    PlanProposal,
    PlanStall,
    Square,
    Weights,
)
from fairs.plan.floor import Floor, points, same_sector_pairs
from fairs.plan.starting import first_plan
from fairs.plan.stating import Statement, hinted, stated
from fairs.solving.asking import answers
from fairs.solving.problem import Answer, NoAnswer, Solve

__all__ = [
    "Because",
    "Exhibitor",
    "NoAnswer",
    "Note",
    "Placement",
    "PlanProposal",
    "PlanStall",
    "Square",
    "Weights",
    "propose",
]

AISLE = 2
# Problems of more variables than these begin from a plan that was made without the solver.
LARGE = 300


def propose(
    *,
    exhibitors: Iterable[Exhibitor],
    stalls: Iterable[PlanStall],
    weights: Weights | None = None,
    aisle: int = AISLE,
    solve: Solve = answers,
) -> PlanProposal:
    """Stalls for all exhibitors who still are to get some.

    Stalls that face each other over up to `aisle` squares of the grid are neighbours. The same question has the
    same answer, in whatever order exhibitors and stalls are handed in.
    """
    floor = _floor(exhibitors, stalls, weights or Weights(), aisle)
    problem, statement = stated(floor)
    if len(problem.bounds) > LARGE:
        problem = hinted(problem, statement, bettered(floor, first_plan(floor)))
    (answer,) = solve([problem])
    if answer.at_most is None:
        raise NoAnswer
    new = _given(statement, answer)
    return PlanProposal(
        placements=placements(floor, new),
        points=points(floor, new),
        at_most=points(floor, {}) + answer.at_most,
        same_sector_pairs=len(same_sector_pairs(floor, new)),
    )


def _floor(exhibitors: Iterable[Exhibitor], stalls: Iterable[PlanStall], weights: Weights, aisle: int) -> Floor:
    by_rank = tuple(sorted(exhibitors, key=lambda one: (one.rank, one.key)))
    by_key = tuple(sorted(stalls, key=lambda one: one.key))
    floor = Floor(by_rank, by_key, weights, aisle)
    if len({one.key for one in by_rank}) != len(by_rank) or len(floor.stall) != len(by_key):
        raise ValueError("an exhibitor or a stall is there twice")
    if not floor.taken <= set(floor.stall):
        raise ValueError("somebody keeps a stall that is not there")
    return floor


def _given(statement: Statement, answer: Answer) -> dict[str, tuple[str, ...]]:
    """The new stalls of each exhibitor: within a kind the better rank has the first block, or the first stalls."""
    taken = [choice for choice, value in zip(statement.choices, answer.values, strict=False) if value]
    given: dict[str, tuple[str, ...]] = {}
    for number, kind in enumerate(statement.kinds):
        own = [choice for choice in taken if choice.kind == number]
        blocks = sorted(tuple(sorted(choice.stalls)) for choice in own if choice.is_block)
        single = sorted(key for choice in own if not choice.is_block for key in choice.stalls)
        keys = [one.key for one in kind.exhibitors]
        given |= dict(zip(keys, blocks, strict=False))
        given |= _dealt(keys[len(blocks) :], single, each=kind.like.open_stalls)
    return given


def _dealt(keys: Sequence[str], stalls: Sequence[str], *, each: int) -> dict[str, tuple[str, ...]]:
    """Single stalls: one for everybody first, then the others to the better ranks."""
    many = [1] * min(len(keys), len(stalls))
    left = len(stalls) - len(many)
    for place in range(len(many)):
        more = min(each - 1, left)
        many[place] += more
        left -= more
    dealt, begin = {}, 0
    for key, count in zip(keys, many, strict=False):
        dealt[key] = tuple(stalls[begin : begin + count])
        begin += count
    return dealt
