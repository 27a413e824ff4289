"""The closed list of money movements and of the pots they move between."""

from django.db.models import TextChoices


class EntryKind(TextChoices):
    """Why money moved. A new reason is a new line here, with its sentence."""

    SALE = "sale"
    """Goods were sold and the money is certain: stall, card paid, or cash collected at the door."""
    RETURN = "return"
    """Goods came back: the sale's entries, negated for the part returned."""
    CORRECTION = "correction"
    """A figure was wrong or came late: the difference, dated to the day it belongs to."""
    DELIVERY = "delivery"
    """Delivery money, to whoever ships; never part of revenue."""
    REMITTANCE = "remittance"
    """Cash that a carrier or an operator had collected reached the cooperative or the bank."""


TURNOVER_KINDS = (EntryKind.SALE, EntryKind.RETURN, EntryKind.CORRECTION)


class AccountKind(TextChoices):
    """What a pot is for."""

    HELD_BY_COOPERATIVE = "held_by_cooperative"
    """Cash and transfers that the cooperative itself took in."""
    HELD_BY_OPERATOR = "held_by_operator"
    """Cash that the operator of a shared till holds and owes."""
    HELD_BY_CARRIER = "held_by_carrier"
    """Cash collected at doors and not yet handed over."""
    PROCESSOR = "processor"
    """Card money at the payment processor."""
    COOPERATIVE = "cooperative"
    """What a cooperative is owed (negative) or owes us (positive)."""
    COMMISSION = "commission"
    """The platform's share, without tax."""
    COMMISSION_TAX = "commission_tax"
    """The tax on the platform's share."""
    DELIVERY = "delivery"
    """Delivery money owed to whoever ships."""
    BANK = "bank"
    """Our own bank account."""


INCOME_KINDS = (AccountKind.COOPERATIVE, AccountKind.COMMISSION, AccountKind.COMMISSION_TAX)
