"""What is wrong with the rows of a list, seen beside each other and beside what stands already.

A row is good when somebody is known for it and nothing is left to mend or to answer. What a cell
says wrongly stays until the cell is mended; everything else is looked at anew after every change.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median

from cooperatives import clock
from cooperatives.models import Cooperative
from cooperatives.money import rounded
from fairs.enums import Evidence, RowDecision
from fairs.imports.cells import Problem, register_key
from fairs.imports.enums import StandingTotal
from fairs.imports.matching import IDENTITY, name_key
from fairs.imports.models import ImportRow, PastImport
from fairs.models import DeclaredTotal, EditionDay, Participation
from fairs.rounds.usual import UsualTakings, is_far_from, usual_takings

# What a cell says wrongly: only mending the cell takes these away.
OF_A_CELL = frozenset(
    {"no_name", "broken_ice", "unreadable_amount", "negative_amount", "amount_too_large", "unreadable_day"}
    | {"unreadable_count", "women_above_people"}
)
# What a person may find right as it is.
MAY_BE_RIGHT = frozenset({"far_from_usual"})
ENOUGH_AMOUNTS = 5
Key = tuple[str, object]


@dataclass(frozen=True, slots=True)
class DayPlace:
    """Where a business day of the edition is counted."""

    stop_id: int
    is_settled: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """What the edition knows already of organisations and days."""

    days: Mapping[date, DayPlace]
    participations: Mapping[tuple[int, int], Participation]
    totals: Mapping[tuple[int, date], DeclaredTotal]
    usual: UsualTakings

    def total_of(self, row: ImportRow) -> DeclaredTotal | None:
        """The total that stands for a row's organisation and day."""
        participation = self.participation_of(row)
        if participation is None or row.counts_on is None:
            return None
        return self.totals.get((participation.pk, row.counts_on))

    def participation_of(self, row: ImportRow) -> Participation | None:
        place = self.days.get(row.counts_on) if row.counts_on else None
        if place is None or row.cooperative_id is None:
            return None
        return self.participations.get((place.stop_id, row.cooperative_id))


def standing_at(edition_id: int) -> Standing:
    """Days, participations and totals of an edition, in a fixed number of queries."""
    days: dict[date, DayPlace] = {}
    rows = EditionDay.objects.filter(stop__edition=edition_id).select_related("stop").order_by("stop__number", "day")
    for row in rows:
        days.setdefault(row.day, DayPlace(row.stop_id, row.stop.settled_at is not None))
    participations = Participation.objects.filter(stop__edition=edition_id).order_by("pk")
    totals = DeclaredTotal.objects.filter(participation__stop__edition=edition_id, evidence=Evidence.DECLARED)
    return Standing(
        days=days,
        participations={(each.stop_id, each.cooperative_id): each for each in participations},
        totals={(each.participation_id, each.counts_on): each for each in totals.order_by("pk")},
        usual=usual_takings(edition_id=edition_id, stop_ids={place.stop_id for place in days.values()}),
    )


def judge(past_import: PastImport, rows: Sequence[ImportRow]) -> Standing:
    """Look at every row anew and write the problems that changed; what was loaded stays as it is."""
    standing = standing_at(past_import.edition_id)
    looked_at = [row for row in rows if row.participation_id is None]
    twice = _twice(rows)
    taken = _taken_ices(looked_at)
    usual_here = _usual_of(rows)
    changed = []
    for row in looked_at:
        problems = _problems(row, standing, twice.get(row.number, []), usual_here)
        if row.decision == RowDecision.NEW and row.ice in taken:
            problems.append({"code": "ice_taken", "name": taken[row.ice]})
        if problems != row.problems:
            row.problems = problems
            changed.append(row)
    ImportRow.objects.bulk_update(changed, ["problems"], batch_size=500)
    return standing


def is_good(row: ImportRow) -> bool:
    """Whether a row can be loaded as it stands."""
    return row.decision in (RowDecision.MATCHED, RowDecision.NEW) and not unanswered(row)


