"""A push service and a browser for tests: a real server that takes what is sent, and the keys that open it."""

import base64
import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from cooperatives.accounts.models import User
from cooperatives.push.keys import unpadded
from cooperatives.push.models import PushSubscription
from cooperatives.push.services import add_device

HOST = "127.0.0.1"


def new_key() -> str:
    """A private key of ours, as the settings hold it."""
    key = ec.generate_private_key(ec.SECP256R1())
    return unpadded(key.private_numbers().private_value.to_bytes(32, "big"))


@dataclass
class Browser:
    """A telephone's browser: what it gives away, and what it keeps to itself."""

    endpoint: str
    private: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(16))

    @property
    def said(self) -> dict[str, str]:
        point = self.private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return {"endpoint": self.endpoint, "p256dh": unpadded(point), "auth": unpadded(self.secret)}

    def read(self, body: bytes) -> dict[str, Any]:
        """What the push service carried, opened with the browser's own key."""
        opened = http_ece.decrypt(body, private_key=self.private, auth_secret=self.secret, version="aes128gcm")
        return json.loads(opened)


@dataclass
class PushService:
    """What arrived, and how it answers."""

    port: int
    status: int = 201
    arrived: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)

    def browser(self, name: str = "phone") -> Browser:
        return Browser(f"http://{HOST}:{self.port}/{name}")


@contextmanager
def push_service() -> Iterator[PushService]:
    """A push service on this machine for as long as the block runs."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            service.arrived.append((self.path, {name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(service.status)
            if service.status == 302:
                self.send_header("Location", "/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_args: object) -> None:
            """Silent."""

    server = ThreadingHTTPServer((HOST, 0), Handler)
    service = PushService(server.server_address[1])
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def make_device(user: User, browser: Browser) -> PushSubscription:
    """The browser, ringing for `user`."""
    return add_device(user=user, **browser.said)


def claims_in(headers: dict[str, str]) -> dict[str, Any]:
    """What our signature says of who sends (RFC 8292)."""
    token = headers["authorization"].partition("t=")[2].partition(",")[0]
    part = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
