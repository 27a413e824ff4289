"""What the server knows about an edition's rounds when a batch of visits arrives, read once for all of them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID, uuid5

from django.db.models import QuerySet

from catalogue.models import ProductClass
from cooperatives import clock
from cooperatives.accounts.models import User
from fairs.business_days import business_day
from fairs.enums import Evidence, ParticipationStatus, RoundStatus, VisitOutcome, VisitStanding
from fairs.models import DeclaredTotal, Edition, EditionDay, Participation
from fairs.rounds.models import Round, Visit, VisitConflict
from fairs.rounds.usual import UsualTakings, usual_takings

ParticipationDay = tuple[int, date]
Parts = frozenset[tuple[int, Decimal]]
TYPED_AT_THE_DESK = UUID("8f4f1c58-6f0e-4c1e-9f4f-3a5c7be06d11")


@dataclass(frozen=True, slots=True)
class Figure:
    """What stands for a participation and day: by whom, and the visit that said it; none where the desk did."""

    amount: Decimal
    parts: Parts
    by: User | None
    at: datetime
    visit: Visit | None
    note: str = ""


@dataclass
class RoundBook:
    """An edition's participations and families, its rounds, and what stands for the days of a batch."""

    edition: Edition
    participations: dict[str, Participation]
    families: dict[str, int]
    days: dict[int, set[date]]
    rounds: dict[tuple[int, date], Round]
    standing: dict[ParticipationDay, Figure]
    # What was found where nobody told a figure, the latest of it.
    found: dict[ParticipationDay, str]
    usual: UsualTakings
    settled_stops: set[int] = field(default_factory=set)

    @property
    def today(self) -> date:
        return business_day(clock.now(), ends=self.edition.business_day_ends)

    def is_open_on(self, participation: Participation, day: date) -> bool:
        return day in self.days.get(participation.stop_id, set())

    def is_settled(self, participation: Participation) -> bool:
        return self.edition.is_settled or participation.stop_id in self.settled_stops

    def is_closed(self, participation: Participation, day: date) -> bool:
        known = self.rounds.get((participation.stop_id, day))
        return known is not None and known.status == RoundStatus.CLOSED

    def withdrew(self, participation: Participation) -> bool:
        return participation.status == ParticipationStatus.WITHDRAWN

    def usual_of(self, participation: Participation, day: date) -> Decimal | None:
        return self.usual.of(participation.stop_id, participation.cooperative_id, day)


def read_round_book(edition: Edition, named: Iterable[tuple[str, date]]) -> RoundBook:
    """Everything that judging visits to the (participation, day) pairs needs: a fixed number of queries."""
    wanted = set(named)
    rows = Participation.objects.filter(stop__edition=edition, public_id__in=_askable(name for name, _ in wanted))
    participations = {row.public_id: row for row in rows.select_related("stop", "cooperative").order_by()}
    stops = {row.stop_id for row in participations.values()}
    days: dict[int, set[date]] = defaultdict(set)
    for stop, day in EditionDay.objects.filter(stop__in=stops).order_by().values_list("stop_id", "day"):
        days[stop].add(day)
    pairs = {(participations[name].pk, day) for name, day in wanted if name in participations}
    rounds = Round.objects.filter(stop__in=stops, counts_on__in={day for _, day in pairs}).order_by()
    return RoundBook(
        edition=edition,
        participations=participations,
        families=dict(ProductClass.objects.order_by().values_list("code", "pk")),
        days=days,
        rounds={(row.stop_id, row.counts_on): row for row in rounds},
        standing=_standing(pairs),
        found=_found(pairs),
        usual=usual_takings(edition_id=edition.pk, stop_ids=stops),
        settled_stops={row.stop_id for row in participations.values() if row.stop.settled_at is not None},
    )


def _askable(names: Iterable[str]) -> set[str]:
    """As far as they can be ids at all: the database refuses to look for some characters."""
    return {name for name in names if name.isascii() and name.isprintable()}


def _standing(pairs: set[ParticipationDay]) -> dict[ParticipationDay, Figure]:
    """The totals that stand, each with the visit that a person or the first teller made it stand by."""
    totals = DeclaredTotal.objects.filter(
        participation__in={participation for participation, _ in pairs},
        counts_on__in={day for _, day in pairs},
        evidence=Evidence.DECLARED,
    )
    counting = _counting(pairs)
    standing = {}
    for row in totals.select_related("declared_by").prefetch_related("parts").order_by():
        day = (row.participation_id, row.counts_on)
        standing[day] = _figure(row, counting.get(day))
    return standing


def _figure(total: DeclaredTotal, visit: Visit | None) -> Figure:
    parts = frozenset((part.family_id, part.amount) for part in total.parts.all())
    by, at = (visit.by, visit.visited_at) if visit else (total.declared_by, total.declared_at)
    return Figure(total.amount, parts, by, at, visit, total.note)


def _counting(pairs: set[ParticipationDay]) -> dict[ParticipationDay, Visit]:
    told = _visits(pairs).filter(outcome=VisitOutcome.TOLD, standing=VisitStanding.COUNTS)
    counting = {(row.participation_id, row.round.counts_on): row for row in told}
    settled = VisitConflict.objects.filter(
        other__participation__in={participation for participation, _ in pairs},
        other__round__counts_on__in={day for _, day in pairs},
        chosen__isnull=False,
    )
    for conflict in settled.select_related("chosen__round", "chosen__by").order_by("settled_at", "pk"):
        if (chosen := conflict.chosen) is not None:
            counting[chosen.participation_id, chosen.round.counts_on] = chosen
    return counting


def _found(pairs: set[ParticipationDay]) -> dict[ParticipationDay, str]:
    rows = _visits(pairs).exclude(outcome=VisitOutcome.TOLD).order_by("received_at", "pk")
    return {(row.participation_id, row.round.counts_on): row.outcome for row in rows}


def _visits(pairs: set[ParticipationDay]) -> QuerySet[Visit]:
    return (
        Visit.objects.filter(
            participation__in={participation for participation, _ in pairs},
            round__counts_on__in={day for _, day in pairs},
        )
        .select_related("round", "by")
        .order_by()
    )


def typed_at_the_desk(figure: Figure, visit: Visit) -> Visit:
    """The visit that stands for a figure which was typed at the desk, so that a person can choose between two."""
    about = f"{visit.participation_id}:{visit.round.counts_on}"
    return Visit(
        id=uuid5(TYPED_AT_THE_DESK, about),
        round=visit.round,
        participation_id=visit.participation_id,
        by=figure.by,
        visited_at=figure.at,
        received_at=visit.received_at,
        outcome=VisitOutcome.TOLD,
        amount=figure.amount,
        note=figure.note,
        standing=VisitStanding.COUNTS,
    )
