"""Two people type the same paper slip at one moment: it counts once, and the second is told who was first."""

import json
from datetime import timedelta
from decimal import Decimal
from threading import Barrier
from typing import Any

import pytest
from django.db import IntegrityError

from cooperatives import clock
from fairs.revenue.rollup import differences
from fairs.rounds import slips
from fairs.rounds.models import Slip
from fairs.rounds.slips import read_slips, record_slips
from fairs.tills.models import QuarantinedRecord, Sale
from tests.factories import make_stall
from tests.fairs.facts import money_in, together
from tests.fairs.rounds import EVENING, Enumerator, make_enumerator, make_evening, slip

pytestmark = [pytest.mark.threads, pytest.mark.usefixtures("committed_db")]
EVERYWHERE = ("lines", "coarse", "detail", "ledger")


def enter(by: Enumerator, sent: dict[str, Any]) -> list[str]:
    batch = read_slips(json.dumps({"slips": [sent]}).encode())
    with clock.frozen_at(EVENING + timedelta(hours=1)):
        return [str(result.status) for result in record_slips(tablet=by.tablet, batch=batch)]


@pytest.fixture
def both() -> tuple[Any, list[Enumerator]]:
    """A cooperative at a stall, and two people with a tablet."""
    with clock.frozen_at(EVENING):
        edition, (stand,), salma = make_evening()
        make_stall(edition, stand)
        return stand, [salma, make_enumerator(edition, name="Brahim")]


def test_one_number_typed_by_two_at_once_counts_once(both) -> None:
    stand, people = both

    answers = together(*(lambda by=by: enter(by, slip(stand, "120.00")) for by in people for _ in range(3)))

    assert sorted(status for answer in answers for status in answer) == ["flagged", *["invalid"] * 5]
    assert (Slip.objects.count(), Sale.objects.count(), QuarantinedRecord.objects.count()) == (1, 1, 5)
    assert money_in() == dict.fromkeys(EVERYWHERE, Decimal("120.00"))
    assert differences() == []


def test_without_the_lock_the_second_is_turned_away_by_the_constraint(both, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: nothing but the lock lets the second hear who was first."""
    stand, people = both
    # The paper till is there, so that nobody waits for the other to make it.
    enter(people[0], slip(stand, "1.00", number=1))
    monkeypatch.setattr(slips, "claim_slips", lambda edition_id: None)
    used, meeting = slips.slip_used, Barrier(2)

    def both_see_nothing(**asked: Any) -> Any:
        found = used(**asked)
        meeting.wait(timeout=20)
        return found

    monkeypatch.setattr(slips, "slip_used", both_see_nothing)

    answers = together(*(lambda by=by: enter(by, slip(stand, "120.00")) for by in people))

    assert sorted(isinstance(answer, IntegrityError) for answer in answers) == [False, True]
    assert (Slip.objects.filter(number=7).count(), Sale.objects.filter(number=7).count()) == (1, 1)
