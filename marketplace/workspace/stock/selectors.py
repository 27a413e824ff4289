"""Stock as keepers see it: one number for a product, where it is, and who or what changed it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from catalogue.counting import ADDED, COUNTED, UNDONE, OwnChange, holdings_of
from catalogue.enums import Unit
from catalogue.models import Product
from catalogue.partner.enums import MovementKind, PlaceKind
from catalogue.partner.models import NOTHING, StockMovement, StockRecord
from catalogue.selectors import Picture, picture_of
from cooperatives import clock
from cooperatives.models import Cooperative, CooperativeQuerySet
from fairs.models import Edition, Participation
from fairs.tills.models import Sale
from marketplace.order.models import Order
from marketplace.payment.models import ReturnRequest

ONE = Decimal(1)
# By weight a tap is half a kilogram or litre; any other quantity is typed.
HALF = Decimal("0.5")
UUID_LENGTH = 36
BY_HAND: dict[str, tuple[str, str | Promise]] = {
    COUNTED: ("check", _("Counted")),
    UNDONE: ("undo-2", _("Undone")),
}
KINDS: dict[MovementKind, tuple[str, str | Promise]] = {
    MovementKind.COUNTED: ("check", _("Counted")),
    MovementKind.RECEIVED: ("plus", _("Received")),
    MovementKind.ALLOCATED: ("package", _("Ordered online")),
    MovementKind.RELEASED: ("package-open", _("Order cancelled")),
    MovementKind.CONSUMED: ("truck", _("Sold online and handed over")),
    MovementKind.SOLD_AT_STALL: ("tent", _("Sold at a stall")),
    MovementKind.RETURNED: ("undo-2", _("Came back")),
    MovementKind.SENT_OUT: ("arrow-right", _("Sent to a fair or market")),
    MovementKind.TAKEN_BACK: ("undo-2", _("Taken back from a fair or market")),
    MovementKind.LOST: ("circle-x", _("Lost at a fair or market")),
    MovementKind.GIVEN_AWAY: ("gift", _("Given away at a fair or market")),
    MovementKind.BROKEN: ("circle-x", _("Broken at a fair or market")),
}
IS_OUT = Q(stockrecord__num_in_stock__lte=F("stockrecord__num_allocated"))
IS_LOW = ~IS_OUT & Q(
    stockrecord__num_in_stock__lte=F("stockrecord__num_allocated") + F("stockrecord__low_stock_threshold")
)


@dataclass(slots=True)
class StockRow:
    """One product with its number, and where that is."""

    product: Product
    record: StockRecord
    picture: Picture | None
    # What lies elsewhere: the place in words, how much, and the edition's code.
    elsewhere: list[tuple[str, Decimal, str]] = field(default_factory=list)
    # What the person did last, and may undo.
    undo: OwnChange | None = None

    @property
    def unit(self) -> str:
        """What stands behind the number; nothing for pieces."""
        return "" if self.product.unit == Unit.PIECE else str(self.product.get_unit_display())

    @property
    def step(self) -> Decimal:
        """What one tap adds or takes away."""
        return ONE if self.product.unit == Unit.PIECE else HALF

    @property
    def total(self) -> Decimal:
        return self.record.num_in_stock + sum((quantity for _where, quantity, _code in self.elsewhere), NOTHING)

    @property
    def plain(self) -> str:
        """The total for the script that counts along."""
        return f"{self.total.normalize():f}"

    @property
    def is_low(self) -> bool:
        least = self.record.low_stock_threshold
        return least is not None and NOTHING < self.record.free <= least

    @property
    def is_out(self) -> bool:
        return self.record.free <= NOTHING


@dataclass(frozen=True, slots=True)
class Cause:
    """What a movement of the stock came from, as far as it can be named."""

    order: str = ""
    order_public_id: str = ""
    edition: str = ""


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One change of stock: what it was, by how much, when, and who or what did it."""

    icon: str
    what: str | Promise
    change: Decimal
    promised: Decimal
    at: datetime
    by: str
    cause: Cause


def products_of(cooperatives: CooperativeQuerySet | Iterable[Cooperative]) -> QuerySet[Product]:
    """The products that have a stock, in the order in which their keeper put them."""
    found = Product.objects.kept().filter(cooperative__in=cooperatives, stockrecord__isnull=False)
    return found.select_related("stockrecord").order_by("position", "-pk")


