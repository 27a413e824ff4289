"""Who and what stands on the papers of a stop: a handful of questions, whatever the number of participants."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from catalogue.enums import LegalKind
from catalogue.models import Product
from fairs.applications.models import Application
from fairs.attendance.badges import lacking_badges
from fairs.attendance.models import Absence, Arrival, Badge
from fairs.enums import ParticipationStatus
from fairs.models import EditionDay, Listing, Participation, Stall, StallAssignment, Stop
from fairs.papers.kinds import PaperKind
from fairs.services import days_left


@dataclass(frozen=True, slots=True)
class Coming:
    """One who comes to a stop, with the codes of its stalls and what it asked for when it applied."""

    participation: Participation
    stalls: tuple[str, ...]
    zone: str
    application: Application | None


@dataclass(frozen=True, slots=True)
class GivenStall:
    """A stall of a stop and who stands there."""

    stall: Stall
    participations: list[Participation] = field(default_factory=list)


def took_part(stop: Stop) -> QuerySet[Participation]:
    """Those who confirmed, without who was written down as missing and never marked as come."""
    missing = Absence.objects.filter(participation=OuterRef("pk"), withdrawn_at__isnull=True)
    came = Arrival.objects.standing().filter(participation=OuterRef("pk"))
    confirmed = Participation.objects.filter(stop=stop, status=ParticipationStatus.CONFIRMED)
    return confirmed.filter(~Exists(missing) | Exists(came))


def coming_to(stop: Stop, *, who: QuerySet[Participation] | None = None) -> list[Coming]:
    """Those who come to a stop, or those of `who`, by the code of their first stall; those without one last."""
    rows = Participation.objects.filter(stop=stop).coming() if who is None else who
    rows = rows.select_related("cooperative__commune__province__region").order_by("pk")
    stalls: dict[int, dict[str, str]] = defaultdict(dict)
    assigned = StallAssignment.objects.filter(participation__stop=stop, day__in=days_left(stop))
    assigned = assigned.order_by("day__day", "place", "stall__code")
    for participation, code, zone in assigned.values_list("participation", "stall__code", "stall__zone"):
        stalls[participation].setdefault(code, zone)
    asked = {row.cooperative_id: row for row in Application.objects.filter(call__stop=stop, sent_at__isnull=False)}
    found = [
        Coming(
            row,
            tuple(stalls[row.pk]),
            next(iter(stalls[row.pk].values()), ""),
            asked.get(row.cooperative_id),
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: (not one.stalls, one.stalls, one.participation.pk))


def badges_at(stop: Stop) -> dict[int, list[Badge]]:
    """The badges that open the gate of a stop, by participation."""
    found: dict[int, list[Badge]] = defaultdict(list)
    for badge in Badge.objects.filter(participation__stop=stop, ended_at__isnull=True).order_by("number"):
        found[badge.participation_id].append(badge)
    return found


def food_at(stop: Stop) -> dict[int, list[Product]]:
    """The food products that participants bring to a stop, by participation."""
    found: dict[int, list[Product]] = defaultdict(list)
    brought = Listing.objects.filter(participation__stop=stop, product__legal_kind=LegalKind.FOOD)
    for listing in brought.select_related("product").order_by("product"):
        found[listing.participation_id].append(listing.product)
    return found


def given_stalls(stop: Stop) -> list[GivenStall]:
    """The stalls that stand at a stop, by their codes, each with who has it in the days that are left."""
    found: dict[int, GivenStall] = {}
    assigned = (
        _given(stop)
        .select_related("stall", "participation__cooperative__commune")
        .order_by("stall__code", "participation_id")
        .distinct("stall__code", "participation_id")
    )
    for each in assigned:
        found.setdefault(each.stall_id, GivenStall(each.stall)).participations.append(each.participation)
    return list(found.values())


def _given(stop: Stop) -> QuerySet[StallAssignment]:
    gone = ParticipationStatus.WITHDRAWN
    return StallAssignment.objects.filter(day__in=days_left(stop)).exclude(participation__status=gone)


def days_of(stop: Stop) -> list[EditionDay]:
    return list(EditionDay.objects.filter(stop=stop).order_by("day"))


@dataclass(frozen=True, slots=True)
class Counts:
    """How many pieces each paper of a stop has, and how many people have no badge yet."""

    pieces: dict[PaperKind, int]
    badges_missing: int


def counts_of(stop: Stop) -> Counts:
    """Counted in the database: the papers themselves are not made for it."""
    coming = Participation.objects.filter(stop=stop).coming()
    everybody = coming.count()
    asked = Application.objects.filter(
        call__stop=stop, sent_at__isnull=False, cooperative__in=coming.order_by().values("cooperative")
    ).aggregate(lodging=Count("pk", filter=Q(lodging_for__gt=0)), transport=Count("pk", filter=Q(needs_transport=True)))
    made = Badge.objects.filter(participation__in=coming.order_by())
    badges = made.aggregate(open=Count("pk", filter=Q(ended_at__isnull=True)))["open"]
    food = Listing.objects.filter(participation__in=coming.order_by(), product__legal_kind=LegalKind.FOOD).count()
    stalls = _given(stop).order_by().values("stall").distinct().count()
    return Counts(
        {
            PaperKind.INVITATIONS: everybody,
            PaperKind.BADGES: badges,
            PaperKind.LODGING: asked["lodging"],
            PaperKind.TRANSPORT: asked["transport"],
            PaperKind.ONSSA: food,
            PaperKind.ATTENDANCE: everybody,
            PaperKind.STALL_SIGNS: stalls,
            PaperKind.CERTIFICATES: took_part(stop).count(),
        },
        lacking_badges(stop).aggregate(all=Coalesce(Sum("lacking"), 0))["all"],
    )
