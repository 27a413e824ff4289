"""Refunds wanted, sent and heard of by many at once: real threads on committed rows, the real library over HTTP."""

import threading
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from catalogue.partner.models import StockMovement
from cooperatives import clock
from cooperatives.jobs.registry import NotNow
from cooperatives.ledger.enums import EntryKind
from cooperatives.ledger.models import LedgerTransaction
from cooperatives.ledger.services import BANK, Posting, owed_to_cooperative, post
from marketplace.order.models import Order
from marketplace.payment import refund_acts, refund_sending, releasing, remittances, returns
from marketplace.payment.enums import RefundCause
from marketplace.payment.gateway import GatewayRefundStatus, RefundState
from marketplace.payment.models import Refund, RefundLine, Remittance, ReturnRequest
from marketplace.payment.refund_acts import Wanted
from marketplace.payment.refund_parts import AboveTheRest
from marketplace.payment.refund_sending import note_refund_state, send_refund
from marketplace.payment.refunds import Payee
from marketplace.payment.releasing import release_proceeds
from marketplace.payment.remittances import record_remittance
from tests.marketplace.refunding import (
    books_agree,
    commission_of,
    delivered,
    jar,
    paid_by_card,
    paid_in_cash,
    staff_member,
    stands,
)
from tests.payments_simulator import Wire, refund_object

pytestmark = [pytest.mark.threads, pytest.mark.usefixtures("committed_db")]
D = Decimal
WORKERS = 6


