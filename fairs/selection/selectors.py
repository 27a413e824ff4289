"""What a committee reads: applications in their order, whom a member may not judge, how far each member is."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from cooperatives.accounts.models import User
from cooperatives.models import Membership
from cooperatives.territory.models import Province
from cooperatives.texts import search_form
from fairs.applications.enums import ANNOUNCED_STATUSES, ApplicationStatus
from fairs.applications.models import Application
from fairs.calls.models import Call, Criterion
from fairs.enums import EditionRole
from fairs.models import Edition, EditionMembership
from fairs.selection.models import CommonScore, Recusal, Score, ScoreSheet
from fairs.selection.ranking import Points, Sent, Weighed, in_rank, score_of

OWN = "own"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which applications of a call a list shows."""

    q: str = ""
    province: str = ""
    sector: str = ""
    kind: str = ""
    status: str = ""
    is_first_time: bool = False


@dataclass(frozen=True, slots=True)
class Standings:
    """The score of each application in the running, and their order."""

    scores: dict[int, int] = field(default_factory=dict)
    order: tuple[int, ...] = ()

    @property
    def rank(self) -> dict[int, int]:
        return {pk: place for place, pk in enumerate(self.order, start=1)}


@dataclass(frozen=True, slots=True)
class MemberProgress:
    """How many applications a member has judged, of those that they may."""

    member: User
    judged: int
    of: int
    excluded: int
    handed_in: bool
    sits: bool = True

    @property
    def is_whole(self) -> bool:
        return self.judged >= self.of


def calls_of(edition: Edition) -> QuerySet[Call]:
    """The calls by which an edition's stops are filled, in the order of the stops."""
    calls = Call.objects.filter(stop__edition=edition).select_related("stop__commune", "stop__edition")
    return calls.order_by("stop__number")


def committee_of(edition: Edition) -> list[User]:
    """Who gives points for the edition at present."""
    of_this = Q(edition=edition) | Q(programme=edition.programme_id)
    seats = EditionMembership.objects.current().filter(of_this, role=EditionRole.COMMITTEE, user__is_active=True)
    return list(User.objects.filter(pk__in=seats.order_by().values("user")).order_by("pk"))


# Applications


def applications_of(call: Call) -> QuerySet[Application]:
    """What was sent; a draft is its applicant's alone."""
    return Application.objects.filter(call=call).exclude(status=ApplicationStatus.DRAFT)


def in_the_running(call: Call) -> QuerySet[Application]:
    """What the committee chooses from, or chose from."""
    statuses = ANNOUNCED_STATUSES if call.announced_at else {ApplicationStatus.SENT}
    return Application.objects.filter(call=call, status__in=statuses)


def wanted_applications(call: Call, wanted: Wanted) -> QuerySet[Application]:
    """Those that a list shows, without those taken back unless these are asked for."""
    rows = applications_of(call)
    rows = rows.filter(status=wanted.status) if wanted.status else rows.exclude(status=ApplicationStatus.WITHDRAWN)
    for word in search_form(wanted.q).split():
        rows = rows.filter(cooperative__search_text__contains=word)
    if wanted.province:
        rows = rows.filter(cooperative__commune__province=wanted.province)
    if wanted.sector:
        rows = rows.filter(cooperative__sector=wanted.sector)
    if wanted.kind:
        rows = rows.filter(cooperative__kind=wanted.kind)
    if wanted.is_first_time:
        rows = rows.filter(is_first_time=True)
    return rows


def provinces_of(call: Call) -> list[Province]:
    """Where the applicants come from."""
    rows = applications_of(call).order_by().values("cooperative__commune__province")
    return list(Province.objects.filter(pk__in=rows).order_by("pk"))


# Whom a member may not judge


def excluded_for(call: Call, member: User) -> dict[int, str]:
    """The applications that the member may not judge, each with why: `OWN`, or what they said themselves."""
    return excluded_for_all(call, [member])[member.pk]


