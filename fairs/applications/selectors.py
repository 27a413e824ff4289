"""What an organisation may apply to, and what it applied for."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Case, IntegerField, QuerySet, Value, When

from cooperatives import clock
from cooperatives.models import Cooperative
from cooperatives.permissions import Area, Person, cooperatives_where
from fairs.applications.enums import ApplicationStatus
from fairs.applications.models import Application
from fairs.calls.models import Call
from fairs.models import Edition

# More calls than anybody reads at once.
MOST_CALLS = 200


@dataclass(slots=True)
class EditionCalls:
    """An edition with those of its calls that are listed together."""

    edition: Edition
    calls: list[Call] = field(default_factory=list)

    @property
    def closes_at(self) -> datetime:
        return min(call.closes_at for call in self.calls)

    @property
    def opens_at(self) -> datetime:
        return min(call.opens_at for call in self.calls)

    @property
    def first_day(self) -> datetime:
        return min(call.stop.starts_at for call in self.calls)


def open_calls() -> QuerySet[Call]:
    """The calls that may be applied to now."""
    now = clock.now()
    rows = Call.objects.filter(opened_at__isnull=False, opens_at__lte=now, closes_at__gt=now, announced_at__isnull=True)
    return _with_stops(rows)


def coming_calls() -> QuerySet[Call]:
    """The calls that were published and open later."""
    return _with_stops(Call.objects.filter(opened_at__isnull=False, opens_at__gt=clock.now()))


def calls_to_answer(cooperative: Cooperative) -> list[EditionCalls]:
    """What the organisation may still apply to, by edition: its own region first, then what closes soonest."""
    sent = Application.objects.filter(cooperative=cooperative).exclude(
        status__in=[ApplicationStatus.DRAFT, ApplicationStatus.WITHDRAWN]
    )
    return by_edition(near_first(open_calls().exclude(pk__in=sent.order_by().values("call")), cooperative, "closes_at"))


def calls_ahead(cooperative: Cooperative) -> list[EditionCalls]:
    """What opens later, by edition: its own region first, then what opens soonest."""
    return by_edition(near_first(coming_calls(), cooperative, "opens_at"))


def near_first(calls: QuerySet[Call], cooperative: Cooperative, then: str) -> QuerySet[Call]:
    """The calls with those of the organisation's region before the others."""
    is_near = When(stop__region=cooperative.region_id, then=Value(0))
    rows = calls.annotate(far=Case(is_near, default=Value(1), output_field=IntegerField()))
    return rows.order_by("far", then, "stop__edition", "stop__number")[:MOST_CALLS]


def by_edition(calls: Iterable[Call]) -> list[EditionCalls]:
    """The calls of each edition together, in the order in which the first of them came."""
    found: dict[int, EditionCalls] = {}
    for call in calls:
        found.setdefault(call.stop.edition_id, EditionCalls(call.stop.edition)).calls.append(call)
    return list(found.values())


def applications_for(user: Person) -> QuerySet[Application]:
    """The applications that `user` may read and answer; detail views fetch from here."""
    return applications_of(cooperatives_where(user, Area.FAIRS))


def applications_of(cooperatives: Iterable[Cooperative]) -> QuerySet[Application]:
    """The applications of these organisations, the latest first, with where each goes."""
    rows = Application.objects.filter(cooperative__in=cooperatives)
    related = ("cooperative", "call__stop__edition__programme", "call__stop__commune", "participation")
    return rows.select_related(*related).order_by("-pk")


def rank_in_list(application: Application) -> int:
    """The application's turn among those that still wait, from 1."""
    return ranks_in_lists([application]).get(application.pk, 0)


def ranks_in_lists(applications: Iterable[Application]) -> dict[int, int]:
    """The turn of each of them that waits, in one query for any number."""
    waiting = [each for each in applications if each.status == ApplicationStatus.WAITING]
    if not waiting:
        return {}
    before = Application.objects.filter(call__in={each.call_id for each in waiting}, status=ApplicationStatus.WAITING)
    positions: dict[int, list[int]] = {}
    for call, position in before.order_by().values_list("call", "waiting_position"):
        positions.setdefault(call, []).append(position or 0)
    return {
        each.pk: sum(position <= (each.waiting_position or 0) for position in positions[each.call_id])
        for each in waiting
    }


def drafts_in(edition: Edition, cooperative: Cooperative) -> QuerySet[Application]:
    """What the organisation is writing for an edition and has not sent, stop by stop."""
    rows = applications_of([cooperative]).filter(call__stop__edition=edition, status=ApplicationStatus.DRAFT)
    return rows.order_by("call__stop__number")


def _with_stops(calls: QuerySet[Call]) -> QuerySet[Call]:
    return calls.select_related("stop__edition__programme", "stop__commune", "stop__region")
