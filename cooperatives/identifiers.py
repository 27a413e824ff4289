"""Public identifiers: what stands in addresses and on paper instead of a row's number."""

import secrets

# Without vowels and look-alikes: no words by accident, no 0 for O on a paper slip.
PUBLIC_ID_ALPHABET = "23456789bcdfghjkmnpqrstvwxz"
PUBLIC_ID_LENGTH = 12


def new_public_id() -> str:
    """An opaque identifier of 57 bits that tells nothing about how many there are."""
    return "".join(secrets.choice(PUBLIC_ID_ALPHABET) for _ in range(PUBLIC_ID_LENGTH))


def new_number() -> str:
    """A number that a person reads out over the telephone: three groups of four."""
    digits = new_public_id().upper()
    return f"{digits[:4]}-{digits[4:8]}-{digits[8:]}"
