"""A program of its own: solves the problems that standard input describes (see problem.py) and prints the answers.

It imports nothing of the project, so that it starts in half a second, and ends with its work. One worker, a fixed
seed and a patience counted in steps instead of seconds: the same question has the same answer, however busy the
machine is.
"""

import json
import sys
from collections.abc import Sequence
from math import floor, inf
from typing import Any

from ortools.linear_solver.python import model_builder
from ortools.sat.python import cp_model

SEED = 1
# So many variables at once are put in order by powers of two, which keeps every sum small.
AT_ONCE = 20
# As many variables as are searched for a proof.
SEARCHED_WHOLE = 4000
# Sums of fractions are off by less.
TINY = 1e-4
TINY_SHARE = 1e-7

Told = dict[str, Any]
Terms = Sequence[Sequence[int]]
Bounded = tuple[Terms, int | None, int | None]


class Search:
    """One problem on its way: its rows, the best values until now, and whether they are proven to be the best."""

    def __init__(self, order: Told) -> None:
        self.patience: int = order["patience"]
        self.bounds: list[list[int]] = order["bounds"]
        self.rows: list[Bounded] = [tuple(row) for row in order["rows"]]
        self.values: list[int] = list(order["hint"])
        self.has_hint = bool(self.values)
        self.following = set(order["following"])
        self.status = cp_model.UNKNOWN

    @property
    def is_proven(self) -> bool:
        return self.status == cp_model.OPTIMAL

    def keep(self, terms: Terms, low: int | None, high: int | None) -> None:
        """Keep the sum of `terms` between `low` and `high` from now on."""
        self.rows.append((terms, low, high))

    def value_of(self, terms: Terms) -> int:
        return sum(factor * self.values[variable] for variable, factor in terms)

    def best(self, terms: Terms, top: int | None) -> int | None:
        """Make the sum of `terms` as high as can be; what it can be at most, or None if nothing was found."""
        if self.values and top is not None and self.value_of(terms) == top:
            self.status = cp_model.OPTIMAL
            return top
        if self.has_hint:
            return self._best_of_many(terms)
        return self.run(terms, range(len(self.bounds)))

    def _best_of_many(self, terms: Terms) -> int:
        """Begin from the hint, and look first without whole numbers: how high could the sum be, and by what?

        Most variables are whole even so. Those above 0 there or in the hint are searched first. Then those that a
        better answer could have: `gain` is what the sum grows by with one of them at most, and where more is lost
        than the values stay below the bound, no better answer has it.
        """
        bound, fractions, gain = self.in_fractions(terms, self.rows)
        at_most = floor(bound + TINY)
        numbers = range(len(self.bounds))
        if self.value_of(terms) < at_most:
            self.run(terms, [n for n in numbers if self.values[n] or fractions[n] > TINY or n in self.following], 2)
        lost = self.value_of(terms) + 1 - bound - TINY
        kept = [n for n in numbers if self.values[n] or gain[n] >= lost]
        if self.value_of(terms) < at_most and len(kept) <= SEARCHED_WHOLE:
            found = self.run(terms, kept, 2)
            at_most = at_most if found is None else min(at_most, found)
        self.status = cp_model.OPTIMAL if self.value_of(terms) >= at_most else cp_model.FEASIBLE
        return at_most

    def in_fractions(self, terms: Terms, rows: Sequence[Bounded]) -> tuple[float, Sequence[Any], Sequence[Any]]:
        """The highest sum without whole numbers, the values for it, and what the sum gains with each variable."""
        model = model_builder.Model()
        variables = [model.new_num_var(low, high, None) for low, high in self.bounds]
        for row, low, high in rows:
            expression = _sum(model_builder.LinearExpr, variables, row)
            model.add_linear_constraint(expression, -inf if low is None else low, inf if high is None else high)
        model.maximize(_sum(model_builder.LinearExpr, variables, terms))
        solver = model_builder.Solver("GLOP")
        if solver.solve(model) != model_builder.SolveStatus.OPTIMAL:
            raise ArithmeticError("the problem in fractions has no best answer")
        fractions = [solver.value(variable) for variable in variables]
        return solver.objective_value, fractions, [solver.reduced_cost(variable) for variable in variables]

    def run(self, terms: Terms, kept: Sequence[int], linearization: int = 1) -> int | None:
        """Better the values by those `kept`, the others being 0; what the sum can then be at most."""
        model = cp_model.CpModel()
        variables: list[Any] = [0] * len(self.bounds)
        for number in kept:
            low, high = self.bounds[number]
            variables[number] = model.new_int_var(low, high, "")
            if self.values:
                model.add_hint(variables[number], self.values[number])
        inside = set(kept)
        for row, least, most in self.rows:
            short = [term for term in row if term[0] in inside]
            model.add_linear_constraint(
                _sum(cp_model.LinearExpr, variables, short),
                cp_model.INT_MIN if least is None else least,
                cp_model.INT_MAX if most is None else most,
            )
        if terms:
            model.maximize(_sum(cp_model.LinearExpr, variables, [term for term in terms if term[0] in inside]))
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = SEED
        solver.parameters.linearization_level = linearization
        solver.parameters.max_deterministic_time = self.patience / 10
        self.status = solver.solve(model)
        if self.status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None
        found = [solver.value(variables[number]) if number in inside else 0 for number in range(len(self.bounds))]
        before, self.values = self.values, found
        if before and self.value_of(terms) < sum(factor * before[number] for number, factor in terms):
            # Its patience ended before it came to the hint.
            self.values = before
        return round(solver.best_objective_bound) if terms else 0


