"""The one function that says to which business day a moment belongs."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from fairs.models.programmes import CUT_OFF

CASABLANCA = ZoneInfo("Africa/Casablanca")


def business_day(moment: datetime, *, ends: time = CUT_OFF) -> date:
    """The business day (a date) of `moment`: it ends at `ends`, local time, of the next date.

    Morocco's clock moves to GMT in Ramadan; the wall clock decides, since that is what the
    exhibitors see.
    """
    local = moment.astimezone(CASABLANCA)
    return local.date() - timedelta(days=1) if local.time() < ends else local.date()


def moment_of(day: date, hour: time, *, ends: time = CUT_OFF) -> datetime:
    """The moment of a business day at which the clock shows `hour`: before `ends` it is of the next date."""
    on = day + timedelta(days=1) if hour < ends else day
    return datetime.combine(on, hour, tzinfo=CASABLANCA)


def local_hour(moment: datetime) -> int:
    """The wall-clock hour (0 to 23) in Morocco."""
    return moment.astimezone(CASABLANCA).hour
