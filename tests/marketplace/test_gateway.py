"""Card payments at the border: what goes over the wire, what comes back, and what the settings allow."""

import threading
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from pytest_django.fixtures import Settings

from marketplace.payment.gateway import (
    AmountTooLarge,
    AmountTooSmall,
    CannotList,
    EventAbout,
    GatewayDisputeStatus,
    GatewayRefundStatus,
    GatewayRefused,
    GatewayUnavailable,
    IntentStatus,
    NotKnownThere,
    PaymentStatus,
    RefundRequest,
    SessionAlreadyComplete,
    SessionGone,
    SessionRequest,
    SessionStatus,
    gateway,
)
from tests.payments_simulator import (
    CardSimulator,
    Wire,
    dispute_object,
    event_object,
    intent_object,
    list_object,
    refund_object,
    session_object,
)

EXPIRES = datetime(2027, 1, 15, 8, 0, tzinfo=UTC)
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def asked(**changes: object) -> SessionRequest:
    """A page for 241.90 dirhams."""
    whole = {
        "reference": "attempt-1",
        "amount": Decimal("241.90"),
        "description": "Purchase 4711",
        "success_url": "http://127.0.0.1:1/back?session={CHECKOUT_SESSION_ID}",
        "cancel_url": "http://127.0.0.1:1/cancel",
        "expires_at": EXPIRES,
        "idempotency_key": "att:1:session",
        "metadata": {"purchase": "4711"},
    }
    return SessionRequest(**(whole | changes))


def refund(intent_id: str = "pi_1", amount: str = "50.00", number: int = 1) -> RefundRequest:
    return RefundRequest(
        intent_id=intent_id,
        amount=Decimal(amount),
        reference=f"refund-{number}",
        idempotency_key=f"refund:{number}",
    )


# With the simulator


def test_session_is_paid_and_the_intent_says_what_came(card_simulator: CardSimulator) -> None:
    opened = gateway().open_session(asked())
    assert opened.expires_at == EXPIRES
    fresh = gateway().read_session(opened.session_id)
    assert (fresh.status, fresh.payment, fresh.received) == (SessionStatus.OPEN, PaymentStatus.UNPAID, Decimal("0.00"))

    back = card_simulator.pay(opened.url)

    assert back == f"http://127.0.0.1:1/back?session={opened.session_id}"
    state = gateway().read_session(opened.session_id)
    assert (state.status, state.payment) == (SessionStatus.COMPLETE, PaymentStatus.PAID)
    assert (state.received, state.amount, state.currency) == (Decimal("241.90"), Decimal("241.90"), "MAD")
    assert (state.reference, state.intent_status) == ("attempt-1", IntentStatus.SUCCEEDED)
    intent = gateway().read_intent(str(state.intent_id))
    assert intent.received == Decimal("241.90")
    assert intent.metadata == {"purchase": "4711", "reference": "attempt-1"}


def test_declined_card_leaves_the_session_to_be_paid_again(card_simulator: CardSimulator) -> None:
    opened = gateway().open_session(asked())
    assert card_simulator.decline(opened.url) == "http://127.0.0.1:1/cancel"

    state = gateway().read_session(opened.session_id)

    assert (state.status, state.payment, state.received) == (SessionStatus.OPEN, PaymentStatus.UNPAID, Decimal("0.00"))
    assert state.intent_status is IntentStatus.WAITING
    card_simulator.pay(opened.url)
    assert gateway().read_session(opened.session_id).payment is PaymentStatus.PAID


def test_delayed_money_is_complete_but_unpaid_until_it_comes(card_simulator: CardSimulator) -> None:
    opened = gateway().open_session(asked())
    card_simulator.pay_delayed(opened.url)

    waiting = gateway().read_session(opened.session_id)
    with pytest.raises(SessionAlreadyComplete) as complete:
        gateway().expire_session(opened.session_id)
    card_simulator.settle_delayed(opened.session_id)

    assert (waiting.status, waiting.payment) == (SessionStatus.COMPLETE, PaymentStatus.UNPAID)
    assert (waiting.received, waiting.intent_status) == (Decimal("0.00"), IntentStatus.PROCESSING)
    assert complete.value.state == waiting
    assert gateway().read_session(opened.session_id).received == Decimal("241.90")


