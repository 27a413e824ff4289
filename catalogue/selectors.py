"""Products as shoppers see them in lists: narrowed, counted by facet, and read into cards."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet, Value, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogue.enums import NetUnit, Unit
from catalogue.models import Product
from catalogue.search import containing, titles_first
from cooperatives import clock
from cooperatives.enums import CertificateStatus, OrganisationKind, SignKind
from cooperatives.money import rounded
from cooperatives.season.selectors import closed_until
from cooperatives.texts import shown

TREE_STEP = 4
# Among how many times as many of the newest a varied choice is made.
LOOK_BACK = 40
FEW_LEFT = Decimal(5)
WHOLE_UNITS = {
    NetUnit.GRAM: (Decimal(1000), NetUnit.KILOGRAM),
    NetUnit.KILOGRAM: (Decimal(1), NetUnit.KILOGRAM),
    NetUnit.MILLILITRE: (Decimal(1000), NetUnit.LITRE),
    NetUnit.LITRE: (Decimal(1), NetUnit.LITRE),
    NetUnit.PIECE: (Decimal(1), NetUnit.PIECE),
}
# Of saffron nobody buys a kilogram: below this its price is told by the gram.
DEAR_BY_THE_GRAM = Decimal(10)
UNIT_NAMES = {
    NetUnit.GRAM: _("g"),
    NetUnit.KILOGRAM: _("kg"),
    NetUnit.MILLILITRE: _("ml"),
    NetUnit.LITRE: _("l"),
    NetUnit.PIECE: _("piece"),
}
SIGN_NAMES = {
    SignKind.IGP: pgettext_lazy("sign", "PGI"),
    SignKind.AOP: pgettext_lazy("sign", "PDO"),
    SignKind.LABEL_AGRICOLE: pgettext_lazy("sign", "Agricultural label"),
    SignKind.TERROIR_DU_MAROC: pgettext_lazy("sign", "Terroir du Maroc"),
    SignKind.ORGANIC: pgettext_lazy("sign", "Organic"),
}


class Sort(StrEnum):
    """In which order a list of products stands."""

    BEST = "best"
    NEWEST = "newest"
    CHEAPEST = "price"
    DEAREST = "-price"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class ProductFilters:
    """What a shopper narrows a list by; what is empty narrows nothing."""

    words: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()  # paths in the tree
    regions: tuple[str, ...] = ()  # codes
    cooperatives: tuple[int, ...] = ()
    womens: bool = False
    in_stock: bool = False
    price_from: Decimal | None = None
    price_to: Decimal | None = None

    def by_facet(self) -> dict[str, Q]:
        """The condition of each facet that is in use."""
        conditions = {}
        if self.categories:
            conditions["category"] = Q(pk__in=_standing_below(self.categories))
        if self.regions:
            conditions["region"] = Q(region__in=self.regions)
        if self.cooperatives:
            conditions["cooperative"] = Q(cooperative__in=self.cooperatives)
        if self.womens:
            conditions["womens"] = Q(cooperative__kind=OrganisationKind.WOMEN)
        if self.in_stock:
            conditions["in_stock"] = Q(stockrecord__num_in_stock__gt=F("stockrecord__num_allocated"))
        return conditions

    def by_price(self) -> Q:
        condition = Q()
        if self.price_from is not None:
            condition &= Q(stockrecord__price__gte=self.price_from)
        if self.price_to is not None:
            condition &= Q(stockrecord__price__lte=self.price_to)
        return condition


@dataclass(frozen=True, slots=True)
class FacetCounts:
    """How many products a list holds, and how many each choice of each facet would leave."""

    total: int = 0
    womens: int = 0
    in_stock: int = 0
    categories: Mapping[str, int] = field(default_factory=dict)  # by path in the tree
    regions: Mapping[str, int] = field(default_factory=dict)  # by code
    cooperatives: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PictureSource:
    type: str
    srcset: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in the sizes and formats that were made of it, for the picture component."""

    src: str
    width: int
    height: int
    alt: str
    sources: tuple[PictureSource, ...] = ()
    illustration: bool = False


@dataclass(frozen=True, slots=True)
class ProductCard:
    """One product in a list: everything the page shows of it, and nothing else was read."""

    public_id: str
    url: str
    title: str
    title_lang: str
    price: Decimal
    unit_price: Decimal | None
    unit: str
    per: str  # the unit of what is sold loose, whose price is for one of it
    cooperative: str
    cooperative_lang: str
    place: str
    picture: Picture | None
    illustration: bool
    sign: str
    is_women: bool
    is_unique: bool
    is_out: bool
    # The last day on which its cooperative sells nothing.
    closed_until: date | None = None


