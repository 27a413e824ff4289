"""How points become a rank. The rule is written here and nowhere else.

By each criterion an application has the mean of the points that the members gave, or what the committee agreed on
together. Divided by the criterion's highest points, times its weight, it is a share of a hundred; where nobody gave
points it is nothing. The sum is kept in hundredths, halves rounded up: whole numbers, the same on every machine.
Only sheets that were handed in count. Among equals the application that was sent first comes first.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

BEST = 10_000  # hundredths of a point of a hundred


@dataclass(frozen=True, slots=True)
class Weighed:
    """A criterion as far as the rank is concerned."""

    key: int
    weight: int
    highest: int


@dataclass(frozen=True, slots=True)
class Points:
    """The points of one application by one criterion: their sum, and how many members gave them."""

    total: int
    members: int


@dataclass(frozen=True, slots=True)
class Sent:
    """An application, and when it was sent."""

    key: int
    sent_at: datetime


def score_of(criteria: Sequence[Weighed], given: Mapping[int, Points], common: Mapping[int, int]) -> int:
    """An application's score in hundredths of a point of a hundred."""
    weights = sum(criterion.weight for criterion in criteria)
    if not weights:
        return 0
    # One fraction kept in whole numbers: exact, and a tenth of what adding fractions takes for 400 applications.
    above, below = 0, 1
    for criterion in criteria:
        points = Points(common[criterion.key], 1) if criterion.key in common else given.get(criterion.key)
        if points and points.members:
            share, of = criterion.weight * points.total, criterion.highest * points.members
            above, below = above * of + share * below, below * of
    return (2 * above * BEST + below * weights) // (2 * below * weights)


def in_rank(applications: Iterable[Sent], scores: Mapping[int, int]) -> list[int]:
    """The applications' keys, best score first, among equals the one sent first."""
    return [one.key for one in sorted(applications, key=lambda one: (-scores.get(one.key, 0), one.sent_at, one.key))]
