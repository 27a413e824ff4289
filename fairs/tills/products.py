"""What a stall sells, as its tills show it."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.db.models import Model, QuerySet

from catalogue.models import Product
from cooperatives import clock
from cooperatives.texts import texts_of
from fairs.business_days import business_day
from fairs.models import Participation, StallAssignment
from fairs.tills.models import Till

MOST_PRODUCTS = 1000
SMALL_PICTURE = "320"


@dataclass(frozen=True, slots=True)
class StallProduct:
    """A product as a till shows it."""

    id: str
    title: dict[str, str]
    cooperative: str
    price: Decimal
    unit: str
    picture: str | None
    price_min: Decimal | None
    price_max: Decimal | None


def products_of_stall(till: Till) -> list[StallProduct]:
    """What may be sold at the till's stall now: what its participants listed, else all they have on sale."""
    participations = standing_at(till)
    listed = Product.objects.filter(listings__participation__in=participations, is_public=True)
    products = _with_price(listed)
    return products or _with_price(Product.objects.filter(cooperative__participations__in=participations).on_sale())


def standing_at(till: Till) -> QuerySet[Participation]:
    """Who has the stall today, else on any day; at a stall given to nobody, everyone who takes part."""
    edition = till.stall.edition
    today = business_day(clock.now(), ends=edition.business_day_ends)
    coming = Participation.objects.coming().filter(stop__edition=edition)
    days = dict.fromkeys(
        StallAssignment.objects.filter(stall=till.stall).order_by("day__day").values_list("day__day", flat=True)
    )
    if today in days:
        return coming.filter(assignments__stall=till.stall, assignments__day__day=today)
    return coming.filter(assignments__stall=till.stall) if days else coming


def _with_price(products: QuerySet[Product]) -> list[StallProduct]:
    rows = (
        products.filter(stockrecord__isnull=False)
        .distinct()
        .order_by("cooperative_id", "pk")
        .select_related("stockrecord", "cooperative")[:MOST_PRODUCTS]
    )
    return list(map(_shown, rows))


def _shown(product: Product) -> StallProduct:
    record = product.stockrecord
    return StallProduct(
        id=product.public_id,
        title=named(product, "title"),
        cooperative=product.cooperative.public_id,
        price=record.price,
        unit=product.unit,
        picture=_small_picture(product.picture),
        price_min=record.stall_price_min,
        price_max=record.stall_price_max,
    )


def named(row: Model, field: str = "name") -> dict[str, str]:
    """In each language; one that nobody wrote falls back on another."""
    texts = texts_of(row, field)
    fallback = next(filter(None, texts.values()), "")
    return {language: text or fallback for language, text in texts.items()}


def _small_picture(picture: dict[str, dict[str, str]]) -> str | None:
    renditions: Iterable[dict[str, str]] = (picture.get(kind) or {} for kind in ("webp", "avif"))
    path = next((sizes[SMALL_PICTURE] for sizes in renditions if SMALL_PICTURE in sizes), None)
    return f"{settings.MEDIA_URL}{path}" if path else None
