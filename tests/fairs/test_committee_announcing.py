"""The announcement: everything at once, firm, told to each; refused where anything is missing."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import F
from django.utils import translation

from cooperatives import clock
from cooperatives.audit.models import AuditEntry, StatusChange
from cooperatives.jobs.services import run_due
from cooperatives.outbox.models import Message
from fairs.applications.answers import confirm_place
from fairs.applications.models import Appeal, Application, ApplicationProduct, PlaceOffer
from fairs.applications.services import withdraw_application
from fairs.calls.models import Call, Quota
from fairs.models import EditionDay, Listing, Participation
from fairs.selection.announcing import announce
from fairs.selection.appeals import Answer, answer_appeal
from fairs.selection.exceptions import AppealIsAnswered, MayNotJudge, NobodyCanCome, NotReady
from fairs.selection.minutes import Meeting, draw_up_minutes
from fairs.selection.minutes_paper import minutes_given
from fairs.selection.models import Decision
from fairs.selection.readiness import Problem
from tests.factories import make_product
from tests.fairs.committee_world import Committee, decide_all, later, make_committee

pytestmark = pytest.mark.django_db
DECIDED = ["selected", "waiting", "waiting", "refused"]


@pytest.fixture
def committee() -> Committee:
    """One of four comes, two wait for two stalls each, one is refused, and a stall of two stays free."""
    committee = make_committee()
    Application.objects.filter(pk__in=[one.pk for one in committee.applications[1:3]]).update(stalls_wanted=2)
    committee.score([(5, 5), (4, 4), (3, 3), (2, 2)])
    committee.end()
    decide_all(committee, DECIDED)
    return committee


def tell(committee: Committee, **given: Any) -> Call:
    return announce(call_id=committee.call.pk, by=committee.owner, **({"leaves_unfilled": True} | given))


def refused_for(committee: Committee, **given: Any) -> tuple[str, ...]:
    """Why it was refused; nothing of it is seen afterwards."""
    with pytest.raises(NotReady) as refusal:
        tell(committee, **given)
    assert set(Application.objects.values_list("status", flat=True)) <= {"sent", "withdrawn"}
    assert not Participation.objects.exists()
    assert not Call.objects.filter(announced_at__isnull=False).exists()
    assert not Message.objects.exists()
    return refusal.value.problems


def test_all_decisions_become_known_at_once(committee: Committee) -> None:
    chosen = committee.applications[0]
    product = make_product(cooperative=chosen.cooperative)
    ApplicationProduct.objects.create(application=chosen, product=product)
    ApplicationProduct.objects.create(application=chosen, label="Tapis")
    Application.objects.filter(pk=chosen.pk).update(people=3, women=2, young=1, is_first_time=True)

    call = tell(committee)

    rows = list(Application.objects.order_by("pk"))
    assert [(row.status, row.stalls_granted, row.waiting_position) for row in rows] == [
        ("selected", 1, None),
        ("waiting", 0, 1),
        ("waiting", 0, 2),
        ("refused", 0, None),
    ]
    assert (rows[0].answer_by, rows[3].reason) == (call.confirm_by, "Trop loin du thème")
    place = Participation.objects.get()
    assert (place.pk, place.cooperative, place.status, place.stalls) == (
        rows[0].participation_id,
        chosen.cooperative,
        "invited",
        1,
    )
    assert (place.people, place.women, place.young, place.is_first_time) == (3, 2, 1, True)
    assert Listing.objects.get().product == product
    assert call.announced_by == committee.owner
    moves = StatusChange.objects.filter(subject_type="applications.application").order_by("subject_id")
    assert sorted(move.new_status for move in moves) == ["refused", "selected", "waiting", "waiting"]
    assert {move.by for move in moves} == {committee.owner}
    assert AuditEntry.objects.get(action="call.announced").after["unfilled"] == 1
    assert Decision.objects.get(application=rows[0]).score == 10_000
    # Messages are the worker's work.
    assert not Message.objects.exists()


def test_worker_tells_each_applicant_once(committee: Committee) -> None:
    tell(committee)
    run_due()
    run_due()

    keys = sorted(Message.objects.values_list("key", flat=True))
    assert [key.split(":")[1] for key in keys] == sorted(str(one.pk) for one in committee.applications)
    said = {int(message.key.split(":")[1]): message.body for message in Message.objects.all()}
    chosen = committee.applications[0]
    assert chosen.public_id in said[chosen.pk]


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [
        (lambda it: Decision.objects.filter(application=it.applications[1]).delete(), Problem.UNDECIDED),
        (lambda it: Decision.objects.update(reason=""), Problem.WITHOUT_REASON),
        (lambda it: Decision.objects.filter(outcome="selected").update(stalls=3), Problem.TOO_MANY_STALLS),
        (lambda it: Call.objects.update(scoring_ended_at=None), Problem.SCORING_GOES_ON),
        (lambda it: Call.objects.update(closes_at=later(1)), Problem.NOT_CHOOSING),
        (
            lambda it: Call.objects.update(announces_at=F("closes_at"), confirm_by=later(0)),
            Problem.NO_TIME_TO_ANSWER,
        ),
        (lambda it: Call.objects.update(confirm_by=later(60)), Problem.LATE_FOR_THE_STOP),
        (lambda it: Application.objects.update(status="withdrawn"), Problem.NOBODY_APPLIED),
    ],
)
def test_announcement_is_refused_where_something_is_missing(
    committee: Committee, spoil: Callable[[Committee], object], problem: Problem
) -> None:
    spoil(committee)

    assert problem in refused_for(committee)


def test_suspended_ones_and_those_taken_out_stand_in_the_way(committee: Committee) -> None:
    cooperative = committee.applications[0].cooperative
    cooperative.status, cooperative.suspended_at = "suspended", later(0)
    cooperative.save()
    assert refused_for(committee) == (Problem.SUSPENDED,)
    cooperative.status, cooperative.suspended_at = "approved", None
    cooperative.save()
    taken_out = Participation.objects.create(stop=committee.call.stop, cooperative=cooperative, status="withdrawn")
    with pytest.raises(NotReady) as refusal:
        tell(committee)
    assert refusal.value.problems == (Problem.TAKEN_OUT,)
    assert Participation.objects.get() == taken_out


def test_empty_places_need_a_yes_and_broken_quotas_a_reason(committee: Committee) -> None:
    Quota.objects.create(call=committee.call, kind="women", at_least=1)

    assert refused_for(committee, leaves_unfilled=False) == (Problem.QUOTAS_BROKEN, Problem.UNFILLED)
    assert refused_for(committee, breach_reason="  ") == (Problem.QUOTAS_BROKEN,)
    tell(committee, breach_reason="Aucune coopérative féminine n'a postulé")

    assert AuditEntry.objects.get(action="call.announced").after["reason"] == "Aucune coopérative féminine n'a postulé"
    meeting = Meeting(met_at=later(0), place="Agadir", present=[("Amina", "")])
    minutes = draw_up_minutes(call_id=committee.call.pk, meeting=meeting, by=committee.owner)
    with translation.override("en"):
        facts = dict(minutes_given(minutes, "fr")["facts"])
    last = EditionDay.objects.filter(stop=committee.call.stop).latest("day").day
    assert minutes.contents["last_day"] == last.isoformat()
    assert facts["Why the quotas are not kept"] == "Aucune coopérative féminine n'a postulé"


def test_second_announcement_finds_the_first(committee: Committee) -> None:
    tell(committee)

    with pytest.raises(NotReady) as refusal:
        tell(committee)

    assert Problem.NOT_CHOOSING in refusal.value.problems
    assert Participation.objects.count() == 1


def test_what_is_taken_back_before_leaves_no_gap_in_the_waiting_list(committee: Committee) -> None:
    withdraw_application(application_id=committee.applications[1].pk, by=committee.owner)

    tell(committee)

    assert list(Application.objects.order_by("pk").values_list("status", "waiting_position")) == [
        ("selected", None),
        ("withdrawn", None),
        ("waiting", 1),
        ("refused", None),
    ]


def test_stalls_that_stay_free_are_offered_in_the_same_moment(committee: Committee) -> None:
    first, second = committee.applications[1:3]
    Application.objects.filter(pk=first.pk).update(stalls_wanted=1)

    tell(committee)

    statuses = dict(Application.objects.values_list("pk", "status"))
    assert (statuses[first.pk], statuses[second.pk]) == ("offered", "waiting")
    assert Application.objects.get(pk=second.pk).waiting_position == 2
    assert PlaceOffer.objects.get().application == first
    assert [message.key.split(":")[0] for message in Message.objects.all()] == ["place-offer"]
    run_due()
    assert Message.objects.filter(key__startswith=f"application:{first.pk}:").count() == 0


# Appeals


def appeal(committee: Committee) -> Appeal:
    refused = committee.applications[3]
    return Appeal.objects.create(application=refused, text="Nous avons un label", sent_by=committee.owner)


def test_appeal_that_is_rejected_changes_only_itself(committee: Committee) -> None:
    tell(committee)
    sent = appeal(committee)
    answer = {"appeal_id": sent.pk, "answer": Answer(is_upheld=False, text="Le label est périmé")}

    answer_appeal(**answer, by=committee.owner)
    with pytest.raises(AppealIsAnswered):
        answer_appeal(appeal_id=sent.pk, answer=Answer(is_upheld=True, text="Oui"), by=committee.owner)

    sent.refresh_from_db()
    assert (sent.outcome, sent.answer, sent.answered_by) == ("rejected", "Le label est périmé", committee.owner)
    assert Application.objects.get(pk=sent.application_id).status == "refused"
    assert Message.objects.get().key.startswith(f"appeal:{sent.pk}:answered")


def test_appeal_that_is_upheld_gets_the_free_stall(committee: Committee) -> None:
    tell(committee)
    sent = appeal(committee)

    answer_appeal(appeal_id=sent.pk, answer=Answer(is_upheld=True, text="En effet"), by=committee.owner)

    row = Application.objects.get(pk=sent.application_id)
    assert (row.status, row.stalls_granted, row.participation.status) == ("selected", 1, "invited")
    assert row.answer_by is not None


def test_appeal_that_is_upheld_waits_at_its_place_where_no_stall_is_free(committee: Committee) -> None:
    Call.objects.update(capacity=1)
    tell(committee)
    sent = appeal(committee)

    answer_appeal(appeal_id=sent.pk, answer=Answer(is_upheld=True, text="En effet", position=1), by=committee.owner)

    positions = dict(Application.objects.values_list("pk", "waiting_position"))
    assert [positions[one.pk] for one in committee.applications] == [None, 2, 3, 1]


def test_appeal_that_is_upheld_asks_anew_whom_organisers_had_crossed_out(committee: Committee) -> None:
    refused = committee.applications[3]
    tell(committee)
    crossed_out = Participation.objects.create(
        stop=committee.call.stop, cooperative=refused.cooperative, status="withdrawn"
    )

    answer_appeal(appeal_id=appeal(committee).pk, answer=Answer(is_upheld=True, text="En effet"), by=committee.owner)
    confirm_place(application_id=refused.pk, by=committee.owner)

    crossed_out.refresh_from_db()
    assert crossed_out.status == "confirmed"
    moves = StatusChange.objects.filter(subject_type="fairs.participation", subject_id=str(crossed_out.pk))
    assert list(moves.order_by("pk").values_list("old_status", "new_status")) == [
        ("withdrawn", "invited"),
        ("invited", "confirmed"),
    ]


def test_appeal_is_not_upheld_once_nobody_could_come(committee: Committee) -> None:
    tell(committee)
    sent = appeal(committee)

    with clock.frozen_at(committee.call.stop.ends_at), pytest.raises(NobodyCanCome):
        answer_appeal(appeal_id=sent.pk, answer=Answer(is_upheld=True, text="En effet"), by=committee.owner)
    sent.refresh_from_db()
    assert (sent.outcome, sent.application.status) == ("open", "refused")
    with clock.frozen_at(committee.call.stop.ends_at):
        answer_appeal(appeal_id=sent.pk, answer=Answer(is_upheld=False, text="Trop tard"), by=committee.owner)


def test_nobody_answers_the_appeal_of_their_own_cooperative(committee: Committee) -> None:
    tell(committee)
    sent = appeal(committee)
    sent.application.cooperative.memberships.create(user=committee.owner, role="seller")

    with pytest.raises(MayNotJudge):
        answer_appeal(appeal_id=sent.pk, answer=Answer(is_upheld=True, text="Oui"), by=committee.owner)

    sent.refresh_from_db()
    assert sent.outcome == "open"
