"""The twelve regions with what they hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import ngettext

from catalogue.selectors import for_sale
from cooperatives.formats.numbers import number_text
from cooperatives.models import Cooperative
from cooperatives.territory.models import Region
from cooperatives.texts import shown, sort_key

SHADES = 4


@dataclass(frozen=True, slots=True)
class RegionRow:
    """A region on the map and in the list; `level` is how dark it is drawn, by its cooperatives."""

    code: str
    slug: str
    name: str
    url: str
    cooperatives: int
    products: int
    level: int
    text: str
    current: bool = False


def region_rows(*, current: str = "") -> list[RegionRow]:
    """The regions by name, with the cooperatives seated there and the products made there: one query."""
    rows = Region.objects.annotate(
        product_count=_counted(for_sale()), cooperative_count=_counted(Cooperative.objects.on_sale())
    ).values("code", "slug", "name_ar", "name_fr", "name_en", "product_count", "cooperative_count")
    found = list(rows)
    most = max((row["cooperative_count"] for row in found), default=0)
    return sorted((_row(row, most, current) for row in found), key=lambda row: sort_key(row.name))


def _counted(rows: QuerySet[Any]) -> Coalesce:
    there = rows.filter(region=OuterRef("pk")).order_by().values("region").annotate(n=Count("pk"))
    return Coalesce(Subquery(there.values("n")), 0)


def _row(row: Mapping[str, Any], most: int, current: str) -> RegionRow:
    cooperatives = row["cooperative_count"]
    return RegionRow(
        code=row["code"],
        slug=row["slug"],
        name=shown(row, "name")[0],
        url=reverse("territory:region", kwargs={"slug": row["slug"]}),
        cooperatives=cooperatives,
        products=row["product_count"],
        level=-(-cooperatives * SHADES // most) if most else 0,
        text=counted(cooperatives),
        current=row["code"] == current,
    )


def counted(cooperatives: int) -> str:
    """How many cooperatives, in words."""
    text = ngettext("%(count)s cooperative", "%(count)s cooperatives", cooperatives)
    return text % {"count": number_text(cooperatives, places=0)}


def region_named(slug: str) -> Region | None:
    return Region.objects.filter(slug=slug).first()
