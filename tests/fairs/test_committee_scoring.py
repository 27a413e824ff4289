"""Points given apart: one's own sheet, firm once handed in, and nobody judges their own cooperative."""

import pytest

from cooperatives.audit.models import AuditEntry
from cooperatives.models import Membership
from fairs.enums import EditionRole
from fairs.selection.exceptions import (
    MayNotJudge,
    NotChoosing,
    NotInTheCommittee,
    ScoringEnded,
    ScoringStillGoesOn,
    SheetIsFirm,
    SheetIsNotWhole,
)
from fairs.selection.judging import Given, agree_on_points, end_scoring, give_points, hand_in, stand_aside
from fairs.selection.models import CommonScore, Decision, Minutes, Recusal, Score, ScoreSheet
from fairs.selection.selectors import excluded_for, progress_of, standings_of
from tests.constraints import refused_by, refused_by_trigger
from tests.factories import make_edition
from tests.fairs.committee_world import Committee, decide_all, give, later, make_call, make_committee
from tests.fairs.organisers import make_organiser

pytestmark = pytest.mark.django_db


@pytest.fixture
def committee() -> Committee:
    return make_committee()


def test_members_points_come_to_an_exact_rank(committee: Committee) -> None:
    first, second, third = committee.members
    committee.score([(3, 3), (4, 2), (5, 5), (0, 0)], members=[first])
    committee.score([(3, 3), (4, 2), (5, 5), (0, 0)], members=[second])
    committee.score([(3, 3), (5, 2), (5, 5), (1, 0)], members=[third])

    standings = standings_of(committee.call)

    pks = [one.pk for one in committee.applications]
    # Means: 3 and 3; 13/3 and 2; 5 and 5; 1/3 and 0.
    assert [standings.scores[pk] for pk in pks] == [6_000, 6_800, 10_000, 400]
    assert standings.order == (pks[2], pks[1], pks[0], pks[3])


def test_points_count_only_from_sheets_that_were_handed_in(committee: Committee) -> None:
    committee.score([(5, 5)] * 4, members=committee.members[:1])
    give(committee.applications[0], committee.criteria, (0, 0), committee.members[1])

    assert standings_of(committee.call).scores[committee.applications[0].pk] == 10_000


def test_points_are_kept_one_by_one_and_may_be_taken_back(committee: Committee) -> None:
    member, application, (quality, value) = committee.members[0], committee.applications[0], committee.criteria

    give_points(application_id=application.pk, given={quality.pk: Given(4, "bon")}, by=member)
    give_points(application_id=application.pk, given={quality.pk: Given(3), value.pk: Given(2)}, by=member)
    give_points(application_id=application.pk, given={value.pk: Given(None)}, by=member)

    assert list(Score.objects.values_list("criterion", "points", "note")) == [(quality.pk, 3, "")]


def test_sheet_is_handed_in_whole_and_is_firm_then(committee: Committee) -> None:
    member = committee.members[0]
    for application in committee.applications[:3]:
        give(application, committee.criteria, (3, 3), member)
    with pytest.raises(SheetIsNotWhole) as refusal:
        hand_in(call_id=committee.call.pk, by=member)
    assert refusal.value.missing == 1
    assert not ScoreSheet.objects.filter(handed_in_at__isnull=False).exists()
    give(committee.applications[3], committee.criteria, (3, 3), member)

    hand_in(call_id=committee.call.pk, by=member)

    with pytest.raises(SheetIsFirm):
        give(committee.applications[0], committee.criteria, (5, 5), member)
    with pytest.raises(SheetIsFirm):
        stand_aside(application_id=committee.applications[0].pk, reason="Famille", by=member)
    assert set(Score.objects.values_list("points", flat=True)) == {3}


def test_member_of_the_applicant_is_kept_from_its_score(committee: Committee) -> None:
    member, own = committee.members[0], committee.applications[0]
    Membership.objects.create(user=member, cooperative=own.cooperative, role="seller")

    with pytest.raises(MayNotJudge):
        give(own, committee.criteria, (5, 5), member)
    for application in committee.applications[1:]:
        give(application, committee.criteria, (3, 3), member)
    hand_in(call_id=committee.call.pk, by=member)

    assert not Score.objects.filter(application=own).exists()
    assert excluded_for(committee.call, member) == {own.pk: "own"}
    (progress,) = [row for row in progress_of(committee.call) if row.member == member]
    assert (progress.judged, progress.of, progress.excluded, progress.handed_in) == (3, 3, 1, True)


def test_who_stands_aside_is_kept_from_it_and_their_points_go(committee: Committee) -> None:
    member, application = committee.members[0], committee.applications[0]
    give(application, committee.criteria, (5, 5), member)

    stand_aside(application_id=application.pk, reason="La présidente est ma sœur", by=member)

    assert not Score.objects.exists()
    with pytest.raises(MayNotJudge):
        give(application, committee.criteria, (5, 5), member)
    assert AuditEntry.objects.get(action="committee.stood_aside").after["reason"] == "La présidente est ma sœur"


def test_database_keeps_members_from_their_own(committee: Committee) -> None:
    member, own = committee.members[0], committee.applications[0]
    row = {"application": own, "criterion": committee.criteria[0], "member": member}
    membership = Membership.objects.create(user=member, cooperative=own.cooperative, role="seller")
    with refused_by_trigger("score_not_of_ones_own_cooperative"):
        Score.objects.create(**row, points=5)
    membership.left_at = later(0)
    membership.save()
    Recusal.objects.create(application=own, member=member, reason="Ami")
    with refused_by_trigger("score_not_of_ones_own_cooperative"):
        Score.objects.create(**row, points=5)
    assert not Score.objects.exists()


