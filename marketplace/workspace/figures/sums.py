"""What a cooperative sold, where and to whom: from cells, and for products from the lines of the period alone."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import TruncMonth

from catalogue.models import Product
from cooperatives.models import Cooperative
from cooperatives.money import ZERO
from cooperatives.territory.models import Place, Region
from fairs.enums import Channel
from fairs.models import Edition, Stop
from fairs.revenue.models import DetailCell, RevenueLine
from marketplace.order.enums import CALLED_OFF
from marketplace.order.models import Order
from marketplace.workspace.figures.periods import Days, Period, months_until

TURNOVER = F("gross") - F("returns") + F("corrections")
BEST = 10


@dataclass(frozen=True, slots=True)
class Sold:
    """Turnover at one place (an edition's stalls, online for an edition, online) known one way."""

    edition: Edition | None
    channel: str
    evidence: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class ProductSold:
    """What one product brought in; without a product what nobody told item by item."""

    product: Product | None
    amount: Decimal
    units: Decimal | None


@dataclass(frozen=True, slots=True)
class RegionSold:
    """Goods of paid online orders that went to one region."""

    region: Region
    amount: Decimal
    orders: int


@dataclass(slots=True)
class Figures:
    """The figures of a period: every part of it adds back to `total`."""

    period: Period
    total: Decimal = ZERO
    before: Decimal = ZERO
    year_ago: Decimal | None = None
    places: list[Sold] = field(default_factory=list)
    months: list[tuple[date, Decimal]] = field(default_factory=list)
    products: list[ProductSold] = field(default_factory=list)
    other_products: Decimal = ZERO
    regions: list[RegionSold] = field(default_factory=list)


def figures_of(cooperative: Cooperative, period: Period) -> Figures:
    """The figures of one period, in the same number of queries however much was sold."""
    found = Figures(period)
    _places(cooperative, found)
    found.months = _months(cooperative, period)
    found.products = _products(cooperative, period)
    found.other_products = found.total - sum((each.amount for each in found.products), ZERO)
    found.regions = _regions(cooperative, period)
    return found


def _within(days: Days) -> Q:
    return Q(counts_on__range=(days.first, days.last))


def _sum(days: Days) -> Sum:
    return Sum(TURNOVER, filter=_within(days), default=ZERO)


def _places(cooperative: Cooperative, found: Figures) -> None:
    """The period and what it is compared with, by edition, channel and evidence: one query over cells."""
    period, year_ago = found.period, found.period.year_ago
    within = _within(period) | _within(period.before)
    sums = {"now": _sum(period), "past": _sum(period.before)}
    if year_ago:
        within |= _within(year_ago)
        sums["last_year"] = _sum(year_ago)
    cells = DetailCell.objects.filter(within, cooperative=cooperative).order_by()
    rows: list[Any] = list(cells.values("edition", "channel", "evidence").annotate(**sums))
    editions = Edition.objects.in_bulk({row["edition"] for row in rows if row["edition"]})
    found.total = sum((row["now"] for row in rows), ZERO)
    found.before = sum((row["past"] for row in rows), ZERO)
    found.year_ago = sum((row["last_year"] for row in rows), ZERO) if year_ago else None
    places = [
        Sold(editions.get(row["edition"]), row["channel"], row["evidence"], row["now"]) for row in rows if row["now"]
    ]
    found.places = sorted(places, key=lambda sold: (-sold.amount, sold.channel, sold.evidence))


def _months(cooperative: Cooperative, period: Period) -> list[tuple[date, Decimal]]:
    """The turnover of the last twelve months, those without any too."""
    months = months_until(period.last)
    cells = DetailCell.objects.filter(cooperative=cooperative, counts_on__range=(months[0], period.last)).order_by()
    sums = dict(cells.annotate(month=TruncMonth("counts_on")).values_list("month").annotate(sold=Sum(TURNOVER)))
    return [(month, sums.get(month, ZERO)) for month in months]


def _products(cooperative: Cooperative, period: Period) -> list[ProductSold]:
    """The best sold products of the period, the best first."""
    lines = RevenueLine.objects.filter(_within(period), cooperative=cooperative).order_by()
    rows = (
        lines.values_list("product").annotate(amount=Sum("amount"), units=Sum("units")).order_by("-amount", "product")
    )
    best = list(rows[:BEST])
    products = Product.objects.in_bulk([pk for pk, *_ in best if pk])
    return [ProductSold(products.get(pk or 0), amount, units) for pk, amount, units in best if amount]


def _regions(cooperative: Cooperative, period: Period) -> list[RegionSold]:
    """Where paid online orders of the period went: to a place, or to the stop where they were collected."""
    orders = Order.objects.filter(_within(period), cooperative=cooperative, paid_at__isnull=False).order_by()
    # A card may have paid for what never went anywhere.
    orders = orders.exclude(status__in=CALLED_OFF)
    goods = Sum(F("total_incl_tax") - F("shipping_incl_tax"))
    rows = list(orders.values_list("purchase__place", "collect_at").annotate(goods=goods, orders=Count("pk")))
    region_of = _region_of_places([place for place, *_ in rows if place])
    stops = dict(Stop.objects.filter(pk__in=[stop for _, stop, *_ in rows if stop]).values_list("pk", "region_id"))
    sums: dict[str, tuple[Decimal, int]] = {}
    for place, stop, amount, number in rows:
        code = region_of.get(place) or stops.get(stop)
        if code:
            before = sums.get(code, (ZERO, 0))
            sums[code] = (before[0] + amount, before[1] + number)
    regions = Region.objects.in_bulk(list(sums))
    found = [RegionSold(regions[code], *sold) for code, sold in sums.items()]
    return sorted(found, key=lambda each: (-each.amount, each.region.pk))


def _region_of_places(places: Sequence[int]) -> dict[int, str]:
    return dict(Place.objects.filter(pk__in=places).values_list("pk", "commune__province__region"))


def online_and_stalls(places: Sequence[Sold]) -> tuple[Decimal, Decimal]:
    """What was sold online, for an edition or not, and what at stalls."""
    online = sum((sold.amount for sold in places if sold.channel == Channel.ONLINE), ZERO)
    return online, sum((sold.amount for sold in places), ZERO) - online
