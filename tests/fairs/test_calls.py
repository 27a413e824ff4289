"""Calls, copies, bodies and roles: what is written, what is refused, what the database keeps by itself."""

from datetime import date, timedelta

import pytest
from django.db.models import F
from django.urls import reverse
from django.utils import translation

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.models import AuditEntry
from cooperatives.formats.days import day_text
from cooperatives.jobs.models import Job
from cooperatives.jobs.services import run_due
from cooperatives.outbox.models import Message
from fairs.applications.models import Application
from fairs.calls import notices
from fairs.calls.bodies import add_body, end_role
from fairs.calls.enums import BodyKind, BodyPart, CallStatus, QuotaKind
from fairs.calls.exceptions import (
    AlreadyAnnounced,
    AlreadyOpen,
    AnotherLeads,
    BodyThere,
    CallThere,
    DatesDisordered,
    DeadlineOver,
    DeadlineShortened,
    FixedByOpening,
    LastOwner,
    LateForTheStop,
    MoreThanStalls,
    NotOpen,
    NotReady,
    QuotaThere,
    ScoringBegan,
    WeightsNotWhole,
)
from fairs.calls.models import Call, Criterion, EditionBody, OrganisingBody, Quota
from fairs.calls.readiness import missing_of, readiness_of
from fairs.calls.services import (
    NewCriterion,
    add_call,
    add_quota,
    edit_call,
    extend_call,
    open_call,
    remove_quota,
    set_criteria,
)
from fairs.calls.timeline import Phase, phase_of, timeline_of
from fairs.models import EditionMembership, Stall, Stop
from fairs.organiser.committee_words import act_words
from fairs.permissions import editions_to_judge, editions_to_lead, editions_to_prepare, programmes_to_extend
from fairs.selection.models import Score
from tests.constraints import refused_by, refused_by_trigger
from tests.factories import make_cooperative, make_programme, make_user
from tests.fairs.calls import (
    FIRST_DAY,
    TODAY,
    at,
    dates_of_a_call,
    make_call,
    make_coming_fair,
    make_committee,
    make_open_call,
    make_ready_call,
)
from tests.fairs.organisers import make_organiser

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_day_in_september():
    with clock.frozen_at(TODAY):
        yield


@pytest.fixture
def by() -> User:
    return make_user()


def given(**values) -> dict:
    return dates_of_a_call() | {"capacity": 8} | values


def announced(call: Call) -> Call:
    Call.objects.filter(pk=call.pk).update(announced_at=clock.now(), announced_by=make_user())
    call.refresh_from_db()
    return call


class TestWriting:
    def test_call_is_written_once_for_a_stop(self, by: User) -> None:
        stop = make_coming_fair().stops.get()

        call = add_call(stop_id=stop.pk, values=given(), by=by)

        assert (call.status, call.opened_at) == (CallStatus.PREPARED, None)
        with pytest.raises(CallThere):
            add_call(stop_id=stop.pk, values=given(), by=by)

    @pytest.mark.parametrize(
        ("values", "refusal"),
        [
            ({"closes_at": at(date(2026, 9, 2), 9)}, DatesDisordered),
            ({"announces_at": at(date(2026, 9, 19))}, DatesDisordered),
            ({"confirm_by": at(date(2026, 9, 30))}, DatesDisordered),
            ({"opens_at": at(date(2026, 8, 1)), "closes_at": at(date(2026, 8, 2))}, DeadlineOver),
            ({"confirm_by": at(date(2026, 11, 3))}, LateForTheStop),
            ({"capacity": 11}, MoreThanStalls),
        ],
    )
    def test_dates_and_numbers_that_cannot_be_are_refused(self, by: User, values: dict, refusal: type) -> None:
        stop = make_coming_fair().stops.get()

        with pytest.raises(refusal):
            add_call(stop_id=stop.pk, values=given(**values), by=by)

        assert not Call.objects.exists()

    def test_weights_come_to_a_hundred(self, by: User) -> None:
        call = make_ready_call()
        rows = [NewCriterion(texts={"name_fr": "Un"}, weight=70), NewCriterion(texts={"name_fr": "Deux"}, weight=20)]

        with pytest.raises(WeightsNotWhole) as refusal:
            set_criteria(call_id=call.pk, criteria=rows, by=by)

        assert (refusal.value.total, call.criteria.count()) == (90, 2)

    def test_quota_is_written_once_and_taken_away(self, by: User) -> None:
        call = make_ready_call()
        quota = add_quota(call_id=call.pk, values={"kind": QuotaKind.WOMEN, "at_least": 3}, by=by)

        with pytest.raises(QuotaThere):
            add_quota(call_id=call.pk, values={"kind": QuotaKind.WOMEN, "at_most": 5}, by=by)
        remove_quota(call_id=call.pk, quota_id=quota.pk, by=by)

        assert not Quota.objects.exists()
        # In the log of the call, which its committee reads.
        acts = AuditEntry.objects.filter(subject_type="calls.call", subject_id=str(call.pk), action__contains="quota")
        assert list(acts.order_by("pk").values_list("action", flat=True)) == ["call.quota_added", "call.quota_removed"]
        with translation.override("en"):
            assert act_words(acts.latest("pk"), {})["said"] == "Women's cooperatives: at least 3"


