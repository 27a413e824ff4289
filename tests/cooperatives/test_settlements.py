"""Months that end: closing is opening and lines, every entry is covered once, and what is final stays."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from threading import Event, Thread

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from cooperatives import clock
from cooperatives.audit.models import AuditEntry
from cooperatives.audit.services import ForbiddenMove
from cooperatives.jobs.services import run_due
from cooperatives.ledger.models import LedgerEntry
from cooperatives.settlements.enums import MONTH_MOVES, MonthStatus
from cooperatives.settlements.exceptions import (
    EarlierMonthOpen,
    LaterMonthSettled,
    MonthNotOver,
    SettlementAlreadyFinal,
    WorkUnderWay,
)
from cooperatives.settlements.models import MonthEnd, Settlement, SettlementLine, Work
from cooperatives.settlements.months import end_of, last_month_over, month_after
from cooperatives.settlements.selectors import (
    available_to,
    lines_of,
    positions_of,
    settlement_of,
    settlements_of,
)
from cooperatives.settlements.services import steps
from cooperatives.settlements.services.months import draft_settlements, finalise_settlements
from tests.cooperatives.paying import (
    AUGUST,
    JULY,
    JUNE,
    at,
    draft,
    hold_cash,
    make_payable,
    owe,
    pay_out,
    refuses,
    settle,
    settlement,
)
from tests.factories import make_cooperative, make_user


def figures(cooperative, month) -> tuple[str, str, str, int]:
    row = settlement(cooperative, month)
    return str(row.opening), str(row.covered), str(row.closing), row.line_count


@pytest.mark.django_db
class TestDrawingUp:
    def test_closing_is_opening_and_the_lines_of_the_month(self) -> None:
        cooperative = make_cooperative()
        owe(cooperative, "100.00", when=at(6, 10))
        owe(cooperative, "50.50", when=at(7, 3))
        owe(cooperative, "-20.25", when=at(7, 20))

        settle(JUNE)
        settle(JULY)

        assert figures(cooperative, JUNE) == ("0.00", "100.00", "100.00", 1)
        assert figures(cooperative, JULY) == ("100.00", "30.25", "130.25", 2)
        lines = lines_of(settlement(cooperative, JULY)).values_list("amount", "kind", "account_kind")
        assert list(lines) == [
            (Decimal("50.50"), "release", "cooperative"),
            (Decimal("-20.25"), "release", "cooperative"),
        ]

    def test_cash_that_the_cooperative_holds_leaves_only_the_commission_due(self) -> None:
        cooperative = make_cooperative()
        hold_cash(cooperative, "200.00", "12.00", when=at(7, 3))

        settle(JULY)

        assert figures(cooperative, JULY) == ("0.00", "-12.00", "-12.00", 2)
        assert available_to([cooperative.pk]) == {cooperative.pk: Decimal("-12.00")}

    def test_the_month_ends_at_midnight_in_morocco(self) -> None:
        cooperative = make_cooperative()
        owe(cooperative, "1.00", when=end_of(JULY) - timedelta(seconds=1))
        owe(cooperative, "2.00", when=end_of(JULY))

        draft(JULY)

        assert figures(cooperative, JULY) == ("0.00", "1.00", "1.00", 1)
        assert end_of(JULY) == at(8, 1, 0)

    def test_a_draft_is_drawn_up_again_with_what_came_late(self) -> None:
        cooperative = make_cooperative()
        owe(cooperative, "10.00", when=at(7, 3))
        draft(JULY)
        owe(cooperative, "5.00", when=at(7, 31))

        draft(JULY)

        assert figures(cooperative, JULY) == ("0.00", "15.00", "15.00", 2)
        assert Settlement.objects.count() == 1

    def test_what_is_posted_after_a_month_is_final_stands_on_the_next(self) -> None:
        cooperative = make_cooperative()
        owe(cooperative, "10.00", when=at(7, 3))
        settle(JULY)
        owe(cooperative, "5.00", when=at(7, 31))

        settle(AUGUST)

        assert figures(cooperative, JULY) == ("0.00", "10.00", "10.00", 1)
        assert figures(cooperative, AUGUST) == ("10.00", "5.00", "15.00", 1)

    def test_a_month_without_a_line_carries_what_is_owed_and_nothing_needs_no_settlement(self) -> None:
        owed, even = make_cooperative(), make_cooperative()
        owe(owed, "10.00", when=at(6, 3))
        owe(even, "10.00", when=at(6, 3))
        owe(even, "-10.00", when=at(6, 4))
        settle(JUNE)

        settle(JULY)

        assert figures(owed, JULY) == ("10.00", "0.00", "10.00", 0)
        assert not Settlement.objects.filter(cooperative=even, month=JULY).exists()

    def test_parts_come_to_the_same(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(steps, "PART", 2)
        cooperatives = [make_cooperative() for _ in range(5)]
        for cooperative in cooperatives:
            owe(cooperative, "10.00", when=at(7, 3))

        draft(JULY)

        assert [figures(cooperative, JULY)[2] for cooperative in cooperatives] == ["10.00"] * 5
        assert Work.objects.values_list("done", "total").get(ended_at__isnull=False) == (5, 5)

    def test_a_part_that_fails_is_done_again_and_nothing_twice(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(steps, "PART", 2)
        cooperatives = [make_cooperative() for _ in range(3)]
        for cooperative in cooperatives:
            owe(cooperative, "10.00", when=at(7, 3))
        draft_settlements(month=JULY, by=make_user())
        working = steps.PARTS["draft"]

        def fail_at_the_second(work: Work, ids: list[int]) -> None:
            working.do(work, ids)
            if work.done:
                raise RuntimeError

        monkeypatch.setitem(steps.PARTS, "draft", replace(working, do=fail_at_the_second))
        run_due()
        after_the_failure = Work.objects.values_list("done", "ended_at").get()
        monkeypatch.setitem(steps.PARTS, "draft", working)
        with clock.frozen_at(clock.now() + timedelta(minutes=1)):
            run_due()

        assert after_the_failure == (2, None)
        assert [figures(cooperative, JULY)[2] for cooperative in cooperatives] == ["10.00"] * 3

    def test_each_entry_of_cooperatives_is_covered_exactly_once(self) -> None:
        cooperatives = [make_payable() for _ in range(3)]
        for number, cooperative in enumerate(cooperatives, 1):
            owe(cooperative, f"{number}0.00", when=at(6, 3))
        with clock.frozen_at(at(7, 2)):
            settle(JUNE)
            pay_out(JUNE)
        for cooperative in cooperatives:
            hold_cash(cooperative, "200.00", "12.00", when=at(7, 3))

        settle(JULY)

        ours = LedgerEntry.objects.filter(account__kind__in=["cooperative", "held_by_cooperative"])
        assert set(SettlementLine.objects.values_list("entry", flat=True)) == set(ours.values_list("pk", flat=True))
        for row in Settlement.objects.all():
            assert row.closing == row.opening + sum(line.amount for line in lines_of(row))
        # The payout of June stands in July, so nothing of it is owed any more.
        assert [figures(each, JULY)[:3] for each in cooperatives] == [
            ("10.00", "-22.00", "-12.00"),
            ("20.00", "-32.00", "-12.00"),
            ("30.00", "-42.00", "-12.00"),
        ]

    def test_who_drew_it_up_and_made_it_final_is_written_down(self) -> None:
        month_end = settle(JULY)

        acts = AuditEntry.objects.filter(subject_id=str(month_end.pk), subject_type="settlements.monthend")
        assert list(acts.order_by("pk").values_list("action", flat=True)) == ["month.draft", "month.final"]


@pytest.mark.django_db
class TestRefusals:
    @pytest.mark.parametrize("month", [AUGUST, month_after(AUGUST), JULY.replace(year=2027)])
    def test_a_month_that_is_not_over_is_refused(self, month) -> None:
        with clock.frozen_at(at(8, 15)):
            refuses(MonthNotOver, lambda: draft_settlements(month=month, by=make_user()))

    def test_a_statement_of_a_future_month_is_refused_and_of_an_empty_one_there_is_none(self) -> None:
        cooperative = make_cooperative()
        with clock.frozen_at(at(8, 15)):
            refuses(MonthNotOver, lambda: settlement_of(cooperative, AUGUST))
            assert settlement_of(cooperative, JULY) is None
            assert last_month_over() == JULY

    def test_a_final_month_is_not_drawn_up_again(self) -> None:
        settle(JULY)

        refuses(SettlementAlreadyFinal, lambda: draft_settlements(month=JULY, by=make_user()))

    def test_months_are_settled_one_after_the_other(self) -> None:
        draft(JULY)

        refuses(EarlierMonthOpen, lambda: draft_settlements(month=AUGUST, by=make_user()))
        refuses(LaterMonthSettled, lambda: draft_settlements(month=JUNE, by=make_user()))

    def test_a_month_is_drawn_up_by_one_at_a_time(self) -> None:
        draft_settlements(month=JULY, by=make_user())

        refuses(WorkUnderWay, lambda: draft_settlements(month=JULY, by=make_user()))

    @pytest.mark.parametrize(
        "status", [status for status in MonthStatus if MonthStatus.FINAL not in MONTH_MOVES[status]]
    )
    def test_only_a_draft_becomes_final(self, status: str) -> None:
        month_end = MonthEnd.objects.create(month=JULY, status=status)

        refuses(ForbiddenMove, lambda: finalise_settlements(month_end_id=month_end.pk, by=make_user()))


@pytest.mark.django_db
class TestWhatTheDatabaseRefuses:
    def final(self) -> Settlement:
        cooperative = make_cooperative()
        owe(cooperative, "10.00", when=at(7, 3))
        settle(JULY)
        return settlement(cooperative, JULY)

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE settlements_settlement SET line_count = 7",
            "UPDATE settlements_settlement SET status = 'draft', final_at = NULL",
            "DELETE FROM settlements_settlementline",
            "UPDATE settlements_settlementline SET settlement_id = settlement_id",
            "DELETE FROM settlements_settlement",
            "TRUNCATE settlements_settlement CASCADE",
            "TRUNCATE settlements_settlementline",
        ],
    )
    def test_a_final_settlement_and_its_lines_never_change(self, statement: str) -> None:
        row = self.final()

        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)

        again = Settlement.objects.get()
        assert (again.closing, again.line_count, again.status) == (row.closing, 1, "final")
        assert SettlementLine.objects.filter(settlement=again).count() == 1

    def test_no_line_is_added_to_a_final_settlement(self) -> None:
        row = self.final()
        cooperative = make_cooperative()
        owe(cooperative, "1.00")
        entry = LedgerEntry.objects.get(account__cooperative=cooperative)

        with pytest.raises(IntegrityError, match="final settlement"), transaction.atomic():
            SettlementLine.objects.create(settlement=row, entry=entry)

        assert SettlementLine.objects.count() == 1

    def test_an_entry_stands_on_one_settlement(self) -> None:
        row = self.final()
        other = Settlement.objects.create(
            cooperative=make_cooperative(), month=JULY, opening=0, covered=0, closing=0, line_count=0
        )

        with pytest.raises(IntegrityError), transaction.atomic():
            SettlementLine.objects.create(settlement=other, entry=row.lines.get().entry)

    def test_closing_is_opening_and_what_is_covered(self) -> None:
        with pytest.raises(IntegrityError, match="settlement_adds_up"), transaction.atomic():
            Settlement.objects.create(
                cooperative=make_cooperative(), month=JULY, opening=1, covered=1, closing=3, line_count=0
            )


@pytest.mark.django_db
class TestReading:
    def test_position_tells_pending_available_and_on_its_way(self) -> None:
        cooperative = make_payable("100.00", when=at(7, 3))
        settle(JULY)
        pay_out(JULY)
        owe(cooperative, "7.00")

        position = positions_of(cooperative.pk)

        assert (position.pending, position.available, position.in_transit) == (
            Decimal("0.00"),
            Decimal("7.00"),
            Decimal("100.00"),
        )

    def test_settlements_come_newest_first(self) -> None:
        cooperative = make_cooperative()
        owe(cooperative, "10.00", when=at(6, 3))
        settle(JUNE)
        draft(JULY)

        assert [(row.month, row.status) for row in settlements_of(cooperative)] == [(JULY, "draft"), (JUNE, "final")]

    def test_one_question_for_any_number_of_cooperatives(self, django_assert_num_queries) -> None:
        cooperatives = [make_cooperative() for _ in range(4)]
        for cooperative in cooperatives:
            owe(cooperative, "10.00")

        with django_assert_num_queries(1):
            available_to([cooperative.pk for cooperative in cooperatives])

    @pytest.mark.parametrize("many", [1, 5])
    def test_drawing_up_takes_the_same_number_of_questions_for_any_number(
        self, many: int, django_assert_num_queries
    ) -> None:
        for _ in range(many):
            owe(make_cooperative(), "10.00", when=at(7, 3))
        draft_settlements(month=JULY, by=make_user())
        work = Work.objects.get()

        with django_assert_num_queries(12):
            steps.do_part(work_id=work.pk)

        assert Settlement.objects.count() == many


@pytest.mark.threads
@pytest.mark.usefixtures("committed_db")
class TestLateCommits:
    def test_an_entry_that_commits_after_the_draft_with_a_smaller_id_stands_on_the_next(self) -> None:
        cooperative = make_cooperative()
        owe(cooperative, "1.00", when=at(7, 2))
        written, may_end = Event(), Event()

        def slow_rival() -> None:
            try:
                with transaction.atomic():
                    owe(cooperative, "100.00", when=at(7, 3))
                    written.set()
                    may_end.wait(timeout=20)
            finally:
                connection.close()

        rival = Thread(target=slow_rival)
        rival.start()
        written.wait(timeout=20)
        owe(cooperative, "2.00", when=at(7, 4))
        settle(JULY)
        may_end.set()
        rival.join(timeout=20)
        settle(AUGUST)

        assert figures(cooperative, JULY) == ("0.00", "3.00", "3.00", 2)
        assert figures(cooperative, AUGUST) == ("3.00", "100.00", "103.00", 1)
        in_july, in_august = (
            list(settlement(cooperative, month).lines.values_list("entry", flat=True)) for month in (JULY, AUGUST)
        )
        assert in_august[0] < max(in_july)

    def test_two_who_begin_the_same_month_at_once_draw_it_up_once(self) -> None:
        owe(make_cooperative(), "1.00", when=at(7, 2))
        by, outcomes = make_user(), []

        def begin() -> None:
            try:
                draft_settlements(month=JULY, by=by)
                outcomes.append("begun")
            except WorkUnderWay:
                outcomes.append("refused")
            finally:
                connection.close()

        threads = [Thread(target=begin) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=20)
        run_due()

        assert sorted(outcomes) == ["begun", "refused", "refused"]
        assert Settlement.objects.count() == 1