CARD_COLUMNS = (
    "public_id",
    "slug",
    "title_ar",
    "title_fr",
    "title_en",
    "drafted_languages",
    "picture",
    "unit",
    "net_quantity",
    "net_unit",
    "is_unique",
    "cooperative__name_ar",
    "cooperative__name_fr",
    "cooperative__name_en",
    "cooperative__kind",
    "commune__name_ar",
    "commune__name_fr",
    "commune__name_en",
    "sign__sign__kind",
    "sign__expires_on",
    "sign__status",
    "stockrecord__price",
    "stockrecord__num_in_stock",
    "stockrecord__num_allocated",
)


def for_sale() -> QuerySet[Product]:
    """What may be seen and bought now: public, priced, of a cooperative that may sell."""
    return Product.objects.on_sale().filter(stockrecord__isnull=False)


def narrowed(products: QuerySet[Product], filters: ProductFilters) -> QuerySet[Product]:
    """Those of `products` that meet every filter."""
    products = containing(products, list(filters.words)).filter(filters.by_price())
    for condition in filters.by_facet().values():
        products = products.filter(condition)
    return products


def in_order(products: QuerySet[Product], sort: Sort, *, words: Iterable[str], language: str) -> QuerySet[Product]:
    """`products` in the order asked for, the same on every page of a list."""
    if sort == Sort.BEST and (asked := list(words)):
        return products.order_by(titles_first(asked), "-id")
    orders = {
        Sort.CHEAPEST: ("stockrecord__price", "-id"),
        Sort.DEAREST: ("-stockrecord__price", "-id"),
        Sort.NAME: (f"sort_{language}", "-id"),
    }
    return products.order_by(*orders.get(sort, ("-id",)))


def varied(products: QuerySet[Product], *, count: int) -> QuerySet[Product]:
    """Some of the newest of `products`, one of each cooperative before a second of any."""
    newest = products.order_by("-id").values("pk")[: count * LOOK_BACK]
    turn = Window(RowNumber(), partition_by="cooperative_id", order_by="-id")
    return Product.objects.filter(pk__in=newest).annotate(turn=turn).order_by("turn", "-id")[:count]


def cards(products: QuerySet[Product], *, suffix: str = "") -> list[ProductCard]:
    """Cards of `products` in their order, in one query; `suffix` is added to each address."""
    base, today = reverse("catalogue:index"), clock.today()
    rows = products.values(*CARD_COLUMNS, closed_until=closed_until())
    return [_card(row, base, suffix, today) for row in rows]


def _card(row: Mapping[str, Any], base: str, suffix: str, today: date) -> ProductCard:
    title, title_lang = shown(row, "title")
    cooperative, cooperative_lang = shown(row, "cooperative__name")
    unit_price, unit = price_by_unit(
        row["stockrecord__price"], unit=row["unit"], net_quantity=row["net_quantity"], net_unit=row["net_unit"]
    )
    picture = picture_of(row["picture"], title)
    return ProductCard(
        public_id=row["public_id"],
        url=f"{base}{row['slug']}-{row['public_id']}/{suffix}",
        title=title,
        title_lang=title_lang,
        price=row["stockrecord__price"],
        unit_price=unit_price,
        unit=unit,
        per=unit if row["unit"] != Unit.PIECE else "",
        cooperative=cooperative,
        cooperative_lang=cooperative_lang,
        place=shown(row, "commune__name")[0],
        picture=picture,
        illustration=bool(picture and picture.illustration),
        sign=_sign(row, today),
        is_women=row["cooperative__kind"] == OrganisationKind.WOMEN,
        is_unique=row["is_unique"],
        is_out=row["stockrecord__num_in_stock"] <= row["stockrecord__num_allocated"],
        closed_until=row["closed_until"],
    )


def _sign(row: Mapping[str, Any], today: date) -> str:
    """The kind of sign that shoppers see on a card: of a certificate that was checked and has not expired."""
    is_valid = row["sign__status"] == CertificateStatus.CHECKED and row["sign__expires_on"] >= today
    return str(SIGN_NAMES[row["sign__sign__kind"]]) if is_valid else ""


def price_by_unit(
    price: Decimal, *, unit: str, net_quantity: Decimal | None, net_unit: str
) -> tuple[Decimal | None, str]:
    """The price (dirhams) of a kilogram, litre or gram of what is in a piece, and the unit's name.

    No price for what is sold loose: its price is by the unit already. Nothing for a single piece.
    """
    if unit != Unit.PIECE:
        return None, str(UNIT_NAMES[NetUnit(unit)])
    if not net_quantity or (net_unit == NetUnit.PIECE and net_quantity == 1):
        return None, ""
    if net_unit == NetUnit.GRAM and net_quantity <= DEAR_BY_THE_GRAM:
        return rounded(price / net_quantity), str(UNIT_NAMES[NetUnit.GRAM])
    factor, whole = WHOLE_UNITS[NetUnit(net_unit)]
    return rounded(price * factor / net_quantity), str(UNIT_NAMES[whole])


