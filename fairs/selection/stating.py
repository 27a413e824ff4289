"""States the choice of applications as a problem in whole numbers: one variable each, 1 for those who come."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fairs.selection.facts import Applicant, Part, QuotaRule, SetByPerson
from fairs.solving.problem import Problem, Row, Terms

PATIENCE = 100


@dataclass(frozen=True, slots=True)
class Question:
    """The applications in the order of arrival (whatever order they were handed in), the stalls and the quotas."""

    applicants: tuple[Applicant, ...]
    capacity: int
    quotas: tuple[QuotaRule, ...]

    @property
    def parts(self) -> tuple[Part, ...]:
        """The sides of quotas that ask for something."""
        return tuple(
            Part(quota.key, is_floor)
            for quota in self.quotas
            for is_floor in (True, False)
            if any(limit is not None for limit in limits(quota, is_floor=is_floor))
        )

    def quota(self, key: str) -> QuotaRule:
        return next(quota for quota in self.quotas if quota.key == key)


@dataclass(frozen=True, slots=True)
class Kept:
    """Some of the rules: which quotas, and whether the number of stalls and what people set are among them."""

    quotas: tuple[str, ...]
    capacity: bool
    people: bool


def limits(quota: QuotaRule, *, is_floor: bool) -> tuple[int | None, int | None]:
    """The number and the per cent of one side of a quota."""
    if is_floor:
        return quota.at_least, quota.at_least_percent
    return quota.at_most, quota.at_most_percent


def the_list(question: Question, *, without: frozenset[Part] = frozenset()) -> Problem:
    """The best list, as if the parts `without` were not there.

    The highest total score; among those most organisations, which one number says with the score; among those the
    earliest applications.
    """
    applicants = question.applicants
    parts = [part for part in question.parts if part not in without]
    size = len(applicants) + 1
    aim = tuple((variable, applicant.score * size + 1) for variable, applicant in enumerate(applicants))
    return _problem(
        question,
        rows=[_capacity(question), *_quota_rows(question, parts)],
        keeps_people=True,
        aims=(aim,),
        earlier_wins=tuple(range(len(applicants))),
    )


def any_list(question: Question, kept: Kept) -> Problem:
    """Whether there is a list that keeps these rules."""
    return _problem(question, rows=_rules(question, kept), keeps_people=kept.people)


def extreme(question: Question, kept: Kept, *, part: Part | None) -> Problem:
    """The list with the most (for a ceiling the fewest) of the part's tag, or without a part the fewest stalls."""
    if part is None:
        aim = tuple((variable, -applicant.stalls) for variable, applicant in enumerate(question.applicants))
    else:
        sign = 1 if part.is_floor else -1
        aim = tuple((variable, sign) for variable in bearers(question, question.quota(part.quota)))
    return _problem(question, rows=_rules(question, kept), keeps_people=kept.people, aims=(aim,))


def bearers(question: Question, quota: QuotaRule) -> tuple[int, ...]:
    """The variables of those who bear the quota's tag."""
    return tuple(variable for variable, applicant in enumerate(question.applicants) if quota.tag in applicant.tags)


def _problem(
    question: Question,
    *,
    rows: list[Row],
    keeps_people: bool,
    aims: tuple[Terms, ...] = (),
    earlier_wins: tuple[int, ...] = (),
) -> Problem:
    bounds = tuple(_bounds(applicant, keeps_people) for applicant in question.applicants)
    return Problem(
        bounds=bounds,
        rows=tuple(rows),
        aims=aims,
        earlier_wins=earlier_wins,
        patience=PATIENCE,
    )


def _bounds(applicant: Applicant, keeps_people: bool) -> tuple[int, int]:
    if not keeps_people or applicant.by_person is None:
        return 0, 1
    return (1, 1) if applicant.by_person is SetByPerson.IN else (0, 0)


def _rules(question: Question, kept: Kept) -> list[Row]:
    parts = [part for part in question.parts if part.quota in kept.quotas]
    return [*([_capacity(question)] if kept.capacity else []), *_quota_rows(question, parts)]


def _capacity(question: Question) -> Row:
    terms = tuple((variable, applicant.stalls) for variable, applicant in enumerate(question.applicants))
    return Row(terms, high=question.capacity)


def _quota_rows(question: Question, parts: Iterable[Part]) -> Iterator[Row]:
    for part in parts:
        quota = question.quota(part.quota)
        count, percent = limits(quota, is_floor=part.is_floor)
        bearing = bearers(question, quota)
        if count is not None:
            terms = tuple((variable, 1) for variable in bearing)
            yield Row(terms, low=count) if part.is_floor else Row(terms, high=count)
        if percent is not None:
            # 100 x (of the tag) against per cent x (all): whole numbers, no rounding.
            share = dict.fromkeys(bearing, 100)
            terms = tuple((variable, share.get(variable, 0) - percent) for variable in range(len(question.applicants)))
            yield Row(terms, low=0) if part.is_floor else Row(terms, high=0)
