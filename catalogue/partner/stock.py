"""The only writer of stock. Every change is a movement with a key, so that it happens once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection, transaction

from catalogue.partner.enums import MovementKind, PlaceKind
from catalogue.partner.locks import stock_records_for_update
from catalogue.partner.models import NOTHING, Shortage, StockHolding, StockMovement, StockRecord
from cooperatives.accounts.models import User

SAVE_LEVELS = """
    UPDATE partner_stockrecord AS record SET num_in_stock = new.in_stock, num_allocated = new.allocated
    FROM unnest(%s::bigint[], %s::numeric[], %s::numeric[]) AS new (id, in_stock, allocated)
    WHERE record.id = new.id
"""


@dataclass(frozen=True, slots=True)
class Item:
    """A quantity (in the product's unit) of a stock record; `key` names the event for it."""

    stockrecord_id: int
    quantity: Decimal
    key: str


class InsufficientStock(Exception):
    """Not everything that was asked for is there. Nothing was taken.

    `free` gives what is left for each stock record that falls short.
    """

    def __init__(self, free: dict[int, Decimal]) -> None:
        super().__init__(", ".join(f"{pk}: {left} left" for pk, left in free.items()))
        self.free = free


class AllocatedAboveCount(Exception):
    """The keeper counted less than is promised to orders."""

    def __init__(self, allocated: Decimal) -> None:
        super().__init__(str(allocated))
        self.allocated = allocated


@transaction.atomic
def allocate(*, items: Sequence[Item]) -> None:
    """Promise `items` to orders. Raises `InsufficientStock` and takes nothing when one is short."""
    records = stock_records_for_update(item.stockrecord_id for item in items)
    wanted = _by_record(items)
    short = {
        pk: records[pk].free if pk in records else NOTHING
        for pk, quantity in wanted.items()
        if pk not in records or records[pk].free < quantity
    }
    if short:
        raise InsufficientStock(short)
    for pk, quantity in wanted.items():
        records[pk].num_allocated += quantity
    _save_levels(records.values())
    _write(items, MovementKind.ALLOCATED, allocated=1)


@transaction.atomic
def release(*, items: Sequence[Item], by: User | None = None) -> None:
    """Withdraw the promise of `items`; an item whose key was seen before is left alone."""
    _settle_promise(items, MovementKind.RELEASED, in_stock=0, by=by)


@transaction.atomic
def consume(*, items: Sequence[Item], by: User | None = None) -> None:
    """Hand over promised `items`: they leave the stock and the promise is kept."""
    _settle_promise(items, MovementKind.CONSUMED, in_stock=-1, by=by)


@transaction.atomic
def put_back(*, items: Sequence[Item], by: User | None = None) -> None:
    """Take `items` that came back from a shopper into the online stock again."""
    records = stock_records_for_update(item.stockrecord_id for item in items)
    fresh = _not_yet_moved(items)
    for item in fresh:
        records[item.stockrecord_id].num_in_stock += item.quantity
    _save_levels(records.values())
    _write(fresh, MovementKind.RETURNED, in_stock=1, by=by)


@transaction.atomic
def count(*, stockrecord_id: int, quantity: Decimal, key: str, by: User | None) -> None:
    """Set what is in stock online to what a keeper counted.

    Raises `AllocatedAboveCount` when more than that is promised to orders.
    """
    record = stock_records_for_update([stockrecord_id])[stockrecord_id]
    if StockMovement.objects.filter(key=key).exists():
        return
    if quantity < record.num_allocated:
        raise AllocatedAboveCount(record.num_allocated)
    change = quantity - record.num_in_stock
    record.num_in_stock = quantity
    record.save(update_fields=["num_in_stock", "date_updated"])
    _write([Item(stockrecord_id, change, key)], MovementKind.COUNTED, in_stock=1, by=by)


@transaction.atomic
def take_at_stall(*, items: Sequence[Item], edition_code: str) -> dict[str, Decimal]:
    """Take what a stall sold: first what lies out at the edition, then what is free online.

    A stall sale is a fact and is never refused: what is missing becomes a shortage for a person
    to settle. Answers the quantity that was missing for each item key that fell short. An item
    whose key was seen before moves nothing.
    """
    records = stock_records_for_update(item.stockrecord_id for item in items)
    fresh = _not_yet_moved(items)
    out = _holdings_at(edition_code, records)
    movements: list[StockMovement] = []
    missing: dict[str, Decimal] = {}
    for item in fresh:
        record = records[item.stockrecord_id]
        from_edition = min(item.quantity, out[record.pk].quantity) if record.pk in out else NOTHING
        from_online = min(item.quantity - from_edition, record.free)
        if from_edition:
            out[record.pk].quantity -= from_edition
            movements.append(_stall_movement(item, f"{item.key}:out", from_edition, PlaceKind.EDITION, edition_code))
        record.num_in_stock -= from_online
        movements.append(_stall_movement(item, item.key, from_online, PlaceKind.ONLINE, ""))
        if short := item.quantity - from_edition - from_online:
            missing[item.key] = short
    StockHolding.objects.bulk_update(out.values(), ["quantity"])
    _save_levels(records.values())
    StockMovement.objects.bulk_create(movements)
    by_key = {item.key: item for item in fresh}
    Shortage.objects.bulk_create(
        [Shortage(stockrecord_id=by_key[key].stockrecord_id, quantity=short, key=key) for key, short in missing.items()]
    )
    return missing


@transaction.atomic
def send_out(*, item: Item, edition_code: str, by: User | None) -> None:
    """Move free online stock out to an edition. Raises `InsufficientStock`."""
    record = stock_records_for_update([item.stockrecord_id])[item.stockrecord_id]
    if not _not_yet_moved([item]):
        return
    if record.free < item.quantity:
        raise InsufficientStock({record.pk: record.free})
    _move_between(record, item, edition_code, out=item.quantity, kind=MovementKind.SENT_OUT, by=by)


@transaction.atomic
def take_back(*, item: Item, edition_code: str, by: User | None) -> None:
    """Bring unsold stock back from an edition. Raises `InsufficientStock` when less lies there."""
    record = stock_records_for_update([item.stockrecord_id])[item.stockrecord_id]
    if not _not_yet_moved([item]):
        return
    out = _holdings_at(edition_code, {record.pk: record}).get(record.pk)
    if out is None or out.quantity < item.quantity:
        raise InsufficientStock({record.pk: out.quantity if out else NOTHING})
    _move_between(record, item, edition_code, out=-item.quantity, kind=MovementKind.TAKEN_BACK, by=by)


def _move_between(
    record: StockRecord, item: Item, edition_code: str, *, out: Decimal, kind: MovementKind, by: User | None
) -> None:
    record.num_in_stock -= out
    record.save(update_fields=["num_in_stock", "date_updated"])
    holding, _ = StockHolding.objects.get_or_create(stockrecord=record, place=PlaceKind.EDITION, reference=edition_code)
    holding.quantity += out
    holding.save(update_fields=["quantity"])
    StockMovement.objects.bulk_create(
        [
            StockMovement(stockrecord=record, kind=kind, change_in_stock=-out, key=item.key, by=by),
            StockMovement(
                stockrecord=record,
                kind=kind,
                place=PlaceKind.EDITION,
                reference=edition_code,
                change_in_stock=out,
                key=f"{item.key}:out",
                by=by,
            ),
        ]
    )


def _settle_promise(items: Sequence[Item], kind: MovementKind, *, in_stock: int, by: User | None) -> None:
    records = stock_records_for_update(item.stockrecord_id for item in items)
    fresh = _not_yet_moved(items)
    for item in fresh:
        record = records[item.stockrecord_id]
        record.num_allocated -= item.quantity
        record.num_in_stock += in_stock * item.quantity
    _save_levels(records.values())
    _write(fresh, kind, in_stock=in_stock, allocated=-1, by=by)


def _save_levels(records: Iterable[StockRecord]) -> None:
    """Write both numbers of locked records: the same statement for any number of them."""
    rows = list(records)
    with connection.cursor() as cursor:
        cursor.execute(
            SAVE_LEVELS,
            [
                [row.pk for row in rows],
                [row.num_in_stock for row in rows],
                [row.num_allocated for row in rows],
            ],
        )


def _by_record(items: Iterable[Item]) -> dict[int, Decimal]:
    wanted: dict[int, Decimal] = {}
    for item in items:
        wanted[item.stockrecord_id] = wanted.get(item.stockrecord_id, NOTHING) + item.quantity
    return wanted


def _not_yet_moved(items: Sequence[Item]) -> list[Item]:
    """Those whose key is not among the movements; asked after the lock, so no rival is between."""
    seen = set(StockMovement.objects.filter(key__in=[item.key for item in items]).values_list("key", flat=True))
    return [item for item in items if item.key not in seen]


def _holdings_at(edition_code: str, records: dict[int, StockRecord]) -> dict[int, StockHolding]:
    """Read under the stock records' locks, which every writer of holdings takes first."""
    rows = StockHolding.objects.filter(
        stockrecord__in=records, place=PlaceKind.EDITION, reference=edition_code
    ).order_by("stockrecord_id")
    return {row.stockrecord_id: row for row in rows}


def _stall_movement(item: Item, key: str, quantity: Decimal, place: PlaceKind, reference: str) -> StockMovement:
    return StockMovement(
        stockrecord_id=item.stockrecord_id,
        kind=MovementKind.SOLD_AT_STALL,
        place=place,
        reference=reference,
        change_in_stock=-quantity,
        key=key,
    )


def _write(
    items: Sequence[Item], kind: MovementKind, *, in_stock: int = 0, allocated: int = 0, by: User | None = None
) -> None:
    StockMovement.objects.bulk_create(
        [
            StockMovement(
                stockrecord_id=item.stockrecord_id,
                kind=kind,
                change_in_stock=in_stock * item.quantity,
                change_allocated=allocated * item.quantity,
                key=item.key,
                by=by,
            )
            for item in items
        ]
    )
