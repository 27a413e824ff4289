"""Who stands where: the best plan of the stated weights, what is kept, and claims that hold."""

import random
from decimal import Decimal
from functools import partial

import pytest

from fairs.plan import proposal
from fairs.plan.bettering import bettered
from fairs.plan.facts import Because, Exhibitor, Placement, PlanProposal, PlanStall, Square, Weights
from fairs.plan.floor import Floor, points
from fairs.plan.neighbours import neighbours
from fairs.plan.proposal import propose
from fairs.plan.starting import first_plan
from fairs.solving.problem import Answer, NoAnswer, Outcome
from tests.fairs.choosing import every_plan, here, some_exhibitors, some_stalls


def row(count: int, **all_of_them) -> list[PlanStall]:
    """Stalls side by side, named a to z."""
    return [PlanStall("abcdefgh"[at], square=Square(at * 2, 0, 2, 2), **all_of_them) for at in range(count)]


def exhibitor(key: str, sector: str = "", **more) -> Exhibitor:
    return Exhibitor(key, more.pop("rank", 0), sector, **more)


def plan(exhibitors: list[Exhibitor], stalls: list[PlanStall]) -> PlanProposal:
    return propose(exhibitors=exhibitors, stalls=stalls, solve=here)


def floor_of(exhibitors: list[Exhibitor], stalls: list[PlanStall]) -> Floor:
    by_rank = tuple(sorted(exhibitors, key=lambda one: (one.rank, one.key)))
    return Floor(by_rank, tuple(sorted(stalls, key=lambda one: one.key)), Weights(), aisle=2)


def said(placement: Placement) -> dict[Because, dict]:
    return {note.code: note.facts for note in placement.notes}


