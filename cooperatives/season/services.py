"""Closing a cooperative for some days and opening it again, and what it asks of an order."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.services import record_act
from cooperatives.locks import cooperative_for_update
from cooperatives.models import Cooperative
from cooperatives.money import rounded
from cooperatives.season.exceptions import DaysOverlap, DaysPast, NotClosed
from cooperatives.season.locks import claim_season
from cooperatives.season.models import ClosedPeriod


@transaction.atomic
def close(
    *,
    cooperative: Cooperative,
    starts_on: date,
    ends_on: date,
    language: str,
    by: User,
    because: str = "",
    message: str = "",
) -> ClosedPeriod:
    """Sell nothing from `starts_on` to `ends_on`, both included. Raises `DaysPast` and `DaysOverlap`."""
    claim_season(cooperative.pk)
    if starts_on < clock.today():
        raise DaysPast(starts_on)
    _check_free(cooperative.pk, starts_on, ends_on)
    period = ClosedPeriod.objects.create(
        cooperative=cooperative,
        starts_on=starts_on,
        ends_on=ends_on,
        because=because,
        message=message,
        language=language,
        written_by=by,
    )
    record_act(action="season.close", subject=period, by=by, cooperative=cooperative, after=_days(period))
    return period


@transaction.atomic
def open_again(*, period: ClosedPeriod, by: User) -> ClosedPeriod:
    """Sell again from today on, or on days that are still ahead. Raises `NotClosed`."""
    period = _claimed(period)
    before, today = _days(period), clock.today()
    if period.starts_on < today:
        # The days that were closed stay so in the history.
        period.ends_on = today - timedelta(days=1)
    else:
        period.withdrawn_at = clock.now()
    period.save(update_fields=["ends_on", "withdrawn_at"])
    record_act(
        action="season.open",
        subject=period,
        by=by,
        cooperative=period.cooperative,
        before=before,
        after=_days(period) | {"withdrawn": period.withdrawn_at is not None},
    )
    return period


@transaction.atomic
def move_end(*, period: ClosedPeriod, ends_on: date, by: User) -> ClosedPeriod:
    """Stay closed for longer, or for less long. Raises `NotClosed`, `DaysPast` and `DaysOverlap`."""
    period = _claimed(period)
    if ends_on < max(clock.today(), period.starts_on):
        raise DaysPast(ends_on)
    _check_free(period.cooperative_id, period.starts_on, ends_on, but=period)
    before, period.ends_on = _days(period), ends_on
    period.save(update_fields=["ends_on"])
    record_act(
        action="season.move",
        subject=period,
        by=by,
        cooperative=period.cooperative,
        before=before,
        after=_days(period),
    )
    return period


@transaction.atomic
def ask_of_orders(*, cooperative: Cooperative, minimum: Decimal, weekdays: Iterable[int], by: User) -> Cooperative:
    """Say from how many dirhams of goods an order is sent, and on which ISO weekdays parcels leave."""
    claim_season(cooperative.pk)
    cooperative = cooperative_for_update(cooperative.pk)
    before = _asked(cooperative)
    cooperative.minimum_order = rounded(minimum)
    cooperative.hand_over_weekdays = sorted(set(weekdays))
    if (after := _asked(cooperative)) != before:
        cooperative.save(update_fields=["minimum_order", "hand_over_weekdays"])
        record_act(
            action="season.orders", subject=cooperative, by=by, cooperative=cooperative, before=before, after=after
        )
    return cooperative


def _claimed(period: ClosedPeriod) -> ClosedPeriod:
    """The period as it stands once nobody else can change it."""
    claim_season(period.cooperative_id)
    period = ClosedPeriod.objects.select_related("cooperative").get(pk=period.pk)
    if period.withdrawn_at or period.ends_on < clock.today():
        raise NotClosed(str(period))
    return period


def _check_free(cooperative_id: int, starts_on: date, ends_on: date, but: ClosedPeriod | None = None) -> None:
    """A constraint stands behind this; here the other period can be named."""
    others = ClosedPeriod.objects.standing().filter(
        cooperative=cooperative_id, starts_on__lte=ends_on, ends_on__gte=starts_on
    )
    other = next((each for each in others if each != but), None)
    if other is not None:
        raise DaysOverlap(other.starts_on, other.ends_on)


def _days(period: ClosedPeriod) -> dict[str, str]:
    return {"starts_on": period.starts_on.isoformat(), "ends_on": period.ends_on.isoformat()}


def _asked(cooperative: Cooperative) -> dict[str, object]:
    return {"minimum_order": str(cooperative.minimum_order), "weekdays": list(cooperative.hand_over_weekdays)}
