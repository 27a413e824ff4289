"""What keepers do with the number of a product: one more, one less, a count, an undo, and pieces sent to a fair."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.db import transaction
from django.db.models import QuerySet

from catalogue.enums import Unit
from catalogue.models import Product
from catalogue.partner import stock
from catalogue.partner.locks import stock_records_for_update
from catalogue.partner.models import NOTHING, StockHolding, StockMovement, StockRecord
from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.records import change_locked
from cooperatives.audit.services import record_act
from cooperatives.identifiers import new_public_id

# How a movement that a person made by hand is named: shown in the history, and what an undo looks for.
ADDED, COUNTED, UNDONE, SENT, BROUGHT = "added", "hand-counted", "undone", "sent", "brought"
# Who said that nothing is left, and staff who counted; like a count by hand, these hold whatever stood before.
SOLD_OUT, COUNTED_BY_STAFF = "sold-out", "count"
WHOLE_NUMBERS = frozenset({COUNTED, SOLD_OUT, COUNTED_BY_STAFF})
UNDO_FOR = timedelta(days=1)
# How far back an undo looks: a history may be long.
LOOK_BACK = 100
ONLY_ONE = Decimal(1)


class OnlyOneOfIt(Exception):
    """A unique piece is there once or not at all."""


class NotByParts(Exception):
    """What is sold by the piece is counted in whole numbers."""


class NothingToUndo(Exception):
    """The change was undone before, is too old, or is not the person's last one any more."""


@dataclass(frozen=True, slots=True)
class OwnChange:
    """The last change that a person made by hand, which they may still undo."""

    key: str
    change: Decimal


@transaction.atomic
def change_stock(*, product_id: int, change: Decimal, by: User) -> None:
    """Add `change` (of the product's unit) to its stock, or take it away where it is below zero.

    Raises `AllocatedAboveCount`, `OnlyOneOfIt`, `NotByParts`.
    """
    record = _record_held(product_id)
    _check(record, left=record.num_in_stock + change, typed=change)
    stock.adjust(stockrecord_id=record.pk, change=change, key=f"{ADDED}:{new_public_id()}", by=by)
    _note(record, "stockrecord.adjust", record.num_in_stock + change, by)


@transaction.atomic
def count_by_hand(*, product_id: int, quantity: Decimal, by: User) -> None:
    """Set a product's stock to what a keeper counted. Raises as `change_stock`."""
    record = _record_held(product_id)
    _check(record, left=quantity, typed=quantity)
    stock.count(stockrecord_id=record.pk, quantity=quantity, key=f"{COUNTED}:{new_public_id()}", by=by)
    _note(record, "stockrecord.count", quantity, by)


@transaction.atomic
def undo_change(*, product_id: int, of: str, by: User) -> None:
    """Make good the person's last own change, whose key is `of`, by a movement against it; nothing is deleted.

    Raises `NothingToUndo`, and `AllocatedAboveCount` when less would be left than is promised.
    """
    record = _record_held(product_id)
    last = last_own_change(stockrecord_id=record.pk, by=by)
    if last is None or last.key != of:
        raise NothingToUndo
    _check(record, left=record.num_in_stock - last.change)
    stock.adjust(stockrecord_id=record.pk, change=-last.change, key=_undone(last.key), by=by)
    _note(record, "stockrecord.undo", record.num_in_stock - last.change, by)


@transaction.atomic
def warn_below(*, product_id: int, threshold: Decimal | None, by: User) -> None:
    """Say from which quantity on the cooperative is told that little is left; None tells nobody."""
    record = _record_held(product_id)
    change_locked(row=record, values={"low_stock_threshold": threshold}, by=by, cooperative=record.product.cooperative)


@transaction.atomic
def send_to_edition(*, product_id: int, quantity: Decimal, edition_code: str, by: User) -> None:
    """Write down that pieces lie at an edition, whose tills sell them. Raises `InsufficientStock`, `NotByParts`."""
    record = _record_held(product_id)
    _check(record, typed=quantity)
    item = stock.Item(record.pk, quantity, f"{SENT}:{new_public_id()}")
    stock.send_out(item=item, edition_code=edition_code, by=by)
    _note(record, "stockrecord.send_out", record.num_in_stock - quantity, by)


@transaction.atomic
def bring_back(*, product_id: int, quantity: Decimal, edition_code: str, by: User) -> None:
    """Write down that pieces came back from an edition. Raises `InsufficientStock`, `NotByParts`, `OnlyOneOfIt`."""
    record = _record_held(product_id)
    _check(record, left=record.num_in_stock + quantity, typed=quantity)
    item = stock.Item(record.pk, quantity, f"{BROUGHT}:{new_public_id()}")
    stock.take_back(item=item, edition_code=edition_code, by=by)
    _note(record, "stockrecord.take_back", record.num_in_stock + quantity, by)


def last_own_change(*, stockrecord_id: int, by: User) -> OwnChange | None:
    """The last change by hand of a person that is young enough and not undone.

    None where somebody has counted since: what stands there now does not follow from it any more.
    """
    latest = StockMovement.objects.filter(stockrecord=stockrecord_id).order_by("-pk").values("pk")[:LOOK_BACK]
    found = (
        StockMovement.objects.filter(pk__in=latest, at__gte=clock.now() - UNDO_FOR)
        .order_by("-pk")
        .values_list("key", "change_in_stock", "by")
    )
    undone = set()
    for key, change, person in found:
        how, _, of = key.partition(":")
        if how == UNDONE:
            undone.add(of)
        elif key in undone:
            continue
        elif how in (ADDED, COUNTED) and person == by.pk and change:
            return OwnChange(key, change)
        elif how in WHOLE_NUMBERS:
            return None
    return None


def _undone(key: str) -> str:
    """How the movement against another is named: there is one at most."""
    return f"{UNDONE}:{key}"


def holdings_of(records: list[int]) -> QuerySet[StockHolding]:
    """What of the stock records lies elsewhere than online, in one query."""
    return StockHolding.objects.filter(stockrecord__in=records, quantity__gt=0).order_by("place", "reference")


def _record_held(product_id: int) -> StockRecord:
    """The stock record of a product, locked; its cooperative is at hand for the log."""
    found = StockRecord.objects.select_related("product__cooperative").get(product=product_id)
    record = stock_records_for_update([found.pk])[found.pk]
    record.product = found.product
    return record


def _check(record: StockRecord, *, left: Decimal = NOTHING, typed: Decimal = NOTHING) -> None:
    product: Product = record.product
    if product.unit == Unit.PIECE and typed != typed.to_integral_value():
        raise NotByParts
    if product.is_unique and left > ONLY_ONE:
        raise OnlyOneOfIt


def _note(record: StockRecord, action: str, after: Decimal, by: User) -> None:
    record_act(
        action=action,
        subject=record,
        by=by,
        cooperative=record.product.cooperative,
        before={"num_in_stock": record.num_in_stock},
        after={"num_in_stock": after},
    )
