"""Applying to a call: while it is open, once, by who may; written, sent, taken back and sent again."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import product

import pytest
from django.db import IntegrityError, transaction

from cooperatives import clock
from cooperatives.audit.models import AuditEntry, StatusChange
from cooperatives.audit.services import ForbiddenMove, move_status
from cooperatives.outbox.models import Message
from fairs.applications.enums import APPLICATION_MOVES, ApplicationStatus
from fairs.applications.exceptions import (
    AppliedAlready,
    CallNotOpen,
    NotApproved,
    NotChangeable,
    NothingToShow,
    TooManyStalls,
)
from fairs.applications.models import Appeal, Application, ApplicationProduct, PlaceOffer
from fairs.applications.selectors import calls_ahead, calls_to_answer
from fairs.applications.services import begin_application, save_application, send_application, withdraw_application
from fairs.models import Participation
from fairs.services.participations import CooperativeSuspended, ProductOfAnother
from tests.constraints import refused_by, refused_by_trigger
from tests.factories import make_commune, make_cooperative, make_edition, make_participation, make_product, make_user
from tests.fairs.calling import (
    CLOSES,
    NOW,
    add_stop_to,
    announced,
    apply,
    begin,
    make_call,
    make_coming_edition,
    placed,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with clock.frozen_at(NOW):
        yield


class TestApplying:
    def test_what_is_written_is_kept_and_sent(self) -> None:
        call, cooperative, by = make_call(most_stalls_each=2), make_cooperative(), make_user()
        shown = make_product(cooperative=cooperative)

        draft = begin_application(call_id=call.pk, cooperative_id=cooperative.pk, by=by)
        save_application(
            application_id=draft.pk,
            values={"stalls_wanted": 2, "people": 3, "women": 2, "power_watts": 400},
            product_ids=[shown.pk],
            labels=["Carpets", " Carpets ", ""],
            by=by,
        )
        sent = send_application(application_id=draft.pk, by=by)

        assert (sent.status, sent.sent_at, sent.stalls_wanted, sent.women) == ("sent", NOW, 2, 2)
        brought = {(row.product_id, row.label) for row in sent.products.all()}
        assert brought == {(shown.pk, ""), (None, "Carpets")}
        moves = StatusChange.objects.filter(subject_type="applications.application", subject_id=str(sent.pk))
        assert list(moves.order_by("pk").values_list("old_status", "new_status")) == [("", "draft"), ("draft", "sent")]
        actions = AuditEntry.objects.filter(cooperative=cooperative).values_list("action", flat=True)
        assert {"application.create", "application.change", "application.products"} <= set(actions)
        assert Message.objects.filter(key__startswith=f"application:{sent.pk}:sent").count() == 1

    def test_beginning_twice_is_one_draft(self) -> None:
        call, cooperative, by = make_call(), make_cooperative(), make_user()
        first = begin_application(call_id=call.pk, cooperative_id=cooperative.pk, by=by)
        assert begin_application(call_id=call.pk, cooperative_id=cooperative.pk, by=by).pk == first.pk

    def test_who_sent_it_is_led_to_what_was_sent(self) -> None:
        sent = apply(make_call())
        with pytest.raises(AppliedAlready) as refused:
            begin_application(call_id=sent.call_id, cooperative_id=sent.cooperative_id, by=make_user())
        assert refused.value.application == sent

    def test_it_is_changed_while_the_call_is_open(self) -> None:
        sent = apply(make_call())
        changed = save_application(application_id=sent.pk, values={"people": 4}, labels=["Oil"], by=make_user())
        assert (changed.people, changed.status) == (4, "sent")
        assert [row.label for row in changed.products.all()] == ["Oil"]

    def test_what_was_sent_never_comes_to_show_nothing(self) -> None:
        application = apply(make_call())
        with pytest.raises(NothingToShow):
            save_application(application_id=application.pk, values={"people": 4}, labels=[], by=make_user())
        application.refresh_from_db()
        assert (application.people, application.products.count()) == (2, 1)

    def test_it_is_taken_back_and_sent_again(self) -> None:
        sent, by = apply(make_call()), make_user()
        assert withdraw_application(application_id=sent.pk, by=by).status == "withdrawn"
        with pytest.raises(NotChangeable):
            save_application(application_id=sent.pk, values={"people": 4}, by=by)
        assert send_application(application_id=sent.pk, by=by).status == "sent"
        withdraw_application(application_id=sent.pk, by=by)
        again = begin_application(call_id=sent.call_id, cooperative_id=sent.cooperative_id, by=by)
        assert (again.pk, again.status) == (sent.pk, "draft")

    def test_it_is_taken_back_while_the_committee_chooses_and_not_after_the_announcement(self) -> None:
        call = make_call()
        first, second = apply(call), apply(call)
        with clock.frozen_at(CLOSES + timedelta(hours=1)):
            assert withdraw_application(application_id=first.pk, by=make_user()).status == "withdrawn"
            Application.objects.filter(pk=second.pk).update(status="selected", answer_by=CLOSES + timedelta(days=9))
            with pytest.raises(ForbiddenMove):
                withdraw_application(application_id=second.pk, by=make_user())

    def test_what_an_organisation_says_mostly_stands_there_the_next_time(self) -> None:
        cooperative = make_cooperative()
        apply(make_call(), cooperative, people=5, women=4, power_watts=300, lodging_for=2)
        following = begin_application(call_id=make_call().pk, cooperative_id=cooperative.pk, by=make_user())
        assert (following.people, following.women, following.power_watts, following.lodging_for) == (5, 4, 300, 2)


class TestRefusals:
    @pytest.mark.parametrize("late_by", [timedelta(0), timedelta(days=1)])
    def test_after_the_deadline_nothing_is_begun_written_or_sent(self, late_by: timedelta) -> None:
        call = make_call()
        draft, by = begin(call), make_user()
        with clock.frozen_at(CLOSES + late_by):
            for late in (
                lambda: begin_application(call_id=call.pk, cooperative_id=make_cooperative().pk, by=by),
                lambda: save_application(application_id=draft.pk, values={"people": 9}, by=by),
                lambda: send_application(application_id=draft.pk, by=by),
            ):
                with pytest.raises(CallNotOpen):
                    late()
        draft.refresh_from_db()
        assert (draft.status, draft.people) == ("draft", 2)
        assert Application.objects.count() == 1

    @pytest.mark.parametrize(
        "given",
        [
            {"opened_at": None, "opened_by": None},
            {"opens_at": NOW + timedelta(hours=1)},
        ],
    )
    def test_a_call_that_is_not_open_takes_nothing(self, given: dict[str, object]) -> None:
        with pytest.raises(CallNotOpen):
            begin(make_call(**given))

    def test_an_announced_call_takes_nothing(self) -> None:
        with pytest.raises(CallNotOpen):
            begin(announced(make_call()))

    @pytest.mark.parametrize(
        ("status", "refusal"),
        [("suspended", CooperativeSuspended), ("applied", NotApproved), ("joining", NotApproved)],
    )
    def test_who_is_not_approved_applies_to_nothing(self, status: str, refusal: type[Exception]) -> None:
        call, cooperative = (
            make_call(),
            make_cooperative(status=status, suspended_at=NOW if status == "suspended" else None),
        )
        with pytest.raises(refusal):
            begin(call, cooperative)
        assert not Application.objects.exists()

    def test_who_was_suspended_since_sends_nothing(self) -> None:
        draft = begin(make_call())
        type(draft.cooperative).objects.filter(pk=draft.cooperative_id).update(status="suspended", suspended_at=NOW)
        with pytest.raises(CooperativeSuspended):
            send_application(application_id=draft.pk, by=make_user())

    def test_more_stalls_than_one_may_have_are_not_asked_for(self) -> None:
        with pytest.raises(TooManyStalls):
            begin(make_call(most_stalls_each=2), stalls_wanted=3)

    def test_anothers_product_is_not_shown(self) -> None:
        draft = begin(make_call())
        with pytest.raises(ProductOfAnother):
            save_application(application_id=draft.pk, values={}, product_ids=[make_product().pk], by=make_user())

    def test_an_application_that_shows_nothing_is_not_sent(self) -> None:
        draft = begin(make_call())
        save_application(application_id=draft.pk, values={}, labels=[], by=make_user())
        with pytest.raises(NothingToShow):
            send_application(application_id=draft.pk, by=make_user())


class TestWhoCameBefore:
    def test_is_frozen_when_it_is_sent(self) -> None:
        cooperative = make_cooperative()
        earlier = make_edition(starts_on=(NOW - timedelta(days=200)).date())
        make_participation(earlier, cooperative)
        new, known = apply(make_call()), apply(make_call(), cooperative)
        assert (new.is_first_time, new.came_last_time) == (True, False)
        assert (known.is_first_time, known.came_last_time) == (False, True)
        Participation.objects.all().delete()
        known.refresh_from_db()
        assert (known.is_first_time, known.came_last_time) == (False, True)

    def test_last_time_is_the_edition_before_in_the_region_and_withdrawn_is_not_there(self) -> None:
        here, elsewhere = make_commune(), make_commune(code="041", region="04")
        before = (NOW - timedelta(days=300)).date()
        long_ago = make_edition(starts_on=before, commune=here)
        make_edition(starts_on=(NOW - timedelta(days=100)).date(), commune=elsewhere)
        came, went = make_cooperative(), make_cooperative()
        make_participation(long_ago, came)
        participation = make_participation(long_ago, went)
        Participation.objects.filter(pk=participation.pk).update(status="withdrawn")
        call = make_call(make_coming_edition(commune=here))
        assert [apply(call, each).came_last_time for each in (came, went)] == [True, False]
        assert apply(make_call(make_coming_edition(commune=elsewhere)), came).came_last_time is False

    def test_another_programme_does_not_count(self) -> None:
        cooperative = make_cooperative()
        make_participation(
            make_edition(programme_kind="mobile_markets", starts_on=(NOW - timedelta(days=90)).date()), cooperative
        )
        assert apply(make_call(), cooperative).is_first_time is True


class TestMoves:
    @pytest.mark.parametrize(("old", "new"), list(product(ApplicationStatus.values, repeat=2)))
    def test_the_table_allows_what_it_names_and_nothing_else(self, old: str, new: str) -> None:
        application = Application(pk=1, status=old, cooperative_id=make_cooperative().pk)
        if new in APPLICATION_MOVES[old]:
            move_status(application, to=new, moves=APPLICATION_MOVES, by=None)
            assert application.status == new
        else:
            with pytest.raises(ForbiddenMove):
                move_status(application, to=new, moves=APPLICATION_MOVES, by=None)
            assert application.status == old

    def test_what_ended_is_never_taken_up(self) -> None:
        assert APPLICATION_MOVES[ApplicationStatus.GIVEN_UP] == APPLICATION_MOVES[ApplicationStatus.LAPSED] == set()


class TestConstraints:
    """Each rule of the tables, tried past the services."""

    def _set(self, application: Application, **values: object) -> None:
        Application.objects.filter(pk=application.pk).update(**values)

    def test_once_for_each_call(self) -> None:
        sent = apply(make_call())
        with refused_by("application_once"):
            Application.objects.create(call=sent.call, cooperative=sent.cooperative, begun_by=sent.begun_by)

    def test_two_do_not_wait_at_one_position(self) -> None:
        call = make_call()
        placed(call, "waiting", waiting_position=1)
        with refused_by("application_waiting_position_once"):
            placed(call, "waiting", waiting_position=1)

    @pytest.mark.parametrize("field", ["women", "young", "lodging_for"])
    def test_counts_stay_within_the_people(self, field: str) -> None:
        with refused_by("application_counts_within_people"):
            self._set(begin(make_call()), **{field: 3})

    @pytest.mark.parametrize("field", ["stalls_wanted", "people"])
    def test_it_wants_a_stall_and_somebody_comes(self, field: str) -> None:
        with refused_by("application_wants_a_stall"):
            self._set(begin(make_call()), **{field: 0})

    def test_what_was_sent_has_its_moment(self) -> None:
        with refused_by("application_sent_has_its_moment"):
            self._set(begin(make_call()), status="sent")

    def test_a_refusal_has_a_reason(self) -> None:
        with refused_by("application_refused_with_a_reason"):
            self._set(apply(make_call()), status="refused")

    @pytest.mark.parametrize("status", ["selected", "offered"])
    def test_an_answer_has_its_deadline(self, status: str) -> None:
        with refused_by("application_answer_has_its_deadline"):
            self._set(apply(make_call()), status=status)

    def test_it_waits_exactly_where_it_has_a_position(self) -> None:
        sent = apply(make_call())
        with refused_by("application_waits_iff_it_has_a_position"):
            self._set(sent, status="waiting")
        with refused_by("application_waits_iff_it_has_a_position"):
            self._set(sent, waiting_position=1)

    def test_who_comes_takes_part(self) -> None:
        with refused_by("application_confirmed_takes_part"):
            self._set(apply(make_call()), status="confirmed", stalls_granted=1)

    @pytest.mark.parametrize("moment", [CLOSES, CLOSES + timedelta(days=1), NOW - timedelta(days=9)])
    def test_the_database_takes_nothing_outside_the_calls_dates(self, moment: object) -> None:
        with refused_by_trigger("application_sent_while_open"):
            self._set(begin(make_call()), sent_at=moment, status="sent")

    def test_the_database_takes_nothing_that_nobody_opened_or_that_was_announced(self) -> None:
        for call in (make_call(opened_at=None, opened_by=None), announced(make_call())):
            draft = Application.objects.create(call=call, cooperative=make_cooperative(), begun_by=make_user())
            with refused_by_trigger("application_sent_while_open"):
                self._set(draft, sent_at=NOW, status="sent")

    def test_a_product_is_shown_once_and_is_the_applicants(self) -> None:
        draft = begin(make_call())
        with refused_by("applicationproduct_once"):
            ApplicationProduct.objects.create(application=draft, label="Honey")
        with refused_by_trigger("applicationproduct_of_the_applicant"):
            ApplicationProduct.objects.create(application=draft, product=make_product())

    def test_a_product_or_a_word(self) -> None:
        draft = begin(make_call())
        own = make_product(cooperative=draft.cooperative)
        for values in ({"label": ""}, {"label": "Oil", "product": own}):
            with refused_by("applicationproduct_is_a_product_or_a_word"):
                ApplicationProduct.objects.create(application=draft, **values)

    def test_an_appeal_is_sent_once_and_answered_in_writing(self) -> None:
        refused, by = placed(make_call(), "refused"), make_user()
        appeal = Appeal.objects.create(application=refused, text="Please", sent_by=by)
        with pytest.raises(IntegrityError), transaction.atomic():
            Appeal.objects.create(application=refused, text="Again", sent_by=by)
        for values in (
            {"outcome": "upheld", "answered_at": NOW, "answered_by": by},
            {"outcome": "rejected", "answer": "No"},
            {"answered_at": NOW},
        ):
            with refused_by("appeal_answered_in_writing"):
                Appeal.objects.filter(pk=appeal.pk).update(**values)

    def test_one_place_is_offered_at_a_time_and_leaves_time(self) -> None:
        waiting = placed(make_call(), "waiting", waiting_position=1)
        PlaceOffer.objects.create(application=waiting, offered_at=NOW, answer_by=NOW + timedelta(hours=1))
        with refused_by("placeoffer_one_open"):
            PlaceOffer.objects.create(application=waiting, offered_at=NOW, answer_by=NOW + timedelta(hours=1))
        with refused_by("placeoffer_leaves_time"):
            PlaceOffer.objects.create(application=waiting, offered_at=NOW, answer_by=NOW, answer="taken")


class TestWhatIsOpen:
    def test_ones_own_region_stands_first_and_stops_of_a_market_together(self) -> None:
        near = make_commune()
        cooperative = make_cooperative(commune=near)
        far = make_call(
            make_coming_edition(commune=make_commune(code="041", region="04")), closes_at=CLOSES - timedelta(days=2)
        )
        market = make_coming_edition(programme_kind="mobile_markets", commune=near)
        first, second = make_call(market), make_call(market, stop=add_stop_to(market, 2))
        ahead = make_call(opens_at=NOW + timedelta(days=1))
        make_call(opened_at=None, opened_by=None)
        make_call(closes_at=NOW)
        apply(first, cooperative)

        found = calls_to_answer(cooperative)

        assert [[call.pk for call in each.calls] for each in found] == [[second.pk], [far.pk]]
        assert [each.edition for each in calls_ahead(cooperative)] == [ahead.stop.edition]
