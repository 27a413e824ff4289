"""A processor behind real HTTP that can do what the simulator cannot: lists, refunds read again, disputes, fees.

It answers by path, in the processor's own shapes, to the real library. What came to pass is said by the test.
"""

import json
import time
from collections.abc import Mapping
from itertools import count
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from marketplace.order.enums import PaymentMethod
from marketplace.payment import attempts
from marketplace.payment.models import PaymentAttempt
from tests.marketplace.factories import make_purchase
from tests.payments_simulator import (
    Answer,
    Asked,
    Message,
    Wire,
    dispute_object,
    event_object,
    intent_object,
    list_object,
    refund_object,
    session_object,
    sign,
)

WEBHOOK = "/payments/stripe/webhook/"
PATHS = {
    "checkout.session": "/v1/checkout/sessions",
    "payment_intent": "/v1/payment_intents",
    "refund": "/v1/refunds",
    "dispute": "/v1/disputes",
    "balance_transaction": "/v1/balance_transactions",
    "event": "/v1/events",
}
_serial = count(1)


class Processor:
    """What the processor has, by the path that it is found at."""

    def __init__(self, wire: Wire) -> None:
        self.objects: dict[str, dict[str, Any]] = {}
        self.asked: list[Asked] = []
        wire.take = self.take  # type: ignore[method-assign]

    def put(self, body: dict[str, Any]) -> dict[str, Any]:
        """Have an object, or have it otherwise than before."""
        self.objects[f"{PATHS[body['object']]}/{body['id']}"] = body
        return body

    def take(self, asked: Asked) -> Answer:
        self.asked.append(asked)
        if asked.method == "POST":
            return Answer(self._made(asked))
        if asked.path in self.objects:
            return Answer(self.objects[asked.path])
        if asked.path in PATHS.values():
            found = [body for path, body in self.objects.items() if path.startswith(f"{asked.path}/")]
            of_intent = asked.params.get("payment_intent")
            return Answer(list_object(asked.path, *(b for b in found if of_intent in (None, b.get("payment_intent")))))
        error = {"type": "invalid_request_error", "code": "resource_missing", "message": "No such object"}
        return Answer({"error": error}, status=404)

    def _made(self, asked: Asked) -> dict[str, Any]:
        number = next(_serial)
        if asked.path == PATHS["refund"]:
            reference = asked.params["metadata[reference]"]
            made = {"amount": int(asked.params["amount"]), "payment_intent": asked.params["payment_intent"]}
            return self.put(
                refund_object(id=f"re_{number}", status="pending", metadata={"reference": reference}, **made)
            )
        assert asked.path == PATHS["checkout.session"], asked.path
        return self.put(
            session_object(
                id=f"cs_test_{number}",
                client_reference_id=asked.params["client_reference_id"],
                amount_total=int(asked.params["line_items[0][price_data][unit_amount]"]),
                expires_at=int(asked.params["expires_at"]),
                created=int(time.time()),
            )
        )

    def pay(self, attempt: PaymentAttempt, *, amount: int | None = None, **changes: object) -> dict[str, Any]:
        """Have the page of an attempt paid; gives the session as it stands then."""
        session = self.objects[f"{PATHS['checkout.session']}/{attempt.session_id}"]
        paid = session["amount_total"] if amount is None else amount
        intent = intent_object(
            id=session["id"].replace("cs_test", "pi"),
            amount=paid,
            amount_received=paid,
            metadata={"reference": str(attempt.uuid)},
            **changes,
        )
        self.put(intent)
        return self.put(session | {"status": "complete", "payment_status": "paid", "payment_intent": intent["id"]})

    def intent_of(self, session: Mapping[str, Any]) -> dict[str, Any]:
        """The collection of money of a session."""
        return self.objects[f"{PATHS['payment_intent']}/{session['payment_intent']}"]

    def refund(self, attempt: PaymentAttempt, reference: str, **changes: object) -> dict[str, Any]:
        """Have a refund of an attempt's money."""
        given = {"payment_intent": attempt.intent_id, "metadata": {"reference": reference}}
        return self.put(refund_object(**(given | changes)))

    def dispute(self, attempt: PaymentAttempt, **changes: object) -> dict[str, Any]:
        """Have the whole of an attempt disputed."""
        given = {"payment_intent": attempt.intent_id, "amount": int(attempt.amount * 100)}
        return self.put(dispute_object(**(given | changes)))

    def movement(self, source: Mapping[str, Any] | str, **changes: object) -> dict[str, Any]:
        """Have a movement of what the processor holds: by default of a payment, its fee taken off."""
        number = next(_serial)
        amount = int(changes.get("amount", 0))
        fee = int(changes.get("fee", 0))
        whole = {
            "id": f"txn_{number}",
            "object": "balance_transaction",
            "type": "charge",
            "amount": amount,
            "fee": fee,
            "net": amount - fee,
            "currency": "mad",
            "exchange_rate": None,
            "created": int(time.time()),
            "source": source,
        }
        return self.put(whole | changes)


@pytest.fixture
def processor(wire: Wire) -> Processor:
    return Processor(wire)


def card_attempt(*products: object, **given: object) -> PaymentAttempt:
    """The first attempt of a purchase that waits for its card; its page is not open yet."""
    purchase = make_purchase(*products, payment_method=PaymentMethod.CARD, **given)
    return purchase.payment_attempts.get()


def opened_attempt(*products: object, **given: object) -> PaymentAttempt:
    """An attempt whose page is open at the processor."""
    attempt = card_attempt(*products, **given)
    attempts.open_session(attempt_id=attempt.pk)
    attempt.refresh_from_db()
    return attempt


def charge(attempt: PaymentAttempt) -> dict[str, Any]:
    """The charge that a movement names as where it comes from."""
    return {"id": f"ch_{attempt.intent_id}", "object": "charge", "payment_intent": attempt.intent_id}


def message(kind: str, carried: Mapping[str, Any], **changes: object) -> Message:
    """A signed event about an object as it stands."""
    body = json.dumps(event_object(kind, carried, **({"id": f"evt_{next(_serial)}"} | changes))).encode()
    return Message(body=body, signature=sign(body))


def post(message: Message, *, client: Client | None = None) -> HttpResponse:
    """Bring a message to the shop."""
    answer = (client or Client()).post(
        WEBHOOK, message.body, content_type="application/json", headers={"Stripe-Signature": message.signature}
    )
    assert answer.status_code == 200
    return answer
