"""Goods on deposit: what a cooperative leaves with the operator of shared tills, and what it takes back."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from catalogue.models import Product
from catalogue.partner.enums import PlaceKind
from catalogue.partner.locks import stock_records_for_update
from catalogue.partner.models import StockHolding, StockRecord
from catalogue.partner.stock import Item, send_out, take_back
from cooperatives.accounts.models import User
from cooperatives.audit.services import record_act
from cooperatives.models import Cooperative
from fairs.enums import DepositKind
from fairs.models import DepositSlip, Edition, Participation

NOTHING = Decimal(0)


class NotTakingPart(Exception):
    """Who does not take part in the edition leaves nothing there."""


class NothingOnTheSlip(Exception):
    """No product has a quantity above nothing."""


class NotTheirProduct(Exception):
    """Products that the cooperative does not sell: `products` are their public ids."""

    def __init__(self, products: Collection[str]) -> None:
        super().__init__(", ".join(sorted(products)))
        self.products = frozenset(products)


class NotSoMuchThere(Exception):
    """Less is there than was written: `there` gives how much, by the product's public id. Nothing was moved."""

    def __init__(self, there: Mapping[str, Decimal]) -> None:
        super().__init__(", ".join(f"{product}: {left}" for product, left in there.items()))
        self.there = dict(there)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSlip:
    """What is written on a slip before it is signed: quantities by the product's public id, and two names."""

    edition: Edition
    cooperative: Cooperative
    quantities: Mapping[str, Decimal]
    given_by: str
    received_by: str
    note: str = ""


@transaction.atomic
def leave_on_deposit(*, new: NewSlip, by: User) -> DepositSlip:
    """Take goods of a cooperative in: they leave its stock and lie at the edition.

    Raises `NotTakingPart`, `NothingOnTheSlip`, `NotTheirProduct`, `NotSoMuchThere`.
    """
    taking_part = Participation.objects.coming().filter(stop__edition=new.edition, cooperative=new.cooperative)
    if not taking_part.exists():
        raise NotTakingPart(new.cooperative.public_id)
    wanted = _wanted(new)
    records = stock_records_for_update(product.stockrecord.pk for product in wanted)
    _check({product: records[product.stockrecord.pk].free for product in wanted}, wanted)
    slip = _slip(new, DepositKind.LEFT, by)
    for item in _items(slip, wanted):
        send_out(item=item, edition_code=new.edition.code, by=by)
    return slip


@transaction.atomic
def take_from_deposit(*, new: NewSlip, by: User) -> DepositSlip:
    """Give unsold goods back to a cooperative: they are in its stock again.

    Who withdrew still gets what is its own. Raises `NothingOnTheSlip`, `NotTheirProduct`, `NotSoMuchThere`.
    """
    wanted = _wanted(new)
    records = stock_records_for_update(product.stockrecord.pk for product in wanted)
    lying = _lying(new.edition, records)
    _check({product: lying.get(product.stockrecord.pk, NOTHING) for product in wanted}, wanted)
    slip = _slip(new, DepositKind.TAKEN_BACK, by)
    for item in _items(slip, wanted):
        take_back(item=item, edition_code=new.edition.code, by=by)
    return slip


def _wanted(new: NewSlip) -> dict[Product, Decimal]:
    asked = {product: quantity for product, quantity in new.quantities.items() if quantity > NOTHING}
    if not asked:
        raise NothingOnTheSlip
    products = Product.objects.filter(
        public_id__in=asked, cooperative=new.cooperative, stockrecord__isnull=False
    ).select_related("stockrecord")
    found = {product.public_id: product for product in products}
    if strange := asked.keys() - found.keys():
        raise NotTheirProduct(strange)
    return {found[public_id]: quantity for public_id, quantity in asked.items()}


def _lying(edition: Edition, records: Mapping[int, StockRecord]) -> dict[int, Decimal]:
    """Read under the stock records' locks, which every writer of holdings takes first."""
    rows = StockHolding.objects.filter(stockrecord__in=records, place=PlaceKind.EDITION, reference=edition.code)
    return dict(rows.order_by().values_list("stockrecord", "quantity"))


def _check(there: Mapping[Product, Decimal], wanted: Mapping[Product, Decimal]) -> None:
    short = {product.public_id: there[product] for product, quantity in wanted.items() if there[product] < quantity}
    if short:
        raise NotSoMuchThere(short)


def _slip(new: NewSlip, kind: DepositKind, by: User) -> DepositSlip:
    slip = DepositSlip.objects.create(
        edition=new.edition,
        cooperative=new.cooperative,
        kind=kind,
        given_by=new.given_by[:80],
        received_by=new.received_by[:80],
        note=new.note[:200],
        recorded_by=by,
    )
    after = {"edition": new.edition.code, "kind": str(kind)}
    record_act(action="deposit.record", subject=slip, by=by, cooperative=new.cooperative, after=after)
    return slip


def _items(slip: DepositSlip, wanted: Mapping[Product, Decimal]) -> Sequence[Item]:
    """By ascending stock record, as they are locked."""
    rows = sorted((product.stockrecord.pk, quantity) for product, quantity in wanted.items())
    return [Item(record, quantity, f"deposit:{slip.public_id}:{record}") for record, quantity in rows]
