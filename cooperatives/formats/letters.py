"""The letters that the house's faces have, and what stands for those that they have not.

A paper is refused whole for one letter that no face has. Names come as people type them: with a smile, in Tifinagh,
with the hyphen of some word processor.
"""

import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from anyascii import anyascii

# Written by whoever changes a face: tests/cooperatives/test_letters.py compares it with them.
COVERED = Path(__file__).resolve().parent.parent / "data" / "fonts" / "letters.txt"
# Letters of Arabic script that have a sister in our faces.
SISTERS = {"ݣ": "ڭ", "ڨ": "ق", "ۂ": "ه", "ې": "ي"}
# Marks that no face draws, and that direct the others: kept.
SILENT = {"Cf", "Cc", "Zs"}


def in_our_letters(given: Any) -> Any:
    """All texts in `given`, whatever it is, in letters that the faces of the house have."""
    if isinstance(given, str):
        return written(given)
    if isinstance(given, Mapping):
        return {name: in_our_letters(value) for name, value in given.items()}
    if isinstance(given, list | tuple):
        return [in_our_letters(value) for value in given]
    return given


def written(text: str) -> str:
    """The text with something readable in the place of each letter that no face has; a picture falls away."""
    if text.isascii():
        return text
    return "".join(_drawn(letter) for letter in unicodedata.normalize("NFC", text))


@cache
def _drawn(letter: str) -> str:
    kind = unicodedata.category(letter)
    if ord(letter) in covered() or kind in SILENT:
        return letter
    if letter in SISTERS:
        return SISTERS[letter]
    parts = [part for part in unicodedata.normalize("NFKD", letter) if ord(part) in covered()]
    if parts:
        return "".join(parts)
    return "" if kind in {"So", "Sk", "Mn", "Cn", "Co", "Cs"} else anyascii(letter)


@cache
def covered() -> frozenset[int]:
    """The letters that both weights of a face have."""
    ranges = (line.split("-") for line in COVERED.read_text().split())
    return frozenset(letter for first, last in ranges for letter in range(int(first, 16), int(last, 16) + 1))
