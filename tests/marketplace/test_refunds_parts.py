"""How a refund is split over lines: whatever the sequence, the parts give back exactly what was taken."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cooperatives.money import ZERO, share
from marketplace.payment.refund_parts import (
    AboveTheRest,
    LineLeft,
    NothingToRefund,
    NotOfThisOrder,
    Part,
    of_amount,
    of_everything,
    of_pieces,
)

CENTIMES = st.integers(1, 5_000_00).map(lambda whole: Decimal(whole) / 100)
RATES = st.sampled_from([Decimal("0"), Decimal("0.0333"), Decimal("0.0500"), Decimal("0.1275"), Decimal("0.9999")])


@st.composite
def line(draw: st.DrawFn, line_id: int = 1) -> LineLeft:
    """A line as it is sold: the share frozen, and the tax on the share."""
    quantity, price, rate = draw(st.integers(1, 12)), draw(CENTIMES), draw(RATES)
    total = quantity * price
    commission = share(total, rate)
    return LineLeft(
        line_id=line_id,
        quantity=quantity,
        unit_price=price,
        total=total,
        tax=share(total, Decimal("0.1667")),
        rate=rate,
        commission=commission,
        commission_tax=share(commission, Decimal("0.200")),
    )


@st.composite
def lines(draw: st.DrawFn) -> list[LineLeft]:
    return [draw(line(line_id=number)) for number in range(1, draw(st.integers(1, 4)) + 1)]


def after(line: LineLeft, part: Part) -> LineLeft:
    """The line once a part of it went back."""
    return replace(
        line,
        back=line.back + part.amount,
        back_quantity=line.back_quantity + (part.quantity or 0),
        back_commission=line.back_commission + part.commission,
        back_commission_tax=line.back_commission_tax + part.commission_tax,
    )


def applied(held: list[LineLeft], parts: list[Part]) -> list[LineLeft]:
    by_line = {part.line_id: part for part in parts}
    return [after(line, by_line[line.line_id]) if line.line_id in by_line else line for line in held]


@settings(max_examples=300, deadline=None)
@given(lines(), st.data())
def test_any_sequence_of_refunds_gives_back_exactly_what_was_taken(held: list[LineLeft], data: st.DataObject) -> None:
    first, taxes = held, ZERO
    for _ in range(data.draw(st.integers(0, 8))):
        left = sum((line.left for line in held), ZERO)
        if not left:
            break
        if data.draw(st.booleans()):
            amount = Decimal(data.draw(st.integers(1, int(left * 100)))) / 100
            parts = of_amount(held, amount)
            assert sum(part.amount for part in parts) == amount
        else:
            wanted = {line.line_id: data.draw(st.integers(0, line.pieces_left)) for line in held}
            parts = of_pieces(held, wanted)
        assert all(part.amount > 0 and part.commission >= 0 and part.commission_tax >= 0 for part in parts)
        taxes += sum((part.tax for part in parts), ZERO)
        held = applied(held, parts)
        assert all(line.left >= ZERO for line in held)
        # Never more of the platform's share than belongs to what went back so far.
        assert all(line.back_commission == min(share(line.back, line.rate), line.commission) for line in held)

    rest = of_everything(held)
    taxes += sum((part.tax for part in rest), ZERO)
    whole = applied(held, rest)

    assert [line.back for line in whole] == [line.total for line in first]
    assert [line.back_commission for line in whole] == [line.commission for line in first]
    assert [line.back_commission_tax for line in whole] == [line.commission_tax for line in first]
    assert taxes == sum(line.tax for line in first)


@given(lines())
def test_nothing_is_left_after_everything(held: list[LineLeft]) -> None:
    gone = applied(held, of_everything(held))

    assert of_everything(gone) == []
    with pytest.raises(AboveTheRest):
        of_amount(gone, Decimal("0.01"))
    with pytest.raises(AboveTheRest):
        of_pieces(gone, {1: 1})


@given(lines(), st.integers(1, 1000))
def test_no_amount_above_the_rest_and_none_of_zero(held: list[LineLeft], more: int) -> None:
    left = sum((line.left for line in held), ZERO)
    with pytest.raises(AboveTheRest) as refusal:
        of_amount(held, left + Decimal(more) / 100)
    assert refusal.value.left == left
    for amount in (ZERO, Decimal(-more) / 100):
        with pytest.raises(NothingToRefund):
            of_amount(held, amount)


@given(line())
def test_pieces_of_another_order_are_refused(held: LineLeft) -> None:
    with pytest.raises(NotOfThisOrder):
        of_pieces([held], {held.line_id + 1: 1})
    with pytest.raises(AboveTheRest) as refusal:
        of_pieces([held], {held.line_id: held.quantity + 1})
    assert refusal.value.left == held.quantity


def test_share_is_reckoned_on_the_sum_not_on_each_refund() -> None:
    """Three times a third of 10.00 at 5 %: by themselves 0.17 each, together 0.50 and not 0.51."""
    jar = LineLeft(
        line_id=1,
        quantity=1,
        unit_price=Decimal("10.00"),
        total=Decimal("10.00"),
        tax=Decimal("1.67"),
        rate=Decimal("0.0500"),
        commission=Decimal("0.50"),
        commission_tax=Decimal("0.10"),
    )
    given_back = []
    for amount in ("3.33", "3.33", "3.34"):
        (part,) = of_amount([jar], Decimal(amount))
        given_back.append((part.commission, part.commission_tax))
        jar = after(jar, part)

    assert [str(commission) for commission, _tax in given_back] == ["0.17", "0.16", "0.17"]
    assert (jar.back_commission, jar.back_commission_tax) == (Decimal("0.50"), Decimal("0.10"))
