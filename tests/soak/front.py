"""What stands between shop and simulator: keys kept as the processor keeps them, messages as the net brings them.

The simulator forgets idempotency keys, cannot list or read refunds, and makes its shopper wait for our answer to a
message. Here a key is answered once for all, what was made can be read, and messages come late, twice, out of order,
or never. All that people and the shop did at the processor is known here: the truth to which the book is held.
"""

import hashlib
import heapq
import hmac
import json
import random
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import requests

SESSIONS, REFUNDS = "/v1/checkout/sessions", "/v1/refunds"
JSON = {"Content-Type": "application/json"}
CARRIERS = 4
# How often a call goes wrong on its way, and what becomes of messages; the rest arrives at once.
CUT, SLOW, FAILED = 0.03, 0.03, 0.03
LATE, TWICE, LOST = 0.25, 0.10, 0.12
FAILURE = json.dumps({"error": {"type": "api_error", "message": "Something went wrong on our end"}}).encode()


@dataclass(frozen=True)
class Reply:
    """An answer to the shop."""

    status: int
    body: bytes


@dataclass
class Books:
    """What the processor has: sessions by id with our own name of them, refunds as it made them."""

    sessions: dict[str, str] = field(default_factory=dict)
    refunds: dict[str, dict[str, Any]] = field(default_factory=dict)


