"""`reconcile` prints where our book and the processor's differ, and mends nothing by itself but money that arrived."""

import json
from datetime import timedelta
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from structlog.testing import capture_logs

from catalogue.partner.models import StockRecord
from cooperatives import clock
from cooperatives.jobs.models import Heartbeat
from cooperatives.ledger.enums import EntryKind
from cooperatives.ledger.models import LedgerTransaction
from cooperatives.ledger.selectors import balances
from cooperatives.ledger.services import BANK, CUSTOMER_UNAPPLIED, Posting, post
from fairs.business_days import business_day
from marketplace.order.models import Order
from marketplace.payment.enums import AttemptStatus, RefundCause, RefundStatus
from marketplace.payment.events import process_due
from marketplace.payment.fees import Movement, _posting
from marketplace.payment.gateway import gateway
from marketplace.payment.models import PaymentAttempt, Refund
from marketplace.payment.reconciliation import compare, nightly
from marketplace.payment.refund_sending import note_refund_state, send_refund
from marketplace.payment.refunds import refund_order
from tests.factories import make_user
from tests.marketplace.processor import Processor, card_attempt, charge, message, opened_attempt, processor  # noqa: F401
from tests.marketplace.processor import post as bring
from tests.payments_simulator import CardSimulator, intent_object, session_object

pytestmark = pytest.mark.django_db
ZERO = Decimal("0.00")


def kinds() -> list[str]:
    """What kinds of difference are found now."""
    return [difference.kind for difference in compare(since=clock.now() - timedelta(hours=48)).differences]


def paid(processor: Processor) -> PaymentAttempt:  # noqa: F811
    """A payment that was applied, with its movement at the processor."""
    attempt = opened_attempt()
    bring(message("checkout.session.completed", processor.pay(attempt)))
    process_due()
    attempt.refresh_from_db()
    processor.movement(charge(attempt), amount=int(attempt.amount * 100), fee=500)
    nightly()
    return attempt


def refunded(processor: Processor, attempt: PaymentAttempt, *, is_moved: bool = True) -> Refund:  # noqa: F811
    """A refund of all that an attempt paid, which succeeded, with its movement."""
    refund = refund_order(
        order=attempt.purchase.orders.get(),
        cause=RefundCause.GOODWILL,
        reason="a gift",
        by=make_user(is_staff=True),
        with_delivery=True,
    )
    send_refund(refund_id=refund.pk)
    refund.refresh_from_db()
    made = processor.objects[f"/v1/refunds/{refund.provider_id}"]
    processor.put(made | {"status": "succeeded"})
    note_refund_state(refund_id=refund.pk, state=gateway().read_refund(refund.provider_id))
    if is_moved:
        processor.movement(made, type="refund", amount=-int(refund.amount * 100), net=-int(refund.amount * 100))
    refund.refresh_from_db()
    return refund


# Agreement


def test_books_of_payments_refunds_and_waiting_purchases_agree(processor: Processor) -> None:  # noqa: F811
    attempt = paid(processor)
    refunded(processor, attempt)
    opened_attempt()
    card_attempt()
    nightly()

    out, err = StringIO(), StringIO()
    call_command("reconcile", stdout=out, stderr=err)

    assert (out.getvalue(), err.getvalue()) == ("", "The books agree.\n")
    assert balances(["processor:stripe", "fee:processor"]) == {
        "processor:stripe": Decimal("-5.00"),
        "fee:processor": Decimal("5.00"),
    }


def test_simulator_is_read_object_by_object_and_what_it_cannot_be_asked_is_said(card_simulator: CardSimulator) -> None:
    attempt = opened_attempt()
    opened_attempt()
    card_simulator.pay(attempt.session_url)
    assert kinds() == ["paid_there_not_applied_here"]
    for each in card_simulator.messages:
        bring(each)
    process_due()

    out, err = StringIO(), StringIO()
    call_command("reconcile", stdout=out, stderr=err)

    assert out.getvalue() == ""
    assert "The processor cannot be asked for: movements." in err.getvalue()


def test_without_card_payments_our_own_books_are_still_compared(settings) -> None:
    settings.CARD_PAYMENTS = False
    err = StringIO()

    call_command("reconcile", stderr=err)

    assert "The books agree." in err.getvalue()


def test_processor_that_is_away_is_no_agreement(processor: Processor, settings) -> None:  # noqa: F811
    settings.STRIPE_API_BASE = "http://127.0.0.1:9"

    with pytest.raises(CommandError, match="could not be asked") as refusal:
        call_command("reconcile", stderr=StringIO())

    assert refusal.value.returncode == 2


# Differences of payments


