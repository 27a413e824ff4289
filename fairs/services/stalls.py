"""Stalls, and who stands at which on which day."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.records import change_locked, write_new
from cooperatives.audit.services import record_act
from cooperatives.locks import row_for_update
from fairs.business_days import business_day
from fairs.enums import ParticipationStatus
from fairs.locks import share_edition_figures
from fairs.models import EditionDay, Participation, Stall, StallAssignment, Stop
from fairs.revenue.models import RevenueLine
from fairs.services.editions import check_open


class StallTaken(Exception):
    """The stall is not shared and is given to somebody else on these days."""

    def __init__(self, days: list[date]) -> None:
        super().__init__(", ".join(map(str, days)))
        self.days = days


class StallOfAnotherEdition(Exception):
    """The stall does not stand in the edition of the participation."""


class DayOfAnotherStop(Exception):
    """The day does not belong to the stop in which the organisation takes part."""


class AllStallsGiven(Exception):
    """The participation has as many stalls on these days as it was granted."""

    def __init__(self, days: list[date]) -> None:
        super().__init__(", ".join(map(str, days)))
        self.days = days


class ParticipationWithdrawn(Exception):
    """The organisation does not come."""


class SoldThere(Exception):
    """Something was sold at the stall on that day: who stood there is part of the figures."""


class SharedAtOnce(Exception):
    """Several stand at the stall on the same day, so it is shared."""


class StallEnded(Exception):
    """The stall was taken away: nobody can stand there."""


@dataclass(frozen=True, slots=True)
class Freed:
    """The days on which a stall is free now, and those that stay since something was sold there."""

    days: Sequence[date]
    sold_on: Sequence[date]


def days_left(stop: Stop) -> list[EditionDay]:
    """The days of a stop from today on; all of them once the last one is over."""
    days = list(EditionDay.objects.filter(stop=stop).order_by("day"))
    today = business_day(clock.now(), ends=stop.edition.business_day_ends)
    return [day for day in days if day.day >= today] or days


def add_stall(*, edition_id: int, values: Mapping[str, Any], by: User) -> Stall:
    """Write a stall of an edition; its code stays, since tills are enrolled by it."""
    return write_new(row=Stall(edition_id=edition_id, **values), by=by)


@transaction.atomic
def edit_stall(*, stall_id: int, values: Mapping[str, Any], by: User) -> Stall:
    """Write where a stall is, what it is like and whether it is shared. Raises `SharedAtOnce`, `AllStallsGiven`."""
    stall = row_for_update(Stall, stall_id)
    if stall.is_shared and not values.get("is_shared", True):
        _number_as_own(stall)
    # A trigger tells the assignments whether they exclude others.
    return change_locked(row=stall, values=values, by=by)


def _number_as_own(stall: Stall) -> None:
    """Let a shared stall count among the own stalls of whoever stands there alone."""
    standing = list(StallAssignment.objects.filter(stall=stall).select_related("day").order_by("participation", "day"))
    if len({each.day_id for each in standing}) < len(standing):
        raise SharedAtOnce(stall.code)
    for pk in sorted({each.participation_id for each in standing}):
        own = [each for each in standing if each.participation_id == pk]
        free = _free_places(row_for_update(Participation, pk), [each.day for each in own])
        for each in own:
            each.place = free[each.day_id]
    StallAssignment.objects.bulk_update(standing, ["place"])


@transaction.atomic
def assign_stall(*, stall_id: int, participation_id: int, day_ids: Collection[int], by: User) -> list[StallAssignment]:
    """Give a stall to a participation on some days; one that it has already stays its own.

    Raises, with nothing given: `StallEnded`, `StallTaken`, `AllStallsGiven`, `StallOfAnotherEdition`,
    `DayOfAnotherStop`, `ParticipationWithdrawn`, `StopSettled`, `EditionSettled`.
    """
    # Held so that a rival sees these assignments before he asks which days are taken.
    stall = row_for_update(Stall, stall_id)
    participation = row_for_update(Participation, participation_id)
    days = list(EditionDay.objects.filter(pk__in=set(day_ids)).order_by("day"))
    _check_fit(stall, participation, days)
    standing = StallAssignment.objects.filter(stall=stall, day__in=days)
    own = set(standing.filter(participation=participation).values_list("day", flat=True))
    if not stall.is_shared:
        taken = standing.exclude(participation=participation).order_by("day__day")
        if others := list(taken.values_list("day__day", flat=True)):
            raise StallTaken(others)
    wanted = [day for day in days if day.pk not in own]
    places = {} if stall.is_shared else _free_places(participation, wanted)
    given = [
        StallAssignment(stall=stall, day=day, participation=participation, place=places.get(day.pk, 1))
        for day in wanted
    ]
    StallAssignment.objects.bulk_create(given)
    if given:
        _record("stall.assign", stall, participation, [row.day.day for row in given], by)
    return given


@transaction.atomic
def free_stall(*, assignment_id: int, by: User) -> None:
    """Take a stall from a participation on one day. Raises `SoldThere`, `StopSettled`, `EditionSettled`."""
    assignment = row_for_update(StallAssignment, assignment_id)
    participation, day = assignment.participation, assignment.day.day
    _keep_open(participation.stop)
    if day in _sold_on(assignment.stall_id, participation):
        raise SoldThere(assignment_id)
    _record("stall.free", assignment.stall, participation, [day], by)
    assignment.delete()


@transaction.atomic
def free_stall_days(*, stall_id: int, participation_id: int, by: User) -> Freed:
    """Take a stall from a participation from today on; once its days are over, on those as well.

    Days on which something was sold there stay. Raises `SoldThere` when all of them do, `StopSettled`,
    `EditionSettled`.
    """
    stall = row_for_update(Stall, stall_id)
    participation = Participation.objects.select_related("stop__edition", "cooperative").get(pk=participation_id)
    _keep_open(participation.stop)
    held = StallAssignment.objects.filter(stall=stall, participation=participation)
    left = held.filter(day__in=days_left(participation.stop))
    chosen = list((left if left.exists() else held).select_related("day").order_by("day__day"))
    sold_on = _sold_on(stall.pk, participation)
    free = [each for each in chosen if each.day.day not in sold_on]
    if chosen and not free:
        raise SoldThere(stall.code)
    freed = Freed([each.day.day for each in free], sorted(each.day.day for each in chosen if each.day.day in sold_on))
    if free:
        StallAssignment.objects.filter(pk__in=[each.pk for each in free]).delete()
        _record("stall.free", stall, participation, list(freed.days), by)
    return freed


def _sold_on(stall_id: int, participation: Participation) -> set[date]:
    """The days on which a participation sold something at a stall."""
    lines = RevenueLine.objects.filter(
        edition=participation.stop.edition_id, stall=stall_id, participation=participation
    )
    return set(lines.order_by().values_list("counts_on", flat=True).distinct())


def _free_places(participation: Participation, days: list[EditionDay]) -> dict[int, int]:
    """Which of the participation's stalls of each day this would be; raises `AllStallsGiven`."""
    held: dict[int, set[int]] = {day.pk: set() for day in days}
    own = StallAssignment.objects.filter(participation=participation, day__in=days, exclusive=True)
    for day_id, place in own.values_list("day", "place"):
        held[day_id].add(place)
    free = {pk: next(place for place in range(1, len(taken) + 2) if place not in taken) for pk, taken in held.items()}
    if full := [day.day for day in days if free[day.pk] > participation.stalls]:
        raise AllStallsGiven(full)
    return free


def _check_fit(stall: Stall, participation: Participation, days: list[EditionDay]) -> None:
    _keep_open(participation.stop)
    if stall.ended_at:
        raise StallEnded(stall.code)
    if stall.edition_id != participation.stop.edition_id:
        raise StallOfAnotherEdition(stall.code)
    if any(day.stop_id != participation.stop_id for day in days):
        raise DayOfAnotherStop(participation.public_id)
    if participation.status == ParticipationStatus.WITHDRAWN:
        raise ParticipationWithdrawn(participation.public_id)


def _keep_open(stop: Stop) -> None:
    share_edition_figures([stop.edition_id])
    check_open(Stop.objects.select_related("edition").get(pk=stop.pk))


def _record(action: str, stall: Stall, participation: Participation, days: list[date], by: User) -> None:
    record_act(
        action=action,
        subject=stall,
        by=by,
        cooperative=participation.cooperative,
        after={"participation": participation.public_id, "days": days},
    )
