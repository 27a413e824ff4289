"""Writing the call of a stop: its dates and texts, criteria, quotas; opening it and giving it more time.

What changes when is told in docs/decisions/0081. Announcing is the committee's act (`fairs.selection`).
"""

from collections.abc import Collection, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.db import transaction

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.records import change_locked, write_new
from cooperatives.audit.services import record_act
from cooperatives.jobs.services import schedule
from cooperatives.locks import row_for_update
from cooperatives.territory.models import Province
from fairs.calls.exceptions import (
    AlreadyAnnounced,
    AlreadyOpen,
    CallThere,
    DatesDisordered,
    DeadlineOver,
    DeadlineShortened,
    FixedByOpening,
    LateForTheStop,
    MoreThanStalls,
    NotOpen,
    NotReady,
    QuotaThere,
    ScoringBegan,
    WeightsNotWhole,
)
from fairs.calls.models import Call, Criterion, Quota
from fairs.calls.naming import told_of_quota
from fairs.calls.notices import TELL_DRAFTS, TELL_REGION, until_key
from fairs.calls.readiness import missing_of, readiness_of
from fairs.calls.selectors import scoring_began, stalls_to_give
from fairs.models import Stop
from fairs.services.editions import check_open

WHOLE = 100
# In the order in which they come.
DATES = ("opens_at", "closes_at", "announces_at", "confirm_by")
# What organisations rely on once they may apply.
FIXED_BY_OPENING = ("opens_at", "most_stalls_each")
# What may still be written once the answer is out.
AFTER_ANNOUNCEMENT = frozenset(
    {
        *(f"{name}_{language}" for name in ("text", "what_to_bring") for language in ("ar", "fr", "en")),
        "answer_hours",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCriterion:
    """A criterion as it is typed: texts by column, its weight in per cent, and the highest points."""

    texts: Mapping[str, str] = field(default_factory=dict)
    weight: int
    highest: int = 5


@transaction.atomic
def add_call(*, stop_id: int, values: Mapping[str, Any], areas: Collection[Province] = (), by: User) -> Call:
    """Write the call of a stop, to be opened by another act.

    Raises `CallThere`, `DatesDisordered`, `DeadlineOver`, `LateForTheStop`, `MoreThanStalls`, `EditionSettled`,
    `StopSettled`.
    """
    stop = row_for_update(Stop, stop_id)
    check_open(stop)
    if Call.objects.filter(stop=stop).exists():
        raise CallThere(stop_id)
    call = Call(stop=stop, **values)
    _check_dates(call, moved=set(DATES))
    _check_capacity(call)
    write_new(row=call, by=by)
    _set_areas(call, areas, by)
    return call


@transaction.atomic
def edit_call(*, call_id: int, values: Mapping[str, Any], areas: Collection[Province] | None = None, by: User) -> Call:
    """Write a call anew: all of it before it opens, less while it is open, only its texts once it was announced.

    Raises `AlreadyAnnounced`, `FixedByOpening`, `DeadlineShortened`, and what `add_call` raises of dates and numbers.
    """
    call = row_for_update(Call, call_id)
    check_open(call.stop)
    moved = {name for name, value in values.items() if getattr(call, name) != value}
    if call.announced_at and (moved - AFTER_ANNOUNCEMENT or areas is not None):
        raise AlreadyAnnounced(call_id)
    if call.opened_at:
        _check_fixed(call, values, moved)
    wanted = copy(call)
    for name in moved:
        setattr(wanted, name, values[name])
    _check_dates(wanted, moved=moved)
    if "capacity" in moved:
        _check_capacity(wanted)
    change_locked(row=call, values={name: values[name] for name in moved}, by=by)
    if areas is not None:
        _set_areas(call, areas, by)
    if "closes_at" in moved and call.opened_at:
        _tell_drafts(call)
    return call


@transaction.atomic
def extend_call(*, call_id: int, closes_at: datetime, announces_at: datetime, confirm_by: datetime, by: User) -> Call:
    """Give more time to apply, while applications come in; those not sent yet are told.

    Raises `NotOpen`, `DeadlineShortened`, `DatesDisordered`, `DeadlineOver`, `LateForTheStop`.
    """
    call = row_for_update(Call, call_id)
    if not call.opened_at or call.announced_at or clock.now() >= call.closes_at:
        raise NotOpen(call_id)
    values = {"closes_at": closes_at, "announces_at": announces_at, "confirm_by": confirm_by}
    return edit_call(call_id=call_id, values=values, by=by)


@transaction.atomic
def set_criteria(*, call_id: int, criteria: Sequence[NewCriterion], by: User) -> list[Criterion]:
    """Write all criteria of a call in their order instead of those before. Raises `ScoringBegan`, `WeightsNotWhole`."""
    call = row_for_update(Call, call_id)
    check_open(call.stop)
    if call.announced_at or scoring_began(call):
        raise ScoringBegan(call_id)
    total = sum(each.weight for each in criteria)
    if total != WHOLE:
        raise WeightsNotWhole(total)
    before = _told(call)
    Criterion.objects.filter(call=call).delete()
    rows = Criterion.objects.bulk_create(
        Criterion(call=call, position=position, weight=each.weight, highest=each.highest, **each.texts)
        for position, each in enumerate(criteria)
    )
    after = _told(call)
    record_act(action="call.criteria", subject=call, by=by, before={"criteria": before}, after={"criteria": after})
    return rows


@transaction.atomic
def add_quota(*, call_id: int, values: Mapping[str, Any], by: User) -> Quota:
    """Ask for so many of a group among those chosen, or allow no more. Raises `AlreadyAnnounced`, `QuotaThere`."""
    call = _quotas_for_update(call_id)
    quota = Quota(call=call, **values)
    same = Quota.objects.filter(call=call, kind=quota.kind, province=quota.province_id, sector=quota.sector)
    if same.exists():
        raise QuotaThere(call_id)
    write_new(row=quota, by=by)
    record_act(action="call.quota_added", subject=call, by=by, after={"quota": told_of_quota(quota)})
    return quota


@transaction.atomic
def remove_quota(*, call_id: int, quota_id: int, by: User) -> None:
    """Take a quota away again; the log keeps that it was there. Raises `AlreadyAnnounced`."""
    call = _quotas_for_update(call_id)
    quota = Quota.objects.get(pk=quota_id, call=call)
    record_act(action="call.quota_removed", subject=call, by=by, before={"quota": told_of_quota(quota)})
    quota.delete()


@transaction.atomic
def open_call(*, call_id: int, by: User) -> Call:
    """Let organisations apply from the call's first day on, and tell those of the region, in batches by the worker.

    Raises `AlreadyOpen`, `NotReady`, `EditionSettled`, `StopSettled`.
    """
    call = row_for_update(Call, call_id)
    check_open(call.stop)
    if call.opened_at:
        raise AlreadyOpen(call_id)
    if missing := missing_of(readiness_of(call.stop)):
        raise NotReady(missing)
    now = clock.now()
    call.opened_at, call.opened_by = now, by
    call.save(update_fields=["opened_at", "opened_by"])
    record_act(action="call.open", subject=call, by=by, after={"opens_at": call.opens_at, "closes_at": call.closes_at})
    begins = max(now, call.opens_at)
    schedule(kind=TELL_REGION, key=f"{TELL_REGION}:{call.pk}:0", subject_id=call.pk, due_at=begins)
    return call


def _check_fixed(call: Call, values: Mapping[str, Any], moved: set[str]) -> None:
    for name in FIXED_BY_OPENING:
        if name in moved:
            raise FixedByOpening(name)
    if "closes_at" in moved:
        if values["closes_at"] < call.closes_at:
            raise DeadlineShortened(call.pk)
        if clock.now() >= call.closes_at:
            raise FixedByOpening("closes_at")


def _check_dates(call: Call, *, moved: Collection[str]) -> None:
    for earlier, later in pairwise(DATES):
        first, second = getattr(call, earlier), getattr(call, later)
        # The answer may come at the very moment at which applications end.
        if first > second or (first == second and later != "announces_at"):
            raise DatesDisordered(later)
    if "closes_at" in moved and call.closes_at <= clock.now():
        raise DeadlineOver(call.pk)
    if "confirm_by" in moved and call.confirm_by > call.stop.starts_at:
        raise LateForTheStop(call.pk)


def _check_capacity(call: Call) -> None:
    """Where stalls are laid out already, no more are given; before that the readiness list says what is missing."""
    stalls = stalls_to_give(call.stop.edition_id)
    if stalls and call.capacity > stalls:
        raise MoreThanStalls(stalls)


def _set_areas(call: Call, areas: Collection[Province], by: User) -> None:
    before = sorted(call.areas_struck.values_list("pk", flat=True))
    after = sorted({area.pk for area in areas})
    if before != after:
        call.areas_struck.set(areas)
        record_act(action="call.areas", subject=call, by=by, before={"areas": before}, after={"areas": after})


def _quotas_for_update(call_id: int) -> Call:
    call = row_for_update(Call, call_id)
    check_open(call.stop)
    if call.announced_at:
        raise AlreadyAnnounced(call_id)
    return call


def _told(call: Call) -> list[dict[str, Any]]:
    rows = Criterion.objects.filter(call=call).order_by("position", "pk")
    names = ("name_ar", "name_fr", "name_en", "weight", "highest")
    return [{name: getattr(row, name) for name in names} for row in rows]


def _tell_drafts(call: Call) -> None:
    key = f"{TELL_DRAFTS}:{call.pk}:{until_key(call)}:0"
    schedule(kind=TELL_DRAFTS, key=key, subject_id=call.pk, due_at=clock.now())
