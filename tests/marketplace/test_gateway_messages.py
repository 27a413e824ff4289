"""Signed messages of the card processor: who may speak, and how old a word may be."""

import json
import time
from datetime import UTC, datetime

import pytest

from marketplace.payment.gateway import EventAbout, ForgedEvent, GatewayDisputeStatus, gateway
from tests.payments_simulator import Wire, dispute_object, event_object, sign

BODY = json.dumps(event_object("charge.dispute.created", dispute_object())).encode()


def test_signed_message_is_read(wire: Wire) -> None:
    event = gateway().read_event(BODY, sign(BODY))

    assert (event.about, event.dispute_id, event.intent_id) == (EventAbout.DISPUTE, "du_1", "pi_1")
    assert event.created_at == datetime(2027, 1, 15, 7, 51, 40, tzinfo=UTC)
    assert event.dispute is not None
    assert event.dispute.status is GatewayDisputeStatus.OPEN


def test_message_four_minutes_old_is_read_and_six_minutes_old_is_refused(wire: Wire) -> None:
    moment = int(time.time())

    assert gateway().read_event(BODY, sign(BODY, at=moment - 240)).event_id == "evt_1"
    with pytest.raises(ForgedEvent):
        gateway().read_event(BODY, sign(BODY, at=moment - 360))


# Signed when the test runs: a signature made while tests are collected would be too old, and refused for that.
REFUSED = {
    "by another": lambda: (BODY, sign(BODY, secret="whsec_of_another")),
    "another amount": lambda: (BODY.replace(b"24190", b"10"), sign(BODY)),
    "no signature": lambda: (BODY, ""),
    "nonsense": lambda: (BODY, "nonsense"),
    "no moment": lambda: (BODY, "t=now,v1=00"),
    "a moment alone": lambda: (BODY, f"t={int(time.time())}"),
    "an old scheme": lambda: (BODY, sign(BODY).replace("v1=", "v0=")),
    "not text": lambda: signed(b"\xff\xfe"),
    "cut short": lambda: signed(b"{"),
    "a list": lambda: signed(b"[]"),
    "empty": lambda: signed(b"{}"),
    "a word": lambda: signed(b'"text"'),
    "another kind of event": lambda: signed(b'{"id": "evt_1", "object": "v2.core.event"}'),
}


def signed(body: bytes) -> tuple[bytes, str]:
    return body, sign(body)


@pytest.mark.parametrize("kind", REFUSED)
def test_forged_and_garbled_messages_are_refused(wire: Wire, kind: str) -> None:
    body, signature = REFUSED[kind]()

    with pytest.raises(ForgedEvent):
        gateway().read_event(body, signature)
