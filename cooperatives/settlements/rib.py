"""The RIB of a Moroccan account: 24 digits, of which the last two check the others."""

import unicodedata

DIGITS = 24
CHECKED = 22


class RibRefused(ValueError):
    """The text is no RIB."""


class RibTooShortOrLong(RibRefused):
    """It has not 24 digits."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


class RibNotDigits(RibRefused):
    """Something else than digits stands in it."""


class RibCheckDigitsWrong(RibRefused):
    """A digit is wrong, missing or swapped with another."""


def key_of(first: str) -> str:
    """The two check digits of the 22 before them."""
    return f"{97 - int(first) * 100 % 97:02d}"


def read_rib(text: str) -> str:
    """The 24 digits of what a person typed, in whichever digits and groups. Raises a `RibRefused`."""
    kept = [letter for letter in text if not letter.isspace() and letter not in "-.·/\u200e\u200f\u2066\u2069"]
    if not all(letter.isdecimal() for letter in kept):
        raise RibNotDigits(text)
    digits = "".join(str(unicodedata.decimal(letter)) for letter in kept)
    if len(digits) != DIGITS:
        raise RibTooShortOrLong(len(digits))
    if key_of(digits[:CHECKED]) != digits[CHECKED:]:
        raise RibCheckDigitsWrong(digits[CHECKED:])
    return digits


def grouped(rib: str) -> str:
    """Bank, town, account and check digits apart, as banks print them."""
    return f"{rib[:3]} {rib[3:6]} {rib[6:22]} {rib[22:]}"


def masked(last4: str) -> str:
    """What a person sees of an account: its last four digits."""
    return f"•••• {last4}"
