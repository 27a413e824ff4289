"""Plans with their stalls, who stands where, and the badges of those who come."""

from collections.abc import Sequence

from fairs.attendance.models import Badge
from fairs.models import EditionDay, Participation, Stall, StallAssignment, Stop
from fairs.plan.enums import MarkKind
from fairs.plan.models import Plan, PlanMark, PlanPlace

A_ROW, INSTITUTIONS = 20, 10


def drawn(stop: Stop, *, stalls: int) -> Plan:
    """Rows of twenty, two and two back to back; the stop's last ten are for institutions."""
    plan = Plan.objects.create(stop=stop, columns=60, rows=60)
    begun = Stall.objects.filter(edition=stop.edition).count()
    made = Stall.objects.bulk_create(
        Stall(
            edition=stop.edition,
            code=f"S{begun + number:03}",
            zone="ABCD"[number * 4 // stalls],
            area=9,
            power_watts=3000 if number % 3 == 0 else 0,
            is_institutional=number >= stalls - min(INSTITUTIONS, stalls // 10),
        )
        for number in range(stalls)
    )
    PlanPlace.objects.bulk_create(
        PlanPlace(
            plan=plan,
            stall=stall,
            column=number % A_ROW * 2,
            row=number // A_ROW // 2 * 6 + number // A_ROW % 2 * 2,
        )
        for number, stall in enumerate(made)
    )
    PlanMark.objects.bulk_create(
        PlanMark(plan=plan, kind=kind, column=50, row=place * 3) for place, kind in enumerate(MarkKind)
    )
    return plan


def given_stalls(plan: Plan, comers: Sequence[Participation]) -> None:
    """Each its own, every day of the stop."""
    days = list(EditionDay.objects.filter(stop=plan.stop))
    stalls = Stall.objects.filter(places__plan=plan, is_institutional=False).order_by("code")
    StallAssignment.objects.bulk_create(
        [
            StallAssignment(stall=stall, day=day, participation=comer)
            for stall, comer in zip(stalls, comers, strict=False)
            for day in days
        ],
        batch_size=1000,
    )


def badges_for(comers: Sequence[Participation]) -> None:
    """One for each person; every third has a name on it."""
    Badge.objects.bulk_create(
        [
            Badge(participation=comer, number=number, name=f"Fatima {comer.pk}" if number == 1 else "")
            for comer in comers
            for number in range(1, comer.people + 1)
        ],
        batch_size=1000,
    )
