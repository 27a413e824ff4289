"""The plans of what is open now: every stall in rows by its zone, with what visitors look for besides."""

from collections.abc import Sequence
from itertools import groupby

from cooperatives.accounts.models import User
from fairs.models import Edition, Stall, Stop
from fairs.plan.enums import MarkKind
from fairs.plan.models import Plan
from fairs.plan.services import Area, NewStall, add_mark, draw_plan, draw_stalls

STALLS_IN_A_ROW, STALL, AISLE, EDGE = 10, 2, 2, 3


def load_plans(editions: Sequence[Edition], *, by: User) -> None:
    """Draw the stop that is open now, of each edition whose stalls are not shared."""
    for edition in editions:
        stalls = list(Stall.objects.filter(edition=edition, is_shared=False).order_by("zone", "code"))
        stop = Stop.objects.filter(edition=edition).order_by("-starts_at").first()
        if stalls and stop:
            _draw(stop, stalls, by)


def _draw(stop: Stop, stalls: Sequence[Stall], by: User) -> None:
    placed: list[NewStall] = []
    row = EDGE + 1
    for _zone, of_zone in groupby(stalls, key=lambda stall: stall.zone):
        here = list(of_zone)
        for first in range(0, len(here), STALLS_IN_A_ROW):
            placed += [
                NewStall(stall.code, Area(EDGE + at * STALL, row, STALL, STALL))
                for at, stall in enumerate(here[first : first + STALLS_IN_A_ROW])
            ]
            row += STALL + AISLE
    columns = EDGE * 2 + STALLS_IN_A_ROW * STALL
    plan = draw_plan(stop_id=stop.pk, values={"columns": columns, "rows": row + EDGE, "square_cm": 150}, by=by)
    draw_stalls(plan_id=plan.pk, version=plan.version, stalls=placed, by=by)
    marks = (
        (MarkKind.ENTRANCE, Area(columns // 2 - 2, row + 1, 4, 1)),
        (MarkKind.STAGE, Area(columns // 2 - 3, 0, 6, 2)),
        (MarkKind.TOILETS, Area(columns - 3, 0, 3, 2)),
        (MarkKind.FIRST_AID, Area(0, 0, 3, 2)),
    )
    for kind, place in marks:
        version = Plan.objects.values_list("version", flat=True).get(pk=plan.pk)
        add_mark(plan_id=plan.pk, version=version, kind=kind, label="", place=place, by=by)
