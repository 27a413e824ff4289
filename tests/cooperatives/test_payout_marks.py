"""Payouts marked as paid, come back and refused: every move is undone by a new entry, and what was sent stays."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Sum

from cooperatives import clock
from cooperatives.audit.models import AuditEntry
from cooperatives.audit.services import ForbiddenMove
from cooperatives.jobs.services import run_due
from cooperatives.ledger.models import LedgerEntry, LedgerTransaction
from cooperatives.models import Cooperative
from cooperatives.settlements.enums import PAYOUT_MOVES, PayoutStatus, RunStatus
from cooperatives.settlements.exceptions import (
    MarkedBeforeItWasSent,
    MarkedInTheFuture,
    WorkUnderWay,
)
from cooperatives.settlements.models import Payout, PayoutMark, PayoutRun
from cooperatives.settlements.selectors import available_to
from cooperatives.settlements.services import steps
from cooperatives.settlements.services.marks import (
    mark_all_paid,
    mark_all_rejected,
    mark_paid,
    mark_rejected,
    mark_returned,
    take_back_mark,
)
from tests.cooperatives.paying import (
    AUGUST,
    JULY,
    at,
    give_account,
    make_payable,
    only_payout,
    pay_out,
    refuses,
    settle,
    stands,
)
from tests.factories import make_cooperative, make_user


def available(cooperative: Cooperative) -> str:
    return str(available_to([cooperative.pk])[cooperative.pk])


@pytest.mark.django_db
class TestMarking:
    @pytest.fixture
    def payout(self) -> Payout:
        cooperative = make_payable("100.00", when=at(7, 3))
        settle(JULY)
        pay_out(JULY)
        return only_payout(cooperative)

    @property
    def today(self) -> date:
        return clock.today()

    def test_a_paid_payout_has_left_our_bank(self, payout: Payout) -> None:
        mark_paid(payout_id=payout.pk, on=self.today, by=make_user())

        assert stands(payout.cooperative) == ("0.00", "0.00", "-100.00")
        assert PayoutRun.objects.get().status == RunStatus.DONE

    @pytest.mark.parametrize("mark", [mark_returned, mark_rejected])
    def test_a_payout_that_came_back_gives_the_money_back(self, payout: Payout, mark) -> None:
        mark(payout_id=payout.pk, on=self.today, reason="Account closed", by=make_user())

        assert stands(payout.cooperative) == ("-100.00", "0.00", "0.00")
        assert available(payout.cooperative) == "100.00"
        back = LedgerTransaction.objects.get(key=f"payout:{payout.public_id}:returned")
        assert back.reverses == LedgerTransaction.objects.get(key=f"payout:{payout.public_id}")
        assert PayoutMark.objects.order_by("-pk")[0].reason == "Account closed"
        assert AuditEntry.objects.filter(action__startswith="payout.re", subject_id=str(payout.pk)).count() == 1

    def test_what_came_back_is_sent_in_the_next_run(self, payout: Payout) -> None:
        mark_returned(payout_id=payout.pk, on=self.today, reason="Closed", by=make_user())

        run = pay_out(JULY)

        assert str(run.payouts.get().amount) == "100.00"
        assert stands(payout.cooperative) == ("0.00", "-100.00", "0.00")

    def test_one_that_was_paid_and_came_back_is_undone_posting_by_posting(self, payout: Payout) -> None:
        mark_paid(payout_id=payout.pk, on=self.today, by=make_user())

        mark_returned(payout_id=payout.pk, on=self.today, reason="Closed", by=make_user())

        assert stands(payout.cooperative) == ("-100.00", "0.00", "0.00")
        moves = PayoutMark.objects.filter(payout=payout).order_by("pk").values_list("old_status", "status")
        assert list(moves) == [
            ("pending", "in_transit"),
            ("in_transit", "paid"),
            ("paid", "in_transit"),
            ("in_transit", "returned"),
        ]
        for posted in LedgerTransaction.objects.filter(kind="payout", reverses__isnull=False):
            own, other = ({e.account_id: e.amount for e in row.entries.all()} for row in (posted, posted.reverses))
            assert own == {account: -amount for account, amount in other.items()}

    def test_marks_taken_back_and_made_again_are_new_entries(self, payout: Payout) -> None:
        by = make_user()
        for _ in range(2):
            mark_paid(payout_id=payout.pk, on=self.today, by=by)
            take_back_mark(payout_id=payout.pk, reason="Wrong line", by=by)
        for _ in range(2):
            mark_returned(payout_id=payout.pk, on=self.today, reason="Closed", by=by)
            take_back_mark(payout_id=payout.pk, reason="Wrong line", by=by)
        mark_paid(payout_id=payout.pk, on=self.today, by=by)

        assert stands(payout.cooperative) == ("0.00", "0.00", "-100.00")
        own = f"payout:{payout.public_id}"
        keys = LedgerTransaction.objects.filter(kind="payout").order_by("pk").values_list("key", flat=True)
        assert [key.removeprefix(own) for key in keys] == [
            *("", ":paid", ":taken-back", ":paid:2", ":taken-back:2"),
            *(":returned", ":taken-back:3", ":returned:2", ":taken-back:4", ":paid:3"),
        ]

    def test_a_run_that_was_done_opens_again(self, payout: Payout) -> None:
        mark_paid(payout_id=payout.pk, on=self.today, by=make_user())

        take_back_mark(payout_id=payout.pk, reason="Wrong line", by=make_user())

        assert PayoutRun.objects.get().status == RunStatus.READY

    def test_dates_before_it_was_sent_and_in_the_future_are_refused(self, payout: Payout) -> None:
        tomorrow, before = self.today + timedelta(days=1), self.today - timedelta(days=1)
        by = make_user()

        refuses(MarkedInTheFuture, lambda: mark_paid(payout_id=payout.pk, on=tomorrow, by=by))
        refuses(MarkedBeforeItWasSent, lambda: mark_returned(payout_id=payout.pk, on=before, reason="x", by=by))
        refuses(MarkedInTheFuture, lambda: mark_all_paid(run_id=payout.run_id, on=tomorrow, by=by))

    @pytest.mark.parametrize("status", PayoutStatus.values)
    def test_every_other_move_is_refused(self, status: str) -> None:
        run = PayoutRun.objects.create(
            month=JULY, created_by=make_user(), status="ready", approved_by=make_user(), approved_at=clock.now()
        )
        account = give_account(make_cooperative())
        payout = Payout.objects.create(
            run=run, cooperative=account.cooperative, status=status, listed=1, amount=1, way="bank",
            reference="P1", account=account, name="x", rib="1",
        )  # fmt: skip
        by, today = make_user(), clock.today()
        acts = {
            PayoutStatus.PAID: lambda: mark_paid(payout_id=payout.pk, on=today, by=by),
            PayoutStatus.REJECTED: lambda: mark_rejected(payout_id=payout.pk, on=today, reason="x", by=by),
            PayoutStatus.IN_TRANSIT: lambda: take_back_mark(payout_id=payout.pk, reason="x", by=by),
        }

        for target, act in acts.items():
            came_from_paid = status == PayoutStatus.PAID and target == PayoutStatus.REJECTED
            if (target not in PAYOUT_MOVES[status] and not came_from_paid) or status == PayoutStatus.PENDING:
                refuses(ForbiddenMove, act)

    def test_all_at_once(self, payout: Payout, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(steps, "PART", 2)
        others = [make_payable("10.00", when=at(7, 3)) for _ in range(4)]
        with clock.frozen_at(clock.now()):
            settle(AUGUST)
            run = pay_out(AUGUST)
        kept = only_payout(others[0])
        mark_rejected(payout_id=kept.pk, on=self.today, reason="Closed", by=make_user())

        mark_all_paid(run_id=run.pk, on=self.today, by=make_user())
        refuses(WorkUnderWay, lambda: mark_all_paid(run_id=run.pk, on=self.today, by=make_user()))
        run_due()

        run.refresh_from_db()
        assert run.status == RunStatus.DONE
        assert sorted(run.payouts.values_list("status", flat=True)) == ["paid", "paid", "paid", "rejected"]
        payout.refresh_from_db()
        assert payout.status == PayoutStatus.IN_TRANSIT
        assert LedgerEntry.objects.filter(account__code="bank").aggregate(Sum("amount"))["amount__sum"] == Decimal(-30)

    def test_a_refused_file_gives_everything_back(self, payout: Payout) -> None:
        mark_all_rejected(run_id=payout.run_id, on=self.today, reason="The bank refused the file", by=make_user())
        run_due()

        assert stands(payout.cooperative) == ("-100.00", "0.00", "0.00")
        assert PayoutRun.objects.get().status == RunStatus.DONE

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE settlements_payout SET amount = 1",
            "DELETE FROM settlements_payout",
            "DELETE FROM settlements_payoutrun",
            "UPDATE settlements_payoutrun SET approved_by_id = NULL, approved_at = NULL, status = 'draft'",
            "UPDATE settlements_payoutmark SET reason = 'x'",
            "TRUNCATE settlements_payoutmark, settlements_payout",
            "TRUNCATE settlements_payoutrun CASCADE",
        ],
    )
    def test_the_database_keeps_what_was_sent(self, payout: Payout, statement: str) -> None:
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)

        assert str(Payout.objects.get().amount) == "100.00"
