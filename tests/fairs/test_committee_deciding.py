"""Decisions by the proposal and by hand: what a person fixed stays, the waiting list has no gaps, an undo is exact."""

import pytest

from cooperatives.audit.models import AuditEntry
from cooperatives.jobs.models import Job
from cooperatives.jobs.services import run_due
from fairs.calls.models import Quota
from fairs.selection.candidates import candidates_of
from fairs.selection.deciding import Choice, decide, give_reasons, leave_to_proposal, reason_text, undo_decision
from fairs.selection.enums import DecisionOutcome
from fairs.selection.exceptions import MayNotJudge, NotChoosing, NothingToUndo, ScoringStillGoesOn, TooManyStalls
from fairs.selection.filling import filling_of, quotas_of
from fairs.selection.models import Decision
from fairs.selection.proposing import order_proposal, proposal_state
from tests.factories import make_commune
from tests.fairs.committee_world import Committee, decide_all, later, make_committee

pytestmark = pytest.mark.django_db
COMES, WAITS, REFUSED = DecisionOutcome.SELECTED, DecisionOutcome.WAITING, DecisionOutcome.REFUSED


@pytest.fixture
def committee() -> Committee:
    """Four applications for two stalls, the better the earlier, their points compared."""
    committee = make_committee()
    committee.score([(5, 5), (4, 4), (3, 3), (2, 2)])
    committee.end()
    return committee


def stands(committee: Committee) -> list[tuple[str, int, int | None, str]]:
    rows = {row.application_id: row for row in Decision.objects.all()}
    found = [rows[one.pk] for one in committee.applications if one.pk in rows]
    return [(row.outcome, row.stalls, row.waiting_position, row.by) for row in found]


def propose(committee: Committee, *, waiting: int = 1) -> None:
    order_proposal(call_id=committee.call.pk, waiting=waiting, by=committee.owner)
    run_due()


def test_proposal_takes_the_best_and_says_why(committee: Committee) -> None:
    propose(committee)

    assert stands(committee) == [
        ("selected", 1, None, "proposal"),
        ("selected", 1, None, "proposal"),
        ("waiting", 0, 1, "proposal"),
        ("refused", 0, None, "proposal"),
    ]
    last = Decision.objects.get(application=committee.applications[3])
    assert (last.score, last.facts["code"], last.facts["ready"]) == (4_000, "left_below_line", "below_the_line")
    state = proposal_state(committee.call)
    assert state is not None
    assert (state.is_being_made, state.clash, state.entry.after) == (False, None, {"chosen": 2, "stalls": 2, "left": 0})


def test_proposal_keeps_quotas_and_what_a_person_fixed(committee: Committee) -> None:
    last = committee.applications[3]
    last.is_first_time = True
    last.save()
    Quota.objects.create(call=committee.call, kind="first_time", at_least=1)
    decide(application_id=committee.applications[0].pk, choice=Choice(REFUSED, reason="Hors sujet"), by=committee.owner)

    propose(committee)

    assert stands(committee) == [
        ("refused", 0, None, "person"),
        ("selected", 1, None, "proposal"),
        ("waiting", 0, 1, "proposal"),
        ("selected", 1, None, "proposal"),
    ]
    candidates = candidates_of(committee.call)
    filling = filling_of(committee.call, candidates, quotas_of(committee.call))
    assert (filling.stalls, filling.selected, filling.waiting, filling.refused, filling.undecided) == (2, 2, 1, 1, 0)
    (quota,) = filling.quotas
    assert (quota.chosen, quota.applied, quota.is_broken) == (1, 1, False)


def test_groups_are_read_from_the_cooperative_and_its_commune(committee: Committee) -> None:
    first, second = committee.applications[:2]
    first.cooperative.kind = "women"
    first.cooperative.women_count = first.cooperative.member_count
    first.cooperative.sector = "crafts"
    first.cooperative.save()
    town = make_commune(code="0999", region="01")
    town.kind = "urban"
    town.save()
    second.cooperative.commune = town
    second.cooperative.save()
    committee.call.areas_struck.add(town.province)
    tags = {one.pk: one.tags for one in candidates_of(committee.call)}

    assert tags[first.pk] == {"province:091", "sector:crafts", "women", "rural_women"}
    assert tags[second.pk] == {"province:011", "disaster_area"}


def test_quotas_that_clash_are_named_and_nothing_is_decided(committee: Committee) -> None:
    Quota.objects.create(call=committee.call, kind="women", at_least=1)
    propose(committee)

    state = proposal_state(committee.call)
    assert state is not None
    assert state.clash is not None
    assert state.clash["quotas"] == [str(Quota.objects.get().pk)]
    assert not Decision.objects.exists()