def test_money_that_is_there_and_not_here_is_printed_and_changes_nothing(processor: Processor) -> None:  # noqa: F811
    attempt = opened_attempt()
    processor.pay(attempt)
    out = StringIO()

    with pytest.raises(CommandError) as refusal:
        call_command("reconcile", "--json", stdout=out)

    assert refusal.value.returncode == 1
    found = json.loads(out.getvalue())["differences"]
    assert found == [
        {
            "kind": "paid_there_not_applied_here",
            "what": f"session {attempt.session_id}, payment {attempt.uuid}",
            "here": "pending",
            "there": f"{attempt.amount} MAD",
        }
    ]
    assert not LedgerTransaction.objects.exists()


def test_session_that_is_not_ours_is_printed(processor: Processor) -> None:  # noqa: F811
    processor.put(intent_object(id="pi_x"))
    processor.put(
        session_object(id="cs_x", client_reference_id="other", status="complete", payment_status="paid")
        | {"payment_intent": "pi_x"}
    )

    assert kinds() == ["paid_there_not_applied_here"]


def test_second_page_of_one_attempt_that_was_paid_too_is_printed(processor: Processor) -> None:  # noqa: F811
    attempt = paid(processor)
    processor.put(intent_object(id="pi_second", amount=4200, amount_received=4200))
    processor.put(
        session_object(id="cs_second", client_reference_id=str(attempt.uuid), status="complete", payment_status="paid")
        | {"payment_intent": "pi_second"}
    )
    assert kinds() == ["paid_there_not_applied_here"]

    nightly()

    stray = PaymentAttempt.objects.get(intent_id="pi_second")
    assert stray.status == AttemptStatus.REFUNDING
    assert "paid_there_not_applied_here" not in kinds()


def test_payment_that_is_applied_here_and_unknown_there_is_printed(processor: Processor) -> None:  # noqa: F811
    attempt = paid(processor)
    session = processor.objects[f"/v1/checkout/sessions/{attempt.session_id}"]
    processor.put(session | {"status": "expired", "payment_status": "unpaid", "payment_intent": None})
    assert kinds() == ["applied_here_not_paid_there"]

    del processor.objects[f"/v1/checkout/sessions/{attempt.session_id}"]
    assert kinds() == ["applied_here_not_paid_there"]


def test_amounts_that_differ_are_printed(processor: Processor) -> None:  # noqa: F811
    attempt = paid(processor)
    intent = processor.objects[f"/v1/payment_intents/{attempt.intent_id}"]
    processor.put(intent | {"amount_received": intent["amount_received"] - 1})

    assert kinds() == ["amounts_differ"]


def test_payment_in_review_is_named_and_explains_unapplied_money(processor: Processor) -> None:  # noqa: F811
    attempt = opened_attempt()
    bring(message("checkout.session.completed", processor.pay(attempt, amount=4200)))
    process_due()

    assert kinds() == ["in_review"]


def test_unapplied_money_that_nothing_explains_is_printed(processor: Processor) -> None:  # noqa: F811
    entries = [(BANK, Decimal("7.00")), (CUSTOMER_UNAPPLIED, Decimal("-7.00"))]
    post([Posting(key="by-hand", kind=EntryKind.RECEIPT, counts_on=business_day(clock.now()), entries=entries)])

    [found] = compare(since=clock.now()).differences

    assert (found.kind, found.here) == ("unapplied_money", "-7.00")


# Differences of refunds


def test_refund_that_nobody_here_asked_for_is_printed(processor: Processor) -> None:  # noqa: F811
    processor.refund(paid(processor), "", id="re_by_hand")

    assert kinds() == ["refund_there_unknown_here"]


def test_refund_that_was_sent_twice_is_printed(processor: Processor) -> None:  # noqa: F811
    refund = refunded(processor, paid(processor))
    nightly()
    made = processor.objects[f"/v1/refunds/{refund.provider_id}"]
    processor.put(made | {"id": "re_again"})

    assert kinds() == ["refund_sent_twice"]


def test_refund_that_is_unknown_or_failed_there_is_printed(processor: Processor) -> None:  # noqa: F811
    refund = refunded(processor, paid(processor))
    nightly()
    made = processor.objects[f"/v1/refunds/{refund.provider_id}"]
    processor.put(made | {"status": "failed"})
    assert kinds() == ["refund_here_unknown_there"]

    del processor.objects[f"/v1/refunds/{refund.provider_id}"]
    assert kinds() == ["refund_here_unknown_there"]


@pytest.mark.parametrize("changes", [{"status": "pending"}, {"amount": 1}])
def test_refunds_that_stand_otherwise_are_printed(processor: Processor, changes: dict[str, object]) -> None:  # noqa: F811
    refund = refunded(processor, paid(processor))
    nightly()
    processor.put(processor.objects[f"/v1/refunds/{refund.provider_id}"] | changes)

    assert kinds() == ["refunds_differ"]


