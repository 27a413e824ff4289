"""The card processor of the tests: a real simulator process, and a real HTTP server that writes down what it is asked.

    card_simulator   pays, declines, expires as a person at the hosted page would; tells whom the test names
    wire             answers what the test says, and keeps every request: for what the simulator cannot show

Both turn card payments on for their test. Nothing is handed to the code under test but HTTP. Loaded by `-p`, so any
test may ask for them.
"""

import hashlib
import hmac
import json
import os
import signal
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qsl, urlsplit

import pytest
import requests
from pytest_django.fixtures import Settings

from marketplace.payment import stripe_gateway
from marketplace.runtime import bootstrap
from marketplace.runtime.processes import free_port, start, stop, wait_until
from marketplace.runtime.simulator import KEY, Simulator

SECRET = "whsec_of_the_tests"
SECONDS_TO_START = 60
JSON = {"Content-Type": "application/json"}


def sign(body: bytes, *, secret: str = SECRET, at: int | None = None) -> str:
    """The processor's signature of a message, as its documentation describes it."""
    moment = int(time.time()) if at is None else at
    digest = hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={moment},v1={digest}"


class _Quiet(BaseHTTPRequestHandler):
    """A handler that keeps the terminal to the tests."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *words: object) -> None:
        """Say nothing."""

    def body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def reply(self, status: int, body: bytes = b"{}") -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class _Server(ThreadingHTTPServer):
    """A server on a free port of the loopback, in a thread."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, handler: type[BaseHTTPRequestHandler]) -> None:
        super().__init__(("127.0.0.1", 0), handler)
        self.thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self.thread.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: object, client_address: object) -> None:
        """A caller that gave up is what some tests are about."""

    def close(self) -> None:
        self.shutdown()
        self.server_close()
        self.thread.join(5)


def _turn_on(settings: Settings, *, base: str, secret: str = SECRET) -> None:
    """What the settings would be, had the environment named this base."""
    settings.STRIPE_API_KEY, settings.STRIPE_WEBHOOK_SECRET, settings.STRIPE_API_BASE = KEY, secret, base
    settings.CARD_PAYMENTS = settings.SIMULATED_PAYMENTS = True
    settings.HOSTED_PAGE_ORIGIN = base
    policy = settings.CONTENT_SECURITY_POLICY
    directives = policy["DIRECTIVES"] | {"form-action": [*policy["DIRECTIVES"]["form-action"], base]}
    settings.CONTENT_SECURITY_POLICY = policy | {"DIRECTIVES": directives}


# The simulator


@dataclass(frozen=True)
class Message:
    """A signed message as it came."""

    body: bytes
    signature: str

    @property
    def kind(self) -> str:
        return str(json.loads(self.body)["type"])

    @property
    def event_id(self) -> str:
        return str(json.loads(self.body)["id"])


class _Relay(_Quiet):
    """Stands between the simulator and the shop: keeps each message and passes it on where the test says."""

    keeper: ClassVar["CardSimulator"]

    def do_POST(self) -> None:
        message = Message(body=self.body(), signature=self.headers["Stripe-Signature"])
        self.reply(self.keeper.receive(message))


