"""What the page of one product shows beyond the product itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Max, Min, Prefetch, Q
from django.utils.translation import gettext_lazy as _

from catalogue.models import Category, Product, ProductImage
from catalogue.selectors import FEW_LEFT, Picture, ProductCard, cards, for_sale, picture_of
from cooperatives.enums import CooperativeStatus
from cooperatives.models import Cooperative
from cooperatives.texts import LANGUAGES, shown
from marketplace.delivery.models import DeliveryRate

OTHERS = 4
MOST_AT_ONCE = 99
MOST_SIZES = 12

ALLERGENS = {
    "gluten": _("gluten"),
    "crustaceans": _("crustaceans"),
    "eggs": _("eggs"),
    "fish": _("fish"),
    "peanuts": _("peanuts"),
    "soya": _("soya"),
    "milk": _("milk"),
    "nuts": _("nuts"),
    "celery": _("celery"),
    "mustard": _("mustard"),
    "sesame": _("sesame"),
    "sulphites": _("sulphites"),
    "lupin": _("lupin"),
    "molluscs": _("molluscs"),
}


@dataclass(frozen=True, slots=True)
class Availability:
    """What may honestly be said of the stock; `left` is told only when little is left."""

    is_out: bool
    is_only_one: bool
    left: Decimal | None
    at_most: int


@dataclass(frozen=True, slots=True)
class DeliveryTo:
    """How long a parcel takes to a region, and what it costs from (dirhams)."""

    region: str
    days_min: int
    days_max: int
    price: Decimal


def product_with_facts(public_id: str) -> Product | None:
    """The product under `public_id`, on sale or not, with what its page says of it."""
    return (
        Product.objects.filter(public_id=public_id)
        .select_related(
            "stockrecord", "product_class", "sign__sign", "commune__province", "region", *_of_the_cooperative()
        )
        .prefetch_related(
            # What a change adds is seen once staff have looked at it.
            Prefetch("images", queryset=ProductImage.objects.filter(is_held_back=False)),
            Prefetch("categories", queryset=Category.objects.order_by("path")),
        )
        .first()
    )


def _of_the_cooperative() -> list[str]:
    return ["cooperative", "cooperative__commune", "cooperative__region"]


def is_for_sale(product: Product) -> bool:
    """The rule of `catalogue.selectors.for_sale` on a product that was read already."""
    cooperative: Cooperative = product.cooperative
    may_sell = cooperative.status == CooperativeStatus.APPROVED and cooperative.sells_online
    return product.is_public and may_sell and hasattr(product, "stockrecord")


def availability(product: Product) -> Availability:
    """How much of `product` there is, said without promising more."""
    free = product.stockrecord.free
    few = product.stockrecord.low_stock_threshold or FEW_LEFT
    return Availability(
        is_out=free < 1,
        is_only_one=product.is_unique and free >= 1,
        left=free if 1 <= free <= few and not product.is_unique else None,
        at_most=max(1, min(int(free), MOST_AT_ONCE)),
    )


def pictures(product: Product, title: str) -> list[Picture]:
    """The pictures of `product`, the first one first; its own copy where no image row is left."""
    made = [
        picture_of(image.renditions | _captions(image) | {"illustration": image.is_illustration}, title)
        for image in product.images.all()
    ]
    return [picture for picture in made if picture] or [
        picture for picture in (picture_of(product.picture, title),) if picture
    ]


def _captions(image: Any) -> dict[str, str]:
    return {f"alt_{language}": getattr(image, f"caption_{language}") or "" for language in LANGUAGES}


def shelf_of(product: Product) -> Category | None:
    """The finest shelf on which `product` stands, for the way back."""
    shelves = [shelf for shelf in product.categories.all() if shelf.is_public]
    return max(shelves, key=lambda shelf: shelf.depth, default=None)


def others_of_cooperative(product: Product) -> list[ProductCard]:
    same = for_sale().filter(cooperative=product.cooperative_id).exclude(pk=product.pk)
    return cards(same.order_by("position", "-id")[:OTHERS])


def sizes_of(product: Product) -> list[dict[str, Any]]:
    """The sizes of it that are on sale, as chips that lead to each other; none where it is the only one."""
    first = product.variant_of_id or product.pk
    group = for_sale().filter(Q(pk=first) | Q(variant_of=first)).order_by("stockrecord__price", "pk")
    found = [(row, row.variant_label or row.title) for row in group[:MOST_SIZES]]
    chips = [{"url": row.get_absolute_url(), "text": text, "current": row.pk == product.pk} for row, text in found]
    return chips if len(chips) > 1 else []


def near_to(product: Product | None) -> list[ProductCard]:
    """What to look at instead: the same family first, from the same region first; else the newest."""
    found = for_sale()
    if product is None:
        return cards(found.order_by("-id")[:OTHERS])
    alike = cards(
        found.filter(product_class=product.product_class_id, region=product.region_id).order_by("-id")[:OTHERS]
    )
    return alike or cards(found.filter(product_class=product.product_class_id).order_by("-id")[:OTHERS])


def delivery_to_regions(product: Product) -> list[DeliveryTo]:
    """Days and least price of a parcel with one of `product`, to each region that a carrier serves."""
    rates = DeliveryRate.objects.filter(
        carrier__is_active=True,
        from_region=product.cooperative.region_id,
        shipping_class=product.shipping_class,
        up_to_grams__gte=product.weight_grams,
    )
    rows = rates.order_by("to_region").values("to_region", *(f"to_region__name_{code}" for code in LANGUAGES))
    return [_to(row) for row in rows.annotate(least=Min("price"), soonest=Min("days_min"), latest=Max("days_max"))]


def in_short(delivery: list[DeliveryTo]) -> DeliveryTo | None:
    """The whole range of `delivery` in one; None where no carrier serves."""
    if not delivery:
        return None
    return DeliveryTo(
        region="",
        days_min=min(to.days_min for to in delivery),
        days_max=max(to.days_max for to in delivery),
        price=min(to.price for to in delivery),
    )


def _to(row: Mapping[str, Any]) -> DeliveryTo:
    return DeliveryTo(shown(row, "to_region__name")[0], row["soonest"], row["latest"], row["least"])
