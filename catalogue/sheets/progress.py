"""How far a sheet is while it is taken over or back, which one transaction does: seen by pages before it commits."""

from django.core.cache import cache

from catalogue.sheets.enums import SheetStatus
from catalogue.sheets.models import ProductSheet

KEPT_SECONDS = 600
# Done by one transaction: what it writes is not seen before its end.
IN_ONE_GO = (SheetStatus.LOADING, SheetStatus.UNDOING)


def _key(sheet: ProductSheet) -> str:
    return f"product-sheet:{sheet.public_id}:done"


def report(sheet: ProductSheet, done: int) -> None:
    """Say how many rows are done."""
    cache.set(_key(sheet), done, KEPT_SECONDS)


def rows_done(sheet: ProductSheet) -> int:
    """How many rows of the step that runs now are done."""
    if sheet.status in IN_ONE_GO:
        return min(int(cache.get(_key(sheet)) or 0), sheet.row_count)
    return sheet.rows_done
