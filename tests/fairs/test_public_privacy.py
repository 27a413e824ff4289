"""Nobody who subtracts one public answer from another is left with a figure of fewer than three cooperatives."""

from datetime import date
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fairs.revenue.figures import Figures, Row, Scope
from fairs.revenue.models import CoarseCell, DetailCell, PublicCell
from fairs.revenue.public import OTHER, PUBLIC_GROUPS, PublicRollup, public_rollup
from fairs.revenue.selectors import rollup_rows, total_of
from fairs.revenue.summaries import refresh_changed
from tests.factories import make_commune, make_cooperative, make_edition
from tests.fairs.attackers import Entry, read_out, write_book

pytestmark = pytest.mark.django_db
DAYS = [date(2025, 12, 30), date(2025, 12, 31), date(2026, 1, 1), date(2026, 2, 1)]
FEWEST = 3


class World:
    """Two fairs and a market to sell at, and six cooperatives that do."""

    def __init__(self) -> None:
        self.editions = [make_edition(starts_on=DAYS[0], days=40) for _ in range(2)]
        self.editions.append(make_edition(programme_kind="mobile_markets", starts_on=DAYS[0], days=40))
        self.cooperatives = [make_cooperative().pk for _ in range(6)]
        make_commune(code="011", region="01")

    def entries(self) -> st.SearchStrategy[list[Entry]]:
        entry = st.builds(
            Entry,
            edition=st.sampled_from([*self.editions, None]),
            region=st.sampled_from(["09", "01"]),
            day=st.sampled_from(DAYS),
            channel=st.just("stall"),
            evidence=st.sampled_from(["itemised", "declared"]),
            cooperative_id=st.sampled_from(self.cooperatives),
            has_returns=st.sampled_from([False, False, True]),
            has_corrections=st.sampled_from([False, False, False, True]),
        ).map(
            lambda each: (
                each if each.edition else Entry(None, each.region, each.day, "online", "itemised", each.cooperative_id)
            )
        )
        # Thirty powers of three are all that an amount of a cell can hold.
        return st.lists(
            entry,
            min_size=4,
            max_size=14,
            unique_by=lambda each: (each.edition, each.day, each.evidence, each.cooperative_id, each.region),
        ).filter(lambda book: sum(1 + each.has_returns + each.has_corrections for each in book) <= 24)

    def questions(self) -> st.SearchStrategy[list[tuple[str, Scope]]]:
        scope = st.builds(
            Scope,
            programme=st.sampled_from([None, None, "regional_fairs", "mobile_markets"]),
            edition=st.sampled_from([None, None, *(edition.code for edition in self.editions)]),
            first_day=st.sampled_from([None, None, *DAYS]),
            last_day=st.sampled_from([None, None, *DAYS]),
        )
        return st.lists(st.tuples(st.sampled_from(PUBLIC_GROUPS), scope), min_size=2, max_size=5)


@pytest.fixture
def world() -> World:
    return World()


def ask(group_by: str, scope: Scope) -> PublicRollup:
    return public_rollup(group_by=group_by, scope=scope)


def ask_of_simple_folding(group_by: str, scope: Scope) -> PublicRollup:
    """What was told before: rows of fewer than three folded into one, each answer by itself."""
    rows = rollup_rows(group_by=group_by, scope=scope)
    path = {"edition": "edition__code", "day": "counts_on"}[group_by]
    pairs = set(DetailCell.objects.filter(**scope.conditions()).values_list(path, "cooperative_id"))
    if len({cooperative for _, cooperative in pairs}) < FEWEST:
        return PublicRollup(total=None, rows=[])
    few = [row for row in rows if len([key for key, _ in pairs if key == row.key]) < FEWEST]
    told = [row for row in rows if row not in few]
    folded = [Row(OTHER, total_of(few))] if few else []
    return PublicRollup(total=total_of(rows), rows=[*told, *folded])


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(data=st.data())
def test_no_two_answers_differ_by_the_money_of_fewer_than_three(world: World, data: Any) -> None:
    owners = write_book(data.draw(world.entries()))

    assert read_out(ask, data.draw(world.questions()), owners) == []


