"""A proposal of who stands where: made by the worker, shown with its reasons, taken over by a person."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import override

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.models import AuditEntry
from cooperatives.audit.services import record_act, subject_type
from cooperatives.enums import Sector
from cooperatives.jobs.models import Job
from cooperatives.jobs.services import schedule
from cooperatives.locks import row_for_update
from cooperatives.texts import LANGUAGES, search_form
from fairs.applications.models import Application
from fairs.enums import ParticipationStatus
from fairs.locks import participations_for_update, stalls_for_update
from fairs.models import EditionDay, Participation, Stall, StallAssignment, Stop
from fairs.plan.exceptions import OldProposal
from fairs.plan.facts import Exhibitor, PlanProposal, PlanStall, Square
from fairs.plan.models import Plan, PlanPlace
from fairs.plan.proposal import NoAnswer, propose
from fairs.services.editions import check_open
from fairs.services.stalls import days_left

MAKE_STALL_PROPOSAL = "plan.make_proposal"
ORDERED, MADE, UNSOLVED, TAKEN = (
    "stall_proposal.ordered",
    "stall_proposal.made",
    "stall_proposal.unsolved",
    "stall_proposal.taken",
)


@dataclass(frozen=True, slots=True)
class StallProposalState:
    """The latest proposal of a stop; while `job` is there the worker makes it."""

    entry: AuditEntry
    job: Job | None

    @property
    def is_being_made(self) -> bool:
        return self.job is not None

    @property
    def is_there(self) -> bool:
        """It was made, and nobody took it over yet."""
        return self.entry.action == MADE

    @property
    def is_unsolved(self) -> bool:
        return self.entry.action == UNSOLVED or (self.entry.action == ORDERED and self.job is None)


@dataclass(frozen=True, slots=True)
class TakenOver:
    """How many stalls a proposal gave, and which were given to somebody else meanwhile."""

    given: int
    gone: tuple[str, ...]


@transaction.atomic
def order_stall_proposal(*, stop_id: int, by: User) -> None:
    """Have a proposal made for those of a stop who still are to get a stall. Raises `StopSettled`, `EditionSettled`."""
    stop = row_for_update(Stop, stop_id)
    check_open(stop)
    ordered = record_act(action=ORDERED, subject=stop, by=by)
    key = f"{MAKE_STALL_PROPOSAL}:{stop.pk}:{ordered.pk}"
    schedule(kind=MAKE_STALL_PROPOSAL, key=key, subject_id=ordered.pk, due_at=clock.now())


def make_stall_proposal(*, job: Job) -> None:
    """Ask the solver, outside any transaction, and write what it proposes; made again after a kill it is the same."""
    ordered = AuditEntry.objects.select_related("by").get(pk=job.subject_id)
    stop = Stop.objects.select_related("edition").get(pk=ordered.subject_id)
    stalls = stalls_to_give(stop)
    try:
        found = propose(exhibitors=exhibitors_of(stop, {stall.key for stall in stalls}), stalls=stalls)
    except NoAnswer:
        record_act(action=UNSOLVED, subject=stop, by=ordered.by)
        return
    version = Plan.objects.filter(stop=stop).values_list("version", flat=True).first()
    record_act(action=MADE, subject=stop, by=ordered.by, after={"version": version, **_told(found)})


def stall_proposal_at(stop: Stop) -> StallProposalState | None:
    """The latest proposal of a stop, made, taken over or on its way; None where nobody asked for one."""
    latest = _latest(stop)
    if latest is None:
        return None
    waiting = Job.objects.filter(
        key__startswith=f"{MAKE_STALL_PROPOSAL}:{stop.pk}:", done_at__isnull=True, attempts__lt=Job.MAX_ATTEMPTS
    )
    return StallProposalState(latest, waiting.first())


@transaction.atomic
def take_stall_proposal(*, stop_id: int, entry_id: int, by: User) -> TakenOver:
    """Give the stalls of a proposal for the days that are left; one that is given by now stays whose it is.

    Raises `OldProposal`, `StopSettled`, `EditionSettled`.
    """
    stop = row_for_update(Stop, stop_id)
    check_open(stop)
    entry = _latest(stop)
    if entry is None or entry.pk != entry_id or entry.action != MADE:
        raise OldProposal
    wanted = {row["participation"]: row["new"] for row in entry.after["placements"] if row["new"]}
    # Stalls before participations, as whoever gives one stall by hand.
    codes = {code for codes in wanted.values() for code in codes}
    held = stalls_for_update(stop.edition_id, codes)
    stalls = {stall.code: stall for stall in held if not (stall.ended_at or stall.is_shared or stall.is_institutional)}
    asked = Participation.objects.filter(stop=stop, public_id__in=wanted).values_list("pk", flat=True)
    coming = [row for row in participations_for_update(asked).values() if row.status != ParticipationStatus.WITHDRAWN]
    days = days_left(stop)
    taken = set(StallAssignment.objects.filter(stall__in=held, day__in=days).values_list("stall__code", flat=True))
    places = _places(coming, days)
    rows, gone = [], set()
    for participation in coming:
        for code in wanted[participation.public_id]:
            place = places[participation.pk] + 1
            if code in taken or code not in stalls or place > participation.stalls:
                gone.add(code)
                continue
            places[participation.pk] = place
            taken.add(code)
            rows += [
                StallAssignment(stall=stalls[code], day=day, participation=participation, place=place) for day in days
            ]
    StallAssignment.objects.bulk_create(rows)
    given = len(rows) // max(1, len(days))
    record_act(action=TAKEN, subject=stop, by=by, after={"given": given, "gone": sorted(gone)})
    return TakenOver(given, tuple(sorted(gone)))


def exhibitors_of(stop: Stop, known: set[str]) -> list[Exhibitor]:
    """Those who come to a stop, as the proposal asks for them; the better chosen first."""
    rows = list(Participation.objects.filter(stop=stop).coming().select_related("cooperative").order_by("pk"))
    kept: dict[int, list[str]] = defaultdict(list)
    elsewhere: dict[int, int] = defaultdict(int)
    given = StallAssignment.objects.filter(participation__in=rows, day__in=days_left(stop)).order_by("stall__code")
    for pk, code in given.values_list("participation", "stall__code").distinct():
        if code in known:
            kept[pk].append(code)
        else:
            # Beside others at a shared stall, or at one that is not drawn: it needs one less.
            elsewhere[pk] += 1
    asked = {
        row.cooperative_id: row
        for row in Application.objects.filter(call__stop=stop, sent_at__isnull=False).select_related("decision")
    }
    wished = _wished_zones(stop)
    found = []
    for row in rows:
        application = asked.get(row.cooperative_id)
        found.append(
            Exhibitor(
                key=row.public_id,
                rank=-_score(application),
                sector=row.cooperative.sector,
                stalls=max(row.stalls - elsewhere[row.pk], len(kept[row.pk])),
                watts=application.power_watts if application else 0,
                zones_wished=wished.get(row.cooperative.sector, frozenset()),
                kept=tuple(kept[row.pk]),
            )
        )
    return [one for one in found if one.stalls]


def stalls_to_give(stop: Stop) -> list[PlanStall]:
    """The stalls of a stop: those on its plan, and where none is drawn all of its edition."""
    places = {place.stall_id: place for place in PlanPlace.objects.filter(plan__stop=stop).order_by("pk")}
    stalls = Stall.objects.filter(edition=stop.edition_id, ended_at__isnull=True, is_shared=False)
    if places:
        stalls = stalls.filter(pk__in=places)
    # Who withdrew stays where something was sold: nobody else stands there on that day.
    gone = StallAssignment.objects.filter(day__in=days_left(stop), participation__status=ParticipationStatus.WITHDRAWN)
    closed = set(gone.values_list("stall", flat=True))
    return [
        PlanStall(
            key=stall.code,
            zone=stall.zone,
            size=stall.area,
            watts=stall.power_watts,
            square=_square(places.get(stall.pk)),
            is_closed=stall.is_institutional or stall.pk in closed,
        )
        for stall in stalls.order_by("code")
    ]


def _square(place: PlanPlace | None) -> Square | None:
    return Square(place.column, place.row, place.width, place.height) if place else None


def _score(application: Application | None) -> int:
    decision = getattr(application, "decision", None) if application else None
    return decision.score if decision else 0


def _wished_zones(stop: Stop) -> dict[str, frozenset[str]]:
    """The zones that are named after a sector, in whichever language the organiser named them."""
    zones = set(Stall.objects.filter(edition=stop.edition_id).exclude(zone="").values_list("zone", flat=True))
    found = {}
    for sector in Sector:
        words = set()
        for language in LANGUAGES:
            with override(language):
                words.add(search_form(str(sector.label)))
        found[sector.value] = frozenset(zone for zone in zones if any(word in search_form(zone) for word in words))
    return found


def _places(coming: Sequence[Participation], days: Sequence[EditionDay]) -> dict[int, int]:
    """The highest place that each participation holds on any of the days."""
    held: dict[int, int] = defaultdict(int)
    rows = StallAssignment.objects.filter(participation__in=coming, day__in=days, exclusive=True).order_by()
    for pk, place in rows.values_list("participation", "place"):
        held[pk] = max(held[pk], place)
    return held


def _latest(stop: Stop) -> AuditEntry | None:
    acts = AuditEntry.objects.filter(
        subject_type=subject_type(stop), subject_id=str(stop.pk), action__in=[ORDERED, MADE, UNSOLVED, TAKEN]
    )
    return acts.order_by("-pk").first()


def _told(found: PlanProposal) -> Mapping[str, Any]:
    """The proposal as the log keeps it."""
    new = found.new
    return {
        "points": found.points,
        "is_best": found.is_proven_best,
        "pairs": found.same_sector_pairs,
        "placements": [
            {
                "participation": one.exhibitor,
                "stalls": list(one.stalls),
                "new": list(new.get(one.exhibitor, ())),
                "notes": [note.as_facts() for note in one.notes],
            }
            for one in found.placements
        ],
    }
