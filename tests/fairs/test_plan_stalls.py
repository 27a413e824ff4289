"""Who stands where, by hand: on which days, beside whom, and what is kept when something goes."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cooperatives import clock
from cooperatives.idempotency import FIELD, new_token
from cooperatives.jobs.services import run_due
from fairs.attendance.beside import add_stand
from fairs.models import Edition, EditionDay, Participation, Stall, StallAssignment, Stop
from fairs.plan.exceptions import OldProposal, PlanChanged, StallIsGiven
from fairs.plan.models import Plan
from fairs.plan.proposing import order_stall_proposal, stall_proposal_at, take_stall_proposal
from fairs.plan.services import Area, NewStall, describe_stall, draw_plan, draw_stalls, remove_stall
from fairs.revenue.services import record_sales
from fairs.services import (
    AllStallsGiven,
    SharedAtOnce,
    SoldThere,
    StallEnded,
    assign_stall,
    free_stall_days,
    withdraw_participation,
)
from tests.constraints import refused_by, refused_by_trigger
from tests.factories import make_cooperative, make_participation, make_stall, make_user
from tests.fairs.facts import line, sale
from tests.fairs.organisers import EVENING, make_fair, make_organiser, make_participants, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def second_day() -> Iterator[None]:
    """It is the evening of the second day of three."""
    with clock.frozen_at(EVENING):
        yield


@pytest.fixture
def edition() -> Edition:
    return make_fair()


@pytest.fixture
def stop(edition: Edition) -> Stop:
    return Stop.objects.select_related("edition").get(edition=edition)


@pytest.fixture
def plan(stop: Stop) -> Plan:
    plan = draw_plan(stop_id=stop.pk, values={"columns": 20, "rows": 10, "square_cm": 150}, by=make_user())
    stalls = [NewStall(f"A{at}", Area(at * 2, 0, 2, 2)) for at in range(1, 5)]
    draw_stalls(plan_id=plan.pk, version=plan.version, stalls=stalls, by=make_user())
    return Plan.objects.get(pk=plan.pk)


@pytest.fixture
def desk(edition: Edition) -> Client:
    return signed_in(make_organiser(edition))


def comes(edition: Edition, **given: Any) -> Participation:
    return make_participation(edition, make_cooperative(**given))


def give(participation: Participation, code: str, *, days: int = 3) -> Stall:
    stall = Stall.objects.get(code=code)
    first = list(EditionDay.objects.filter(stop=participation.stop).order_by("day").values_list("pk", flat=True))
    assign_stall(stall_id=stall.pk, participation_id=participation.pk, day_ids=first[:days], by=make_user())
    return stall


def held(participation: Participation) -> list[tuple[str, int]]:
    rows = StallAssignment.objects.filter(participation=participation).order_by("day__day", "stall__code")
    return list(rows.values_list("stall__code", "day__day__day"))


def post(desk: Client, edition: Edition, name: str, code: str, **data: Any) -> Any:
    version = Plan.objects.get(stop__edition=edition).version
    url = reverse(f"organiser:{name}", args=[edition.code, 1, code])
    return desk.post(url, {FIELD: new_token(), "version": version} | data, follow=True)


class TestSharing:
    def test_several_stand_at_a_stall_that_was_made_shared_on_the_plan(
        self, desk: Client, edition: Edition, plan: Plan
    ) -> None:
        first, second = comes(edition, name_fr="Une", name_ar="واحدة"), comes(edition, name_fr="Deux", name_ar="اثنتان")
        assert post(desk, edition, "plan-edit", "A1", is_shared="on").status_code == 200
        for one in (first, second):
            assert post(desk, edition, "plan-give", "A1", participation=one.public_id).status_code == 200
        rows = StallAssignment.objects.filter(stall__code="A1")
        assert {(row.participation_id, row.exclusive) for row in rows} == {(first.pk, False), (second.pk, False)}
        html = desk.get(reverse("organiser:plan", args=[edition.code])).content.decode()
        assert "A1: واحدة, اثنتان" in html

    def test_the_database_itself_keeps_a_shared_stall_shared_while_several_stand_there(
        self, edition: Edition, plan: Plan
    ) -> None:
        Stall.objects.filter(code="A1").update(is_shared=True)
        first, second = comes(edition), comes(edition)
        give(first, "A1")
        give(second, "A1")
        with refused_by("stallassignment_unshared_given_once_a_day"):
            Stall.objects.filter(code="A1").update(is_shared=False)
        StallAssignment.objects.filter(participation=second).delete()
        Stall.objects.filter(code="A1").update(is_shared=False)
        assert set(StallAssignment.objects.values_list("exclusive", flat=True)) == {True}

    def test_who_stands_beside_others_is_told_why_the_stall_stays_shared(
        self, desk: Client, edition: Edition, plan: Plan
    ) -> None:
        post(desk, edition, "plan-edit", "A1", is_shared="on")
        one, other = comes(edition), comes(edition)
        give(one, "A1")
        give(other, "A1")
        with pytest.raises(SharedAtOnce):
            self.unshare(plan)
        assert post(desk, edition, "plan-edit", "A1").status_code == 422
        assert Stall.objects.get(code="A1").is_shared

    def test_who_has_a_stall_of_its_own_gets_no_second_when_the_shared_one_is_not_any_more(
        self, desk: Client, edition: Edition, plan: Plan
    ) -> None:
        post(desk, edition, "plan-edit", "A1", is_shared="on")
        one = comes(edition)
        give(one, "A1")
        give(one, "A2")
        with pytest.raises(AllStallsGiven):
            self.unshare(plan)
        Participation.objects.filter(pk=one.pk).update(stalls=2)
        self.unshare(plan)
        rows = StallAssignment.objects.filter(participation=one, day__day__day=5).order_by("stall__code")
        assert list(rows.values_list("stall__code", "place", "exclusive")) == [("A1", 2, True), ("A2", 1, True)]

    def unshare(self, plan: Plan) -> None:
        version = Plan.objects.get(pk=plan.pk).version
        describe_stall(plan_id=plan.pk, version=version, code="A1", values={"is_shared": False}, by=make_user())

    def test_a_shared_stall_is_one_less_to_be_proposed(self, edition: Edition, stop: Stop, plan: Plan) -> None:
        Stall.objects.filter(code="A1").update(is_shared=True)
        beside, alone = comes(edition), comes(edition)
        give(beside, "A1")
        order_stall_proposal(stop_id=stop.pk, by=make_user())
        run_due()
        state = stall_proposal_at(stop)
        assert state is not None
        assert [row["participation"] for row in state.entry.after["placements"]] == [alone.public_id]


class TestDays:
    def test_a_stall_is_given_from_today_on_unless_other_days_are_chosen(
        self, desk: Client, edition: Edition, plan: Plan
    ) -> None:
        usual, chosen = comes(edition), comes(edition)
        post(desk, edition, "plan-give", "A1", participation=usual.public_id)
        days = {"first_day": "2026-08-03", "last_day": "2026-08-03"}
        post(desk, edition, "plan-give", "A2", participation=chosen.public_id, **days)
        assert held(usual) == [("A1", 4), ("A1", 5)]
        assert held(chosen) == [("A2", 3)]

    def test_days_the_wrong_way_round_are_said_beside_the_field(
        self, desk: Client, edition: Edition, plan: Plan
    ) -> None:
        days = {"first_day": "2026-08-05", "last_day": "2026-08-03"}
        answer = post(desk, edition, "plan-give", "A1", participation=comes(edition).public_id, **days)
        assert answer.status_code == 422
        assert not StallAssignment.objects.exists()

    def test_the_place_of_who_never_came_goes_to_another_for_the_days_that_are_left(
        self, desk: Client, edition: Edition, plan: Plan
    ) -> None:
        missing, instead = comes(edition), comes(edition)
        give(missing, "A1")
        withdraw_participation(participation_id=missing.pk, by=make_user())
        assert post(desk, edition, "plan-give", "A1", participation=instead.public_id).status_code == 200
        assert (held(missing), held(instead)) == ([("A1", 3)], [("A1", 4), ("A1", 5)])

    def test_a_stall_is_freed_from_today_on_and_stays_where_something_was_sold(
        self, desk: Client, edition: Edition, plan: Plan
    ) -> None:
        one = comes(edition)
        stall = give(one, "A1")
        record_sales(facts=[sale(line(one, "50.00", stall_id=stall.pk), counts_on=EVENING.date())])
        answer = post(desk, edition, "plan-free", "A1", participation=one.public_id)
        assert held(one) == [("A1", 3), ("A1", 4)]
        assert answer.status_code == 200
        with pytest.raises(SoldThere):
            free_stall_days(stall_id=stall.pk, participation_id=one.pk, by=make_user())

    def test_a_proposal_fills_the_days_that_are_left(self, edition: Edition, stop: Stop, plan: Plan) -> None:
        gone, new = comes(edition), comes(edition)
        give(gone, "A1")
        withdraw_participation(participation_id=gone.pk, by=make_user())
        for code in ("A2", "A3", "A4"):
            Stall.objects.filter(code=code).update(is_institutional=True)
        order_stall_proposal(stop_id=stop.pk, by=make_user())
        run_due()
        state = stall_proposal_at(stop)
        assert state is not None
        done = take_stall_proposal(stop_id=stop.pk, entry_id=state.entry.pk, by=make_user())
        assert (done.given, done.gone, held(new)) == (1, (), [("A1", 4), ("A1", 5)])


class TestGone:
    def test_a_stall_that_was_taken_away_is_given_to_nobody(self, edition: Edition, plan: Plan) -> None:
        one = comes(edition)
        stall = Stall.objects.get(code="A1")
        remove_stall(plan_id=plan.pk, version=plan.version, code="A1", by=make_user())
        with pytest.raises(StallEnded):
            give(one, "A1")
        with refused_by_trigger("stallassignment_of_a_stall_in_use"):
            StallAssignment.objects.create(stall=stall, day=one.stop.days.first(), participation=one)

    @pytest.mark.parametrize("name", ["plan-give", "plan-move", "plan-edit", "plan-remove", "plan-free"])
    def test_whoever_meant_it_reads_that_it_is_gone(
        self, desk: Client, edition: Edition, plan: Plan, name: str
    ) -> None:
        answer = post(desk, edition, name, "Z9")
        assert (answer.status_code, answer.redirect_chain[0][1]) == (200, 302)
        assert "Z9" in answer.content.decode()

    def test_the_stall_of_an_institution_stays_while_it_stands_there(
        self, edition: Edition, stop: Stop, plan: Plan
    ) -> None:
        stall = Stall.objects.get(code="A1")
        Stall.objects.filter(pk=stall.pk).update(is_institutional=True)
        stall.refresh_from_db()
        add_stand(stop=stop, values={"name": "Office", "stall": stall}, by=make_user())
        whose = {"plan_id": plan.pk, "version": plan.version, "code": "A1", "by": make_user()}
        with pytest.raises(StallIsGiven) as refused:
            remove_stall(**whose)
        assert refused.value.names == ["Office"]
        with pytest.raises(StallIsGiven):
            describe_stall(**whose, values={"is_institutional": False})

    def test_a_stall_drawn_at_two_stops_is_taken_off_the_one_where_nobody_has_it(
        self, edition: Edition, plan: Plan
    ) -> None:
        other = Stop.objects.get(edition=edition)
        second = Stop.objects.create(
            edition=edition,
            number=2,
            commune=other.commune,
            region=other.region,
            starts_at=datetime(2026, 9, 1, 8, tzinfo=UTC),
            ends_at=datetime(2026, 9, 2, 8, tzinfo=UTC),
        )
        there = draw_plan(stop_id=second.pk, values={"columns": 20, "rows": 10, "square_cm": 150}, by=make_user())
        draw_stalls(plan_id=there.pk, version=1, stalls=[NewStall("A1", Area(0, 0, 2, 2))], by=make_user())
        give(comes(edition), "A1")
        remove_stall(plan_id=there.pk, version=2, code="A1", by=make_user())
        assert Stall.objects.get(code="A1").ended_at is None
        with pytest.raises(StallIsGiven):
            remove_stall(plan_id=plan.pk, version=plan.version, code="A1", by=make_user())


class TestTwoAtOnce:
    def test_what_a_stall_is_like_is_not_written_over_what_another_wrote(self, plan: Plan) -> None:
        whose = {"plan_id": plan.pk, "version": plan.version, "code": "A1", "by": make_user()}
        describe_stall(**whose, values={"zone": "Miel"})
        with pytest.raises(PlanChanged):
            describe_stall(**whose, values={"zone": "", "fee": 50})
        assert Stall.objects.get(code="A1").zone == "Miel"

    def test_a_proposal_is_taken_once(self, edition: Edition, stop: Stop, plan: Plan) -> None:
        make_participants(edition, 2)
        order_stall_proposal(stop_id=stop.pk, by=make_user())
        run_due()
        state = stall_proposal_at(stop)
        assert state is not None
        take_stall_proposal(stop_id=stop.pk, entry_id=state.entry.pk, by=make_user())
        with pytest.raises(OldProposal):
            take_stall_proposal(stop_id=stop.pk, entry_id=state.entry.pk, by=make_user())

    def test_a_proposal_leaves_out_what_became_shared_or_an_institutions_meanwhile(
        self, edition: Edition, stop: Stop, plan: Plan
    ) -> None:
        make_participants(edition, 4)
        order_stall_proposal(stop_id=stop.pk, by=make_user())
        run_due()
        state = stall_proposal_at(stop)
        assert state is not None
        Stall.objects.filter(code="A1").update(is_institutional=True)
        Stall.objects.filter(code="A2").update(is_shared=True)
        done = take_stall_proposal(stop_id=stop.pk, entry_id=state.entry.pk, by=make_user())
        assert (done.given, done.gone) == (2, ("A1", "A2"))


class TestPage:
    def test_only_the_proposal_is_asked_for_again_while_it_is_made(
        self, desk: Client, edition: Edition, stop: Stop, plan: Plan
    ) -> None:
        make_participants(edition, 2)
        order_stall_proposal(stop_id=stop.pk, by=make_user())
        part = reverse("organiser:plan-proposal", args=[edition.code, 1])
        page = desk.get(reverse("organiser:plan", args=[edition.code])).content.decode()
        assert page.count("hx-get") == 1
        assert f'hx-get="{part}"' in page
        piece = desk.get(part).content.decode()
        assert "<body" not in piece
        assert "hx-get" in piece
        run_due()
        piece = desk.get(part).content.decode()
        assert "hx-get" not in piece
        assert 'name="proposal"' in piece

    def test_no_two_fields_of_the_page_have_one_name_for_their_labels(
        self, desk: Client, edition: Edition, plan: Plan
    ) -> None:
        make_stall(edition, comes(edition), code="X1")
        html = desk.get(reverse("organiser:plan", args=[edition.code]) + "?stall=A1").content.decode()
        ids = [part.split('"')[0] for part in html.split(' id="')[1:]]
        assert sorted(ids) == sorted(set(ids))

    def test_a_row_whose_last_number_would_be_too_long_is_told(
        self, desk: Client, edition: Edition, plan: Plan
    ) -> None:
        data = {"first": "ABCDEFGHIJKLMNOPQRST", "count": 2, "column": 1, "row": 5, "width": 2, "height": 2}
        url = reverse("organiser:plan-row", args=[edition.code, 1])
        answer = desk.post(url, {FIELD: new_token(), "version": plan.version} | data)
        assert answer.status_code == 422
        assert Stall.objects.count() == 4
