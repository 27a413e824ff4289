"""Payouts: never more than is available, approved by a second person, and every move undone by its mirror."""

import threading
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from cooperatives import clock
from cooperatives.audit.models import StatusChange
from cooperatives.audit.services import ForbiddenMove
from cooperatives.enums import CooperativeStatus
from cooperatives.jobs.services import run_due
from cooperatives.ledger.models import LedgerTransaction
from cooperatives.models import Cooperative
from cooperatives.settlements.enums import ExclusionReason, PayoutStatus, RunStatus
from cooperatives.settlements.exceptions import (
    ApprovedByItsAuthor,
    MonthNotFinal,
    MonthNotOver,
)
from cooperatives.settlements.models import Payout, PayoutExclusion, PayoutRun, Work
from cooperatives.settlements.selectors import available_to, payouts_of
from cooperatives.settlements.services import posting, steps
from cooperatives.settlements.services.accounts import reject_bank_account
from cooperatives.settlements.services.posting import approve_payout_run
from cooperatives.settlements.services.preparing import cancel_payout_run, prepare_payout_run
from tests.cooperatives.paying import (
    AUGUST,
    JULY,
    approve,
    at,
    draft,
    give_account,
    give_addressee,
    hold_cash,
    make_payable,
    only_payout,
    owe,
    pay_out,
    prepare,
    refuses,
    settle,
    settlement,
    stands,
)
from tests.factories import make_cooperative, make_user


def reasons(run: PayoutRun) -> dict[int, tuple[str, str]]:
    rows = PayoutExclusion.objects.filter(run=run)
    return {row.cooperative_id: (row.reason, str(row.amount)) for row in rows}


def available(cooperative: Cooperative) -> str:
    return str(available_to([cooperative.pk])[cooperative.pk])


