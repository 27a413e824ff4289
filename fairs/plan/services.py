"""Drawing the plan of a stop: its size, its stalls, what else there is. Who has a stall keeps it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.records import change_locked, write_new
from cooperatives.audit.services import record_act
from cooperatives.locks import row_for_update
from fairs.models import Stall, StallAssignment, Stop
from fairs.plan.exceptions import CodesTaken, OutsidePlan, PlaceTaken, PlanChanged, StallIsGiven
from fairs.plan.models import Plan, PlanMark, PlanPlace
from fairs.services.editions import check_open


@dataclass(frozen=True, slots=True)
class Area:
    """A place on the grid, in squares from the plan's upper left corner."""

    column: int
    row: int
    width: int
    height: int

    def overlaps(self, other: "Area") -> bool:
        return (
            self.column < other.column + other.width
            and other.column < self.column + self.width
            and self.row < other.row + other.height
            and other.row < self.row + self.height
        )

    def lies_in(self, plan: Plan) -> bool:
        return self.column + self.width <= plan.columns and self.row + self.height <= plan.rows


@dataclass(frozen=True, slots=True)
class NewStall:
    """A stall to be drawn: its code, where it stands, and what it is like (`zone`, `area`, `power_watts`, `fee`…)."""

    code: str
    place: Area
    values: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def draw_plan(*, stop_id: int, values: Mapping[str, int], by: User) -> Plan:
    """Begin the plan of a stop, or change its size (`columns`, `rows`, `square_cm`).

    Raises `OutsidePlan` when something drawn would fall over its edge, `StopSettled`, `EditionSettled`.
    """
    stop = row_for_update(Stop, stop_id)
    check_open(stop)
    plan = Plan.objects.filter(stop=stop).first()
    if plan is None:
        return write_new(row=Plan(stop=stop, **values), by=by)
    plan = row_for_update(Plan, plan.pk)
    sized = Plan(columns=values["columns"], rows=values["rows"])
    over = [place.stall.code for place in plan.places.select_related("stall") if not _area(place).lies_in(sized)]
    over += [str(mark) for mark in plan.marks.all() if not _area(mark).lies_in(sized)]
    if over:
        raise OutsidePlan(over)
    return _changed(plan, values, by)


@transaction.atomic
def draw_stalls(*, plan_id: int, version: int, stalls: Sequence[NewStall], by: User) -> int:
    """Draw stalls, all or none; a code that the edition has already is drawn as that stall.

    Raises `PlanChanged`, `CodesTaken`, `OutsidePlan`, `PlaceTaken`, `StopSettled`, `EditionSettled`.
    """
    plan = _plan_for_update(plan_id, version)
    standing = {place.stall.code: _area(place) for place in plan.places.select_related("stall")}
    if twice := [new.code for new in stalls if new.code in standing] or _repeated([new.code for new in stalls]):
        raise CodesTaken(twice)
    if over := [new.code for new in stalls if not new.place.lies_in(plan)]:
        raise OutsidePlan(over)
    _check_free(standing, stalls)
    known = {stall.code: stall for stall in Stall.objects.filter(edition=plan.stop.edition_id)}
    made = [
        Stall(edition_id=plan.stop.edition_id, code=new.code, **new.values) for new in stalls if new.code not in known
    ]
    known |= {stall.code: stall for stall in Stall.objects.bulk_create(made)}
    Stall.objects.filter(pk__in=[known[new.code].pk for new in stalls], ended_at__isnull=False).update(ended_at=None)
    PlanPlace.objects.bulk_create(PlanPlace(plan=plan, stall=known[new.code], **_columns(new.place)) for new in stalls)
    _next_version(plan)
    record_act(action="plan.stalls", subject=plan, by=by, after={"codes": [new.code for new in stalls]})
    return len(made)


@transaction.atomic
def move_stall(*, plan_id: int, version: int, code: str, place: Area, by: User) -> None:
    """Draw a stall somewhere else; who has it keeps it. Raises `PlanChanged`, `OutsidePlan`, `PlaceTaken`."""
    plan = _plan_for_update(plan_id, version)
    row = plan.places.select_related("stall").get(stall__code=code)
    if not place.lies_in(plan):
        raise OutsidePlan([code])
    others = {each.stall.code: _area(each) for each in plan.places.exclude(pk=row.pk).select_related("stall")}
    _check_free(others, [NewStall(code, place)])
    change_locked(row=row, values=_columns(place), by=by)
    _next_version(plan)


