"""Events are hints: read again, in any order, any number of times, each has its effect once or goes to a person."""

from collections import Counter
from datetime import timedelta
from decimal import Decimal

import pytest
from structlog.testing import capture_logs

from cooperatives import clock
from cooperatives.ledger.models import LedgerTransaction
from cooperatives.ledger.selectors import balances
from marketplace.order.enums import OrderStatus
from marketplace.payment import events
from marketplace.payment.enums import AttemptStatus, EventStatus, RefundCause, RefundStatus
from marketplace.payment.events import process_due
from marketplace.payment.models import GatewayEvent, PaymentAttempt, Refund
from marketplace.payment.refund_sending import send_refund
from marketplace.payment.refunds import refund_order
from tests.factories import make_user
from tests.marketplace.processor import Processor, charge, message, opened_attempt, post, processor  # noqa: F401
from tests.payments_simulator import CardSimulator, session_object

pytestmark = pytest.mark.django_db
COMPLETED, SUCCEEDED = "checkout.session.completed", "payment_intent.succeeded"


def statuses() -> Counter[str]:
    return Counter(GatewayEvent.objects.values_list("status", flat=True))


def standing(attempt: PaymentAttempt) -> tuple[str, set[str]]:
    """Where the attempt and the orders of its purchase stand."""
    attempt.refresh_from_db()
    return attempt.status, set(attempt.purchase.orders.values_list("status", flat=True))


PAID = (AttemptStatus.APPLIED, {OrderStatus.CONFIRMED})
WAITING = (AttemptStatus.PENDING, {OrderStatus.AWAITING_PAYMENT})


def paid(processor: Processor) -> PaymentAttempt:  # noqa: F811
    """An attempt that was paid and settled by its event."""
    attempt = opened_attempt()
    post(message(COMPLETED, processor.pay(attempt)))
    process_due()
    attempt.refresh_from_db()
    return attempt


def refund_of(attempt: PaymentAttempt) -> Refund:
    """The refund of its only order, on its way to the processor."""
    refund = refund_order(
        order=attempt.purchase.orders.get(),
        cause=RefundCause.GOODWILL,
        reason="a gift",
        by=make_user(is_staff=True),
        with_delivery=True,
    )
    send_refund(refund_id=refund.pk)
    refund.refresh_from_db()
    return refund


# Sessions and collections of money


def test_money_of_the_simulator_is_applied_by_its_own_events(card_simulator: CardSimulator) -> None:
    attempt = opened_attempt()
    card_simulator.pay(attempt.session_url)

    for each in card_simulator.messages:
        post(each)
    process_due()

    assert standing(attempt) == PAID
    assert attempt.received_amount == attempt.amount
    assert set(statuses()) <= {EventStatus.DONE, EventStatus.IGNORED}
    assert balances(["processor:stripe", "customer:unapplied"]) == {
        "processor:stripe": attempt.amount,
        "customer:unapplied": Decimal("0.00"),
    }


def test_declined_card_and_closed_window_change_nothing_and_the_next_card_pays(card_simulator: CardSimulator) -> None:
    attempt = opened_attempt()
    card_simulator.decline(attempt.session_url)
    for each in card_simulator.messages:
        post(each)
    process_due()
    assert standing(attempt) == WAITING

    card_simulator.pay(attempt.session_url)
    post(card_simulator.messages[-1])
    process_due()

    assert standing(attempt) == PAID


def test_money_that_comes_later_is_applied_when_it_is_there(card_simulator: CardSimulator) -> None:
    attempt = opened_attempt()
    card_simulator.pay_delayed(attempt.session_url)
    for each in card_simulator.messages:
        post(each)
    process_due()
    assert standing(attempt) == WAITING

    seen = len(card_simulator.messages)
    card_simulator.settle_delayed(attempt.session_id)
    for each in card_simulator.messages[seen:]:
        post(each)
    process_due()

    assert standing(attempt) == PAID


def test_the_same_event_again_and_its_neighbours_settle_once(processor: Processor) -> None:  # noqa: F811
    attempt = opened_attempt()
    session = processor.pay(attempt)
    first = message(COMPLETED, session)
    for each in (first, first, message(COMPLETED, session), message(SUCCEEDED, processor.intent_of(session))):
        post(each)
        process_due()

    assert standing(attempt) == PAID
    assert statuses() == {EventStatus.DONE: 3}
    assert LedgerTransaction.objects.filter(key__startswith="att:").count() == 1