@pytest.mark.django_db
class TestPreparing:
    def test_each_cooperative_gets_what_the_month_owes_and_others_a_reason(self) -> None:
        paid, postal = make_payable("100.00", when=at(7, 3)), make_cooperative()
        give_addressee(postal)
        unchecked, without, suspended, negative, small, rejected, even = (make_cooperative() for _ in range(7))
        give_account(unchecked, checked=False)
        reject_bank_account(account_id=give_account(rejected).pk, reason="Another name", by=make_user())
        for cooperative in (postal, unchecked, without, suspended, rejected):
            owe(cooperative, "50.00", when=at(7, 3))
        hold_cash(negative, "200.00", "12.00", when=at(7, 3))
        owe(small, "4.99", when=at(7, 3))
        owe(even, "4.00", when=at(7, 3))
        owe(even, "-4.00", when=at(7, 4))
        Cooperative.objects.filter(pk=suspended.pk).update(status=CooperativeStatus.SUSPENDED, suspended_at=clock.now())
        settle(JULY)

        run = prepare(JULY, minimum="5.00")

        assert run.status == RunStatus.DRAFT
        assert {(row.cooperative, str(row.amount), row.way) for row in run.payouts.all()} == {
            (paid, "100.00", "bank"),
            (postal, "50.00", "postal"),
        }
        assert reasons(run) == {
            unchecked.pk: ("account_unchecked", "50.00"),
            without.pk: ("no_way", "50.00"),
            suspended.pk: ("suspended", "50.00"),
            negative.pk: ("negative", "-12.00"),
            small.pk: ("below_minimum", "4.99"),
            rejected.pk: ("account_rejected", "50.00"),
            even.pk: ("nothing_due", "0.00"),
        }
        assert not LedgerTransaction.objects.filter(kind="payout").exists()

    def test_the_account_is_kept_as_it_was_and_only_four_digits_in_clear(self) -> None:
        cooperative = make_payable("100.00", when=at(7, 3))
        settle(JULY)
        run = prepare(JULY)

        payout = run.payouts.get()
        account = cooperative.bank_accounts.get()
        with connection.cursor() as cursor:
            cursor.execute("SELECT rib FROM settlements_payout")
            (stored,) = cursor.fetchone()

        assert (payout.rib, payout.rib_last4, payout.name) == (account.rib, account.rib[-4:], "Cooperative Amal")
        assert account.rib not in stored
        assert payout.reference == f"P2607-{payout.public_id.upper()}"

    def test_money_earned_after_the_month_waits_for_the_next(self) -> None:
        cooperative = make_payable("100.00", when=at(7, 3))
        settle(JULY)
        owe(cooperative, "900.00", when=at(8, 3))

        assert str(prepare(JULY).payouts.get().amount) == "100.00"

    def test_what_was_sent_for_the_month_is_not_sent_again(self) -> None:
        cooperative = make_payable("100.00", when=at(7, 3))
        settle(JULY)
        pay_out(JULY)
        owe(cooperative, "900.00", when=at(8, 3))

        run = prepare(JULY)

        assert reasons(run) == {cooperative.pk: ("nothing_due", "0.00")}

    def test_progress_is_a_row(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(steps, "PART", 2)
        for _ in range(3):
            make_payable("100.00", when=at(7, 3))
        settle(JULY)
        prepare_payout_run(month=JULY, by=make_user())
        work = Work.objects.get(kind="prepare")

        steps.do_part(work_id=work.pk)
        half = Work.objects.get(pk=work.pk)
        run_due()

        assert (half.done, half.total, half.percent, half.ended_at) == (2, 3, 66, None)
        assert PayoutRun.objects.get().payouts.count() == 3

    def test_a_month_that_is_not_final_or_not_over_is_refused(self) -> None:
        draft(JULY)

        refuses(MonthNotFinal, lambda: prepare_payout_run(month=JULY, by=make_user()))
        refuses(MonthNotOver, lambda: prepare_payout_run(month=date(2099, 1, 1), by=make_user()))

    def test_the_same_number_of_questions_for_one_and_for_five(self) -> None:
        make_payable("100.00", when=at(7, 3))
        # In August somebody is left out too: what was listed and who was not are written by a statement each.
        make_payable("-1.00", when=at(7, 3))
        settle(JULY)
        alone = self.questions()
        for _ in range(4):
            make_payable("100.00", when=at(7, 3))
        settle(AUGUST)

        assert self.questions(AUGUST) == alone
        assert Payout.objects.count() == 5

    @staticmethod
    def questions(month: date = JULY) -> tuple[int, int]:
        """How many it takes to prepare a run, and to post it."""
        run = prepare_payout_run(month=month, by=make_user())
        with CaptureQueriesContext(connection) as preparing:
            steps.do_part(work_id=run.works.get().pk)
        run.refresh_from_db()
        approve_payout_run(run_id=run.pk, by=make_user())
        with CaptureQueriesContext(connection) as posted:
            steps.do_part(work_id=run.works.get(kind="post").pk)
        return len(preparing), len(posted)


@pytest.mark.django_db
class TestApproving:
    def test_the_book_holds_what_goes_and_the_cooperative_is_owed_nothing_more(self) -> None:
        cooperative = make_payable("100.00", when=at(7, 3))
        settle(JULY)

        listed = prepare(JULY)
        assert not payouts_of(cooperative).exists()

        run = approve(listed)

        payout = only_payout(cooperative)
        assert (run.status, payout.status) == (RunStatus.READY, PayoutStatus.IN_TRANSIT)
        assert stands(cooperative) == ("0.00", "-100.00", "0.00")
        assert LedgerTransaction.objects.filter(key=f"payout:{payout.public_id}", kind="payout").exists()
        assert list(payouts_of(cooperative)) == [payout]
        assert list(StatusChange.objects.order_by("pk").values_list("new_status", flat=True))[-3:] == [
            "draft",
            "approved",
            "ready",
        ]

    def test_approved_by_its_author_is_refused(self) -> None:
        make_payable("100.00", when=at(7, 3))
        settle(JULY)
        author = make_user()
        run = prepare(JULY, by=author)

        refuses(ApprovedByItsAuthor, lambda: approve_payout_run(run_id=run.pk, by=author))

    def test_the_database_refuses_the_author_too(self) -> None:
        run = PayoutRun.objects.create(month=JULY, created_by=make_user())

        with pytest.raises(IntegrityError, match="payoutrun_approved_by_another"), transaction.atomic():
            PayoutRun.objects.update(status="approved", approved_by=run.created_by, approved_at=clock.now())

    def test_a_refund_between_draft_and_approval_lowers_the_payout(self) -> None:
        cooperative = make_payable("100.00", when=at(7, 3))
        settle(JULY)
        run = prepare(JULY)
        owe(cooperative, "-30.00")

        approve(run)

        payout = only_payout(cooperative)
        assert (str(payout.listed), str(payout.amount)) == ("100.00", "70.00")
        assert available(cooperative) == "0.00"

    def test_a_refund_of_everything_sends_nothing_and_the_debt_is_netted_in_the_next_month(self) -> None:
        cooperative = make_payable("100.00", when=at(7, 3))
        with clock.frozen_at(at(8, 2)):
            settle(JULY)
            run = prepare(JULY)
            owe(cooperative, "-130.00")

            run = approve(run)

        assert only_payout(cooperative).status == PayoutStatus.CANCELLED
        assert reasons(run) == {cooperative.pk: ("no_longer_due", "-30.00")}
        assert available(cooperative) == "-30.00"
        owe(cooperative, "50.00", when=at(8, 20))
        with clock.frozen_at(at(9, 2)):
            settle(AUGUST)
            pay_out(AUGUST)
        assert str(settlement(cooperative, AUGUST).closing) == "20.00"
        assert str(cooperative.payouts.get(status="in_transit").amount) == "20.00"

    def test_a_refund_after_the_payout_is_a_debt_that_is_never_paid_out(self) -> None:
        cooperative = make_payable("100.00", when=at(7, 3))
        with clock.frozen_at(at(8, 2)):
            settle(JULY)
            pay_out(JULY)
        owe(cooperative, "-40.00", when=at(8, 3))
        with clock.frozen_at(at(9, 2)):
            settle(AUGUST)
            run = prepare(AUGUST)

        assert reasons(run) == {cooperative.pk: ("negative", "-40.00")}
        assert not run.payouts.exists()

    @pytest.mark.parametrize("changed", ["account", "suspended"])
    def test_what_changed_since_it_was_listed_is_not_sent(self, changed: str) -> None:
        cooperative = make_payable("100.00", when=at(7, 3))
        settle(JULY)
        run = prepare(JULY)
        if changed == "account":
            give_account(cooperative)
        else:
            Cooperative.objects.update(status=CooperativeStatus.SUSPENDED, suspended_at=clock.now())

        run = approve(run)

        expected = {"account": ExclusionReason.WAY_CHANGED, "suspended": ExclusionReason.SUSPENDED}[changed]
        assert reasons(run) == {cooperative.pk: (expected, "100.00")}
        assert stands(cooperative) == ("-100.00", "0.00", "0.00")

    def test_a_run_is_approved_once_and_only_when_listed(self) -> None:
        make_payable("100.00", when=at(7, 3))
        settle(JULY)
        run = prepare_payout_run(month=JULY, by=make_user())
        refuses(ForbiddenMove, lambda: approve_payout_run(run_id=run.pk, by=make_user()))
        run_due()
        approve(run)

        refuses(ForbiddenMove, lambda: approve_payout_run(run_id=run.pk, by=make_user()))

    def test_a_cancelled_run_sends_nothing_even_half_prepared(self) -> None:
        make_payable("100.00", when=at(7, 3))
        settle(JULY)
        half, whole = prepare_payout_run(month=JULY, by=make_user()), prepare(JULY)

        for run in (PayoutRun.objects.create(month=JULY, created_by=make_user()), half, whole):
            if run.status == RunStatus.PREPARING or run == whole:
                cancel_payout_run(run_id=run.pk, reason="Wrong month", by=make_user())
        run_due()

        assert set(PayoutRun.objects.values_list("status", flat=True)) == {"cancelled"}
        assert set(Payout.objects.values_list("status", flat=True)) == {"cancelled"}
        refuses(ForbiddenMove, lambda: approve_payout_run(run_id=whole.pk, by=make_user()))

    def test_an_approved_run_cannot_be_called_off(self) -> None:
        make_payable("100.00", when=at(7, 3))
        settle(JULY)
        run = pay_out(JULY)

        refuses(ForbiddenMove, lambda: cancel_payout_run(run_id=run.pk, reason="x", by=make_user()))


def at_once(*works) -> list[object]:
    """Let every work begin at the same moment, each on a connection of its own."""
    start = threading.Barrier(len(works))
    outcomes: list[object] = []

    def run(work) -> None:
        try:
            start.wait(timeout=10)
            outcomes.append(work())
        except Exception as refusal:  # noqa: BLE001 - whatever it is, the test looks at it
            outcomes.append(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return outcomes


@pytest.mark.threads
@pytest.mark.usefixtures("committed_db")
class TestTwoAtOnce:
    def two_runs(self) -> tuple[Cooperative, list[Work]]:
        """One cooperative in two runs of one month, both approved and neither posted."""
        cooperative = make_payable("100.00", when=at(7, 3))
        settle(JULY)
        runs = [prepare(JULY) for _ in range(2)]
        for run in runs:
            approve_payout_run(run_id=run.pk, by=make_user())
        return cooperative, list(Work.objects.filter(kind="post"))

    def test_two_runs_posted_at_once_pay_a_cooperative_once(self) -> None:
        cooperative, works = self.two_runs()

        at_once(*(lambda work=work: steps.do_part(work_id=work.pk) for work in works))

        assert sorted(cooperative.payouts.values_list("status", flat=True)) == ["cancelled", "in_transit"]
        assert stands(cooperative) == ("0.00", "-100.00", "0.00")
        assert available(cooperative) == "0.00"

    def test_without_holding_the_account_it_is_paid_twice(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The negative control: both look before either writes."""
        cooperative, works = self.two_runs()
        both_have_looked = threading.Barrier(2)
        look = posting.dues_of

        def look_together(*given):
            found = look(*given)
            both_have_looked.wait(timeout=10)
            return found

        monkeypatch.setattr(posting, "hold_accounts_of", lambda _ids: None)
        monkeypatch.setattr(posting, "dues_of", look_together)

        at_once(*(lambda work=work: steps.do_part(work_id=work.pk) for work in works))

        assert available(cooperative) == "-100.00"

    def test_two_who_approve_at_once_approve_once(self) -> None:
        cooperative = make_payable("100.00", when=at(7, 3))
        settle(JULY)
        run = prepare(JULY)
        people = [make_user(), make_user()]

        outcomes = at_once(*(lambda by=by: approve_payout_run(run_id=run.pk, by=by) for by in people))
        run_due()

        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["ForbiddenMove", "PayoutRun"]
        assert stands(cooperative) == ("0.00", "-100.00", "0.00")

    def test_a_sale_does_not_wait_for_a_payout_run(self) -> None:
        cooperative = make_payable("100.00", when=at(7, 3))
        settle(JULY)
        run = prepare(JULY)
        approve_payout_run(run_id=run.pk, by=make_user())

        with transaction.atomic():
            steps.do_part(work_id=run.works.get(kind="post").pk)
            (outcome,) = at_once(lambda: owe(cooperative, "1.00"))

        assert isinstance(outcome, int)
        assert available(cooperative) == "1.00"
