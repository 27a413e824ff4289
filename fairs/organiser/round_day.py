"""One evening round as the desk sees it: each stall of a stop and day, what is known of it and by which evidence."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet, Sum

from cooperatives import clock
from cooperatives.money import ZERO
from cooperatives.texts import LANGUAGES, shown
from fairs.business_days import business_day
from fairs.enums import Channel, Evidence, ParticipationStatus, VisitOutcome
from fairs.models import DeclaredTotal, Edition, EditionDay, Participation, StallAssignment, Stop
from fairs.organiser.selectors import sort_column
from fairs.revenue.models import DetailCell
from fairs.rounds.models import Estimate, Round, Visit, VisitConflict
from fairs.rounds.usual import usual_takings

TENTH = Decimal("0.1")
KNOWN, ESTIMATED, REFUSED, ABSENT, MISSING = "known", "estimated", "refused", "absent", "missing"


@dataclass(frozen=True, slots=True)
class Evening:
    """A business day of a stop, of which there is one round at most."""

    stop: Stop
    day: date

    @property
    def key(self) -> str:
        """How a choice names it: the stop's number and the day."""
        return f"{self.stop.number}:{self.day.isoformat()}"


@dataclass(frozen=True, slots=True)
class StallRow:
    """One participation on the evening: where it stands, what the till and what the exhibitor says of its day."""

    public_id: str
    name: str
    language: str
    stalls: tuple[str, ...]
    zone: str
    itemised: Decimal
    # What the book adds to the itemised sales because of what was said or estimated.
    added: Decimal
    declared: DeclaredTotal | None
    estimated: DeclaredTotal | None
    visits: Sequence[Visit] = field(default_factory=tuple)
    # What it takes on its other days, else what the stop's stalls take.
    usual: Decimal | None = None

    @property
    def times_usual(self) -> Decimal | None:
        """How many times the usual the day came to, to a tenth; None while there is nothing to compare."""
        return (self.counts / self.usual).quantize(TENTH) if self.usual and self.counts else None

    @property
    def state(self) -> str:
        """Known by its own word or till, else what the last who asked found there."""
        if self.declared or self.itemised:
            return KNOWN
        # One that was withdrawn stays, of nothing.
        if self.estimated and self.estimated.amount:
            return ESTIMATED
        return _found(self.visits[-1]) if self.visits else MISSING

    @property
    def has_no_figure_of_its_own(self) -> bool:
        return self.state != KNOWN

    @property
    def counts(self) -> Decimal:
        """What the book holds of the day, at the stall."""
        return self.itemised + self.added

    @property
    def difference(self) -> Decimal | None:
        """Said less itemised, where there are both."""
        return self.declared.amount - self.itemised if self.declared and self.itemised else None


@dataclass(frozen=True, slots=True)
class RoundSums:
    """How far the round has come."""

    taking_part: int
    known: int
    missing: int
    refused: int
    absent: int
    estimated: int
    counts: Decimal

    @property
    def without_figure(self) -> int:
        return self.taking_part - self.known


def evenings_of(edition: Edition) -> list[Evening]:
    """The business days of the edition's stops that have come, latest first."""
    today = business_day(clock.now(), ends=edition.business_day_ends)
    days = EditionDay.objects.filter(stop__edition=edition, day__lte=today).select_related("stop")
    return [Evening(row.stop, row.day) for row in days.order_by("-day", "-stop__number")]


def round_of(evening: Evening) -> Round | None:
    return (
        Round.objects.filter(stop=evening.stop, counts_on=evening.day)
        .select_related("closed_by", "stop__edition")
        .first()
    )


def rows_of_evening(evening: Evening) -> list[StallRow]:
    """Everyone who comes to the stop, by stall and then by name: six queries, however many there are.

    Who withdrew is listed only where something is known of the day: who left at noon may have sold in the morning.
    """
    names = {f"name_{language}": F(f"cooperative__name_{language}") for language in LANGUAGES}
    rows = Participation.objects.filter(stop=evening.stop).order_by(f"cooperative__{sort_column()}", "pk")
    posted, said = _posted(evening), _said(evening)
    visits, stalls = _visits(evening), _stalls(evening)
    takings = usual_takings(edition_id=evening.stop.edition_id, stop_ids=[evening.stop.pk])
    listed = [
        (
            values,
            _row(
                values, posted[values["cooperative_id"]], said[values["pk"]], stalls[values["pk"]], visits[values["pk"]]
            ),
        )
        for values in rows.values("pk", "public_id", "status", "cooperative_id", **names)
    ]
    coming = [
        replace(row, usual=takings.of(evening.stop.pk, values["cooperative_id"], evening.day))
        for values, row in listed
        if _is_there(values["status"], row)
    ]
    return sorted(coming, key=lambda row: (not row.stalls, row.zone, row.stalls))


