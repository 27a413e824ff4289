"""What a refund takes from each line of an order: pure reckoning in dirhams, tax included."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from cooperatives.money import ZERO, rounded, share, split


class NothingToRefund(Exception):
    """The amount is zero or below, or nothing of it is left."""


class AboveTheRest(Exception):
    """More was asked for than is left; `left` says how much that is, in dirhams or in pieces."""

    def __init__(self, left: Decimal | int) -> None:
        super().__init__(str(left))
        self.left = left


class NotOfThisOrder(Exception):
    """A line that belongs to another order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineLeft:
    """A line as it was sold, and what went back of it before."""

    line_id: int
    quantity: int
    unit_price: Decimal
    total: Decimal
    tax: Decimal
    rate: Decimal
    commission: Decimal
    commission_tax: Decimal
    back: Decimal = ZERO
    back_quantity: int = 0
    back_commission: Decimal = ZERO
    back_commission_tax: Decimal = ZERO

    @property
    def left(self) -> Decimal:
        return self.total - self.back

    @property
    def pieces_left(self) -> int:
        return self.quantity - self.back_quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one refund takes from one line; `quantity` is None where no goods come back."""

    line_id: int
    amount: Decimal
    tax: Decimal
    commission: Decimal
    commission_tax: Decimal
    quantity: int | None = None


def of_everything(lines: Sequence[LineLeft]) -> list[Part]:
    """Whatever is left of every line."""
    return [_part(line, line.left, quantity=line.pieces_left or None) for line in lines if line.left]


def of_pieces(lines: Sequence[LineLeft], pieces: Mapping[int, int]) -> list[Part]:
    """What `pieces` (by line) cost; the last piece of a line takes what is left of it.

    Raises `NotOfThisOrder`, `AboveTheRest` with the pieces that are left, `NothingToRefund`.
    """
    by_id = {line.line_id: line for line in lines}
    if not pieces.keys() <= by_id.keys():
        raise NotOfThisOrder
    wanted = [(by_id[pk], quantity) for pk, quantity in pieces.items() if quantity]
    for line, quantity in wanted:
        if quantity < 0 or quantity > line.pieces_left:
            raise AboveTheRest(line.pieces_left)
    return [_part(line, amount, quantity=quantity) for line, quantity in wanted if (amount := _cost(line, quantity))]


def of_amount(lines: Sequence[LineLeft], amount: Decimal) -> list[Part]:
    """`amount` of the goods, spread over what is left of the lines so that the parts add to it.

    Raises `NothingToRefund`, `AboveTheRest` with what is left.
    """
    if amount <= ZERO:
        raise NothingToRefund
    left = [line.left for line in lines]
    if amount > sum(left, ZERO):
        raise AboveTheRest(sum(left, ZERO))
    # A part never passes what is left of its line: it is below it before rounding, and both are centimes.
    return [_part(line, part) for line, part in zip(lines, split(amount, left), strict=True) if part]


def _cost(line: LineLeft, quantity: int) -> Decimal:
    if quantity == line.pieces_left:
        return line.left
    return min(line.unit_price * quantity, line.left)


def _part(line: LineLeft, amount: Decimal, *, quantity: int | None = None) -> Part:
    """The part with the platform's share reckoned on all that went back so far, so that nothing drifts.

    However many refunds there are, together they give back exactly what was taken at the sale.
    """
    so_far = line.back + amount
    commission = line.commission if so_far == line.total else min(share(so_far, line.rate), line.commission)
    commission_tax = _proportion(line.commission_tax, so_far, line.total)
    return Part(
        line_id=line.line_id,
        amount=amount,
        tax=_proportion(line.tax, so_far, line.total) - _proportion(line.tax, line.back, line.total),
        # A refund that was called off in between may leave a centime too many given back already.
        commission=max(ZERO, commission - line.back_commission),
        commission_tax=max(ZERO, commission_tax - line.back_commission_tax),
        quantity=quantity,
    )


def _proportion(whole: Decimal, part: Decimal, total: Decimal) -> Decimal:
    return rounded(whole * part / total)