class Front:
    """Both ways between shop and simulator."""

    def __init__(self, *, seed: int, front: int, relay: int, simulator: str, shop: str, secret: str) -> None:
        self.simulator, self.shop, self.secret = simulator, shop, secret
        self.books, self.counts = Books(), Counter[str]()
        self.calm = False
        self._chance, self._lock = random.Random(f"front {seed}"), threading.Lock()
        self._keys: dict[str, Reply] = {}
        self._key_locks: dict[str, threading.Lock] = {}
        self._waiting: list[tuple[float, int, bytes]] = []
        self._number, self._under_way = 0, 0
        self._servers = [_serve(front, _Api, self), _serve(relay, _Relay, self)]
        for _ in range(CARRIERS):
            threading.Thread(target=self._carry, daemon=True).start()

    # The shop asks

    def ask(self, method: str, path: str, body: bytes, key: str, headers: dict[str, str]) -> Reply | None:
        """Answer the shop; None is a line that breaks after all was done."""
        fate = self._fate((("cut", CUT), ("slow", SLOW), ("failed", FAILED)))
        if fate:
            self.counts[f"calls {fate}"] += 1
        if fate == "failed":
            return Reply(500, FAILURE)
        if fate == "slow":
            time.sleep(1.5)
        reply = self._once(method, path, body, key, headers) if key and method == "POST" else None
        reply = reply or self._own(method, path) or self._pass_on(method, path, body, headers)
        return None if fate == "cut" else reply

    def forget_key(self, key: str) -> None:
        """As the processor does after a day: what is asked again is another request."""
        with self._lock:
            self._keys.pop(key, None)

    def _once(self, method: str, path: str, body: bytes, key: str, headers: dict[str, str]) -> Reply:
        with self._lock:
            lock = self._key_locks.setdefault(key, threading.Lock())
        with lock:
            if known := self._keys.get(key):
                self.counts["keys said again"] += 1
                return known
            reply = self._pass_on(method, path, body, headers)
            if reply.status < 500:
                self._keys[key] = reply
                self._note(path, body, reply)
            return reply

    def _note(self, path: str, body: bytes, reply: Reply) -> None:
        if reply.status >= 300:
            return
        asked, made = dict(parse_qsl(body.decode())), json.loads(reply.body)
        with self._lock:
            if path == SESSIONS:
                self.books.sessions[made["id"]] = asked["client_reference_id"]
            elif path == REFUNDS:
                # It succeeds at once there, and says so by a message alone.
                self.books.refunds[made["id"]] = made | {"status": "succeeded"}

    def _own(self, method: str, path: str) -> Reply | None:
        """Lists, and refunds, which the simulator cannot be asked for."""
        target = urlsplit(path)
        if method != "GET":
            return None
        if target.path == REFUNDS:
            of = parse_qs(target.query).get("payment_intent", [""])[0]
            found = [each for each in self._refunds() if of in ("", each["payment_intent"])]
            return _list(REFUNDS, found)
        if target.path.startswith(f"{REFUNDS}/") and (made := self.books.refunds.get(target.path.rsplit("/", 1)[1])):
            return Reply(200, json.dumps(made).encode())
        if target.path == SESSIONS:
            return _list(SESSIONS, list(self.sessions()))
        return None

    def _pass_on(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Reply:
        answer = requests.request(method, f"{self.simulator}{path}", data=body, headers=headers, timeout=30)
        return Reply(answer.status_code, answer.content)

    def _refunds(self) -> list[dict[str, Any]]:
        with self._lock:
            return list(self.books.refunds.values())

    # What is true

    def sessions(self) -> Iterator[dict[str, Any]]:
        """Every session as it stands now."""
        with self._lock:
            known = list(self.books.sessions)
        for session_id in known:
            yield requests.get(f"{self.simulator}{SESSIONS}/{session_id}", timeout=30).json()

    def received(self) -> Counter[str]:
        """Centimes that cards paid, by our own name of the payment."""
        paid: Counter[str] = Counter()
        for session in self.sessions():
            if session["payment_status"] == "paid":
                paid[session["client_reference_id"]] += session["amount_total"]
        return paid

    def sent_back(self) -> Counter[str]:
        """Centimes that went back to cards, by our own name of the refund."""
        back: Counter[str] = Counter()
        for refund in self._refunds():
            back[refund["metadata"]["reference"]] += refund["amount"]
        return back

    # The simulator tells

    def tell(self, body: bytes) -> None:
        """Take a message to the shop, or not."""
        fate = self._fate((("late", LATE), ("twice", TWICE), ("lost", LOST))) or "at once"
        self.counts[f"messages {fate}"] += 1
        now = time.monotonic()
        due = {"lost": [], "twice": [now, now + self._seconds()], "late": [now + self._seconds()]}.get(fate, [now])
        with self._lock:
            for moment in due:
                self._number += 1
                heapq.heappush(self._waiting, (moment, self._number, body))

    @property
    def is_drained(self) -> bool:
        """Whether no message is on its way."""
        with self._lock:
            return not self._waiting and not self._under_way

    def _carry(self) -> None:
        while True:
            with self._lock:
                body = None
                if self._waiting and self._waiting[0][0] <= time.monotonic():
                    _, number, body = heapq.heappop(self._waiting)
                    self._under_way += 1
            if body is None:
                time.sleep(0.05)
                continue
            brought = self._bring(body)
            with self._lock:
                self._under_way -= 1
                if not brought:
                    self.counts["messages brought again"] += 1
                    heapq.heappush(self._waiting, (time.monotonic() + 1.0, number, body))

    def _bring(self, body: bytes) -> bool:
        try:
            signed = JSON | {"Stripe-Signature": _signature(body, self.secret)}
            return requests.post(self.shop, data=body, headers=signed, timeout=20).ok
        except requests.RequestException:
            return False

    def _fate(self, chances: tuple[tuple[str, float], ...]) -> str:
        with self._lock:
            drawn = self._chance.random()
        if self.calm:
            return ""
        for name, share in chances:
            if drawn < share:
                return name
            drawn -= share
        return ""

    def _seconds(self) -> float:
        with self._lock:
            return self._chance.uniform(0.3, 6.0)

    def close(self) -> None:
        """Stop listening."""
        for server in self._servers:
            server.shutdown()
            server.server_close()


class _Handler(BaseHTTPRequestHandler):
    """A quiet handler that belongs to a front."""

    protocol_version = "HTTP/1.1"
    front: Front

    def log_message(self, *words: object) -> None:
        """Say nothing."""

    def body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def reply(self, reply: Reply) -> None:
        self.send_response(reply.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body)


class _Api(_Handler):
    """The processor's interface, as the shop's library calls it."""

    def _answer(self) -> None:
        kept = {
            name: value for name, value in self.headers.items() if name.lower() in ("content-type", "authorization")
        }
        key = self.headers.get("Idempotency-Key", "")
        reply = self.front.ask(self.command, self.path, self.body(), key, kept)
        if reply is None:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        self.reply(reply)

    do_GET = do_POST = _answer


class _Relay(_Handler):
    """Where the simulator brings its messages; it never waits."""

    def do_POST(self) -> None:
        body = self.body()
        self.reply(Reply(200, b"{}"))
        self.front.tell(body)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def handle_error(self, request: object, client_address: object) -> None:
        """A caller that was killed is what the trial is about."""


def _serve(port: int, handler: type[_Handler], front: Front) -> _Server:
    server = _Server(("127.0.0.1", port), type("Handler", (handler,), {"front": front}))
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()
    return server


def _list(url: str, found: list[dict[str, Any]]) -> Reply:
    return Reply(200, json.dumps({"object": "list", "url": url, "data": found, "has_more": False}).encode())


def _signature(body: bytes, secret: str) -> str:
    """Signed when it is sent, each time anew, as the processor does."""
    now = int(time.time())
    return f"t={now},v1={hmac.new(secret.encode(), f'{now}.'.encode() + body, hashlib.sha256).hexdigest()}"