def test_only_members_of_the_committee_give_points(committee: Committee) -> None:
    others = [committee.owner, make_organiser(committee.edition, role=EditionRole.FIELD_STAFF)]
    others.append(make_organiser(make_edition(programme_kind="mobile_markets"), role=EditionRole.COMMITTEE))
    for person in others:
        with pytest.raises(NotInTheCommittee):
            give(committee.applications[0], committee.criteria, (5, 5), person)
    assert not Score.objects.exists()
    assert not ScoreSheet.objects.exists()


def test_nobody_judges_while_applications_come_in(committee: Committee) -> None:
    type(committee.call).objects.update(closes_at=later(1))

    with pytest.raises(NotChoosing):
        give(committee.applications[0], committee.criteria, (5, 5), committee.members[0])
    with pytest.raises(NotChoosing):
        end_scoring(call_id=committee.call.pk, by=committee.owner)


def test_end_of_scoring_is_one_act_that_says_who_was_missing(committee: Committee) -> None:
    committee.score([(3, 3)] * 4, members=committee.members[:2])
    committee.end()

    with pytest.raises(ScoringEnded):
        end_scoring(call_id=committee.call.pk, by=committee.owner)
    with pytest.raises(SheetIsFirm):
        give(committee.applications[0], committee.criteria, (5, 5), committee.members[2])
    after = AuditEntry.objects.get(action="committee.scoring_ended").after
    assert after["missing"] == [str(committee.members[2])]
    assert len(after["handed_in"]) == 2


def test_points_agreed_on_together_count_and_can_be_taken_back(committee: Committee) -> None:
    application, criterion = committee.applications[0], committee.criteria[0]
    agreed = {"application_id": application.pk, "criterion_id": criterion.pk}
    with pytest.raises(ScoringStillGoesOn):
        agree_on_points(**agreed, given=Given(5, "Vu le stand"), by=committee.members[0])
    committee.score([(3, 3)] * 4)
    committee.end()

    agree_on_points(**agreed, given=Given(5, "Vu le stand"), by=committee.members[0])
    assert standings_of(committee.call).scores[application.pk] == 8_400

    agree_on_points(**agreed, given=Given(None), by=committee.members[0])
    assert standings_of(committee.call).scores[application.pk] == 6_000
    assert not CommonScore.objects.exists()


def test_each_rule_of_the_tables_refuses_by_its_name(committee: Committee) -> None:
    member, application, criterion = committee.members[0], committee.applications[0], committee.criteria[0]
    of = {"application": application, "criterion": criterion}
    by = {"written_by": member, "reason": "x"}
    Score.objects.create(**of, member=member, points=5)
    CommonScore.objects.create(**of, **by, points=5)
    ScoreSheet.objects.create(call=committee.call, member=member)
    Recusal.objects.create(application=application, member=committee.members[1], reason="Ami")
    with refused_by("score_once"):
        Score.objects.create(**of, member=member, points=5)
    with refused_by("commonscore_once"):
        CommonScore.objects.create(**of, **by, points=5)
    with refused_by("commonscore_with_a_reason"):
        CommonScore.objects.create(
            application=committee.applications[1], criterion=criterion, points=1, reason="", written_by=member
        )
    with refused_by("scoresheet_once"):
        ScoreSheet.objects.create(call=committee.call, member=member)
    with refused_by("recusal_once"):
        Recusal.objects.create(application=application, member=committee.members[1], reason="Ami")
    with refused_by_trigger("score_within_the_criterion"):
        Score.objects.create(**of, member=committee.members[2], points=6)
    with refused_by_trigger("score_within_the_criterion"):
        CommonScore.objects.filter(pk=CommonScore.objects.get().pk).update(points=6)
    other = make_call(make_edition(), committee.owner).criteria.create(name_fr="Autre", weight=100)
    with refused_by_trigger("score_by_its_own_call"):
        Score.objects.create(application=application, criterion=other, member=member, points=1)


def test_each_rule_of_decisions_refuses_by_its_name(committee: Committee) -> None:
    of = {"application": committee.applications[0], "by": "person", "decided_by": committee.owner}
    with refused_by("decision_gives_stalls_to_those_chosen"):
        Decision.objects.create(**of, outcome="selected", stalls=0)
    with refused_by("decision_gives_stalls_to_those_chosen"):
        Decision.objects.create(**of, outcome="refused", stalls=1)
    with refused_by("decision_waits_iff_it_has_a_position"):
        Decision.objects.create(**of, outcome="waiting")
    with refused_by("decision_waits_iff_it_has_a_position"):
        Decision.objects.create(**of, outcome="refused", waiting_position=1)
    decide_all(committee, ["selected", "selected", "waiting", "refused"])
    type(committee.call).objects.update(announced_at=later(0), announced_by=committee.owner)
    for change in (lambda: Decision.objects.update(stalls=2), lambda: Decision.objects.all()[0].delete()):
        with refused_by_trigger("decision_firm_once_announced"):
            change()
    minutes = {"call": committee.call, "met_at": later(0), "made_by": committee.owner}
    Minutes.objects.create(**minutes, number=1)
    with refused_by("minutes_number_once"):
        Minutes.objects.create(**minutes, number=1)
    with pytest.raises(Exception, match="minutes is append-only"):
        Minutes.objects.update(place="Agadir")
