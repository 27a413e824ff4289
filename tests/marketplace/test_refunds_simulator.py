"""Money back with the simulator over HTTP: paid at its page, sent back by us, refused by the bank days later."""

from decimal import Decimal

import pytest

from cooperatives.ledger.models import LedgerTransaction
from marketplace.order.enums import PaymentMethod
from marketplace.order.models import Order
from marketplace.order.services import cancel_order_by_staff
from marketplace.payment.gateway import EventAbout
from marketplace.payment.models import PaymentAttempt, Refund
from marketplace.payment.refund_sending import note_refund_state, send_refund
from marketplace.payment.stripe_gateway import StripeGateway, configured
from tests.marketplace.cards import events_lost, opened
from tests.marketplace.factories import make_purchase
from tests.marketplace.refunding import books_agree, commission_of, jar, staff_member, stands
from tests.payments_simulator import CardSimulator

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture
def order(card_simulator: CardSimulator) -> Order:
    """Paid at the simulator's page."""
    commission_of()
    purchase = make_purchase(jar("100.00"), payment_method=PaymentMethod.CARD)
    card_simulator.pay(opened(purchase))
    events_lost(purchase)
    return purchase.orders.get()


def heard(simulator: CardSimulator, gateway: StripeGateway) -> list[bool]:
    """What every message about a refund changed, in the order in which they came."""
    events = [gateway.read_event(message.body, message.signature) for message in simulator.messages]
    return [
        note_refund_state(state=event.refund) for event in events if event.about is EventAbout.REFUND and event.refund
    ]


def test_cancelled_order_is_paid_back_to_its_card(order: Order, card_simulator: CardSimulator) -> None:
    assert stands()["processor:stripe"] == D("135.00")

    cancel_order_by_staff(order_id=order.pk, by=staff_member(), reason="Rupture")
    refund = Refund.objects.get()
    assert (refund.amount, refund.status, stands()["customer:refunds"]) == (D("135.00"), "ready", D("-135.00"))
    send_refund(refund_id=refund.pk)
    refund.refresh_from_db()
    assert (refund.status, refund.provider_id != "", stands()["customer:refunds"]) == ("pending", True, D("-135.00"))
    heard(card_simulator, configured())

    refund.refresh_from_db()
    assert (refund.status, stands()) == ("succeeded", {})
    books_agree()


def test_refund_that_the_bank_refuses_later(order: Order, card_simulator: CardSimulator) -> None:
    cancel_order_by_staff(order_id=order.pk, by=staff_member(), reason="Rupture")
    refund = Refund.objects.get()
    send_refund(refund_id=refund.pk)
    gateway = configured()
    heard(card_simulator, gateway)
    refund.refresh_from_db()
    assert (refund.status, stands()) == ("succeeded", {})
    card_simulator.messages.clear()

    card_simulator.fail_refund(PaymentAttempt.objects.get().session_id, refund.provider_id)

    assert heard(card_simulator, gateway).count(True) == 1
    # Every message once more: nothing new.
    assert not any(heard(card_simulator, gateway))
    refund.refresh_from_db()
    assert refund.status == "failed"
    assert stands() == {"processor:stripe": D("135.00"), "customer:refunds": D("-135.00")}
    assert LedgerTransaction.objects.filter(key=f"refund:{refund.uuid}:failed").count() == 1
    books_agree()


def test_refund_that_waits_at_the_processor(order: Order, card_simulator: CardSimulator) -> None:
    card_simulator.hold_refunds(PaymentAttempt.objects.get().session_id)
    cancel_order_by_staff(order_id=order.pk, by=staff_member(), reason="Rupture")
    refund = Refund.objects.get()

    send_refund(refund_id=refund.pk)

    refund.refresh_from_db()
    assert refund.status == "pending"
    assert stands()["customer:refunds"] == D("-135.00")