@transaction.atomic
def edit_stalls(*, plan_id: int, codes: Sequence[str], values: Mapping[str, Any], by: User) -> int:
    """Write zone, size, electricity or fee of stalls of a plan; answer how many there were."""
    plan = row_for_update(Plan, plan_id)
    check_open(plan.stop)
    found = Stall.objects.filter(edition=plan.stop.edition_id, code__in=codes).order_by("pk")
    for stall in found:
        change_locked(row=row_for_update(Stall, stall.pk), values=values, by=by)
    return len(found)


@transaction.atomic
def remove_stall(*, plan_id: int, version: int, code: str, by: User) -> None:
    """Take a stall off the plan and out of use; what was sold there stays in the figures.

    Raises `StallIsGiven` when somebody has it on a day to come, `PlanChanged`.
    """
    plan = _plan_for_update(plan_id, version)
    place = plan.places.select_related("stall").get(stall__code=code)
    stall = row_for_update(Stall, place.stall_id)
    ahead = StallAssignment.objects.filter(stall=stall, day__day__gte=clock.today()).select_related(
        "day", "participation__cooperative"
    )
    if given := list(ahead.order_by("day__day")):
        raise StallIsGiven(str(given[0].participation.cooperative), sorted({each.day.day for each in given}))
    place.delete()
    if not PlanPlace.objects.filter(stall=stall).exists():
        change_locked(row=stall, values={"ended_at": clock.now()}, by=by)
    _next_version(plan)
    record_act(action="plan.remove", subject=plan, by=by, before={"code": code})


@transaction.atomic
def add_mark(*, plan_id: int, version: int, kind: str, label: str, place: Area, by: User) -> PlanMark:
    """Draw an entrance, a stage, a wall. Raises `PlanChanged`, `OutsidePlan`."""
    plan = _plan_for_update(plan_id, version)
    if not place.lies_in(plan):
        raise OutsidePlan([label or kind])
    mark = write_new(row=PlanMark(plan=plan, kind=kind, label=label, **_columns(place)), by=by)
    _next_version(plan)
    return mark


@transaction.atomic
def remove_mark(*, plan_id: int, version: int, mark_id: int, by: User) -> None:
    """Take an entrance or the like off the plan. Raises `PlanChanged`."""
    plan = _plan_for_update(plan_id, version)
    mark = plan.marks.get(pk=mark_id)
    record_act(action="plan.unmark", subject=plan, by=by, before={"kind": mark.kind, "label": mark.label})
    mark.delete()
    _next_version(plan)


@transaction.atomic
def set_picture(*, plan_id: int, picture: str, by: User) -> Plan:
    """Lay a picture (its path among the media) below the grid, or take it away with an empty path."""
    return _changed(row_for_update(Plan, plan_id), {"picture": picture}, by)


def _plan_for_update(plan_id: int, version: int) -> Plan:
    """The plan, locked, as it was shown to whoever draws."""
    plan = row_for_update(Plan, plan_id)
    check_open(plan.stop)
    if plan.version != version:
        raise PlanChanged
    return plan


def _changed(plan: Plan, values: Mapping[str, Any], by: User) -> Plan:
    return change_locked(row=plan, values={**values, "version": plan.version + 1}, by=by)


def _next_version(plan: Plan) -> None:
    plan.version += 1
    plan.save(update_fields=["version"])


def _area(row: PlanPlace | PlanMark) -> Area:
    return Area(row.column, row.row, row.width, row.height)


def _columns(place: Area) -> dict[str, int]:
    return {"column": place.column, "row": place.row, "width": place.width, "height": place.height}


def _repeated(codes: Sequence[str]) -> list[str]:
    return sorted({code for code in codes if codes.count(code) > 1})


def _check_free(standing: Mapping[str, Area], new: Sequence[NewStall]) -> None:
    """Raise `PlaceTaken` with those in the way; the database's own exclusion stands behind it."""
    drawn = dict(standing)
    for each in new:
        if taken := [code for code, area in drawn.items() if area.overlaps(each.place)]:
            raise PlaceTaken([each.code, *taken])
        drawn[each.code] = each.place
