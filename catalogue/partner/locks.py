"""The only place of this package that locks rows: always in primary-key order."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from catalogue.partner.models import Shortage, StockRecord
from cooperatives.prepared import prepared_cursor

LEVELS = """
    SELECT id, num_in_stock, num_allocated, low_stock_threshold
    FROM partner_stockrecord WHERE id = ANY(%s) ORDER BY id FOR UPDATE
"""


@dataclass(slots=True)
class Level:
    """What is there of a stock record and what of it is promised, while its row is held."""

    pk: int
    num_in_stock: Decimal
    num_allocated: Decimal
    low_stock_threshold: Decimal | None = None
    # What was free when the row was locked.
    free_before: Decimal = field(init=False)

    def __post_init__(self) -> None:
        self.free_before = self.free

    @property
    def free(self) -> Decimal:
        return self.num_in_stock - self.num_allocated


def stock_records_for_update(ids: Iterable[int]) -> dict[int, StockRecord]:
    """Lock the stock records and answer them by id; ids that do not exist are missing."""
    rows = StockRecord.objects.select_for_update(of=("self",)).filter(pk__in=set(ids)).order_by("pk")
    found = {row.pk: row for row in rows}
    for row in found.values():
        row.free_before = row.free
    return found


def levels_for_update(ids: Iterable[int]) -> dict[int, Level]:
    """The same lock for tills and purchases, which need two numbers of each record and no more."""
    with prepared_cursor() as cursor:
        cursor.execute(LEVELS, [sorted(set(ids))])
        return {row[0]: Level(*row) for row in cursor.fetchall()}


def open_shortages_for_update(keys: Iterable[str]) -> dict[str, Shortage]:
    """Shortages that nobody has settled, by their key; taken after the stock records."""
    rows = Shortage.objects.select_for_update(of=("self",)).filter(key__in=set(keys), settled_at__isnull=True)
    return {row.key: row for row in rows.order_by("pk")}
