"""Who came on a day and who did not: marked once each, and taken back by a person."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.records import change_locked, write_new
from cooperatives.audit.services import record_act
from cooperatives.locks import row_for_update
from fairs.applications.locks import places_of
from fairs.applications.models import Application, PlaceOffer
from fairs.applications.waiting import offer_free_places
from fairs.attendance.badges import public_id_in
from fairs.attendance.enums import ArrivalWay
from fairs.attendance.exceptions import (
    BadgeElsewhere,
    BadgeEnded,
    BadgeOfAnotherStop,
    BadgeUnknown,
    CameAlready,
    DayElsewhere,
    DayNotCome,
    NotComing,
    NotMissing,
)
from fairs.attendance.models import Absence, Arrival, Badge
from fairs.business_days import business_day
from fairs.calls.models import Call
from fairs.enums import ParticipationStatus
from fairs.models import EditionDay, Participation, Stop
from fairs.services.participations import withdraw_participation


@dataclass(frozen=True, slots=True)
class Marked:
    """An arrival as it stands, and whether this very act wrote it."""

    arrival: Arrival
    is_new: bool


def badge_at(*, stop: Stop, text: str) -> Badge:
    """The badge that was scanned or typed, good at this stop.

    Raises `BadgeUnknown`, `BadgeElsewhere`, `BadgeOfAnotherStop`, `BadgeEnded`.
    """
    name = public_id_in(text)
    # As far as it can be a name at all: the database refuses to look for some characters.
    rows = Badge.objects.select_related("participation__cooperative", "participation__stop")
    badge = rows.filter(public_id=name).first() if name.isascii() and name.isalnum() else None
    if badge is None:
        raise BadgeUnknown(name)
    if badge.participation.stop_id != stop.pk:
        raise (BadgeOfAnotherStop if badge.participation.stop.edition_id == stop.edition_id else BadgeElsewhere)(name)
    if badge.ended_at:
        raise BadgeEnded(name)
    return badge


@transaction.atomic
def mark_arrival(
    *,
    participation: Participation,
    day: EditionDay,
    way: ArrivalWay,
    key: UUID,
    by: User,
    badge: Badge | None = None,
    at: datetime | None = None,
) -> Marked:
    """Note that somebody of a participation came on a day, at `at` or now; who came already stays as first noted.

    Raises `NotComing`, `DayElsewhere` and `DayNotCome`.
    """
    # Held so that two gates which scan one badge at once write it once.
    held = row_for_update(Participation, participation.pk)
    standing = _standing(held, day, badge, key)
    if standing is not None:
        return Marked(standing, is_new=False)
    _check_comes(held, day)
    if day.day > business_day(clock.now(), ends=day.stop.edition.business_day_ends):
        raise DayNotCome(held.public_id)
    arrival = Arrival.objects.create(
        participation=held, day=day, badge=badge, way=way, arrived_at=at or clock.now(), key=key, recorded_by=by
    )
    told = {"day": day.day, "way": str(way), "badge": badge.number if badge else None}
    record_act(action="arrival.mark", subject=held, by=by, cooperative=held.cooperative, after=told)
    for absence in Absence.objects.filter(participation=held, day=day, withdrawn_at__isnull=True):
        _take_back(absence, by)
    return Marked(arrival, is_new=True)


def _standing(participation: Participation, day: EditionDay, badge: Badge | None, key: UUID) -> Arrival | None:
    same_key = Arrival.objects.filter(key=key).first()
    return same_key or Arrival.objects.standing().filter(participation=participation, day=day, badge=badge).first()


@transaction.atomic
def take_arrival_back(*, arrival: Arrival, by: User) -> bool:
    """Let an arrival that was marked by mistake count no more; answer whether this very act did it.

    The row stays, with who took it back; whoever comes after all is marked anew.
    """
    held = row_for_update(Participation, arrival.participation_id)
    standing = Arrival.objects.standing().filter(pk=arrival.pk).first()
    if standing is None:
        return False
    standing.withdrawn_at, standing.withdrawn_by = clock.now(), by
    standing.save(update_fields=["withdrawn_at", "withdrawn_by"])
    told = {"day": standing.day.day, "way": standing.way, "badge": standing.badge.number if standing.badge else None}
    record_act(action="arrival.take_back", subject=held, by=by, cooperative=held.cooperative, before=told)
    return True


def _check_comes(participation: Participation, day: EditionDay) -> None:
    if day.stop_id != participation.stop_id:
        raise DayElsewhere(participation.public_id)
    if participation.status == ParticipationStatus.WITHDRAWN:
        raise NotComing(participation.public_id)


@transaction.atomic
def note_absence(*, participation: Participation, day: EditionDay, by: User) -> Absence:
    """Write down that nobody of a participation came on a day; twice changes nothing.

    Raises `CameAlready`, `NotComing` and `DayElsewhere`.
    """
    held = row_for_update(Participation, participation.pk)
    _check_comes(held, day)
    if Arrival.objects.standing().filter(participation=held, day=day).exists():
        raise CameAlready(held.public_id)
    standing = Absence.objects.filter(participation=held, day=day, withdrawn_at__isnull=True).first()
    if standing is not None:
        return standing
    absence = Absence(participation=held, day=day, recorded_by=by)
    return write_new(row=absence, by=by, cooperative=held.cooperative)


@transaction.atomic
def take_absence_back(*, participation: Participation, day: EditionDay, by: User) -> None:
    """Let a participation that was written down as missing be awaited again; twice changes nothing."""
    held = row_for_update(Participation, participation.pk)
    for absence in Absence.objects.filter(participation=held, day=day, withdrawn_at__isnull=True):
        _take_back(absence, by)


def _take_back(absence: Absence, by: User) -> None:
    cooperative = absence.participation.cooperative
    change_locked(row=absence, values={"withdrawn_at": clock.now()}, by=by, cooperative=cooperative)


@transaction.atomic
def replace_participation(*, participation: Participation, day: EditionDay, by: User) -> list[PlaceOffer]:
    """Give the place of who is missing on a day, for the days that are left, to the next of the waiting list.

    Answers whom it was offered to: nobody where nobody waits, or where too little time is left. Raises `NotMissing`,
    `CameAlready`, and as `withdraw_participation`.
    """
    applied = Application.objects.filter(participation=participation).first()
    of_stop = Call.objects.filter(stop=participation.stop_id).values_list("pk", flat=True)
    call_id = applied.call_id if applied else of_stop.first()
    # The call before the participation, as whoever moves a place holds them.
    if call_id is not None:
        places_of(call_id)
    _check_missing(row_for_update(Participation, participation.pk), day)
    withdraw_participation(participation_id=participation.pk, by=by)
    return offer_free_places(call_id, by=by, after=applied) if call_id is not None else []


def _check_missing(participation: Participation, day: EditionDay) -> None:
    """Under the lock: somebody may have come, or been awaited again, while the organiser read the list."""
    if participation.status == ParticipationStatus.WITHDRAWN:
        return
    if Arrival.objects.standing().filter(participation=participation, day__day__gte=day.day).exists():
        raise CameAlready(participation.public_id)
    if not Absence.objects.filter(participation=participation, day=day, withdrawn_at__isnull=True).exists():
        raise NotMissing(participation.public_id)
