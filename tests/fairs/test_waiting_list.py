"""After the announcement: who comes, who gives way, and who is asked next, in order and with a deadline."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from cooperatives import clock
from cooperatives.audit.models import StatusChange
from cooperatives.jobs.models import Job
from cooperatives.jobs.services import run_due
from cooperatives.outbox.models import Message
from fairs.applications.answers import answer_offer, confirm_place, give_up_place, send_appeal
from fairs.applications.exceptions import AnswerTooLate, AppealedBefore, CrossedOut, NothingToAnswer, StopOver
from fairs.applications.models import Appeal, Application, ApplicationProduct, PlaceOffer
from fairs.applications.selectors import rank_in_list, ranks_in_lists
from fairs.applications.waiting import (
    ANSWERS_END,
    answer_deadline,
    free_stalls,
    lapse_unanswered,
    offer_free_places,
    plan_answers,
)
from fairs.calls.models import Call
from fairs.models import Participation
from fairs.nightly import plan_the_night
from fairs.services.participations import CooperativeSuspended, invite_participant, withdraw_participation
from tests.factories import make_cooperative, make_edition, make_product, make_stall, make_user
from tests.fairs.calling import ANNOUNCES, CONFIRM_BY, announced, make_call, placed

pytestmark = pytest.mark.django_db
THEN = ANNOUNCES + timedelta(days=1)
HOURS = timedelta(hours=48)


@pytest.fixture(autouse=True)
def _then() -> Iterator[None]:
    with clock.frozen_at(THEN):
        yield


def make_announced(**given: object) -> Call:
    return announced(make_call(**given))


def chosen(call: Call, stalls: int = 1, status: str = "selected") -> Application:
    """Chosen, with the invitation that the announcement wrote."""
    cooperative = make_cooperative()
    values = {"people": 2, "women": 1, "young": 0, "stalls": stalls}
    part = invite_participant(stop_id=call.stop_id, cooperative_id=cooperative.pk, values=values, by=make_user())
    return placed(call, status, cooperative, stalls_granted=stalls, stalls_wanted=stalls, participation=part)


def waits(call: Call, position: int, stalls: int = 1, **values: object) -> Application:
    return placed(call, "waiting", waiting_position=position, stalls_wanted=stalls, **values)


def states(*applications: Application) -> list[str]:
    return [Application.objects.get(pk=each.pk).status for each in applications]


class TestComing:
    def test_who_says_so_takes_part_with_what_it_asked_for(self) -> None:
        mine = chosen(make_announced(), stalls=2)
        shown = make_product(cooperative=mine.cooperative)
        ApplicationProduct.objects.create(application=mine, product=shown)
        Application.objects.filter(pk=mine.pk).update(people=4, women=3, young=1, is_first_time=True)

        confirm_place(application_id=mine.pk, by=make_user())

        mine.refresh_from_db()
        part = Participation.objects.get(cooperative=mine.cooperative)
        assert (mine.status, mine.participation, mine.answered_at) == ("confirmed", part, THEN)
        assert (part.status, part.stalls, part.people, part.women, part.young) == ("confirmed", 2, 4, 3, 1)
        assert part.is_first_time is True
        assert [row.product for row in part.listings.all()] == [shown]

    def test_without_an_invitation_the_participation_is_written_then(self) -> None:
        mine = placed(make_announced(), "selected")
        confirm_place(application_id=mine.pk, by=make_user())
        assert Participation.objects.get().status == "confirmed"

    @pytest.mark.parametrize("late_by", [timedelta(0), timedelta(hours=1)])
    def test_in_the_moment_of_the_deadline_it_is_too_late(self, late_by: timedelta) -> None:
        mine = chosen(make_announced())
        with clock.frozen_at(CONFIRM_BY + late_by), pytest.raises(AnswerTooLate):
            confirm_place(application_id=mine.pk, by=make_user())
        assert states(mine) == ["selected"]
        assert Participation.objects.get().status == "invited"

    def test_who_was_suspended_since_cannot_come(self) -> None:
        mine = chosen(make_announced())
        type(mine.cooperative).objects.filter(pk=mine.cooperative_id).update(status="suspended", suspended_at=THEN)
        with pytest.raises(CooperativeSuspended):
            confirm_place(application_id=mine.pk, by=make_user())
        assert states(mine) == ["selected"]

    @pytest.mark.parametrize("status", ["sent", "refused", "given_up", "lapsed"])
    def test_nothing_is_answered_where_nobody_asked(self, status: str) -> None:
        other = placed(make_announced(), status)
        for answer in (
            lambda: confirm_place(application_id=other.pk, by=make_user()),
            lambda: answer_offer(application_id=other.pk, takes=True, by=make_user()),
            lambda: answer_offer(application_id=other.pk, takes=False, by=make_user()),
            lambda: give_up_place(application_id=other.pk, by=make_user()),
        ):
            with pytest.raises(NothingToAnswer):
                answer()
        assert states(other) == [status]
        assert not Participation.objects.exists()

    def test_whom_the_organisers_crossed_out_does_not_come_by_saying_so(self) -> None:
        mine = chosen(make_announced())
        withdraw_participation(participation_id=mine.participation_id, by=make_user())
        with pytest.raises(CrossedOut):
            confirm_place(application_id=mine.pk, by=make_user())
        assert states(mine) == ["selected"]


class TestGivingWay:
    def test_a_place_given_up_goes_to_the_next_with_a_message_and_a_deadline(self) -> None:
        call = make_announced(capacity=1)
        mine, first, second = chosen(call), waits(call, 1), waits(call, 2)
        make_stall(call.stop.edition, mine.participation)

        give_up_place(application_id=mine.pk, by=make_user(), reason="A wedding")

        assert states(mine, first, second) == ["given_up", "offered", "waiting"]
        offer = PlaceOffer.objects.get()
        assert (offer.application, offer.after, offer.answer_by) == (first, mine, THEN + HOURS)
        first.refresh_from_db()
        assert (first.stalls_granted, first.waiting_position, first.answer_by) == (1, None, THEN + HOURS)
        part = Participation.objects.get()
        assert (part.status, part.assignments.count()) == ("withdrawn", 0)
        assert Message.objects.filter(key__startswith=f"place-offer:{offer.pk}").exists()
        assert Job.objects.get(kind=ANSWERS_END).due_at == THEN + HOURS
        logged = StatusChange.objects.get(subject_id=str(mine.pk), new_status="given_up")
        assert logged.reason == "A wedding"

    def test_who_comes_may_still_give_up(self) -> None:
        call = make_announced(capacity=1)
        mine, first = chosen(call), waits(call, 1)
        confirm_place(application_id=mine.pk, by=make_user())
        give_up_place(application_id=mine.pk, by=make_user())
        assert states(mine, first) == ["given_up", "offered"]
        assert Participation.objects.get().status == "withdrawn"

    def test_an_offer_is_taken(self) -> None:
        call = make_announced(capacity=1)
        mine, first = chosen(call), waits(call, 1)
        give_up_place(application_id=mine.pk, by=make_user())
        answer_offer(application_id=first.pk, takes=True, by=make_user())
        assert states(first) == ["confirmed"]
        assert PlaceOffer.objects.get().answer == "taken"
        assert Participation.objects.get(cooperative=first.cooperative).status == "confirmed"
        with pytest.raises(NothingToAnswer):
            answer_offer(application_id=first.pk, takes=True, by=make_user())
        assert Participation.objects.filter(status="confirmed").count() == 1

    def test_an_offer_declined_goes_on_to_the_next(self) -> None:
        call = make_announced(capacity=1)
        mine, first, second = chosen(call), waits(call, 1), waits(call, 2)
        give_up_place(application_id=mine.pk, by=make_user())
        answer_offer(application_id=first.pk, takes=False, by=make_user())
        assert states(first, second) == ["given_up", "offered"]
        assert list(PlaceOffer.objects.order_by("pk").values_list("answer", "after")) == [
            ("declined", mine.pk),
            ("open", first.pk),
        ]

    def test_who_leaves_the_list_frees_nothing(self) -> None:
        call = make_announced(capacity=1)
        chosen(call)
        first, second = waits(call, 1), waits(call, 2)
        give_up_place(application_id=first.pk, by=make_user())
        assert states(first, second) == ["given_up", "waiting"]
        second.refresh_from_db()
        assert (second.waiting_position, rank_in_list(second)) == (2, 1)

    def test_when_the_stop_is_over_nothing_moves(self) -> None:
        call = make_announced()
        mine = chosen(call)
        with clock.frozen_at(call.stop.ends_at), pytest.raises(StopOver):
            give_up_place(application_id=mine.pk, by=make_user())
        assert states(mine) == ["selected"]


class TestTheRule:
    def test_who_asks_for_more_than_is_free_keeps_its_turn_and_the_next_it_suffices_is_asked(self) -> None:
        call = make_announced(capacity=3)
        chosen(call, stalls=2)
        first, second, third = waits(call, 1, stalls=2), waits(call, 2), waits(call, 3)
        assert [offer.application for offer in offer_free_places(call.pk)] == [second]
        assert states(first, second, third) == ["waiting", "offered", "waiting"]
        assert offer_free_places(call.pk) == []

    def test_two_stalls_freed_go_to_one_who_wants_two_or_to_two(self) -> None:
        for stalls, expected in ((2, ["offered", "waiting"]), (1, ["offered", "offered"])):
            call = make_announced(capacity=2)
            mine, first, second = chosen(call, stalls=2), waits(call, 1, stalls=stalls), waits(call, 2)
            give_up_place(application_id=mine.pk, by=make_user())
            assert states(first, second) == expected
            assert free_stalls(call) == 0

    def test_the_suspended_are_passed_over(self) -> None:
        call = make_announced(capacity=1)
        first, second = waits(call, 1), waits(call, 2)
        type(first.cooperative).objects.filter(pk=first.cooperative_id).update(status="suspended", suspended_at=THEN)
        offer_free_places(call.pk)
        assert states(first, second) == ["waiting", "offered"]

    def test_whom_organisers_crossed_out_no_job_asks(self) -> None:
        call = make_announced(capacity=1)
        first, second = waits(call, 1), waits(call, 2)
        Participation.objects.create(stop=call.stop, cooperative=first.cooperative, status="withdrawn")
        offer_free_places(call.pk)
        assert states(first, second) == ["waiting", "offered"]

    def test_whom_organisers_crossed_out_holds_no_stall(self) -> None:
        call = make_announced(capacity=1)
        mine, first = chosen(call), waits(call, 1)
        withdraw_participation(participation_id=mine.participation_id, by=make_user())
        assert free_stalls(call) == 1
        offer_free_places(call.pk)
        assert states(first) == ["offered"]

    def test_before_the_announcement_and_with_nothing_free_nobody_is_asked(self) -> None:
        prepared, full = make_call(), make_announced(capacity=1)
        first, second = waits(prepared, 1), waits(full, 1)
        chosen(full)
        assert offer_free_places(prepared.pk) == offer_free_places(full.pk) == []
        assert states(first, second) == ["waiting", "waiting"]

    @pytest.mark.parametrize(
        ("before_the_doors", "expected"),
        [
            (timedelta(days=5), HOURS),
            (timedelta(hours=20), timedelta(hours=20)),
            (timedelta(hours=1), timedelta(hours=2)),
            (-timedelta(days=1), timedelta(hours=2)),
            (-timedelta(days=2, hours=23), None),
        ],
    )
    def test_an_answer_takes_two_days_at_most_and_two_hours_on_the_day(
        self, before_the_doors: timedelta, expected: timedelta | None
    ) -> None:
        call = make_announced()
        now = call.stop.starts_at - before_the_doors
        with clock.frozen_at(now):
            call = Call.objects.select_related("stop").get(pk=call.pk)
            assert answer_deadline(call) == (now + expected if expected else None)


class TestLapsing:
    def at(self, moment: datetime) -> None:
        with clock.frozen_at(moment):
            run_due()

    def test_who_does_not_confirm_in_time_gives_way_by_a_job(self) -> None:
        call = make_announced(capacity=1)
        mine, first = chosen(call), waits(call, 1)
        plan_answers(call, [call.confirm_by])
        self.at(CONFIRM_BY - timedelta(seconds=1))
        assert states(mine, first) == ["selected", "waiting"]
        self.at(CONFIRM_BY)
        assert states(mine, first) == ["lapsed", "offered"]
        assert Participation.objects.get().status == "withdrawn"
        assert Message.objects.filter(key__startswith=f"application:{mine.pk}:lapsed").exists()

    def test_an_offer_lapses_and_the_next_is_asked_until_the_list_ends(self) -> None:
        call = make_announced(capacity=1)
        mine, first, second = chosen(call), waits(call, 1), waits(call, 2)
        give_up_place(application_id=mine.pk, by=make_user())
        self.at(THEN + HOURS)
        assert states(first, second) == ["lapsed", "offered"]
        self.at(THEN + 2 * HOURS)
        assert states(first, second) == ["lapsed", "lapsed"]
        assert list(PlaceOffer.objects.order_by("pk").values_list("answer", flat=True)) == ["lapsed", "lapsed"]
        self.at(THEN + 3 * HOURS)
        assert PlaceOffer.objects.count() == 2

    def test_a_job_done_twice_changes_nothing(self) -> None:
        call = make_announced(capacity=1)
        mine, first, second = chosen(call), waits(call, 1), waits(call, 2)
        with clock.frozen_at(CONFIRM_BY):
            assert lapse_unanswered(call.pk) == [mine]
            assert lapse_unanswered(call.pk) == []
        assert states(first, second) == ["offered", "waiting"]
        assert PlaceOffer.objects.count() == 1

    def test_who_answered_does_not_lapse(self) -> None:
        call = make_announced(capacity=1)
        mine = chosen(call)
        plan_answers(call, [call.confirm_by])
        confirm_place(application_id=mine.pk, by=make_user())
        self.at(CONFIRM_BY)
        assert states(mine) == ["confirmed"]

    def test_the_night_finds_what_nobody_planned(self) -> None:
        call = make_announced(capacity=1)
        mine = chosen(call)
        with clock.frozen_at(CONFIRM_BY + timedelta(hours=1)):
            plan_the_night()
            assert Job.objects.filter(kind=ANSWERS_END, subject_id=call.pk).count() == 1
            lapse_unanswered(call.pk)
        assert states(mine) == ["lapsed"]

    def test_the_night_looks_at_every_list_that_somebody_waits_in(self) -> None:
        call = make_announced(capacity=1)
        mine, following = chosen(call), waits(call, 1)
        # By whom it is crossed out on the day knows nothing of the list.
        withdraw_participation(participation_id=mine.participation_id, by=make_user())
        plan_the_night()
        run_due()
        assert states(mine, following) == ["selected", "offered"]

    def test_what_was_settled_meanwhile_keeps_its_participation(self) -> None:
        call = make_announced(capacity=1)
        mine = chosen(call)
        call.stop.settled_at, call.stop.settled_by = CONFIRM_BY, make_user()
        call.stop.save()
        with clock.frozen_at(call.stop.ends_at + timedelta(days=1)):
            lapse_unanswered(call.pk)
        assert states(mine) == ["lapsed"]
        assert Participation.objects.get().status == "invited"


class TestAppeals:
    def test_a_refusal_is_appealed_against_once(self) -> None:
        refused = placed(make_announced(), "refused")
        send_appeal(application_id=refused.pk, text="We came ten times.", by=make_user())
        with pytest.raises(AppealedBefore):
            send_appeal(application_id=refused.pk, text="Please.", by=make_user())
        assert Appeal.objects.get().text == "We came ten times."

    @pytest.mark.parametrize("status", ["selected", "waiting", "given_up"])
    def test_nothing_else_is(self, status: str) -> None:
        call = make_announced()
        other = waits(call, 1) if status == "waiting" else placed(call, status)
        with pytest.raises(NothingToAnswer):
            send_appeal(application_id=other.pk, text="Why?", by=make_user())


def test_turns_of_many_are_read_in_one_query(django_assert_num_queries: object) -> None:
    call, other = make_announced(), make_announced(edition=make_edition())
    rows = [waits(call, 3), waits(call, 5), waits(other, 9), placed(call, "refused")]
    with django_assert_num_queries(1):
        assert ranks_in_lists(rows) == {rows[0].pk: 1, rows[1].pk: 2, rows[2].pk: 1}