def excluded_for_all(call: Call, members: Iterable[User]) -> dict[int, dict[int, str]]:
    """The same of several members, in two questions."""
    people = [member.pk for member in members]
    found: dict[int, dict[int, str]] = {pk: {} for pk in people}
    said = Recusal.objects.filter(member__in=people, application__call=call)
    for member, application, reason in said.values_list("member", "application", "reason"):
        found[member][application] = reason
    belongs = Membership.objects.current().filter(user__in=people, cooperative__applications__call=call)
    for member, application in belongs.values_list("user", "cooperative__applications"):
        found[member][application] = OWN
    return found


def may_judge(application: Application, person: User) -> bool:
    """Whether the person stands apart from the applicant, and did not say otherwise."""
    belongs = Membership.objects.current().filter(user=person, cooperative=application.cooperative_id).exists()
    return not belongs and not Recusal.objects.filter(application=application, member=person).exists()


def wholly_judged(call: Call, member: User) -> set[int]:
    """The applications that have the member's points by every criterion."""
    criteria = Criterion.objects.filter(call=call).count()
    given = Score.objects.filter(application__call=call, member=member).order_by().values("application")
    return set(given.annotate(count=Count("pk")).filter(count__gte=criteria).values_list("application", flat=True))


def progress_of(call: Call) -> list[MemberProgress]:
    """How far everybody of the committee is, and whoever handed a sheet in before they left it."""
    sheets = {sheet.member_id: sheet for sheet in ScoreSheet.objects.filter(call=call)}
    sitting = {member.pk: member for member in committee_of(call.stop.edition)}
    firm = [pk for pk, sheet in sheets.items() if sheet.handed_in_at and pk not in sitting]
    members = [*sitting.values(), *User.objects.filter(pk__in=firm).order_by("pk")]
    running = set(in_the_running(call).values_list("pk", flat=True))
    criteria = Criterion.objects.filter(call=call).count()
    excluded = excluded_for_all(call, members)
    judged = _judged_by(call, [member.pk for member in members], criteria, running)
    return [
        MemberProgress(
            member=member,
            judged=len(judged[member.pk] - excluded[member.pk].keys()),
            of=len(running - excluded[member.pk].keys()),
            excluded=len(running & excluded[member.pk].keys()),
            handed_in=member.pk in sheets and sheets[member.pk].handed_in_at is not None,
            sits=member.pk in sitting,
        )
        for member in members
    ]


def _judged_by(call: Call, members: list[int], criteria: int, running: set[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    given = Score.objects.filter(application__call=call, member__in=members).order_by()
    counted = given.values("member", "application").annotate(count=Count("pk")).filter(count__gte=max(criteria, 1))
    for member, application in counted.values_list("member", "application"):
        if application in running:
            found[member].add(application)
    return found


# The rank


def weighed(call: Call) -> list[Weighed]:
    """The criteria as the rank needs them."""
    rows = Criterion.objects.filter(call=call).values_list("pk", "weight", "highest")
    return [Weighed(*row) for row in rows]


def counted_scores(call: Call) -> QuerySet[Score]:
    """The points of sheets that were handed in: no others count, nor does anybody but their member see these."""
    sheets = ScoreSheet.objects.filter(call=call, member=OuterRef("member"), handed_in_at__isnull=False)
    return Score.objects.filter(Exists(sheets), application__call=call)


def standings_of(call: Call) -> Standings:
    """Every application's score and rank, in four questions however many there are."""
    criteria = weighed(call)
    given: dict[int, dict[int, Points]] = defaultdict(dict)
    sums = counted_scores(call).order_by().values("application", "criterion")
    for row in sums.annotate(total=Sum("points"), members=Count("pk")):
        given[row["application"]][row["criterion"]] = Points(row["total"], row["members"])
    common: dict[int, dict[int, int]] = defaultdict(dict)
    written = CommonScore.objects.filter(application__call=call)
    for application, criterion, points in written.values_list("application", "criterion", "points"):
        common[application][criterion] = points
    rows = in_the_running(call).values_list("pk", "sent_at")
    sent = [Sent(pk, sent_at) for pk, sent_at in rows if sent_at is not None]
    scores = {one.key: score_of(criteria, given.get(one.key, {}), common.get(one.key, {})) for one in sent}
    return Standings(scores, tuple(in_rank(sent, scores)))
