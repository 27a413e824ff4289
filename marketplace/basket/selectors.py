"""What stands in a basket, by cooperative, as it could be bought now."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from django.db.models import Sum

from catalogue.models import Product, ProductClass
from catalogue.partner.models import StockRecord
from cooperatives import clock
from cooperatives.enums import CooperativeStatus
from cooperatives.models import Cooperative
from cooperatives.money import ZERO
from cooperatives.prepared import Columns, instances, rows_of
from cooperatives.season.models import ClosedPeriod
from cooperatives.texts import language_of
from fairs.models import Edition
from marketplace.basket.models import Basket, Line
from marketplace.delivery.selectors import Parcel, worst_class

# Of each row what baskets, checkouts and orders show or reckon with. Long texts would be a third of placing a purchase.
_PRODUCT = Columns(
    Product,
    *("id", "public_id", "slug", "title_ar", "title_fr", "title_en", "is_public", "unit", "weight_grams"),
    *("shipping_class", "picture", "cooperative_id", "product_class_id"),
    "drafted_languages",
)
_FAMILY = Columns(ProductClass, "id", "tax_rate", "may_be_withdrawn")
_COOPERATIVE = Columns(
    Cooperative,
    *("id", "public_id", "slug", "name_ar", "name_fr", "name_en", "status", "sells_online", "region_id"),
    *("minimum_order", "hand_over_weekdays"),
)
_RECORD = Columns(
    StockRecord, "id", "product_id", "partner_id", "partner_sku", "price", "num_in_stock", "num_allocated"
)
_EDITION = Columns(Edition, "id", "code", "name_ar", "name_fr", "name_en", "online_opens_at", "online_closes_at")
_CLOSED = Columns(ClosedPeriod, "id", "ends_on", "because", "message", "language")
_LINE = (_PRODUCT, _FAMILY, _COOPERATIVE, _RECORD, _EDITION, _CLOSED)


@dataclass(slots=True)
class BasketLine:
    """A line as the shopper sees it: the price agreed to beside the price now (dirhams)."""

    product: Product
    stockrecord: StockRecord
    cooperative: Cooperative
    quantity: int
    agreed: Decimal
    edition: Edition | None
    # The days on which its cooperative sells nothing, if today is one of them.
    closed: ClosedPeriod | None = None
    # From and to of those ahead, so that no parcel is promised for one of them.
    closing: tuple[tuple[date, date], ...] = ()

    @property
    def price(self) -> Decimal:
        return self.stockrecord.price

    @property
    def total(self) -> Decimal:
        return self.price * self.quantity

    @property
    def edition_open(self) -> Edition | None:
        """The edition it came through while its online window is open: an order counts for no other."""
        edition = self.edition
        if edition is None or edition.online_opens_at is None or edition.online_closes_at is None:
            return None
        return edition if edition.online_opens_at <= clock.now() < edition.online_closes_at else None

    @property
    def left(self) -> int:
        """How many whole units can still be promised."""
        return max(int(self.stockrecord.free), 0)

    @property
    def most(self) -> int:
        return max(min(self.left, 999), 1)

    @property
    def is_on_sale(self) -> bool:
        return bool(
            self.product.is_public
            and self.cooperative.status == CooperativeStatus.APPROVED
            and self.cooperative.sells_online
        )

    @property
    def is_available(self) -> bool:
        """Not one left, or closed for some days, is as gone as taken from sale: it counts in no total."""
        return self.is_on_sale and self.closed is None and self.left >= 1

    @property
    def is_short(self) -> bool:
        return self.is_available and self.quantity > self.left

    @property
    def price_changed(self) -> bool:
        return self.is_available and self.agreed != self.price

    @property
    def title_language(self) -> str:
        return language_of(self.product, "title")


@dataclass(slots=True)
class CooperativePart:
    """What one cooperative sends of a basket."""

    cooperative: Cooperative
    lines: list[BasketLine] = field(default_factory=list)

    @property
    def goods(self) -> Decimal:
        return sum((line.total for line in self.lines), ZERO)

    @property
    def missing(self) -> Decimal:
        """How much is missing to the least that the cooperative sends (dirhams); nothing where there is enough."""
        return max(self.cooperative.minimum_order - self.goods, ZERO)

    @property
    def parcel(self) -> Parcel:
        return Parcel(
            cooperative_id=self.cooperative.pk,
            from_region_id=self.cooperative.region_id,
            grams=sum(line.product.weight_grams * line.quantity for line in self.lines),
            shipping_class=worst_class(line.product.shipping_class for line in self.lines),
            weekdays=tuple(self.cooperative.hand_over_weekdays),
            closed=self.lines[0].closing if self.lines else (),
        )


@dataclass(slots=True)
class BasketContents:
    """A basket by cooperative; what cannot be bought any more stands apart and counts in no total."""

    parts: list[CooperativePart]
    gone: list[BasketLine]

    @property
    def lines(self) -> list[BasketLine]:
        return [line for part in self.parts for line in part.lines]

    @property
    def goods(self) -> Decimal:
        return sum((part.goods for part in self.parts), ZERO)

    @property
    def too_small(self) -> list[CooperativePart]:
        """The parts that their cooperatives do not send yet."""
        return [part for part in self.parts if part.missing]

    @property
    def parcels(self) -> list[Parcel]:
        return [part.parcel for part in self.parts]

    @property
    def changed(self) -> list[BasketLine]:
        return [line for line in self.lines if line.price_changed]

    @property
    def short(self) -> list[BasketLine]:
        return [line for line in self.lines if line.is_short]

    @property
    def is_empty(self) -> bool:
        return not self.parts and not self.gone


def contents(basket: Basket | None) -> BasketContents:
    """The basket's lines with what they need, in one query; nothing for no basket."""
    lines = _lines(basket) if basket else []
    parts: dict[int, CooperativePart] = {}
    for line in lines:
        if line.is_available:
            parts.setdefault(line.cooperative.pk, CooperativePart(line.cooperative)).lines.append(line)
    return BasketContents(parts=list(parts.values()), gone=[line for line in lines if not line.is_available])


