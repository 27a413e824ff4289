"""Why a basket refused."""

from datetime import date
from decimal import Decimal


class ProductNotOnSale(Exception):
    """The product is not there, or nobody may buy it now."""


class NothingLeft(Exception):
    """Not one piece can still be promised."""


class ClosedNow(Exception):
    """The cooperative sells nothing on these days; `until` is the last of them."""

    def __init__(self, until: date) -> None:
        super().__init__(str(until))
        self.until = until


class BasketClosed(Exception):
    """The basket was bought or joined to another; it holds what it held."""


class PriceChanged(Exception):
    """Prices moved since the shopper agreed to them: `now` gives the new one (dirhams) by product id."""

    def __init__(self, now: dict[int, Decimal]) -> None:
        super().__init__(", ".join(str(pk) for pk in now))
        self.now = now
