"""Where one's stall is, when it is open, how to get there, and whom to call: to read on the way and to print."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from cooperatives.permissions import Area, cooperatives_for, cooperatives_where
from fairs.attendance.badges import code_of
from fairs.calls.models import Call
from fairs.enums import EditionRole
from fairs.models import Edition, EditionDay, EditionMembership, Participation, StallAssignment, Stop
from fairs.places import map_url, point_text
from fairs.plan.drawing import drawing_of
from marketplace.basket.requests import SignedInRequest
from marketplace.workspace.fairs.around import frame

MOST_CALLED = 3
WHO_ANSWERS = (EditionRole.OWNER, EditionRole.CO_ORGANISER, EditionRole.FIELD_STAFF)


@dataclass(frozen=True, slots=True)
class Days:
    """Days on which the same stalls and the same hours hold, told together."""

    first: EditionDay
    last: EditionDay
    stalls: tuple[tuple[str, str], ...]


@never_cache
@login_required
@require_GET
def stall(request: SignedInRequest, public_id: str) -> HttpResponse:
    """All that somebody of the organisation needs to come to a stop."""
    own = Participation.objects.coming().filter(cooperative__in=cooperatives_for(request.user))
    found = get_object_or_404(
        own.select_related("cooperative", "stop__edition__programme", "stop__edition__commune", "stop__commune"),
        public_id=public_id,
    )
    stop = found.stop
    assignments = list(found.assignments.select_related("stall", "day").order_by("day__day", "place", "pk"))
    may_carry = cooperatives_where(request.user, Area.STOCK).filter(pk=found.cooperative_id).exists()
    context = {
        "participation": found,
        "stop": stop,
        "edition": stop.edition,
        "venue": stop.venue or stop.edition.venue,
        "days": days_of(stop, assignments),
        "point": point_of(stop),
        "call": Call.objects.filter(stop=stop).first(),
        "people": people_to_call(stop.edition),
        "badges": [(badge, code_of(badge)) for badge in found.badges.filter(ended_at__isnull=True)],
        "drawing": drawing_of(stop, own={assignment.stall.code for assignment in assignments}),
        "may_carry": may_carry,
    }
    return render(request, "marketplace/workspace/fairs/stall.html", frame(request) | context)


def days_of(stop: Stop, assignments: Sequence[StallAssignment]) -> list[Days]:
    """The days of a stop with the stalls given, days alike and next to each other as one line."""
    stalls: dict[int, list[tuple[str, str]]] = {}
    for assignment in assignments:
        stalls.setdefault(assignment.day_id, []).append((assignment.stall.code, assignment.stall.zone))
    rows = [(day, tuple(stalls.get(day.pk, []))) for day in stop.days.order_by("day")]
    told = []
    for (_opens, _closes, given), group in groupby(rows, key=lambda row: (row[0].opens_at, row[0].closes_at, row[1])):
        alike = [day for day, _stalls in group]
        told.append(Days(alike[0], alike[-1], given))
    return told


def point_of(stop: Stop) -> dict[str, str] | None:
    """Where the stop is: for the telephone's own map, and for a map in the browser."""
    point = point_text(stop)
    if point is None:
        return None
    lat, lon = point
    return {"text": f"{lat}, {lon}", "geo": f"geo:{lat},{lon}?q={lat},{lon}", "map": map_url(stop)}


def people_to_call(edition: Edition) -> QuerySet[EditionMembership]:
    """A few of those who organise the edition, with a telephone: those of the edition itself first."""
    of_it = Q(edition=edition) | Q(edition__isnull=True, programme=edition.programme_id)
    rows = EditionMembership.objects.current().filter(of_it, role__in=WHO_ANSWERS, user__is_active=True)
    with_phone = rows.exclude(user__phone="").exclude(user__phone__isnull=True)
    return with_phone.select_related("user", "body").order_by("edition", "pk")[:MOST_CALLED]