def test_collection_heard_of_before_its_session_is_settled_once(processor: Processor) -> None:  # noqa: F811
    attempt = opened_attempt()
    session = processor.pay(attempt)
    post(message(SUCCEEDED, processor.intent_of(session)))
    process_due()
    assert standing(attempt) == PAID

    post(message(COMPLETED, session))
    process_due()

    assert statuses() == {EventStatus.DONE: 2}
    assert LedgerTransaction.objects.filter(key__startswith="att:").count() == 1


def test_collection_without_our_name_waits_for_its_session(processor: Processor) -> None:  # noqa: F811
    """Who drops what we wrote on a collection leaves its session alone to name it."""
    attempt = opened_attempt()
    session = processor.pay(attempt)
    intent = processor.put(processor.intent_of(session) | {"metadata": {}})
    post(message(SUCCEEDED, intent))
    process_due()
    assert (standing(attempt), statuses()) == (WAITING, {EventStatus.NEW: 1})

    post(message(COMPLETED, session))
    process_due()
    with clock.frozen_at(clock.now() + timedelta(minutes=1)):
        process_due()

    assert (standing(attempt), statuses()) == (PAID, {EventStatus.DONE: 2})


def test_event_that_comes_before_the_page_was_written_down_is_settled(processor: Processor) -> None:  # noqa: F811
    attempt = opened_attempt()
    session = processor.pay(attempt)
    PaymentAttempt.objects.update(status=AttemptStatus.CREATED, session_id="", session_url="")

    post(message(COMPLETED, session))
    process_due()

    assert standing(attempt) == PAID
    assert attempt.session_id == session["id"]


def test_what_an_event_says_is_not_believed_but_read_again(processor: Processor) -> None:  # noqa: F811
    """A signed event of a payment that the processor knows nothing of, as from a leaked secret."""
    attempt = opened_attempt()
    lie = session_object(
        id=attempt.session_id,
        client_reference_id=str(attempt.uuid),
        status="complete",
        payment_status="paid",
        payment_intent="pi_nowhere",
    )

    post(message(COMPLETED, lie))
    process_due()

    assert standing(attempt) == WAITING
    assert statuses() == {EventStatus.DONE: 1}


@pytest.mark.parametrize("reference", ["", "nonsense", "2b1c7a52-0c0f-4c43-9d5e-0d6f4a1f7c11"])
def test_event_of_an_unknown_session_goes_to_a_person_and_changes_nothing(
    processor: Processor,  # noqa: F811
    reference: str,
) -> None:
    attempt = opened_attempt()
    foreign = processor.put(
        session_object(id="cs_foreign", client_reference_id=reference, status="complete", payment_status="paid")
    )
    post(message(COMPLETED, foreign))

    with capture_logs() as logs:
        process_due()

    assert (statuses(), standing(attempt)) == ({EventStatus.REVIEW: 1}, WAITING)
    assert [line["log_level"] for line in logs if line["event"] == "gateway_event_review"] == ["error"]
    assert "cs_foreign" in GatewayEvent.objects.get().note
    assert not LedgerTransaction.objects.exists()


def test_session_of_another_payment_cannot_pay_for_ours(processor: Processor) -> None:  # noqa: F811
    attempt, other = opened_attempt(), opened_attempt()
    session = processor.pay(other)

    post(message(COMPLETED, session | {"client_reference_id": str(attempt.uuid)}))
    process_due()

    assert (standing(attempt), standing(other), statuses()) == (WAITING, WAITING, {EventStatus.REVIEW: 1})


def test_expired_page_does_not_touch_what_was_paid_otherwise(processor: Processor) -> None:  # noqa: F811
    attempt = opened_attempt()
    expired = processor.objects[f"/v1/checkout/sessions/{attempt.session_id}"] | {"status": "expired"}
    session = processor.pay(attempt)
    post(message(COMPLETED, session))
    process_due()

    for carried in (expired, session):
        post(message("checkout.session.expired", carried))
    process_due()

    assert (standing(attempt), statuses()) == (PAID, {EventStatus.DONE: 3})


def test_expired_page_is_noted_and_gives_no_stock_back(processor: Processor) -> None:  # noqa: F811
    attempt = opened_attempt()
    session = processor.objects[f"/v1/checkout/sessions/{attempt.session_id}"]

    post(message("checkout.session.expired", processor.put(session | {"status": "expired"})))
    process_due()

    assert standing(attempt) == WAITING
    assert GatewayEvent.objects.get().note == "expired, unpaid"


