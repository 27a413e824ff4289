"""The key by which push services know that it is we who ring (RFC 8292)."""

import base64
import binascii
from functools import cache

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

KEY_BYTES, POINT_BYTES, SECRET_BYTES = 32, 65, 16


def public_key() -> str:
    """What a browser is told when it subscribes; empty where no telephone can be rung."""
    return _public_key(settings.VAPID_PRIVATE_KEY) if settings.VAPID_PRIVATE_KEY else ""


def unpadded(raw: bytes) -> str:
    """URL-safe base64 as browsers write it."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def read_unpadded(text: str) -> bytes:
    """The bytes of URL-safe base64 with or without its padding; raises `ValueError`."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise ValueError(text) from error


def is_point(text: str) -> bool:
    """Whether `text` is a public key on the curve of web push."""
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), read_unpadded(text))
    except ValueError:
        return False
    return len(read_unpadded(text)) == POINT_BYTES


def is_secret(text: str) -> bool:
    """Whether `text` is a browser's secret of web push."""
    try:
        return len(read_unpadded(text)) == SECRET_BYTES
    except ValueError:
        return False


@cache
def _public_key(private: str) -> str:
    scalar = int.from_bytes(read_unpadded(private), "big")
    point = ec.derive_private_key(scalar, ec.SECP256R1()).public_key()
    return unpadded(point.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))
