"""What the one writer of revenue takes: plain values about something that was sold."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from cooperatives.ledger.services import AccountRef
from fairs.enums import Channel, Evidence, LineKind, PaymentKind

NOTHING = Decimal("0.00")


@dataclass(frozen=True, slots=True, kw_only=True)
class FactLine:
    """One line of a sale: dirhams with tax included, negative where goods came back.

    Inside an edition, `region_code` is the region of the stop; outside, that of the seat.
    """

    cooperative_id: int
    region_code: str
    seat_region_code: str
    amount: Decimal
    edition_id: int | None = None
    stop_id: int | None = None
    stall_id: int | None = None
    participation_id: int | None = None
    product_id: int | None = None
    family_id: int | None = None
    units: Decimal | None = None
    tax_rate: Decimal | None = None
    tax: Decimal | None = None
    commission_rate: Decimal = Decimal(0)
    commission: Decimal = NOTHING
    commission_tax: Decimal = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleFact:
    """A sale, return, declared total or correction whose money is certain: one ledger transaction.

    `key` names the event, such as `sale:<uuid>` or `order:17:collected`, and makes it count once.
    `held_by` is who has the money; None means each line's own cooperative. While `is_pending`, the
    cooperatives have earned it and may not be paid out yet. What was written on paper says its day
    and not its hour.
    """

    key: str
    counts_on: date
    sold_at: datetime
    channel: Channel
    payment: PaymentKind
    lines: tuple[FactLine, ...]
    kind: LineKind = LineKind.SALE
    evidence: Evidence = Evidence.ITEMISED
    held_by: AccountRef | None = None
    # It takes a sale back whole, as if it had not been: then there is one sale less.
    cancels_a_sale: bool = False
    is_pending: bool = False
    hour_is_known: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What `record_sales` wrote: the ledger transaction of each key, and which were late.

    A key that was known before is missing. `late` are those of which a line stands apart as a
    correction, because its edition or stop was settled.
    """

    transactions: dict[str, int]
    late: frozenset[str]
