"""The months of a permanent platform, the hours of many days at once, and a call that is the same for all stops."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import ProtectedError

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.records import change_locked, write_new
from cooperatives.audit.services import record_act
from cooperatives.locks import row_for_update
from fairs.business_days import CASABLANCA
from fairs.calls.copying import (
    CALL_DATES,
    CALL_KEPT,
    CALL_TEXTS,
    LANGUAGES,
    Shift,
    between,
    copy_rules,
    names_of_month,
)
from fairs.calls.exceptions import MonthsTaken, OnlyStop, StopInUse
from fairs.calls.models import Call
from fairs.calls.selectors import call_of
from fairs.locks import claim_edition_figures
from fairs.models import Edition, EditionDay, Participation, Stop
from fairs.plan.models import Plan
from fairs.services.editions import add_stop, check_open, edit_edition, edit_stop

Hours = tuple[time, time]
LONGER_THAN_A_MONTH = timedelta(days=32)


@transaction.atomic
def add_months(*, edition_id: int, first: date, last: date, by: User) -> list[Stop]:
    """Make a stop for each month from that of `first` to that of `last` which has none; the edition grows with them.

    The one stop that a new edition has becomes its first month, as long as nobody takes part. Raises `MonthsTaken`,
    `EditionSettled`, `StopsOverlap`.
    """
    edition = Edition.objects.select_related("commune").get(pk=edition_id)
    months = _months(first, last)
    starts_at, ends_at = _midnight(months[0]), _midnight(_next(months[-1]))
    grown = {"starts_at": min(edition.starts_at, starts_at), "ends_at": max(edition.ends_at, ends_at)}
    stops = list(Stop.objects.filter(edition=edition).select_related("call").order_by("number"))
    edit_edition(edition_id=edition_id, values=grown, by=by)
    if len(stops) == 1 and _is_empty_whole(stops[0]):
        begun = edit_stop(stop_id=stops[0].pk, values=_month_of(months[0]), by=by)
        return [begun, *(_add_month(edition, month, by) for month in months[1:])]
    if len(stops) == 1:
        # The one stop of an edition goes with its dates; here it stays where it was.
        edit_stop(stop_id=stops[0].pk, values={"starts_at": stops[0].starts_at, "ends_at": stops[0].ends_at}, by=by)
    free = [month for month in months if not any(_meets(month, stop.starts_at, stop.ends_at) for stop in stops)]
    if not free:
        raise MonthsTaken(edition.code)
    return [_add_month(edition, month, by) for month in free]


@transaction.atomic
def set_hours(*, stop_id: int, hours: Mapping[int, Hours], by: User) -> Stop:
    """Write when the doors open and shut on each day of a stop, by the key of the day. Raises `StopSettled`."""
    stop = row_for_update(Stop, stop_id)
    check_open(stop)
    for day in EditionDay.objects.filter(stop=stop, pk__in=hours).order_by("pk"):
        opens_at, closes_at = hours[day.pk]
        change_locked(row=day, values={"opens_at": opens_at, "closes_at": closes_at}, by=by)
    return stop


@transaction.atomic
def remove_stop(*, stop_id: int, by: User) -> None:
    """Take a stop away that was written by mistake, with its plan and its call; the log keeps that it was there.

    Raises `OnlyStop`, `StopInUse` where its call was opened or anything else hangs on it, `EditionSettled`,
    `StopSettled`.
    """
    edition_id = Stop.objects.values_list("edition", flat=True).get(pk=stop_id)
    claim_edition_figures([edition_id])
    row_for_update(Edition, edition_id)
    stop = row_for_update(Stop, stop_id)
    check_open(stop)
    if not Stop.objects.filter(edition=edition_id).exclude(pk=stop_id).exists():
        raise OnlyStop(stop_id)
    call = _held_call(stop)
    if call is not None and call.opened_at:
        raise StopInUse(stop_id)
    told = {"number": stop.number, "name": str(stop), "starts_at": stop.starts_at, "ends_at": stop.ends_at}
    record_act(action="stop.remove", subject=stop.edition, by=by, before=told)
    try:
        for rows in (Call.objects, Plan.objects, EditionDay.objects):
            rows.filter(stop=stop).delete()
        stop.delete()
    except ProtectedError:
        # Somebody takes part, stands or sold there. What was taken away above comes back with the transaction.
        raise StopInUse(stop_id) from None


@transaction.atomic
def same_for_all(*, call_id: int, by: User) -> int:
    """Let the calls of the edition's other stops that are not open yet be like this one, on the same dates."""
    return _to_all(call_id, by, relative=False)


