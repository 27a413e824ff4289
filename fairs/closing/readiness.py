"""What stands in the way of closing a stop, and what only deserves a look before it. docs/decisions say why."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property

from django.db.models import Exists, OuterRef, Q, QuerySet

from cooperatives import clock
from fairs.attendance.models import Absence
from fairs.business_days import CASABLANCA, business_day
from fairs.enums import Channel, Evidence, RoundStatus, VisitOutcome
from fairs.models import DeclaredTotal, EditionDay, Participation, StallAssignment, Stop
from fairs.organiser.attention import flagged_sales, open_shortages
from fairs.organiser.selectors import sort_column
from fairs.revenue.models import DetailCell
from fairs.rounds.models import EstimatedTotal, QuarantinedVisit, Round, Visit, VisitConflict
from fairs.tills.models import CashReport, QuarantinedRecord, TillSession
from fairs.tills.selectors import open_sessions, still_missing

ParticipationDay = tuple[int, date]


@dataclass(frozen=True, slots=True)
class Missing:
    """A participation with the days on which nobody gave a figure, and what the round or the desk found on them."""

    participation: Participation
    days: tuple[date, ...]
    found: str = ""


@dataclass(frozen=True)
class Readiness:
    """A stop as it stands before its closing."""

    stop: Stop
    days_not_over: tuple[date, ...] = ()
    sessions: tuple[TillSession, ...] = ()
    kept_aside: int = 0
    visits_kept_aside: int = 0
    conflicts: tuple[VisitConflict, ...] = ()
    rounds: tuple[Round, ...] = ()
    missing: tuple[Missing, ...] = ()
    # What was expected and what came: pairs of a participation and a day.
    expected: int = 0
    answered: int = 0
    shortages: int = 0
    flagged: int = 0
    lost_numbers: int = 0
    reasons: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def blockers(self) -> list[str]:
        """What must be done first, by name."""
        found = {
            "days_not_over": self.days_not_over,
            "sessions": self.sessions,
            "kept_aside": self.kept_aside,
            "visits_kept_aside": self.visits_kept_aside,
            "conflicts": self.conflicts,
            "rounds": self.rounds,
            "missing": self.unexplained,
        }
        return [name for name, what in found.items() if what]

    @property
    def unexplained(self) -> tuple[Missing, ...]:
        """Who has days without a figure and is not left out with a reason."""
        return tuple(row for row in self.missing if not self.reasons.get(row.participation.public_id, "").strip())

    @property
    def needs_only_reasons(self) -> bool:
        """Nothing else stands in the way."""
        return not set(self.blockers) - {"missing"}

    @property
    def warnings(self) -> list[str]:
        found = {"flagged": self.flagged, "shortages": self.shortages, "lost_numbers": self.lost_numbers}
        return [name for name, what in found.items() if what]


def readiness_of(stop: Stop, *, reasons: Mapping[str, str] | None = None) -> Readiness:
    """How `stop` stands; `reasons` are given for those left out, by public id of the participation."""
    days = list(EditionDay.objects.filter(stop=stop).order_by("day").values_list("day", flat=True))
    expected = expected_days(stop, days)
    answered, filled = _with_a_figure(stop)
    return Readiness(
        stop=stop,
        days_not_over=tuple(_not_over(stop, days)),
        sessions=tuple(open_sessions(stop)),
        kept_aside=QuarantinedRecord.objects.filter(_of_stop(stop), till__stall__edition=stop.edition).count(),
        visits_kept_aside=QuarantinedVisit.objects.filter(_of_stop(stop), tablet__edition=stop.edition).count(),
        conflicts=tuple(_conflicts(stop)),
        rounds=tuple(Round.objects.filter(stop=stop, status=RoundStatus.OPEN).order_by("counts_on")),
        missing=tuple(_missing(stop, expected - answered - filled)),
        expected=len(expected),
        answered=len(expected & answered),
        shortages=open_shortages(stop.edition).count(),
        flagged=flagged_sales(stop.edition).filter(stop=stop).count(),
        lost_numbers=_lost_numbers(stop, days),
        reasons=reasons or {},
    )


def _of_stop(stop: Stop) -> Q:
    """What waits for a person and is of this stop, or may be of any."""
    return Q(Q(stop=stop) | Q(stop__isnull=True), settled_at__isnull=True)


def last_day_of(stop: Stop) -> date:
    """The last business day of a stop, whether or not a row stands for it."""
    last = EditionDay.objects.filter(stop=stop).order_by("-day").values_list("day", flat=True).first()
    by_dates = business_day(stop.ends_at - timedelta(microseconds=1), ends=stop.edition.business_day_ends)
    return max(last, by_dates) if last else by_dates


def expected_days(stop: Stop, days: Iterable[date]) -> set[ParticipationDay]:
    """Who was to sell on which day: the days of a participant's stalls, else every day of the stop."""
    given: dict[int, set[date]] = defaultdict(set)
    for participation, day in (
        StallAssignment.objects.filter(day__stop=stop).order_by().values_list("participation_id", "day__day")
    ):
        given[participation].add(day)
    coming = Participation.objects.coming().filter(stop=stop).order_by("pk").values_list("pk", flat=True)
    every_day = set(days)
    return {(pk, day) for pk in coming for day in given.get(pk, every_day)}