def test_wrong_amount_is_left_to_a_person_and_the_event_is_done(processor: Processor) -> None:  # noqa: F811
    attempt = opened_attempt()

    post(message(COMPLETED, processor.pay(attempt, amount=100)))
    process_due()

    assert standing(attempt) == (AttemptStatus.REVIEW, {OrderStatus.AWAITING_PAYMENT})
    assert statuses() == {EventStatus.DONE: 1}


@pytest.mark.parametrize("kind", ["charge.succeeded", "charge.refunded", "customer.created", "payout.paid"])
def test_kinds_that_we_do_not_use_are_ignored(processor: Processor, kind: str) -> None:  # noqa: F811
    attempt = opened_attempt()

    post(message(kind, charge(attempt) | {"object": kind.split(".")[0]}))
    process_due()

    assert (statuses(), standing(attempt)) == ({EventStatus.IGNORED: 1}, WAITING)


# What fails


def test_processor_that_is_away_is_asked_again_and_no_event_goes_to_a_person(
    processor: Processor,  # noqa: F811
    settings,
) -> None:
    attempt = opened_attempt()
    base = settings.STRIPE_API_BASE
    post(message(COMPLETED, processor.pay(attempt)))
    now = clock.now()
    settings.STRIPE_API_BASE = "http://127.0.0.1:9"

    for _ in range(events.MAX_TRIES + 3):
        with clock.frozen_at(now):
            assert process_due() == 1
        now += events.LONGEST_WAIT + events.LEASE
    assert statuses() == {EventStatus.NEW: 1}

    settings.STRIPE_API_BASE = base
    with clock.frozen_at(now):
        process_due()
    assert (standing(attempt), statuses()) == (PAID, {EventStatus.DONE: 1})


