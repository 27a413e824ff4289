"""What was found out about a file of sound."""

from dataclasses import dataclass


class NotASound(Exception):
    """The bytes are no sound of a kind that we know, or are cut off."""


@dataclass(frozen=True, slots=True)
class Sound:
    """Its type as a browser is told it, its length, and how its name ends."""

    kind: str
    milliseconds: int
    ending: str


def number(content: bytes, start: int, size: int, *, little: bool = False) -> int:
    """The whole number that stands in `size` bytes. Raises `NotASound` where they are missing."""
    if start < 0 or start + size > len(content):
        raise NotASound
    return int.from_bytes(content[start : start + size], "little" if little else "big")