def stock_rows(products: Sequence[Product]) -> list[StockRow]:
    """The rows of `products`, with what lies elsewhere: two queries for any number of them."""
    rows = {
        product.stockrecord.pk: StockRow(product, product.stockrecord, picture_of(product.picture, product.title))
        for product in products
    }
    holdings = list(holdings_of(list(rows)))
    names = edition_names(holding.reference for holding in holdings)
    for holding in holdings:
        where = names.get(holding.reference) or str(PlaceKind(holding.place).label)
        rows[holding.stockrecord_id].elsewhere.append((where, holding.quantity, holding.reference))
    return list(rows.values())


def edition_names(codes: Iterable[str]) -> dict[str, str]:
    """The names of editions by their codes, in one query; none for none."""
    wanted = {code for code in codes if code}
    return {each.code: each.name for each in Edition.objects.filter(code__in=wanted)} if wanted else {}


def editions_to_send_to(cooperative_id: int) -> list[tuple[str, str]]:
    """Codes and names of the fairs and markets that a cooperative takes part in and that are not over."""
    taking_part = Participation.objects.coming().filter(cooperative=cooperative_id, stop__ends_at__gt=clock.now())
    editions = Edition.objects.filter(stops__in=taking_part.values("stop"), is_published=True).distinct()
    return [(each.code, each.name) for each in editions.order_by("starts_at", "pk")]


def movements_of(record: StockRecord) -> QuerySet[StockMovement]:
    """Every change of a stock record, the latest first; a stall sale that took nothing here is no change here."""
    changed = ~Q(change_in_stock=NOTHING, change_allocated=NOTHING)
    return StockMovement.objects.filter(changed, stockrecord=record).select_related("by").order_by("-pk")


def history_lines(movements: Sequence[StockMovement]) -> list[HistoryLine]:
    """What a page of movements says, with the order or the fair that each came from: three queries more at most."""
    causes = _causes(movements)
    named = {movement.pk: _what(movement) for movement in movements}
    return [
        HistoryLine(
            icon=named[movement.pk][0],
            what=named[movement.pk][1],
            change=movement.change_in_stock,
            promised=movement.change_allocated,
            at=movement.at,
            by=str(movement.by) if movement.by else "",
            cause=causes[movement.pk],
        )
        for movement in movements
    ]


def _what(movement: StockMovement) -> tuple[str, str | Promise]:
    """The picture and the words for a movement: by hand it says so, else its kind does."""
    how = movement.key.partition(":")[0]
    if how == ADDED:
        return ("plus", _("Added by hand")) if movement.change_in_stock > 0 else ("minus", _("Taken off by hand"))
    return BY_HAND.get(how) or KINDS[MovementKind(movement.kind)]


def _causes(movements: Sequence[StockMovement]) -> dict[int, Cause]:
    named = {movement.pk: movement.key.split(":") for movement in movements}
    orders = _orders({parts[1] for parts in named.values() if parts[0] == "order"})
    returns = _returned({parts[1] for parts in named.values() if parts[0] == "return"})
    sales = _sold_at({parts[1] for parts in named.values() if parts[0] == "sale"})
    editions = edition_names(movement.reference for movement in movements)
    found = {}
    for movement in movements:
        what, *rest = named[movement.pk]
        by_key: dict[str, dict[str, Any]] = {"order": orders, "return": returns, "sale": sales}
        cause = by_key.get(what, {}).get(rest[0] if rest else "", Cause())
        if movement.reference in editions:
            cause = Cause(cause.order, cause.order_public_id, editions[movement.reference])
        found[movement.pk] = cause
    return found


def _orders(numbers: set[str]) -> dict[str, Cause]:
    if not numbers:
        return {}
    rows = Order.objects.filter(number__in=numbers).values_list("number", "public_id")
    return {number: Cause(number, public_id) for number, public_id in rows}


def _returned(public_ids: set[str]) -> dict[str, Cause]:
    if not public_ids:
        return {}
    rows = ReturnRequest.objects.filter(public_id__in=public_ids)
    return {
        public_id: Cause(number, order)
        for public_id, number, order in rows.values_list("public_id", "order__number", "order__public_id")
    }


def _sold_at(ids: set[str]) -> dict[str, Cause]:
    sent = [UUID(each) for each in ids if len(each) == UUID_LENGTH]
    if not sent:
        return {}
    sales = Sale.objects.filter(pk__in=sent).select_related("stop__edition").order_by()
    return {str(sale.pk): Cause(edition=sale.stop.edition.name) for sale in sales}
