"""Months of settlement: named by their first day, over at midnight in Casablanca."""

from datetime import date, datetime, timedelta

import structlog
from django.utils import timezone

from cooperatives import clock
from cooperatives.settlements.exceptions import MonthNotOver

logger = structlog.get_logger(__name__)


def first_day(day: date) -> date:
    """The first day of the month that `day` is in."""
    return day.replace(day=1)


def month_before(month: date) -> date:
    return first_day(first_day(month) - timedelta(days=1))


def month_after(month: date) -> date:
    return first_day(first_day(month) + timedelta(days=32))


def end_of(month: date) -> datetime:
    """The moment at which `month` is over, by Morocco's clock."""
    following = month_after(month)
    return datetime(following.year, following.month, 1, tzinfo=timezone.get_default_timezone())


def must_be_over(month: date) -> None:
    """Raise `MonthNotOver` for a month that runs or is still to come."""
    if clock.now() < end_of(month):
        logger.warning("month_refused", month=f"{month:%Y-%m}", why="not_over")
        raise MonthNotOver(month)


def last_month_over() -> date:
    """The latest month that can be settled now."""
    return month_before(first_day(clock.today()))