def test_abandoned_session_is_shut_once_and_can_be_shut_again(card_simulator: CardSimulator) -> None:
    opened = gateway().open_session(asked())
    card_simulator.abandon(opened.url)

    assert gateway().expire_session(opened.session_id).status is SessionStatus.EXPIRED
    assert gateway().expire_session(opened.session_id).status is SessionStatus.EXPIRED


def test_paid_session_cannot_be_shut_and_says_what_it_holds(card_simulator: CardSimulator) -> None:
    opened = gateway().open_session(asked())
    card_simulator.pay(opened.url)

    with pytest.raises(SessionAlreadyComplete) as complete:
        gateway().expire_session(opened.session_id)

    assert complete.value.state.received == Decimal("241.90")
    assert complete.value.state.reference == "attempt-1"


def test_restarted_simulator_knows_no_session_any_more(card_simulator: CardSimulator) -> None:
    opened = gateway().open_session(asked())
    card_simulator.restart()

    with pytest.raises(SessionGone):
        gateway().read_session(opened.session_id)
    with pytest.raises(SessionGone):
        gateway().expire_session(opened.session_id)
    with pytest.raises(NotKnownThere):
        gateway().send_refund(refund("pi_sim_unknown"))


def test_refunds_in_parts_never_exceed_what_came(card_simulator: CardSimulator) -> None:
    opened = gateway().open_session(asked())
    card_simulator.pay(opened.url)
    intent_id = str(gateway().read_session(opened.session_id).intent_id)

    first = gateway().send_refund(refund(intent_id, "100.00", 1))
    second = gateway().send_refund(refund(intent_id, "141.90", 2))
    with pytest.raises(AmountTooLarge):
        gateway().send_refund(refund(intent_id, "0.01", 3))

    assert (first.amount, first.reference, first.intent_id) == (Decimal("100.00"), "refund-1", intent_id)
    assert second.amount == Decimal("141.90")
    assert [message.kind for message in card_simulator.messages if message.kind.startswith("refund.")] == [
        "refund.created",
        "refund.updated",
    ] * 2


def test_refund_that_fails_later_is_told_with_its_state(card_simulator: CardSimulator) -> None:
    opened = gateway().open_session(asked())
    card_simulator.pay(opened.url)
    intent_id = str(gateway().read_session(opened.session_id).intent_id)
    sent = gateway().send_refund(refund(intent_id))

    card_simulator.fail_refund(opened.session_id, sent.refund_id)

    last = card_simulator.messages[-1]
    event = gateway().read_event(last.body, last.signature)
    assert (event.about, event.kind, event.refund_id) == (EventAbout.REFUND, "refund.failed", sent.refund_id)
    assert event.refund is not None
    assert (event.refund.status, event.refund.amount) == (GatewayRefundStatus.FAILED, Decimal("50.00"))
    assert (event.refund.reference, event.reference) == ("refund-1", "refund-1")


def test_messages_of_a_payment_name_session_intent_and_attempt(card_simulator: CardSimulator) -> None:
    opened = gateway().open_session(asked())
    card_simulator.pay(opened.url)

    events = [gateway().read_event(message.body, message.signature) for message in card_simulator.messages]

    assert [event.kind for event in events] == [
        "charge.succeeded",
        "checkout.session.completed",
        "payment_intent.succeeded",
    ]
    assert [event.about for event in events] == [EventAbout.OTHER, EventAbout.SESSION, EventAbout.INTENT]
    assert {event.reference for event in events} == {"attempt-1"}
    assert [event.session_id for event in events] == [None, opened.session_id, None]
    assert len({event.intent_id for event in events}) == 1
    assert len({event.event_id for event in events}) == 3
    assert gateway().read_stored_event(card_simulator.messages[1].body) == events[1]


