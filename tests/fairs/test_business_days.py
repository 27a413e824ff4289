"""Business days: the wall clock of Morocco decides, through every change of it."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import connection

from fairs.business_days import CASABLANCA, business_day, local_hour


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        # Summer: an hour ahead of UTC, so the day ends at 03:00 UTC.
        (datetime(2026, 8, 3, 2, 59, tzinfo=UTC), date(2026, 8, 2)),
        (datetime(2026, 8, 3, 3, 0, tzinfo=UTC), date(2026, 8, 3)),
        # Ramadan: the clock went back on 15 February, and the day ends at 04:00 UTC.
        (datetime(2026, 2, 20, 3, 59, tzinfo=UTC), date(2026, 2, 19)),
        (datetime(2026, 2, 20, 4, 0, tzinfo=UTC), date(2026, 2, 20)),
        # The night in which it went back has a two o'clock twice; both belong to the 14th.
        (datetime(2026, 2, 15, 1, 30, tzinfo=UTC), date(2026, 2, 14)),
        (datetime(2026, 2, 15, 2, 30, tzinfo=UTC), date(2026, 2, 14)),
        (datetime(2026, 2, 15, 4, 0, tzinfo=UTC), date(2026, 2, 15)),
        # The night in which it went forward has no two o'clock.
        (datetime(2026, 3, 22, 1, 59, tzinfo=UTC), date(2026, 3, 21)),
        (datetime(2026, 3, 22, 2, 30, tzinfo=UTC), date(2026, 3, 21)),
        (datetime(2026, 3, 22, 3, 0, tzinfo=UTC), date(2026, 3, 22)),
    ],
)
def test_a_business_day_ends_at_four_by_the_wall_clock(moment: datetime, day: date) -> None:
    assert business_day(moment) == day


def test_an_edition_may_end_its_days_at_another_hour() -> None:
    moment = datetime(2026, 8, 3, 4, 30, tzinfo=UTC)

    assert business_day(moment) == date(2026, 8, 3)
    assert business_day(moment, ends=time(6, 0)) == date(2026, 8, 2)
    assert business_day(moment, ends=time(0, 0)) == date(2026, 8, 3)


def test_every_hour_of_ten_years_belongs_to_one_day_after_the_other() -> None:
    moment = datetime(2021, 1, 1, tzinfo=UTC)
    before = business_day(moment)
    while moment.year < 2031:
        moment += timedelta(hours=1)
        day = business_day(moment)
        assert day - before in (timedelta(0), timedelta(days=1)), moment
        before = day


@pytest.mark.django_db
def test_python_and_the_database_agree_on_the_clock_of_morocco() -> None:
    """Debian's time zones and PostgreSQL's do not, from September 2026 on; PyPI's tzdata does."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT moment, moment AT TIME ZONE 'Africa/Casablanca'"
            " FROM generate_series('2021-01-01'::timestamptz, '2031-01-01', '1 hour') AS moment"
        )
        rows = cursor.fetchall()

    apart = [moment for moment, local in rows if moment.astimezone(CASABLANCA).replace(tzinfo=None) != local]
    assert apart == []
    assert len(rows) > 80_000


def test_the_hour_is_the_wall_clocks() -> None:
    assert local_hour(datetime(2026, 8, 3, 11, 0, tzinfo=UTC)) == 12
    assert local_hour(datetime(2026, 2, 20, 11, 0, tzinfo=UTC)) == 11
