"""Editions with their stops and days. What was settled is not touched, and what was sold keeps its day."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction

from cooperatives.accounts.models import User
from cooperatives.audit.records import change_locked, write_new
from cooperatives.audit.services import record_act
from cooperatives.locks import row_for_update
from fairs.business_days import CASABLANCA, business_day
from fairs.locks import claim_edition_figures
from fairs.models import Edition, EditionDay, Stop
from fairs.revenue.models import RevenueLine

# What the days and the accounts of its sales were reckoned by.
FIXED_BY_SALES = ("business_day_ends", "cash_held_by")
# What the one stop of a fair has from its edition.
SHARED_WITH_ONLY_STOP = ("name_ar", "name_fr", "name_en", "commune", "starts_at", "ends_at")


class CodeTaken(Exception):
    """Another edition has this code."""


class EditionSettled(Exception):
    """The edition was settled: its figures, and what they rest on, never change."""


class StopSettled(Exception):
    """The stop was settled: its figures, and what they rest on, never change."""


class EditionHasSales(Exception):
    """Something was sold already by what shall change: the name of the field."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class StopOutsideEdition(Exception):
    """A stop would begin before its edition or end after it."""


class StopsOverlap(Exception):
    """Two stops of an edition would be open at the same time."""


class DaysInUse(Exception):
    """Stalls are given for days that would fall out of the dates."""

    def __init__(self, days: list[date]) -> None:
        super().__init__(", ".join(map(str, days)))
        self.days = days


class DaysTold(DaysInUse):
    """Somebody arrived, was counted or wrote something down on days that would fall out of the dates."""


@transaction.atomic
def add_edition(*, values: Mapping[str, Any], by: User) -> Edition:
    """Write an edition, not yet published, with its first stop and the days of it. Raises `CodeTaken`."""
    if Edition.objects.filter(code=values["code"]).exists():
        raise CodeTaken(values["code"])
    edition = Edition(**values, is_published=False)
    edition.region = edition.commune.province.region
    write_new(row=edition, by=by)
    shared = {name: getattr(edition, name) for name in SHARED_WITH_ONLY_STOP}
    _write_stop(Stop(edition=edition, number=1, **shared), by)
    return edition


@transaction.atomic
def edit_edition(*, edition_id: int, values: Mapping[str, Any], by: User) -> Edition:
    """Write what an edition is and when; the one stop of a fair moves with it.

    Raises `EditionSettled`, `EditionHasSales`, `StopOutsideEdition`, `DaysInUse`.
    """
    edition = _open_edition(edition_id)
    _check_not_sold_by(edition, values)
    only = _only_stop(edition)
    before = {name: getattr(edition, name) for name in SHARED_WITH_ONLY_STOP}
    if "commune" in values:
        values = {**values, "region": values["commune"].province.region}
    change_locked(row=edition, values=values, by=by)
    if only is not None:
        moved = {name: getattr(edition, name) for name in SHARED_WITH_ONLY_STOP if getattr(only, name) == before[name]}
        _change_stop(only, moved, by)
        return edition
    for stop in Stop.objects.filter(edition=edition).order_by("number"):
        _check_dates(stop)
        _write_days(stop, by)
    return edition


@transaction.atomic
def publish_edition(*, edition_id: int, by: User) -> Edition:
    """Show an edition to everybody; from then on online sales may count for it."""
    return change_locked(row=row_for_update(Edition, edition_id), values={"is_published": True}, by=by)


@transaction.atomic
def hide_edition(*, edition_id: int, by: User) -> Edition:
    """Take an edition off the calendar; what was sold there stays in the figures."""
    return change_locked(row=row_for_update(Edition, edition_id), values={"is_published": False}, by=by)


@transaction.atomic
def add_stop(*, edition_id: int, values: Mapping[str, Any], by: User) -> Stop:
    """Add a place or phase to an edition, with its days.

    Raises `EditionSettled`, `StopOutsideEdition`, `StopsOverlap`.
    """
    edition = _open_edition(edition_id)
    last = Stop.objects.filter(edition=edition).order_by("-number").first()
    return _write_stop(Stop(edition=edition, number=last.number + 1 if last else 1, **values), by)


@transaction.atomic
def edit_stop(*, stop_id: int, values: Mapping[str, Any], by: User) -> Stop:
    """Write where and when a stop is; its days follow its dates.

    Raises `EditionSettled`, `StopSettled`, `StopOutsideEdition`, `StopsOverlap`, `DaysInUse`.
    """
    _open_edition(Stop.objects.values_list("edition", flat=True).get(pk=stop_id))
    stop = row_for_update(Stop, stop_id)
    check_open(stop)
    return _change_stop(stop, values, by)


