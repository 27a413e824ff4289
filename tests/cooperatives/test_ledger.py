"""The book: balanced, never changed, read from checkpoints and the tail."""

import json
from datetime import date, timedelta
from decimal import Decimal
from io import StringIO
from threading import Event, Thread

import pytest
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connection, transaction

from cooperatives.ledger.checkpoints import BookStillBeingWritten, checkpoint_balances
from cooperatives.ledger.enums import EntryKind
from cooperatives.ledger.models import BalanceCheckpoint, LedgerAccount, LedgerEntry, LedgerTransaction
from cooperatives.ledger.selectors import balances
from cooperatives.ledger.services import (
    COMMISSION,
    DELIVERY,
    Posting,
    Unbalanced,
    held_by_operator,
    post,
)

DAY = date(2026, 8, 3)
OPERATOR = held_by_operator("souss")
SHORT = timedelta(milliseconds=120)


def posting(key: str, amount: str, *, counterpart=COMMISSION) -> Posting:
    return Posting(key, EntryKind.SALE, DAY, ((OPERATOR, Decimal(amount)), (counterpart, -Decimal(amount))))


def check_now() -> None:
    """Ask for what the database would otherwise check at commit."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.django_db
class TestPosting:
    def test_a_posting_that_does_not_balance_is_refused_before_anything_is_written(self) -> None:
        broken = Posting("b", EntryKind.SALE, DAY, ((OPERATOR, Decimal("1.00")),))

        with pytest.raises(Unbalanced):
            post([posting("a", "5.00"), broken])

        assert not LedgerTransaction.objects.exists()

    def test_a_key_is_posted_once(self) -> None:
        first = post([posting("a", "5.00")])
        again = post([posting("a", "7.00"), posting("b", "1.00"), posting("b", "2.00")])

        assert (list(first), list(again)) == (["a"], ["b"])
        assert balances([OPERATOR.code]) == {OPERATOR.code: Decimal("6.00")}

    def test_the_database_refuses_entries_that_do_not_sum_to_zero(self) -> None:
        account = LedgerAccount.objects.create(code="a", kind="commission")
        posted = LedgerTransaction.objects.create(key="forged", kind="sale", counts_on=DAY)

        LedgerEntry.objects.create(transaction=posted, account=account, amount=Decimal("1.00"))

        with pytest.raises(IntegrityError, match="does not sum to zero"), transaction.atomic():
            check_now()
        transaction.set_rollback(True)

    def test_an_entry_added_later_to_a_balanced_transaction_is_refused(self) -> None:
        ids = post([posting("a", "5.00")])
        check_now()
        other = LedgerAccount.objects.create(code="other", kind="bank")

        with pytest.raises(IntegrityError, match="does not sum to zero"), transaction.atomic():
            LedgerEntry.objects.create(transaction_id=ids["a"], account=other, amount=Decimal("0.01"))

        assert LedgerEntry.objects.count() == 2

    def test_the_triggers_cannot_be_talked_out_of_it(self) -> None:
        post([posting("a", "5.00")])
        check_now()

        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL pgtrigger.ignore = '{pgtrigger_ledgerentry_append_only_5d84d}'")
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            LedgerEntry.objects.update(amount=Decimal("9.00"))

        assert balances([OPERATOR.code]) == {OPERATOR.code: Decimal("5.00")}

    def test_the_trial_balance_lists_every_account_and_is_zero(self) -> None:
        post([posting("a", "5.00"), posting("b", "2.50", counterpart=DELIVERY)])
        out = StringIO()

        call_command("ledger", "--trial-balance", "--json", stdout=out)

        assert json.loads(out.getvalue()) == {
            "balance": "0.00",
            "accounts": [
                {"code": "commission", "kind": "commission", "balance": "-5.00"},
                {"code": "delivery", "kind": "delivery", "balance": "-2.50"},
                {"code": "held:operator:souss", "kind": "held_by_operator", "balance": "7.50"},
            ],
        }


@pytest.mark.threads
@pytest.mark.usefixtures("committed_db")
class TestCheckpoints:
    def test_a_balance_is_the_checkpoint_and_what_came_after(self) -> None:
        post([posting("a", "5.00"), posting("b", "7.00")])

        assert checkpoint_balances() == 2
        post([posting("c", "0.50")])

        assert balances([OPERATOR.code, "commission", "never:opened"]) == {
            OPERATOR.code: Decimal("12.50"),
            "commission": Decimal("-12.50"),
            "never:opened": Decimal("0.00"),
        }
        assert checkpoint_balances() == 2
        assert checkpoint_balances() == 0
        assert list(
            BalanceCheckpoint.objects.filter(account__code=OPERATOR.code).values_list("balance", flat=True)
        ) == [
            Decimal("12.00"),
            Decimal("12.50"),
        ]

    def test_no_checkpoint_is_made_above_a_transaction_that_is_still_running(self) -> None:
        post([posting("first", "0.01"), posting("second", "0.01", counterpart=DELIVERY)])
        written, may_end = Event(), Event()

        def slow_rival() -> None:
            try:
                with transaction.atomic():
                    post([posting("slow", "100.00")])
                    written.set()
                    may_end.wait(timeout=20)
            finally:
                connection.close()

        rival = Thread(target=slow_rival)
        rival.start()
        written.wait(timeout=20)
        # Committed at once, with greater ids than the rival's, which nobody sees yet.
        post([posting("quick", "1.00", counterpart=DELIVERY)])

        with pytest.raises(BookStillBeingWritten):
            checkpoint_balances(patience=SHORT)

        assert not BalanceCheckpoint.objects.exists()
        may_end.set()
        rival.join(timeout=20)
        checkpoint_balances()
        assert balances([OPERATOR.code]) == {OPERATOR.code: Decimal("101.02")}

    def test_without_waiting_the_slow_entries_would_be_lost(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The control: a checkpoint over a running transaction hides what it commits afterwards."""
        monkeypatch.setattr("cooperatives.ledger.checkpoints._wait_for_all_before", lambda *_: None)
        post([posting("first", "0.01")])
        written, may_end = Event(), Event()

        def slow_rival() -> None:
            try:
                with transaction.atomic():
                    post([posting("slow", "100.00", counterpart=DELIVERY)])
                    written.set()
                    may_end.wait(timeout=20)
            finally:
                connection.close()

        rival = Thread(target=slow_rival)
        rival.start()
        written.wait(timeout=20)
        post([posting("quick", "1.00")])
        checkpoint_balances()
        may_end.set()
        rival.join(timeout=20)

        assert balances([OPERATOR.code]) == {OPERATOR.code: Decimal("1.01")}
