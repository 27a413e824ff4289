"""A program of its own: solves the problems that standard input describes (see problem.py) and prints the answers.

It imports nothing of the project, so that it starts in half a second, and ends with its work. One worker, a fixed
seed and a patience counted in steps instead of seconds: the same question has the same answer, however busy the
machine is.
"""

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from ortools.sat.python import cp_model

SEED = 1
# So many variables at once are put in order by powers of two, which keeps every sum small.
AT_ONCE = 20

Told = dict[str, Any]


class Search:
    """One problem on its way: its model, the best values until now, and whether all was proven."""

    def __init__(self, order: Told) -> None:
        self.patience: int = order["patience"]
        self.model = cp_model.CpModel()
        self.variables = [self.model.new_int_var(low, high, "") for low, high in order["bounds"]]
        self.values: list[int] = list(order["hint"])
        self.status = cp_model.UNKNOWN
        for terms, low, high in order["rows"]:
            self.keep(terms, low, high)

    def keep(self, terms: Iterable[Sequence[int]], low: int | None, high: int | None) -> None:
        """Keep the sum of `terms` between `low` and `high` from now on."""
        self.model.add_linear_constraint(
            self.sum_of(terms),
            cp_model.INT_MIN if low is None else low,
            cp_model.INT_MAX if high is None else high,
        )

    def sum_of(self, terms: Iterable[Sequence[int]]) -> Any:
        pairs = list(terms)
        return cp_model.LinearExpr.weighted_sum(
            [self.variables[variable] for variable, _ in pairs], [factor for _, factor in pairs]
        )

    def run(self, terms: Sequence[Sequence[int]]) -> int | None:
        """Make the sum of `terms` as high as can be; what it can be at most, or None if nothing was found."""
        self.model.clear_objective()
        if terms:
            self.model.maximize(self.sum_of(terms))
        self.model.clear_hints()
        for variable, value in zip(self.variables, self.values, strict=False):
            self.model.add_hint(variable, value)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = SEED
        solver.parameters.max_deterministic_time = self.patience
        self.status = solver.solve(self.model)
        if self.status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None
        self.values = [solver.value(variable) for variable in self.variables]
        return round(solver.best_objective_bound) if terms else 0

    def value_of(self, terms: Iterable[Sequence[int]]) -> int:
        return sum(factor * self.values[variable] for variable, factor in terms)


def solved(order: Told) -> Told:
    """The answer to one problem: each aim in turn, then the ties."""
    search = Search(order)
    reached: list[int] = []
    bound: int | None = None
    proven = True
    for aim in order["aims"] or [[]]:
        bound = search.run(aim)
        if bound is None:
            outcome = "impossible" if search.status == cp_model.INFEASIBLE else "unknown"
            return {"outcome": outcome, "values": [], "reached": [], "at_most": None}
        proven = proven and search.status == cp_model.OPTIMAL
        reached.append(search.value_of(aim))
        if aim:
            search.keep(aim, reached[-1], None)
    if proven and order["earlier_wins"]:
        proven = _earlier_wins(search, order["earlier_wins"])
    return {
        "outcome": "best" if proven else "good",
        "values": search.values,
        "reached": reached,
        "at_most": bound if order["aims"] else None,
    }


def _earlier_wins(search: Search, order: Sequence[int]) -> bool:
    """Choose among the best answers the one that has the earlier variables; False when patience ended."""
    undecided = _undecided(search, order)
    if undecided is None:
        return False
    for begin in range(0, len(undecided), AT_ONCE):
        batch = undecided[begin : begin + AT_ONCE]
        terms = [(variable, 1 << place) for place, variable in enumerate(reversed(batch))]
        if search.run(terms) is None or search.status != cp_model.OPTIMAL:
            return False
        for variable in batch:
            search.keep([(variable, 1)], search.values[variable], search.values[variable])
    return True


def _undecided(search: Search, order: Sequence[int]) -> list[int] | None:
    """The variables in which best answers differ: mostly a handful, while hundreds are the same in all of them."""
    first = list(search.values)
    differing: set[int] = set()
    while True:
        same = [variable for variable in order if variable not in differing]
        terms = [(variable, -1 if first[variable] else 1) for variable in same]
        if not terms:
            break
        if search.run(terms) is None or search.status != cp_model.OPTIMAL:
            return None
        found = {variable for variable in same if search.values[variable] != first[variable]}
        if not found:
            break
        differing |= found
    return [variable for variable in order if variable in differing]


if __name__ == "__main__":
    json.dump([solved(order) for order in json.load(sys.stdin)], sys.stdout)