def test_refund_whose_answer_never_came_is_found_by_our_own_name(processor: Processor) -> None:  # noqa: F811
    refund = refunded(processor, paid(processor))
    nightly()
    Refund.objects.filter(pk=refund.pk).update(provider_id="", status=RefundStatus.SENDING)

    assert "refund_there_unknown_here" not in kinds()
    assert "refunds_differ" in kinds()


# Differences of the balance


def test_movement_of_nothing_that_we_know_is_printed_and_not_posted(processor: Processor) -> None:  # noqa: F811
    processor.movement({"id": "ch_x", "object": "charge", "payment_intent": "pi_x"}, amount=100)
    processor.movement("adj_x", type="reserve_transaction", amount=100)

    nightly()

    assert kinds() == ["movement_of_nothing_here", "movement_of_nothing_here"]
    assert not LedgerTransaction.objects.filter(key__startswith="bt:").exists()


def test_payment_without_a_movement_is_printed_once_there_was_time(processor: Processor) -> None:  # noqa: F811
    attempt = opened_attempt()
    bring(message("checkout.session.completed", processor.pay(attempt)))
    process_due()
    assert kinds() == []

    with clock.frozen_at(clock.now() + timedelta(hours=2)):
        assert kinds() == ["payment_without_movement"]


def test_fee_that_the_night_forgot_is_printed_a_day_later(processor: Processor) -> None:  # noqa: F811
    attempt = paid(processor)
    processor.movement("fee_1", type="stripe_fee", amount=-300)
    assert kinds() == []

    with clock.frozen_at(clock.now() + timedelta(hours=27)):
        assert kinds() == ["fee_not_posted"]
        nightly()
        assert kinds() == []
    assert balances(["processor:stripe", "fee:processor"]) == {
        "processor:stripe": attempt.amount - Decimal("8.00"),
        "fee:processor": Decimal("8.00"),
    }


def test_balance_that_is_not_the_sum_of_its_movements_is_printed(processor: Processor) -> None:  # noqa: F811
    attempt = paid(processor)
    movement = next(body for path, body in processor.objects.items() if path.startswith("/v1/balance_transactions/"))
    processor.put(movement | {"net": movement["net"] - 1})

    [found] = compare(since=clock.now() - timedelta(hours=48)).differences

    assert found.kind == "processor_balance"
    assert found.here == str(attempt.amount - Decimal("5.00"))


def test_fees_in_another_currency_leave_what_the_exchange_made(processor: Processor) -> None:  # noqa: F811
    attempt = opened_attempt()
    bring(message("checkout.session.completed", processor.pay(attempt)))
    process_due()
    attempt.refresh_from_db()
    euros = int(attempt.amount * 10)  # ten dirhams a euro
    processor.movement(charge(attempt), amount=euros, fee=100, net=euros - 100, currency="eur", exchange_rate=0.1)
    nightly()
    assert balances(["processor:stripe", "fee:processor", "fx:difference"]) == {
        "processor:stripe": attempt.amount - Decimal("10.00"),
        "fee:processor": Decimal("10.00"),
        "fx:difference": ZERO,
    }

    # The dirham rose by a tenth until it was paid back: that costs a tenth of it, valued as it came in.
    refund = refunded(processor, attempt, is_moved=False)
    back = -euros - euros // 10
    processor.movement(
        processor.objects[f"/v1/refunds/{refund.provider_id}"],
        type="refund",
        amount=back,
        net=back,
        currency="eur",
        exchange_rate=0.11,
    )
    nightly()

    loss = attempt.amount / 10
    found = balances(["processor:stripe", "fx:difference"])
    assert found == {"processor:stripe": -Decimal("10.00") - loss, "fx:difference": loss}
    assert kinds() == []


def test_dispute_with_its_fee_and_its_end_keep_the_balance(processor: Processor) -> None:  # noqa: F811
    attempt = paid(processor)
    whole = int(attempt.amount * 100)
    taken = processor.dispute(attempt)
    bring(message("charge.dispute.created", taken))
    process_due()
    processor.movement(taken, type="adjustment", amount=-whole, fee=1500)
    nightly()
    assert (balances(["processor:stripe"]), kinds()) == ({"processor:stripe": Decimal("-20.00")}, [])

    won = processor.dispute(attempt, status="won")
    bring(message("charge.dispute.closed", won))
    process_due()
    processor.movement(won, type="adjustment", amount=whole, fee=-1500)
    nightly()

    assert balances(["processor:stripe", "dispute:loss", "fee:processor"]) == {
        "processor:stripe": attempt.amount - Decimal("5.00"),
        "dispute:loss": ZERO,
        "fee:processor": Decimal("5.00"),
    }
    assert kinds() == []