@transaction.atomic
def edit_day(*, day_id: int, opens_at: time, closes_at: time, by: User) -> EditionDay:
    """Write the opening hours of one day; closing after midnight is usual in Ramadan."""
    day = row_for_update(EditionDay, day_id)
    return change_locked(row=day, values={"opens_at": opens_at, "closes_at": closes_at}, by=by)


def check_open(stop: Stop) -> None:
    """Raise `EditionSettled` or `StopSettled` when nothing about `stop` may change any more."""
    if stop.edition.is_settled:
        raise EditionSettled(stop.edition.code)
    if stop.settled_at:
        raise StopSettled(stop.pk)


def days_between(starts_at: datetime, ends_at: datetime, *, cut_off: time) -> list[date]:
    """The business days from one moment to another: the small hours of the last night belong to the day before."""
    first = starts_at.astimezone(CASABLANCA).date()
    last = max(first, business_day(ends_at - timedelta(microseconds=1), ends=cut_off))
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _open_edition(edition_id: int) -> Edition:
    """The edition, locked; nobody sells, declares or settles in it until the transaction ends."""
    claim_edition_figures([edition_id])
    edition = row_for_update(Edition, edition_id)
    if edition.is_settled:
        raise EditionSettled(edition.code)
    return edition


def _check_not_sold_by(edition: Edition, values: Mapping[str, Any]) -> None:
    changed = [name for name in FIXED_BY_SALES if name in values and values[name] != getattr(edition, name)]
    if changed and RevenueLine.objects.filter(edition=edition).exists():
        raise EditionHasSales(changed[0])


def _only_stop(edition: Edition) -> Stop | None:
    stops = list(Stop.objects.filter(edition=edition).order_by("number")[:2])
    return stops[0] if len(stops) == 1 else None


def _write_stop(stop: Stop, by: User) -> Stop:
    stop.region = stop.commune.province.region
    _check_dates(stop)
    write_new(row=stop, by=by)
    _write_days(stop, by)
    return stop


def _change_stop(stop: Stop, values: Mapping[str, Any], by: User) -> Stop:
    if "commune" in values:
        values = {**values, "region": values["commune"].province.region}
    for name in ("starts_at", "ends_at"):
        setattr(stop, name, values.get(name, getattr(stop, name)))
    _check_dates(stop)
    stop = row_for_update(Stop, stop.pk)
    change_locked(row=stop, values=values, by=by)
    _write_days(stop, by)
    return stop


def _check_dates(stop: Stop) -> None:
    edition = Edition.objects.get(pk=stop.edition_id)
    if stop.starts_at < edition.starts_at or stop.ends_at > edition.ends_at:
        raise StopOutsideEdition(edition.code)
    siblings = Stop.objects.filter(edition=edition).exclude(pk=stop.pk)
    if siblings.filter(starts_at__lt=stop.ends_at, ends_at__gt=stop.starts_at).exists():
        raise StopsOverlap(edition.code)


def _is_told_of(day: EditionDay) -> bool:
    """Whether any row anywhere is about this day: arrivals, incidents, counts, and whatever else will be."""
    relations = EditionDay._meta.related_objects
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: day}).exists() for relation in relations
    )


def _write_days(stop: Stop, by: User) -> None:
    """Let a stop have one row for each of its days; a day for which a stall is given stays or refuses."""
    edition = Edition.objects.get(pk=stop.edition_id)
    wanted = set(days_between(stop.starts_at, stop.ends_at, cut_off=edition.business_day_ends))
    held = {row.day: row for row in EditionDay.objects.filter(stop=stop).order_by("day")}
    surplus = [row for day, row in held.items() if day not in wanted]
    in_use = [row.day for row in surplus if row.assignments.exists()]
    if in_use:
        raise DaysInUse(in_use)
    told = [row.day for row in surplus if _is_told_of(row)]
    if told:
        raise DaysTold(told)
    missing = sorted(wanted - set(held))
    if not surplus and not missing:
        return
    EditionDay.objects.filter(pk__in=[row.pk for row in surplus]).delete()
    EditionDay.objects.bulk_create([EditionDay(stop=stop, day=day) for day in missing])
    record_act(
        action="stop.days",
        subject=stop,
        by=by,
        before={"days": sorted(held)},
        after={"days": sorted(wanted)},
    )
