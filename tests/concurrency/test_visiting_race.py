"""Two enumerators bring the same stalls in at once, in processes of their own: each stall once, differences shown."""

import json
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from cooperatives import clock
from cooperatives.ledger.selectors import trial_balance
from fairs.enums import VisitStanding
from fairs.models import DeclaredTotal, Edition
from fairs.revenue.models import RevenueLine
from fairs.revenue.rollup import differences
from fairs.rounds.models import Round, Visit, VisitConflict
from tests.concurrency.rivals import run_rivals
from tests.concurrency.visiting_rival import visit_all
from tests.conftest import CommittedDatabase
from tests.factories import make_cooperative, make_edition, make_participation
from tests.fairs.rounds import DAY, EVENING, make_enumerator

pytestmark = [pytest.mark.threads]
STALLS = 270


def race(database: CommittedDatabase, folder: Path, *, stalls: int, **more: str) -> list[list[str]]:
    """Let two tablets of one edition send the same stalls; answer what each was told."""
    with clock.frozen_at(EVENING):
        edition: Edition = make_edition(starts_on=DAY)
        for _ in range(stalls):
            make_participation(edition, make_cooperative())
        tablets = [make_enumerator(edition).tablet for _ in range(2)]
    turns = [(tablet.pk, number * 1000) for number, tablet in enumerate(tablets)]
    run_rivals(database, folder, visit_all, turns, **more)
    return [json.loads((folder / f"answers-{tablet.pk}").read_text()) for tablet in tablets]


def test_an_evening_that_was_entered_twice_counts_each_stall_once(
    committed_db: CommittedDatabase, tmp_path: Path
) -> None:
    answers = race(committed_db, tmp_path, stalls=STALLS)

    assert Counter(answers[0] + answers[1]) == {"accepted": 2 * STALLS - 90, "flagged": 90}
    standings = Counter(Visit.objects.values_list("standing", flat=True))
    assert standings == {VisitStanding.COUNTS: STALLS, VisitStanding.SAME: STALLS - 90, VisitStanding.DIFFERS: 90}
    assert (VisitConflict.objects.count(), Round.objects.count(), RevenueLine.objects.count()) == (90, 1, STALLS)
    counting = {visit.participation_id: visit.amount for visit in Visit.objects.filter(standing=VisitStanding.COUNTS)}
    assert {total.participation_id: total.amount for total in DeclaredTotal.objects.all()} == counting
    assert sum(line.amount for line in RevenueLine.objects.all()) == sum(counting.values())
    assert differences() == []
    assert sum((account.balance for account in trial_balance()), Decimal(0)) == 0


def test_without_the_lock_the_second_is_turned_away_instead_of_shown(
    committed_db: CommittedDatabase, tmp_path: Path
) -> None:
    answers = race(committed_db, tmp_path, stalls=1, RIVAL_WITHOUT_LOCK="1")

    assert sorted(answers) == [["accepted"], ["turned away"]]
    assert (Visit.objects.count(), VisitConflict.objects.count()) == (1, 0)
