"""The key by which a demonstration rings telephones: made once for a DATA_DIR, so that they know it after a restart.

Read by the settings, so it imports nothing of Django.
"""

import base64
import contextlib
import os
import secrets
from pathlib import Path

FILE = "push-key"
# Keys of the curve P-256 lie between one and this.
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def push_key(data_dir: Path) -> str:
    """The key of a DATA_DIR, in URL-safe base64; empty where none was made."""
    with contextlib.suppress(OSError):
        return (data_dir / FILE).read_text(encoding="ascii").strip()
    return ""


def make_push_key(data_dir: Path) -> None:
    """Make the key, unless there is one: telephones that ring know it, and another would silence them."""
    if push_key(data_dir):
        return
    number = secrets.randbelow(ORDER - 1) + 1
    key = base64.urlsafe_b64encode(number.to_bytes(32, "big")).rstrip(b"=").decode()
    with open(os.open(data_dir / FILE, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as out:
        out.write(key)
