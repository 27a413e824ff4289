"""The sales that a batch takes back, held while it does: what was sold, and how much of it came back before."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from cooperatives.money import ZERO, rounded
from cooperatives.prepared import prepared_cursor
from fairs.enums import SaleKind
from fairs.tills.judging import JudgedSale
from fairs.tills.locks import sales_for_update
from fairs.tills.models import Sale

LINES = """
    SELECT line.sale_id, line.position, line.id, line.cooperative_id, line.product_id, line.title, line.language,
        line.unit, line.quantity, line.unit_price, line.amount, line.commission_rate, line.commission,
        posted.commission_tax, posted.tax_rate, posted.tax, posted.family_id, posted.seat_region_id,
        posted.participation_id, posted.stall_id, record.id
    FROM tills_saleline AS line
    LEFT JOIN revenue_revenueline AS posted ON posted.key = 'sale:' || line.sale_id || ':' || line.position
    LEFT JOIN partner_stockrecord AS record ON record.product_id = line.product_id
    WHERE line.sale_id = ANY(%s)
    ORDER BY line.sale_id, line.position
"""
BACK_BEFORE = """
    SELECT back.of_id, back.sale_id, back.position, -back.quantity, -back.amount
    FROM tills_saleline AS back WHERE back.of_id = ANY(%s) ORDER BY back.id
"""
VOIDED = "SELECT reverses_id FROM tills_sale WHERE reverses_id = ANY(%s) AND kind = 'void'"


@dataclass(slots=True)
class SoldLine:
    """A line as it was sold and posted; what came back of it grows while a batch is judged."""

    sale_id: UUID
    position: int
    pk: int
    cooperative_id: int
    product_id: int | None
    title: str
    language: str
    unit: str
    quantity: Decimal
    unit_price: Decimal
    amount: Decimal
    commission_rate: Decimal
    commission: Decimal
    commission_tax: Decimal
    tax_rate: Decimal | None
    tax: Decimal | None
    family_id: int | None
    seat_region_code: str
    participation_id: int | None
    stall_id: int | None
    record_id: int | None
    back_quantity: Decimal = Decimal(0)
    back_amount: Decimal = ZERO
    back_keys: tuple[str, ...] = ()

    @property
    def stock_key(self) -> str:
        return f"sale:{self.sale_id}:{self.position}"

    def part_of(self, whole: Decimal, amount: Decimal) -> Decimal:
        """How much of `whole` goes back with `amount`: all parts together come to exactly the whole."""
        return self._of(whole, self.back_amount + amount) - self._of(whole, self.back_amount)

    def still_out(self, quantity: Decimal) -> Decimal:
        """As much of `quantity` as can have come back: a piece does so once."""
        return max(Decimal(0), min(quantity, self.quantity - self.back_quantity))

    def take_back(self, quantity: Decimal, amount: Decimal, key: str) -> None:
        """Remember it for whatever comes after in the same batch."""
        self.back_quantity += quantity
        self.back_amount += amount
        self.back_keys = (*self.back_keys, key)

    @property
    def has_too_much_back(self) -> bool:
        return self.back_amount > self.amount or self.back_quantity > self.quantity

    def _of(self, whole: Decimal, back: Decimal) -> Decimal:
        return rounded(whole * min(back, self.amount) / self.amount) if self.amount else ZERO


@dataclass(slots=True)
class Original:
    """A sale that is taken back."""

    pk: UUID
    till_id: int
    session_id: UUID
    stop_id: int
    edition_id: int
    counts_on: date
    sold_at: datetime
    payment: str
    total: Decimal
    is_voided: bool = False
    lines: dict[int, SoldLine] = field(default_factory=dict)


def hold_originals(ids: Collection[UUID], just_sold: Mapping[UUID, JudgedSale]) -> dict[UUID, Original]:
    """Lock the sales that are taken back and read them; cancellations and returns are no sales.

    `just_sold` came in the same batch: its lines are written, and not in the book yet.
    """
    rows = [row for row in sales_for_update(ids) if row.kind == SaleKind.SALE]
    held = {row.pk: _original(row) for row in rows}
    if held:
        _read_lines(held)
        for sale_id in held.keys() & just_sold.keys():
            _complete(held[sale_id], just_sold[sale_id])
    return held


def _complete(original: Original, sale: JudgedSale) -> None:
    for position, judged in enumerate(sale.lines):
        line = original.lines[position]
        line.commission_tax, line.tax_rate, line.tax = judged.commission_tax, judged.tax_rate, judged.tax
        line.family_id, line.seat_region_code = judged.family_id, judged.seat_region_code
        line.participation_id, line.stall_id = judged.participation_id, sale.stall_id


def _original(row: Sale) -> Original:
    return Original(
        pk=row.pk,
        till_id=row.till_id,
        session_id=row.session_id,
        stop_id=row.stop_id,
        edition_id=row.stop.edition_id,
        counts_on=row.counts_on,
        sold_at=row.sold_at,
        payment=row.payment,
        total=row.total,
    )


def _read_lines(held: dict[UUID, Original]) -> None:
    with prepared_cursor() as cursor:
        cursor.execute(LINES, [list(held)])
        by_pk: dict[int, SoldLine] = {}
        for row in cursor.fetchall():
            line = SoldLine(*row)
            by_pk[line.pk] = held[line.sale_id].lines[line.position] = line
        cursor.execute(BACK_BEFORE, [list(by_pk)])
        for pk, sale_id, position, quantity, amount in cursor.fetchall():
            by_pk[pk].take_back(quantity, amount, f"sale:{sale_id}:{position}")
        cursor.execute(VOIDED, [list(held)])
        for (pk,) in cursor.fetchall():
            held[pk].is_voided = True
