"""The only writer of stock. Every change is a movement with a key, so that it happens once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext

from catalogue.partner.enums import MovementKind, PlaceKind
from catalogue.partner.locks import (
    SEEN,
    HeldForASale,
    Level,
    hold_for_a_sale,
    levels_for_update,
    open_shortages_for_update,
    stock_records_for_update,
)
from catalogue.partner.models import NOTHING, Shortage, StockHolding, StockMovement, StockRecord
from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.bulk import copy_rows
from cooperatives.identifiers import new_public_id
from cooperatives.jobs.services import schedule
from cooperatives.prepared import prepared_cursor
from cooperatives.round_trips import Ask, one_round_trip
from cooperatives.writing import copy_instances

SAVE_LEVELS = """
    UPDATE partner_stockrecord AS record SET num_in_stock = new.in_stock, num_allocated = new.allocated
    FROM unnest(%s::bigint[], %s::numeric[], %s::numeric[]) AS new (id, in_stock, allocated)
    WHERE record.id = new.id
"""

SAVE_HOLDINGS = """
    UPDATE partner_stockholding AS holding SET quantity = new.quantity
    FROM unnest(%s::bigint[], %s::numeric[]) AS new (stockrecord_id, quantity)
    WHERE holding.stockrecord_id = new.stockrecord_id AND holding.place = %s AND holding.reference = %s
