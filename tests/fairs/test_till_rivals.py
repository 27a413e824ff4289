"""What two do to one till at the same moment; beside each stands what happens without its lock or check."""

import json
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, OperationalError, connection

from cooperatives import clock
from cooperatives.ledger import services as ledger
from fairs.revenue.rollup import differences
from fairs.tills import events, locks, originals, posting, sessions, writing
from fairs.tills.event_parsing import read_events
from fairs.tills.events import record_events
from fairs.tills.models import CashReport, Sale, Till, TillSession
from fairs.tills.parsing import read_batch
from fairs.tills.selectors import late_sales
from fairs.tills.services import record_batch, till_of
from tests.fairs.facts import money_in, together
from tests.fairs.tills import NOON, SESSION, Stand, back, closing, make_stand

pytestmark = [pytest.mark.threads, pytest.mark.usefixtures("committed_db")]
EVERYWHERE = ("lines", "coarse", "detail", "ledger")
D = Decimal
UNIQUE = """
    SELECT conrelid::regclass, conname FROM pg_constraint
    WHERE conrelid = ANY(%s::regclass[]) AND contype = ANY(%s)
"""


@pytest.fixture
def stand() -> Stand:
    return make_stand()


def send(stand: Stand, *sales: dict) -> list[tuple[str, list[str]]]:
    """The status and the problems of each, from a thread with a clock of its own."""
    with clock.frozen_at(NOON + timedelta(hours=2)):
        batch = read_batch(json.dumps({"sales": sales}).encode())
        return [_told(each) for each in record_batch(till=till_of(token=stand.token), batch=batch)]


def tell(stand: Stand, *told: dict) -> list[tuple[str, list[str]]]:
    with clock.frozen_at(NOON + timedelta(hours=2)):
        batch = read_events(json.dumps({"events": told}).encode())
        return [_told(each) for each in record_events(till=till_of(token=stand.token), batch=batch)]


def _told(result: Any) -> tuple[str, list[str]]:
    return str(result.status), [problem["code"] for problem in result.problems]


def without_constraints(*tables: str, kinds: str = "up") -> None:
    with connection.cursor() as cursor:
        cursor.execute(UNIQUE, [list(tables), list(kinds)])
        for table, name in cursor.fetchall():
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}" CASCADE')


def both_at(monkeypatch: pytest.MonkeyPatch, place: Any, name: str) -> None:
    """Let both threads come to `place.name` before either goes on."""
    gate, whole = Barrier(2), getattr(place, name)

    def wait(*args: Any, **kwargs: Any) -> Any:
        gate.wait(timeout=20)
        return whole(*args, **kwargs)

    monkeypatch.setattr(place, name, wait)


def without_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SHARE_SESSIONS", "SHARE_ALL_OR_NONE"):
        monkeypatch.setattr(locks, name, getattr(locks, name).replace("FOR SHARE", ""))
    for place in (events, sessions):
        monkeypatch.setattr(place, "till_for_update", lambda pk: Till.objects.get(pk=pk))
    monkeypatch.setattr(events, "session_for_update", lambda pk: TillSession.objects.get(pk=pk))


