"""Why an order or a purchase refused. Each states the fact; views say it to people."""

from decimal import Decimal


class BasketEmpty(Exception):
    """There is nothing in the basket that can be bought."""


class ProductsGone(Exception):
    """Products left the shop since the shopper looked: their public ids."""

    def __init__(self, products: list[str]) -> None:
        super().__init__(", ".join(products))
        self.products = products


class CooperativesClosed(Exception):
    """Cooperatives closed for some days since the shopper looked: the public ids of their products."""

    def __init__(self, products: list[str]) -> None:
        super().__init__(", ".join(products))
        self.products = products


class BelowMinimum(Exception):
    """Some cooperatives do not send so little: how much is missing (dirhams), by their public ids."""

    def __init__(self, missing: dict[str, Decimal]) -> None:
        super().__init__(", ".join(missing))
        self.missing = missing


class DeliveryChanged(Exception):
    """The chosen way of delivery, or its price, is not offered any more to these cooperatives' parcels."""

    def __init__(self, cooperatives: list[str]) -> None:
        super().__init__(", ".join(cooperatives))
        self.cooperatives = cooperatives


class PlaceMissing(Exception):
    """Something goes to the door and nobody said where."""


class CashLimitExceeded(Exception):
    """No carrier takes that much cash at one door."""

    def __init__(self, limit: Decimal) -> None:
        super().__init__(str(limit))
        self.limit = limit


class TooManyOpenPurchases(Exception):
    """This telephone number has too many purchases that nobody has paid for yet."""


class WrongCode(Exception):
    """The code is not the one that was sent; `left` tries remain."""

    def __init__(self, left: int) -> None:
        super().__init__(str(left))
        self.left = left


class NoTriesLeft(Exception):
    """The code was wrong too often: somebody of the platform has to call."""


class PurchaseOver(Exception):
    """Every order of the purchase was cancelled: there is nothing left to confirm."""


class TooLateToCancel(Exception):
    """The cooperative has prepared the order: the shopper cannot cancel it alone."""


class CooperativeSuspended(Exception):
    """A suspended cooperative accepts nothing new; it answers for what it has accepted."""


class NotDeliveredThisWay(Exception):
    """The order is collected, goes to the door, or comes in a hub's parcel, and this act belongs to another way."""


class AlreadyPaid(Exception):
    """A card paid for the order: nobody takes cash for it."""


class NotPaidYet(Exception):
    """Nothing was paid for the order: who delivers it takes the cash and says so."""


class PartOffered(Exception):
    """The shopper was asked whether a part will do, and has not answered: nothing goes on before."""


class NothingLeftOut(Exception):
    """All of it can be sent: that is no part, the order is simply accepted."""


class NothingOffered(Exception):
    """Not one piece can be sent: the order is declined."""


class MoreThanOrdered(Exception):
    """More pieces are offered than were ordered, or pieces of another order."""


class OfferOver(Exception):
    """The offer was answered, called off, or ran out of time."""


class ParcelNotComplete(Exception):
    """The hub waits for goods of these cooperatives: their names."""

    def __init__(self, cooperatives: list[str]) -> None:
        super().__init__(", ".join(cooperatives))
        self.cooperatives = cooperatives