def test_simulator_says_that_it_has_no_lists(card_simulator: CardSimulator) -> None:
    for ask in (
        lambda: list(gateway().sessions_since(LONG_AGO)),
        lambda: list(gateway().refunds_since(LONG_AGO)),
        lambda: list(gateway().balance_movements_since(LONG_AGO)),
        lambda: list(gateway().disputes_since(LONG_AGO)),
        lambda: list(gateway().undelivered_events(LONG_AGO)),
        lambda: list(gateway().refunds_of("pi_1")),
        lambda: gateway().read_refund("re_1"),
    ):
        with pytest.raises(CannotList):
            ask()


def test_silent_processor_is_unavailable_not_a_refusal(card_simulator: CardSimulator, settings: Settings) -> None:
    settings.STRIPE_API_BASE = "http://127.0.0.1:1"

    with pytest.raises(GatewayUnavailable):
        gateway().open_session(asked())


# On the wire


def test_session_is_asked_for_one_line_of_the_whole_amount(wire: Wire) -> None:
    wire.answer(session_object())

    opened = gateway().open_session(asked(email="amina@example.ma", language="ar"))

    request = wire.asked[0]
    assert (request.method, request.path) == ("POST", "/v1/checkout/sessions")
    assert request.params == {
        "mode": "payment",
        "client_reference_id": "attempt-1",
        "line_items[0][quantity]": "1",
        "line_items[0][price_data][currency]": "mad",
        "line_items[0][price_data][unit_amount]": "24190",
        "line_items[0][price_data][product_data][name]": "Purchase 4711",
        "success_url": "http://127.0.0.1:1/back?session={CHECKOUT_SESSION_ID}",
        "cancel_url": "http://127.0.0.1:1/cancel",
        "expires_at": "1800000000",
        "locale": "fr",
        "metadata[purchase]": "4711",
        "metadata[reference]": "attempt-1",
        "payment_intent_data[metadata][purchase]": "4711",
        "payment_intent_data[metadata][reference]": "attempt-1",
        "customer_email": "amina@example.ma",
    }
    assert request.idempotency_key == "att:1:session"
    assert request.headers["authorization"] == "Bearer sk_test_demonstration"
    assert request.headers["stripe-version"] == "2026-10-28.endive"
    assert "x-stripe-client-telemetry" not in request.headers
    assert opened.session_id == "cs_test_1"
    assert opened.url == "https://checkout.stripe.com/c/pay/cs_test_1"


def test_same_request_again_is_the_same_on_the_wire(wire: Wire) -> None:
    wire.answer(session_object())

    gateway().open_session(asked())
    gateway().open_session(asked())

    first, second = wire.asked
    assert (first.params, first.idempotency_key) == (second.params, second.idempotency_key)


def test_refund_carries_its_key_and_our_name_of_it(wire: Wire) -> None:
    wire.answer(refund_object(status="pending"))

    state = gateway().send_refund(refund())

    request = wire.asked[0]
    assert (request.method, request.path) == ("POST", "/v1/refunds")
    assert request.params == {"payment_intent": "pi_1", "amount": "5000", "metadata[reference]": "refund-1"}
    assert request.idempotency_key == "refund:1"
    assert (state.status, state.amount, state.currency) == (GatewayRefundStatus.PENDING, Decimal("50.00"), "MAD")


@pytest.mark.parametrize("trouble", ["time-out", "500", "hang-up"])
def test_repeats_carry_the_same_key_and_the_answer_counts(wire: Wire, trouble: str) -> None:
    if trouble == "time-out":
        wire.answer({}, after=1.0)
    elif trouble == "500":
        wire.refuse(500)
    else:
        wire.hang_up()
    wire.answer(refund_object())

    state = gateway().send_refund(refund())

    assert state.status is GatewayRefundStatus.SUCCEEDED
    assert [request.idempotency_key for request in wire.asked] == ["refund:1"] * 2
    assert wire.asked[0].params == wire.asked[1].params