class TestOpening:
    def test_open_is_stamped_logged_and_told_later(self, by: User) -> None:
        call = make_ready_call()

        open_call(call_id=call.pk, by=by)

        call.refresh_from_db()
        assert (call.opened_at, call.opened_by, call.status) == (clock.now(), by, CallStatus.TO_OPEN)
        assert AuditEntry.objects.get(action="call.open").by == by
        assert Job.objects.get(kind="fairs.tell_of_call").due_at == call.opens_at
        with pytest.raises(AlreadyOpen):
            open_call(call_id=call.pk, by=by)

    def test_call_to_which_something_is_missing_stays_shut(self, by: User) -> None:
        stop = make_coming_fair(stalls=3, venue_fr="").stops.get()
        call = make_call(stop, text_fr="", capacity=8)
        call.criteria.filter(weight=40).delete()
        Quota.objects.create(call=call, kind=QuotaKind.FIRST_TIME, at_least=5)
        Quota.objects.create(call=call, kind=QuotaKind.CAME_LAST_TIME, at_least=4)

        with pytest.raises(NotReady) as refusal:
            open_call(call_id=call.pk, by=by)

        assert refusal.value.missing == ["text", "criteria", "quotas", "stalls", "place", "committee"]
        assert Call.objects.get().opened_at is None
        assert not Job.objects.exists()

    def test_stop_without_a_call_says_so_first(self) -> None:
        assert missing_of(readiness_of(make_coming_fair().stops.get()))[0] == "call"

    def test_organisations_of_the_region_are_told_in_batches(self, by: User, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(notices, "BATCH", 2)
        call = make_ready_call(opens_at=clock.now() - timedelta(minutes=1))
        for number in range(3):
            make_cooperative(phone=f"+21260000010{number}")
        make_cooperative(phone="+212600000200", status="applied")

        open_call(call_id=call.pk, by=by)
        assert not Message.objects.exists()
        run_due()

        assert sorted(Message.objects.values_list("recipient", flat=True)) == [
            f"+21260000010{number}" for number in range(3)
        ]
        assert Job.objects.filter(kind="fairs.tell_of_call", done_at__isnull=False).count() == 2

    def test_stops_of_a_market_that_open_on_one_day_are_told_in_one_message(self, by: User) -> None:
        first = make_ready_call(opens_at=clock.now() - timedelta(minutes=1))
        edition = first.stop.edition
        dates = {"starts_at": first.stop.ends_at, "ends_at": first.stop.ends_at + timedelta(days=2)}
        edition.ends_at = dates["ends_at"]
        edition.save()
        stop = Stop.objects.create(
            edition=edition, number=2, name_fr="Suite", commune=first.stop.commune, region=first.stop.region, **dates
        )
        second = make_call(stop, opens_at=first.opens_at, closes_at=first.closes_at - timedelta(days=1))
        cooperative = make_cooperative(phone="+212600000100", name_fr="Tifaouine")

        for call in (first, second):
            open_call(call_id=call.pk, by=by)
        run_due()

        told = Message.objects.get()
        assert told.recipient == "+212600000100"
        with translation.override(told.language):
            assert f"{edition}" in told.body
            assert day_text(second.closes_at) in told.body
        assert reverse("workspace:apply", args=[cooperative.public_id, edition.code])[4:] in told.body

        third = make_call(
            Stop.objects.create(
                edition=edition,
                number=3,
                name_fr="Fin",
                commune=stop.commune,
                region=stop.region,
                starts_at=stop.ends_at,
                ends_at=stop.ends_at + timedelta(days=1),
            )
        )
        open_call(call_id=third.pk, by=by)
        with clock.frozen_at(third.opens_at):
            run_due()
        assert Message.objects.count() == 2


class TestWhileOpen:
    def test_deadline_becomes_later_and_drafts_are_told(self, by: User) -> None:
        call = make_open_call()
        Application.objects.create(call=call, cooperative=make_cooperative(phone="+212600000300"), begun_by=by)
        later = {name: getattr(call, name) + timedelta(days=3) for name in ("closes_at", "announces_at", "confirm_by")}

        extend_call(call_id=call.pk, by=by, **later)
        run_due()

        call.refresh_from_db()
        assert call.closes_at == later["closes_at"]
        assert Message.objects.get().recipient == "+212600000300"

    def test_deadline_never_becomes_earlier(self, by: User) -> None:
        call = make_open_call()

        with pytest.raises(DeadlineShortened):
            edit_call(call_id=call.pk, values={"closes_at": call.closes_at - timedelta(hours=1)}, by=by)

        assert Call.objects.get().closes_at == call.closes_at

    def test_the_database_shortens_no_deadline_that_somebody_relies_on(self) -> None:
        prepared, opened = make_ready_call(), make_open_call()
        earlier = {"closes_at": F("closes_at") - timedelta(hours=1)}

        Call.objects.filter(pk=prepared.pk).update(**earlier)
        Call.objects.filter(pk=opened.pk).update(closes_at=F("closes_at") + timedelta(hours=1))
        with refused_by_trigger("call_deadline_never_shortened"):
            Call.objects.filter(pk=opened.pk).update(**earlier)

        assert Call.objects.get(pk=opened.pk).closes_at == opened.closes_at + timedelta(hours=1)

    def test_what_organisations_rely_on_stays(self, by: User) -> None:
        call = make_open_call()

        with pytest.raises(FixedByOpening):
            edit_call(call_id=call.pk, values={"most_stalls_each": 3}, by=by)
        edit_call(call_id=call.pk, values={"capacity": 9}, by=by)

        assert Call.objects.get().capacity == 9

    def test_more_time_only_while_applications_come_in(self, by: User) -> None:
        call = make_open_call()
        later = {name: getattr(call, name) + timedelta(days=3) for name in ("closes_at", "announces_at", "confirm_by")}

        with clock.frozen_at(call.closes_at), pytest.raises(NotOpen):
            extend_call(call_id=call.pk, by=by, **later)
        with pytest.raises(NotOpen):
            extend_call(call_id=make_ready_call().pk, by=by, **later)

    def test_criteria_stay_once_a_point_was_given(self, by: User) -> None:
        call = make_open_call()
        criterion = call.criteria.first()
        application = Application.objects.create(call=call, cooperative=make_cooperative(), begun_by=by)
        Score.objects.create(application=application, criterion=criterion, member=make_user(), points=3)

        with pytest.raises(ScoringBegan):
            set_criteria(call_id=call.pk, criteria=[NewCriterion(texts={"name_fr": "Un"}, weight=100)], by=by)

        with refused_by_trigger("criterion_firm_once_scored"):
            Criterion.objects.filter(pk=criterion.pk).update(weight=10)
        with refused_by_trigger("criterion_firm_once_scored"):
            Criterion.objects.create(call=call, name_fr="Autre", weight=10)

    def test_announced_call_keeps_all_but_its_texts(self, by: User) -> None:
        call = make_open_call()
        Quota.objects.create(call=call, kind=QuotaKind.WOMEN, at_least=1)
        announced(call)

        edit_call(call_id=call.pk, values={"what_to_bring_ar": "غطاء", "capacity": 8}, by=by)
        with pytest.raises(AlreadyAnnounced):
            edit_call(call_id=call.pk, values={"capacity": 9}, by=by)
        with pytest.raises(AlreadyAnnounced):
            add_quota(call_id=call.pk, values={"kind": QuotaKind.FIRST_TIME, "at_least": 1}, by=by)
        with pytest.raises(ScoringBegan):
            set_criteria(call_id=call.pk, criteria=[NewCriterion(texts={"name_fr": "Un"}, weight=100)], by=by)

        assert Call.objects.get().what_to_bring_ar == "غطاء"
        with refused_by_trigger("quota_firm_once_announced"):
            Quota.objects.update(at_least=2)
        with refused_by_trigger("quota_firm_once_announced"):
            Quota.objects.all().delete()
        with refused_by_trigger("call_opened_and_announced_for_good"):
            Call.objects.update(announced_at=None, announced_by=None)


class TestDatabase:
    @pytest.mark.parametrize(
        ("values", "constraint"),
        [
            ({"closes_at": at(date(2026, 9, 2))}, "call_opens_before_it_closes"),
            ({"announces_at": at(date(2026, 9, 19))}, "call_announced_after_it_closes"),
            ({"confirm_by": at(date(2026, 9, 30))}, "call_confirmed_after_the_announcement"),
            ({"capacity": 0}, "call_numbers_above_zero"),
            ({"opened_at": TODAY}, "call_opened_by_somebody"),
            ({"announced_at": TODAY}, "call_announced_by_somebody"),
        ],
    )
    def test_call_of_no_sense_is_refused(self, values: dict, constraint: str) -> None:
        stop = make_coming_fair().stops.get()

        with refused_by(constraint):
            Call.objects.create(stop=stop, **given(**values))

    @pytest.mark.parametrize(
        ("values", "constraint"),
        [
            ({"name_fr": ""}, "criterion_name_in_one_language"),
            ({"weight": 101}, "criterion_weight_in_per_cent"),
            ({"highest": 0}, "criterion_highest_above_zero"),
        ],
    )
    def test_criterion_of_no_sense_is_refused(self, values: dict, constraint: str) -> None:
        call = make_ready_call()

        with refused_by(constraint):
            Criterion.objects.create(call=call, **({"name_fr": "Un", "weight": 10} | values))

    @pytest.mark.parametrize(
        ("values", "constraint"),
        [
            ({"at_least": None}, "quota_says_a_number"),
            ({"at_most": 1}, "quota_least_within_most"),
            ({"kind": QuotaKind.SECTOR}, "quota_of_what_its_kind_says"),
            ({"kind": QuotaKind.FIRST_TIME}, "quota_once"),
        ],
    )
    def test_quota_of_no_sense_is_refused(self, values: dict, constraint: str) -> None:
        call = make_ready_call()
        Quota.objects.create(call=call, kind=QuotaKind.FIRST_TIME, at_least=1)

        with refused_by(constraint):
            Quota.objects.create(call=call, **({"kind": QuotaKind.WOMEN, "at_least": 2} | values))

    def test_body_is_once_in_a_list_and_one_leads(self) -> None:
        edition = make_coming_fair()
        first, second = (OrganisingBody.objects.create(kind=BodyKind.REGION, name_fr=name) for name in "ab")
        EditionBody.objects.create(edition=edition, body=first, part=BodyPart.LEADS)

        with refused_by("editionbody_once"):
            EditionBody.objects.create(edition=edition, body=first, part=BodyPart.SUPPORTS)
        with refused_by("editionbody_one_leads"):
            EditionBody.objects.create(edition=edition, body=second, part=BodyPart.LEADS)
        with refused_by("organisingbody_name_in_one_language"):
            OrganisingBody.objects.create(kind=BodyKind.REGION)

    @pytest.mark.parametrize(
        ("values", "constraint"),
        [
            ({"latitude": 48, "longitude": 2}, "stop_lies_in_morocco"),
            ({"latitude": 30}, "stop_lies_in_morocco"),
            ({"sets_up_at": at(FIRST_DAY)}, "stop_set_up_before_it_begins"),
        ],
    )
    def test_stop_of_no_sense_is_refused(self, values: dict, constraint: str) -> None:
        stop = make_coming_fair().stops.get()

        with refused_by(constraint):
            Stop.objects.filter(pk=stop.pk).update(**values)

    @pytest.mark.parametrize(
        ("values", "constraint"),
        [
            ({"area": -1}, "stall_numbers_not_negative"),
            ({"is_institutional": True, "is_shared": True}, "stall_institutional_is_not_shared"),
        ],
    )
    def test_stall_of_no_sense_is_refused(self, values: dict, constraint: str) -> None:
        edition = make_coming_fair(stalls=1)

        with refused_by(constraint):
            Stall.objects.filter(edition=edition).update(**values)


class TestPeopleAndRights:
    def test_body_joins_once_and_one_leads(self, by: User) -> None:
        edition = make_coming_fair()
        first, second = (OrganisingBody.objects.create(kind=BodyKind.PROVINCE, name_fr=name) for name in "ab")
        add_body(edition_id=edition.pk, body=first, part=BodyPart.LEADS, by=by)

        with pytest.raises(BodyThere):
            add_body(edition_id=edition.pk, body=first, part=BodyPart.SUPPORTS, by=by)
        with pytest.raises(AnotherLeads):
            add_body(edition_id=edition.pk, body=second, part=BodyPart.LEADS, by=by)

        assert edition.bodies.count() == 1

    def test_last_owner_of_an_edition_stays_unless_the_programme_has_one(self, by: User) -> None:
        edition = make_coming_fair()
        make_organiser(edition)
        membership = EditionMembership.objects.get()

        with pytest.raises(LastOwner):
            end_role(edition_id=edition.pk, membership_id=membership.pk, by=by)
        make_organiser(edition.programme)
        end_role(edition_id=edition.pk, membership_id=membership.pk, by=by)

        membership.refresh_from_db()
        assert membership.ended_at == clock.now()

    def test_each_right_is_its_own_and_only_of_its_edition(self) -> None:
        own, other = make_coming_fair(), make_coming_fair()
        owner, committee = make_organiser(own), make_committee(own)
        helper = make_organiser(own, role="co_organiser")
        staff = make_user(is_staff=True)

        assert [set(rights(owner)), set(rights(helper)), set(rights(committee))] == [
            {"prepare", "lead"},
            {"prepare"},
            {"judge"},
        ]
        assert all(list(rows) == [own] for rows in rights(owner).values())
        assert set(rights(staff)) == {"prepare", "lead"}
        assert editions_to_lead(staff).filter(pk=other.pk).exists()
        assert not programmes_to_extend(owner).exists()
        assert list(programmes_to_extend(make_organiser(make_programme()))) == [make_programme()]


def rights(user: User) -> dict:
    asked = {"prepare": editions_to_prepare, "lead": editions_to_lead, "judge": editions_to_judge}
    found = {name: ask(user).order_by("pk") for name, ask in asked.items()}
    return {name: rows for name, rows in found.items() if rows}


class TestTimeline:
    @pytest.mark.parametrize(
        ("moment", "phase"),
        [
            (at(date(2026, 9, 1)), Phase.PREPARED),
            (at(date(2026, 9, 3)), Phase.APPLICATIONS),
            (at(date(2026, 9, 21)), Phase.CHOOSING),
            (at(date(2026, 11, 1), 18), Phase.SET_UP),
            (at(FIRST_DAY), Phase.OPEN),
            (at(date(2026, 11, 9)), Phase.OVER),
        ],
    )
    def test_phase_is_computed_from_the_dates(self, moment, phase: Phase) -> None:
        call = make_open_call(opens_at=dates_of_a_call()["opens_at"])
        call.stop.sets_up_at = call.stop.starts_at - timedelta(hours=12)

        with clock.frozen_at(moment):
            steps = timeline_of(call.stop)
            assert phase_of(call.stop) == phase

        assert [step.phase for step in steps if step.state == "now"] == [phase]

    def test_announcement_and_confirmation_are_phases_of_their_own(self) -> None:
        call = announced(make_open_call())

        assert phase_of(call.stop) == Phase.ANNOUNCED
        with clock.frozen_at(call.confirm_by):
            assert phase_of(call.stop) == Phase.CONFIRMED

    def test_fair_without_a_call_has_no_phases_of_one(self) -> None:
        stop = make_coming_fair().stops.get()

        with clock.frozen_at(stop.starts_at):
            assert [step.phase for step in timeline_of(stop)] == [
                Phase.PREPARED,
                Phase.SET_UP,
                Phase.OPEN,
                Phase.CLOSED,
            ]