@transaction.atomic
def same_before_each(*, call_id: int, by: User) -> int:
    """As `same_for_all`, each as long before its own stop as this call is before its own."""
    return _to_all(call_id, by, relative=True)


def _to_all(call_id: int, by: User, *, relative: bool) -> int:
    """How many stops have it now. What is open already, and stops that have begun, stay as they are."""
    edition = Edition.objects.get(stops__call=call_id)
    # Two who copy from two stops to each other would hold what the other one wants.
    row_for_update(Edition, edition.pk)
    source = row_for_update(Call, call_id)
    others = Stop.objects.filter(edition=edition, starts_at__gt=clock.now(), settled_at__isnull=True)
    count = 0
    for stop in others.exclude(pk=source.stop_id).order_by("number"):
        shift = between(source.stop, stop) if relative else Shift()
        if _write_like(source, stop, shift, by):
            count += 1
    told = {"stops": count, "dates": "relative" if relative else "same"}
    record_act(action="call.copy", subject=source, by=by, after=told)
    return count


def _write_like(source: Call, stop: Stop, shift: Shift, by: User) -> bool:
    call = _held_call(stop)
    if call is not None and call.opened_at:
        return False
    values = {name: getattr(source, name) for name in CALL_KEPT}
    values |= {f"{name}_{code}": getattr(source, f"{name}_{code}") for name in CALL_TEXTS for code in LANGUAGES}
    values |= {name: shift(getattr(source, name)) for name in CALL_DATES}
    if values["confirm_by"] > stop.starts_at:
        return False
    if call is None:
        call = write_new(row=Call(stop=stop, **values), by=by)
    else:
        change_locked(row=call, values=values, by=by)
    copy_rules(source, call)
    return True


def _held_call(stop: Stop) -> Call | None:
    """The call of a stop, held before it is looked at: somebody may be opening it, or writing the stop's first one."""
    calls = Call.objects.filter(stop=stop).values_list("pk", flat=True)
    known = calls.first()
    if known is None:
        row_for_update(Stop, stop.pk)
        known = calls.first()
    return None if known is None else row_for_update(Call, known)


def _is_empty_whole(stop: Stop) -> bool:
    """Whether this is the stop that a new edition was given for its whole length, with nothing hanging on it."""
    if stop.ends_at - stop.starts_at < LONGER_THAN_A_MONTH or call_of(stop) is not None:
        return False
    return not Participation.objects.filter(stop=stop).exists()


def _add_month(edition: Edition, month: date, by: User) -> Stop:
    values = _month_of(month) | {"commune": edition.commune}
    return add_stop(edition_id=edition.pk, values=values, by=by)


def _month_of(month: date) -> dict[str, object]:
    return names_of_month(month) | {"starts_at": _midnight(month), "ends_at": _midnight(_next(month))}


def _months(first: date, last: date) -> list[date]:
    months = [first.replace(day=1)]
    while _next(months[-1]) <= last:
        months.append(_next(months[-1]))
    return months


def _meets(month: date, starts_at: datetime, ends_at: datetime) -> bool:
    return starts_at < _midnight(_next(month)) and ends_at > _midnight(month)


def _next(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), CASABLANCA)
