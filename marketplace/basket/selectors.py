"""What stands in a basket, by cooperative, as it could be bought now."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Sum

from catalogue.models import Product
from catalogue.partner.models import StockRecord
from cooperatives import clock
from cooperatives.enums import CooperativeStatus
from cooperatives.models import Cooperative
from cooperatives.money import ZERO
from cooperatives.texts import LANGUAGES, language_of
from fairs.models import Edition
from marketplace.basket.models import Basket, Line
from marketplace.delivery.selectors import Parcel, worst_class

_TRANSLATED = ("description", "ingredients", "sort", "story", "tagline", "venue")


@dataclass(slots=True)
class BasketLine:
    """A line as the shopper sees it: the price agreed to beside the price now (dirhams)."""

    product: Product
    stockrecord: StockRecord
    cooperative: Cooperative
    quantity: int
    agreed: Decimal
    edition: Edition | None

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
        """Not one left is as gone as taken from sale: it counts in no total."""
        return self.is_on_sale and self.left >= 1

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
    def parcel(self) -> Parcel:
        return Parcel(
            cooperative_id=self.cooperative.pk,
            from_region_id=self.cooperative.region_id,
            grams=sum(line.product.weight_grams * line.quantity for line in self.lines),
            shipping_class=worst_class(line.product.shipping_class for line in self.lines),
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


# Long texts that no basket shows; reading them for each line is a third of placing a purchase.
_NOT_SHOWN = tuple(
    f"{path}__{name}"
    for path, names in {
        "product": ("description", "ingredients", "sort", "search_text", "meta_title", "meta_description"),
        "product__cooperative": ("story", "tagline", "sort", "search_text", "phone"),
        "edition": ("description", "venue"),
    }.items()
    for stem in names
    for name in ([f"{stem}_{language}" for language in LANGUAGES] if stem in _TRANSLATED else [stem])
)


def _lines(basket: Basket) -> Iterable[BasketLine]:
    rows = (
        Line.objects.filter(basket=basket)
        .select_related("product__cooperative", "product__product_class", "stockrecord", "edition")
        .defer(*_NOT_SHOWN)
        .order_by("pk")
    )
    return [
        BasketLine(
            product=row.product,
            stockrecord=row.stockrecord,
            cooperative=row.product.cooperative,
            quantity=row.quantity,
            agreed=row.price_incl_tax,
            edition=row.edition,
        )
        for row in rows
    ]
