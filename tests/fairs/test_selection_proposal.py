"""Which applications come: the best list of the stated weights, claims that hold, and clashes by name."""

import random

import pytest

from fairs.selection.facts import Applicant, Part, Proposal, QuotaRule, QuotasClash, Reason, SetByPerson, Why
from fairs.selection.proposal import propose
from fairs.solving.asking import NotSolved, answers
from fairs.solving.problem import Answer, NoAnswer, Outcome, Problem
from tests.fairs.choosing import best_list, here, keeps, some_applicants, some_quotas, without

WOMEN, ARGAN = frozenset({"women"}), frozenset({"sector:argan"})


def applicant(key: str, score: int, *, stalls: int = 1, arrival: int = 0, tags: frozenset[str] = frozenset(), **more):
    return Applicant(key, score, stalls, arrival, tags, **more)


def proposal(applicants: list[Applicant], *quotas: QuotaRule, capacity: int) -> Proposal:
    return propose(applicants=applicants, capacity=capacity, quotas=quotas, solve=here)


@pytest.mark.parametrize("seed", range(12))
def test_nothing_that_can_be_tried_is_better_and_every_reason_holds(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(10):
        applicants, quotas, capacity = some_applicants(chance), some_quotas(chance), chance.randint(0, 8)

        best = best_list(applicants, capacity, quotas)

        if best is None:
            with pytest.raises(QuotasClash) as told:
                proposal(applicants, *quotas, capacity=capacity)
            _clash_is_a_smallest_one(told.value, applicants, quotas, capacity)
        else:
            proposed = proposal(chance.sample(applicants, len(applicants)), *quotas, capacity=capacity)
            assert frozenset(proposed.chosen) == best
            _reasons_hold(proposed, applicants, quotas, capacity)


def _clash_is_a_smallest_one(
    told: QuotasClash, applicants: list[Applicant], quotas: list[QuotaRule], capacity: int
) -> None:
    clash = told.clash
    by_key = {quota.key: quota for quota in quotas}
    rules = [*clash.quotas, *(["capacity"] if clash.has_capacity else []), *(["people"] if clash.has_by_person else [])]

    def is_possible(kept: list[str]) -> bool:
        people = applicants if "people" in kept else [_undecided(one) for one in applicants]
        stalls = capacity if "capacity" in kept else None
        return best_list(people, stalls, [by_key[key] for key in kept if key in by_key]) is not None

    assert not is_possible(rules)
    assert all(is_possible([other for other in rules if other != rule]) for rule in rules)


def _undecided(one: Applicant) -> Applicant:
    return Applicant(one.key, one.score, one.stalls, one.arrival, one.tags)


def _reasons_hold(proposed: Proposal, applicants: list[Applicant], quotas: list[QuotaRule], capacity: int) -> None:
    by_key = {one.key: one for one in applicants}
    free = best_list(applicants, capacity, [])
    assert free is not None
    for key, reason in proposed.reasons.items():
        one, is_chosen = by_key[key], key in proposed.chosen
        assert reason.code.is_chosen is is_chosen
        match reason.code:
            case Why.CHOSEN_BY_PERSON | Why.LEFT_BY_PERSON:
                assert one.by_person is (SetByPerson.IN if is_chosen else SetByPerson.OUT)
            case Why.CHOSEN_FOR_QUOTA | Why.CHOSEN_AS_OTHERS_ARE_FULL:
                for quota in reason.quotas:
                    relaxed = without(quotas, Part(quota, is_floor=reason.code is Why.CHOSEN_FOR_QUOTA))
                    assert key not in (best_list(applicants, capacity, relaxed) or ())
            case Why.CHOSEN_FOR_QUOTAS_TOGETHER | Why.LEFT_FOR_QUOTAS_TOGETHER:
                assert (key in free) is not is_chosen
            case Why.CHOSEN_BY_SCORE:
                better = [by_key[other] for other, why in proposed.reasons.items() if why.rank <= reason.rank]
                set_in = [other for other in applicants if other.by_person and other.by_person is SetByPerson.IN]
                together = {one_of for one_of in better if one_of.by_person is not SetByPerson.OUT} | set(set_in)
                assert key in free
                assert sum(one_of.stalls for one_of in together) <= capacity
            case Why.CHOSEN_AS_IT_FITS:
                assert key in free
                assert reason.versus not in free
                assert by_key[reason.versus or ""].stalls > one.stalls
                assert proposed.reasons[reason.versus or ""].rank < reason.rank
            case _:
                _was_left_for_that(reason, one, proposed, by_key, quotas, capacity)


def _was_left_for_that(
    reason: Reason,
    one: Applicant,
    proposed: Proposal,
    by_key: dict[str, Applicant],
    quotas: list[QuotaRule],
    capacity: int,
) -> None:
    """Without the quota it would come, or in the place of the other one (or a free one) the list would break it."""
    chosen = [by_key[key] for key in proposed.chosen]
    changed = [*(other for other in chosen if other.key != reason.versus), one]
    if reason.code is Why.LEFT_BELOW_LINE:
        by_merit = [key for key, why in proposed.reasons.items() if why.code in _BY_MERIT]
        assert reason.line == min(by_key[key].score for key in by_merit)
        assert max(proposed.reasons[key].rank for key in by_merit) < reason.rank
    elif reason.code is Why.LEFT_NO_ROOM:
        assert sum(other.stalls for other in changed) > capacity
        assert reason.stalls_left == proposed.stalls_left
    else:
        is_floor = reason.code is Why.LEFT_FOR_PLACES_KEPT
        for quota in quotas:
            if quota.key in reason.quotas:
                relaxed = without(quotas, Part(quota.key, is_floor=is_floor))
                comes = one.key in (best_list(list(by_key.values()), capacity, relaxed) or ())
                assert comes or not keeps(quota, changed)


_BY_MERIT = {Why.CHOSEN_BY_SCORE, Why.CHOSEN_AS_IT_FITS, Why.CHOSEN_AS_OTHERS_ARE_FULL}


def test_a_place_kept_for_a_group_is_told_on_both_sides() -> None:
    applicants = [applicant("a", 90), applicant("b", 80), applicant("c", 70), applicant("d", 40, tags=WOMEN)]

    proposed = proposal(applicants, QuotaRule("women", "women", at_least=1), capacity=2)

    assert proposed.chosen == ("a", "d")
    assert proposed.waiting == ("b", "c")
    assert (proposed.score, proposed.stalls_given, proposed.stalls_left) == (130, 2, 0)
    assert proposed.reasons["a"].as_facts() == {"code": "chosen_by_score", "rank": 1, "score": 90, "stalls": 1}
    assert proposed.reasons["d"].as_facts() == {
        "code": "chosen_for_quota", "rank": 4, "score": 40, "stalls": 1, "quotas": ["women"],
    }  # fmt: skip
    assert proposed.reasons["b"].as_facts() == {
        "code": "left_for_places_kept", "rank": 2, "score": 80, "stalls": 1, "quotas": ["women"],
    }  # fmt: skip
    assert proposed.reasons["c"].as_facts() == {
        "code": "left_below_line", "rank": 3, "score": 70, "stalls": 1, "line": 90,
    }  # fmt: skip
    (women,) = proposed.quotas
    assert (women.chosen, women.applied, women.at_least, women.at_most) == (1, 1, 1, None)


def test_a_full_group_is_told_on_both_sides() -> None:
    applicants = [applicant("a", 90, tags=ARGAN), applicant("b", 80, tags=ARGAN), applicant("c", 70)]

    proposed = proposal(applicants, QuotaRule("argan", "sector:argan", at_most=1), capacity=2)

    assert proposed.chosen == ("a", "c")
    assert (proposed.reasons["b"].code, proposed.reasons["b"].quotas) == (Why.LEFT_FOR_QUOTA_FULL, ("argan",))
    assert proposed.reasons["c"].code is Why.CHOSEN_AS_OTHERS_ARE_FULL


def test_two_small_ones_come_before_one_large_one_with_fewer_points() -> None:
    applicants = [applicant("large", 90, stalls=2), applicant("b", 60), applicant("c", 50)]

    proposed = proposal(applicants, capacity=2)

    assert proposed.chosen == ("b", "c")
    assert proposed.reasons["large"].code is Why.LEFT_NO_ROOM
    assert (proposed.reasons["b"].code, proposed.reasons["b"].versus) == (Why.CHOSEN_AS_IT_FITS, "large")


def test_among_equals_the_earlier_application_comes() -> None:
    applicants = [applicant("late", 50, arrival=3), applicant("early", 50, arrival=1), applicant("mid", 50, arrival=2)]

    proposed = proposal(applicants, capacity=2)

    assert proposed.chosen == ("early", "mid")
    assert proposed.waiting == ("late",)


def test_what_people_set_is_kept_and_who_they_set_out_does_not_wait() -> None:
    applicants = [
        applicant("a", 90, by_person=SetByPerson.OUT),
        applicant("b", 10, by_person=SetByPerson.IN),
        applicant("c", 50),
    ]

    proposed = proposal(applicants, capacity=1)

    assert (proposed.chosen, proposed.waiting) == (("b",), ("c",))
    assert proposed.reasons["a"].code is Why.LEFT_BY_PERSON


def test_shares_are_counted_without_rounding() -> None:
    """Of seven a third is two and a third: three women, and of six chosen two."""
    applicants = [applicant(f"m{number}", 50) for number in range(9)]
    applicants += [applicant(f"w{number}", 1, tags=WOMEN) for number in range(3)]

    proposed = proposal(applicants, QuotaRule("women", "women", at_least_percent=34), capacity=8)

    (women,) = proposed.quotas
    assert (len(proposed.chosen), women.chosen, women.at_least) == (8, 3, 3)


def test_two_quotas_that_clash_are_named_with_what_can_be_reached() -> None:
    """Only women grow argan here: four of them at least, of argan two at most."""
    applicants = [applicant(f"a{number}", 50, tags=WOMEN | ARGAN) for number in range(5)]
    applicants += [applicant(f"b{number}", 50) for number in range(5)]
    quotas = [
        QuotaRule("early", "first_time", at_most=3),
        QuotaRule("women", "women", at_least=4),
        QuotaRule("argan", "sector:argan", at_most=2),
    ]

    with pytest.raises(QuotasClash) as told:
        proposal(applicants, *quotas, capacity=8)

    clash = told.value.clash
    assert (clash.quotas, clash.has_capacity, clash.has_by_person) == (("women", "argan"), False, False)
    women, argan = clash.shortfalls
    assert (women.part, women.asked, women.reachable) == (Part("women", is_floor=True), 4, 2)
    assert (argan.part, argan.asked, argan.reachable) == (Part("argan", is_floor=False), 2, 4)


def test_a_quota_that_too_few_applied_for_is_named_alone() -> None:
    with pytest.raises(QuotasClash) as told:
        proposal([applicant("a", 5, tags=WOMEN)], QuotaRule("women", "women", at_least=3), capacity=9)

    (short,) = told.value.clash.shortfalls
    assert told.value.clash.quotas == ("women",)
    assert (short.asked, short.reachable) == (3, 1)


def test_too_few_stalls_for_a_quota_are_told_with_how_many_it_needs() -> None:
    applicants = [applicant(f"w{number}", 5, stalls=2, tags=WOMEN) for number in range(4)]

    with pytest.raises(QuotasClash) as told:
        proposal(applicants, QuotaRule("women", "women", at_least=3), capacity=5)

    clash = told.value.clash
    assert (clash.quotas, clash.has_capacity, clash.capacity, clash.stalls_needed) == (("women",), True, 5, 6)


def test_rules_that_clash_only_all_together_are_all_named() -> None:
    """Each two of the three can be kept: the places are two, and nobody is of two groups."""
    applicants = [applicant(tag, 5, tags=frozenset({tag})) for tag in ("women", "first_time", "disaster_area")]
    quotas = [QuotaRule(tag, tag, at_least=1) for tag in ("women", "first_time", "disaster_area")]

    with pytest.raises(QuotasClash) as told:
        proposal(applicants, *quotas[:2], QuotaRule("free", "women", at_most=9), capacity=1)
    assert (told.value.clash.quotas, told.value.clash.has_capacity) == (("women", "first_time"), True)
    assert told.value.clash.stalls_needed == 2

    with pytest.raises(QuotasClash) as told:
        proposal(applicants, *quotas, capacity=2)
    assert (told.value.clash.quotas, told.value.clash.has_capacity) == (
        ("women", "first_time", "disaster_area"),
        True,
    )
    assert told.value.clash.stalls_needed == 3


def test_what_people_set_beyond_the_stalls_is_named() -> None:
    applicants = [applicant(key, 5, by_person=SetByPerson.IN) for key in "abc"]

    with pytest.raises(QuotasClash) as told:
        proposal(applicants, capacity=2)

    clash = told.value.clash
    assert (clash.quotas, clash.has_capacity, clash.has_by_person, clash.stalls_needed) == ((), True, True, 3)


def test_nobody_applied() -> None:
    proposed = proposal([], capacity=5)

    assert (proposed.chosen, proposed.waiting, proposed.stalls_left) == ((), (), 5)


@pytest.mark.parametrize(
    "applicants",
    [
        [applicant("a", 5), applicant("a", 6)],
        [applicant("a", -1)],
        [applicant("a", 5, stalls=0)],
    ],
)
def test_what_makes_no_sense_is_refused(applicants: list[Applicant]) -> None:
    with pytest.raises(ValueError, match=r"twice|0 or more"):
        proposal(applicants, capacity=5)


def test_the_process_of_its_own_says_the_same_twice() -> None:
    chance = random.Random(7)
    applicants, quotas = some_applicants(chance), [QuotaRule("women", "women", at_most=2)]

    asked = [propose(applicants=order, capacity=5, quotas=quotas) for order in (applicants, applicants[::-1])]

    assert asked[0] == asked[1] == proposal(applicants, *quotas, capacity=5)


def test_a_solver_that_breaks_is_told_apart_from_one_that_found_nothing() -> None:
    nonsense = Problem(bounds=((0, 1),), rows=(), aims=(((5, 1),),))

    with pytest.raises(NotSolved):
        answers([nonsense])


def test_an_answer_without_proof_is_no_answer() -> None:
    with pytest.raises(NoAnswer):
        propose(
            applicants=[applicant("a", 5)],
            capacity=1,
            quotas=[],
            solve=lambda problems: [Answer(Outcome.GOOD, values=(1,), reached=(5,), at_most=9) for _ in problems],
        )
