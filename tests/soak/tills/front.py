"""The line between telephone and shop, on which each request can meet the fate that was drawn for it."""

import contextlib
import http.client
import json
import socket
import threading
import uuid
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

API = "/api/till/v1/"
SALES, EVENTS, ENROL = f"{API}sales", f"{API}events", f"{API}enrol"
DROPPED = {"connection", "keep-alive", "proxy-connection", "transfer-encoding", "content-length", "date", "server"}
PATIENCE = 60


@dataclass
class Fate:
    """What becomes of the next request to one of `paths`; `reached` once it met one, `go` lets it go on."""

    kind: str
    paths: tuple[str, ...] = (SALES, EVENTS)
    reached: threading.Event = field(default_factory=threading.Event)
    go: threading.Event = field(default_factory=threading.Event)
    over: threading.Event = field(default_factory=threading.Event)


@dataclass(frozen=True)
class Answer:
    """What the shop said."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes


class Cut(Exception):
    """The line breaks here."""


class Front:
    """Listens where the telephone thinks the shop is."""

    def __init__(self) -> None:
        self.server = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"front": self}))
        self.port = int(self.server.server_address[1])
        self.site = f"http://127.0.0.1:{self.port}"
        self.shop = 0
        self.counts: Counter[str] = Counter()
        self.away = False
        # Only for a trial that must fail: whatever arrives is new, as at a shop that knows no ids.
        self.forgets_ids = False
        self._fates: deque[Fate] = deque()
        self._lines: set[socket.socket] = set()
        self._lock = threading.Lock()
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def meet(self, kind: str, *, times: int = 1, paths: tuple[str, ...] = (SALES, EVENTS)) -> Fate:
        """Lay a fate in the way of the next requests; the last of them is answered."""
        fates = [Fate(kind, paths) for _ in range(times)]
        with self._lock:
            self._fates.extend(fates)
        return fates[-1]

    def calm(self) -> None:
        """From here on nothing happens to anybody; what is held breaks off."""
        with self._lock:
            waiting, self._fates = [*self._fates], deque()
        for fate in waiting:
            fate.go.set()
        self.away = False

    def break_lines(self) -> None:
        """Break all that is under way, on both sides."""
        with self._lock:
            lines = [*self._lines]
        for line in lines:
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self.calm()
        self.server.shutdown()
        self.server.server_close()

    def answer(self, handler: "_Handler") -> Answer | None:
        """What the telephone gets; None is a line that was cut."""
        body = handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
        if self.away:
            return None
        fate = self._fate(handler) if handler.command == "POST" else None
        ask = _Ask(self, handler, body)
        if fate is None:
            return ask.shop_quietly()
        self.counts[fate.kind] += 1
        fate.reached.set()
        try:
            return FATES[fate.kind](ask, fate)
        except (Cut, OSError, http.client.HTTPException):
            return None
        finally:
            fate.over.set()

    def _fate(self, handler: "_Handler") -> Fate | None:
        with self._lock:
            for fate in self._fates:
                if handler.path in fate.paths:
                    self._fates.remove(fate)
                    return fate
        return None

    @contextlib.contextmanager
    def line(self, one: socket.socket) -> Iterator[None]:
        """A line that can be broken from elsewhere."""
        with self._lock:
            self._lines.add(one)
        try:
            yield
        finally:
            with self._lock:
                self._lines.discard(one)


@dataclass
class _Ask:
    """One request on its way."""

    front: Front
    handler: "_Handler"
    body: bytes

    def shop(self) -> Answer:
        """The shop's own answer."""
        body, names = _under_new_ids(self.body) if self.front.forgets_ids and self._is_sent() else (self.body, {})
        asked = http.client.HTTPConnection("127.0.0.1", self.front.shop, timeout=PATIENCE)
        try:
            asked.connect()
            with self.front.line(asked.sock):
                asked.request(self.handler.command, self.handler.path, body, self._headers(body))
                said = asked.getresponse()
                content = said.read()
        finally:
            asked.close()
        for new, old in names.items():
            content = content.replace(new.encode(), old.encode())
        kept = [(name, value) for name, value in said.getheaders() if name.lower() not in DROPPED]
        return Answer(said.status, kept, content)

    def shop_quietly(self) -> Answer | None:
        """The same; a shop that is away is a line that was cut."""
        try:
            return self.shop()
        except (OSError, http.client.HTTPException):
            return None

    def _is_sent(self) -> bool:
        return self.handler.command == "POST" and self.handler.path in (SALES, EVENTS)

    def _headers(self, body: bytes) -> dict[str, str]:
        kept = {name: value for name, value in self.handler.headers.items() if name.lower() not in DROPPED}
        # An address for each token: all telephones of a trial come from one machine.
        who = abs(hash(self.handler.headers.get("Authorization", ""))) if kept.get("Authorization") else id(self)
        address = f"10.{who >> 16 & 255}.{who >> 8 & 255}.{who & 255}"
        return kept | {"Content-Length": str(len(body)), "Connection": "close", "X-Forwarded-For": address}


