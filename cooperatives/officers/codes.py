"""Codes of six digits that an officer reads from the own telephone and tells whoever asked."""

import secrets

from cooperatives.encryption import digest
from cooperatives.officers.exceptions import NoTriesLeft, WrongCode

TRIES = 5


def new_code() -> str:
    """Six digits."""
    return f"{secrets.randbelow(1_000_000):06d}"


def digest_of(public_id: str, code: str) -> str:
    """What is kept of a code: it opens the one row that it was made for."""
    return digest(f"officer:{public_id}:{code}")


def is_right(row: object, code: str) -> bool:
    """Whether `code` is the one that was sent for a consent or a mandate, whose lock the caller holds.

    A wrong try is counted: the caller commits it before it refuses. Raises `NoTriesLeft`.
    """
    if row.tries >= TRIES:  # type: ignore[attr-defined]
        raise NoTriesLeft
    if secrets.compare_digest(digest_of(row.public_id, code), row.code_digest):  # type: ignore[attr-defined]
        return True
    row.tries += 1  # type: ignore[attr-defined]
    row.save(update_fields=["tries"])  # type: ignore[attr-defined]
    return False


def refuse(tries: int) -> None:
    """Say that a code was wrong. Raises `WrongCode`, or `NoTriesLeft` after the last try."""
    if tries >= TRIES:
        raise NoTriesLeft
    raise WrongCode(TRIES - tries)
