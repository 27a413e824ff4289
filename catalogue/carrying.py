"""Goods that a keeper takes to a fair, brings back or loses there: many products in one act, all or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import transaction

from catalogue.counting import BROUGHT, ONLY_ONE, SENT, UNDO_FOR, UNDONE, NothingToUndo
from catalogue.enums import Unit
from catalogue.partner import stock
from catalogue.partner.enums import GONE, MovementKind, PlaceKind
from catalogue.partner.locks import stock_records_for_update
from catalogue.partner.models import NOTHING, StockHolding, StockMovement, StockRecord
from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.services import record_act
from cooperatives.identifiers import new_public_id

# How goods that are neither sold nor back are named among the movements.
WRITTEN_OFF = "written-off"
# What is written of the half of a movement that lies at the edition.
THERE = ":out"
LOOK_BACK = 300


class CannotCarry(Exception):
    """Nothing was moved: of some products there is less than that, or they go by the piece.

    `short` says how much there is, by product; `in_parts` names those that were not counted in whole numbers.
    """

    def __init__(self, short: Mapping[int, Decimal], in_parts: set[int]) -> None:
        super().__init__(f"{dict(short)} {sorted(in_parts)}")
        self.short, self.in_parts = dict(short), in_parts


@dataclass(slots=True)
class Carrying:
    """One act of a person: which way, or as what it was written off, and how much of each stock record."""

    key: str
    is_out: bool
    gone_as: MovementKind | None = None
    quantities: dict[int, Decimal] = field(default_factory=dict)


@transaction.atomic
def send_goods(*, cooperative_id: int, edition_code: str, quantities: Mapping[int, Decimal], by: User) -> None:
    """Write down what leaves for an edition, by product, in its unit. Raises `CannotCarry`."""
    records = _held(cooperative_id, quantities)
    _check(records, quantities, {pk: record.free for pk, record in records.items()})
    trip = f"{SENT}:{new_public_id()}"
    for pk, record in records.items():
        item = stock.Item(record.pk, quantities[pk], f"{trip}:{record.pk}")
        stock.send_out(item=item, edition_code=edition_code, by=by)
        _note(record, "stockrecord.send_out", edition_code, quantities[pk], by)


@transaction.atomic
def bring_goods(*, cooperative_id: int, edition_code: str, quantities: Mapping[int, Decimal], by: User) -> None:
    """Write down what came back from an edition, by product, in its unit. Raises `CannotCarry`."""
    records = _held(cooperative_id, quantities)
    there = _lying(edition_code, records)
    _check(records, quantities, {pk: there.get(record.pk, NOTHING) for pk, record in records.items()})
    trip = f"{BROUGHT}:{new_public_id()}"
    for pk, record in records.items():
        item = stock.Item(record.pk, quantities[pk], f"{trip}:{record.pk}")
        stock.take_back(item=item, edition_code=edition_code, by=by)
        _note(record, "stockrecord.take_back", edition_code, quantities[pk], by)


@transaction.atomic
def write_goods_off(
    *, cooperative_id: int, edition_code: str, quantities: Mapping[int, Decimal], kind: MovementKind, by: User
) -> None:
    """Write down what lay at an edition and is gone for good, by product, as `kind` says. Raises `CannotCarry`."""
    if kind not in GONE:
        raise ValueError(kind)
    records = _held(cooperative_id, quantities)
    there = _lying(edition_code, records)
    _check(records, quantities, {pk: there.get(record.pk, NOTHING) for pk, record in records.items()})
    trip = f"{WRITTEN_OFF}:{new_public_id()}"
    for pk, record in records.items():
        item = stock.Item(record.pk, quantities[pk], f"{trip}:{record.pk}")
        stock.write_off(item=item, edition_code=edition_code, kind=kind, by=by)
        _note(record, f"stockrecord.{kind}", edition_code, quantities[pk], by)


@transaction.atomic
def undo_carrying(*, cooperative_id: int, edition_code: str, of: str, by: User) -> None:
    """Make good the person's last carrying, whose key is `of`, by movements against it.

    Raises `NothingToUndo`, and `CannotCarry` when some of it was sold or ordered since.
    """
    last = last_carrying(cooperative_id=cooperative_id, edition_code=edition_code, by=by)
    if last is None or last.key != of:
        raise NothingToUndo
    records = stock_records_for_update(last.quantities)
    # Asked again under the lock: another telephone may have been quicker.
    again = last_carrying(cooperative_id=cooperative_id, edition_code=edition_code, by=by)
    if again is None or again.key != of:
        raise NothingToUndo
    by_product = {record.product_id: last.quantities[pk] for pk, record in records.items()}
    held = {record.product_id: record for record in records.values()}
    if last.gone_as is None:
        there = _lying(edition_code, held) if last.is_out else {}
        at_hand = {pk: there.get(row.pk, NOTHING) if last.is_out else row.free for pk, row in held.items()}
        _check(held, by_product, at_hand)
    for pk, record in held.items():
        _move_back(last, stock.Item(record.pk, by_product[pk], f"{UNDONE}:{of}:{record.pk}"), edition_code, by)
        _note(record, "stockrecord.undo", edition_code, by_product[pk], by)


def _move_back(last: Carrying, item: stock.Item, edition_code: str, by: User) -> None:
    if last.gone_as is not None:
        lies_again = stock.Item(item.stockrecord_id, -item.quantity, item.key)
        stock.write_off(item=lies_again, edition_code=edition_code, kind=last.gone_as, by=by)
        return
    move = stock.take_back if last.is_out else stock.send_out
    move(item=item, edition_code=edition_code, by=by)


def last_carrying(*, cooperative_id: int, edition_code: str, by: User) -> Carrying | None:
    """What the person last carried to or from an edition, where it is young enough and not undone."""
    rows = StockMovement.objects.filter(
        stockrecord__product__cooperative=cooperative_id,
        place=PlaceKind.EDITION,
        reference=edition_code,
        by=by,
        at__gte=clock.now() - UNDO_FOR,
    )
    last: Carrying | None = None
    undone = set()
    told = rows.order_by("-pk").values_list("key", "stockrecord", "change_in_stock", "kind")
    for key, record, change, kind in told[:LOOK_BACK]:
        how, _, rest = key.removesuffix(THERE).partition(":")
        if how == UNDONE:
            undone.add(rest.rpartition(":")[0])
            continue
        trip = f"{how}:{rest.partition(':')[0]}"
        if how not in (SENT, BROUGHT, WRITTEN_OFF) or ":" not in rest or trip in undone:
            continue
        gone_as = MovementKind(kind) if how == WRITTEN_OFF else None
        last = last or Carrying(trip, is_out=how == SENT, gone_as=gone_as)
        if last.key == trip:
            last.quantities[record] = abs(change)
    return last


def _held(cooperative_id: int, quantities: Mapping[int, Decimal]) -> dict[int, StockRecord]:
    """The stock records of these products of the cooperative, locked, by product; another's are left out."""
    found = StockRecord.objects.filter(product__in=quantities, product__cooperative=cooperative_id)
    related = {row.pk: row.product for row in found.select_related("product__cooperative")}
    records = stock_records_for_update(related)
    for pk, record in records.items():
        record.product = related[pk]
    return {record.product_id: record for record in records.values()}


