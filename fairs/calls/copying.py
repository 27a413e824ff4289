"""A new edition made from one before it: stops with shifted dates, stalls, plans, calls with their rules, bodies."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Model, Q
from django.utils import translation

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.records import write_new
from cooperatives.audit.services import record_act
from cooperatives.formats.days import month_name
from cooperatives.locks import row_for_update
from fairs.business_days import CASABLANCA
from fairs.calls.exceptions import EditionOver
from fairs.calls.models import Call, Criterion, EditionBody, Quota
from fairs.enums import ProgrammeKind
from fairs.models import Edition, EditionDay, Stall, Stop
from fairs.plan.models import Plan, PlanMark, PlanPlace
from fairs.services.editions import CodeTaken, days_between

LANGUAGES = ("ar", "fr", "en")
# What stays as it was, and what is shifted.
EDITION_KEPT = ("programme_id", "business_day_ends", "cash_held_by")
EDITION_TEXTS = ("description", "venue")
EDITION_DATES = ("starts_at", "ends_at", "online_opens_at", "online_closes_at")
STOP_KEPT = ("number", "accepts_collection", "latitude", "longitude")
STOP_TEXTS = ("name", "venue", "directions")
STOP_DATES = ("starts_at", "ends_at", "sets_up_at")
CALL_KEPT = ("answer_hours", "capacity", "most_stalls_each")
CALL_TEXTS = ("text", "what_to_bring")
CALL_DATES = ("opens_at", "closes_at", "announces_at", "confirm_by")
STALL_KEPT = ("code", "zone", "is_shared", "is_institutional", "area", "power_watts", "fee")
PLACED = ("column", "row", "width", "height")


@dataclass(frozen=True, slots=True)
class Shift:
    """How far an edition moves: whole days, or whole months where it goes by months. Hours stay on the clock."""

    days: int = 0
    months: int = 0

    def __call__(self, moment: datetime | None) -> datetime | None:
        if moment is None:
            return None
        local = moment.astimezone(CASABLANCA)
        if self.months:
            return datetime.combine(self._later(local.date()), local.time(), CASABLANCA)
        return datetime.combine(local.date() + timedelta(days=self.days), local.time(), CASABLANCA)

    def _later(self, day: date) -> date:
        month = day.year * 12 + day.month - 1 + self.months
        first = date(month // 12, month % 12 + 1, 1)
        return min(first + timedelta(days=day.day - 1), first.replace(day=28) + timedelta(days=_after_28(first)))


def shift_to(edition: Edition, first: date) -> Shift:
    """The shift by which `edition` begins on `first`: by months for a platform that goes by months."""
    begins = edition.starts_at.astimezone(CASABLANCA).date()
    if edition.programme.kind == ProgrammeKind.PERMANENT_PLATFORMS and begins.day == first.day:
        return Shift(months=(first.year - begins.year) * 12 + first.month - begins.month)
    return Shift(days=(first - begins).days)


def names_of_month(month: date) -> dict[str, str]:
    """What the stop of a platform is called that lasts this month, in every language."""
    names = {}
    for language in LANGUAGES:
        with translation.override(language):
            names[f"name_{language}"] = f"{month_name(month)} {month.year}"
    return names


def between(first: Stop, second: Stop) -> Shift:
    """The shift by which one stop begins when another does."""
    begins, then = (stop.starts_at.astimezone(CASABLANCA).date() for stop in (first, second))
    return Shift(days=(then - begins).days)


@transaction.atomic
def copy_edition(*, edition_id: int, values: Mapping[str, Any], first_day: date, by: User) -> Edition:
    """Write an edition like another one, not yet published, that begins on `first_day`; no call of it is open.

    `values` are its code, its names and, where it moves elsewhere, its commune. Raises `CodeTaken`, `EditionOver`.
    """
    source = row_for_update(Edition, edition_id)
    if Edition.objects.filter(code=values["code"]).exists():
        raise CodeTaken(values["code"])
    if first_day < clock.today():
        raise EditionOver(first_day)
    shift = shift_to(source, first_day)
    edition = Edition(**_taken(source, EDITION_KEPT, EDITION_TEXTS, EDITION_DATES, shift), is_published=False)
    edition.commune = source.commune
    for name, value in values.items():
        setattr(edition, name, value)
    edition.region = edition.commune.province.region
    write_new(row=edition, by=by)
    stalls = _copy_stalls(source, edition)
    stops = _copy_stops(source, edition, shift, by)
    for old, new in stops:
        _copy_plan(old, new, stalls)
        _copy_call(old, new, by)
    _copy_bodies(source, edition)
    told = {"from": source.code, "stops": len(stops), "stalls": len(stalls)}
    record_act(action="edition.copy", subject=edition, by=by, after=told)
    return edition


def copy_rules(source: Call, target: Call) -> None:
    """Let `target` have the criteria, the quotas and the areas of `source`, and no others.

    What is about provinces of another region stays behind: nobody could write it there, and hardly keep it.
    """
    Criterion.objects.filter(call=target).delete()
    Quota.objects.filter(call=target).delete()
    Criterion.objects.bulk_create(
        Criterion(
            call=target,
            **_taken(row, ("position", "weight", "highest"), ("name", "guidance")),
        )
        for row in source.criteria.order_by("position", "pk")
    )
    kept = ("kind", "province_id", "sector", "at_least", "at_most")
    quotas, areas = source.quotas.order_by("pk"), source.areas_struck.all()
    if target.stop.edition.programme.kind != ProgrammeKind.NATIONAL_FAIRS:
        region = target.stop.region_id
        quotas = quotas.filter(Q(province__isnull=True) | Q(province__region=region))
        areas = areas.filter(region=region)
    Quota.objects.bulk_create(Quota(call=target, **_taken(row, kept)) for row in quotas)
    target.areas_struck.set(areas)


def _copy_stalls(source: Edition, edition: Edition) -> dict[int, Stall]:
    """The stalls that still stand, by the key of the one that each is a copy of."""
    old = list(Stall.objects.filter(edition=source, ended_at__isnull=True).order_by("pk"))
    new = Stall.objects.bulk_create(Stall(edition=edition, **_taken(row, STALL_KEPT)) for row in old)
    return {row.pk: copied for row, copied in zip(old, new, strict=True)}


def _copy_stops(source: Edition, edition: Edition, shift: Shift, by: User) -> list[tuple[Stop, Stop]]:
    """Each stop beside its copy, whose days open as those did. A fair that moves takes its one stop with it."""
    pairs = []
    old_stops = list(Stop.objects.filter(edition=source).select_related("commune").order_by("number"))
    for old in old_stops:
        stop = Stop(edition=edition, **_taken(old, STOP_KEPT, STOP_TEXTS, STOP_DATES, shift))
        stop.commune, stop.region_id = old.commune, old.region_id
        _name_by_month(stop, old)
        if len(old_stops) == 1:
            _follow(stop, edition, source, old)
        write_new(row=stop, by=by)
        _copy_hours(old, stop, edition)
        pairs.append((old, stop))
    return pairs


def _name_by_month(stop: Stop, old: Stop) -> None:
    """The month of a platform is called after the month that its copy has."""
    before, after = (names_of_month(row.starts_at.astimezone(CASABLANCA).date()) for row in (old, stop))
    for name, text in before.items():
        if getattr(old, name) == text:
            setattr(stop, name, after[name])


def _follow(stop: Stop, edition: Edition, source: Edition, old: Stop) -> None:
    for language in LANGUAGES:
        if getattr(old, f"name_{language}") == getattr(source, f"name_{language}"):
            setattr(stop, f"name_{language}", getattr(edition, f"name_{language}"))
    if edition.commune_id != source.commune_id and old.commune_id == source.commune_id:
        stop.commune, stop.region_id = edition.commune, edition.region_id
        stop.latitude = stop.longitude = None


def _copy_hours(old: Stop, stop: Stop, edition: Edition) -> None:
    """The first day opens as the first did, and so on; a day too many opens as the last one."""
    rows = EditionDay.objects.filter(stop=old).order_by("day")
    hours: list[dict[str, Any]] = [{"opens_at": row.opens_at, "closes_at": row.closes_at} for row in rows] or [{}]
    days = days_between(stop.starts_at, stop.ends_at, cut_off=edition.business_day_ends)
    EditionDay.objects.bulk_create(
        EditionDay(stop=stop, day=day, **hours[min(number, len(hours) - 1)]) for number, day in enumerate(days)
    )


def _copy_plan(old: Stop, stop: Stop, stalls: Mapping[int, Stall]) -> None:
    source = Plan.objects.filter(stop=old).first()
    if source is None:
        return
    plan = Plan.objects.create(stop=stop, **_taken(source, ("columns", "rows", "square_cm", "picture")))
    PlanPlace.objects.bulk_create(
        PlanPlace(plan=plan, stall=stalls[row.stall_id], **_taken(row, PLACED))
        for row in source.places.order_by("pk")
        if row.stall_id in stalls
    )
    PlanMark.objects.bulk_create(
        PlanMark(plan=plan, **_taken(row, ("kind", "label", *PLACED))) for row in source.marks.order_by("pk")
    )


def _copy_call(old: Stop, stop: Stop, by: User) -> None:
    """As many days before its stop as the other was before its own."""
    source = Call.objects.filter(stop=old).first()
    if source is None:
        return
    shift = between(old, stop)
    call = Call(stop=stop, **_taken(source, CALL_KEPT, CALL_TEXTS, CALL_DATES, shift))
    copy_rules(source, write_new(row=call, by=by))


def _copy_bodies(source: Edition, edition: Edition) -> None:
    rows = EditionBody.objects.filter(edition=source).order_by("pk")
    EditionBody.objects.bulk_create(
        EditionBody(edition=edition, body_id=row.body_id, part=row.part, brings=row.brings) for row in rows
    )


def _taken(
    row: Model,
    kept: tuple[str, ...],
    texts: tuple[str, ...] = (),
    dates: tuple[str, ...] = (),
    shift: Shift | None = None,
) -> dict[str, Any]:
    """The values of a row for its copy: some as they are, texts in every language, dates shifted."""
    values = {name: getattr(row, name) for name in kept}
    values |= {f"{name}_{code}": getattr(row, f"{name}_{code}") for name in texts for code in LANGUAGES}
    if shift is not None:
        values |= {name: shift(getattr(row, name)) for name in dates}
    return values


def _after_28(first: date) -> int:
    """How many days a month has after its 28th."""
    next_month = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
    return (next_month - first.replace(day=28)).days - 1