class CardSimulator:
    """A running simulator, and the person at its hosted page."""

    def __init__(self, log: Path) -> None:
        self.messages: list[Message] = []
        # Where messages go on to; none: they are lost on the way, as some are in life.
        self.notify_url = ""
        self.relay = _Server(type("Relay", (_Relay,), {"keeper": self}))
        self.simulator = Simulator(port=free_port(), secret=SECRET, notify_url=f"{self.relay.address}/")
        self.log = log
        self.process = self._start()

    @property
    def address(self) -> str:
        return self.simulator.address

    def environment(self) -> dict[str, str]:
        """What a process of its own (a worker, a web server) needs to know of it."""
        return self.simulator.settings()

    def pay(self, url: str) -> str:
        """Pay by card; gives where the person is sent."""
        return self._press(url, "pay")

    def pay_delayed(self, url: str) -> str:
        """Pay in a way whose money comes later; gives where the person is sent."""
        return self._press(url, "pay_delayed")

    def decline(self, url: str) -> str:
        """Give a card that is declined; gives where the person is sent."""
        return self._press(url, "decline")

    def abandon(self, url: str) -> str:
        """Press back; gives where the person is sent."""
        return self._press(url, "abandon")

    def settle_delayed(self, session: str) -> None:
        """Let the money of a delayed payment come."""
        self.ops(session, "settle_delayed")

    def fail_delayed(self, session: str) -> None:
        """Let a delayed payment fail."""
        self.ops(session, "fail_delayed")

    def expire(self, session: str) -> None:
        """Let a session's time be up."""
        self.ops(session, "expire_session")

    def fail_refund(self, session: str, refund_id: str) -> None:
        """Let a refund that succeeded fail later."""
        self.ops(session, "fail_refund", refund_id=refund_id)

    def hold_refunds(self, session: str) -> None:
        """Let the refunds of a session wait for an answer rather than succeed."""
        self.ops(session, "set_refund_mode", mode="requires_action")

    def ops(self, session: str, action: str, **more: object) -> None:
        """What has no natural actor; `session` is its id, its intent's or its address."""
        answer = requests.post(
            f"{self.address}/sim/stripe/ops/{_own_id(session)}", json={"action": action, **more}, timeout=30
        )
        assert answer.ok, answer.text

    def receive(self, message: Message) -> int:
        """Keep a message, pass it on, and give what the shop answered."""
        self.messages.append(message)
        if not self.notify_url:
            return 200
        return self.deliver(message).status_code

    def deliver(self, message: Message, url: str = "") -> requests.Response:
        """Bring a message to the shop, once more if need be."""
        headers = JSON | {"Stripe-Signature": message.signature}
        return requests.post(url or self.notify_url, data=message.body, headers=headers, timeout=30)

    def restart(self) -> None:
        """Kill it and start it again: it forgets every session."""
        self.process.kill()
        self.process.wait()
        self.process = self._start()

    def close(self) -> None:
        stop(self.process, asking=signal.SIGTERM, seconds=10)
        self.relay.close()

    def _start(self) -> Any:
        env = (
            os.environ | self.simulator.environment() | {"NO_PROXY": "127.0.0.1", "SIMULATOR_WEBHOOK_MAX_RETRIES": "0"}
        )
        process = start(self.simulator.command, log=self.log, env=env)
        wait_until(self.simulator.answers, child=process, name="card simulator", log=self.log, seconds=SECONDS_TO_START)
        return process

    def _press(self, url: str, button: str) -> str:
        answer = requests.post(url, data={"action": button}, allow_redirects=False, timeout=60)
        assert answer.status_code in (301, 302, 303), answer.text
        return str(answer.headers["Location"])


def _own_id(session: str) -> str:
    """The simulator's own id within a session's address or an id that it gave."""
    return session.rsplit("/", 1)[-1].rsplit("_", 1)[-1]


@pytest.fixture(scope="session")
def _card_simulator_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CardSimulator]:
    """One process for each test process."""
    if not bootstrap.simulator_is_installed():
        pytest.fail("the card simulator is missing; `make test` installs it, or: bootstrap.py simulator")
    simulator = CardSimulator(tmp_path_factory.mktemp("simulator") / "card-simulator.log")
    yield simulator
    simulator.close()


@pytest.fixture
def card_simulator(_card_simulator_process: CardSimulator, settings: Settings) -> CardSimulator:
    """Card payments by the simulator; its messages are kept, and go nowhere until `notify_url` is set."""
    simulator = _card_simulator_process
    simulator.messages, simulator.notify_url = [], ""
    _turn_on(settings, base=simulator.address)
    return simulator


# The wire


@dataclass(frozen=True)
class Asked:
    """A request as it came over the wire; `params` flat, as the processor reads them."""

    method: str
    path: str
    params: dict[str, str]
    headers: dict[str, str]

    @property
    def idempotency_key(self) -> str:
        return self.headers.get("idempotency-key", "")


@dataclass
class Answer:
    """What the wire says to one request."""

    body: Mapping[str, Any]
    status: int = 200
    after: float = 0.0
    cut: bool = False


