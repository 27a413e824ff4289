"""The network of one telephone, which can be taken away from its pages and from the worker behind them.

Playwright's own `set_offline` alone does not hold back a service worker that the browser wakes for Background Sync.
So each telephone has a SOCKS relay of its own, and without a network that relay takes no connection.
"""

import selectors
import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any
from weakref import WeakKeyDictionary

from playwright.sync_api import Browser, BrowserContext

_NETWORKS: "WeakKeyDictionary[BrowserContext, _Relay]" = WeakKeyDictionary()
CHUNK = 64 * 1024
# RFC 1928: version 5, no authentication; a connection that was made, from an address that nobody asks for.
NO_AUTHENTICATION, CONNECTED = b"\x05\x00", b"\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00"
DOMAIN_NAME = 3


@contextmanager
def connected(browser: Browser, **options: Any) -> Iterator[BrowserContext]:
    """A context of `browser` with a network of its own; closed at the end."""
    with _Relay() as relay:
        context = browser.new_context(proxy={"server": f"socks5://127.0.0.1:{relay.port}"}, **options)
        _NETWORKS[context] = relay
        try:
            yield context
        finally:
            context.close()


def go_offline(context: BrowserContext) -> None:
    """Take the network away: what is on its way is cut off, and the pages are told."""
    _NETWORKS[context].cut()
    context.set_offline(True)


def go_online(context: BrowserContext) -> None:
    """Give the network back, and tell the pages."""
    _NETWORKS[context].mend()
    context.set_offline(False)


@contextmanager
def answers_lost(context: BrowserContext, asked: str) -> Iterator[list[bytes]]:
    """What is asked for at an address with `asked` in it reaches the server, and its answer nobody; lists the lost."""
    relay = _NETWORKS[context]
    relay.loses, relay.lost = asked.encode(), []
    try:
        yield relay.lost
    finally:
        relay.loses = b""


class _Relay(socketserver.ThreadingTCPServer):
    """Passes connections on, while there is a network."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Connection)
        self.port = self.server_address[1]
        self.is_up = True
        self.loses = b""
        self.lost: list[bytes] = []
        self.open: set[socket.socket] = set()
        self.lock = threading.Lock()
        self.thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    def __enter__(self) -> "_Relay":
        self.thread.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self.cut()
        self.shutdown()
        self.server_close()

    def cut(self) -> None:
        """Refuse what comes, and break what is open."""
        with self.lock:
            self.is_up = False
            for one in self.open:
                with suppress(OSError):
                    one.shutdown(socket.SHUT_RDWR)

    def mend(self) -> None:
        with self.lock:
            self.is_up = True

    def holds(self, one: socket.socket) -> bool:
        """Note an open connection; False where there is no network."""
        with self.lock:
            if self.is_up:
                self.open.add(one)
            return self.is_up

    def forget(self, one: socket.socket) -> None:
        with self.lock:
            self.open.discard(one)


class _Connection(socketserver.BaseRequestHandler):
    """One connection of the browser: a greeting, where to, and then bytes both ways."""

    server: _Relay

    def handle(self) -> None:
        if not self.server.holds(self.request):
            return
        try:
            with suppress(OSError, EOFError), socket.create_connection(self._asked_for()) as there:
                self.request.sendall(CONNECTED)
                self._pass_on(there)
        finally:
            self.server.forget(self.request)

    def _asked_for(self) -> tuple[str, int]:
        _version, methods = self._read(2)
        self._read(methods)
        self.request.sendall(NO_AUTHENTICATION)
        *_request, kind = self._read(4)
        host = self._read(self._read(1)[0]).decode() if kind == DOMAIN_NAME else socket.inet_ntoa(self._read(4))
        return host, int.from_bytes(self._read(2))

    def _read(self, length: int) -> bytes:
        read = b""
        while len(read) < length:
            more = self.request.recv(length - len(read))
            if not more:
                raise EOFError
            read += more
        return read

    def _pass_on(self, there: socket.socket) -> None:
        """Both ways, until one of them ends or an answer is to be lost."""
        here = self.request
        is_lost = False
        with selectors.DefaultSelector() as waiting:
            waiting.register(here, selectors.EVENT_READ, there)
            waiting.register(there, selectors.EVENT_READ, here)
            while True:
                for key, _events in waiting.select():
                    data = key.fileobj.recv(CHUNK)
                    if not data:
                        return
                    if key.fileobj is here:
                        is_lost |= bool(self.server.loses) and self.server.loses in data.partition(b"\r\n")[0]
                    elif is_lost:
                        self.server.lost.append(data)
                        return
                    key.data.sendall(data)