def _sum(expressions: Any, variables: Sequence[Any], terms: Terms) -> Any:
    return expressions.weighted_sum([variables[number] for number, _ in terms], [factor for _, factor in terms])


def solved(order: Told) -> Told:
    """The answer to one problem: each aim in turn, then the ties."""
    search = Search(order)
    reached: list[int] = []
    at_most: int | None = None
    proven = True
    tops = [*order["tops"], *([None] * len(order["aims"]))]
    for aim, top in zip(order["aims"] or [[]], tops or [None], strict=False):
        at_most = search.best(aim, top)
        if at_most is None:
            outcome = "impossible" if search.status == cp_model.INFEASIBLE else "unknown"
            return {"outcome": outcome, "values": [], "reached": [], "at_most": None}
        proven = proven and search.is_proven
        reached.append(search.value_of(aim))
        if aim:
            search.keep(aim, reached[-1], None)
    if proven and order["earlier_wins"]:
        proven = _earlier_wins(search, order["aims"][-1], order["earlier_wins"])
    return {
        "outcome": "best" if proven else "good",
        "values": search.values,
        "reached": reached,
        "at_most": at_most if order["aims"] else None,
    }


def _earlier_wins(search: Search, aim: Terms, order: Sequence[int]) -> bool:
    """Choose among the best answers the one that has the earlier variables; False when patience ended."""
    undecided = _undecided(search, aim)
    for number, value in enumerate(search.values):
        if number not in undecided:
            search.bounds[number] = [value, value]
    in_order = [number for number in order if number in undecided]
    for begin in range(0, len(in_order), AT_ONCE):
        batch = in_order[begin : begin + AT_ONCE]
        terms = [(number, 1 << place) for place, number in enumerate(reversed(batch))]
        if search.run(terms, range(len(search.bounds))) is None or not search.is_proven:
            return False
        for number in batch:
            search.bounds[number] = [search.values[number]] * 2
    return True


def _undecided(search: Search, aim: Terms) -> set[int]:
    """The variables in which best answers may differ: mostly a handful of hundreds.

    `gain` is what the aim grows by with a variable, or shrinks by without it, in fractions; where that is more than
    the best answer stays below their bound, every best answer has the same. The last row, which keeps the aim where
    it is, would hide that.
    """
    try:
        bound, _, gain = search.in_fractions(aim, search.rows[:-1])
    except ArithmeticError:
        return set(range(len(search.bounds)))
    gap = bound - search.value_of(aim) + 1 + abs(bound) * TINY_SHARE
    return {number for number, grows in enumerate(gain) if abs(grows) <= gap}


if __name__ == "__main__":
    json.dump([solved(order) for order in json.load(sys.stdin)], sys.stdout)
