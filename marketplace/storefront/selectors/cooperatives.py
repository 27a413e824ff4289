"""Cooperatives as shoppers see them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from catalogue.models import Product
from catalogue.search import containing
from catalogue.selectors import SIGN_NAMES, Picture
from cooperatives import clock
from cooperatives.enums import OrganisationKind
from cooperatives.models import Cooperative, SignHeld
from cooperatives.texts import shown
from marketplace.storefront.selectors.choices import language

COLUMNS = (
    "id",
    "public_id",
    "slug",
    "kind",
    "member_count",
    "women_count",
    "emblem",
    *(
        f"{field}_{code}"
        for field in ("name", "tagline", "commune__name", "region__name")
        for code in ("ar", "fr", "en")
    ),
)


@dataclass(frozen=True, slots=True)
class CooperativeCard:
    """One cooperative in a list."""

    url: str
    seed: str
    name: str
    name_lang: str
    summary: str
    summary_lang: str
    place: str
    products: int
    members: int
    is_women: bool
    is_union: bool
    is_checked: bool
    picture: Picture | None
    signs: tuple[str, ...]


def narrowed(
    *, words: list[str] | None = None, regions: Iterable[str] = (), kinds: Iterable[str] = ()
) -> QuerySet[Cooperative]:
    """Those whose products may be shown now, narrowed; empty narrows nothing."""
    found = containing(Cooperative.objects.on_sale(), words or [])
    if places := list(regions):
        found = found.filter(region__in=places)
    if chosen := list(kinds):
        found = found.filter(kind__in=chosen)
    return found


def by_name(cooperatives: QuerySet[Cooperative]) -> QuerySet[Cooperative]:
    return cooperatives.order_by(f"sort_{language()}", "id")


def by_products(cooperatives: QuerySet[Cooperative]) -> QuerySet[Cooperative]:
    """Those with most to sell first."""
    return with_products(cooperatives).order_by("-product_count", "id")


def with_products(cooperatives: QuerySet[Cooperative]) -> QuerySet[Any]:
    on_shelf = Product.objects.filter(cooperative=OuterRef("pk"), is_public=True, stockrecord__isnull=False)
    counted = on_shelf.order_by().values("cooperative").annotate(n=Count("pk")).values("n")
    return cooperatives.annotate(product_count=Coalesce(Subquery(counted), 0))


def cards(cooperatives: QuerySet[Cooperative]) -> list[CooperativeCard]:
    """Cards of `cooperatives` in their order, with their signs that have not expired: one query."""
    valid = SignHeld.objects.valid_on(clock.today()).filter(cooperative=OuterRef("pk"))
    kinds = ArraySubquery(valid.order_by("sign__kind").values("sign__kind"))
    rows = with_products(cooperatives).annotate(sign_kinds=kinds)
    return [_card(row) for row in rows.values(*COLUMNS, "product_count", "sign_kinds")]


def _card(row: Mapping[str, Any]) -> CooperativeCard:
    name, name_lang = shown(row, "name")
    summary, summary_lang = shown(row, "tagline")
    return CooperativeCard(
        url=reverse("cooperatives:detail", kwargs={"slug": row["slug"]}),
        seed=row["public_id"],
        name=name,
        name_lang=name_lang,
        summary=summary,
        summary_lang=summary_lang,
        place=place_text(shown(row, "commune__name")[0], shown(row, "region__name")[0]),
        products=row["product_count"],
        members=row["member_count"],
        is_women=row["kind"] == OrganisationKind.WOMEN,
        is_union=row["kind"] == OrganisationKind.UNION,
        is_checked=True,
        picture=emblem_of(row["emblem"]),
        signs=tuple(str(SIGN_NAMES[kind]) for kind in dict.fromkeys(row["sign_kinds"])),
    )


def place_text(commune: str, region: str) -> str:
    """A commune and its region on one line."""
    comma = "، " if language() == "ar" else ", "
    return comma.join(dict.fromkeys(filter(None, (commune, region))))


def emblem_of(path: str) -> Picture | None:
    """A cooperative's emblem as a picture; None without one."""
    return Picture(src=settings.MEDIA_URL + path, width=160, height=160, alt="") if path else None


def cooperative_with_signs(slug: str) -> Cooperative | None:
    """The cooperative that shoppers may see under `slug`, with valid signs and support programmes."""
    valid = SignHeld.objects.valid_on(clock.today()).select_related("sign")
    return (
        Cooperative.objects.on_sale()
        .filter(slug=slug)
        .select_related("commune__province", "region")
        .prefetch_related(Prefetch("signs_held", queryset=valid, to_attr="valid_signs"), "support_programmes")
        .first()
    )


def count_by_kind(cooperatives: QuerySet[Cooperative]) -> dict[str, int]:
    return dict(cooperatives.order_by().values("kind").annotate(n=Count("pk")).values_list("kind", "n"))


def count_by_region(cooperatives: QuerySet[Cooperative]) -> dict[str, int]:
    return dict(cooperatives.order_by().values("region").annotate(n=Count("pk")).values_list("region", "n"))
