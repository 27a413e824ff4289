"""Putting into the basket, taking out of it, and joining two of them at sign-in."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from catalogue.models import Product
from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.idempotency import spend
from cooperatives.money import CURRENCY, rounded, tax_within
from cooperatives.season.selectors import closed_until
from fairs.models import Edition
from marketplace.basket.exceptions import BasketClosed, ClosedNow, NothingLeft, ProductNotOnSale
from marketplace.basket.locks import basket_for_update, baskets_for_update
from marketplace.basket.models import Basket, Line
from marketplace.basket.selectors import contents

MOST = 999


@dataclass(frozen=True, slots=True)
class LineChange:
    """What a change came to: `asked` pieces, of which `quantity` stand in the basket now."""

    product: Product
    asked: int
    quantity: int

    @property
    def was_cut(self) -> bool:
        return self.quantity < self.asked


@dataclass(frozen=True, slots=True)
class RemovedLine:
    """What a removed line held, so that removing it can be undone."""

    product: str
    quantity: int
    price: Decimal
    edition: str


def open_basket(*, owner: User | None) -> Basket:
    """A new basket, or the owner's open one if a rival made it a moment ago."""
    if owner is None:
        return Basket.objects.create()
    basket, _ = Basket.objects.get_or_create(owner=owner, status=Basket.OPEN)
    return basket


@transaction.atomic
def add_line(*, basket: Basket, product_id: str, quantity: int, edition_code: str = "", once: str = "") -> LineChange:
    """Put `quantity` more of a product into the basket: as many as there are, if not all.

    A form sent twice with the same token adds once. Raises `ProductNotOnSale`, `ClosedNow` and `NothingLeft`.
    """
    basket = _locked(basket)
    product = _product_on_sale(product_id)
    line = Line.objects.filter(basket=basket, product=product).first()
    held = line.quantity if line else 0
    if once and not spend(_own_token(basket, once), action="basket.add"):
        return LineChange(product=product, asked=held, quantity=held)
    line = line or _new_line(basket, product)
    line.edition = _edition(edition_code) or line.edition
    _agree(line, product, product.stockrecord.price)
    return _hold(basket, product, line, held + quantity)


@transaction.atomic
def set_quantity(*, basket: Basket, product_id: str, quantity: int) -> LineChange:
    """Let the basket hold exactly `quantity` of a product: as many as there are, if not all; 0 removes it.

    Raises `ProductNotOnSale`, `ClosedNow` and `NothingLeft`.
    """
    basket = _locked(basket)
    line = Line.objects.filter(basket=basket, product__public_id=product_id).select_related("product").first()
    if line is None:
        raise ProductNotOnSale(product_id)
    if quantity == 0:
        line.delete()
        return LineChange(product=line.product, asked=0, quantity=0)
    return _hold(basket, _product_on_sale(product_id), line, quantity)


@transaction.atomic
def remove_line(*, basket: Basket, product_id: str) -> RemovedLine | None:
    """Take a line out, whatever became of its product; answers what it held."""
    basket = _locked(basket)
    line = Line.objects.filter(basket=basket, product__public_id=product_id).select_related("edition").first()
    if line is None:
        return None
    line.delete()
    return RemovedLine(
        product=product_id,
        quantity=line.quantity,
        price=line.price_incl_tax,
        edition=line.edition.code if line.edition else "",
    )


@transaction.atomic
def restore_line(*, basket: Basket, removed: RemovedLine, once: str) -> None:
    """Undo a removal, at the price that was agreed to; a line put in since then stays as it is."""
    basket = _locked(basket)
    products = Product.objects.select_related("stockrecord", "product_class").filter(stockrecord__isnull=False)
    product = products.filter(public_id=removed.product).first()
    if product is None:
        raise ProductNotOnSale(removed.product)
    if not spend(once, action="basket.restore"):
        return
    if not Line.objects.filter(basket=basket, product=product).exists():
        line = _new_line(basket, product)
        _agree(line, product, removed.price)
        line.quantity, line.edition = removed.quantity, _edition(removed.edition)
        line.save()


@transaction.atomic
def agree_to_prices(*, basket: Basket, seen: Mapping[str, Decimal]) -> None:
    """Note the prices (dirhams, by the product's public id) that the shopper saw and said yes to."""
    basket = _locked(basket)
    lines = Line.objects.filter(basket=basket, product__public_id__in=seen).select_related("product__product_class")
    for line in lines:
        _agree(line, line.product, seen[line.product.public_id])
        line.save(update_fields=["price_incl_tax", "price_excl_tax", "date_updated"])


