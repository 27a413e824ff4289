"""The negative controls of the trial: each of its checks finds the fault that it is for, and names the purchase.

Faults that the code cannot make are made by hand: guards of the database are taken away inside the test's own
transaction, and are back when it is rolled back. Faults that it could make are made by leaving out one step of it.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.db.models import F

from catalogue.partner.models import StockRecord
from cooperatives import clock
from cooperatives.jobs.models import Job
from cooperatives.ledger.enums import EntryKind
from cooperatives.ledger.models import LedgerEntry
from cooperatives.ledger.services import CUSTOMER_UNAPPLIED, PROCESSOR, Posting, post
from cooperatives.outbox.models import Message
from fairs.revenue.models import RevenueLine
from marketplace.order import steps
from marketplace.order.enums import CancelCause
from marketplace.order.models import Order, Purchase
from marketplace.payment import settling
from marketplace.payment.gateway import GatewayRefundStatus, RefundState
from marketplace.payment.models import GatewayEvent, PaymentAttempt, Refund
from marketplace.payment.refund_sending import note_refund_state
from marketplace.payment.settling import settle
from tests.factories import make_product
from tests.marketplace.cards import attempt_of
from tests.marketplace.factories import make_card_purchase, paid_money
from tests.soak.checks import Truth, faults

pytestmark = pytest.mark.django_db


@dataclass
class World:
    """Three purchases after all is over: one paid, one paid twice, one given up."""

    paid: Purchase
    paid_twice: Purchase
    given_up: Purchase


def pay(purchase: Purchase, **changes: Any) -> PaymentAttempt:
    attempt = attempt_of(purchase)
    return settle(attempt_id=attempt.pk, received=paid_money(attempt, **changes))


def send_refunds() -> None:
    """What the processor says once it has sent what was ready, and later that it arrived."""
    for refund in Refund.objects.filter(status="ready"):
        Refund.objects.filter(pk=refund.pk).update(status="sending", tries=1)
        said = {"amount": refund.amount, "currency": "MAD", "intent_id": "", "reference": str(refund.uuid)}
        state = RefundState(
            refund_id=f"re_{refund.pk}", status=GatewayRefundStatus.SUCCEEDED, failure="", created_at=None, **said
        )
        note_refund_state(refund_id=refund.pk, state=state)


def give_up(purchase: Purchase) -> None:
    PaymentAttempt.objects.filter(purchase=purchase).update(status="expired")
    for order in purchase.orders.all():
        steps.cancel(order, by=None, because=CancelCause.EXPIRED, reason="not paid in time")


def live() -> World:
    purchases = [make_card_purchase(make_product(price="120.40"), make_product(price="80.10")) for _ in range(3)]
    world = World(*purchases)
    pay(world.paid)
    first = attempt_of(world.paid_twice)
    pay(world.paid_twice)
    settle(attempt_id=first.pk, received=paid_money(first, intent_id="pi_second"))
    give_up(world.given_up)
    send_refunds()
    Message.objects.update(sent_at=clock.now(), attempts=1)
    return world


def truth() -> Truth:
    """What is true outside when everything went well."""
    received: Counter[str] = Counter()
    for attempt in PaymentAttempt.objects.filter(received_amount__isnull=False):
        known_as = attempt.snapshot.get("beside", str(attempt.uuid))
        received[known_as] += int((attempt.received_amount or 0) * 100)
    return Truth(
        received=received,
        sent_back=Counter({str(refund.uuid): int(refund.amount * 100) for refund in Refund.objects.all()}),
        carried=Counter(Message.objects.values_list("key", flat=True)),
        placed=Purchase.objects.count(),
    )


@pytest.fixture(autouse=True)
def _cards(settings) -> None:
    """Cards are taken, and nobody is asked over a wire."""
    settings.CARD_PAYMENTS = True


@pytest.fixture
def world(settings) -> World:
    made = live()
    settings.CARD_PAYMENTS = False
    assert [str(fault) for fault in faults(truth())] == []
    return made


def run(*statements: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for statement in statements:
            cursor.execute(statement)


def unguarded(table: str) -> str:
    """Take a table's own triggers away until the transaction is rolled back."""
    return f"ALTER TABLE {table} DISABLE TRIGGER USER"