def _cut_before(_ask: _Ask, _fate: Fate) -> Answer | None:
    raise Cut


def _cut_after(ask: _Ask, _fate: Fate) -> Answer | None:
    ask.shop()
    raise Cut


def _half(ask: _Ask, _fate: Fate) -> Answer | None:
    """The first half of the answer, and then nothing."""
    answer = ask.shop()
    ask.handler.say(answer, len(answer.body) // 2)
    raise Cut


def _twice(ask: _Ask, _fate: Fate) -> Answer | None:
    """Brought twice at the same moment; the telephone hears one of the answers."""
    other = threading.Thread(target=ask.shop_quietly)
    other.start()
    answer = ask.shop_quietly()
    other.join()
    return answer


def _failing(_ask: _Ask, _fate: Fate) -> Answer | None:
    return Answer(500, [("Content-Type", "application/json")], b'{"detail": "Server error"}')


def _failing_after(ask: _Ask, _fate: Fate) -> Answer | None:
    """Written, and the gateway before the shop says that it was not."""
    ask.shop()
    return Answer(502, [("Content-Type", "text/html")], b"<h1>Bad Gateway</h1>")


def _hanging(_ask: _Ask, fate: Fate) -> Answer | None:
    fate.go.wait(PATIENCE)
    raise Cut


def _hanging_after(ask: _Ask, fate: Fate) -> Answer | None:
    ask.shop()
    fate.go.wait(PATIENCE)
    raise Cut


def _held(ask: _Ask, fate: Fate) -> Answer | None:
    """Stands still on its way until it is let go; then it arrives, whoever still waits for the answer."""
    fate.go.wait(PATIENCE)
    return ask.shop()


def _passing(ask: _Ask, _fate: Fate) -> Answer | None:
    """Nothing happens on the line: something happens where it ends."""
    with ask.front.line(ask.handler.connection):
        return ask.shop()


FATES = {
    "cut before": _cut_before,
    "cut after": _cut_after,
    "half an answer": _half,
    "twice": _twice,
    "failing": _failing,
    "failing after": _failing_after,
    "hanging": _hanging,
    "hanging after": _hanging_after,
    "held": _held,
    "passing": _passing,
}


def _under_new_ids(body: bytes) -> tuple[bytes, dict[str, str]]:
    """What was sent under ids that nobody has seen, and the old id of each."""
    sent = json.loads(body)
    names = {}
    for record in [*sent.get("sales", []), *sent.get("events", [])]:
        new = str(uuid.uuid4())
        names[new], record["id"] = record["id"], new
    return json.dumps(sent).encode(), names


class _Handler(BaseHTTPRequestHandler):
    """A quiet handler; every request has a line of its own, so that the browser repeats nothing by itself."""

    protocol_version = "HTTP/1.1"
    front: Front

    def log_message(self, *words: object) -> None:
        """Say nothing."""

    def _answer(self) -> None:
        self.close_connection = True
        answer = self.front.answer(self)
        with contextlib.suppress(OSError):
            if answer is None:
                self.connection.shutdown(socket.SHUT_RDWR)
            else:
                self.say(answer, len(answer.body))

    def say(self, answer: Answer, most: int) -> None:
        """Write as much of an answer."""
        self.send_response(answer.status)
        for name, value in answer.headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(answer.body[:most])
        self.wfile.flush()

    do_GET = do_POST = do_HEAD = _answer


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def handle_error(self, request: object, client_address: object) -> None:
        """A telephone that was switched off is what the trial is about."""
