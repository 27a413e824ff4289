"""Amounts as people type them, in western or eastern digits: 1250,50 · 1 250.50 DH · ١٢٥٠."""

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

MOST = Decimal("9999999.99")
CENTIME = Decimal("0.01")
DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_SPACES = re.compile(r"[\s\u00a0\u202f\u2009']+")
_CURRENCY = re.compile(r"(?i)(dhs?|mad|dirhams?|درهما?|دراهم|د\.?م\.?)\.?$")
_SIGNS = str.maketrans({"٫": ",", "٬": ".", "،": ",", "−": "-"})


def amount_of(text: str) -> tuple[Decimal | None, str]:
    """Dirhams: 1250,50 · 1 250.50 DH · ١٢٥٠; nothing where the cell is empty."""
    plain = _CURRENCY.sub("", _SPACES.sub("", text.translate(DIGITS).translate(_SIGNS)))
    if not plain:
        return None, ""
    try:
        amount = Decimal(_with_a_point(plain)).quantize(CENTIME, rounding=ROUND_HALF_UP)
    except InvalidOperation:
        return None, "unreadable_amount"
    if amount < 0:
        return None, "negative_amount"
    return (amount, "") if amount <= MOST else (None, "amount_too_large")


def _with_a_point(text: str) -> str:
    """One point before the centimes; a separator before exactly three digits parts thousands."""
    if not re.fullmatch(r"-?[\d.,]+", text):
        raise InvalidOperation(text)
    head, separator, tail = text.replace(",", ".").rpartition(".")
    if not separator:
        return text
    return head.replace(".", "") + (tail if len(tail) == 3 and head.strip("-0") else f".{tail}")