@pytest.mark.parametrize("trouble", ["time-out", "500", "503", "429", "401", "409", "hang-up", "not json"])
def test_unknown_outcome_is_never_called_a_refusal(wire: Wire, trouble: str) -> None:
    if trouble == "time-out":
        wire.answer({}, after=1.0)
    elif trouble == "hang-up":
        wire.hang_up()
    elif trouble == "not json":
        wire.answer({"not": "an error"}, status=502)
    else:
        wire.refuse(int(trouble))

    with pytest.raises(GatewayUnavailable):
        gateway().send_refund(refund())

    assert {request.idempotency_key for request in wire.asked} == {"refund:1"}


@pytest.mark.parametrize(
    ("status", "code", "more", "expected"),
    [
        (404, "resource_missing", {}, NotKnownThere),
        (400, "amount_too_small", {}, AmountTooSmall),
        (400, "amount_too_large", {}, AmountTooLarge),
        (400, "charge_already_refunded", {}, AmountTooLarge),
        (400, "", {"param": "amount"}, AmountTooLarge),
        (400, "parameter_invalid_empty", {"param": "currency"}, GatewayRefused),
        (400, "", {"type": "idempotency_error"}, GatewayRefused),
        (402, "card_declined", {"type": "card_error"}, GatewayRefused),
    ],
)
def test_refusal_has_a_name_and_is_not_repeated(
    wire: Wire, status: int, code: str, more: dict[str, str], expected: type[GatewayRefused]
) -> None:
    wire.refuse(status, code=code, **more)

    with pytest.raises(GatewayRefused) as refused:
        gateway().send_refund(refund())

    assert type(refused.value) is expected
    assert len(wire.asked) == 1


def test_money_counts_by_the_word_of_the_intent(wire: Wire) -> None:
    intent = intent_object(amount_received=20000, currency="eur")
    wire.answer(session_object(status="complete", payment_status="paid", payment_intent=intent))

    state = gateway().read_session("cs_test_1")

    assert (state.received, state.currency, state.amount) == (Decimal("200.00"), "EUR", Decimal("241.90"))
    assert wire.asked[0].params == {"expand[0]": "payment_intent"}


@pytest.mark.parametrize(
    ("currency", "smallest", "amount"), [("mad", 12345, "123.45"), ("jpy", 500, "500.00"), ("tnd", 12340, "12.34")]
)
def test_wrong_currency_is_still_read_with_its_right_amount(
    wire: Wire, currency: str, smallest: int, amount: str
) -> None:
    wire.answer(intent_object(amount_received=smallest, currency=currency))

    state = gateway().read_intent("pi_1")

    assert (state.received, state.currency) == (Decimal(amount), currency.upper())


def test_word_that_we_do_not_know_yet_ends_nothing(wire: Wire) -> None:
    wire.answer(intent_object(status="requires_something_new")).answer(refund_object(status="thinking"))

    assert gateway().read_intent("pi_1").status is IntentStatus.PROCESSING
    assert gateway().read_refund("re_1").status is GatewayRefundStatus.PENDING


def test_lists_are_read_page_by_page(wire: Wire) -> None:
    url = "/v1/refunds"
    wire.answer(list_object(url, refund_object(id="re_1"), refund_object(id="re_2"), more=True))
    wire.answer(list_object(url, refund_object(id="re_3")))

    found = gateway().refunds_since(datetime(2026, 11, 1, tzinfo=UTC))

    assert [next(found).refund_id, next(found).refund_id] == ["re_1", "re_2"]
    assert len(wire.asked) == 1
    assert [state.refund_id for state in found] == ["re_3"]
    assert wire.asked[0].params == {"limit": "100", "created[gte]": "1793491200"}
    assert wire.asked[1].params == {"limit": "100", "created[gte]": "1793491200", "starting_after": "re_2"}