"""
# The work of telling a cooperative that little is left of a product; its subject is the stock record.
LOW_STOCK = "catalogue.low_stock"
MOVEMENT_COLUMNS = ("stockrecord_id", "kind", "place", "reference", "change_in_stock", "change_allocated", "key", "at")


@dataclass(frozen=True, slots=True)
class Item:
    """A quantity (in the product's unit) of a stock record; `key` names the event for it."""

    stockrecord_id: int
    quantity: Decimal
    key: str


@dataclass(frozen=True, slots=True)
class CameBack:
    """A quantity that a stall had sold and that lies there again.

    `of` is the key under which it was taken, `before` are those of what came back of it earlier.
    """

    stockrecord_id: int
    quantity: Decimal
    key: str
    of: str
    before: tuple[str, ...] = ()


@dataclass(slots=True)
class _SoldPart:
    """What a stall took under one key and did not give back yet, and what it gives back now."""

    stockrecord_id: int
    from_edition: Decimal = NOTHING
    edition_code: str = ""
    shortage: Shortage | None = None
    to_edition: Decimal = NOTHING


Moved = TypeVar("Moved", Item, CameBack)


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
    records = levels_for_update(item.stockrecord_id for item in items)
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
    _keep(record, change)
    _write([Item(stockrecord_id, change, key)], MovementKind.COUNTED, in_stock=1, by=by)


@transaction.atomic
def adjust(*, stockrecord_id: int, change: Decimal, key: str, by: User) -> None:
    """Add `change` to what is in stock online; below zero it takes away. A key that was seen before changes nothing.

    Raises `AllocatedAboveCount` when less would be left than is promised to orders.
    """
    record = stock_records_for_update([stockrecord_id])[stockrecord_id]
    if StockMovement.objects.filter(key=key).exists():
        return
    if record.num_in_stock + change < record.num_allocated:
        raise AllocatedAboveCount(record.num_allocated)
    _keep(record, change)
    kind = MovementKind.RECEIVED if change > 0 else MovementKind.COUNTED
    _write([Item(stockrecord_id, change, key)], kind, in_stock=1, by=by)


@transaction.atomic
def correct(*, items: Sequence[Item], by: User | None) -> None:
    """Change what is in stock by the quantity of each item, which may be below zero, as a keeper's list says.

    Raises `InsufficientStock`, and moves nothing, where more than what is left is promised to orders. An item whose
    key was seen before moves nothing.
    """
    records = levels_for_update(item.stockrecord_id for item in items)
    fresh = _not_yet_moved(items)
    for item in fresh:
        records[item.stockrecord_id].num_in_stock += item.quantity
    short = {pk: record.free for pk, record in records.items() if record.free < 0}
    if short:
        raise InsufficientStock(short)
    _save_levels(records.values())
    _write(fresh, MovementKind.COUNTED, in_stock=1, by=by)


def ask_for_stall(ask: Ask, *, items: Sequence[Item], edition_code: str) -> HeldForASale:
    """Hold what `take_at_stall` will need, in a round trip of the caller's."""
    ids, keys = [item.stockrecord_id for item in items], [item.key for item in items]
    return hold_for_a_sale(ask, ids=ids, keys=keys, edition_code=edition_code)


@transaction.atomic(savepoint=False)
def take_at_stall(*, items: Sequence[Item], edition_code: str, held: HeldForASale | None = None) -> dict[str, Decimal]:
    """Take what a stall sold: first what lies out at the edition, then what is free online.

    A stall sale is a fact and is never refused: what is missing becomes a shortage for a person
    to settle. Answers the quantity that was missing for each item key that fell short. An item
    whose key was seen before moves nothing. `held` is what the caller asked for by `ask_for_stall`
    in this transaction, of these items or more.
    """
    if held is None:
        with one_round_trip() as ask:
            held = ask_for_stall(ask, items=items, edition_code=edition_code)
    levels = {row[0]: Level(*row) for row in held.levels}
    seen = {key for key, pk, _ in held.seen_and_lying if pk is None}
    lying = {pk: quantity for _, pk, quantity in held.seen_and_lying if pk is not None}
    out = dict(lying)
    movements: list[tuple[object, ...]] = []
    missing: dict[str, tuple[int, Decimal]] = {}
    for item in items:
        if item.key in seen:
            continue
        level = levels[item.stockrecord_id]
        from_edition = min(item.quantity, out.get(level.pk, NOTHING))
        from_online = min(item.quantity - from_edition, level.free)
        if from_edition:
            out[level.pk] -= from_edition
            movements.append(
                _at_stall(MovementKind.SOLD_AT_STALL, level.pk, f"{item.key}:out", -from_edition, edition_code)
            )
        level.num_in_stock -= from_online
        movements.append(_at_stall(MovementKind.SOLD_AT_STALL, level.pk, item.key, -from_online))
        if short := item.quantity - from_edition - from_online:
            missing[item.key] = level.pk, short
    _save_holdings(edition_code, {pk: quantity for pk, quantity in out.items() if quantity != lying[pk]})
    _save_levels(levels.values())
    _write_at_stall(movements)
    _write_shortages(missing)
    return {key: short for key, (_, short) in missing.items()}


@transaction.atomic(savepoint=False)
def give_back_at_stall(*, items: Sequence[CameBack]) -> None:
    """Put what came back to a stall where it had been taken from; an item whose key was seen before moves nothing.

    What had been missing and is still open shrinks first. Then the edition's stock gets what lay
    out there, and the rest is online again.
    """
    levels = levels_for_update(item.stockrecord_id for item in items)
    sold = _sold_parts(items)
    movements: list[tuple[object, ...]] = []
    shrunk: dict[str, Shortage] = {}
    for item in _not_yet_moved(items):
        part = sold[item.of]
        left = item.quantity - _shrink(part, item.quantity, shrunk)
        to_edition = min(left, part.from_edition)
        if to_edition:
            part.from_edition -= to_edition
            part.to_edition += to_edition
            movements.append(
                _at_stall(MovementKind.RETURNED, item.stockrecord_id, f"{item.key}:out", to_edition, part.edition_code)
            )
        levels[item.stockrecord_id].num_in_stock += left - to_edition
        movements.append(_at_stall(MovementKind.RETURNED, item.stockrecord_id, item.key, left - to_edition))
    for part in sold.values():
        if part.to_edition:
            _add_to_holding(part)
    _save_levels(levels.values())
    _write_at_stall(movements)
    _save_shrunk(shrunk.values())


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


@transaction.atomic
def write_off(*, item: Item, edition_code: str, kind: MovementKind, by: User) -> None:
    """Take what lies at an edition off the stock, as `kind` (one of `GONE`) says; below zero, put it there again.

    Raises `InsufficientStock` when less lies there.
    """
    record = stock_records_for_update([item.stockrecord_id])[item.stockrecord_id]
    if not _not_yet_moved([item]):
        return
    out = _holdings_at(edition_code, {record.pk: record}).get(record.pk)
    if out is None or out.quantity < item.quantity:
        raise InsufficientStock({record.pk: out.quantity if out else NOTHING})
    out.quantity -= item.quantity
    out.save(update_fields=["quantity"])
    place = {"place": PlaceKind.EDITION, "reference": edition_code}
    StockMovement.objects.create(
        stockrecord=record, kind=kind, change_in_stock=-item.quantity, key=item.key, by=by, **place
    )


def _move_between(
    record: StockRecord, item: Item, edition_code: str, *, out: Decimal, kind: MovementKind, by: User | None
) -> None:
    _keep(record, -out)
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


def _keep(record: StockRecord, change: Decimal) -> None:
    """Write what is in stock of one locked record after `change`."""
    record.num_in_stock += change
    record.save(update_fields=["num_in_stock", "date_updated"])
    _note_falls([record])


def _note_falls(records: Iterable[StockRecord | Level]) -> None:
    """Have the cooperative told of what fell to its threshold now: once for each fall, since it was above before."""
    for record in records:
        least = record.low_stock_threshold
        if least is not None and record.free <= least < record.free_before:
            key = f"{LOW_STOCK}:{record.pk}:{new_public_id()}"
            schedule(kind=LOW_STOCK, key=key, subject_id=record.pk, due_at=clock.now())


def _save_levels(records: Iterable[StockRecord | Level]) -> None:
    """Write both numbers of locked records: the same statement for any number of them."""
    rows = list(records)
    _note_falls(rows)
    with prepared_cursor() as cursor:
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


def _not_yet_moved(items: Sequence[Moved]) -> list[Moved]:
    """Those whose key is not among the movements; asked after the lock, so no rival is between."""
    with prepared_cursor() as cursor:
        cursor.execute(SEEN, [[item.key for item in items]])
        seen = {key for (key,) in cursor.fetchall()}
    return [item for item in items if item.key not in seen]


def _holdings_at(edition_code: str, records: dict[int, StockRecord]) -> dict[int, StockHolding]:
    """Read under the stock records' locks, which every writer of holdings takes first."""
    rows = StockHolding.objects.filter(
        stockrecord__in=records, place=PlaceKind.EDITION, reference=edition_code
    ).order_by("stockrecord_id")
    return {row.stockrecord_id: row for row in rows}


def _save_holdings(edition_code: str, quantities: dict[int, Decimal]) -> None:
    if not quantities:
        return
    with prepared_cursor() as cursor:
        values: list[Any] = [list(quantities), list(quantities.values()), str(PlaceKind.EDITION), edition_code]
        cursor.execute(SAVE_HOLDINGS, values)


def _add_to_holding(part: _SoldPart) -> None:
    rows = StockHolding.objects.filter(
        stockrecord=part.stockrecord_id, place=PlaceKind.EDITION, reference=part.edition_code
    )
    rows.update(quantity=F("quantity") + part.to_edition)


def _sold_parts(items: Sequence[CameBack]) -> dict[str, _SoldPart]:
    """How much of each sale came from an edition's stock and has not gone back there, and what is still missing."""
    parts = {item.of: _SoldPart(item.stockrecord_id) for item in items}
    of_key = {f"{item.of}:out": item.of for item in items}
    of_key |= {f"{key}:out": item.of for item in items for key in item.before}
    rows = StockMovement.objects.filter(key__in=of_key).order_by()
    for key, change, reference in rows.values_list("key", "change_in_stock", "reference"):
        part = parts[of_key[key]]
        part.from_edition -= change
        part.edition_code = reference
    for key, shortage in open_shortages_for_update(parts).items():
        parts[key].shortage = shortage
    return parts


def _shrink(part: _SoldPart, quantity: Decimal, shrunk: dict[str, Shortage]) -> Decimal:
    """Take `quantity` off what was missing; answers how much that was."""
    if part.shortage is None:
        return NOTHING
    less = min(quantity, part.shortage.quantity)
    part.shortage.quantity -= less
    shrunk[part.shortage.key] = part.shortage
    return less


def _save_shrunk(shortages: Iterable[Shortage]) -> None:
    """A shortage of which everything came back is settled by that, with the quantity that it had."""
    for shortage in shortages:
        if shortage.quantity:
            shortage.save(update_fields=["quantity"])
        else:
            shortage.settled_at, shortage.outcome = clock.now(), gettext("The pieces came back to the stall.")
            shortage.save(update_fields=["settled_at", "outcome"])


def _at_stall(
    kind: MovementKind, record_id: int, key: str, change: Decimal, edition_code: str = ""
) -> tuple[object, ...]:
    """A movement's values in the order of `MOVEMENT_COLUMNS`, but for its moment."""
    place = PlaceKind.EDITION if edition_code else PlaceKind.ONLINE
    return record_id, str(kind), str(place), edition_code, change, NOTHING, key


def _write_at_stall(movements: Sequence[tuple[object, ...]]) -> None:
    at = clock.now()
    copy_rows(
        table=StockMovement._meta.db_table, columns=MOVEMENT_COLUMNS, rows=((*values, at) for values in movements)
    )


def _write_shortages(missing: dict[str, tuple[int, Decimal]]) -> None:
    if missing:
        Shortage.objects.bulk_create(
            [Shortage(stockrecord_id=pk, quantity=short, key=key) for key, (pk, short) in missing.items()]
        )


def _write(
    items: Sequence[Item], kind: MovementKind, *, in_stock: int = 0, allocated: int = 0, by: User | None = None
) -> None:
    copy_instances(
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
