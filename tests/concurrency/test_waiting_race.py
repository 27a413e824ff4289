"""The waiting list of a fair under rivals: real threads on committed rows, and what happens without the lock."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from functools import partial

import pytest

from cooperatives import clock
from fairs.applications import answers, waiting
from fairs.applications.answers import answer_offer, confirm_place, give_up_place
from fairs.applications.exceptions import NothingToAnswer
from fairs.applications.models import Application, PlaceOffer
from fairs.applications.waiting import free_stalls, lapse_unanswered, offer_free_places
from fairs.calls.models import Call
from fairs.models import Participation
from tests.concurrency.test_refunds_race import at_once
from tests.factories import make_user
from tests.fairs.calling import ANNOUNCES, CONFIRM_BY
from tests.fairs.test_waiting_list import chosen, make_announced, states, waits

pytestmark = [pytest.mark.threads, pytest.mark.usefixtures("committed_db")]
ROUNDS = 4
THEN = ANNOUNCES + timedelta(days=1)


def at(moment: datetime, work: Callable[[], object]) -> Callable[[], object]:
    """Each thread has a clock of its own."""

    def run() -> object:
        frozen: AbstractContextManager[datetime] = clock.frozen_at(moment)
        with frozen:
            return work()

    return run


def held(call: Call) -> int:
    rows = Application.objects.filter(call=call, status__in=waiting.HOLDING)
    return sum(rows.values_list("stalls_granted", flat=True))


def two_given_up_at_once() -> tuple[Call, list[Application], list[object]]:
    with clock.frozen_at(THEN):
        call, by = make_announced(capacity=2), make_user()
        two = [chosen(call), chosen(call)]
        line = [waits(call, position) for position in (1, 2, 3)]
    ends = at_once(*(at(THEN, partial(give_up_place, application_id=each.pk, by=by)) for each in two))
    return call, line, ends


def test_two_places_freed_at_once_are_offered_to_two_in_order() -> None:
    for _ in range(ROUNDS):
        call, line, ends = two_given_up_at_once()
        assert all(isinstance(end, Application) for end in ends), ends
        assert states(*line) == ["offered", "offered", "waiting"]
        assert PlaceOffer.objects.filter(application__call=call).count() == 2
        assert (held(call), free_stalls(call)) == (2, 0)


def test_of_an_answer_and_the_deadline_exactly_one_wins() -> None:
    for _ in range(ROUNDS):
        with clock.frozen_at(THEN):
            call, by = make_announced(capacity=1), make_user()
            mine, following = chosen(call), waits(call, 1)
        ends = at_once(
            at(CONFIRM_BY - timedelta(microseconds=1), partial(confirm_place, application_id=mine.pk, by=by)),
            at(CONFIRM_BY, partial(lapse_unanswered, call.pk)),
        )
        part = Participation.objects.get(cooperative=mine.cooperative)
        if any(isinstance(end, Application) for end in ends):
            assert (states(mine, following), part.status) == (["confirmed", "waiting"], "confirmed")
        else:
            assert any(isinstance(end, NothingToAnswer) for end in ends), ends
            assert (states(mine, following), part.status) == (["lapsed", "offered"], "withdrawn")
        assert held(call) == 1


def test_one_offer_answered_twice_at_once_is_answered_once() -> None:
    for first, second in ((True, True), (True, False), (False, False)):
        with clock.frozen_at(THEN):
            call, by = make_announced(capacity=1), make_user()
            mine, following = waits(call, 1), waits(call, 2)
            offer_free_places(call.pk)
        ends = at_once(
            *(at(THEN, partial(answer_offer, application_id=mine.pk, takes=takes, by=by)) for takes in (first, second))
        )
        assert sorted(type(end).__name__ for end in ends) == ["Application", "NothingToAnswer"], ends
        (mine_now, next_now) = states(mine, following)
        assert (mine_now, next_now) in {("confirmed", "waiting"), ("given_up", "offered")}
        assert held(call) == 1
        assert PlaceOffer.objects.filter(application=mine).exclude(answer="open").count() == 1


def test_offering_twice_at_once_asks_each_once() -> None:
    with clock.frozen_at(THEN):
        call = make_announced(capacity=2)
        line = [waits(call, position) for position in (1, 2, 3)]
    at_once(*(at(THEN, partial(offer_free_places, call.pk)) for _ in range(4)))
    assert states(*line) == ["offered", "offered", "waiting"]
    assert PlaceOffer.objects.count() == 2


def test_without_the_calls_lock_places_are_offered_twice_or_answers_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: nobody holds the call, so two count the same free place."""

    def unheld(call_id: int) -> Call:
        return Call.objects.select_related("stop__edition").get(pk=call_id)

    for module in (answers, waiting):
        monkeypatch.setattr(module, "places_of", unheld)
    monkeypatch.setattr(waiting, "applications_for_update", _read)
    monkeypatch.setattr(waiting, "waiting_for_update", _line)

    wrong = 0
    for _ in range(ROUNDS * 3):
        with clock.frozen_at(THEN):
            call = make_announced(capacity=2)
            line = [waits(call, position) for position in (1, 2, 3)]
        at_once(*(at(THEN, partial(offer_free_places, call.pk)) for _ in range(4)))
        wrong += (
            states(*line) != ["offered", "offered", "waiting"]
            or PlaceOffer.objects.filter(application__call=call).count() != 2
        )
        ends = two_given_up_at_once()[2]
        wrong += not all(isinstance(end, Application) for end in ends)
    assert wrong > 0


def _read(pks: object) -> list[Application]:
    return list(Application.objects.filter(pk__in=list(pks)).select_related("cooperative", "participation"))  # type: ignore[call-overload]


def _line(call: Call) -> list[Application]:
    return list(
        _read(call.applications.filter(status="waiting").order_by("waiting_position").values_list("pk", flat=True))
    )
