"""What the processor tells us comes in once, word for word, and nothing else is taken for it."""

import json
import time
from collections.abc import Callable

import pytest
import stripe
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings
from structlog.testing import capture_logs

from cooperatives.jobs import waking
from marketplace.payment import webhook
from marketplace.payment.enums import EventStatus
from marketplace.payment.models import GatewayEvent
from tests.payments_simulator import SECRET, CardSimulator, event_object, session_object

pytestmark = pytest.mark.django_db
URL = "/payments/stripe/webhook/"
Captured = Callable[..., list]


def body(**changes: object) -> str:
    return json.dumps(event_object("checkout.session.completed", session_object(), **changes))


def signature(payload: str, *, secret: str = SECRET, age: int = 0) -> str:
    """Signed by the processor's own library."""
    moment = int(time.time()) - age
    signed = stripe.WebhookSignature._compute_signature(f"{moment}.{payload}", secret)
    return f"t={moment},v1={signed}"


def post(client: Client, payload: str, signed: str | None = None, **extra: str) -> HttpResponse:
    headers = {"Stripe-Signature": signature(payload) if signed is None else signed}
    return client.post(URL, payload, content_type="application/json", headers=headers, **extra)


@pytest.fixture(autouse=True)
def _card_payments(settings: Settings) -> None:
    settings.CARD_PAYMENTS, settings.STRIPE_WEBHOOK_SECRET = True, SECRET


@pytest.fixture
def woken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which sweeps the worker was asked for."""
    tasks: list[str] = []
    monkeypatch.setattr("marketplace.payment.waking.wake", tasks.append)
    return tasks


def test_the_address_stands_outside_the_languages() -> None:
    assert reverse("stripe-webhook") == URL


def test_signed_event_is_kept_word_for_word_and_wakes_the_worker(
    client: Client, woken: list[str], django_capture_on_commit_callbacks: Captured
) -> None:
    payload = body().replace(", ", " ,  ")

    with django_capture_on_commit_callbacks(execute=True):
        response = post(client, payload)

    assert (response.status_code, response.content) == (200, b"")
    event = GatewayEvent.objects.get()
    assert (event.event_id, event.kind, event.raw) == ("evt_1", "checkout.session.completed", payload)
    assert (event.status, event.tries) == (EventStatus.NEW, 0)
    assert woken == ["marketplace.payment.tasks.sweep_events"]


def test_the_same_event_again_is_answered_like_the_first_and_kept_once(client: Client) -> None:
    first = post(client, body())
    again = post(client, body(created=1))

    assert (first.status_code, again.status_code) == (200, 200)
    assert GatewayEvent.objects.get().raw == body()


# Signed when the test runs: a signature made while tests are collected would be too old, and refused for that.
FORGED = {
    "none": lambda: "",
    "made up": lambda: "t=1,v1=abc",
    "nonsense": lambda: "nonsense",
    "by another": lambda: signature(body(), secret="whsec_of_another"),
    "of another message": lambda: signature(body(id="evt_2")),
}


@pytest.mark.parametrize("kind", FORGED)
def test_forged_event_is_refused_with_a_line_in_the_log_and_nothing_is_written(client: Client, kind: str) -> None:
    with capture_logs() as logs:
        response = post(client, body(), FORGED[kind]())

    assert response.status_code == 400
    assert [line["event"] for line in logs] == ["webhook_refused"]
    assert not GatewayEvent.objects.exists()


@pytest.mark.parametrize(("age", "status"), [(0, 200), (290, 200), (310, 400), (86_400, 400)])
def test_signature_is_good_for_five_minutes(client: Client, age: int, status: int) -> None:
    """A message that somebody kept and sends again later is refused; a clock that is a little off is not."""
    assert post(client, body(), signature(body(), age=age)).status_code == status
    assert GatewayEvent.objects.count() == (status == 200)


def test_processor_whose_clock_is_ahead_of_ours_is_heard(client: Client) -> None:
    assert post(client, body(), signature(body(), age=-240)).status_code == 200


def test_signed_nonsense_is_refused(client: Client) -> None:
    for payload in ("[]", "{}", '"text"', "{", json.dumps({"id": "evt_1", "type": "x"})):
        assert post(client, payload).status_code == 400
    assert not GatewayEvent.objects.exists()


def test_long_body_is_refused_before_it_is_read(client: Client) -> None:
    payload = body(padding="x" * webhook.MOST_BYTES)

    assert post(client, payload).status_code == 413
    assert not GatewayEvent.objects.exists()


@pytest.mark.parametrize("method", ["get", "head", "put", "delete", "options"])
def test_only_post_is_allowed(client: Client, method: str) -> None:
    response = getattr(client, method)(URL)

    assert (response.status_code, response["Allow"]) == (405, "POST")


def test_without_card_payments_nothing_is_there(client: Client, settings: Settings) -> None:
    settings.CARD_PAYMENTS = False

    for response in (post(client, body()), client.get(URL)):
        # Not a redirect to a page in Arabic either.
        assert (response.status_code, response.content) == (404, b"")
    assert not GatewayEvent.objects.exists()


def test_answer_asks_one_statement_of_the_database_and_sets_no_cookie(
    client: Client, django_assert_num_queries: Captured
) -> None:
    with django_assert_num_queries(1):
        response = post(client, body())

    assert not response.cookies


def test_no_form_token_is_asked_for() -> None:
    assert post(Client(enforce_csrf_checks=True), body()).status_code == 200


def test_processor_is_never_refused_for_calling_often(client: Client) -> None:
    statuses = {post(client, body(id=f"evt_{number}")).status_code for number in range(120)}

    assert statuses == {200}
    assert GatewayEvent.objects.count() == 120


def test_broker_that_is_away_loses_no_event(
    client: Client, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Captured
) -> None:
    def refuse(*args: object, **options: object) -> None:
        raise OSError

    monkeypatch.setattr(waking.current_app, "send_task", refuse)

    with django_capture_on_commit_callbacks(execute=True):
        assert post(client, body()).status_code == 200

    assert GatewayEvent.objects.get().status == EventStatus.NEW


def test_simulator_signs_what_is_taken_in(client: Client, card_simulator: CardSimulator) -> None:
    """Every message of a payment, as a real process sent it over HTTP."""
    opened = stripe.StripeClient(
        "sk_test_x", base_addresses={"api": card_simulator.address}
    ).v1.checkout.sessions.create(
        {
            "mode": "payment",
            "client_reference_id": "attempt-1",
            "success_url": "http://127.0.0.1/",
            "cancel_url": "http://127.0.0.1/",
            "line_items": [
                {
                    "quantity": 1,
                    "price_data": {"currency": "mad", "unit_amount": 24190, "product_data": {"name": "A purchase"}},
                }
            ],
        }
    )
    card_simulator.pay(opened.url)

    for message in card_simulator.messages:
        answer = post(client, message.body.decode(), message.signature)
        assert answer.status_code == 200
    kept = {event.event_id: event.raw for event in GatewayEvent.objects.all()}
    assert kept == {message.event_id: message.body.decode() for message in card_simulator.messages}
    assert "checkout.session.completed" in {message.kind for message in card_simulator.messages}
