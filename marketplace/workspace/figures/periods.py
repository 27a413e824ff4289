"""The periods that a cooperative looks at its figures by, each with what it is compared with."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from cooperatives.formats.days import day_range_text, month_name

ONE_MONTH = re.compile(r"(20\d{2})-(0[1-9]|1[0-2])")
MONTH, LAST_MONTH, YEAR, LAST_YEAR = "month", "last-month", "year", "last-year"
CHOICES = (MONTH, LAST_MONTH, YEAR, LAST_YEAR)
MONTHS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Days:
    """Days from the first to the last, both counted."""

    first: date
    last: date

    @property
    def text(self) -> str:
        return day_range_text(self.first, self.last)


@dataclass(frozen=True, slots=True)
class Period(Days):
    """A month or a year; one that runs ends today, and is compared with as many days as it has."""

    name: str = MONTH
    is_year: bool = False

    @property
    def title(self) -> str:
        """What it is called: a month with its year, or the year."""
        return str(self.first.year) if self.is_year else f"{month_name(self.first)} {self.first.year}"

    @property
    def before(self) -> Days:
        """The month or the year before, as long as this one is by now."""
        return self._same_days(_months_back(self.first, 12 if self.is_year else 1))

    @property
    def year_ago(self) -> Days | None:
        """The same month of last year; for a year that is the one before."""
        return None if self.is_year else self._same_days(_months_back(self.first, 12))

    @property
    def is_whole(self) -> bool:
        """Whether it is over."""
        return self.last == _end(self.first, is_year=self.is_year)

    def _same_days(self, first: date) -> Days:
        end = _end(first, is_year=self.is_year)
        if self.is_whole:
            return Days(first, end)
        months = self.last.month - self.first.month
        month = _months_back(first, -months)
        return Days(first, min(month.replace(day=min(self.last.day, _length(month))), end))


def period_of(asked: str, today: date) -> Period:
    """The period that an address asks for; the month that runs where it asks for none."""
    month = today.replace(day=1)
    if asked == LAST_MONTH:
        return _whole(_months_back(month, 1), name=asked)
    if asked == YEAR:
        return Period(date(today.year, 1, 1), today, name=asked, is_year=True)
    if asked == LAST_YEAR:
        return _whole(date(today.year - 1, 1, 1), name=asked, is_year=True)
    if (found := ONE_MONTH.fullmatch(asked)) and (first := date(int(found[1]), int(found[2]), 1)) < month:
        return _whole(first, name=asked)
    return Period(month, today)


def names() -> list[tuple[str, str]]:
    """The periods to choose from, with their words."""
    words = (_("This month"), _("Last month"), _("This year"), _("Last year"))
    return list(zip(CHOICES, words, strict=True))


def months_until(last: date, number: int = MONTHS_SHOWN) -> list[date]:
    """The first days of the months up to the one of `last`."""
    month = last.replace(day=1)
    return [_months_back(month, back) for back in reversed(range(number))]


def _whole(first: date, *, name: str, is_year: bool = False) -> Period:
    return Period(first, _end(first, is_year=is_year), name=name, is_year=is_year)


def _end(first: date, *, is_year: bool) -> date:
    return _months_back(first, -12 if is_year else -1) - timedelta(days=1)


def _length(month: date) -> int:
    return monthrange(month.year, month.month)[1]


def _months_back(first: date, number: int) -> date:
    """The first of the month so many months before; below zero, after."""
    year, month = divmod(first.year * 12 + first.month - 1 - number, 12)
    return date(year, month + 1, 1)
