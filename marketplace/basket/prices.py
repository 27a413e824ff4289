"""The prices that a page showed, as its form brings them back: what the shopper says yes to."""

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation

from marketplace.basket.selectors import BasketLine

PREFIX = "seen_"


def seen_fields(lines: Iterable[BasketLine]) -> list[tuple[str, str]]:
    """Hidden fields (name, value) for lines whose price has changed."""
    return [(f"{PREFIX}{line.product.public_id}", str(line.price)) for line in lines]


def seen_prices(data: Mapping[str, str]) -> dict[str, Decimal]:
    """The prices (dirhams, by the product's public id) that came back; what is no amount is left out."""
    found = {}
    for name, value in data.items():
        if not name.startswith(PREFIX):
            continue
        try:
            price = Decimal(value)
        except InvalidOperation:
            continue
        if price.is_finite() and 0 < price < 1_000_000:
            found[name.removeprefix(PREFIX)] = price
    return found