def found(of: Truth | None = None) -> set[tuple[str, str]]:
    return {(fault.check, fault.purchase) for fault in faults(of or truth())}


def apply_a_second(world: World) -> None:
    run("DROP INDEX paymentattempt_one_applied")
    attempt = attempt_of(world.paid)
    attempt.pk, attempt.uuid, attempt.seq, attempt.intent_id = None, "0" * 31 + "1", 9, "pi_again"
    attempt.save()


def receive_for_nothing(world: World) -> None:
    attempt = attempt_of(world.given_up)
    entries = [(PROCESSOR, attempt.amount), (CUSTOMER_UNAPPLIED, -attempt.amount)]
    post([Posting(key=f"att:{attempt.uuid}:in", kind=EntryKind.RECEIPT, counts_on=clock.today(), entries=entries)])


def leave_an_order_unpaid(world: World) -> None:
    Order.objects.filter(pk=world.paid.orders.earliest("pk").pk).update(paid_at=None)


def confirm_what_nobody_paid(world: World) -> None:
    Order.objects.filter(purchase=world.given_up).update(confirmed_at=clock.now())


def lose_revenue_lines(world: World) -> None:
    number = world.paid.orders.earliest("pk").number
    run(unguarded("revenue_revenueline"), "SET CONSTRAINTS ALL IMMEDIATE")
    RevenueLine.objects.filter(transaction__key=f"order:{number}:sale").delete()


def pay_without_posting(world: World) -> None:
    run(unguarded("order_order"))
    Order.objects.filter(purchase=world.given_up).update(paid_at=clock.now())


def receive_without_posting(world: World) -> None:
    PaymentAttempt.objects.filter(purchase=world.given_up).update(
        received_amount=Decimal(1), received_currency="MAD", received_at=clock.now()
    )


def promise_too_much(world: World) -> None:
    line = world.paid.orders.earliest("pk").lines.get()
    StockRecord.objects.filter(pk=line.stockrecord_id).update(num_allocated=F("num_allocated") + 1)


def unbalance_the_book(world: World) -> None:
    run(unguarded("ledger_ledgerentry"))
    entry = LedgerEntry.objects.filter(transaction__key=f"att:{attempt_of(world.paid).uuid}:in").earliest("pk")
    LedgerEntry.objects.filter(pk=entry.pk).update(amount=entry.amount + 1)


def place_one_basket_twice(world: World) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE conrelid = 'order_purchase'::regclass AND contype = 'u'"
            " AND pg_get_constraintdef(oid) LIKE '%(basket_id)%'"
        )
        (name,) = cursor.fetchone()
    run(f"ALTER TABLE order_purchase DROP CONSTRAINT {name}")
    Purchase.objects.filter(pk=world.given_up.pk).update(basket=world.paid.basket)


def leave_a_payment_open(world: World) -> None:
    PaymentAttempt.objects.filter(purchase=world.given_up).update(status="pending")


def leave_a_refund_unsent(world: World) -> None:
    Refund.objects.filter(purchase=world.paid_twice).update(status="ready")


def leave_an_event(world: World) -> None:
    GatewayEvent.objects.create(event_id="evt_left", kind="x", raw="{}")


def leave_a_job(world: World) -> None:
    Job.objects.create(kind="payment.sync", key="left", subject_id=0, due_at=clock.now(), attempts=Job.MAX_ATTEMPTS)


