"""What the desk shows of a day: who came, who is missing, what happened, who was counted."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Exists, Max, Min, OuterRef, Prefetch, Q, QuerySet, Sum

from cooperatives import clock
from fairs.applications.enums import ApplicationStatus
from fairs.applications.models import Application
from fairs.attendance.enums import IncidentKind, IncidentStatus
from fairs.attendance.models import Absence, Arrival, Incident, InstitutionalStand, VisitorCount, Workshop
from fairs.business_days import business_day
from fairs.enums import ParticipationStatus
from fairs.models import Edition, EditionDay, Participation, Stall, StallAssignment, Stop
from fairs.models.participation import ParticipationQuerySet

# How a count that is of no zone alone is written.
WHOLE_GROUND = ""


@dataclass(frozen=True, slots=True)
class Presence:
    """How many come to a stop on a day, and where they are."""

    all: int
    arrived: int
    absent: int

    @property
    def awaited(self) -> int:
        return self.all - self.arrived - self.absent


def days_of(edition: Edition) -> list[EditionDay]:
    """Every day of an edition, with its stop."""
    rows = EditionDay.objects.filter(stop__edition=edition).select_related("stop")
    days = list(rows.order_by("day", "stop__number"))
    for day in days:
        day.stop.edition = edition
    return days


def day_to_show(days: list[EditionDay], edition: Edition, asked: str) -> EditionDay | None:
    """The day that the address names (stop and date), else today, else the next one, else the last."""
    named = next((row for row in days if key_of(row) == asked), None)
    today = business_day(clock.now(), ends=edition.business_day_ends)
    coming = (row for row in days if row.day >= today)
    return named or next(coming, days[-1] if days else None)


def key_of(day: EditionDay) -> str:
    """By which an address names a day of a stop."""
    return f"{day.stop.number}-{day.day.isoformat()}"


def comers_of(day: EditionDay) -> ParticipationQuerySet:
    """Who comes to the stop of a day, each marked with whether it arrived or was written down as missing.

    Who gave up its place later stays in the list of the days on which it came, or was missing.
    """
    of_day = {"participation": OuterRef("pk"), "day": day}
    rows = Participation.objects.filter(stop=day.stop_id).select_related("cooperative")
    rows = rows.annotate(
        is_here=Exists(Arrival.objects.standing().filter(**of_day)),
        is_absent=Exists(Absence.objects.filter(**of_day, withdrawn_at__isnull=True)),
    )
    gave_up = Q(status=ParticipationStatus.WITHDRAWN, is_here=False, is_absent=False)
    return rows.exclude(gave_up).order_by("pk")


def presence_of(day: EditionDay) -> Presence:
    """The numbers of a day."""
    return presence_on([day])[day.pk]


def presence_on(days: Iterable[EditionDay]) -> dict[int, Presence]:
    """The numbers of each of these days, by its key in the database: three queries."""
    stops = {day.pk: day.stop_id for day in days}
    coming: dict[int, set[int]] = defaultdict(set)
    for pk, stop in Participation.objects.filter(stop__in=stops.values()).coming().values_list("pk", "stop"):
        coming[stop].add(pk)
    here = _marked(Arrival.objects.standing().filter(day__in=stops))
    absent = _marked(Absence.objects.filter(day__in=stops, withdrawn_at__isnull=True))
    return {
        day: Presence(all=len(coming[stop] | here[day] | absent[day]), arrived=len(here[day]), absent=len(absent[day]))
        for day, stop in stops.items()
    }


def _marked(rows: QuerySet[Arrival] | QuerySet[Absence]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for day, participation in rows.order_by().values_list("day", "participation").distinct():
        found[day].add(participation)
    return found


def named_like(rows: ParticipationQuerySet, day: EditionDay, text: str) -> ParticipationQuerySet:
    """Those whose name, or whose stall of the day, holds what was typed."""
    if not text:
        return rows
    at_stall = StallAssignment.objects.filter(day=day, stall__code__istartswith=text).order_by()
    languages = Q(cooperative__name_ar__icontains=text) | Q(cooperative__name_fr__icontains=text)
    return rows.filter(languages | Q(pk__in=at_stall.values("participation")))


def with_facts(rows: ParticipationQuerySet, day: EditionDay) -> ParticipationQuerySet:
    """With the stalls of the day and who arrived when, taken back or not: two more queries for any number."""
    stalls = StallAssignment.objects.filter(day=day).select_related("stall").order_by("stall__code")
    arrivals = Arrival.objects.filter(day=day).select_related("badge", "withdrawn_by").order_by("arrived_at", "pk")
    return rows.prefetch_related(
        Prefetch("assignments", queryset=stalls, to_attr="of_day"),
        Prefetch("arrivals", queryset=arrivals, to_attr="arrived"),
    )


def waiting_at(stop: Stop) -> int:
    """How many wait for a place at a stop."""
    return Application.objects.filter(call__stop=stop, status=ApplicationStatus.WAITING).count()


def incidents_of(day: EditionDay) -> QuerySet[Incident]:
    """What went wrong on a day: what is open first, the latest first."""
    rows = Incident.objects.filter(day=day).select_related("stall", "recorded_by")
    return rows.order_by("status", "-happened_at", "-pk")


def incidents_by_kind(days: Iterable[EditionDay]) -> list[tuple[IncidentKind, int, int]]:
    """How many incidents of each kind these days saw, and how many were solved; the most frequent kind first."""
    rows = Incident.objects.filter(day__in=list(days)).order_by().values("kind")
    told = rows.annotate(number=Count("pk"), solved=Count("pk", filter=Q(status=IncidentStatus.SOLVED)))
    return [(IncidentKind(row["kind"]), row["number"], row["solved"]) for row in told.order_by("-number", "kind")]


def open_incidents(edition: Edition) -> int:
    return Incident.objects.filter(day__stop__edition=edition, status=IncidentStatus.OPEN).count()


def hours_from(opens: int) -> list[int]:
    """The hours of a day in their order: from the opening on, then those after midnight, then before the opening."""
    return [(opens + step) % 24 for step in range(24)]


def of_an_hour(counted: Mapping[str, int]) -> int:
    """Visitors of one hour: those of the whole ground where it was counted, else those of its zones together.

    Who counted the whole ground and a zone of it would else have counted the same people twice.
    """
    return counted[WHOLE_GROUND] if WHOLE_GROUND in counted else sum(counted.values())


@dataclass
class VisitorTable:
    """Visitors of a day: a line for each hour that was counted, a column for each zone."""

    opens: int = 0
    hours: dict[int, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))

    @property
    def zones(self) -> list[str]:
        return sorted({zone for counted in self.hours.values() for zone in counted})

    @property
    def rows(self) -> list[dict[str, Any]]:
        in_order = [(hour, self.hours[hour]) for hour in hours_from(self.opens) if hour in self.hours]
        zones = self.zones
        return [
            {"hour": hour, "cells": [(zone, counted.get(zone)) for zone in zones], "total": of_an_hour(counted)}
            for hour, counted in in_order
        ]

    @property
    def totals(self) -> list[tuple[str, int]]:
        return [(zone, sum(counted.get(zone, 0) for counted in self.hours.values())) for zone in self.zones]

    @property
    def total(self) -> int:
        return sum(of_an_hour(counted) for counted in self.hours.values())


def visitors_of(day: EditionDay) -> VisitorTable:
    """All that was counted on a day."""
    return visitors_on([day])[day.pk]


def visitors_on(days: Iterable[EditionDay]) -> dict[int, VisitorTable]:
    """All that was counted on each of these days, by its key in the database, in one query."""
    tables = {day.pk: VisitorTable(day.opens_at.hour) for day in days}
    for row in VisitorCount.objects.filter(day__in=tables).order_by("day", "zone", "hour"):
        tables[row.day_id].hours[row.hour][row.zone] = row.people
    return tables


def zones_of(edition: Edition) -> list[str]:
    """The zones in which the stalls of an edition stand."""
    rows = Stall.objects.filter(edition=edition, ended_at__isnull=True).exclude(zone="").order_by("zone")
    return list(rows.values_list("zone", flat=True).distinct())


def held_between(stop: Stop) -> tuple[date, date]:
    """The first and the last business day of a stop: on these a workshop is held."""
    told = EditionDay.objects.filter(stop=stop).aggregate(first=Min("day"), last=Max("day"))
    return told["first"], told["last"]


def workshops_of(stop: Stop) -> QuerySet[Workshop]:
    return Workshop.objects.filter(stop=stop).order_by("starts_at", "pk")


def workshop_sums(of: Iterable[int]) -> dict[str, int]:
    """What came to the workshops of these stops together: how many were counted, people, women, young."""
    rows = Workshop.objects.filter(stop__in=of, cancelled_at__isnull=True, people__isnull=False)
    told = rows.aggregate(counted=Count("pk"), people=Sum("people"), women=Sum("women"), young=Sum("young"))
    return {name: number or 0 for name, number in told.items()}


def stands_of(stop: Stop) -> QuerySet[InstitutionalStand]:
    """The institutions at a stop; those that ended last."""
    rows = InstitutionalStand.objects.filter(stop=stop).select_related("body", "stall")
    return rows.order_by("-ended_at", "pk")


def free_institutional_stalls(stop: Stop) -> QuerySet[Stall]:
    """The stalls kept for institutions at which nobody stands."""
    taken = InstitutionalStand.objects.filter(stop=stop, ended_at__isnull=True, stall__isnull=False)
    rows = Stall.objects.filter(edition=stop.edition_id, is_institutional=True, ended_at__isnull=True)
    return rows.exclude(pk__in=taken.order_by().values("stall")).order_by("code")