@transaction.atomic
def keep_what_is_left(*, basket: Basket) -> None:
    """Bring every line down to what can still be promised; what is wholly gone stays to be seen."""
    basket = _locked(basket)
    for line in Line.objects.filter(basket=basket).select_related("stockrecord"):
        left = int(line.stockrecord.free)
        if 1 <= left < line.quantity:
            line.quantity = left
            line.save(update_fields=["quantity", "date_updated"])


@transaction.atomic
def keep_what_waits(*, bought: Basket) -> Basket | None:
    """Take what could not be bought along, since its cooperative is closed for now: out of a basket that was bought.

    Answers the basket that holds it now, or None where there was nothing to take.
    """
    bought = basket_for_update(bought.pk)
    waiting = [line.product.pk for line in contents(bought).gone if line.closed and line.is_on_sale]
    if not waiting or bought.status == Basket.OPEN:
        return None
    kept = open_basket(owner=bought.owner)
    held = Line.objects.filter(basket=kept).values("product")
    Line.objects.filter(basket=bought, product__in=waiting).exclude(product__in=held).update(basket=kept)
    return kept


@transaction.atomic
def merge_at_sign_in(*, visitor: Basket, owner: User) -> Basket:
    """Give a visitor's basket to the person who signed in: as it is, or added to the one they had."""
    own = Basket.objects.filter(owner=owner, status=Basket.OPEN).first()
    locked = baskets_for_update([visitor.pk] + ([own.pk] if own else []))
    visitor = locked[visitor.pk]
    if visitor.owner_id or visitor.status != Basket.OPEN:
        # A rival request of the same person merged it already.
        return own or open_basket(owner=owner)
    if own is None:
        visitor.owner = owner
        visitor.save(update_fields=["owner"])
        return visitor
    _move_lines(visitor, own)
    visitor.status, visitor.date_merged = Basket.MERGED, clock.now()
    visitor.save(update_fields=["status", "date_merged"])
    return own


def _move_lines(visitor: Basket, own: Basket) -> None:
    """The visitor's lines go over; of a product in both, the larger quantity and the newer price stay."""
    known = {line.product_id: line for line in Line.objects.filter(basket=own)}
    for line in Line.objects.filter(basket=visitor):
        standing = known.get(line.product_id)
        if standing is None:
            line.basket = own
            line.save(update_fields=["basket"])
        else:
            standing.quantity = max(standing.quantity, line.quantity)
            standing.price_incl_tax, standing.price_excl_tax = line.price_incl_tax, line.price_excl_tax
            standing.edition_id = line.edition_id or standing.edition_id
            standing.save()
            line.delete()


def _hold(basket: Basket, product: Product, line: Line, wanted: int) -> LineChange:
    """Write the line with as many of `wanted` as are left. Nothing is promised before the purchase."""
    left = int(product.stockrecord.free)
    if left < 1:
        raise NothingLeft(product.public_id)
    asked = min(wanted, MOST)
    line.basket, line.quantity = basket, min(asked, left)
    line.save()
    return LineChange(product=product, asked=asked, quantity=line.quantity)


def _locked(basket: Basket) -> Basket:
    """The basket under its lock. Raises `BasketClosed` when a rival request has bought it since."""
    locked = basket_for_update(basket.pk)
    if locked.status != Basket.OPEN:
        raise BasketClosed(locked.public_id)
    return locked


def _new_line(basket: Basket, product: Product) -> Line:
    return Line(
        basket=basket,
        product=product,
        stockrecord=product.stockrecord,
        line_reference=product.public_id,
        price_currency=CURRENCY,
    )


def _agree(line: Line, product: Product, price: Decimal) -> None:
    line.price_incl_tax = rounded(price)
    line.price_excl_tax = line.price_incl_tax - tax_within(line.price_incl_tax, product.product_class.tax_rate)


def _product_on_sale(public_id: str) -> Product:
    products = Product.objects.on_sale().select_related("stockrecord", "product_class", "cooperative")
    products = products.annotate(closed_until=closed_until())
    product = products.filter(public_id=public_id, stockrecord__isnull=False).first()
    if product is None:
        raise ProductNotOnSale(public_id)
    if product.closed_until:
        raise ClosedNow(product.closed_until)
    return product


def _edition(code: str) -> Edition | None:
    """The edition through whose page the shopper came; a code that does not exist is nobody's loss."""
    return Edition.objects.published().filter(code=code).first() if code else None


def _own_token(basket: Basket, once: str) -> str:
    """Bound to the basket: a page kept in a cache shows the same token to many shoppers."""
    return hashlib.sha256(f"{basket.public_id}:{once}".encode()).hexdigest()
