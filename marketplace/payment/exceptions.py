"""Why paying by card refused. Each states the fact; views say it to people."""

from decimal import Decimal


class CardAmountOutOfRange(Exception):
    """Less, or more, than is taken by card at once."""

    def __init__(self, least: Decimal, most: Decimal) -> None:
        super().__init__(f"{least} to {most}")
        self.least, self.most = least, most


class NothingToPay(Exception):
    """No order of the purchase waits for its payment: it was paid, cancelled, or is paid in cash."""


class TooManyTries(Exception):
    """The purchase was tried so often that its stock must not be kept any longer."""


class PaymentUnderWay(Exception):
    """Money may be on its way, or lies with a person to be looked at: nobody decides anything meanwhile."""


class PagesStillOpen(Exception):
    """The purchase can be paid on a hosted page right now: that one is shut first."""
