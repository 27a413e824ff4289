"""When proceeds become available: delivered, past the days for a return, the money with us, nothing open."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cooperatives import clock
from cooperatives.jobs.models import Job
from cooperatives.jobs.services import run_due
from cooperatives.ledger.models import LedgerTransaction
from marketplace.order.models import Order
from marketplace.order.services import mark_collected
from marketplace.payment import returns
from marketplace.payment.refund_acts import Wanted, call_off_refund, refund_by_staff
from marketplace.payment.refunds import Payee
from marketplace.payment.releasing import plan_release, release_all, release_proceeds
from marketplace.payment.remittances import record_remittance
from tests.marketplace.factories import make_order
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

pytestmark = pytest.mark.django_db
D = Decimal


def both(order: Order) -> dict[str, Decimal]:
    """What is pending and what is available, as the cooperative sees it."""
    coop = f"coop:{order.cooperative_id}"
    found = stands(coop, f"{coop}:pending")
    return {"pending": -found.get(f"{coop}:pending", D(0)), "available": -found.get(coop, D(0))}


def test_a_card_order_is_released_eight_days_after_delivery() -> None:
    commission_of()
    order = delivered(paid_by_card(jar("100.00")), days_ago=7)
    assert (release_proceeds(), both(order)) == (0, {"pending": D("94.00"), "available": D(0)})

    with clock.frozen_at(clock.now() + timedelta(days=1)):
        assert release_all() == 1
        assert release_all() == 0

    assert both(order) == {"pending": D(0), "available": D("94.00")}
    order.refresh_from_db()
    assert order.released_at is not None
    assert LedgerTransaction.objects.get(key=f"order:{order.number}:release").kind == "release"
    books_agree()


def test_only_what_is_left_is_released() -> None:
    commission_of()
    order = delivered(paid_by_card(jar("100.00")), days_ago=8)
    for amount, call_off in (("30.00", False), ("20.00", True)):
        refund = refund_by_staff(
            order_id=order.pk, wanted=Wanted(amount=D(amount)), cause="goodwill", reason="x", by=staff_member()
        )
        if call_off:
            call_off_refund(refund_id=refund.pk, reason="Erreur", by=staff_member())

    release_all()

    assert both(order) == {"pending": D(0), "available": D("65.80")}
    books_agree()


def test_an_order_that_went_back_whole_is_released_with_nothing() -> None:
    order = delivered(paid_by_card(jar("100.00")), days_ago=8)
    refund_by_staff(order_id=order.pk, wanted=Wanted(everything=True), cause="fault", reason="x", by=staff_member())
    assert release_all() == 1
    assert not LedgerTransaction.objects.filter(kind="release").exists()
    assert both(order) == {"pending": D(0), "available": D(0)}


def test_cash_waits_until_the_carrier_handed_it_over() -> None:
    order = delivered(paid_in_cash(jar("100.00")), days_ago=8)
    assert release_all() == 0
    record_remittance(
        carrier_id=order.carrier_id,
        order_ids=[order.pk],
        kept=D(0),
        received_on=clock.today(),
        reference="",
        by=staff_member(),
    )
    assert release_all() == 1
    assert both(order) == {"pending": D(0), "available": D("100.00")}


def test_cash_that_the_cooperative_holds_is_available_from_the_start() -> None:
    order = make_order(jar("100.00"), status="shipped")
    mark_collected(order_id=order.pk, collector="cooperative", by=staff_member())
    order.refresh_from_db()
    delivered(order, days_ago=8)
    available = both(order)

    release_all()

    order.refresh_from_db()
    assert (both(order), order.released_at is not None) == (available, True)


def test_an_open_return_holds_it_back() -> None:
    order = delivered(paid_by_card(jar("100.00")), days_ago=7)
    request = returns.ask_return(
        order_id=order.pk,
        pieces={order.lines.get().pk: 1},
        reason="changed_mind",
        note="",
        payee=Payee("postal", "Amina"),
        by=None,
    )
    with clock.frozen_at(clock.now() + timedelta(days=3)):
        assert release_all() == 0
        returns.withdraw_return(request_id=request.pk, by=None)
        assert release_all() == 1


def test_unpaid_undelivered_and_recent_orders_stay() -> None:
    paid_by_card(jar())
    delivered(paid_by_card(jar()), days_ago=2)
    make_order(jar(), status="refused")
    assert release_all() == 0


def test_the_same_number_of_queries_for_many() -> None:
    def counted(number: int) -> int:
        for _ in range(number):
            delivered(paid_by_card(jar()), days_ago=9)
        with CaptureQueriesContext(connection) as queries:
            assert release_proceeds() == number
        return len(queries)

    release_proceeds()
    counted(1)
    assert counted(2) == counted(6)


def test_in_batches_and_planned_once_a_night() -> None:
    for _ in range(3):
        delivered(paid_by_card(jar()), days_ago=9)
    assert [release_proceeds(limit=2), release_proceeds(limit=2), release_proceeds(limit=2)] == [2, 1, 0]
    for _ in range(2):
        plan_release()
    assert Job.objects.filter(kind="payment.release").count() == 1
    run_due()
    assert Job.objects.get(kind="payment.release").done_at is not None
    books_agree()