@dataclass
class Wire:
    """Answers in the order in which the test gave them, the last one for ever; keeps what it was asked."""

    address: str = ""
    asked: list[Asked] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)

    def answer(self, body: Mapping[str, Any], *, status: int = 200, after: float = 0.0) -> "Wire":
        """Say this to the next request; `after` so many seconds."""
        self.answers.append(Answer(body, status, after))
        return self

    def refuse(self, status: int, *, code: str = "", message: str = "No", **more: str) -> "Wire":
        """Say no as the processor does."""
        kind = "api_error" if status >= 500 else "invalid_request_error"
        error = {"type": kind, "message": message, **({"code": code} if code else {}), **more}
        return self.answer({"error": error}, status=status)

    def hang_up(self) -> "Wire":
        """Take the request and end the line without a word."""
        self.answers.append(Answer({}, cut=True))
        return self

    def take(self, asked: Asked) -> Answer:
        self.asked.append(asked)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


class _WireHandler(_Quiet):
    wire: ClassVar[Wire]

    def _serve(self) -> None:
        target = urlsplit(self.path)
        params = dict(parse_qsl(target.query) + parse_qsl(self.body().decode()))
        headers = {name.lower(): value for name, value in self.headers.items()}
        answer = self.wire.take(Asked(self.command, target.path, params, headers))
        time.sleep(answer.after)
        if answer.cut:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        self.reply(answer.status, json.dumps(answer.body).encode())

    do_GET = do_POST = _serve


@pytest.fixture
def wire(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Wire]:
    """Card payments by a server that says what the test told it; half a second is a time-out here."""
    made = Wire()
    server = _Server(type("Handler", (_WireHandler,), {"wire": made}))
    made.address = server.address
    monkeypatch.setattr(stripe_gateway, "SECONDS_TO_ANSWER", 0.5)
    stripe_gateway.forget_clients()
    _turn_on(settings, base=made.address)
    yield made
    stripe_gateway.forget_clients()
    server.close()


# The processor's objects, as they stand on the wire


def session_object(**changes: object) -> dict[str, Any]:
    """A hosted page, open and unpaid."""
    whole: dict[str, Any] = {
        "id": "cs_test_1",
        "object": "checkout.session",
        "status": "open",
        "payment_status": "unpaid",
        "url": "https://checkout.stripe.com/c/pay/cs_test_1",
        "client_reference_id": "attempt-1",
        "amount_total": 24190,
        "currency": "mad",
        "payment_intent": None,
        "expires_at": 1_800_000_000,
        "created": 1_799_998_000,
        "metadata": {},
    }
    return whole | changes


def intent_object(**changes: object) -> dict[str, Any]:
    """A collection of money that succeeded."""
    whole: dict[str, Any] = {
        "id": "pi_1",
        "object": "payment_intent",
        "status": "succeeded",
        "amount": 24190,
        "amount_received": 24190,
        "currency": "mad",
        "metadata": {},
    }
    return whole | changes


def refund_object(**changes: object) -> dict[str, Any]:
    """A refund that succeeded."""
    whole: dict[str, Any] = {
        "id": "re_1",
        "object": "refund",
        "status": "succeeded",
        "amount": 5000,
        "currency": "mad",
        "payment_intent": "pi_1",
        "metadata": {"reference": "refund-1"},
        "failure_reason": None,
        "created": 1_799_998_500,
    }
    return whole | changes


def dispute_object(**changes: object) -> dict[str, Any]:
    """A complaint to the bank that took the money."""
    whole: dict[str, Any] = {
        "id": "du_1",
        "object": "dispute",
        "status": "needs_response",
        "amount": 24190,
        "currency": "mad",
        "reason": "product_not_received",
        "payment_intent": "pi_1",
        "evidence_details": {"due_by": 1_800_600_000},
        "created": 1_799_999_000,
    }
    return whole | changes


def event_object(kind: str, carried: Mapping[str, Any], **changes: object) -> dict[str, Any]:
    """A message about an object."""
    whole: dict[str, Any] = {
        "id": "evt_1",
        "object": "event",
        "type": kind,
        "created": 1_799_999_500,
        "data": {"object": carried},
    }
    return whole | changes


def list_object(url: str, *found: Mapping[str, Any], more: bool = False) -> dict[str, Any]:
    """One page of a list."""
    return {"object": "list", "url": url, "data": list(found), "has_more": more}
