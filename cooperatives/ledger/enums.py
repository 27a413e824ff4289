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
    RECEIPT = "receipt"
    """Card money reached the processor; what it pays for is posted apart."""
    RELEASE = "release"
    """A cooperative's earnings became available: delivered, and past the days for a return."""
    REFUND = "refund"
    """Money owed back to a shopper was sent, or came back because the bank refused it."""
    PAYOUT = "payout"
    """Money on its way to a cooperative, arrived there, or returned."""
    FEE = "fee"
    """What the processor kept for its work."""
    DISPUTE = "dispute"
    """A shopper's bank took money back, or gave it back when the dispute was won."""


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
    PROCESSOR_FEE = "processor_fee"
    """What the processor keeps of it: the platform's expense."""
    CUSTOMER_UNAPPLIED = "customer_unapplied"
    """Money received from shoppers that pays for no order yet; nothing stays here."""
    CUSTOMER_REFUNDS = "customer_refunds"
    """Money owed back to shoppers and not sent yet."""
    COOPERATIVE_PENDING = "cooperative_pending"
    """What a cooperative has earned and waits for: on its way, or still to be returned."""
    COOPERATIVE = "cooperative"
    """What a cooperative is owed (negative) or owes us (positive): available."""
    PAYOUT_TRANSIT = "payout_transit"
    """Sent to a cooperative, and not yet confirmed by the bank."""
    COMMISSION = "commission"
    """The platform's share, without tax."""
    COMMISSION_TAX = "commission_tax"
    """The tax on the platform's share."""
    DELIVERY = "delivery"
    """Delivery money owed to whoever ships."""
    BANK = "bank"
    """Our own bank account."""
    DISPUTE_LOSS = "dispute_loss"
    """What shoppers' banks took back."""
    FX_DIFFERENCE = "fx_difference"
    """What changing currencies cost or brought."""
    ROUNDING = "rounding"
    """Centimes that no one else can bear."""


# What a sale is split into: with its gross it proves the book against the revenue lines.
INCOME_KINDS = (
    AccountKind.COOPERATIVE,
    AccountKind.COOPERATIVE_PENDING,
    AccountKind.COMMISSION,
    AccountKind.COMMISSION_TAX,
)
