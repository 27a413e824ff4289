"""Sessions of a till, what happens in them besides sales, and the cash report that ends each."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, transaction

from cooperatives import clock
from cooperatives.audit.models import StatusChange
from cooperatives.audit.services import ForbiddenMove, move_status
from fairs.business_days import CASABLANCA
from fairs.enums import TILL_SESSION_MOVES, TillSessionStatus
from fairs.tills.closing import SessionClosed, close_session_from_desk
from fairs.tills.models import Cashier, CashReport, QuarantinedRecord, Sale, TillEvent, TillSession
from fairs.tills.reports import expected_cash
from fairs.tills.selectors import (
    late_events,
    late_sales,
    open_sessions,
    sessions_of,
    still_missing,
)
from fairs.tills.services import enrol_till, revoke_till
from tests.factories import make_cooperative, make_participation, make_product, make_stall, make_user
from tests.fairs.tills import FIRST_DAY, NOON, SESSION, Stand, back, closing, event, make_stand

pytestmark = pytest.mark.django_db
D = Decimal
NOW = NOON + timedelta(hours=2)


@pytest.fixture(autouse=True)
def _two_hours_after_the_sale():
    with clock.frozen_at(NOW):
        yield


def codes(result: dict[str, Any]) -> list[str]:
    return [problem["code"] for problem in result["problems"]]


def at(hours: float) -> str:
    return (NOON + timedelta(hours=hours)).isoformat()


class TestEvents:
    def test_a_day_with_a_float_cash_in_and_out_is_counted_and_reported(self, stand: Stand) -> None:
        sold, card = stand.sale(number=1), stand.sale("60.00", number=2, payment="card")
        small = {"lines": [stand.line("60.00")]}

        opened = stand.tell(event("opened", amount="200.00"))
        stand.send(sold, card | small, stand.give_back(sold, back("20.00"), number=3))
        moved = stand.tell(event("cash_in", amount="50.00"), event("cash_out", amount="30.00", note="tea"))
        (closed,) = stand.tell(closing("319.00", expected="320.00", explanation="one dirham short"))

        assert [each["status"] for each in (*opened, *moved, closed)] == ["accepted"] * 4
        report = CashReport.objects.get()
        assert closed["report"] == {
            "id": report.public_id,
            "number": 1,
            "expected": "320.00",
            "difference": "-1.00",
        }
        assert (report.opening_float, report.cash_sales, report.cash_given_back) == (D(200), D(120), D(20))
        assert (report.card, report.transfer, report.cash_in, report.cash_out) == (D(60), D(0), D(50), D(30))
        assert (report.expected_cash, report.counted_cash, report.difference) == (D(320), D(319), D(-1))
        assert (report.sales, report.voids, report.returns, report.missing_numbers) == (2, 0, 1, [])
        assert (report.signed_by, report.witnessed_by) == ("Fatima", "Khadija")
        assert report.explanation == "one dirham short"
        lines = {line.payment: (line.gross, line.returns, line.sales) for line in report.lines.all()}
        assert lines == {"cash": (D(120), D(20), 1), "card": (D(60), D(0), 1)}
        session = TillSession.objects.get()
        assert (session.status, session.counted_cash, session.closed_at) == (
            "closed",
            D(319),
            NOON + timedelta(hours=1),
        )
        moves = StatusChange.objects.filter(subject_id=str(SESSION)).order_by("id")
        assert [(move.old_status, move.new_status) for move in moves] == [("open", "counting"), ("counting", "closed")]

    def test_an_event_again_is_a_duplicate_and_changes_nothing(self, stand: Stand) -> None:
        opened, moved, closed = event("opened", amount="10.00"), event("cash_in", amount="5.00"), closing("15.00")
        first = stand.tell(opened, moved, closed)

        again = stand.tell(opened, moved, closed)

        assert [each["status"] for each in again] == ["duplicate"] * 3
        assert [each["first_status"] for each in again] == ["accepted"] * 3
        assert again[2]["report"] == first[2]["report"]
        assert (TillEvent.objects.count(), CashReport.objects.count()) == (3, 1)

    def test_the_same_id_with_other_content_is_told_and_kept(self, stand: Stand) -> None:
        moved = event("cash_in", amount="5.00")

        _, again = stand.tell(moved, moved | {"amount": "500.00"})

        assert (again["status"], codes(again)) == ("duplicate", ["differs"])
        kept = QuarantinedRecord.objects.get()
        assert (kept.kind, kept.payload["amount"]) == ("event", "500.00")
        assert TillEvent.objects.get().amount == D(5)

    @pytest.mark.parametrize(
        ("given", "field"),
        [
            ({"amount": "many"}, "amount"),
            ({"amount": "-1.00"}, "amount"),
            ({"amount": None}, "event"),
            ({"session": None}, "event"),
            ({"at": "noon"}, "at"),
            ({"kind": "party"}, "kind"),
            ({"kind": "cashier", "name": ""}, "event"),
            ({"id": "x"}, "id"),
        ],
    )
    def test_one_that_cannot_be_read_says_where_and_is_kept(
        self, stand: Stand, given: dict[str, Any], field: str
    ) -> None:
        good = event("cash_in", amount="5.00")

        broken, fine = stand.tell(event("cash_in", amount="5.00") | given, good)

        assert (broken["status"], [problem["field"] for problem in broken["problems"]]) == ("invalid", [field])
        assert broken["problems"][0]["text"]
        assert fine["status"] == "accepted"
        assert (QuarantinedRecord.objects.get().kind, TillEvent.objects.count()) == ("event", 1)

    def test_what_a_revoked_till_tells_is_kept_aside(self, stand: Stand) -> None:
        revoke_till(till=stand.till, by=None)

        (result,) = stand.tell(closing("0.00"))

        assert (result["status"], codes(result)) == ("invalid", ["till_revoked"])
        assert not TillSession.objects.exists()

    def test_cashiers_are_given_to_the_other_tills_of_the_stall(self, stand: Stand) -> None:
        fatima = {
            "cashier": str(uuid4()),
            "session": None,
            "name": "فاطمة",
            "sign": "star",
            "salt": "c2",
            "hash": "aA==",
        }
        (result,) = stand.tell(event("cashier", **fatima))
        _, other = enrol_till(stall=stand.stall, by=None)

        told = stand.client.get("/api/till/v1/stall", headers={"Authorization": f"Bearer {other}"}).json()

        assert result["status"] == "accepted"
        assert told["cashiers"] == [
            {"id": fatima["cashier"], "name": "فاطمة", "sign": "star", "salt": "c2", "hash": "aA=="}
        ]
        stand.tell(event("cashier", **fatima, ended=True))
        assert Cashier.objects.get().ended_at is not None

    def test_a_cashier_of_another_stall_is_not_touched(self, stand: Stand) -> None:
        other = Cashier.objects.create(stall=make_stall(stand.edition, code="B2"), name="Aicha")

        (told,) = stand.tell(event("cashier", cashier=str(other.pk), session=None, name="Thief"))
        (sold,) = stand.send(stand.sale(cashier=str(other.pk)))

        assert (codes(told), codes(sold)) == (["unknown_cashier"], ["unknown_cashier"])
        other.refresh_from_db()
        assert (other.name, Sale.objects.get().cashier) == ("Aicha", None)

    def test_a_sale_says_who_sold(self, stand: Stand) -> None:
        who = Cashier.objects.create(stall=stand.stall, name="Aicha")

        (result,) = stand.send(stand.sale(cashier=str(who.pk), tendered="200.00"))

        assert result["status"] == "accepted"
        assert (Sale.objects.get().cashier, Sale.objects.get().tendered) == (who, D(200))


class TestTheChain:
    def test_the_next_session_ends_the_one_that_nobody_counted(self, stand: Stand) -> None:
        first, second = str(uuid4()), str(uuid4())
        stand.tell(event("opened", session=first, amount="0.00", at=at(-3)))

        stand.tell(event("opened", session=second, amount="0.00", at=at(0)))

        old, new = TillSession.objects.get(pk=first), TillSession.objects.get(pk=second)
        assert (old.status, old.superseded_at, new.opened_at, new.superseded_at) == ("open", NOON, NOON, None)
        # It still takes what was sold in it, and can still be counted.
        assert stand.send(stand.sale(session=first))[0]["status"] == "accepted"
        assert stand.tell(closing("120.00", session=first))[0]["report"]["difference"] == "0.00"

    def test_an_opening_before_the_end_of_the_last_is_put_after_it_and_flagged(self, stand: Stand) -> None:
        stand.tell(event("opened", amount="0.00", at=at(-2)), closing("0.00", at=at(0)))
        second = str(uuid4())

        (result,) = stand.tell(event("opened", session=second, amount="10.00", at=at(-1)))

        assert (result["status"], codes(result)) == ("flagged", ["clock_went_back"])
        assert TillSession.objects.get(pk=second).opened_at == NOON
        assert TillEvent.objects.get(session=second).happened_at == NOON - timedelta(hours=1)

    def test_a_clock_that_is_ahead_opens_nothing_in_time_to_come(self, stand: Stand) -> None:
        (result,) = stand.tell(event("opened", amount="0.00", at=at(48)))

        assert codes(result) == ["in_the_future"]
        assert TillSession.objects.get().opened_at == NOW

    def test_a_session_that_a_sale_opened_is_completed_by_its_opening(self, stand: Stand) -> None:
        stand.send(stand.sale())

        (result,) = stand.tell(event("opened", amount="75.00", at=at(-1)))

        assert result["status"] == "accepted"
        session = TillSession.objects.get()
        assert (session.opened_by_sale, session.opening_float, session.opened_at) == (True, D(75), NOON)

    def test_of_two_openings_the_first_counts(self, stand: Stand) -> None:
        stand.tell(event("opened", amount="75.00"))

        (result,) = stand.tell(event("opened", amount="99.00"))

        assert (result["status"], codes(result)) == ("flagged", ["opened_before"])
        assert TillSession.objects.get().opening_float == D(75)

    def test_many_sessions_in_one_batch_stand_in_a_row(self, stand: Stand) -> None:
        names = [str(uuid4()) for _ in range(5)]
        sales = [stand.sale(session=name, sold_at=at(-hours)) for hours, name in enumerate(names)]

        answers = stand.send(*sales)

        assert {answer["status"] for answer in answers} == {"accepted"}
        rows = list(TillSession.objects.order_by("opened_at"))
        assert [str(row.pk) for row in rows] == names[::-1]
        assert [row.superseded_at for row in rows] == [*(row.opened_at for row in rows[1:]), None]

    def test_the_database_refuses_sessions_that_overlap(self, stand: Stand) -> None:
        TillSession.objects.create(till=stand.till, opened_at=NOON)

        with pytest.raises(DatabaseError, match="tillsession_never_overlaps"), transaction.atomic():
            TillSession.objects.create(till=stand.till, opened_at=NOON + timedelta(hours=1))

    @pytest.mark.parametrize("old", TillSessionStatus)
    @pytest.mark.parametrize("new", TillSessionStatus)
    def test_each_move_is_allowed_or_refused_by_the_table(self, stand: Stand, old: str, new: str) -> None:
        session = TillSession(till=stand.till, opened_at=NOON, status=old)

        if new in TILL_SESSION_MOVES[old]:
            move_status(session, to=new, moves=TILL_SESSION_MOVES, by=None)
            assert session.status == new
        else:
            with pytest.raises(ForbiddenMove):
                move_status(session, to=new, moves=TILL_SESSION_MOVES, by=None)
            assert session.status == old


class TestClosing:
    def test_a_second_closing_changes_nothing(self, stand: Stand) -> None:
        stand.send(stand.sale())
        (first,) = stand.tell(closing("120.00"))

        (second,) = stand.tell(closing("1.00"))

        assert (second["status"], codes(second), second["report"]) == ("flagged", ["closed_before"], first["report"])
        assert (CashReport.objects.count(), TillSession.objects.get().counted_cash) == (1, D(120))

    @pytest.mark.parametrize(("signed", "witnessed"), [("Fatima", ""), ("", "Khadija"), ("", ""), ("Fatima", "Fatima")])
    def test_one_signature_is_flagged_and_counts(self, stand: Stand, signed: str, witnessed: str) -> None:
        (result,) = stand.tell(closing("0.00", signed_by=signed, witnessed_by=witnessed))

        assert (result["status"], codes(result)) == ("flagged", ["one_signature"])
        assert CashReport.objects.get().signed_by == (signed or witnessed)

    def test_a_difference_that_nobody_explained_is_flagged_and_counts(self, stand: Stand) -> None:
        stand.send(stand.sale())

        (silent,) = stand.tell(closing("100.00"))
        (told,) = stand.tell(closing("7.00", session=str(uuid4()), explanation="found in the box", at=at(1.5)))

        assert (silent["status"], codes(silent)) == ("flagged", ["unexplained"])
        assert (told["status"], told["report"]["difference"]) == ("accepted", "7.00")
        assert CashReport.objects.order_by("number").first().difference == D(-20)

    def test_a_late_sale_is_posted_and_stands_beside_a_report_that_never_changes(self, stand: Stand) -> None:
        stand.send(stand.sale(number=1))
        stand.tell(closing("120.00"))
        before = CashReport.objects.values().get()

        (late,) = stand.send(stand.sale("30.00", number=2, lines=[stand.line("30.00")]))
        (put,) = stand.tell(event("cash_in", amount="7.00"))

        assert (codes(late), codes(put)) == (["session_closed"], ["session_closed"])
        report = CashReport.objects.get()
        assert CashReport.objects.values().get() == before
        assert [sale.total for sale in late_sales(report)] == [D(30)]
        assert [each.amount for each in late_events(report)] == [D(7)]
        with pytest.raises(DatabaseError), transaction.atomic():
            CashReport.objects.update(counted_cash=D(1), difference=D(-119))

    def test_numbers_that_never_came_are_told(self, stand: Stand) -> None:
        stand.send(*(stand.sale(number=number) for number in (2, 5)))
        stand.send(stand.sale(number=4, total="rubbish"))

        stand.tell(closing("240.00", first_number=1, last_number=8))

        report = CashReport.objects.get()
        assert (report.first_number, report.last_number, report.missing_numbers) == (1, 8, [1, 3, 6, 7, 8])
        assert still_missing([report]) == {SESSION: [1, 3, 6, 7, 8]}
        stand.send(stand.sale(number=3), stand.sale(number=7, total="much"))
        assert still_missing([report]) == {SESSION: [1, 6, 8]}

    def test_an_absurd_last_number_does_not_fill_the_report(self, stand: Stand) -> None:
        stand.send(stand.sale(number=1))

        stand.tell(closing("120.00", last_number=2_000_000_000))

        assert len(CashReport.objects.get().missing_numbers) == 1000

    def test_reports_of_a_till_are_numbered_without_gaps(self, stand: Stand) -> None:
        for hours in range(3):
            session = str(uuid4())
            stand.tell(event("opened", session=session, amount="0.00", at=at(hours / 10)))
            stand.tell(closing("0.00", session=session, at=at(hours / 10)))
            stand.tell(closing("0.00", session=session, at=at(hours / 10)))

        assert list(CashReport.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3]

    def test_at_a_shared_till_each_cooperative_has_its_own_lines(self, stand: Stand) -> None:
        other = make_participation(stand.edition, make_cooperative())
        product = make_product(cooperative=other.cooperative)
        shared = make_stall(stand.edition, stand.participation, other, code="SHARED", is_shared=True)
        till, token = enrol_till(stall=shared, by=None)
        desk = Stand(stand.edition, stand.participation, shared, till, token, stand.products)
        bare = {"product": None, "cooperative": other.cooperative.public_id, "amount": "12.50"}
        lines = [stand.line("120.00"), stand.line("80.00", product=product.public_id), bare]
        (result,) = desk.send(stand.sale("212.50", lines=lines))

        desk.tell(closing("212.50"))

        assert result["status"] == "accepted"
        report = CashReport.objects.get()
        assert {line.cooperative_id: (line.gross, line.sales) for line in report.lines.all()} == {
            stand.participation.cooperative_id: (D(120), 1),
            other.cooperative_id: (D("92.50"), 1),
        }

    def test_the_desk_closes_what_was_left_open_counted_or_not(self, stand: Stand) -> None:
        stand.send(stand.sale())
        by = make_user(first_name="Said", last_name="Idrissi")
        assert [session.pk for session in open_sessions(stand.participation.stop)] == [SESSION]
        assert expected_cash(TillSession.objects.get()) == D(120)

        report = close_session_from_desk(session_id=SESSION, counted_cash=None, explanation="telephone lost", by=by)

        assert (report.counted_cash, report.difference, report.expected_cash) == (None, None, D(120))
        assert (report.signed_by, report.explanation) == ("Said Idrissi", "telephone lost")
        assert not open_sessions(stand.participation.stop).exists()
        assert [(row.pk, row.cash_report.number) for row in sessions_of(stand.till)] == [(SESSION, 1)]
        with pytest.raises(SessionClosed):
            close_session_from_desk(session_id=SESSION, counted_cash=D(1), explanation="", by=by)
        assert CashReport.objects.count() == 1
        assert codes(stand.tell(closing("120.00"))[0]) == ["closed_before"]


class TestDaysOfASession:
    # Morocco's clock stood at +00:00 from 15 February to 22 March 2026.
    @pytest.mark.parametrize(
        ("day", "sold_at", "counts_on"),
        [
            ("2026-02-14", "2026-02-15T01:30:00+01:00", "2026-02-14"),
            ("2026-02-14", "2026-02-15T03:59:59+00:00", "2026-02-14"),
            ("2026-02-14", "2026-02-15T04:00:00+00:00", "2026-02-15"),
            ("2026-03-21", "2026-03-22T03:59:59+01:00", "2026-03-21"),
            ("2026-03-21", "2026-03-22T04:00:00+01:00", "2026-03-22"),
        ],
    )
    def test_a_session_over_the_change_of_the_clock_counts_by_the_wall_clock(
        self, day: str, sold_at: str, counts_on: str
    ) -> None:
        first = datetime.fromisoformat(day).date()
        evening = datetime(first.year, first.month, first.day, 21, tzinfo=CASABLANCA)
        with clock.frozen_at(datetime.fromisoformat(sold_at) + timedelta(minutes=1)):
            stand = make_stand(starts_on=first)
            stand.send(stand.sale(number=1, sold_at=evening.isoformat()), stand.sale(number=2, sold_at=sold_at))
            stand.tell(closing("240.00", at=sold_at))

            days = list(Sale.objects.order_by("number").values_list("counts_on", flat=True))
            assert [str(each) for each in days] == [day, counts_on]
            session = TillSession.objects.get()
            assert (session.opened_at, session.closed_at) == (evening, datetime.fromisoformat(sold_at))
            assert CashReport.objects.get().difference == D(0)

    def test_a_session_over_the_cut_off_is_one_report_of_two_days(self, stand: Stand) -> None:
        with clock.frozen_at(NOON + timedelta(hours=18)):
            for number, hours in enumerate((15.9, 16.1), start=1):
                stand.send(stand.sale(number=number, sold_at=at(hours)))
            (closed,) = stand.tell(closing("240.00", at=at(17)))

        assert closed["report"]["difference"] == "0.00"
        days = list(Sale.objects.order_by("number").values_list("counts_on", flat=True))
        assert days == [FIRST_DAY, FIRST_DAY + timedelta(days=1)]


def test_an_unknown_session_id_of_the_desk_is_nobodys(stand: Stand) -> None:
    with pytest.raises(TillSession.DoesNotExist):
        close_session_from_desk(session_id=UUID(int=9), counted_cash=None, explanation="", by=make_user())
