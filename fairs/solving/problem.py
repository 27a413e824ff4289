"""A problem in whole numbers, and its answer, as they go to the solver and come back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

# (variable, factor) pairs; a sum of them is an aim or the left side of a row.
Terms = tuple[tuple[int, int], ...]


class Outcome(StrEnum):
    """How far the solver came."""

    BEST = "best"  # proven: nothing better exists
    GOOD = "good"  # allowed by every row, but its patience ended before the proof
    IMPOSSIBLE = "impossible"  # proven: the rows contradict each other
    UNKNOWN = "unknown"  # its patience ended before it found anything


@dataclass(frozen=True, slots=True)
class Row:
    """The sum of `terms` stays between `low` and `high`; None leaves that side open."""

    terms: Terms
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Whole numbers within `bounds`, under `rows`: the first aim as high as can be, then the second, and so on.

    `earlier_wins` breaks what ties are left among variables of 0 and 1: read in that order, the first one in which
    two best answers differ is 1. With it the best answer is a single one. `tops` is what aims cannot exceed.

    `hint` is an allowed answer to begin from, for problems of thousands of variables whose lowest value is 0;
    `following` are those that are what others make them. `patience` is counted in the solver's own steps (about tenths
    of a second of a good core) for each search: the same on every machine and under any load.
    """

    bounds: tuple[tuple[int, int], ...]
    rows: tuple[Row, ...]
    aims: tuple[Terms, ...] = ()
    earlier_wins: tuple[int, ...] = ()
    hint: tuple[int, ...] = ()
    following: tuple[int, ...] = ()
    tops: tuple[int, ...] = ()
    patience: int = 40

    def as_order(self) -> dict[str, Any]:
        """As the solver's program reads it."""
        return {
            "bounds": self.bounds,
            "rows": [(row.terms, row.low, row.high) for row in self.rows],
            "aims": self.aims,
            "earlier_wins": self.earlier_wins,
            "hint": self.hint,
            "following": self.following,
            "tops": self.tops,
            "patience": self.patience,
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """The variables' values, what each aim reached, and how much the last one could reach at most."""

    outcome: Outcome
    values: tuple[int, ...] = ()
    reached: tuple[int, ...] = ()
    at_most: int | None = None

    @property
    def is_possible(self) -> bool:
        return self.outcome in (Outcome.BEST, Outcome.GOOD)


class NoAnswer(Exception):
    """The solver's patience ended before it knew."""


# What solves several problems, in their order; `fairs.solving.asking.answers` but in tests.
Solve = Callable[[Sequence[Problem]], list[Answer]]


def as_answer(told: dict[str, Any]) -> Answer:
    """The answer as the solver's program tells it."""
    return Answer(
        outcome=Outcome(told["outcome"]),
        values=tuple(told["values"]),
        reached=tuple(told["reached"]),
        at_most=told["at_most"],
    )