def test_move_by_hand_makes_room_in_the_waiting_list_and_closes_gaps(committee: Committee) -> None:
    decide_all(committee, [COMES, WAITS, WAITS, WAITS])
    first, second, third, fourth = (one.pk for one in committee.applications)

    decide(application_id=first, choice=Choice(WAITS, position=2, reason="Deux fois"), by=committee.owner)
    assert [row[2] for row in stands(committee)] == [2, 1, 3, 4]

    decide(application_id=second, choice=Choice(COMES, stalls=1, reason="Mieux"), by=committee.owner)
    assert [row[2] for row in stands(committee)] == [1, None, 2, 3]

    decide(application_id=fourth, choice=Choice(WAITS, position=1, reason="Mieux"), by=committee.owner)
    assert [row[2] for row in stands(committee)] == [2, None, 3, 1]

    undo_decision(application_id=fourth, by=committee.owner)
    assert [row[2] for row in stands(committee)] == [1, None, 2, 3]
    assert third


def test_undo_puts_back_exactly_what_stood_there_once(committee: Committee) -> None:
    application = committee.applications[0]
    of = {"application_id": application.pk, "by": committee.owner}
    decide(choice=Choice(REFUSED, ready="no_room", reason="Trop grand"), **of)
    assert reason_text(Decision.objects.get()).endswith("Trop grand")
    undo_decision(**of)
    assert not Decision.objects.exists()
    with pytest.raises(NothingToUndo):
        undo_decision(**of)

    decide_all(committee, [COMES, WAITS, WAITS, REFUSED])
    before = stands(committee)
    decide(choice=Choice(REFUSED, reason="Hors sujet"), **of)
    Decision.objects.filter(application=application).update(reason="Autre main")
    with pytest.raises(NothingToUndo):
        undo_decision(**of)
    Decision.objects.filter(application=application).update(reason="Hors sujet")
    undo_decision(**of)
    assert stands(committee) == before
    assert AuditEntry.objects.filter(action="decision.undone").count() == 2


def test_what_a_person_leaves_to_the_proposal_is_decided_by_it(committee: Committee) -> None:
    of = {"application_id": committee.applications[0].pk, "by": committee.owner}
    with pytest.raises(NothingToUndo):
        leave_to_proposal(**of)
    decide(choice=Choice(REFUSED, reason="Hors sujet"), **of)
    leave_to_proposal(**of)
    propose(committee)

    assert stands(committee)[0] == ("selected", 1, None, "proposal")


def test_refused_decisions_change_nothing(committee: Committee) -> None:
    application = committee.applications[0]
    of = {"application_id": application.pk, "by": committee.owner}
    with pytest.raises(TooManyStalls):
        decide(choice=Choice(COMES, stalls=2), **of)
    application.cooperative.memberships.create(user=committee.owner, role="seller")
    with pytest.raises(MayNotJudge):
        decide(choice=Choice(COMES), **of)
    type(committee.call).objects.update(scoring_ended_at=None)
    with pytest.raises(ScoringStillGoesOn):
        order_proposal(call_id=committee.call.pk, waiting=1, by=committee.owner)
    type(committee.call).objects.update(closes_at=later(1))
    with pytest.raises(NotChoosing):
        decide(choice=Choice(COMES), application_id=committee.applications[1].pk, by=committee.owner)
    assert not Decision.objects.exists()
    assert not AuditEntry.objects.filter(action__startswith="decision").exists()


def test_bare_refusals_get_one_reason_together(committee: Committee) -> None:
    decide_all(committee, [COMES, REFUSED, REFUSED, REFUSED], reason="")
    Decision.objects.filter(application=committee.applications[1]).update(reason="Hors sujet")

    given = give_reasons(call_id=committee.call.pk, ready="below_the_line", reason="", by=committee.owner)

    assert given == 2
    rows = Decision.objects.order_by("application")
    assert [(row.reason, row.facts.get("ready")) for row in rows] == [
        ("", None),
        ("Hors sujet", None),
        ("", "below_the_line"),
        ("", "below_the_line"),
    ]


def test_proposal_that_the_worker_gave_up_is_no_longer_waited_for(committee: Committee) -> None:
    order_proposal(call_id=committee.call.pk, waiting=1, by=committee.owner)
    state = proposal_state(committee.call)
    assert state is not None
    assert (state.is_being_made, state.is_unsolved) == (True, False)

    Job.objects.update(attempts=Job.MAX_ATTEMPTS, last_error="NotSolved")

    state = proposal_state(committee.call)
    assert state is not None
    assert (state.is_being_made, state.is_unsolved) == (False, True)
