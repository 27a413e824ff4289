"""What keepers do with lots: write one, put right what was mistyped, call one back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from catalogue.counting import change_stock
from catalogue.lots.models import Lot
from catalogue.lots.selectors import certificate_on
from catalogue.models import Product
from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.records import change_locked, write_new
from cooperatives.locks import cooperative_for_update, row_for_update
from cooperatives.territory.models import Commune


class LotCodeTaken(Exception):
    """Another lot of the cooperative has this number."""


class LotCalledBack(Exception):
    """The lot was called back: what it says stays."""


@dataclass(frozen=True, slots=True)
class LotFacts:
    """What a lot says of itself; `quantity` in the product's unit, `people` in `language`."""

    code: str
    made_on: date
    quantity: Decimal
    commune: Commune
    people: str
    language: str
    best_before: date | None = None

    def values(self) -> Mapping[str, Any]:
        names = ("code", "made_on", "quantity", "commune", "people", "language", "best_before")
        return {name: getattr(self, name) for name in names}


@transaction.atomic
def write_lot(*, product_id: int, facts: LotFacts, by: User) -> Lot:
    """Write what was made of a product. Raises `LotCodeTaken`."""
    product = Product.objects.select_related("cooperative", "sign").get(pk=product_id)
    # Two who write the same number wait here for each other.
    cooperative = cooperative_for_update(product.cooperative_id)
    _check_code(cooperative.pk, facts.code)
    lot = Lot(
        product=product,
        cooperative=cooperative,
        sign=certificate_on(product, facts.made_on),
        written_by=by,
        **facts.values(),
    )
    return write_new(row=lot, by=by, cooperative=cooperative)


@transaction.atomic
def write_lot_into_stock(*, product_id: int, facts: LotFacts, by: User) -> Lot:
    """Write what was made of a product, and add it to the product's stock. Raises as `write_lot` and `change_stock`."""
    lot = write_lot(product_id=product_id, facts=facts, by=by)
    change_stock(product_id=product_id, change=facts.quantity, by=by)
    return lot


@transaction.atomic
def correct_lot(*, lot_id: int, facts: LotFacts, by: User) -> Lot:
    """Put right what was mistyped; what stood there before stays in the log. Raises `LotCodeTaken`, `LotCalledBack`."""
    cooperative = cooperative_for_update(Lot.objects.values_list("cooperative_id", flat=True).get(pk=lot_id))
    lot = row_for_update(Lot, lot_id)
    if lot.called_back_at:
        raise LotCalledBack(lot.code)
    _check_code(cooperative.pk, facts.code, but=lot.pk)
    values = dict(facts.values())
    if facts.made_on != lot.made_on:
        product = Product.objects.select_related("sign").get(pk=lot.product_id)
        values["sign"] = certificate_on(product, facts.made_on)
    return change_locked(row=lot, values=values, by=by, cooperative=cooperative)


@transaction.atomic
def call_back_lot(*, lot_id: int, reason: str, by: User) -> Lot:
    """Say plainly, on its passport and for good, that a lot must not be used. Raises `LotCalledBack`."""
    lot = row_for_update(Lot, lot_id)
    if lot.called_back_at:
        raise LotCalledBack(lot.code)
    values = {"called_back_at": clock.now(), "called_back_because": reason}
    return change_locked(row=lot, values=values, by=by, cooperative=lot.cooperative)


def _check_code(cooperative_id: int, code: str, *, but: int | None = None) -> None:
    taken = Lot.objects.filter(cooperative=cooperative_id, code=code)
    if taken.exclude(pk=but or 0).exists():
        raise LotCodeTaken(code)
