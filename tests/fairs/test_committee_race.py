"""Announcing at once with others: real threads on committed rows, each waiting for the other's lock."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.models import AuditEntry
from cooperatives.audit.services import ForbiddenMove
from fairs.applications.models import Application
from fairs.applications.services import withdraw_application
from fairs.calls import stops
from fairs.calls.models import Call
from fairs.calls.services import open_call
from fairs.calls.stops import same_for_all
from fairs.models import Participation, Stop
from fairs.selection import locks
from fairs.selection.announcing import announce
from fairs.selection.deciding import Choice, decide
from fairs.selection.enums import DecisionOutcome
from fairs.selection.exceptions import NotReady, SheetIsFirm
from fairs.selection.judging import end_scoring
from fairs.selection.models import Decision, Score
from fairs.selection.readiness import Problem
from fairs.services.participations import AlreadyTakesPart, add_participant
from tests.cooperatives.test_joining_races import SECONDS, meanwhile, wait_until_somebody_waits
from tests.factories import make_user
from tests.fairs.calls import TODAY, make_ready_call
from tests.fairs.calls import make_call as make_unopened_call
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


def written_in_by_hand(committee: Committee) -> object:
    """What becomes of who writes the best one into the fair while all is being announced."""
    best = committee.applications[0].cooperative_id
    values = {"stalls": 1, "people": 1, "women": 0, "young": 0}
    stop = committee.call.stop_id
    with transaction.atomic():
        tell(committee)
        thread, outcome = meanwhile(
            lambda: add_participant(stop_id=stop, cooperative_id=best, values=values, by=committee.owner)
        )
        wait_until_somebody_waits()
    thread.join(SECONDS)
    return outcome[0]


def test_who_is_written_in_by_hand_meanwhile_is_found_invited() -> None:
    assert isinstance(written_in_by_hand(ready()), AlreadyTakesPart)
    assert Participation.objects.count() == 2


def test_without_the_stop_held_the_database_breaks_it_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: a person would see a fault instead of a sentence."""
    monkeypatch.setattr(locks, "hold_places_at", lambda *_given: None)

    assert isinstance(written_in_by_hand(ready()), DatabaseError)


def two_put_on_the_waiting_list(waits: Callable[[], None] | None = None) -> list[int | None]:
    """The positions that two get whom two members put at the end of the list at one moment."""
    committee = make_committee(applicants=3)
    committee.end()
    first, second = committee.applications[:2]
    choice = Choice(outcome=DecisionOutcome.WAITING, reason="Attend")
    with transaction.atomic():
        decide(application_id=first.pk, choice=choice, by=committee.owner)
        member = committee.members[0]
        thread, _outcome = meanwhile(lambda: decide(application_id=second.pk, choice=choice, by=member))
        # Who waits for nobody has ended before we do.
        waits() if waits else thread.join(SECONDS)
    thread.join(SECONDS)
    return list(Decision.objects.order_by("application").values_list("waiting_position", flat=True))


def test_two_who_are_put_on_the_waiting_list_at_once_stand_behind_each_other() -> None:
    assert two_put_on_the_waiting_list(wait_until_somebody_waits) == [1, 2]


def test_without_the_calls_lock_two_stand_at_one_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: both find the list empty."""
    monkeypatch.setattr(locks, "call_to_decide", lambda pk: Call.objects.select_related("stop__edition").get(pk=pk))

    assert two_put_on_the_waiting_list() == [1, 1]


def copied_into_one_that_opens() -> object:
    """What becomes of who writes a call's dates into that of another stop, which somebody opens at that moment."""
    with clock.frozen_at(TODAY):
        source, by = make_ready_call(), make_user()
        first = source.stop
        dates = {"starts_at": first.ends_at, "ends_at": first.ends_at + timedelta(days=2)}
        type(first.edition).objects.filter(pk=first.edition_id).update(ends_at=dates["ends_at"])
        place = {"commune": first.commune, "region": first.region}
        second = Stop.objects.create(edition=first.edition, number=2, name_fr="Suite", **place, **dates)
        call = make_unopened_call(second, closes_at=source.closes_at - timedelta(days=2))
        with transaction.atomic():
            open_call(call_id=call.pk, by=by)
            thread, outcome = meanwhile(lambda: _copied(source, by))
            wait_until_somebody_waits()
        thread.join(SECONDS)
    stands = Call.objects.get(pk=call.pk)
    assert (stands.opened_by, stands.closes_at) == (by, call.closes_at)
    return outcome[0]


def _copied(source: Call, by: User) -> int:
    # Each thread has a clock of its own.
    with clock.frozen_at(TODAY):
        return same_for_all(call_id=source.pk, by=by)


def test_call_that_was_opened_a_moment_ago_is_left_as_it_is() -> None:
    assert copied_into_one_that_opens() == 0


def test_without_the_call_held_the_database_must_keep_what_was_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: it was looked at before it was opened, and written after."""
    monkeypatch.setattr(stops, "_held_call", lambda stop: Call.objects.filter(stop=stop).first())

    assert isinstance(copied_into_one_that_opens(), IntegrityError)
