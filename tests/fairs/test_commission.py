"""What the platform keeps: the first rule that matches, none by default."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from fairs.commission import NO_COMMISSION, Terms, load_rules, rate_for
from fairs.models import CommissionRule
from tests.factories import make_cooperative, make_family, make_programme

pytestmark = pytest.mark.django_db
DAY = date(2026, 8, 3)


def rule(position: int, rate: str, **given: Any) -> CommissionRule:
    return CommissionRule.objects.create(
        **{"position": position, "rate": Decimal(rate), "valid_from": date(2026, 1, 1)} | given
    )


def asked(**given: Any) -> Terms:
    facts = {"channel": "stall", "counts_on": DAY, "cooperative_id": 1, "programme_id": None, "family_id": None}
    return rate_for(rules=load_rules(), **(facts | given))


def test_nothing_is_kept_where_no_rule_says_so() -> None:
    assert asked() == NO_COMMISSION
    assert NO_COMMISSION.of(Decimal("120.00")) == (Decimal("0.00"), Decimal("0.00"))


def test_the_lowest_position_that_matches_wins() -> None:
    rule(2, "0.0800")
    rule(1, "0.0300", channel="stall")

    assert asked() == Terms(Decimal("0.0300"), Decimal("0.200"))
    assert asked(channel="online").rate == Decimal("0.0800")


def test_a_rule_counts_from_its_day_on() -> None:
    rule(1, "0.0500", valid_from=date(2026, 8, 4))

    assert asked(counts_on=DAY) == NO_COMMISSION
    assert asked(counts_on=date(2026, 8, 4)).rate == Decimal("0.0500")


def test_each_filled_column_narrows_a_rule() -> None:
    cooperative, programme, family = make_cooperative(), make_programme(), make_family()
    rule(1, "0.0100", cooperative=cooperative)
    rule(2, "0.0200", programme=programme)
    rule(3, "0.0300", family=family)

    assert asked(cooperative_id=cooperative.pk, programme_id=programme.pk).rate == Decimal("0.0100")
    assert asked(cooperative_id=-1, programme_id=programme.pk).rate == Decimal("0.0200")
    assert asked(cooperative_id=-1, family_id=family.pk).rate == Decimal("0.0300")
    assert asked(cooperative_id=-1) == NO_COMMISSION


def test_the_share_and_the_tax_on_it_are_rounded_half_up() -> None:
    assert Terms(Decimal("0.0500"), Decimal("0.200")).of(Decimal("12.50")) == (Decimal("0.63"), Decimal("0.13"))
    assert Terms(Decimal("0.0500"), Decimal("0.200")).of(Decimal("-12.50")) == (Decimal("-0.63"), Decimal("-0.13"))