def test_simple_folding_is_read_out_by_asking_twice(world: World) -> None:
    fair = world.editions[0]
    book = [Entry(fair, "09", DAYS[0], "stall", "declared", each) for each in world.cooperatives[:3]]
    book.append(Entry(fair, "09", DAYS[1], "stall", "declared", world.cooperatives[3]))
    owners = write_book(book)
    questions = [("edition", Scope()), ("edition", Scope(last_day=DAYS[0]))]

    assert {world.cooperatives[3]} in read_out(ask_of_simple_folding, questions, owners)
    assert read_out(ask, questions, owners) == []


def stall(edition: Any, day: date, *cooperatives: int, **given: Any) -> list[Entry]:
    return [Entry(edition, "09", day, "stall", given.pop("evidence", "declared"), each) for each in cooperatives]


def test_what_a_period_cuts_is_left_out_and_said(world: World) -> None:
    fair, own = world.editions[0], world.cooperatives
    write_book([*stall(fair, DAYS[0], *own[:3]), *stall(fair, DAYS[1], own[3]), *stall(fair, DAYS[2], *own[4:6])])

    whole = public_rollup(group_by="day", scope=Scope(edition=fair.code))
    cut = public_rollup(group_by="day", scope=Scope(edition=fair.code, last_day=DAYS[1]))

    assert whole.is_complete
    assert [row.key for row in whole.rows] == [DAYS[0].isoformat(), OTHER]
    assert not cut.is_complete
    assert [row.key for row in cut.rows] == [DAYS[0].isoformat()]
    assert cut.total == cut.rows[0].figures


def test_an_edition_where_three_sold_is_told_whole_whatever_its_days_are(world: World) -> None:
    fair, own = world.editions[0], world.cooperatives
    write_book([entry for place, day in enumerate(DAYS) for entry in stall(fair, day, own[place])])

    told = public_rollup(group_by="edition", scope=Scope(edition=fair.code))

    assert [(row.key, row.figures.turnover) for row in told.rows] == [(fair.code, told.total.turnover)]
    assert str(told.total.turnover) == "0.40"
    assert told.is_complete


def test_shares_by_evidence_say_other_where_they_could_not_be_told_apart(world: World) -> None:
    fair, own = world.editions[0], world.cooperatives
    typed = Entry(fair, "09", DAYS[0], "stall", "itemised", own[3])
    write_book([*stall(fair, DAYS[0], *own[:3]), typed])

    (row,) = [each for each in public_rollup(group_by="edition").rows if each.key == fair.code]

    assert {name: str(part) for name, part in row.shares["evidence"].items()} == {
        "itemised": "0.00",
        "declared": "0.00",
        "estimated": "0.00",
        "other": "0.40",
    }


def test_returns_of_one_cooperative_are_taken_off_what_was_sold_and_not_told(world: World) -> None:
    fair, own = world.editions[0], world.cooperatives
    first = Entry(fair, "09", DAYS[0], "stall", "declared", own[0], has_returns=True, has_corrections=True)
    write_book([first, *stall(fair, DAYS[0], *own[1:4])])

    total = public_rollup(group_by="edition").total

    # 1 + 27 + 81 + 243 centimes sold, 3 taken back, 9 corrected late.
    assert (str(total.gross), str(total.returns), str(total.turnover)) == ("3.49", "0.00", "3.49")
    assert str(total.corrections) == "0.00"


def test_what_is_in_no_group_yet_is_not_told(world: World) -> None:
    fair, own = world.editions[0], world.cooperatives
    write_book(stall(fair, DAYS[0], *own[:3]))
    PublicCell.objects.all().delete()

    answer = public_rollup(group_by="edition")

    assert (answer.total, answer.rows, answer.is_complete) == (None, [], False)


def test_groups_stay_where_an_edition_did_not_change(world: World) -> None:
    first, second, _ = world.editions
    own = world.cooperatives
    write_book([*stall(first, DAYS[0], *own[:3]), *stall(second, DAYS[0], *own[:3])])
    before = dict(PublicCell.objects.values_list("edition", "pk"))
    with transaction.atomic():
        CoarseCell.objects.get(edition=second).save()

    refresh_changed()

    after = dict(PublicCell.objects.values_list("edition", "pk"))
    assert after[first.pk] == before[first.pk]
    assert after[second.pk] != before[second.pk]


def test_nothing_sold_is_told_as_nothing() -> None:
    edition = make_edition()

    told = public_rollup(group_by="edition")

    assert {row.key: row.figures for row in told.rows} == {edition.code: Figures(), None: Figures()}
    assert told.is_complete
