"""What becomes of readable visits: which counts, which says the same, which stands as a conflict.

What an exhibitor said is a fact: what is odd about it is written beside it and never a reason to lose it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from cooperatives.audit.services import log_status
from cooperatives.money import ZERO
from fairs.enums import VisitOutcome, VisitStanding
from fairs.models import Participation
from fairs.revenue.declared import NewTotal
from fairs.rounds.models import Round, Tablet, Visit, VisitConflict, VisitPart
from fairs.rounds.parsing import ReadVisit, Sent
from fairs.rounds.problems import RoundProblem
from fairs.rounds.round_book import Figure, RoundBook, typed_at_the_desk
from fairs.rounds.usual import is_far_from
from fairs.tills.problems import Problem, problem

CLOCKS_DIFFER_BY = timedelta(minutes=10)
SentVisit = Sent[ReadVisit]


class KeptAside(Exception):
    """The visit cannot be recorded: it goes into quarantine with this problem."""

    def __init__(self, found: Problem) -> None:
        super().__init__(found)
        self.problem = found


@dataclass(slots=True)
class Evening:
    """What a batch of visits comes to, gathered in its order and written at its end."""

    tablet: Tablet
    book: RoundBook
    now: datetime
    visits: list[Visit] = field(default_factory=list)
    parts: list[VisitPart] = field(default_factory=list)
    conflicts: list[VisitConflict] = field(default_factory=list)
    totals: list[NewTotal] = field(default_factory=list)

    def take(self, sent: SentVisit, read: ReadVisit) -> tuple[Visit, Figure | None]:
        """The visit as it will be kept, and the figure that it stands against. Raises `KeptAside`."""
        participation, parts = _place(read, self.book)
        standing, against = self._standing(participation, read, parts)
        problems = list(_odd(read, participation, self.book, self.now))
        if against is not None:
            problems.append(problem(RoundProblem.DIFFERS_FROM_VISIT))
        visit = self._visit(sent, read, participation, standing, problems)
        self._keep(visit, parts)
        if against is not None:
            self._conflict(visit, against)
        elif read.amount is not None and standing == VisitStanding.COUNTS:
            self._counts(visit, read.amount, read.day, parts)
        return visit, against

    def _standing(
        self, participation: Participation, read: ReadVisit, parts: dict[int, Decimal]
    ) -> tuple[VisitStanding, Figure | None]:
        day = (participation.pk, read.day)
        stands = self.book.standing.get(day)
        if read.outcome != VisitOutcome.TOLD:
            found = self.book.found.get(day)
            self.book.found[day] = read.outcome
            if stands is None and found is None:
                return VisitStanding.COUNTS, None
            return VisitStanding.SAME if found == read.outcome else VisitStanding.DIFFERS, None
        if stands is None:
            return VisitStanding.COUNTS, None
        if (stands.amount, stands.parts) == (read.amount, frozenset(parts.items())):
            return VisitStanding.SAME, None
        return VisitStanding.DIFFERS, stands

    def _visit(
        self,
        sent: SentVisit,
        read: ReadVisit,
        participation: Participation,
        standing: VisitStanding,
        problems: Sequence[Problem],
    ) -> Visit:
        return Visit(
            id=read.id,
            round=self._round(participation, read.day),
            participation=participation,
            tablet=self.tablet,
            by=self.tablet.user,
            visited_at=read.at,
            received_at=self.now,
            outcome=read.outcome,
            amount=read.amount,
            was_asked_again=read.asked_again,
            has_photo=read.photo,
            note=read.note,
            standing=standing,
            problems=list(problems),
            content_digest=sent.digest,
        )

    def _round(self, participation: Participation, day: date) -> Round:
        """The first visit opens it; no rival does so meanwhile, since the edition's figures are claimed."""
        key = (participation.stop_id, day)
        if key not in self.book.rounds:
            opened = Round.objects.create(stop_id=key[0], counts_on=day, opened_at=self.now)
            log_status(opened, old="", by=self.tablet.user)
            self.book.rounds[key] = opened
        return self.book.rounds[key]

    def _keep(self, visit: Visit, parts: dict[int, Decimal]) -> None:
        self.visits.append(visit)
        self.parts.extend(VisitPart(visit=visit, family_id=family, amount=amount) for family, amount in parts.items())

    def _counts(self, visit: Visit, amount: Decimal, day: date, parts: dict[int, Decimal]) -> None:
        self.totals.append(NewTotal(visit.participation_id, day, amount, note=visit.note, parts=tuple(parts.items())))
        self.book.standing[visit.participation_id, day] = Figure(
            amount, frozenset(parts.items()), self.tablet.user, visit.visited_at, visit
        )

    def _conflict(self, visit: Visit, against: Figure) -> None:
        counting = against.visit or self._typed(visit, against)
        self.conflicts.append(VisitConflict(counting=counting, other=visit, found_at=self.now))

    def _typed(self, visit: Visit, against: Figure) -> Visit:
        """The desk's figure as a visit: there is no other that it could be chosen against."""
        counting = typed_at_the_desk(against, visit)
        self._keep(counting, dict(against.parts))
        self.book.standing[visit.participation_id, visit.round.counts_on] = replace(against, visit=counting)
        return counting

    def write(self) -> None:
        """Visits, their parts and conflicts; the totals that they declare are the caller's to post."""
        Visit.objects.bulk_create(self.visits)
        VisitPart.objects.bulk_create(self.parts)
        VisitConflict.objects.bulk_create(self.conflicts)


def _place(read: ReadVisit, book: RoundBook) -> tuple[Participation, dict[int, Decimal]]:
    """Whose figure it is, and its parts by family. Raises `KeptAside`."""
    participation = book.participations.get(read.participation)
    if participation is None:
        raise KeptAside(problem(RoundProblem.UNKNOWN_PARTICIPATION))
    if read.day > book.today:
        raise KeptAside(problem(RoundProblem.DAY_NOT_COME))
    parts = read.by_family()
    if unknown := sorted(set(parts) - set(book.families)):
        raise KeptAside(problem(RoundProblem.UNKNOWN_FAMILY, field=unknown[0]))
    if sum(parts.values(), ZERO) > (read.amount or ZERO):
        raise KeptAside(problem(RoundProblem.PARTS_ABOVE_TOTAL))
    return participation, {book.families[code]: amount for code, amount in parts.items()}


def _odd(read: ReadVisit, participation: Participation, book: RoundBook, now: datetime) -> Iterator[Problem]:
    if read.at > now + CLOCKS_DIFFER_BY:
        yield problem(RoundProblem.IN_THE_FUTURE)
    if not book.is_open_on(participation, read.day):
        yield problem(RoundProblem.OUTSIDE_DAYS)
    if book.withdrew(participation):
        yield problem(RoundProblem.NOT_PARTICIPATING)
    if book.is_closed(participation, read.day):
        yield problem(RoundProblem.ROUND_CLOSED)
    if book.is_settled(participation):
        yield problem(RoundProblem.SETTLED)
    usual = book.usual_of(participation, read.day)
    if read.amount is not None and not read.asked_again and is_far_from(usual, read.amount):
        yield problem(RoundProblem.UNUSUAL)
