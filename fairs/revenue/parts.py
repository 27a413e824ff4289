"""How much of a declared total is of which family of products, once itemised sales took their share of it."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from cooperatives.money import ZERO, split

# A family's id; None stands for what nobody knows the family of.
Family = int | None
ByFamily = Mapping[Family, Decimal]


class PartsAboveTotal(Exception):
    """The parts by family come to more than the total that they are of."""


def check_parts(total: Decimal, parts: Sequence[tuple[int, Decimal]]) -> None:
    """Raises `PartsAboveTotal`."""
    if sum((amount for _, amount in parts), ZERO) > total:
        raise PartsAboveTotal(str(total))


def not_itemised(total: Decimal, parts: ByFamily, itemised: ByFamily) -> dict[Family, Decimal]:
    """What of `total` (dirhams) the itemised sales of the day do not explain, by family.

    Each family keeps what was said of it less what was itemised in it, never below zero. Where
    more was itemised than was said of a family, the others give way in proportion, to the centime
    by largest remainder. What the parts leave over is of no known family.
    """
    target = max(ZERO, total - sum(itemised.values(), ZERO))
    if not target:
        return {}
    said = {**parts, None: total - sum(parts.values(), ZERO)}
    # No known family last, so that of equal remainders a known one gets the centime.
    families = sorted(said, key=lambda family: (family is None, family or 0))
    weights = [max(ZERO, said[family] - itemised.get(family, ZERO)) for family in families]
    # Goods of yet another family came back: nobody said of what family the rest is.
    weights[-1] += max(ZERO, target - sum(weights, ZERO))
    return {family: amount for family, amount in zip(families, split(target, weights), strict=True) if amount}
