"""Drawing the plan of a stop: its size, its stalls, what else there is. Who has a stall keeps it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.records import change_locked, write_new
from cooperatives.audit.services import record_act
from cooperatives.locks import row_for_update
from fairs.attendance.models import InstitutionalStand
from fairs.business_days import business_day
from fairs.models import Stall, StallAssignment, Stop
from fairs.plan.exceptions import CodesTaken, OutsidePlan, PlaceTaken, PlanChanged, StallIsGiven
from fairs.plan.models import Plan, PlanMark, PlanPlace
from fairs.services.editions import check_open
from fairs.services.stalls import edit_stall


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
def draw_plan(*, stop_id: int, values: Mapping[str, int], by: User, version: int | None = None) -> Plan:
    """Begin the plan of a stop, or change its size (`columns`, `rows`, `square_cm`).

    `version` is what was shown: 0 before the first plan, None to draw whatever stands. Raises `PlanChanged`,
    `OutsidePlan` when something drawn would fall over its edge, `StopSettled`, `EditionSettled`.
    """
    stop = row_for_update(Stop, stop_id)
    check_open(stop)
    plan = Plan.objects.filter(stop=stop).first()
    if plan is None:
        return write_new(row=Plan(stop=stop, **values), by=by)
    plan = row_for_update(Plan, plan.pk)
    if version is not None and plan.version != version:
        raise PlanChanged
    sized = Plan(columns=values["columns"], rows=values["rows"])
    over = [place.stall.code for place in plan.places.select_related("stall") if not _area(place).lies_in(sized)]
    over += [str(mark) for mark in plan.marks.all() if not _area(mark).lies_in(sized)]
    if over:
        raise OutsidePlan(over)
    return _changed(plan, values, by)


@transaction.atomic
def draw_stalls(*, plan_id: int, version: int, stalls: Sequence[NewStall], by: User) -> int:
    """Draw stalls, all or none; a code that the edition has already is drawn as that stall.

    What is told of such a stall is written on it, unless it stands on another plan as well. Raises `PlanChanged`,
    `CodesTaken`, `OutsidePlan`, `PlaceTaken`, `StopSettled`, `EditionSettled`.
    """
    plan = _plan_for_update(plan_id, version)
    standing = {place.stall.code: _area(place) for place in plan.places.select_related("stall")}
    if twice := [new.code for new in stalls if new.code in standing] or _repeated([new.code for new in stalls]):
        raise CodesTaken(twice)
    if over := [new.code for new in stalls if not new.place.lies_in(plan)]:
        raise OutsidePlan(over)
    _check_free(standing, stalls)
    known = {stall.code: stall for stall in Stall.objects.filter(edition=plan.stop.edition_id)}
    _tell_anew([(known[new.code], new.values) for new in stalls if new.code in known], by)
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
def describe_stall(*, plan_id: int, version: int, code: str, values: Mapping[str, Any], by: User) -> Stall:
    """Write what a stall of a plan is like, whether several share it or an institution stands there.

    Raises `PlanChanged`, `StallIsGiven` where an institution still stands, `StopSettled`, `EditionSettled`, and as
    `edit_stall`.
    """
    plan = _plan_for_update(plan_id, version)
    stall = row_for_update(Stall, plan.places.get(stall__code=code).stall_id)
    if stall.is_institutional and not values.get("is_institutional", True):
        _check_no_institution(InstitutionalStand.objects.filter(stall=stall))
    stall = edit_stall(stall_id=stall.pk, values=values, by=by)
    _next_version(plan)
    return stall


@transaction.atomic
def remove_stall(*, plan_id: int, version: int, code: str, by: User) -> None:
    """Take a stall off the plan and out of use; what was sold there stays in the figures.

    Raises `StallIsGiven` when somebody has it on a day to come, `PlanChanged`.
    """
    plan = _plan_for_update(plan_id, version)
    place = plan.places.select_related("stall").get(stall__code=code)
    stall = row_for_update(Stall, place.stall_id)
    stands_elsewhere = PlanPlace.objects.filter(stall=stall).exclude(pk=place.pk).exists()
    _check_not_given(stall, plan, only_here=stands_elsewhere)
    place.delete()
    if not stands_elsewhere:
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
    """Lay a picture (its path among the media) below the grid, or take it away with an empty path.

    Raises `StopSettled`, `EditionSettled`.
    """
    plan = row_for_update(Plan, plan_id)
    check_open(plan.stop)
    return _changed(plan, {"picture": picture}, by)


def _plan_for_update(plan_id: int, version: int) -> Plan:
    """The plan, locked, as it was shown to whoever draws."""
    plan = row_for_update(Plan, plan_id)
    check_open(plan.stop)
    if plan.version != version:
        raise PlanChanged
    return plan


def _tell_anew(told: Sequence[tuple[Stall, Mapping[str, Any]]], by: User) -> None:
    """Write what is told of stalls that stand on no other plan."""
    drawn = set(PlanPlace.objects.filter(stall__in=[stall.pk for stall, _ in told]).values_list("stall", flat=True))
    for stall, values in sorted(told, key=lambda each: each[0].pk):
        said = {name: value for name, value in values.items() if value}
        if stall.pk not in drawn and any(getattr(stall, name) != value for name, value in said.items()):
            edit_stall(stall_id=stall.pk, values=said, by=by)


def _check_not_given(stall: Stall, plan: Plan, *, only_here: bool) -> None:
    """Raise `StallIsGiven` when somebody has the stall from today on, at this stop or wherever it stands."""
    today = business_day(clock.now(), ends=plan.stop.edition.business_day_ends)
    ahead = StallAssignment.objects.filter(stall=stall, day__day__gte=today)
    stands = InstitutionalStand.objects.filter(stall=stall)
    if only_here:
        ahead, stands = ahead.filter(day__stop=plan.stop_id), stands.filter(stop=plan.stop_id)
    _check_no_institution(stands)
    given = list(ahead.select_related("day", "participation__cooperative").order_by("day__day", "participation"))
    if given:
        names = list(dict.fromkeys(str(each.participation.cooperative) for each in given))
        raise StallIsGiven(names, sorted({each.day.day for each in given}))


def _check_no_institution(stands: QuerySet[InstitutionalStand]) -> None:
    if names := list(stands.filter(ended_at__isnull=True).order_by("pk").values_list("name", flat=True)):
        raise StallIsGiven(names, [])


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