def _lying(edition_code: str, records: Mapping[int, StockRecord]) -> dict[int, Decimal]:
    of = [record.pk for record in records.values()]
    rows = StockHolding.objects.filter(stockrecord__in=of, place=PlaceKind.EDITION, reference=edition_code)
    return dict(rows.order_by().values_list("stockrecord", "quantity"))


def _check(records: Mapping[int, StockRecord], quantities: Mapping[int, Decimal], there: Mapping[int, Decimal]) -> None:
    short = {pk: there[pk] for pk in records if quantities[pk] > there[pk]}
    in_parts = {
        pk
        for pk, record in records.items()
        if record.product.unit == Unit.PIECE and quantities[pk] != quantities[pk].to_integral_value()
    }
    alone = {pk for pk, record in records.items() if record.product.is_unique and quantities[pk] > ONLY_ONE}
    if short or in_parts or alone:
        raise CannotCarry(short | dict.fromkeys(alone, ONLY_ONE), in_parts)


def _note(record: StockRecord, action: str, edition_code: str, quantity: Decimal, by: User) -> None:
    record_act(
        action=action,
        subject=record,
        by=by,
        cooperative=record.product.cooperative,
        before={"num_in_stock": record.num_in_stock},
        after={"edition": edition_code, "quantity": quantity},
    )
