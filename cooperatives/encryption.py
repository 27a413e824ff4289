"""Personal data at rest: encrypted text, and a keyed digest to find it by."""

import hashlib
import hmac
from functools import cache
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import models


def _cipher() -> MultiFernet:
    return _cipher_of(tuple(settings.FIELD_KEYS))


@cache
def _cipher_of(keys: tuple[str, ...]) -> MultiFernet:
    """Made once: a list of thousands of accounts would else read the keys for each."""
    return MultiFernet([Fernet(key) for key in keys])


def digest(value: str) -> str:
    """A keyed hash (64 hex digits) by which an encrypted value is looked up and kept unique.

    `DIGEST_KEY` cannot be rotated without writing every digest anew.
    """
    return hmac.new(settings.DIGEST_KEY.encode(), value.encode(), hashlib.sha256).hexdigest()


def encrypt(text: str) -> str:
    """`text` as it may be stored."""
    return _cipher().encrypt(text.encode()).decode()


def decrypt(stored: str) -> str:
    """What `encrypt` was given."""
    return _cipher().decrypt(stored.encode()).decode()


class EncryptedTextField(models.TextField):
    """Text that only the application can read; the first of `FIELD_KEYS` writes, all of them read.

    It cannot be searched or sorted: keep a `digest` beside it where that is needed.
    """

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return encrypt(value) if value else value

    def from_db_value(self, value: str | None, expression: object, connection: object) -> str | None:
        return decrypt(value) if value else value