def _not_over(stop: Stop, days: list[date]) -> list[date]:
    today = business_day(clock.now(), ends=stop.edition.business_day_ends)
    return [day for day in sorted({*days, last_day_of(stop)}) if day >= today]


def _with_a_figure(stop: Stop) -> tuple[set[ParticipationDay], set[ParticipationDay]]:
    """The days answered for by tills or by word, and those filled by an estimate."""
    said = DeclaredTotal.objects.filter(participation__stop=stop).order_by()
    declared = set(said.filter(evidence=Evidence.DECLARED).values_list("participation_id", "counts_on"))
    standing = EstimatedTotal.objects.filter(total=OuterRef("pk"), estimate__withdrawn_at__isnull=True)
    estimated = said.filter(Q(amount__gt=0) | Exists(standing), evidence=Evidence.ESTIMATED)
    filled = set(estimated.values_list("participation_id", "counts_on"))
    return declared | _itemised(stop), filled


def _itemised(stop: Stop) -> set[ParticipationDay]:
    """Days with sales of one's own, and days at a shared stall whose till sold: nothing sold is a figure there."""
    cells = DetailCell.objects.filter(
        edition=stop.edition_id, stop=stop, channel=Channel.STALL, evidence=Evidence.ITEMISED
    ).order_by()
    participants = dict(Participation.objects.filter(stop=stop).order_by().values_list("cooperative_id", "pk"))
    own = {
        (participants[cooperative], day)
        for cooperative, day in cells.values_list("cooperative_id", "counts_on").distinct()
        if cooperative in participants
    }
    sold_at = set(cells.filter(stall__is_shared=True).values_list("stall_id", "counts_on").distinct())
    shared = StallAssignment.objects.filter(day__stop=stop, stall__is_shared=True).order_by()
    return own | {
        (participation, day)
        for stall, participation, day in shared.values_list("stall_id", "participation_id", "day__day")
        if (stall, day) in sold_at
    }


def _missing(stop: Stop, pairs: set[ParticipationDay]) -> list[Missing]:
    days: dict[int, list[date]] = defaultdict(list)
    for participation, day in sorted(pairs):
        days[participation].append(day)
    found = _found_on_the_days(stop, pairs)
    rows = Participation.objects.filter(pk__in=days).select_related("cooperative")
    return [
        Missing(row, tuple(days[row.pk]), found.get(row.pk, ""))
        for row in rows.order_by(f"cooperative__{sort_column()}", "pk")
    ]


def _found_on_the_days(stop: Stop, pairs: set[ParticipationDay]) -> dict[int, str]:
    """What enumerators and the desk found on all missing days of a participation, where that is one thing."""
    visits = Visit.objects.filter(round__stop=stop, outcome__in=[VisitOutcome.ABSENT, VisitOutcome.REFUSED])
    outcomes: dict[int, dict[date, str]] = defaultdict(dict)
    rows = visits.order_by("received_at", "pk").values_list("participation_id", "round__counts_on", "outcome")
    for participation, day, outcome in rows:
        if (participation, day) in pairs:
            outcomes[participation][day] = outcome
    # Written down as missing at the gate or the desk: the round need not have passed there.
    absences = Absence.objects.filter(day__stop=stop, withdrawn_at__isnull=True).order_by("pk")
    for participation, day in absences.values_list("participation_id", "day__day"):
        if (participation, day) in pairs:
            outcomes[participation].setdefault(day, VisitOutcome.ABSENT)
    number: dict[int, int] = defaultdict(int)
    for participation, _day in pairs:
        number[participation] += 1
    return {
        participation: next(iter(by_day.values()))
        for participation, by_day in outcomes.items()
        if len(by_day) == number[participation] and len(set(by_day.values())) == 1
    }


def _conflicts(stop: Stop) -> QuerySet[VisitConflict]:
    rows = VisitConflict.objects.filter(counting__round__stop=stop, settled_at__isnull=True)
    return rows.select_related("counting__participation__cooperative", "counting__round", "other").order_by("pk")


def _lost_numbers(stop: Stop, days: list[date]) -> int:
    """How many sale numbers of the stop's days never arrived, when their session was closed and since."""
    if not days:
        return 0
    ends = stop.edition.business_day_ends
    since = datetime.combine(days[0], ends, tzinfo=CASABLANCA)
    until = datetime.combine(days[-1] + timedelta(days=1), ends, tzinfo=CASABLANCA)
    reports = CashReport.objects.filter(
        till__stall__edition=stop.edition, session__opened_at__gte=since, session__opened_at__lt=until
    )
    return sum(map(len, still_missing(reports.order_by()).values()))