def at_once(*works: Callable[[], object]) -> list[object]:
    """Let every work begin at the same moment, each on a connection of its own."""
    start = threading.Barrier(len(works))
    outcomes: list[object] = []

    def run(work: Callable[[], object]) -> None:
        try:
            start.wait(timeout=20)
            outcomes.append(work())
        except Exception as refusal:  # noqa: BLE001 - whatever it is, the test looks at it
            outcomes.append(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return outcomes


def of_241() -> Order:
    """An order of 241.00 without its delivery, paid by card."""
    return paid_by_card(jar("241.00"), intent="pi_1")


def refund(order: Order, amount: str) -> Refund:
    by = staff_member()
    return refund_acts.refund_by_staff(
        order_id=order.pk, wanted=Wanted(amount=D(amount)), cause=RefundCause.GOODWILL, reason="Retard", by=by
    )


def answering(wire: Wire, *refunds: Refund, after: float = 0.2) -> None:
    """The processor answers each refund slowly enough that rivals meet; by its reference, as it does."""
    by_reference = {str(refund.uuid): refund for refund in refunds}

    def take(asked):
        wire.asked.append(asked)
        found = by_reference[asked.params["metadata[reference]"]]
        body = refund_object(
            id=f"re_{found.pk}", amount=int(found.amount * 100), metadata={"reference": str(found.uuid)}
        )
        return type(wire.answers[0])(body, 200, after)

    wire.answer({})
    wire.take = take


def test_of_six_refunds_of_100_two_fit_into_241() -> None:
    commission_of()
    order = of_241()

    outcomes = at_once(*(lambda: refund(order, "100.00") for _ in range(WORKERS)))

    assert Counter(type(outcome).__name__ for outcome in outcomes) == {"Refund": 2, "AboveTheRest": 4}
    assert {outcome.left for outcome in outcomes if isinstance(outcome, AboveTheRest)} == {D("41.00")}
    assert Refund.objects.count() == 2
    assert stands("customer:refunds") == {"customer:refunds": D("-200.00")}
    books_agree()


def test_without_lock_and_trigger_all_six_are_accepted(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: nobody holds the order's row, and nothing stands behind."""
    order = of_241()
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE tgrelid = 'payment_refund'::regclass AND NOT tgisinternal")
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP TRIGGER "{name}" ON payment_refund')
    all_have_looked = threading.Barrier(WORKERS)
    left = refund_acts.refunds.lines_left

    def looking_together(order: Order):
        found = left(order)
        all_have_looked.wait(timeout=20)
        return found

    monkeypatch.setattr(refund_acts, "order_for_update", lambda pk: Order.objects.get(pk=pk))
    monkeypatch.setattr(refund_acts.refunds, "lines_left", looking_together)

    at_once(*(lambda: refund(order, "100.00") for _ in range(WORKERS)))

    assert sum(Refund.objects.values_list("amount", flat=True)) == D("600.00")


def test_the_trigger_stands_behind_the_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the code's own check, one after the other: PostgreSQL refuses what is above."""
    order = of_241()
    refund(order, "200.00")
    with pytest.raises(IntegrityError, match="above what was paid"), transaction.atomic():
        Refund.objects.filter(order=order).update(goods=D("276.01"), amount=D("276.01"))


def test_six_workers_send_two_refunds_once_each(wire: Wire) -> None:
    order = of_241()
    both = [refund(order, "100.00") for _ in range(2)]
    answering(wire, *both)

    outcomes = at_once(*(lambda pk=pk: send_refund(refund_id=pk) for pk in [each.pk for each in both] * 3))

    assert Counter(type(outcome).__name__ for outcome in outcomes) == {"NoneType": 2, "NotNow": 4}
    assert sorted(asked.idempotency_key for asked in wire.asked) == sorted(f"refund:{each.uuid}" for each in both)
    assert set(Refund.objects.values_list("status", flat=True)) == {"succeeded"}
    assert stands("processor:stripe", "customer:refunds") == {"processor:stripe": D("76.00")}
    books_agree()


def test_without_the_claim_every_worker_sends(wire: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: the processor is asked six times; only the key keeps it from paying six times."""
    made = refund(of_241(), "100.00")
    answering(wire, made)
    monkeypatch.setattr(refund_sending, "_claim", lambda pk: Refund.objects.select_related("attempt").get(pk=pk))

    at_once(*(lambda: send_refund(refund_id=made.pk) for _ in range(WORKERS)))

    assert len(wire.asked) == WORKERS
    assert {asked.idempotency_key for asked in wire.asked} == {f"refund:{made.uuid}"}


def test_worker_killed_after_the_processor_answered(wire: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    """The answer is lost with the worker: the next one asks with the same key, and the book is written once."""

    class Killed(BaseException):
        pass

    made = refund(of_241(), "100.00")
    answering(wire, made, after=0)
    written = refund_sending.note_refund_state

    def killed(**_given: object) -> None:
        raise Killed

    monkeypatch.setattr(refund_sending, "note_refund_state", killed)
    with suppress(Killed):
        send_refund(refund_id=made.pk)
    monkeypatch.setattr(refund_sending, "note_refund_state", written)
    made.refresh_from_db()
    assert (made.status, made.provider_id, len(wire.asked)) == ("sending", "", 1)

    with pytest.raises(NotNow):
        send_refund(refund_id=made.pk)
    with clock.frozen_at(clock.now() + refund_sending.LEASE + timedelta(seconds=1)):
        send_refund(refund_id=made.pk)

    made.refresh_from_db()
    assert (made.status, made.provider_id) == ("succeeded", f"re_{made.pk}")
    assert [asked.idempotency_key for asked in wire.asked] == [f"refund:{made.uuid}"] * 2
    assert LedgerTransaction.objects.filter(key__startswith=f"refund:{made.uuid}:sent").count() == 1
    books_agree()


def test_failure_is_heard_six_times_and_reversed_once(wire: Wire) -> None:
    made = refund(of_241(), "100.00")
    answering(wire, made, after=0)
    send_refund(refund_id=made.pk)
    failed = RefundState(
        refund_id=f"re_{made.pk}", status=GatewayRefundStatus.FAILED, amount=made.amount, currency="MAD"
    )

    outcomes = at_once(*(lambda: note_refund_state(state=failed) for _ in range(WORKERS)))

    assert Counter(outcomes) == {True: 1, False: 5}
    assert stands("processor:stripe", "customer:refunds") == {
        "processor:stripe": D("276.00"),
        "customer:refunds": D("-100.00"),
    }
    books_agree()


def test_without_the_lock_the_failure_is_told_twice(wire: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: all read the row before any writes; the book's own keys are what is left."""
    made = refund(of_241(), "100.00")
    answering(wire, made, after=0)
    send_refund(refund_id=made.pk)
    failed = RefundState(
        refund_id=f"re_{made.pk}", status=GatewayRefundStatus.FAILED, amount=made.amount, currency="MAD"
    )
    all_have_read = threading.Barrier(WORKERS)

    def unlocked(pk: int) -> Refund:
        found = Refund.objects.select_related("order__cooperative", "purchase", "attempt").get(pk=pk)
        all_have_read.wait(timeout=20)
        return found

    monkeypatch.setattr(refund_sending, "refund_for_update", unlocked)

    outcomes = at_once(*(lambda: note_refund_state(state=failed) for _ in range(WORKERS)))

    # More than one believes that it brings news, or stumbles over the reversal that another wrote.
    assert Counter(outcomes)[True] + sum(isinstance(each, Exception) for each in outcomes) > 1


def test_payout_while_a_refund_leaves_a_debt_and_no_hole() -> None:
    """Whichever comes first, the sum is the same: what was paid out above what is due is owed."""
    commission_of()
    order = delivered(paid_by_card(jar("100.00")), days_ago=9)
    release_proceeds()
    cooperative_id = order.cooperative_id

    def pay_out() -> None:
        entries = [(owed_to_cooperative(cooperative_id), D("94.00")), (BANK, D("-94.00"))]
        posting = Posting(key="payout:1", kind=EntryKind.PAYOUT, counts_on=clock.today(), entries=entries)
        with transaction.atomic():
            post([posting])

    outcomes = at_once(pay_out, lambda: refund(order, "100.00"))

    assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    assert stands(f"coop:{cooperative_id}") == {f"coop:{cooperative_id}": D("94.00")}
    books_agree()


def test_release_and_refund_at_once_leave_nothing_behind_in_pending() -> None:
    commission_of()
    orders = [delivered(paid_by_card(jar("100.00")), days_ago=9) for _ in range(3)]

    works: list[Callable[[], object]] = [lambda order=order: refund(order, "50.00") for order in orders]
    outcomes = at_once(*works, release_proceeds, release_proceeds)
    while release_proceeds():
        pass

    assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    for order in orders:
        coop = f"coop:{order.cooperative_id}"
        assert stands(coop, f"{coop}:pending") == {coop: D("-47.00")}
    books_agree()


def test_without_the_lock_a_refund_leaves_pending_what_was_released(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: each looks while the other has not written, and money stays behind on both accounts."""
    commission_of()
    order = delivered(paid_by_card(jar("100.00")), days_ago=9)
    both_have_looked = threading.Barrier(2)
    pending, left = releasing._pending, refund_acts.refunds.lines_left

    def after_both_looked(look: Callable[[object], object]) -> Callable[[object], object]:
        def looking(about: object) -> object:
            found = look(about)
            both_have_looked.wait(timeout=20)
            return found

        return looking

    monkeypatch.setattr(releasing, "_pending", after_both_looked(pending))
    monkeypatch.setattr(refund_acts.refunds, "lines_left", after_both_looked(left))
    monkeypatch.setattr(releasing, "orders_to_release_for_update", lambda **_given: [order])
    monkeypatch.setattr(refund_acts, "order_for_update", lambda pk: Order.objects.get(pk=pk))

    at_once(release_proceeds, lambda: refund(order, "50.00"))

    coop = f"coop:{order.cooperative_id}"
    assert stands(coop, f"{coop}:pending") == {coop: D("-94.00"), f"{coop}:pending": D("47.00")}


def awaited_return() -> ReturnRequest:
    """One of two jars at 100.00 dirhams that its cooperative takes back, on its way."""
    order = delivered(paid_by_card(jar("100.00"), quantity=2))
    pieces = {order.lines.get().pk: 1}
    request = returns.ask_return(
        order_id=order.pk, pieces=pieces, reason="changed_mind", note="", payee=Payee("postal", "Amina"), by=None
    )
    return returns.accept_return(request_id=request.pk, by=staff_member())


def test_a_return_is_taken_in_once_by_two_members() -> None:
    request, by = awaited_return(), staff_member()

    outcomes = at_once(*(lambda: returns.receive_return(request_id=request.pk, put_back=True, by=by) for _ in range(3)))

    assert Counter(type(outcome).__name__ for outcome in outcomes) == {"Refund": 1, "ForbiddenMove": 2}
    assert RefundLine.objects.count() == 1
    assert stands("customer:refunds") == {"customer:refunds": D("-100.00")}
    books_agree()


def test_without_lock_and_constraint_a_return_is_paid_for_by_each(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: both read the request before either writes, and nothing stands behind."""
    request, by = awaited_return(), staff_member()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE payment_refund DROP CONSTRAINT payment_refund_return_request_id_key")
    both_have_read = threading.Barrier(2)

    def unlocked(pk: int) -> ReturnRequest:
        found = ReturnRequest.objects.get(pk=pk)
        both_have_read.wait(timeout=20)
        return found

    monkeypatch.setattr(returns, "order_for_update", lambda pk: Order.objects.get(pk=pk))
    monkeypatch.setattr(returns, "return_request_for_update", unlocked)

    at_once(*(lambda: returns.receive_return(request_id=request.pk, put_back=True, by=by) for _ in range(2)))

    # One jar came back. Both are paid for, and as nothing seems to be kept the delivery too.
    assert stands("customer:refunds") == {"customer:refunds": D("-235.00")}
    assert StockMovement.objects.filter(kind="returned").count() == 1


def test_the_same_cash_is_handed_over_once() -> None:
    order, by = paid_in_cash(jar("100.00")), staff_member()

    def record() -> Remittance:
        return record_remittance(
            carrier_id=order.carrier_id,
            order_ids=[order.pk],
            kept=D(0),
            received_on=clock.today(),
            reference="",
            by=by,
        )

    outcomes = at_once(*(record for _ in range(4)))

    assert Counter(type(outcome).__name__ for outcome in outcomes) == {"Remittance": 1, "NotWithThisCarrier": 3}
    assert stands("bank") == {"bank": D("135.00")}
    books_agree()


def test_without_lock_and_turn_the_same_cash_is_counted_four_times(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: nobody holds the orders, and nothing stands behind."""
    order, by = paid_in_cash(jar("100.00")), staff_member()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE payment_remittanceline DROP CONSTRAINT remittanceline_turn_once")
    all_have_looked = threading.Barrier(4)
    look = remittances._check_held

    def looking_together(*given: object) -> None:
        look(*given)
        all_have_looked.wait(timeout=20)

    monkeypatch.setattr(remittances, "_check_held", looking_together)
    monkeypatch.setattr(remittances, "orders_with_keys_for_update", lambda pks: list(Order.objects.filter(pk__in=pks)))

    def record() -> Remittance:
        return record_remittance(
            carrier_id=order.carrier_id,
            order_ids=[order.pk],
            kept=D(0),
            received_on=clock.today(),
            reference="",
            by=by,
        )

    at_once(*(record for _ in range(4)))

    assert stands("bank") == {"bank": D("540.00")}
