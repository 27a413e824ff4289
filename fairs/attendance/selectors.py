"""What the desk shows of a day: who came, who is missing, what happened, who was counted."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Sum

from cooperatives import clock
from fairs.applications.enums import ApplicationStatus
from fairs.applications.models import Application
from fairs.attendance.models import Absence, Arrival, Incident, InstitutionalStand, VisitorCount, Workshop
from fairs.business_days import business_day
from fairs.enums import ParticipationStatus
from fairs.models import Edition, EditionDay, Participation, Stall, StallAssignment, Stop
from fairs.models.participation import ParticipationQuerySet


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
    """The numbers of a day, in one query."""
    told = comers_of(day).aggregate(
        all=Count("pk"), arrived=Count("pk", filter=Q(is_here=True)), absent=Count("pk", filter=Q(is_absent=True))
    )
    return Presence(**told)


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


def open_incidents(edition: Edition) -> int:
    return Incident.objects.filter(day__stop__edition=edition, status="open").count()


@dataclass
class VisitorTable:
    """Visitors of a day: a line for each hour that was counted, a column for each zone."""

    zones: list[str]
    hours: dict[int, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [
            {
                "hour": hour,
                "cells": [(zone, counted.get(zone)) for zone in self.zones],
                "total": sum(counted.values()),
            }
            for hour, counted in sorted(self.hours.items())
        ]

    @property
    def totals(self) -> list[tuple[str, int]]:
        return [(zone, sum(counted.get(zone, 0) for counted in self.hours.values())) for zone in self.zones]

    @property
    def total(self) -> int:
        return sum(number for _zone, number in self.totals)


def visitors_of(day: EditionDay) -> VisitorTable:
    """All that was counted on a day."""
    rows = list(VisitorCount.objects.filter(day=day).order_by("zone", "hour"))
    table = VisitorTable(sorted({row.zone for row in rows}))
    for row in rows:
        table.hours[row.hour][row.zone] = row.people
    return table


def visitors_by_day(edition: Edition) -> dict[int, int]:
    """How many visitors were counted on each day of an edition, by the day's key in the database."""
    rows = VisitorCount.objects.filter(day__stop__edition=edition).order_by()
    return dict(rows.values("day").annotate(people=Sum("people")).values_list("day", "people"))


def zones_of(edition: Edition) -> list[str]:
    """The zones in which the stalls of an edition stand."""
    rows = Stall.objects.filter(edition=edition, ended_at__isnull=True).exclude(zone="").order_by("zone")
    return list(rows.values_list("zone", flat=True).distinct())


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
