"""At which stop what was kept aside would count, so that it keeps back the closing of that one and no other."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter, ValidationError

from fairs.batches import Moment
from fairs.business_days import CASABLANCA
from fairs.enums import SaleKind
from fairs.tills.judging import CLOCKS_DIFFER_BY
from fairs.tills.models import Sale, Till
from fairs.tills.stall_book import Named, StallBook, read_stall_book

MOMENT: TypeAdapter[datetime] = TypeAdapter(Moment)
NOON = time(12, 0)


def stops_of(till: Till, records: Sequence[Any], now: datetime) -> list[int | None]:
    """The stop of each record as it was sent; None where it may be of any.

    Where a person lets it count, it is posted by the same rule: a cancelled sale has its stop, all
    else that of its business day. What says no moment is of the only stop at which its stall stood.
    """
    book = read_stall_book(till, Named())
    if len(book.stops) == 1:
        return [book.stops[0].pk] * len(records)
    cancelled = _stops_of_cancelled(records, till)
    return [cancelled.get(_cancels(raw)) or _by_moment(raw, book, now) or _only_stop(raw, book) for raw in records]


def _stops_of_cancelled(records: Sequence[Any], till: Till) -> dict[UUID | None, int]:
    named = {sale_id for raw in records if (sale_id := _cancels(raw))}
    sales = Sale.objects.filter(pk__in=named, stop__edition=till.stall.edition_id) if named else Sale.objects.none()
    return dict(sales.order_by().values_list("pk", "stop_id"))


def _cancels(raw: Any) -> UUID | None:
    if not isinstance(raw, dict) or raw.get("kind") != SaleKind.VOID:
        return None
    try:
        return UUID(raw["reverses"])
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _by_moment(raw: Any, book: StallBook, now: datetime) -> int | None:
    moment = _moment_of(raw)
    if moment is None or moment > now + CLOCKS_DIFFER_BY or not book.stops:
        return None
    moment = min(moment, now)
    return book.stop_for(book.business_day(moment), moment).pk


def _moment_of(raw: Any) -> datetime | None:
    """When it was sold or happened; what was written on paper says its day only."""
    if not isinstance(raw, dict):
        return None
    try:
        if isinstance(raw.get("day"), str):
            return datetime.combine(date.fromisoformat(raw["day"]), NOON, tzinfo=CASABLANCA)
        return MOMENT.validate_python(raw.get("sold_at", raw.get("at")))
    except (ValidationError, ValueError):
        return None


def _only_stop(raw: Any, book: StallBook) -> int | None:
    """Where its stall stood, if that was at one stop only and no moment says otherwise."""
    if _moment_of(raw) is not None:
        return None
    stood = {stop.pk for stop in book.stops for day in book.assigned if day in stop.days}
    return stood.pop() if len(stood) == 1 else None
