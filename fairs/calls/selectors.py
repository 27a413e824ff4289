"""What the screens of a call read: stalls to give, people and bodies, how many applied."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from fairs.applications.enums import ApplicationStatus
from fairs.applications.models import Application
from fairs.calls.models import Call, Criterion, EditionBody, OrganisingBody, Quota
from fairs.enums import EditionRole
from fairs.models import Edition, EditionMembership, Stall, Stop
from fairs.plan.models import PlanPlace
from fairs.selection.models import Score


def stalls_to_give(edition_id: int) -> int | None:
    """How many stalls of an edition organisations can be given a day; None where one is shared by any number."""
    rows = Stall.objects.filter(edition=edition_id, ended_at__isnull=True, is_institutional=False)
    found = rows.aggregate(all=Count("pk"), shared=Count("pk", filter=Q(is_shared=True)))
    return None if found["shared"] else int(found["all"])


def scoring_began(call: Call) -> bool:
    """Whether a member of the committee gave a point by this call's criteria."""
    return Score.objects.filter(application__call=call).exists()


def has_a_plan(stop: Stop) -> bool:
    return PlanPlace.objects.filter(plan__stop=stop).exists()


def committee_of(edition: Edition) -> QuerySet[EditionMembership]:
    """Who chooses at an edition now, by a role in it or in its programme."""
    rows = EditionMembership.objects.current().filter(role=EditionRole.COMMITTEE, user__is_active=True)
    return rows.filter(Q(edition=edition) | Q(programme=edition.programme_id))


def stops_with_calls(edition: Edition) -> list[Stop]:
    """The stops of an edition in their order, each with its call (`call_or_none`), criteria and quotas."""
    criteria = Prefetch("call__criteria", Criterion.objects.order_by("position", "pk"))
    quotas = Prefetch("call__quotas", Quota.objects.select_related("province").order_by("pk"))
    rows = Stop.objects.filter(edition=edition).select_related("commune__province__region", "call", "region")
    stops = list(rows.prefetch_related(criteria, quotas).order_by("number"))
    for stop in stops:
        stop.edition = edition
    return stops


def call_of(stop: Stop) -> Call | None:
    """The call of a stop, where one is written."""
    return getattr(stop, "call", None)


@dataclass(frozen=True, slots=True)
class Applied:
    """How many applications of a call stand where."""

    drafts: int = 0
    sent: int = 0
    chosen: int = 0
    coming: int = 0
    waiting: int = 0


def applied_at(call_ids: Iterable[int]) -> dict[int, Applied]:
    """By call; one question."""
    of = ApplicationStatus
    rows = Application.objects.filter(call__in=list(call_ids)).order_by().values("call")
    counted: Any = rows.annotate(
        drafts=Count("pk", filter=Q(status=of.DRAFT)),
        sent=Count("pk", filter=~Q(status__in=[of.DRAFT, of.WITHDRAWN])),
        chosen=Count("pk", filter=Q(status__in=[of.SELECTED, of.OFFERED, of.CONFIRMED])),
        coming=Count("pk", filter=Q(status=of.CONFIRMED)),
        waiting=Count("pk", filter=Q(status=of.WAITING)),
    )
    names = ("drafts", "sent", "chosen", "coming", "waiting")
    return {row["call"]: Applied(**{name: row[name] for name in names}) for row in counted}


def people_of(edition: Edition) -> QuerySet[EditionMembership]:
    """Everybody who has or had a role in an edition or its programme, those of today first."""
    rows = EditionMembership.objects.filter(Q(edition=edition) | Q(programme=edition.programme_id))
    ended = Exists(EditionMembership.objects.filter(pk=OuterRef("pk"), ended_at__isnull=False))
    return rows.annotate(over=ended).select_related("user", "body").order_by("over", "programme", "pk")


def bodies_of(edition: Edition) -> QuerySet[EditionBody]:
    """The bodies that organise an edition together, each with how many people act for it there."""
    acting = Count(
        "body__memberships",
        filter=Q(body__memberships__edition=edition, body__memberships__ended_at__isnull=True),
        distinct=True,
    )
    rows = EditionBody.objects.filter(edition=edition).select_related("body__region")
    return rows.annotate(acting=acting).order_by("pk")


def bodies_to_ask(edition: Edition) -> QuerySet[OrganisingBody]:
    """The bodies that may join an edition: those of its region and those of the whole country, not yet in it."""
    rows = OrganisingBody.objects.filter(Q(region=edition.region_id) | Q(region__isnull=True))
    return rows.exclude(editions__edition=edition).order_by("kind", "pk")
