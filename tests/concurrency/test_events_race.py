"""Events come ten at once, from rivals, and through workers that are killed: each payment is settled once.

Real threads and processes, real rows, the simulator over HTTP.
"""

import threading
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from cooperatives import clock
from cooperatives.ledger.models import LedgerTransaction
from cooperatives.ledger.selectors import balances, trial_balance
from fairs.revenue.models import RevenueLine
from marketplace.order.enums import OrderStatus
from marketplace.order.models import Order
from marketplace.payment import events
from marketplace.payment.attempts import look
from marketplace.payment.enums import AttemptStatus, EventStatus
from marketplace.payment.events import Outcome, process_due
from marketplace.payment.models import GatewayEvent, PaymentAttempt
from marketplace.payment.reconciliation import compare
from tests.concurrency.test_worker_killed import Worker
from tests.conftest import CommittedDatabase
from tests.marketplace.processor import WEBHOOK, opened_attempt, post
from tests.payments_simulator import CardSimulator, Message

pytestmark = [pytest.mark.threads, pytest.mark.usefixtures("committed_db")]
TEN, RIVALS = 10, 4


def at_once(*works: Callable[[], object]) -> list[object]:
    """What each work answers, all begun at the same moment on connections of their own."""
    together, answers = threading.Barrier(len(works)), []

    def run(work: Callable[[], object]) -> None:
        together.wait(timeout=30)
        try:
            answers.append(work())
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return answers


def completed(simulator: CardSimulator, attempt: PaymentAttempt) -> Message:
    """Pay, and give the message that says so."""
    simulator.pay(attempt.session_url)
    return next(each for each in reversed(simulator.messages) if each.kind == "checkout.session.completed")


def post_status(message: Message) -> int:
    headers = {"Stripe-Signature": message.signature}
    return Client().post(WEBHOOK, message.body, content_type="application/json", headers=headers).status_code


def assert_settled_once(*attempts: PaymentAttempt) -> None:
    """Each attempt is applied and its order paid, with one receipt, one sale and one revenue line; all books agree."""
    for attempt in attempts:
        attempt.refresh_from_db()
        order = Order.objects.get(purchase=attempt.purchase_id)
        assert (attempt.status, order.status) == (AttemptStatus.APPLIED, OrderStatus.CONFIRMED)
        keys = (f"att:{attempt.uuid}:in", f"order:{order.number}:sale", f"order:{order.number}:delivery")
        assert LedgerTransaction.objects.filter(key__in=keys).count() == 3
    assert RevenueLine.objects.count() == len(attempts)
    total = sum((attempt.amount for attempt in attempts), Decimal("0.00"))
    assert balances(["processor:stripe", "customer:unapplied"]) == {
        "processor:stripe": total,
        "customer:unapplied": Decimal("0.00"),
    }
    assert sum(account.balance for account in trial_balance()) == 0
    assert compare(since=clock.now() - timedelta(hours=1)).differences == []


def test_event_that_comes_ten_times_at_once_is_kept_and_worked_through_once(card_simulator: CardSimulator) -> None:
    attempt = opened_attempt()
    message = completed(card_simulator, attempt)

    statuses = at_once(*[lambda: post_status(message)] * TEN)
    tried = at_once(*[process_due] * RIVALS)

    assert statuses == [200] * TEN
    assert (GatewayEvent.objects.count(), sum(tried)) == (1, 1)
    assert_settled_once(attempt)


def test_webhook_return_page_and_poller_at_once_settle_once(card_simulator: CardSimulator) -> None:
    attempt = opened_attempt()
    card_simulator.pay(attempt.session_url)
    for message in card_simulator.messages:
        post(message)

    at_once(*[process_due] * RIVALS, *[lambda: look(attempt_id=attempt.pk)] * RIVALS)

    assert not GatewayEvent.objects.filter(status=EventStatus.NEW).exists()
    assert_settled_once(attempt)


def rival_workers(card_simulator: CardSimulator, monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each of eight events was acted on, by rivals that are slow enough to meet."""
    attempt = opened_attempt()
    message = completed(card_simulator, attempt)
    post(message)
    event = GatewayEvent.objects.get()
    GatewayEvent.objects.bulk_create(
        GatewayEvent(
            event_id=f"evt_{number}", kind=event.kind, raw=event.raw.replace(message.event_id, f"evt_{number}")
        )
        for number in range(7)
    )
    acted, lock = Counter[str](), threading.Lock()

    def count(event: events.ProviderEvent) -> Outcome:
        threading.Event().wait(0.05)
        with lock:
            acted[event.event_id] += 1
        return Outcome()

    monkeypatch.setattr(events, "act_on", count)
    at_once(*[lambda: process_due(limit=20)] * RIVALS)
    return acted


def test_rival_workers_act_on_each_event_once(card_simulator: CardSimulator, monkeypatch: pytest.MonkeyPatch) -> None:
    acted = rival_workers(card_simulator, monkeypatch)

    assert (len(acted), set(acted.values())) == (8, {1})
    assert not GatewayEvent.objects.filter(status=EventStatus.NEW).exists()


def test_without_lock_and_lease_they_act_on_it_together(
    card_simulator: CardSimulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: the same rivals, who look for the next event and hold nothing."""
    monkeypatch.setattr(events, "_claim", lambda: GatewayEvent.objects.filter(status=EventStatus.NEW).first())

    assert max(rival_workers(card_simulator, monkeypatch).values()) > 1


def killed_in_the_middle(
    card_simulator: CardSimulator, database: CommittedDatabase, folder: Path, **extra: str
) -> list[PaymentAttempt]:
    """Three payments, a worker that is killed while it settles all of them, and one that finishes."""
    attempts = [opened_attempt() for _ in range(3)]
    for attempt in attempts:
        post(completed(card_simulator, attempt))
    worker = Worker(
        database,
        folder,
        DJANGO_SETTINGS_MODULE="tests.concurrency.slow_events.settings",
        SLOW_EVENTS=",".join(str(attempt.pk) for attempt in attempts),
        **card_simulator.environment(),
        **extra,
    )
    with worker.running():
        worker.wait_for(lambda: worker.reached("before", "middle", "after"), seconds=180)
    worker.lose_the_broker()
    (folder / "calm").touch()
    # The twenty seconds of the killed one's lease are over.
    GatewayEvent.objects.filter(status=EventStatus.NEW).update(next_try_at=clock.now())
    with worker.running():
        worker.wait_for(lambda: not GatewayEvent.objects.filter(status=EventStatus.NEW).exists(), seconds=180)
    worker.lose_the_broker()
    return attempts


def test_worker_killed_while_it_settles_leaves_each_payment_settled_once(
    card_simulator: CardSimulator, committed_db: CommittedDatabase, tmp_path: Path
) -> None:
    attempts = killed_in_the_middle(card_simulator, committed_db, tmp_path)

    assert_settled_once(*attempts)
    assert set(GatewayEvent.objects.values_list("status", flat=True)) == {EventStatus.DONE}
    assert min(GatewayEvent.objects.values_list("tries", flat=True)) == 2


def test_worker_that_marks_an_event_first_loses_its_payment(
    card_simulator: CardSimulator, committed_db: CommittedDatabase, tmp_path: Path
) -> None:
    """The negative control: the same kill, where the event is done before its work is."""
    attempts = killed_in_the_middle(card_simulator, committed_db, tmp_path, SLOW_EVENTS_CARELESS="1")

    statuses = set(PaymentAttempt.objects.filter(pk__in=[a.pk for a in attempts]).values_list("status", flat=True))
    assert AttemptStatus.PENDING in statuses
