"""What is counted and held beside the selling: visitors, workshops, stands that inform and do not sell."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.records import change_locked, values_of, write_new
from cooperatives.audit.services import record_act
from cooperatives.locks import row_for_update
from fairs.attendance.exceptions import NotCounted, StallNotFree
from fairs.attendance.models import InstitutionalStand, VisitorCount, Workshop
from fairs.models import EditionDay, Stall, Stop


@transaction.atomic
def count_visitors(*, day: EditionDay, zone: str, hour: int, people: int | None, by: User) -> VisitorCount | None:
    """Write how many visitors were counted in a zone in one hour; written again, the new number stands.

    None takes away a number that nobody counted; the log keeps it.
    """
    row_for_update(EditionDay, day.pk)
    standing = VisitorCount.objects.filter(day=day, zone=zone, hour=hour).first()
    if people is None:
        if standing is not None:
            _uncount(standing, by)
        return None
    if standing is None:
        return write_new(row=VisitorCount(day=day, zone=zone, hour=hour, people=people, counted_by=by), by=by)
    if standing.people == people:
        return standing
    values = {"people": people, "counted_by": by, "counted_at": clock.now()}
    return change_locked(row=standing, values=values, by=by)


def _uncount(standing: VisitorCount, by: User) -> None:
    names = ("day", "zone", "hour", "people", "counted_by")
    record_act(action="visitorcount.delete", subject=standing, by=by, before=values_of(standing, list(names)))
    standing.delete()


@transaction.atomic
def plan_workshop(*, stop: Stop, values: Mapping[str, Any], by: User) -> Workshop:
    """Write a training or a workshop that will be held at a stop."""
    return write_new(row=Workshop(stop=stop, **values), by=by)


@transaction.atomic
def change_workshop(*, workshop_id: int, values: Mapping[str, Any], by: User) -> Workshop:
    """Write another hour, room or title of a workshop. Raises `NotCounted` where it was called off."""
    workshop = row_for_update(Workshop, workshop_id)
    if workshop.cancelled_at:
        raise NotCounted(workshop.public_id)
    return change_locked(row=workshop, values=values, by=by)


@transaction.atomic
def count_workshop(*, workshop_id: int, people: int, women: int, young: int, by: User) -> Workshop:
    """Write how many came to a workshop; written again, the new numbers stand. Raises `NotCounted`."""
    workshop = row_for_update(Workshop, workshop_id)
    if workshop.cancelled_at:
        raise NotCounted(workshop.public_id)
    return change_locked(row=workshop, values={"people": people, "women": women, "young": young}, by=by)


@transaction.atomic
def cancel_workshop(*, workshop_id: int, by: User) -> Workshop:
    """Call a workshop off; twice changes nothing. Raises `NotCounted` where people came to it."""
    workshop = row_for_update(Workshop, workshop_id)
    if workshop.people is not None:
        raise NotCounted(workshop.public_id)
    if workshop.cancelled_at:
        return workshop
    return change_locked(row=workshop, values={"cancelled_at": clock.now()}, by=by)


@transaction.atomic
def add_stand(*, stop: Stop, values: Mapping[str, Any], by: User) -> InstitutionalStand:
    """Write that an institution informs at a stop, at a stall kept for institutions or without one.

    Raises `StallNotFree`.
    """
    stall: Stall | None = values.get("stall")
    if stall is not None:
        _check_free(row_for_update(Stall, stall.pk), stop)
    return write_new(row=InstitutionalStand(stop=stop, **values), by=by)


def _check_free(stall: Stall, stop: Stop) -> None:
    taken = InstitutionalStand.objects.filter(stop=stop, stall=stall, ended_at__isnull=True).exists()
    if stall.edition_id != stop.edition_id or not stall.is_institutional or stall.ended_at or taken:
        raise StallNotFree(stall.code)


@transaction.atomic
def end_stand(*, stand_id: int, by: User) -> InstitutionalStand:
    """Let an institution stand there no more: its stall is free again. Twice changes nothing."""
    stand = row_for_update(InstitutionalStand, stand_id)
    if stand.ended_at:
        return stand
    return change_locked(row=stand, values={"ended_at": clock.now()}, by=by)