def test_refunds_of_one_intent_can_be_found_by_our_name(wire: Wire) -> None:
    wire.answer(list_object("/v1/refunds", refund_object(), refund_object(id="re_2", metadata={})))

    assert [state.reference for state in gateway().refunds_of("pi_1")] == ["refund-1", ""]
    assert wire.asked[0].params == {"limit": "100", "payment_intent": "pi_1"}


def test_movement_names_what_it_came_from_and_the_rate(wire: Wire) -> None:
    charge = {"id": "ch_1", "object": "charge", "payment_intent": "pi_1"}
    movement = {
        "id": "txn_1",
        "object": "balance_transaction",
        "type": "charge",
        "amount": 2234,
        "fee": 95,
        "net": 2139,
        "currency": "eur",
        "created": 1_799_998_900,
        "exchange_rate": 0.0923566,
        "source": charge,
    }
    sent_back = movement | {
        "id": "txn_2", "type": "refund", "amount": -462, "fee": 0, "net": -462, "source": refund_object(),
    }  # fmt: skip
    payout = movement | {"id": "txn_3", "type": "payout", "source": "po_1", "exchange_rate": None}
    wire.answer(list_object("/v1/balance_transactions", movement, sent_back, payout))

    came, went, paid_out = gateway().balance_movements_since(LONG_AGO)

    assert (came.amount, came.fee, came.net) == (Decimal("22.34"), Decimal("0.95"), Decimal("21.39"))
    assert (came.currency, came.exchange_rate) == ("EUR", Decimal("0.0923566"))
    assert (came.source_id, came.intent_id, came.refund_id) == ("ch_1", "pi_1", None)
    assert (went.amount, went.refund_id, went.intent_id) == (Decimal("-4.62"), "re_1", "pi_1")
    assert (paid_out.source_id, paid_out.intent_id, paid_out.exchange_rate) == ("po_1", None, None)


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("warning_needs_response", GatewayDisputeStatus.INQUIRY),
        ("warning_closed", GatewayDisputeStatus.CLOSED),
        ("needs_response", GatewayDisputeStatus.OPEN),
        ("under_review", GatewayDisputeStatus.OPEN),
        ("won", GatewayDisputeStatus.WON),
        ("lost", GatewayDisputeStatus.LOST),
    ],
)
def test_dispute_says_whether_money_was_taken(wire: Wire, theirs: str, ours: GatewayDisputeStatus) -> None:
    wire.answer(dispute_object(status=theirs))

    state = gateway().read_dispute("du_1")

    assert (state.status, state.amount, state.intent_id) == (ours, Decimal("241.90"), "pi_1")
    assert state.answer_by == datetime(2027, 1, 22, 6, 40, tzinfo=UTC)


def test_events_that_did_not_reach_us_are_asked_for(wire: Wire) -> None:
    completed = event_object("checkout.session.completed", session_object(status="complete", payment_intent="pi_1"))
    wire.answer(list_object("/v1/events", completed))

    (event,) = gateway().undelivered_events(LONG_AGO)

    assert (event.event_id, event.session_id, event.intent_id) == ("evt_1", "cs_test_1", "pi_1")
    assert wire.asked[0].params["delivery_success"] == "false"


def test_threads_share_the_gateway(wire: Wire) -> None:
    wire.answer(intent_object())
    found: list[Decimal] = []

    threads = [threading.Thread(target=lambda: found.append(gateway().read_intent("pi_1").received)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [Decimal("241.90")] * 4


def test_expiry_is_sent_to_the_second_that_was_stored(wire: Wire) -> None:
    wire.answer(session_object(expires_at=None))
    moment = EXPIRES + timedelta(microseconds=900_000)

    opened = gateway().open_session(asked(expires_at=moment))

    assert wire.asked[0].params["expires_at"] == "1800000000"
    assert opened.expires_at == moment
