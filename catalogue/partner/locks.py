"""The only place of this package that locks rows: always in primary-key order."""

from collections.abc import Iterable

from catalogue.partner.models import StockRecord


def stock_records_for_update(ids: Iterable[int]) -> dict[int, StockRecord]:
    """Lock the stock records and answer them by id; ids that do not exist are missing."""
    rows = StockRecord.objects.select_for_update(of=("self",)).filter(pk__in=set(ids)).order_by("pk")
    return {row.pk: row for row in rows}
