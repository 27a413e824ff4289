"""Announcing at once with others: real threads on committed rows, each waiting for the other's lock."""

import pytest
from django.db import transaction

from cooperatives.audit.models import AuditEntry
from cooperatives.audit.services import ForbiddenMove
from fairs.applications.models import Application
from fairs.applications.services import withdraw_application
from fairs.calls.models import Call
from fairs.models import Participation
from fairs.selection.announcing import announce
from fairs.selection.exceptions import NotReady, SheetIsFirm
from fairs.selection.judging import end_scoring
from fairs.selection.models import Score
from fairs.selection.readiness import Problem
from tests.cooperatives.test_joining_races import SECONDS, meanwhile, wait_until_somebody_waits
from tests.fairs.committee_world import Committee, decide_all, give, make_committee

pytestmark = [pytest.mark.threads, pytest.mark.usefixtures("committed_db")]


def ready() -> Committee:
    """Two of two come, and another waits."""
    committee = make_committee(applicants=3)
    committee.score([(5, 5), (4, 4), (3, 3)])
    committee.end()
    decide_all(committee, ["selected", "selected", "waiting"])
    return committee


def tell(committee: Committee) -> Call:
    return announce(call_id=committee.call.pk, by=committee.owner)


def test_two_announcements_at_once_are_one() -> None:
    committee = ready()
    with transaction.atomic():
        tell(committee)
        thread, outcome = meanwhile(lambda: tell(committee))
        wait_until_somebody_waits()
    thread.join(SECONDS)

    (refusal,) = outcome
    assert isinstance(refusal, NotReady)
    assert Problem.NOT_CHOOSING in refusal.problems
    assert Participation.objects.count() == 2
    assert AuditEntry.objects.filter(action="call.announced").count() == 1


def test_who_takes_back_while_it_is_announced_finds_the_place_given() -> None:
    committee = ready()
    first = committee.applications[0]
    with transaction.atomic():
        tell(committee)
        thread, outcome = meanwhile(lambda: withdraw_application(application_id=first.pk, by=committee.owner))
        wait_until_somebody_waits()
    thread.join(SECONDS)

    assert isinstance(outcome[0], ForbiddenMove)
    assert Application.objects.get(pk=first.pk).status == "selected"


def test_announcement_finds_gone_what_was_taken_back_a_moment_ago() -> None:
    committee = ready()
    first = committee.applications[0]
    with transaction.atomic():
        withdraw_application(application_id=first.pk, by=committee.owner)
        thread, outcome = meanwhile(lambda: tell(committee))
        wait_until_somebody_waits()
    thread.join(SECONDS)

    # A stall is free by now, which somebody must say yes to.
    assert isinstance(outcome[0], NotReady)
    assert outcome[0].problems == (Problem.UNFILLED,)
    assert not Participation.objects.exists()
    assert set(Application.objects.values_list("status", flat=True)) == {"sent", "withdrawn"}


def test_points_given_while_scoring_ends_come_too_late() -> None:
    committee = make_committee()
    with transaction.atomic():
        end_scoring(call_id=committee.call.pk, by=committee.owner)
        late = meanwhile(lambda: give(committee.applications[0], committee.criteria, (5, 5), committee.members[0]))
        wait_until_somebody_waits()
    late[0].join(SECONDS)

    assert isinstance(late[1][0], SheetIsFirm)
    assert not Score.objects.exists()