class TestTheSameSale:
    def test_sent_twice_at_once_it_counts_once(self, stand: Stand) -> None:
        sold = stand.sale()

        answers = together(lambda: send(stand, sold), lambda: send(stand, sold))

        assert sorted(status for ((status, _),) in answers) == ["accepted", "duplicate"]
        assert money_in() == dict.fromkeys(EVERYWHERE, D("120.00"))

    def test_without_its_id_as_a_key_it_counts_twice(self, stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
        send(stand, stand.sale("1.00"))
        tables = ["tills_sale", "tills_saleline", "ledger_ledgertransaction", "revenue_revenueline"]
        without_constraints(*tables, "partner_stockmovement")
        _look_first(monkeypatch)
        both_at(monkeypatch, posting, "claim_sales")
        sold = stand.sale()

        together(lambda: send(stand, sold), lambda: send(stand, sold))

        assert Sale.objects.filter(pk=sold["id"]).count() == 2


def _look_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Claim without a key: who has looked, inserts."""
    claim = writing.CLAIM_SALES.replace("ON CONFLICT (id) DO NOTHING", "")
    post = ledger.POST.replace("ON CONFLICT (key) DO NOTHING", "")
    assert claim != writing.CLAIM_SALES
    assert post != ledger.POST
    monkeypatch.setattr(writing, "CLAIM_SALES", claim)
    monkeypatch.setattr(ledger, "POST", post)


class TestTwoClosings:
    def test_one_makes_the_report_and_the_other_is_told_so(self, stand: Stand) -> None:
        send(stand, stand.sale())

        answers = together(
            lambda: tell(stand, closing("120.00")), lambda: tell(stand, closing("99.00", explanation="short"))
        )

        assert sorted(answer[0] for answer in answers) == [("accepted", []), ("flagged", ["closed_before"])]
        report = CashReport.objects.get()
        assert report.number == 1
        assert TillSession.objects.get().counted_cash == report.counted_cash

    def test_without_the_lock_there_are_two_reports(self, stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
        send(stand, stand.sale())
        without_locks(monkeypatch)
        without_constraints("tills_cashreport", kinds="u")
        both_at(monkeypatch, events, "close_held")

        together(lambda: tell(stand, closing("120.00")), lambda: tell(stand, closing("99.00", explanation="short")))

        assert list(CashReport.objects.values_list("number", flat=True)) in ([1, 1], [1, 2], [2, 1])


class TestASaleAgainstTheClosing:
    def test_it_is_in_the_report_or_beside_it(self, stand: Stand) -> None:
        for number in range(6):
            session = str(uuid4())
            send(stand, stand.sale(session=session, number=1))
            late = stand.sale("7.00", session=session, number=2, lines=[stand.line("7.00")])
            answers = together(
                lambda session=session: tell(stand, closing("120.00", session=session)),
                lambda late=late: send(stand, late),
            )
            assert not [answer for answer in answers if isinstance(answer, Exception)]
            report = CashReport.objects.get(session=session)
            beside = [sale.total for sale in late_sales(report)]
            assert (report.cash_sales, beside) in ((D("127.00"), []), (D("120.00"), [D("7.00")])), number

    def test_without_the_lock_it_is_in_neither(self, stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
        send(stand, stand.sale())
        late = stand.sale("7.00", number=2, lines=[stand.line("7.00")])
        for name in ("SHARE_SESSIONS", "SHARE_ALL_OR_NONE"):
            monkeypatch.setattr(locks, name, getattr(locks, name).replace("FOR SHARE", ""))
        looked, closed = Barrier(2), Barrier(2)
        claim = posting.claim_sales

        def wait(*args: Any) -> Any:
            looked.wait(timeout=20)
            closed.wait(timeout=20)
            return claim(*args)

        monkeypatch.setattr(posting, "claim_sales", wait)

        def close() -> Any:
            looked.wait(timeout=20)
            answer = tell(stand, closing("120.00"))
            closed.wait(timeout=20)
            return answer

        together(close, lambda: send(stand, late))

        report = CashReport.objects.get()
        assert (report.cash_sales, list(late_sales(report)), Sale.objects.count()) == (D("120.00"), [], 2)


class TestAVoidAgainstAReturn:
    def test_the_later_one_is_flagged(self, stand: Stand) -> None:
        for number in range(1, 12, 3):
            sold = stand.sale(number=number)
            send(stand, sold)
            void, given = stand.void(sold, number=number + 1), stand.give_back(sold, back(), number=number + 2)

            answers = together(lambda void=void: send(stand, void), lambda given=given: send(stand, given))

            assert sorted(answer[0] for answer in answers) == [("accepted", []), ("flagged", ["returned_too_much"])]
        assert differences() == []

    def test_without_the_lock_neither_is(self, stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
        sold = stand.sale()
        send(stand, sold)
        monkeypatch.setattr(
            originals,
            "sales_for_update",
            lambda ids: list(Sale.objects.filter(pk__in=ids).select_related("stop").order_by("pk")),
        )
        both_at(monkeypatch, posting, "judge_reversal")

        answers = together(
            lambda: send(stand, stand.void(sold)), lambda: send(stand, stand.give_back(sold, back(), number=3))
        )

        assert [answer[0] for answer in answers] == [("accepted", []), ("accepted", [])]


class TestTwoNewSessions:
    def test_they_stand_in_a_row(self, stand: Stand) -> None:
        send(stand, stand.sale())
        for minutes in range(1, 9, 2):
            works = [_selling_in_a_new_session(stand, minutes + n) for n in range(2)]

            answers = together(*works)

            assert not [answer for answer in answers if isinstance(answer, Exception)]
        rows = list(TillSession.objects.order_by("opened_at", "superseded_at"))
        assert len(rows) == 9
        assert [row.superseded_at for row in rows] == [*(row.opened_at for row in rows[1:]), None]

    def test_two_batches_open_one_session_once(self, stand: Stand) -> None:
        answers = together(*(lambda n=n: send(stand, stand.sale(number=n)) for n in range(4)))

        assert [answer[0][0] for answer in answers] == ["accepted"] * 4
        assert [row.pk for row in TillSession.objects.all()] == [SESSION]

    def test_without_the_lock_the_constraint_refuses_one(self, stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sessions, "till_for_update", lambda pk: Till.objects.get(pk=pk))
        both_at(monkeypatch, sessions, "_insert")

        answers = together(*(_selling_in_a_new_session(stand, n) for n in range(2)))

        (refused,) = [answer for answer in answers if isinstance(answer, Exception)]
        # Two rows that exclude each other may also wait for each other: then the server ends one of them.
        assert "tillsession_never_overlaps_on_a_till" in str(refused) or "deadlock detected" in str(refused)
        assert isinstance(refused, IntegrityError | OperationalError)
        assert TillSession.objects.count() == 1


def _selling_in_a_new_session(stand: Stand, minutes: int) -> Callable[[], Any]:
    moment = (NOON + timedelta(minutes=minutes)).isoformat()
    return lambda: send(stand, stand.sale(session=str(uuid4()), sold_at=moment))