HANDS: list[tuple[Callable[[World], None], str, str]] = [
    (apply_a_second, "applied once", "paid"),
    (receive_for_nothing, "nothing unapplied", "given_up"),
    (receive_for_nothing, "customer:unapplied", ""),
    (leave_an_order_unpaid, "paid is confirmed", "paid"),
    (leave_an_order_unpaid, "paid is posted", "paid"),
    (confirm_what_nobody_paid, "paid is confirmed", "given_up"),
    (lose_revenue_lines, "paid is posted", "paid"),
    (lose_revenue_lines, "rollup --verify", ""),
    (pay_without_posting, "paid is posted", "given_up"),
    (pay_without_posting, "reconcile", "given_up"),
    (receive_without_posting, "paid is posted", "given_up"),
    (promise_too_much, "allocations are live lines", "paid"),
    (unbalance_the_book, "transactions are even", ""),
    (unbalance_the_book, "trial balance", ""),
    (place_one_basket_twice, "placed once", "both"),
    (leave_a_payment_open, "nothing lies about", "given_up"),
    (leave_a_refund_unsent, "nothing lies about", "paid_twice"),
    (leave_an_event, "nothing lies about", ""),
    (leave_a_job, "nothing lies about", ""),
]


@pytest.mark.parametrize(("break_it", "check", "named"), HANDS, ids=[f"{each[0].__name__}-{each[1]}" for each in HANDS])
def test_what_is_broken_by_hand_is_found(
    world: World, break_it: Callable[[World], None], check: str, named: str
) -> None:
    break_it(world)

    numbers = " ".join(sorted([world.paid.number, world.given_up.number]))
    number = {"": "", "both": numbers}.get(named) if named in ("", "both") else getattr(world, named).number
    assert (check, number) in found()


# Outside the shop


def test_money_that_came_once_more_than_the_shop_says_is_found(world: World) -> None:
    said = truth()
    said.received[str(attempt_of(world.paid).uuid)] *= 2

    assert found(said) == {("paid once", world.paid.number)}


def test_money_for_nobody_is_found(world: World) -> None:
    said = truth()
    said.received["somebody"] = 100

    assert found(said) == {("paid once", "")}


def test_refund_that_left_twice_or_never_or_unasked_is_found(world: World) -> None:
    name = str(Refund.objects.get().uuid)
    number = world.paid_twice.number
    for times in (0, 2):
        said = truth()
        said.sent_back[name] *= times
        assert found(said) == {("refunded once", number), ("paid once", number)}
    said = truth()
    said.sent_back["somebody"] = 100
    assert found(said) == {("refunded once", "")}


def test_message_that_was_never_carried_or_too_often_is_found(world: World) -> None:
    for times in (0, 2):
        said = truth()
        said.carried[f"attempt:{attempt_of(world.paid).uuid}:paid"] = times
        assert found(said) == {("told once", "")}


def test_message_of_a_killed_sender_may_have_been_carried_twice(world: World) -> None:
    key = f"attempt:{attempt_of(world.paid).uuid}:paid"
    Message.objects.filter(key=key).update(attempts=2)
    said = truth()
    said.carried[key] = 2

    assert found(said) == set()


def test_purchase_that_was_lost_is_found(world: World) -> None:
    said = truth()
    said.placed += 1

    assert found(said) == {("all placed", "")}


# One step left out


def nothing(*args: object, **kwargs: object) -> None:
    """Do not do it."""


@pytest.mark.parametrize(
    ("module", "step", "check", "named"),
    [
        (settling, "refund_unapplied", "nothing unapplied", "paid_twice"),
        (settling, "refund_unapplied", "paid once", "paid_twice"),
        (settling, "record_paid_by_card", "paid is posted", "paid"),
        (settling, "confirm_paid", "paid is confirmed", "paid"),
        (settling.messages, "tell_paid", "told once", "paid"),
        (steps.stock, "release", "allocations are live lines", ""),
    ],
)
def test_step_that_is_left_out_is_found(
    monkeypatch: pytest.MonkeyPatch, settings, module: Any, step: str, check: str, named: str
) -> None:
    monkeypatch.setattr(module, step, nothing)

    world = live()

    settings.CARD_PAYMENTS = False
    assert (check, getattr(world, named).number if named else "") in found()


def test_the_same_without_leaving_anything_out_finds_nothing(world: World) -> None:
    assert found() == set()
