"""Delivery rates for the whole country, made by rule: what the demonstration and a first start use."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from catalogue.enums import ShippingClass

# Where the middle of each region lies, in tenths of a degree: only how far apart two of them are matters.
_MIDDLES = {
    "01": (-55, 353),
    "02": (-24, 341),
    "03": (-47, 339),
    "04": (-64, 341),
    "05": (-63, 324),
    "06": (-76, 331),
    "07": (-84, 318),
    "08": (-47, 315),
    "09": (-85, 299),
    "10": (-99, 284),
    "11": (-125, 265),
    "12": (-149, 229),
}
_NEAR, _FAR = 25, 60
_STEPS = (1_000, 3_000, 5_000, 10_000, 20_000, 30_000)
_WEIGHT_EXTRA = (0, 8, 15, 30, 60, 90)
_CLASS_EXTRA = {
    ShippingClass.NORMAL: 0,
    ShippingClass.FRAGILE: 10,
    ShippingClass.BULKY: 40,
    ShippingClass.COLD: 30,
}


@dataclass(frozen=True, slots=True)
class CarrierDefault:
    """A made-up carrier: `prices` and `days` by distance (same region, near, far, very far)."""

    code: str
    name_ar: str
    name_fr: str
    name_en: str
    tracking_url: str
    prices: tuple[int, int, int, int]
    days: tuple[tuple[int, int], tuple[int, int], tuple[int, int], tuple[int, int]]
    classes: tuple[str, ...]


CARRIERS = (
    CarrierDefault(
        code="atlas-colis",
        name_ar="أطلس للطرود",
        name_fr="Atlas Colis",
        name_en="Atlas Parcels",
        tracking_url="",
        prices=(25, 30, 39, 55),
        days=((2, 3), (2, 4), (3, 5), (4, 7)),
        classes=(ShippingClass.NORMAL, ShippingClass.FRAGILE, ShippingClass.BULKY, ShippingClass.COLD),
    ),
    CarrierDefault(
        code="sahel-express",
        name_ar="الساحل إكسبريس",
        name_fr="Sahel Express",
        name_en="Sahel Express",
        tracking_url="",
        prices=(39, 45, 59, 79),
        days=((1, 2), (1, 2), (2, 3), (2, 4)),
        classes=(ShippingClass.NORMAL, ShippingClass.FRAGILE, ShippingClass.COLD),
    ),
)


@dataclass(frozen=True, slots=True)
class RateDefault:
    """One row of `DeliveryRate`, its carrier by code; `price` in dirhams."""

    carrier: str
    from_region: str
    to_region: str
    shipping_class: str
    up_to_grams: int
    price: Decimal
    days_min: int
    days_max: int


def default_rates() -> Iterator[RateDefault]:
    """Every carrier, region pair, shipping class and weight step; the same rows on every call."""
    for carrier in CARRIERS:
        for from_region in _MIDDLES:
            for to_region in _MIDDLES:
                distance = _distance(from_region, to_region)
                for shipping_class in carrier.classes:
                    yield from _weight_steps(carrier, from_region, to_region, distance, shipping_class)


def _weight_steps(
    carrier: CarrierDefault, from_region: str, to_region: str, distance: int, shipping_class: str
) -> Iterator[RateDefault]:
    days_min, days_max = carrier.days[distance]
    for up_to_grams, extra in zip(_STEPS, _WEIGHT_EXTRA, strict=True):
        yield RateDefault(
            carrier=carrier.code,
            from_region=from_region,
            to_region=to_region,
            shipping_class=shipping_class,
            up_to_grams=up_to_grams,
            price=Decimal(carrier.prices[distance] + extra + _CLASS_EXTRA[ShippingClass(shipping_class)]).quantize(
                Decimal("0.01")
            ),
            days_min=days_min,
            days_max=days_max,
        )


def _distance(one: str, other: str) -> int:
    """0 within a region, then near, far and very far."""
    if one == other:
        return 0
    (x, y), (to_x, to_y) = _MIDDLES[one], _MIDDLES[other]
    apart = max(abs(x - to_x), abs(y - to_y))
    return 1 if apart <= _NEAR else 2 if apart <= _FAR else 3