def picture_of(renditions: Mapping[str, Any], title: str) -> Picture | None:
    """The picture of `renditions` as `Product.picture` and `ProductImage.renditions` hold them; None without one."""
    made = {kind: renditions.get(kind) or {} for kind in ("avif", "webp")}
    if not made["webp"]:
        return None
    media = settings.MEDIA_URL
    widths = sorted(made["webp"], key=int)
    return Picture(
        src=media + made["webp"][widths[len(widths) // 2]],
        width=renditions.get("width") or int(widths[-1]),
        height=renditions.get("height") or int(widths[-1]),
        alt=shown(renditions, "alt")[0] or title,
        sources=tuple(
            PictureSource(
                f"image/{kind}", ", ".join(f"{media}{sizes[width]} {width}w" for width in sorted(sizes, key=int))
            )
            for kind, sizes in made.items()
            if sizes
        ),
        illustration=bool(renditions.get("illustration")),
    )


def facet_counts(products: QuerySet[Product], filters: ProductFilters) -> FacetCounts:
    """Total and facet counts of `products` under `filters`, in one query over one reading of the rows.

    A facet's own choices do not narrow its own counts: they tell what one more choice would add.
    """
    reading, parameters = _readable(products, filters)
    with connection.cursor() as cursor:
        cursor.execute(COUNTS.format(reading=reading), parameters)
        rows = cursor.fetchall()
    found: dict[str, dict[str, int]] = {}
    for facet, choice, count in rows:
        found.setdefault(facet, {})[choice] = count
    return FacetCounts(
        total=found["total"][""],
        womens=found["womens"][""],
        in_stock=found["in_stock"][""],
        categories=found.get("category", {}),
        regions=found.get("region", {}),
        cooperatives={int(pk): count for pk, count in found.get("cooperative", {}).items()},
    )


def _readable(products: QuerySet[Product], filters: ProductFilters) -> tuple[str, tuple[Any, ...]]:
    """The SQL that reads each product once, with a column for each facet: whether the row meets it."""
    chosen = filters.by_facet()
    met = {f"in_{facet}": _as_column(chosen.get(facet)) for facet in ("category", "region", "cooperative", "womens")}
    rows = (
        containing(products, list(filters.words))
        .filter(filters.by_price())
        .order_by()
        .annotate(
            is_womens=_as_column(Q(cooperative__kind=OrganisationKind.WOMEN)),
            is_free=_as_column(Q(stockrecord__num_in_stock__gt=F("stockrecord__num_allocated"))),
            in_free=_as_column(chosen.get("in_stock")),
            **met,
        )
        .values("id", "region_id", "cooperative_id", "is_womens", "is_free", "in_free", *met)
    )
    sql, parameters = rows.query.sql_with_params()
    return sql, parameters


def _as_column(condition: Q | None) -> ExpressionWrapper:
    return ExpressionWrapper(condition or Value(True), output_field=BooleanField())


COUNTS = """
WITH matched AS MATERIALIZED ({reading}),
standing AS (
    SELECT matched.id, category.path FROM matched
    JOIN catalogue_productcategory link ON link.product_id = matched.id
    JOIN catalogue_category category ON category.id = link.category_id
    WHERE in_region AND in_cooperative AND in_womens AND in_free
)
SELECT 'total', '', count(*) FROM matched WHERE in_category AND in_region AND in_cooperative AND in_womens AND in_free
UNION ALL
SELECT 'womens', '', count(*) FROM matched WHERE is_womens AND in_category AND in_region AND in_cooperative AND in_free
UNION ALL
SELECT 'in_stock', '', count(*) FROM matched
WHERE is_free AND in_category AND in_region AND in_cooperative AND in_womens
UNION ALL
SELECT 'region', region_id, count(*) FROM matched
WHERE in_category AND in_cooperative AND in_womens AND in_free GROUP BY region_id
UNION ALL
SELECT 'cooperative', cooperative_id::text, count(*) FROM matched
WHERE in_category AND in_region AND in_womens AND in_free GROUP BY cooperative_id
UNION ALL
SELECT 'category', left(path, step), count(DISTINCT id) FROM standing, generate_series(4, length(path), 4) AS step
GROUP BY left(path, step)
"""


def _standing_below(paths: Collection[str]) -> QuerySet[Any]:
    """The products that stand on the shelves of `paths` or below."""
    below = Q()
    for path in paths:
        below |= Q(category__path__startswith=path)
    return Product.categories.through.objects.filter(below).values_list("product_id", flat=True)
