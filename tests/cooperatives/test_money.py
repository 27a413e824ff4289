"""Parts of an amount always add back to it."""

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cooperatives.money import CENTIME, centimes, rounded, share, split, tax_within

amounts = st.integers(min_value=-(10**9), max_value=10**9).map(lambda number: number * CENTIME)
weights = st.lists(st.decimals(min_value=0, max_value=10**6, places=3), min_size=1, max_size=40)


@given(amount=amounts, parts=weights)
def test_parts_add_back_to_the_whole(amount: Decimal, parts: list[Decimal]) -> None:
    assume(sum(parts) > 0)

    cut = split(amount, parts)

    assert sum(cut) == amount
    assert len(cut) == len(parts)
    assert all(part == rounded(part) for part in cut)


@given(amount=amounts, parts=weights)
def test_no_part_is_a_whole_centime_from_its_exact_share(amount: Decimal, parts: list[Decimal]) -> None:
    whole = sum(parts)
    assume(whole > 0)

    for part, weight in zip(split(amount, parts), parts, strict=True):
        assert abs(part - amount * weight / whole) < CENTIME


@given(amount=amounts, parts=weights)
def test_the_same_amount_is_always_cut_the_same_way(amount: Decimal, parts: list[Decimal]) -> None:
    assume(sum(parts) > 0)

    assert split(amount, parts) == split(amount, parts)


@pytest.mark.parametrize(
    ("amount", "parts", "cut"),
    [
        ("100.00", ["1", "1", "1"], ["33.34", "33.33", "33.33"]),
        ("-100.00", ["1", "1", "1"], ["-33.33", "-33.33", "-33.34"]),
        ("0.05", ["0", "3", "2"], ["0.00", "0.03", "0.02"]),
        ("0.01", ["1", "1"], ["0.01", "0.00"]),
        ("0.00", ["5", "5"], ["0.00", "0.00"]),
    ],
)
def test_what_is_left_over_goes_to_the_largest_remainders(amount: str, parts: list[str], cut: list[str]) -> None:
    assert split(Decimal(amount), [Decimal(part) for part in parts]) == [Decimal(part) for part in cut]


def test_nothing_to_split_by_is_refused() -> None:
    with pytest.raises(ValueError, match="every weight is zero"):
        split(Decimal("10.00"), [Decimal(0), Decimal(0)])


@pytest.mark.parametrize(
    ("exact", "to_the_centime"),
    [("0.005", "0.01"), ("-0.005", "-0.01"), ("0.0049", "0.00"), ("2.675", "2.68"), ("2.665", "2.67")],
)
def test_money_is_rounded_half_up_away_from_zero(exact: str, to_the_centime: str) -> None:
    assert rounded(Decimal(exact)) == Decimal(to_the_centime)


@given(amount=amounts)
def test_a_share_and_a_tax_never_exceed_the_amount(amount: Decimal) -> None:
    assert abs(share(amount, Decimal("0.0500"))) <= abs(amount)
    assert abs(tax_within(amount, Decimal("0.200"))) <= abs(amount)


@given(amount=amounts)
def test_centimes_are_exact(amount: Decimal) -> None:
    assert centimes(amount) * CENTIME == amount
