"""Says of each application why it is in the best list or not, in claims that hold.

Two ways of showing, and no third. *Without the quota:* the best list was made again without one side of a quota; an
application that is then on the other side of the line was chosen, or left, because of it. *In the place of another:*
the list is the best one, so an application that was left cannot replace one that was chosen with a worse score:
either the stalls do not suffice or a quota is broken, and that rule is named.

CHOSEN_BY_PERSON, LEFT_BY_PERSON: the committee set it by hand.
CHOSEN_FOR_QUOTA: without what these quotas ask for at least it would not come.
CHOSEN_AS_OTHERS_ARE_FULL: without what these quotas allow at most others would come in its place.
CHOSEN_FOR_QUOTAS_TOGETHER: without any quota it would not come, and no single one is the cause; `quotas` touch it.
CHOSEN_BY_SCORE: it would come without any quota too, and there would be room for it with all who score better.
CHOSEN_AS_IT_FITS: it would come without any quota too, further down: `versus` scores better but asks for more stalls.
LEFT_FOR_QUOTA_FULL: with these quotas' ceilings gone it would come, or they keep it from the place of `versus`.
LEFT_FOR_PLACES_KEPT: the same of what quotas ask for at least.
LEFT_FOR_QUOTAS_TOGETHER: without any quota it would come, and no single one is the cause; `quotas` touch it.
LEFT_BELOW_LINE: of those chosen without the help of a quota nobody scores worse (`line` is the lowest of them), and
among equal scores the earlier application comes first.
LEFT_NO_ROOM: it asks for more stalls than are left, also in the place of `versus`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from fairs.selection.facts import Applicant, Part, QuotaRule, Reason, SetByPerson, Why
from fairs.selection.stating import Question, limits

WITHOUT_HELP = frozenset({Why.CHOSEN_BY_SCORE, Why.CHOSEN_AS_IT_FITS, Why.CHOSEN_AS_OTHERS_ARE_FULL})


@dataclass(frozen=True)
class BestLists:
    """The keys chosen in the best list, in the best one without each part, and in the best one without any quota."""

    question: Question
    chosen: frozenset[str]
    without: Mapping[Part, frozenset[str]]
    free: frozenset[str]

    @cached_property
    def ranked(self) -> tuple[Applicant, ...]:
        """Best score first, among equals the earlier."""
        by_arrival = {applicant.key: place for place, applicant in enumerate(self.question.applicants)}
        return tuple(sorted(self.question.applicants, key=lambda one: (-one.score, by_arrival[one.key])))

    @cached_property
    def rank(self) -> dict[str, int]:
        return {applicant.key: place for place, applicant in enumerate(self.ranked, start=1)}

    @cached_property
    def stalls_until(self) -> dict[str, int]:
        """What all down to a rank would take together, with those whom people set to come."""
        set_in = sum(one.stalls for one in self.ranked if one.by_person is SetByPerson.IN)
        undecided = (0 if one.by_person else one.stalls for one in self.ranked)
        return {one.key: set_in + sum_until for one, sum_until in zip(self.ranked, accumulate(undecided), strict=True)}

    @cached_property
    def given(self) -> int:
        return sum(one.stalls for one in self.question.applicants if one.key in self.chosen)

    @cached_property
    def left(self) -> int:
        return self.question.capacity - self.given

    @cached_property
    def bearing(self) -> dict[str, int]:
        """Of each quota how many of those chosen bear its tag."""
        chosen = [one for one in self.question.applicants if one.key in self.chosen]
        return {quota.key: sum(quota.tag in one.tags for one in chosen) for quota in self.question.quotas}


def reasons(lists: BestLists) -> dict[str, Reason]:
    """Why, for each application; best score first."""
    chosen = {one.key: _why_chosen(lists, one) for one in lists.ranked if one.key in lists.chosen}
    helped = frozenset(key for key, reason in chosen.items() if reason.code not in WITHOUT_HELP)
    return {
        one.key: chosen[one.key] if one.key in chosen else _why_left(lists, one, helped=helped) for one in lists.ranked
    }


def _why_chosen(lists: BestLists, one: Applicant) -> Reason:
    if one.by_person is SetByPerson.IN:
        return _reason(lists, one, Why.CHOSEN_BY_PERSON)
    causes = [part for part, chosen in lists.without.items() if one.key not in chosen]
    if floors := _named(causes, is_floor=True):
        return _reason(lists, one, Why.CHOSEN_FOR_QUOTA, quotas=floors)
    if ceilings := _named(causes, is_floor=False):
        return _reason(lists, one, Why.CHOSEN_AS_OTHERS_ARE_FULL, quotas=ceilings)
    if one.key not in lists.free:
        return _reason(lists, one, Why.CHOSEN_FOR_QUOTAS_TOGETHER, quotas=_touching(lists, one, is_chosen=True))
    if lists.stalls_until[one.key] <= lists.question.capacity:
        return _reason(lists, one, Why.CHOSEN_BY_SCORE)
    better = lists.ranked[: lists.rank[one.key] - 1]
    too_big = next(other for other in better if other.key not in lists.free and other.by_person is None)
    return _reason(lists, one, Why.CHOSEN_AS_IT_FITS, versus=too_big.key)


def _why_left(lists: BestLists, one: Applicant, *, helped: frozenset[str]) -> Reason:
    if one.by_person is SetByPerson.OUT:
        return _reason(lists, one, Why.LEFT_BY_PERSON)
    return _left_without(lists, one) or _left_beside(lists, one, helped=helped)


def _left_without(lists: BestLists, one: Applicant) -> Reason | None:
    """What shows when quotas are taken away."""
    causes = [part for part, chosen in lists.without.items() if one.key in chosen]
    if ceilings := _named(causes, is_floor=False):
        return _reason(lists, one, Why.LEFT_FOR_QUOTA_FULL, quotas=ceilings)
    if floors := _named(causes, is_floor=True):
        return _reason(lists, one, Why.LEFT_FOR_PLACES_KEPT, quotas=floors)
    if one.key in lists.free:
        return _reason(lists, one, Why.LEFT_FOR_QUOTAS_TOGETHER, quotas=_touching(lists, one, is_chosen=False))
    return None


def _touching(lists: BestLists, one: Applicant, *, is_chosen: bool) -> tuple[str, ...]:
    """What one who was chosen counts for, or one who was left would count against; else the other sides."""
    quotas = lists.question.quotas
    own = {quota.key for quota in quotas if quota.tag in one.tags}
    direct = [part.quota for part in lists.question.parts if part.is_floor is is_chosen and part.quota in own]
    others = [part.quota for part in lists.question.parts if part.is_floor is not is_chosen and part.quota not in own]
    return tuple(direct or others)


def _left_beside(lists: BestLists, one: Applicant, *, helped: frozenset[str]) -> Reason:
    """What shows beside those who were chosen without the help of a quota, the worst of them first."""
    if one.stalls <= lists.left:
        return _kept_from(lists, one, None)
    if lists.left:
        return _reason(lists, one, Why.LEFT_NO_ROOM, stalls_left=lists.left)
    by_merit = [other for other in lists.ranked if other.key in lists.chosen and other.key not in helped]
    if by_merit and lists.rank[by_merit[-1].key] > lists.rank[one.key]:
        return _kept_from(lists, one, by_merit[-1])
    if by_merit:
        return _reason(lists, one, Why.LEFT_BELOW_LINE, line=by_merit[-1].score)
    return _reason(lists, one, Why.LEFT_NO_ROOM, stalls_left=lists.left)


def _kept_from(lists: BestLists, one: Applicant, other: Applicant | None) -> Reason:
    """Which rule keeps `one` from the place of `other`, or from a free one."""
    versus = other.key if other else None
    broken = list(_broken(lists, one, other))
    if ceilings := _named(broken, is_floor=False):
        return _reason(lists, one, Why.LEFT_FOR_QUOTA_FULL, quotas=ceilings, versus=versus)
    if floors := _named(broken, is_floor=True):
        return _reason(lists, one, Why.LEFT_FOR_PLACES_KEPT, quotas=floors, versus=versus)
    return _reason(lists, one, Why.LEFT_NO_ROOM, versus=versus, stalls_left=lists.left)


def _broken(lists: BestLists, one: Applicant, other: Applicant | None) -> Iterator[Part]:
    """The sides of quotas that the list would break with `one` in the place of `other`."""
    total = len(lists.chosen) + (1 if other is None else 0)
    for part in lists.question.parts:
        quota = lists.question.quota(part.quota)
        gone = other is not None and quota.tag in other.tags
        if not _holds(quota, part, lists.bearing[quota.key] + (quota.tag in one.tags) - gone, total):
            yield part


def _holds(quota: QuotaRule, part: Part, bearing: int, total: int) -> bool:
    count, percent = limits(quota, is_floor=part.is_floor)
    sign = 1 if part.is_floor else -1
    enough = count is None or sign * bearing >= sign * count
    return enough and (percent is None or sign * 100 * bearing >= sign * percent * total)


def _named(parts: list[Part], *, is_floor: bool) -> tuple[str, ...]:
    return tuple(part.quota for part in parts if part.is_floor is is_floor)


def _reason(
    lists: BestLists,
    one: Applicant,
    code: Why,
    *,
    quotas: tuple[str, ...] = (),
    line: int | None = None,
    versus: str | None = None,
    stalls_left: int | None = None,
) -> Reason:
    return Reason(
        code=code,
        rank=lists.rank[one.key],
        score=one.score,
        stalls=one.stalls,
        quotas=quotas,
        line=line,
        versus=versus,
        stalls_left=stalls_left,
    )
