"""A declared total keeps its parts by family in the book, whatever is itemised beside it, to the centime."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cooperatives.ledger.selectors import trial_balance
from fairs.enums import Evidence, LineKind
from fairs.models import CommissionRule, DeclaredPart, DeclaredTotal
from fairs.revenue.declared import NewTotal, correct_declared_total, declare_or_restate, declare_total
from fairs.revenue.models import DetailCell, RevenueLine
from fairs.revenue.parts import PartsAboveTotal, not_itemised
from fairs.revenue.rollup import differences
from fairs.revenue.services import record_sales
from tests.factories import make_cooperative, make_edition, make_family, make_participation, make_user
from tests.fairs.facts import line, money_in, sale

DAY = date(2026, 8, 3)
AMOUNTS = st.integers(0, 10_000_000).map(lambda centimes: Decimal(centimes) / 100)
EITHER_SIGN = st.integers(-10_000_000, 10_000_000).map(lambda centimes: Decimal(centimes) / 100)
# The machine may be busy with other tests.
calm = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture
def stand():
    return make_participation(make_edition(starts_on=DAY), make_cooperative())


@pytest.fixture
def oils():
    return make_family("oils")


@pytest.fixture
def honey():
    return make_family("honey")


def declare(stand, amount: str, *parts, **given):
    total = NewTotal(stand.pk, DAY, Decimal(amount), parts=tuple((family.pk, Decimal(part)) for family, part in parts))
    return declare_total(total=total, by=None, **given)


def declared_by_family() -> dict[str | None, str]:
    cells = DetailCell.objects.filter(evidence=Evidence.DECLARED).select_related("family")
    sums = {cell.family and cell.family.code: cell.gross - cell.returns for cell in cells}
    assert differences() == []
    assert sum(account.balance for account in trial_balance()) == 0
    return {family: str(amount) for family, amount in sums.items() if amount}


@pytest.mark.django_db
def test_parts_are_posted_by_family_and_the_rest_without_one(stand, oils, honey) -> None:
    declare(stand, "1000.00", (oils, "600.00"), (honey, "250.00"))

    assert declared_by_family() == {"oils": "600.00", "honey": "250.00", None: "150.00"}
    assert RevenueLine.objects.values("transaction").distinct().count() == 1
    assert set(RevenueLine.objects.values_list("kind", flat=True)) == {LineKind.SALE}
    assert money_in() == dict.fromkeys(("lines", "coarse", "detail", "ledger"), Decimal("1000.00"))


@pytest.mark.django_db
def test_what_is_itemised_in_a_family_is_taken_off_that_family(stand, oils, honey) -> None:
    declare(stand, "1000.00", (oils, "600.00"), (honey, "250.00"))

    record_sales(facts=[sale(line(stand, "200.00", family_id=oils.pk))])

    assert declared_by_family() == {"oils": "400.00", "honey": "250.00", None: "150.00"}
    assert money_in()["ledger"] == Decimal("1000.00")


@pytest.mark.django_db
def test_more_itemised_than_said_of_a_family_makes_the_others_give_way_in_proportion(stand, oils, honey) -> None:
    declare(stand, "1000.00", (oils, "600.00"), (honey, "250.00"))

    record_sales(facts=[sale(line(stand, "700.00", family_id=oils.pk))])

    # 300.00 are left, for weights of 250 and 150.
    assert declared_by_family() == {"honey": "187.50", None: "112.50"}
    assert money_in()["ledger"] == Decimal("1000.00")


@pytest.mark.django_db
def test_a_return_brings_the_parts_back_as_they_were_said(stand, oils, honey) -> None:
    declare(stand, "1000.00", (oils, "600.00"), (honey, "250.00"))
    record_sales(facts=[sale(line(stand, "700.00", family_id=oils.pk))])

    record_sales(facts=[sale(line(stand, "-700.00", family_id=oils.pk), kind=LineKind.RETURN)])

    assert declared_by_family() == {"oils": "600.00", "honey": "250.00", None: "150.00"}


@pytest.mark.django_db
def test_a_corrected_total_may_bring_other_parts(stand, oils, honey) -> None:
    total = declare(stand, "1000.00", (oils, "600.00"))

    correct_declared_total(
        total=total, amount=Decimal("900.00"), by=make_user(), parts=((honey.pk, Decimal("900.00")),)
    )

    assert declared_by_family() == {"honey": "900.00"}
    assert list(DeclaredPart.objects.values_list("family__code", "amount")) == [("honey", Decimal("900.00"))]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("amount", "left"), [("700.00", {"oils": "600.00", None: "100.00"}), ("500.00", {None: "500.00"})]
)
def test_parts_stay_as_long_as_a_corrected_total_holds_them(stand, oils, amount: str, left: dict) -> None:
    total = declare(stand, "1000.00", (oils, "600.00"))

    correct_declared_total(total=total, amount=Decimal(amount), by=None)

    assert declared_by_family() == left


@pytest.mark.django_db
def test_parts_above_their_total_change_nothing(stand, oils) -> None:
    with pytest.raises(PartsAboveTotal):
        declare(stand, "100.00", (oils, "100.01"))

    assert (DeclaredTotal.objects.count(), DeclaredPart.objects.count(), RevenueLine.objects.count()) == (0, 0, 0)


@pytest.mark.django_db
def test_commission_follows_each_familys_rule_and_goes_with_what_is_taken_off(stand, oils) -> None:
    CommissionRule.objects.create(position=1, valid_from=DAY, family=oils, rate=Decimal("0.1000"))
    CommissionRule.objects.create(position=2, valid_from=DAY, rate=Decimal("0.0333"))
    declare(stand, "100.01", (oils, "50.01"))
    CommissionRule.objects.update(rate=Decimal("0.5000"))

    record_sales(facts=[sale(line(stand, "50.01", family_id=oils.pk)), sale(line(stand, "0.02"))])

    kept = {
        family: [(row.amount, row.commission) for row in RevenueLine.objects.filter(evidence="declared", family=family)]
        for family in (oils, None)
    }
    assert kept[oils] == [(Decimal("50.01"), Decimal("5.00")), (Decimal("-50.01"), Decimal("-5.00"))]
    assert kept[None] == [(Decimal("50.00"), Decimal("1.67")), (Decimal("-0.02"), Decimal("-0.01"))]


@pytest.mark.django_db
def test_totals_that_stand_are_put_right_and_new_ones_are_stored(stand) -> None:
    other = make_participation(stand.stop.edition, make_cooperative())
    declare(stand, "100.00")

    rows = declare_or_restate(
        totals=[NewTotal(stand.pk, DAY, Decimal("80.00")), NewTotal(other.pk, DAY, Decimal("70.00"))], by=None
    )

    assert [row.amount for row in rows] == [Decimal("80.00"), Decimal("70.00")]
    assert money_in() == dict.fromkeys(("lines", "coarse", "detail", "ledger"), Decimal("150.00"))


@calm
@given(
    total=AMOUNTS,
    shares=st.lists(st.integers(0, 100), max_size=5),
    itemised=st.dictionaries(st.none() | st.integers(0, 6), EITHER_SIGN, max_size=7),
)
def test_what_is_left_is_exact_and_nothing_falls_below_zero(total: Decimal, shares: list[int], itemised: dict) -> None:
    whole = max(100, sum(shares))
    parts = {
        family: (total * share / whole).quantize(Decimal("0.01"), "ROUND_FLOOR") for family, share in enumerate(shares)
    }
    parts = {family: amount for family, amount in parts.items() if amount}

    left = not_itemised(total, parts, itemised)

    assert sum(left.values(), Decimal(0)) == max(Decimal(0), total - sum(itemised.values(), Decimal(0)))
    assert all(amount > 0 for amount in left.values())
    assert not_itemised(total, parts, {}) == {
        family: amount for family, amount in {**parts, None: total - sum(parts.values())}.items() if amount
    }
