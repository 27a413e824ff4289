"""Closing a cooperative for some days: what the services and the database allow."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from cooperatives import clock
from cooperatives.audit.models import AuditEntry
from cooperatives.models import Cooperative
from cooperatives.season.exceptions import DaysOverlap, DaysPast, NotClosed
from cooperatives.season.models import ClosedPeriod
from cooperatives.season.selectors import ahead, closed_now
from cooperatives.season.services import ask_of_orders, close, move_end, open_again
from tests.constraints import refused_by
from tests.factories import make_cooperative, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def cooperative() -> Cooperative:
    return make_cooperative()


@pytest.fixture
def manager(cooperative: Cooperative):
    return make_member(cooperative)


def in_days(number: int) -> date:
    return clock.today() + timedelta(days=number)


@pytest.fixture
def closing(cooperative, manager):
    def close_days(first: int, last: int, **given) -> ClosedPeriod:
        days = {"starts_on": in_days(first), "ends_on": in_days(last)}
        return close(**({"cooperative": cooperative, "language": "ar", "by": manager} | days | given))

    return close_days


def test_closed_from_today_it_is_closed_now_and_opens_by_the_clock(cooperative, closing) -> None:
    period = closing(0, 3, because="harvest", message="نرجعو قريب")

    assert closed_now(cooperative) == period
    assert period.opens_on == in_days(4)
    with clock.frozen_at(clock.now() + timedelta(days=3)):
        assert closed_now(cooperative) == period
    with clock.frozen_at(clock.now() + timedelta(days=4)):
        assert closed_now(cooperative) is None


def test_days_ahead_leave_it_open_today(cooperative, closing) -> None:
    later, sooner = closing(20, 22), closing(5, 6)

    assert closed_now(cooperative) is None
    assert ahead(cooperative) == [sooner, later]


def test_another_cooperative_stays_open(closing) -> None:
    closing(0, 3)

    assert closed_now(make_cooperative()) is None


@pytest.mark.parametrize(("first", "last"), [(0, 5), (3, 4), (5, 9), (2, 20)])
def test_days_that_are_closed_already_are_refused_with_their_period(closing, first: int, last: int) -> None:
    standing = closing(3, 5)

    with pytest.raises(DaysOverlap) as refusal:
        closing(first, last)

    assert (refusal.value.first, refusal.value.last) == (standing.starts_on, standing.ends_on)
    assert ClosedPeriod.objects.count() == 1


def test_the_database_refuses_overlaps_too(cooperative, manager, closing) -> None:
    period = closing(3, 5)

    with refused_by("closedperiod_never_overlaps"):
        ClosedPeriod.objects.create(
            cooperative=cooperative,
            starts_on=period.ends_on,
            ends_on=period.ends_on,
            language="ar",
            written_by=manager,
        )


def test_days_that_are_over_cannot_be_closed(closing) -> None:
    with pytest.raises(DaysPast):
        closing(-1, 3)

    assert not ClosedPeriod.objects.exists()


def test_opened_on_the_first_day_it_is_as_if_never_closed(cooperative, manager, closing) -> None:
    period = closing(0, 3)

    opened = open_again(period=period, by=manager)

    assert opened.withdrawn_at is not None
    assert closed_now(cooperative) is None
    assert closing(0, 3).pk != period.pk


def test_opened_on_a_later_day_the_days_before_stay_in_the_history(cooperative, manager, closing) -> None:
    period = closing(0, 9)

    with clock.frozen_at(clock.now() + timedelta(days=4)):
        opened = open_again(period=period, by=manager)

        assert (opened.ends_on, opened.withdrawn_at) == (in_days(-1), None)
        assert closed_now(cooperative) is None


def test_days_ahead_are_taken_back_whole(cooperative, manager, closing) -> None:
    period = closing(4, 9)

    open_again(period=period, by=manager)

    assert ahead(cooperative) == []


def test_what_was_opened_is_not_opened_twice(manager, closing) -> None:
    period = closing(0, 3)
    open_again(period=period, by=manager)

    with pytest.raises(NotClosed):
        open_again(period=period, by=manager)


def test_the_last_day_moves_both_ways_but_not_into_the_past_nor_over_others(manager, closing) -> None:
    period, other = closing(0, 3), closing(10, 12)

    assert move_end(period=period, ends_on=in_days(9), by=manager).ends_on == in_days(9)
    assert move_end(period=period, ends_on=in_days(1), by=manager).ends_on == in_days(1)
    with pytest.raises(DaysPast):
        move_end(period=period, ends_on=in_days(-1), by=manager)
    with pytest.raises(DaysOverlap) as refusal:
        move_end(period=period, ends_on=in_days(10), by=manager)
    assert refusal.value.first == other.starts_on
    period.refresh_from_db()
    assert period.ends_on == in_days(1)


def test_each_change_is_in_the_log_with_before_and_after(cooperative, manager, closing) -> None:
    period = closing(0, 3)
    move_end(period=period, ends_on=in_days(5), by=manager)
    open_again(period=period, by=manager)

    acts = list(AuditEntry.objects.filter(cooperative=cooperative).order_by("pk"))
    assert [act.action for act in acts] == ["season.close", "season.move", "season.open"]
    assert acts[1].before["ends_on"] == in_days(3).isoformat()
    assert acts[1].after["ends_on"] == in_days(5).isoformat()
    assert acts[2].after["withdrawn"] is True
    assert {act.by for act in acts} == {manager}


def test_what_is_asked_of_orders_is_written_once_and_logged(cooperative, manager) -> None:
    for _again in range(2):
        ask_of_orders(cooperative=cooperative, minimum=Decimal("150"), weekdays=[4, 1, 4], by=manager)

    cooperative.refresh_from_db()
    assert (cooperative.minimum_order, cooperative.hand_over_weekdays) == (Decimal("150.00"), [1, 4])
    (act,) = AuditEntry.objects.filter(action="season.orders")
    assert act.before == {"minimum_order": "0.00", "weekdays": [1, 2, 3, 4, 5, 6]}
    assert act.after == {"minimum_order": "150.00", "weekdays": [1, 4]}


def test_no_weekday_at_all_is_refused_by_the_database(cooperative, manager) -> None:
    with refused_by("cooperative_hands_over_on_some_weekday"):
        ask_of_orders(cooperative=cooperative, minimum=Decimal(0), weekdays=[], by=manager)