def unanswered(row: ImportRow) -> list[Problem]:
    """The problems that are neither mended nor answered by a person."""
    return [problem for problem in row.problems if not _is_answered(row, problem["code"])]


def organisation_key(row: ImportRow) -> Key:
    """By what two rows are known to mean one organisation."""
    if row.cooperative_id is not None:
        return "known", row.cooperative_id
    if row.register_number:
        return "register", register_key(row.register_number)
    return ("ice", row.ice) if row.ice else ("name", name_key(row.name))


def _taken_ices(rows: Iterable[ImportRow]) -> dict[str, str]:
    """Who has the ICEs of organisations that shall be new."""
    ices = {row.ice for row in rows if row.decision == RowDecision.NEW and row.ice}
    known = Cooperative.objects.filter(ice__in=ices).order_by() if ices else ()
    return {cooperative.ice: str(cooperative) for cooperative in known}


def _is_answered(row: ImportRow, code: str) -> bool:
    return code in row.found_right or (code == "total_differs" and row.standing != "")


def _problems(row: ImportRow, standing: Standing, others: list[int], usual_here: Decimal | None) -> list[Problem]:
    if row.decision == RowDecision.LEFT_OUT:
        return [problem for problem in row.problems if problem["code"] in OF_A_CELL | IDENTITY]
    found = [problem for problem in row.problems if problem["code"] in OF_A_CELL]
    if row.decided_by_id is None or row.decision == RowDecision.OPEN:
        found += [problem for problem in row.problems if problem["code"] in IDENTITY]
    found += _of_the_day(row, standing)
    if others:
        found.append({"code": "twice", "rows": others})
    if row.decision == RowDecision.NEW and not row.kind:
        found.append({"code": "kind_unknown"})
    return found + _of_the_amount(row, standing, usual_here)


def _of_the_day(row: ImportRow, standing: Standing) -> list[Problem]:
    if row.counts_on is None:
        known = any(problem["code"] == "unreadable_day" for problem in row.problems)
        return [] if known else [{"code": "no_day"}]
    day = row.counts_on.isoformat()
    if row.counts_on not in standing.days:
        return [{"code": "day_outside", "day": day}]
    if standing.days[row.counts_on].is_settled:
        return [{"code": "stop_settled", "day": day}]
    return [{"code": "day_to_come", "day": day}] if row.counts_on > clock.today() else []


def _of_the_amount(row: ImportRow, standing: Standing, usual_here: Decimal | None) -> list[Problem]:
    if row.amount is None:
        return []
    found: list[Problem] = []
    usual = _usual(row, standing) or usual_here
    if is_far_from(usual, row.amount):
        found.append({"code": "far_from_usual", "amount": str(row.amount), "usual": str(usual)})
    total = standing.total_of(row)
    if total is not None and total.amount != row.amount:
        found.append({"code": "total_differs", "stands": str(total.amount), "amount": str(row.amount)})
    return found


def _usual(row: ImportRow, standing: Standing) -> Decimal | None:
    place = standing.days.get(row.counts_on) if row.counts_on else None
    if place is None or row.counts_on is None:
        return None
    return standing.usual.of(place.stop_id, row.cooperative_id or 0, row.counts_on)


def _usual_of(rows: Iterable[ImportRow]) -> Decimal | None:
    """The middle amount of the list itself, where it is long enough to have one."""
    amounts = [row.amount for row in rows if row.amount]
    return rounded(median(amounts)) if len(amounts) >= ENOUGH_AMOUNTS else None


def _twice(rows: Iterable[ImportRow]) -> dict[int, list[int]]:
    """For each row the others that say something of the same organisation and day."""
    places: dict[tuple[Key, date | None], list[int]] = defaultdict(list)
    for row in rows:
        if row.decision != RowDecision.LEFT_OUT and (row.name or row.cooperative_id):
            places[organisation_key(row), row.counts_on].append(row.number)
    return {
        number: [other for other in numbers if other != number]
        for numbers in places.values()
        if len(numbers) > 1
        for number in numbers
    }


def keeps_what_stands(row: ImportRow) -> bool:
    return row.standing == StandingTotal.KEEP
