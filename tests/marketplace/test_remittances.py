"""Cash that carriers hand over: counted once, taken back by a new entry, never above what they have."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from cooperatives import clock
from cooperatives.ledger.models import LedgerTransaction
from marketplace.order.models import Order
from marketplace.order.services import mark_collected
from marketplace.payment.models import Remittance, RemittanceLine
from marketplace.payment.remittances import (
    KeptTooMuch,
    NothingHandedOver,
    NotWithThisCarrier,
    StillToCome,
    TakenBackBefore,
    held_by_carriers,
    not_handed_over,
    record_remittance,
    take_remittance_back,
)
from tests.marketplace.factories import make_order
from tests.marketplace.refunding import books_agree, jar, paid_by_card, paid_in_cash, staff_member, stands

pytestmark = pytest.mark.django_db
D = Decimal
HELD, BANK = "held:carrier:poste", "bank"


def hand_over(*orders: Order, kept: str = "0.00", **given: object) -> Remittance:
    defaults = {
        "carrier_id": orders[0].carrier_id if orders else 1,
        "order_ids": [order.pk for order in orders],
        "kept": D(kept),
        "received_on": clock.today(),
        "reference": "BR-1",
        "by": staff_member(),
    }
    return record_remittance(**(defaults | given))


def test_cash_less_what_the_carrier_keeps_reaches_the_bank() -> None:
    orders = [paid_in_cash(jar("100.00")) for _ in range(2)]
    assert (stands(HELD), [row[1:] for row in held_by_carriers()]) == ({HELD: D("270.00")}, [(2, D("270.00"))])

    made = hand_over(*orders, kept="70.00")

    assert stands(HELD, BANK, "delivery") == {BANK: D("200.00")}
    assert (made.collected, made.kept, made.handed_over) == (D("270.00"), D("70.00"), D("200.00"))
    assert Order.objects.filter(remitted_at__isnull=True).count() == 0
    assert LedgerTransaction.objects.get(key=f"remittance:{made.uuid}").kind == "remittance"
    assert not not_handed_over().exists()
    books_agree()


def test_what_the_carrier_does_not_have_is_refused() -> None:
    order = paid_in_cash(jar("100.00"))
    ours = make_order(jar(), status="shipped")
    mark_collected(order_id=ours.pk, collector="cooperative", by=staff_member())
    others = [make_order(jar(), status="shipped"), ours, paid_by_card(jar())]

    for other in others:
        with pytest.raises(NotWithThisCarrier) as refusal:
            hand_over(order, other)
        assert refusal.value.numbers == [other.number]
    with pytest.raises(NotWithThisCarrier):
        hand_over(order, carrier_id=order.carrier_id + 1)
    with pytest.raises(NotWithThisCarrier):
        hand_over(order, order_ids=[order.pk, 10**9])
    with pytest.raises(NothingHandedOver):
        hand_over(order, order_ids=[])
    for kept in ("35.01", "-0.01"):
        with pytest.raises(KeptTooMuch):
            hand_over(order, kept=kept)
    with pytest.raises(StillToCome):
        hand_over(order, received_on=clock.today() + timedelta(days=1))

    assert (Remittance.objects.count(), stands(BANK)) == (0, {})
    hand_over(order)
    with pytest.raises(NotWithThisCarrier):
        hand_over(order)
    assert stands(BANK) == {BANK: D("135.00")}


def test_a_mistake_is_taken_back_by_a_new_entry_once() -> None:
    order = paid_in_cash(jar("100.00"))
    before = stands()
    wrong = hand_over(order, kept="35.00")

    back = take_remittance_back(remittance_id=wrong.pk, reason="Mauvaise commande", by=staff_member())

    assert stands() == before
    assert (back.collected, back.reverses, back.reason) == (D("-135.00"), wrong, "Mauvaise commande")
    posted = LedgerTransaction.objects.get(key=f"remittance:{back.uuid}")
    assert posted.reverses.key == f"remittance:{wrong.uuid}"
    for remittance in (wrong, back):
        with pytest.raises(TakenBackBefore):
            take_remittance_back(remittance_id=remittance.pk, reason="Encore", by=staff_member())

    # Written down rightly afterwards.
    hand_over(order)
    assert stands(BANK) == {BANK: D("135.00")}
    assert list(RemittanceLine.objects.order_by("turn").values_list("turn", "amount")) == [
        (0, D("135.00")),
        (1, D("-135.00")),
        (2, D("135.00")),
    ]
    books_agree()


def test_the_database_keeps_what_was_written() -> None:
    made = hand_over(paid_in_cash(jar()))
    line = made.lines.get()
    with pytest.raises(IntegrityError, match="remittanceline_turn_once"), transaction.atomic():
        RemittanceLine.objects.create(remittance=made, order=line.order, amount=line.amount)
    changes = (
        lambda: Remittance.objects.update(reference="x"),
        lambda: RemittanceLine.objects.update(amount=1),
        lambda: RemittanceLine.objects.all().delete(),
    )
    for change in changes:
        with pytest.raises(DatabaseError, match="append"), transaction.atomic():
            change()