def test_payout_to_our_bank_and_movements_without_a_rate(processor: Processor) -> None:  # noqa: F811
    movement = processor.movement("po_1", type="payout", amount=-5000, currency="eur")
    assert kinds() == ["movement_without_a_rate"]

    processor.movement("po_2", type="payout", amount=-3000)
    nightly()

    assert balances(["bank", "processor:stripe"]) == {"bank": Decimal("30.00"), "processor:stripe": Decimal("-30.00")}
    assert [difference.what for difference in compare(since=clock.now()).differences] == [f"{movement['id']} (payout)"]


@pytest.mark.parametrize("kind", ["charge", "refund", "stripe_fee", "payout", "adjustment"])
@pytest.mark.parametrize("rate", ["1", "0.0925", "0.333"])
def test_every_movement_is_posted_whole(kind: str, rate: str) -> None:
    """The processor's account moves by exactly what the movement says, whatever is booked and however it rounds."""
    booked = ZERO if kind in ("stripe_fee", "payout") else Decimal("241.90")
    movement = Movement("x", kind, Decimal("0.71"), Decimal("21.67"), clock.now(), Decimal(rate), booked)

    entries = _posting(movement).entries

    assert sum(amount for _account, amount in entries) == 0
    at_processor = sum(amount for account, amount in entries if account.code == "processor:stripe")
    assert booked + at_processor == (Decimal("21.67") / Decimal(rate)).quantize(Decimal("0.01"))


# Our own books


def test_allocations_that_are_not_of_live_lines_are_printed(processor: Processor) -> None:  # noqa: F811
    attempt = card_attempt()
    assert kinds() == []
    StockRecord.objects.update(num_allocated=3)

    [found] = compare(since=clock.now()).differences

    record = attempt.purchase.orders.get().lines.get().stockrecord_id
    assert (found.kind, found.what) == ("allocations", f"stock record {record}")
    assert (Decimal(found.here), Decimal(found.there)) == (3, 1)


def test_order_that_is_paid_and_not_in_the_book_is_printed(processor: Processor) -> None:  # noqa: F811
    attempt = card_attempt()
    Order.objects.filter(purchase=attempt.purchase).update(paid_at=clock.now())

    found = kinds()

    assert found.count("paid_but_not_posted") == 2
    assert "applied_but_not_paid" in found


def test_payment_that_is_applied_to_an_order_that_is_not_paid_is_printed(processor: Processor) -> None:  # noqa: F811
    attempt = paid(processor)
    Order.objects.filter(purchase=attempt.purchase).update(paid_at=None)

    assert kinds() == ["applied_but_not_paid"]


def test_payment_that_is_not_the_sum_of_its_orders_is_printed(processor: Processor) -> None:  # noqa: F811
    attempt = paid(processor)
    PaymentAttempt.objects.filter(pk=attempt.pk).update(amount=attempt.amount + 1, received_amount=attempt.amount + 1)

    assert sorted(kinds()) == ["amounts_differ", "purchase_and_payment_differ"]


# The night


def test_night_settles_money_that_nobody_told_us_of_and_says_when_the_books_agreed(
    processor: Processor,  # noqa: F811
) -> None:
    attempt = opened_attempt()
    processor.pay(attempt)

    with capture_logs() as logs:
        found = nightly()

    attempt.refresh_from_db()
    assert (attempt.status, found.differences) == (AttemptStatus.APPLIED, [])
    assert "arrived_money_settled" in [line["event"] for line in logs]
    assert set(Heartbeat.objects.values_list("name", flat=True)) == {"reconcile", "reconcile-clean"}


def test_night_says_each_difference_loudly_and_mends_none(processor: Processor) -> None:  # noqa: F811
    processor.refund(paid(processor), "", id="re_by_hand")
    Heartbeat.objects.all().delete()
    before = LedgerTransaction.objects.count()

    with capture_logs() as logs:
        nightly()

    loud = [line for line in logs if line["event"] == "books_differ"]
    assert [(line["log_level"], line["kind"], line["what"]) for line in loud] == [
        ("error", "refund_there_unknown_here", "refund re_by_hand")
    ]
    assert list(Heartbeat.objects.values_list("name", flat=True)) == ["reconcile"]
    assert LedgerTransaction.objects.count() == before


def test_nothing_is_left_of_what_was_laid_out(processor: Processor) -> None:  # noqa: F811
    compare(since=clock.now())

    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relname LIKE 'there\\_%' AND relkind = 'r'")
        assert cursor.fetchall() == []