def test_event_that_fails_keeps_no_other_waiting_and_goes_to_a_person_in_the_end(
    processor: Processor,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    poisoned, healthy = opened_attempt(), opened_attempt()
    settle = events.settle

    def fail(*, attempt_id: int, **given: object) -> None:
        if attempt_id == poisoned.pk:
            raise ZeroDivisionError("poison")
        settle(attempt_id=attempt_id, **given)

    monkeypatch.setattr(events, "settle", fail)
    for attempt in (poisoned, healthy):
        post(message(COMPLETED, processor.pay(attempt)))
    now = clock.now()

    with clock.frozen_at(now):
        assert process_due() == 2
    assert (standing(healthy), statuses()) == (PAID, {EventStatus.DONE: 1, EventStatus.NEW: 1})
    waits = []
    for _ in range(events.MAX_TRIES - 1):
        waiting = GatewayEvent.objects.get(status=EventStatus.NEW)
        waits.append(waiting.next_try_at - now)
        now = waiting.next_try_at
        with clock.frozen_at(now - timedelta(seconds=1)):
            assert process_due() == 0
        with clock.frozen_at(now):
            assert process_due() == 1

    assert waits == sorted(waits)
    assert waits[0] == events.FIRST_WAIT
    assert statuses() == {EventStatus.DONE: 1, EventStatus.REVIEW: 1}
    assert GatewayEvent.objects.get(status=EventStatus.REVIEW).note == "ZeroDivisionError: poison"
    assert standing(poisoned) == WAITING


def test_event_of_a_killed_worker_is_taken_again_when_its_lease_is_over(
    processor: Processor,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    attempt = opened_attempt()
    post(message(COMPLETED, processor.pay(attempt)))
    now = clock.now()

    def killed(**given: object) -> None:
        raise SystemExit

    with clock.frozen_at(now), monkeypatch.context() as patch:
        patch.setattr(events, "settle", killed)
        with pytest.raises(SystemExit):
            process_due()
    with clock.frozen_at(now + events.LEASE - timedelta(seconds=1)):
        assert process_due() == 0
    with clock.frozen_at(now + events.LEASE):
        assert process_due() == 1

    assert (standing(attempt), statuses()) == (PAID, {EventStatus.DONE: 1})


# Refunds


def test_refund_is_read_again_and_posted_once_in_whatever_order_it_is_heard_of(
    processor: Processor,  # noqa: F811
) -> None:
    refund = refund_of(paid(processor))
    made = processor.objects[f"/v1/refunds/{refund.provider_id}"]
    processor.put(made | {"status": "succeeded"})

    for kind in ("refund.updated", "refund.created", "refund.updated"):
        post(message(kind, made))
        process_due()

    refund.refresh_from_db()
    assert refund.status == RefundStatus.SUCCEEDED
    assert LedgerTransaction.objects.filter(key=f"refund:{refund.uuid}:sent").count() == 1
    assert balances(["customer:refunds"]) == {"customer:refunds": Decimal("0.00")}


def test_refund_that_failed_is_heard_of_before_it_was_made(processor: Processor) -> None:  # noqa: F811
    refund = refund_of(paid(processor))
    made = processor.objects[f"/v1/refunds/{refund.provider_id}"]
    # The answer to our own call was lost, too.
    Refund.objects.update(provider_id="", status=RefundStatus.SENDING)
    failed = processor.put(made | {"status": "failed", "failure_reason": "expired_or_canceled_card"})

    for kind, carried in (("refund.failed", failed), ("refund.created", made), ("refund.updated", made)):
        post(message(kind, carried))
    process_due()

    refund.refresh_from_db()
    assert (refund.status, refund.provider_id) == (RefundStatus.FAILED, made["id"])
    assert not LedgerTransaction.objects.filter(key__startswith=f"refund:{refund.uuid}:").exclude(
        key__endswith=":delivery"
    )
    assert balances(["customer:refunds"]) == {"customer:refunds": -refund.amount}


def test_refund_that_fails_at_the_bank_later_is_owed_again_once(card_simulator: CardSimulator) -> None:
    """The simulator's refunds cannot be read again: its own word counts, in whatever order it comes."""
    attempt = opened_attempt()
    card_simulator.pay(attempt.session_url)
    post(card_simulator.messages[-1])
    process_due()
    attempt.refresh_from_db()
    seen = len(card_simulator.messages)
    refund = refund_of(attempt)
    sent = card_simulator.messages[seen:]
    for each in sent:
        post(each)
    process_due()
    refund.refresh_from_db()
    assert refund.status == RefundStatus.SUCCEEDED

    card_simulator.fail_refund(attempt.session_id, refund.provider_id)
    for each in (*card_simulator.messages[seen + len(sent) :], *sent):
        post(each)
    GatewayEvent.objects.update(status=EventStatus.NEW, done_at=None)
    process_due()

    refund.refresh_from_db()
    assert refund.status == RefundStatus.FAILED
    keys = LedgerTransaction.objects.filter(key__startswith=f"refund:{refund.uuid}:").values_list("key", flat=True)
    assert {key.rsplit(":", 1)[1] for key in keys} == {"delivery", "sent", "failed"}
    assert balances(["customer:refunds"]) == {"customer:refunds": -refund.amount}


def test_refund_that_nobody_here_asked_for_goes_to_a_person(processor: Processor) -> None:  # noqa: F811
    attempt = paid(processor)
    made = processor.refund(attempt, "", id="re_by_hand")
    post(message("refund.created", made))
    before, now = LedgerTransaction.objects.count(), clock.now()

    for _ in range(events.MAX_TRIES):
        with clock.frozen_at(now):
            process_due()
        now += events.LONGEST_WAIT + events.LEASE

    assert statuses() == {EventStatus.DONE: 1, EventStatus.REVIEW: 1}
    assert "re_by_hand" in GatewayEvent.objects.get(status=EventStatus.REVIEW).note
    assert LedgerTransaction.objects.count() == before


# What was not brought to us


def test_events_that_were_not_delivered_are_fetched_and_acted_on_once(processor: Processor) -> None:  # noqa: F811
    lost, came = opened_attempt(), opened_attempt()
    processor.put({"id": "evt_lost", "object": "event", "type": COMPLETED, "created": 1, "data": {}})
    processor.put(
        processor.objects["/v1/events/evt_lost"] | {"data": {"object": processor.pay(lost)}},
    )
    post(message(COMPLETED, processor.pay(came), id="evt_came"))
    processor.put(
        {"id": "evt_came", "object": "event", "type": COMPLETED, "created": 1, "data": {"object": {"id": "x"}}}
    )
    since = clock.now() - timedelta(days=1)

    assert events.fetch_undelivered(since=since) == 1
    assert events.fetch_undelivered(since=since) == 0

    assert (standing(lost), standing(came)) == (PAID, WAITING)
    assert statuses() == {EventStatus.DONE: 1, EventStatus.NEW: 1}
    asked = [asked for asked in processor.asked if asked.path == "/v1/events"]
    assert asked[0].params["delivery_success"].lower() == "false"
