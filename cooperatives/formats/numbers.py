"""Amounts and numbers in words: `120,00 درهم`, `1 450,50 DH`, `1,450.50 DH`. Western digits always."""

from decimal import ROUND_HALF_UP, Decimal

from cooperatives.formats.days import language
from cooperatives.money import rounded

NBSP, THIN, MINUS, LEFT_TO_RIGHT = "\u00a0", "\u202f", "\u2212", "\u200e"
GROUP = {"ar": ".", "fr": THIN, "en": ","}
POINT = {"ar": ",", "fr": ",", "en": "."}
DIRHAM = {"ar": "درهم", "fr": "DH", "en": "DH"}
# As people count: twenty to the dirham.
RIAL = {"ar": "ريال", "fr": "rials", "en": "rial"}
RIAL_TO_THE_DIRHAM = 20
MILLION = {"ar": "مليون", "fr": "M", "en": "million"}


def number_text(value: Decimal | int, *, places: int) -> str:
    """A number with `places` decimals, its thousands grouped as the language groups them."""
    step = Decimal(1).scaleb(-places)
    return _grouped(Decimal(value).quantize(step, rounding=ROUND_HALF_UP), language())


def money_text(amount: Decimal | int) -> str:
    """An amount in dirhams, two places and the currency's name."""
    # Asked once: a page of figures has hundreds of amounts.
    code = language()
    return _grouped(rounded(Decimal(amount)), code) + NBSP + DIRHAM[code]


def _grouped(exact: Decimal, code: str) -> str:
    whole, _, part = f"{abs(exact):,f}".partition(".")
    text = whole.replace(",", GROUP[code]) + (POINT[code] + part if part else "")
    # A minus at the head of a right-to-left line would jump behind the number.
    return f"{LEFT_TO_RIGHT}{MINUS}{text}" if exact < 0 else text


def rial_text(amount: Decimal | int) -> str:
    """An amount in dirhams as people say it in the market: `2.400 ريال` for 120,00."""
    return number_text(rounded(Decimal(amount)) * RIAL_TO_THE_DIRHAM, places=0) + NBSP + RIAL[language()]


def money_short_text(amount: Decimal | int) -> str:
    """An amount for a poster: whole dirhams below a million, millions with one place above."""
    value, currency = Decimal(amount), DIRHAM[language()]
    if abs(value) < 1_000_000:
        return number_text(value, places=0) + NBSP + currency
    text = trimmed(number_text(value / 1_000_000, places=1))
    return text + NBSP + MILLION[language()] + ("" if language() == "fr" else NBSP) + currency


def quantity_text(value: Decimal | int, *, places: int = 3) -> str:
    """A quantity with only the decimals that it has."""
    return trimmed(number_text(value, places=places))


def percent_text(share: Decimal) -> str:
    """`0.54` as `54%`, in French `54 %`."""
    space = NBSP if language() == "fr" else ""
    return f"{trimmed(number_text(share * 100, places=1))}{space}%"


def trimmed(text: str) -> str:
    point = POINT[language()]
    head, found, tail = text.rpartition(point)
    if not found:
        return text
    tail = tail.rstrip("0")
    return f"{head}{point}{tail}" if tail else head
