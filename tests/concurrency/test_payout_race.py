"""A payout goes out while goods come back: what is sent was there, and what is owed after is a debt, never lost."""

import threading
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest

from catalogue.models import Product
from cooperatives import clock
from cooperatives.ledger.selectors import trial_balance
from cooperatives.models import Cooperative
from cooperatives.settlements.dues import Due
from cooperatives.settlements.models import PayoutRun, Work
from cooperatives.settlements.selectors import available_to
from cooperatives.settlements.services import posting, preparing, steps
from cooperatives.settlements.services.posting import approve_payout_run
from cooperatives.settlements.services.preparing import prepare_payout_run
from marketplace.order.models import Order
from marketplace.payment.enums import RefundCause
from marketplace.payment.models import Refund
from marketplace.payment.refund_acts import Wanted, refund_by_staff
from marketplace.payment.releasing import release_all
from tests.concurrency.test_last_jar import at_once
from tests.cooperatives.paying import AUGUST, JULY, at, give_account, prepare, settle
from tests.factories import make_cooperative, make_product, make_user
from tests.marketplace.refunding import delivered, paid_by_card

pytestmark = [pytest.mark.threads, pytest.mark.usefixtures("committed_db")]
MANY = 6
EARNED, BACK = Decimal("300.00"), Decimal("120.00")


def sold_in_july(product: Product) -> Order:
    """An order whose money is available: delivered, and past the days of a return."""
    with clock.frozen_at(at(7, 4)):
        return delivered(paid_by_card(product))


def settled_july(count: int) -> list[Order]:
    """So many cooperatives, each owed 300 for July, whose settlements are final."""
    cooperatives = [make_cooperative() for _ in range(count)]
    for cooperative in cooperatives:
        give_account(cooperative)
    orders = [sold_in_july(make_product(cooperative=each, price="300.00")) for each in cooperatives]
    with clock.frozen_at(at(7, 25)):
        release_all()
    with clock.frozen_at(at(8, 2)):
        settle(JULY)
    return orders


def approved_run(count: int) -> tuple[list[Order], Work]:
    """As many, in a run that is approved and not in the book yet."""
    orders = settled_july(count)
    with clock.frozen_at(at(8, 2)):
        return orders, approved(prepare(JULY))


def approved(run: PayoutRun) -> Work:
    """The work of writing a run to the book, once a second person has said that it may go out."""
    approve_payout_run(run_id=run.pk, by=make_user())
    return Work.objects.get(kind="post")


def give_back(order: Order) -> Refund:
    wanted = Wanted(amount=BACK)
    return refund_by_staff(
        order_id=order.pk, wanted=wanted, cause=RefundCause.FAULT, reason="broken", by=make_user(is_staff=True)
    )


def sent_to(cooperative: Cooperative) -> Decimal:
    return sum((payout.amount for payout in cooperative.payouts.filter(status="in_transit")), Decimal(0))


def available(cooperative: Cooperative) -> Decimal:
    return available_to([cooperative.pk])[cooperative.pk]


def assert_even() -> None:
    assert sum((account.balance for account in trial_balance()), Decimal(0)) == 0


def test_payouts_and_refunds_at_once_lose_nothing_and_do_not_wait_in_a_circle() -> None:
    orders, work = approved_run(MANY)

    outcomes = at_once(
        lambda: steps.do_part(work_id=work.pk), *(lambda order=order: give_back(order) for order in orders)
    )

    assert [outcome for outcome in outcomes if isinstance(outcome, Exception)] == []
    assert Refund.objects.count() == MANY
    for order in orders:
        sent = sent_to(order.cooperative)
        assert sent in (EARNED, EARNED - BACK)
        assert available(order.cooperative) == EARNED - BACK - sent
    assert_even()


def test_refund_that_comes_between_looking_and_posting_is_a_debt_that_the_next_run_nets(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A sale, or a return, never waits for a payout run: what comes a moment late is owed."""
    (order,), work = approved_run(1)
    looked, gave_back = threading.Event(), threading.Event()
    look = posting.dues_of

    def look_and_linger(*given):
        found = look(*given)
        looked.set()
        assert gave_back.wait(timeout=30)
        return found

    def give_back_meanwhile() -> None:
        assert looked.wait(timeout=30)
        give_back(order)
        gave_back.set()

    monkeypatch.setattr(posting, "dues_of", look_and_linger)
    outcomes = at_once(lambda: steps.do_part(work_id=work.pk), give_back_meanwhile)
    monkeypatch.undo()

    assert outcomes == [None, None]
    assert (sent_to(order.cooperative), available(order.cooperative)) == (EARNED, -BACK)
    with clock.frozen_at(at(9, 2)):
        settle(AUGUST)
        run = prepare(AUGUST)
    assert not PayoutRun.objects.get(pk=run.pk).payouts.exists()
    assert_even()


def test_refund_before_the_posting_lowers_what_is_sent() -> None:
    (order,), work = approved_run(1)
    give_back(order)

    steps.do_part(work_id=work.pk)

    assert (sent_to(order.cooperative), available(order.cooperative)) == (EARNED - BACK, Decimal(0))


def test_without_looking_again_more_is_sent_than_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: the run believes what it saw when it was listed."""
    (order,), work = approved_run(1)
    seen = posting.dues_of(JULY, [order.cooperative_id])
    give_back(order)
    monkeypatch.setattr(posting, "dues_of", lambda *given: seen)

    steps.do_part(work_id=work.pk)

    assert (sent_to(order.cooperative), available(order.cooperative)) == (EARNED, -BACK)


def listed_while_it_goes_back(monkeypatch: pytest.MonkeyPatch) -> tuple[Order, PayoutRun, list[Sequence[Due]]]:
    """A run that looks at what is due, while a refund is posted that it does not see; with what it saw."""
    (order,) = settled_july(1)
    with clock.frozen_at(at(8, 2)):
        run = prepare_payout_run(month=JULY, by=make_user())
    work = Work.objects.get(kind="prepare")
    looked, gave_back = threading.Event(), threading.Event()
    seen: list[Sequence[Due]] = []
    look = preparing.dues_of

    def look_and_linger(*given: Any) -> Sequence[Due]:
        seen.append(look(*given))
        looked.set()
        assert gave_back.wait(timeout=30)
        return seen[0]

    def give_back_meanwhile() -> None:
        assert looked.wait(timeout=30)
        give_back(order)
        gave_back.set()

    monkeypatch.setattr(preparing, "dues_of", look_and_linger)
    assert at_once(lambda: steps.do_part(work_id=work.pk), give_back_meanwhile) == [None, None]
    run.refresh_from_db()
    assert (run.status, run.payouts.get().listed, Refund.objects.count()) == ("draft", EARNED, 1)
    return order, run, seen


def test_run_that_is_prepared_while_a_refund_is_posted_sends_what_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    order, run, _seen = listed_while_it_goes_back(monkeypatch)

    steps.do_part(work_id=approved(run).pk)

    assert (sent_to(order.cooperative), available(order.cooperative)) == (EARNED - BACK, Decimal(0))
    assert_even()


def test_run_that_believes_its_list_sends_what_went_back_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: the same run and refund, and posting does not look at the account again."""
    order, run, (seen,) = listed_while_it_goes_back(monkeypatch)
    monkeypatch.setattr(posting, "dues_of", lambda *_given: seen)

    steps.do_part(work_id=approved(run).pk)

    assert (sent_to(order.cooperative), available(order.cooperative)) == (EARNED, -BACK)
