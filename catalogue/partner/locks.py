"""The only place of this package that locks rows: always in primary-key order."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from catalogue.partner.enums import PlaceKind
from catalogue.partner.models import Shortage, StockRecord
from cooperatives.prepared import prepared_cursor
from cooperatives.round_trips import Ask, Rows

LEVELS = """
    SELECT id, num_in_stock, num_allocated, low_stock_threshold
    FROM partner_stockrecord WHERE id = ANY(%s) ORDER BY id FOR UPDATE
"""
HOLDINGS = """
    SELECT stockrecord_id, quantity FROM partner_stockholding
    WHERE stockrecord_id = ANY(%s) AND place = %s AND reference = %s
"""
SEEN = "SELECT key FROM partner_stockmovement WHERE key = ANY(%s)"
# Which of the keys moved already, and what lies out at the edition: in one question, as both are asked for each sale.
SEEN_AND_LYING = f"""
    SELECT key, NULL::bigint, NULL::numeric FROM ({SEEN}) AS seen
    UNION ALL
    SELECT NULL, stockrecord_id, quantity FROM ({HOLDINGS}) AS lying
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class HeldForASale:
    """The rows of the levels, which are locked, and what was read under those locks."""

    levels: Rows
    seen_and_lying: Rows


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


def hold_for_a_sale(ask: Ask, *, ids: Iterable[int], keys: Collection[str], edition_code: str) -> HeldForASale:
    """Lock the levels in a round trip of the caller's, and read under those locks what else a stall's sale needs."""
    records = sorted(set(ids))
    return HeldForASale(
        levels=ask(LEVELS, [records]),
        seen_and_lying=ask(SEEN_AND_LYING, [list(keys), records, str(PlaceKind.EDITION), edition_code]),
    )


def open_shortages_for_update(keys: Iterable[str]) -> dict[str, Shortage]:
    """Shortages that nobody has settled, by their key; taken after the stock records."""
    rows = Shortage.objects.select_for_update(of=("self",)).filter(key__in=set(keys), settled_at__isnull=True)
    return {row.key: row for row in rows.order_by("pk")}