@pytest.mark.parametrize("seed", range(10))
def test_nothing_that_can_be_tried_is_better(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(12):
        stalls = some_stalls(chance)
        exhibitors = some_exhibitors(chance, stalls)
        floor = floor_of(exhibitors, stalls)

        proposed = plan(chance.sample(exhibitors, len(exhibitors)), chance.sample(stalls, len(stalls)))

        plans = list(every_plan(floor))
        best = max((len(new), sum(map(len, new.values())), points(floor, new)) for new in plans)
        assert (len(proposed.new), sum(map(len, proposed.new.values())), proposed.points) == best
        assert proposed.is_proven_best
        assert proposed.new in plans
        assert proposed == plan(exhibitors[::-1], stalls[::-1])


@pytest.mark.parametrize("seed", range(20, 24))
def test_as_many_stalls_are_proposed_never_better_than_the_bound(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The way of large fairs, over a first plan and the problem in fractions, taken by small ones."""
    monkeypatch.setattr(proposal, "LARGE", 0)
    monkeypatch.setattr(proposal, "bettered", partial(bettered, trials=500))
    chance = random.Random(seed)
    for _ in range(10):
        stalls = some_stalls(chance)
        exhibitors = some_exhibitors(chance, stalls)
        floor = floor_of(exhibitors, stalls)
        first = first_plan(floor)
        second = bettered(floor, first, trials=500)

        proposed = plan(exhibitors, stalls)

        plans = list(every_plan(floor))
        best = max((len(new), sum(map(len, new.values())), points(floor, new)) for new in plans)
        assert (len(proposed.new), sum(map(len, proposed.new.values()))) == best[:2]
        assert points(floor, second) <= proposed.points <= best[2] <= proposed.at_most or len(second) < best[0]
        assert proposed.points == best[2] or not proposed.is_proven_best
        assert points(floor, first) <= points(floor, second)
        assert all(new in plans for new in (first, second, proposed.new))


def test_the_same_sector_is_kept_apart() -> None:
    three = [exhibitor("1", "argan"), exhibitor("2", "argan"), exhibitor("3", "honey")]

    proposed = plan(three, row(3))

    assert proposed.new["3"] == ("b",)
    assert (proposed.same_sector_pairs, proposed.points) == (0, 0)
    assert said(proposed.placements[0]) == {Because.FAR_FROM_SAME_SECTOR: {"others": 1}}
    assert said(proposed.placements[2]) == {}


def test_who_stands_beside_their_own_sector_is_told_beside_whom() -> None:
    proposed = plan([exhibitor("1", "argan"), exhibitor("2", "argan")], row(2))

    assert (proposed.same_sector_pairs, proposed.points) == (1, -30)
    assert said(proposed.placements[0])[Because.BESIDE_SAME_SECTOR] == {"stalls": ["b"]}


def test_electricity_is_a_condition_and_the_few_who_have_it_are_kept_for_those_who_need_it() -> None:
    stalls = [PlanStall("a", watts=3000), PlanStall("b"), PlanStall("c", watts=500)]
    exhibitors = [exhibitor("oven", watts=2500), exhibitor("lamp", watts=200), exhibitor("none")]

    proposed = plan(exhibitors, stalls)

    assert proposed.new == {"oven": ("a",), "lamp": ("c",), "none": ("b",)}
    oven = next(one for one in proposed.placements if one.exhibitor == "oven")
    assert said(oven)[Because.ONLY_WITH_POWER] == {"watts": 2500, "suitable": 1, "open": 3}


def test_zones_and_sizes_are_points() -> None:
    stalls = [
        PlanStall("a", zone="food", size=Decimal(9)),
        PlanStall("b", zone="crafts", size=Decimal(9)),
        PlanStall("c", zone="food", size=Decimal(18)),
    ]
    exhibitors = [
        exhibitor("small", size=Decimal(9), zones_wished=frozenset({"food"})),
        exhibitor("large", size=Decimal(18), zones_wished=frozenset({"food"})),
        exhibitor("pots", size=Decimal("6.5"), zones_required=frozenset({"crafts"})),
    ]

    proposed = plan(exhibitors, stalls)

    assert proposed.new == {"small": ("a",), "large": ("c",), "pots": ("b",)}
    assert proposed.points == 40 + 40 - 2 * 3
    large, pots, _ = proposed.placements
    assert said(large) == {
        Because.ZONE_OF_SECTOR: {"zones": ["food"]},
        Because.SIZE_FITS: {"needed": "18", "size": "18"},
    }
    assert said(pots) == {
        Because.ONLY_IN_ZONE: {"zones": ["crafts"]},
        Because.SIZE_ABOVE: {"needed": "6.5", "size": "9"},
    }


def test_what_is_assigned_stays_and_what_it_lacks_is_told() -> None:
    stalls = row(3)
    exhibitors = [exhibitor("1", "argan", kept=("b",), watts=500), exhibitor("2", "argan"), exhibitor("3", "honey")]

    proposed = plan(exhibitors, stalls)

    first = proposed.placements[0]
    assert (first.stalls, first.kept) == (("b",), ("b",))
    assert said(first)[Because.KEPT] == {"stalls": ["b"]}
    assert said(first)[Because.POWER_SHORT] == {"watts": 500}
    assert set(proposed.new) == {"2", "3"}
    assert "b" not in {key for keys in proposed.new.values() for key in keys}


def test_several_stalls_of_one_exhibitor_touch_and_are_no_pair() -> None:
    proposed = plan([exhibitor("1", "argan", stalls=2), exhibitor("2", "honey", rank=1)], row(3))

    first, second = proposed.placements
    assert first.stalls in (("a", "b"), ("b", "c"))
    assert said(first) == {Because.STALLS_TOGETHER: {"stalls": list(first.stalls)}}
    assert (proposed.same_sector_pairs, proposed.points) == (0, 25)
    assert len(second.stalls) == 1


def test_a_further_stall_comes_beside_the_one_that_was_kept() -> None:
    proposed = plan([exhibitor("1", "argan", stalls=2, kept=("d",))], row(6))

    assert proposed.new["1"] in (("c",), ("e",))


def test_everybody_gets_one_stall_before_anybody_gets_a_second() -> None:
    exhibitors = [exhibitor("1", stalls=2), exhibitor("2", rank=1), exhibitor("3", rank=2)]

    proposed = plan(exhibitors, row(3))

    assert {key: len(stalls) for key, stalls in proposed.new.items()} == {"1": 1, "2": 1, "3": 1}
    assert said(proposed.placements[0])[Because.STALLS_ALL_GIVEN] == {"granted": 2, "given": 1, "open": 3}


@pytest.mark.parametrize(
    ("stalls", "code", "facts"),
    [
        ([PlanStall("a", zone="food", watts=100)], Because.NO_STALL_WITH_POWER, {"strongest": 100}),
        ([PlanStall("a", zone="crafts", watts=900)], Because.NO_STALL_IN_ZONE, {"zones": ["food"]}),
        (
            [PlanStall("a", zone="crafts", watts=900), PlanStall("b", zone="food")],
            Because.NO_STALL_WITH_BOTH,
            {"watts": 500},
        ),
        ([PlanStall("a", zone="food", watts=900, is_closed=True)], Because.STALLS_ALL_GIVEN, {"open": 0}),
    ],
)
def test_who_gets_none_is_told_why(stalls: list[PlanStall], code: Because, facts: dict) -> None:
    proposed = plan([exhibitor("1", watts=500, zones_required=frozenset({"food"}))], stalls)

    (alone,) = proposed.placements
    assert alone.stalls == ()
    assert said(alone)[code].items() >= facts.items()


def test_who_gets_none_while_others_stand_where_they_could_is_told_so() -> None:
    stalls = [PlanStall("a", watts=900), PlanStall("b")]

    proposed = plan([exhibitor("1", watts=500), exhibitor("2", watts=500, rank=1)], stalls)

    first, second = proposed.placements
    assert (first.stalls, second.stalls) == (("a",), ())
    assert said(second)[Because.SUITABLE_ALL_GIVEN]["suitable"] == 1


def test_neighbours_touch_along_a_line_or_face_each_other_over_an_aisle() -> None:
    squares = {
        "a": Square(0, 0, 2, 2),
        "b": Square(2, 0, 2, 2),
        "corner": Square(4, 2, 2, 2),
        "over": Square(0, 4, 2, 2),
        "far": Square(0, 9, 2, 2),
        "behind": Square(0, 6, 2, 2),
    }
    stalls = [PlanStall(key, square=square) for key, square in squares.items()]

    assert neighbours(stalls, aisle=2) == (("a", "b"), ("a", "over"), ("behind", "far"), ("behind", "over"))
    assert neighbours(stalls, aisle=0) == (("a", "b"), ("behind", "over"))


def test_what_stands_in_an_aisle_parts_neighbours() -> None:
    stalls = [
        PlanStall("a", square=Square(0, 0)),
        PlanStall("b", square=Square(1, 0)),
        PlanStall("c", square=Square(2, 0)),
    ]

    assert neighbours(stalls, aisle=2) == (("a", "b"), ("b", "c"))


def test_a_plan_without_proof_says_how_much_better_one_could_be() -> None:
    proposed = propose(
        exhibitors=[exhibitor("1", "argan"), exhibitor("2", "argan")],
        stalls=row(3),
        solve=lambda problems: [Answer(Outcome.GOOD, values=(1, 1, 0), reached=(8, -30), at_most=0)],
    )

    assert (proposed.points, proposed.at_most, proposed.is_proven_best) == (-30, 0, False)


def test_nothing_found_is_no_plan() -> None:
    with pytest.raises(NoAnswer):
        propose(exhibitors=[exhibitor("1")], stalls=row(1), solve=lambda problems: [Answer(Outcome.UNKNOWN)])


def test_a_kept_stall_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="not there"):
        plan([exhibitor("1", kept=("z",))], row(1))


def test_the_process_of_its_own_says_the_same_twice() -> None:
    chance = random.Random(11)
    stalls = some_stalls(chance)
    exhibitors = some_exhibitors(chance, stalls)

    asked = [propose(exhibitors=exhibitors, stalls=order) for order in (stalls, stalls[::-1])]

    assert asked[0] == asked[1] == plan(exhibitors, stalls)
