"""Money and the clock: the business day of a payment through Morocco's changes of the hour, and clocks that differ."""

import json
import time
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.test import Client

from cooperatives import clock
from cooperatives.ledger.models import LedgerTransaction
from fairs.revenue.models import RevenueLine
from fairs.revenue.rollup import differences
from marketplace.payment.attempts import HOLD
from marketplace.payment.models import GatewayEvent
from marketplace.payment.settling import settle
from tests.factories import make_product
from tests.marketplace.cards import attempt_of
from tests.marketplace.factories import make_card_purchase, paid_money
from tests.marketplace.processor import WEBHOOK
from tests.payments_simulator import SECRET, event_object, session_object, sign

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _cards(settings) -> None:
    settings.CARD_PAYMENTS, settings.STRIPE_WEBHOOK_SECRET = True, SECRET


@pytest.mark.parametrize(
    ("bought", "paid", "ordered_on", "received_on"),
    [
        # The night to Ramadan's clock has the hour from two to three twice, and the day ends an hour later by UTC.
        ("2026-02-15T01:30Z", "2026-02-15T02:05Z", date(2026, 2, 14), date(2026, 2, 14)),
        ("2026-02-15T03:40Z", "2026-02-15T03:59Z", date(2026, 2, 14), date(2026, 2, 14)),
        ("2026-02-15T03:50Z", "2026-02-15T04:00Z", date(2026, 2, 14), date(2026, 2, 15)),
        # In the night back there is no two o'clock, and the day ends at three by UTC again.
        ("2026-03-22T01:50Z", "2026-03-22T02:10Z", date(2026, 3, 21), date(2026, 3, 21)),
        ("2026-03-22T02:50Z", "2026-03-22T03:00Z", date(2026, 3, 21), date(2026, 3, 22)),
    ],
)
def test_payment_of_a_night_in_which_the_clock_moves_counts_on_the_day_by_the_wall(
    bought: str, paid: str, ordered_on: date, received_on: date
) -> None:
    with clock.frozen_at(datetime.fromisoformat(bought)):
        purchase = make_card_purchase(make_product(price="120.00"))
    attempt = attempt_of(purchase)

    with clock.frozen_at(datetime.fromisoformat(paid)):
        settle(attempt_id=attempt.pk, received=paid_money(attempt))

    number = purchase.orders.get().number
    days = dict(LedgerTransaction.objects.values_list("key", "counts_on"))
    # Revenue belongs to the day on which it was ordered, the receipt to the day on which it came.
    assert days[f"order:{number}:sale"] == days[f"order:{number}:delivery"] == ordered_on
    assert days[f"att:{attempt.uuid}:in"] == received_on
    assert RevenueLine.objects.get().counts_on == ordered_on
    assert list(differences()) == []


def test_time_to_pay_is_as_long_in_the_night_in_which_the_clock_moves() -> None:
    with clock.frozen_at(datetime(2026, 2, 15, 1, 45, tzinfo=UTC)) as now:
        attempt = attempt_of(make_card_purchase())

    assert attempt.expires_at - now == HOLD == timedelta(minutes=35)
    assert Decimal(attempt.snapshot["amount"]) == attempt.amount
    assert datetime.fromisoformat(attempt.snapshot["expires_at"]) == attempt.expires_at


@pytest.mark.parametrize(("ahead", "status"), [(-301, 400), (-299, 200), (0, 200), (299, 200), (301, 200)])
def test_message_signed_by_another_clock_is_heard_unless_it_is_old(ahead: int, status: int, monkeypatch) -> None:
    """What was signed five minutes ago may be somebody's copy. A clock that is ahead of ours signs what is new."""
    now = int(time.time())
    monkeypatch.setattr(time, "time", lambda: now)
    body = event_bytes()

    answer = Client().post(
        WEBHOOK,
        body,
        content_type="application/json",
        headers={"Stripe-Signature": sign(body, at=now + ahead)},
    )

    assert (answer.status_code, GatewayEvent.objects.count()) == (status, status == 200)


def event_bytes() -> bytes:
    return json.dumps(event_object("checkout.session.completed", session_object())).encode()
