"""Two people at one plan, or at one heap of badges, in processes of their own: one is told, nothing is doubled."""

from datetime import date
from pathlib import Path

import pytest

from fairs.attendance.models import Badge
from fairs.models import Participation, Stop
from fairs.plan.models import Plan, PlanPlace
from fairs.plan.services import Area, NewStall, draw_plan, draw_stalls
from tests.concurrency.drawing_rival import draw_or_make
from tests.concurrency.rivals import run_rivals
from tests.conftest import CommittedDatabase
from tests.factories import make_cooperative, make_edition, make_participation, make_user

pytestmark = [pytest.mark.threads]
COLUMNS = (6, 12)


def race(database: CommittedDatabase, folder: Path, what: str, **more: str) -> list[str]:
    """Let two do the same at one moment; answer what each of them was told."""
    run_rivals(database, folder, draw_or_make, [(what, str(at), column) for at, column in enumerate(COLUMNS)], **more)
    return sorted((folder / f"answer-{at}").read_text() for at in range(len(COLUMNS)))


def one_stall() -> Plan:
    edition = make_edition(starts_on=date(2026, 8, 3), days=1)
    stop, by = Stop.objects.get(edition=edition), make_user()
    plan = draw_plan(stop_id=stop.pk, values={"columns": 20, "rows": 10, "square_cm": 150}, by=by)
    draw_stalls(plan_id=plan.pk, version=1, stalls=[NewStall("A1", Area(0, 0, 2, 2))], by=by)
    return Plan.objects.get(pk=plan.pk)


def five_people() -> None:
    edition = make_edition(starts_on=date(2026, 8, 3), days=1)
    make_user()
    for people in (3, 2):
        participation = make_participation(edition, make_cooperative())
        Participation.objects.filter(pk=participation.pk).update(people=people)


def test_of_two_who_draw_at_once_one_is_told(committed_db: CommittedDatabase, tmp_path: Path) -> None:
    before = one_stall().version
    assert race(committed_db, tmp_path, "draw") == ["moved", "told"]
    assert Plan.objects.get().version == before + 1
    assert PlanPlace.objects.get().column in COLUMNS


def test_without_the_lock_what_one_drew_is_lost(committed_db: CommittedDatabase, tmp_path: Path) -> None:
    """The control: both are told that it is done, and only one of them is right."""
    before = one_stall().version
    assert race(committed_db, tmp_path, "draw", RIVAL_WITHOUT_LOCK="1") == ["moved", "moved"]
    assert Plan.objects.get().version == before + 1


def test_badges_made_twice_at_once_are_made_once(committed_db: CommittedDatabase, tmp_path: Path) -> None:
    five_people()
    assert race(committed_db, tmp_path, "make") == ["0", "5"]
    assert Badge.objects.count() == 5


def test_without_the_lock_the_second_runs_into_the_constraint(committed_db: CommittedDatabase, tmp_path: Path) -> None:
    """The control: only the lock lets the second hear that nothing is missing any more."""
    five_people()
    assert race(committed_db, tmp_path, "make", RIVAL_WITHOUT_LOCK="1") == ["5", "turned away"]
    assert Badge.objects.count() == 5