def count_pieces(basket: Basket | None) -> int:
    """How many pieces the basket holds, whether or not they can be bought now."""
    if basket is None:
        return 0
    return Line.objects.filter(basket=basket).aggregate(count=Sum("quantity"))["count"] or 0


@cache
def _lines_statement() -> str:
    """Written when it is first wanted: the columns of each language are added after the models."""
    return f"""
        SELECT line.quantity, line.price_incl_tax, ahead.days, {_PRODUCT.of("product")}, {_FAMILY.of("family")},
            {_COOPERATIVE.of("cooperative")}, {_RECORD.of("record")}, {_EDITION.of("edition")},
            {_CLOSED.of("closed")}
        FROM basket_line AS line
        JOIN catalogue_product AS product ON product.id = line.product_id
        JOIN catalogue_productclass AS family ON family.id = product.product_class_id
        JOIN cooperatives_cooperative AS cooperative ON cooperative.id = product.cooperative_id
        JOIN partner_stockrecord AS record ON record.id = line.stockrecord_id
        LEFT JOIN fairs_edition AS edition ON edition.id = line.edition_id
        LEFT JOIN season_closedperiod AS closed ON closed.cooperative_id = cooperative.id
            AND closed.withdrawn_at IS NULL AND %(today)s BETWEEN closed.starts_on AND closed.ends_on
        LEFT JOIN LATERAL (
            SELECT array_agg(ARRAY[starts_on, ends_on]) AS days FROM season_closedperiod
            WHERE cooperative_id = cooperative.id AND withdrawn_at IS NULL AND starts_on > %(today)s
        ) AS ahead ON true
        WHERE line.basket_id = %(basket)s
        ORDER BY line.id
    """  # noqa: S608


def _lines(basket: Basket) -> list[BasketLine]:
    return [_line(*row) for row in rows_of(_lines_statement(), {"today": clock.today(), "basket": basket.pk})]


def _line(quantity: int, agreed: Decimal, ahead: list[list[date]] | None, *columns: Any) -> BasketLine:
    product, family, cooperative, record, edition, closed = instances(_LINE, columns)
    product.product_class, product.cooperative = family, cooperative
    closing = tuple((first, last) for first, last in ahead or ())
    return BasketLine(product, record, cooperative, quantity, agreed, edition, closed, closing)