def sums_of(rows: Sequence[StallRow]) -> RoundSums:
    states = [row.state for row in rows]
    return RoundSums(
        taking_part=len(rows),
        known=states.count(KNOWN),
        missing=states.count(MISSING),
        refused=states.count(REFUSED),
        absent=states.count(ABSENT),
        estimated=states.count(ESTIMATED),
        counts=sum((row.counts for row in rows), ZERO),
    )


def estimates_of(evening: Evening) -> list[Estimate]:
    """The estimates of the evening, latest first: one stands at most, the others were withdrawn."""
    rows = Estimate.objects.filter(stop=evening.stop, counts_on=evening.day)
    return list(rows.select_related("signed_by", "withdrawn_by", "stop").order_by("-signed_at", "-pk"))


def open_conflicts(edition: Edition) -> QuerySet[VisitConflict]:
    """Two figures for one stall and day between which nobody has chosen, oldest first."""
    return conflicts_at(edition).filter(settled_at__isnull=True)


def conflicts_at(edition: Edition) -> QuerySet[VisitConflict]:
    """Every pair of visits of the edition that said different things."""
    rows = VisitConflict.objects.filter(counting__round__stop__edition=edition)
    people = ("counting__by", "other__by", "settled_by", "chosen")
    places = ("counting__participation__cooperative", "counting__round", "counting__photo", "other__photo")
    return rows.select_related(*people, *places).order_by("found_at", "pk")


def visit_with_photo(edition: Edition, visit: UUID) -> Visit | None:
    """A visit of the edition whose notebook was photographed and has arrived."""
    return (
        Visit.objects.filter(round__stop__edition=edition, pk=visit, photo__isnull=False)
        .select_related("photo")
        .first()
    )


def _is_there(status: str, row: StallRow) -> bool:
    return status != ParticipationStatus.WITHDRAWN or bool(row.counts or row.declared or row.visits)


def _found(visit: Visit) -> str:
    return {VisitOutcome.REFUSED: REFUSED, VisitOutcome.ABSENT: ABSENT}.get(VisitOutcome(visit.outcome), MISSING)


def _row(
    values: Mapping[str, Any],
    posted: Mapping[str, Decimal],
    said: Mapping[str, DeclaredTotal],
    stalls: Sequence[tuple[str, str]],
    visits: Sequence[Visit],
) -> StallRow:
    name, language = shown(values, "name")
    return StallRow(
        public_id=values["public_id"],
        name=name,
        language=language,
        stalls=tuple(code for code, _zone in stalls),
        zone=stalls[0][1] if stalls else "",
        itemised=posted.get(Evidence.ITEMISED, ZERO),
        added=posted.get(Evidence.DECLARED, ZERO) + posted.get(Evidence.ESTIMATED, ZERO),
        declared=said.get(Evidence.DECLARED),
        estimated=said.get(Evidence.ESTIMATED),
        visits=visits,
    )


def _posted(evening: Evening) -> Mapping[int, dict[str, Decimal]]:
    """What the cells hold for each cooperative at the stop, by evidence."""
    cells = DetailCell.objects.filter(stop=evening.stop, counts_on=evening.day, channel=Channel.STALL).order_by()
    rows = cells.values_list("cooperative_id", "evidence").annotate(
        amount=Sum(F("gross") - F("returns") + F("corrections"))
    )
    posted: dict[int, dict[str, Decimal]] = defaultdict(dict)
    for cooperative, evidence, amount in rows:
        posted[cooperative][evidence] = amount
    return posted


def _said(evening: Evening) -> Mapping[int, dict[str, DeclaredTotal]]:
    said: dict[int, dict[str, DeclaredTotal]] = defaultdict(dict)
    totals = DeclaredTotal.objects.filter(participation__stop=evening.stop, counts_on=evening.day)
    for total in totals.select_related("declared_by").prefetch_related("parts__family"):
        said[total.participation_id][total.evidence] = total
    return said


def _visits(evening: Evening) -> Mapping[int, list[Visit]]:
    """Each participation's visits in the order they were made."""
    made: dict[int, list[Visit]] = defaultdict(list)
    visits = Visit.objects.filter(round__stop=evening.stop, round__counts_on=evening.day)
    for visit in visits.select_related("by", "photo").order_by("visited_at", "received_at", "pk"):
        made[visit.participation_id].append(visit)
    return made


def _stalls(evening: Evening) -> Mapping[int, list[tuple[str, str]]]:
    """Where each participation stands on the day: code and zone."""
    given: dict[int, list[tuple[str, str]]] = defaultdict(list)
    rows = StallAssignment.objects.filter(day__stop=evening.stop, day__day=evening.day).order_by("stall__code")
    for participation, code, zone in rows.values_list("participation_id", "stall__code", "stall__zone"):
        given[participation].append((code, zone))
    return given
