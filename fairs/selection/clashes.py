"""Finds which rules clash when no list keeps them all: each alone, then in pairs, then more at once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from fairs.selection.facts import Clash, Part, Shortfall
from fairs.selection.stating import Kept, Question, any_list, extreme, limits
from fairs.solving.problem import Answer, NoAnswer, Outcome, Problem, Solve

# All sets of so many rules are tried; where only more of them clash, rules are taken away as long as they still do.
TRIED = 3
CAPACITY, BY_PERSON = "capacity", "by_person"
# A rule is ("quota", key), or the number of stalls, or what people set by hand.
Rule = tuple[str, str]
Rules = tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Bench:
    """The question and who solves."""

    question: Question
    solve: Solve

    def clash(self, sets: Sequence[Rules]) -> Iterator[bool]:
        """Of each set whether it clashes."""
        answers = self.solve([any_list(self.question, _kept(rules)) for rules in sets])
        for answer in answers:
            yield known(answer).outcome is Outcome.IMPOSSIBLE


def known(answer: Answer) -> Answer:
    """The answer, if it is proven."""
    if answer.outcome in (Outcome.UNKNOWN, Outcome.GOOD):
        raise NoAnswer
    return answer


def smallest_clash(question: Question, solve: Solve) -> Clash:
    """The smallest set of rules that no list keeps; of several as small the first, quotas in their own order."""
    bench = Bench(question, solve)
    rules = _smallest(bench)
    return _told(bench, rules)


def _smallest(bench: Bench) -> Rules:
    quotas = [("quota", quota.key) for quota in bench.question.quotas]
    everything: Rules = (*quotas, (CAPACITY, ""), (BY_PERSON, ""))
    for sets in ([*_of(everything, 1), *_of(everything, 2)], list(_of(everything, TRIED))):
        for rules, clashes in zip(sets, bench.clash(sets), strict=True):
            if clashes:
                return rules
    return _thinned(bench, everything)


def _of(rules: Rules, size: int) -> Iterable[Rules]:
    return combinations(rules, size)


def _thinned(bench: Bench, rules: Rules) -> Rules:
    for rule in rules:
        fewer = tuple(other for other in rules if other != rule)
        if next(bench.clash([fewer])):
            rules = fewer
    return rules


def _kept(rules: Rules) -> Kept:
    return Kept(
        quotas=tuple(key for kind, key in rules if kind == "quota"),
        capacity=(CAPACITY, "") in rules,
        people=(BY_PERSON, "") in rules,
    )


def _told(bench: Bench, rules: Rules) -> Clash:
    """The clash with its numbers: how near the other rules let each one come."""
    question, kept = bench.question, _kept(rules)
    parts = [part for part in question.parts if part.quota in kept.quotas and _asked(question, part) is not None]
    problems = [_extreme(question, rules, part) for part in parts]
    if kept.capacity:
        problems.append(_extreme(question, rules, None))
    answers = bench.solve(problems)
    shortfalls = tuple(_short(question, part, answer) for part, answer in zip(parts, answers, strict=False))
    return Clash(
        quotas=kept.quotas,
        has_capacity=kept.capacity,
        has_by_person=kept.people,
        shortfalls=tuple(short for short in shortfalls if short is not None),
        capacity=question.capacity if kept.capacity else None,
        stalls_needed=-answers[-1].reached[0] if kept.capacity and answers[-1].is_possible else None,
    )


def _asked(question: Question, part: Part) -> int | None:
    return limits(question.quota(part.quota), is_floor=part.is_floor)[0]


def _extreme(question: Question, rules: Rules, part: Part | None) -> Problem:
    """The most that the part can reach (or the fewest stalls) while the other rules of the clash are kept."""
    own: Rule = (CAPACITY, "") if part is None else ("quota", part.quota)
    return extreme(question, _kept(tuple(rule for rule in rules if rule != own)), part=part)


def _short(question: Question, part: Part, answer: Answer) -> Shortfall | None:
    asked = _asked(question, part)
    if asked is None or not answer.is_possible:
        return None
    reachable = answer.reached[0] if part.is_floor else -answer.reached[0]
    is_short = reachable < asked if part.is_floor else reachable > asked
    return Shortfall(part, asked, reachable) if is_short else None
