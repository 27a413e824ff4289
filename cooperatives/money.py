"""Dirhams: `Decimal` with two places, rounded half up in one place, and parts that add back."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from math import floor

CURRENCY = "MAD"
CENTIME = Decimal("0.01")
ZERO = Decimal("0.00")


def rounded(amount: Decimal) -> Decimal:
    """`amount` in dirhams to the centime, half up, away from zero on both sides."""
    return amount.quantize(CENTIME, rounding=ROUND_HALF_UP)


def share(amount: Decimal, rate: Decimal) -> Decimal:
    """The part of `amount` (dirhams) that `rate` (0.05 is five per cent) takes."""
    return rounded(amount * rate)


def tax_within(gross: Decimal, rate: Decimal) -> Decimal:
    """The tax that a gross amount (dirhams, tax included) holds at `rate`."""
    return rounded(gross - gross / (1 + rate))


def split(amount: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """`amount` (dirhams) in parts by weight that add back to it, by largest remainder.

    Equal remainders go to the earlier part. Raises `ValueError` when all weights are zero.
    """
    total = sum(weights, Decimal(0))
    if total <= 0:
        raise ValueError("Nothing to split by: every weight is zero")
    centimes = int((amount / CENTIME).to_integral_value())
    exact = [centimes * weight / total for weight in weights]
    # floor, not //: Decimal's // cuts towards zero, which is up for a refund.
    parts = [floor(part) for part in exact]
    left_over = centimes - sum(parts)
    by_remainder = sorted(range(len(parts)), key=lambda i: (parts[i] - exact[i], i))
    for index in by_remainder[:left_over]:
        parts[index] += 1
    return [part * CENTIME for part in parts]


def centimes(amount: Decimal) -> int:
    """`amount` (dirhams) as whole centimes, for the card processor's border only."""
    return int(rounded(amount) / CENTIME)
