"""Proposes which applications come: the best list that keeps every quota, and why, for each application.

The best list has the highest total score; among such lists the most organisations; among those, reading the
applications in the order of their arrival, the first one in which two lists differ comes. So there is one best list,
whatever order the applications are handed in. Nothing here knows the database.
"""

from collections.abc import Iterable

from fairs.selection.clashes import known, smallest_clash
from fairs.selection.explaining import BestLists, reasons
from fairs.selection.facts import (
    Applicant,
    Clash,
    Part,
    Proposal,
    QuotaRule,
    QuotasClash,
    QuotaState,
    Reason,
    SetByPerson,
    Shortfall,
    Why,
)
from fairs.selection.stating import Question, the_list
from fairs.solving.asking import answers
from fairs.solving.problem import Answer, NoAnswer, Outcome, Solve

__all__ = [
    "Applicant",
    "Clash",
    "NoAnswer",
    "Part",
    "Proposal",
    "QuotaRule",
    "QuotaState",
    "QuotasClash",
    "Reason",
    "SetByPerson",
    "Shortfall",
    "Why",
    "propose",
]


def propose(
    *, applicants: Iterable[Applicant], capacity: int, quotas: Iterable[QuotaRule], solve: Solve = answers
) -> Proposal:
    """The best list of applications for the stalls, or QuotasClash with the rules that no list can keep together.

    What a person set is kept. Those set out by a person do not wait; all others who are left wait by their score.
    """
    question = _question(applicants, capacity, quotas)
    everything = frozenset(question.parts)
    lists = [frozenset[Part](), *(frozenset({part}) for part in question.parts), everything]
    best, *others = solve([the_list(question, without=without) for without in lists])
    if best.outcome is Outcome.IMPOSSIBLE:
        raise QuotasClash(smallest_clash(question, solve))
    *without, free = [_chosen(question, answer) for answer in others]
    return _proposal(
        BestLists(
            question=question,
            chosen=_chosen(question, best),
            without=dict(zip(question.parts, without, strict=True)),
            free=free,
        )
    )


def _question(applicants: Iterable[Applicant], capacity: int, quotas: Iterable[QuotaRule]) -> Question:
    in_order = tuple(sorted(applicants, key=lambda one: (one.arrival, one.key)))
    question = Question(in_order, capacity, tuple(quotas))
    if len({one.key for one in in_order}) != len(in_order):
        raise ValueError("an application is there twice")
    if len({quota.key for quota in question.quotas}) != len(question.quotas):
        raise ValueError("a quota is there twice")
    if capacity < 0 or any(one.score < 0 or one.stalls < 1 for one in in_order):
        raise ValueError("scores are 0 or more, and an application asks for one stall or more")
    return question


def _chosen(question: Question, answer: Answer) -> frozenset[str]:
    values = known(answer).values
    return frozenset(one.key for one, value in zip(question.applicants, values, strict=True) if value)


def _proposal(lists: BestLists) -> Proposal:
    chosen = [one for one in lists.ranked if one.key in lists.chosen]
    waiting = [one for one in lists.ranked if one.key not in lists.chosen and one.by_person is not SetByPerson.OUT]
    return Proposal(
        chosen=tuple(one.key for one in chosen),
        waiting=tuple(one.key for one in waiting),
        score=sum(one.score for one in chosen),
        stalls_given=lists.given,
        stalls_left=lists.left,
        quotas=tuple(_state(lists, quota) for quota in lists.question.quotas),
        reasons=reasons(lists),
    )


def _state(lists: BestLists, quota: QuotaRule) -> QuotaState:
    """A quota's numbers; per cent are told as the organisations that they mean for this list."""
    total = len(lists.chosen)
    least = [quota.at_least] if quota.at_least is not None else []
    most = [quota.at_most] if quota.at_most is not None else []
    if quota.at_least_percent is not None:
        least.append(-(-quota.at_least_percent * total // 100))
    if quota.at_most_percent is not None:
        most.append(quota.at_most_percent * total // 100)
    return QuotaState(
        key=quota.key,
        tag=quota.tag,
        chosen=lists.bearing[quota.key],
        applied=sum(quota.tag in one.tags for one in lists.question.applicants),
        at_least=max(least, default=None),
        at_most=min(most, default=None),
    )
