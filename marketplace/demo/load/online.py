"""Purchases of the last days, made by the same services that the shop uses."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from catalogue.models import Product
from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.models import Cooperative
from cooperatives.territory.models import Place
from fairs.models import Edition, Listing
from marketplace.basket.exceptions import NothingLeft
from marketplace.basket.selectors import contents
from marketplace.basket.services import add_line, open_basket
from marketplace.delivery.selectors import quotes
from marketplace.order.enums import Collector, DeliveryKind, PaymentMethod
from marketplace.order.models import Order, Purchase
from marketplace.order.rows import Contact
from marketplace.order.services import (
    accept_order,
    cancel_order,
    confirm_by_call,
    hand_over,
    mark_collected,
    place_purchase,
    prepare_order,
    refuse_at_door,
    ship_order,
)

DAYS = 9
PURCHASES, PURCHASES_OF_A_MONTH = 60, 24
# Whatever can become of an order has become of it.
LONG_AGO = timedelta(days=20)
# Far below what one order may cost in cash.
DEAREST = 800
FIRST_NAMES = ("فاطمة", "أمينة", "خديجة", "يوسف", "مريم", "عمر", "نادية", "حسن", "زينب", "كريم")
LAST_NAMES = ("العلوي", "بناني", "الإدريسي", "أمزيان", "التازي", "أيت علي", "الفاسي", "برادة")


def load_purchases(editions: Sequence[Edition], *, staff: User) -> None:
    """Place purchases over the last days, half through an edition's page, and carry most of them on."""
    dice = Random("online")
    places = list(Place.objects.filter(kind="city").select_related("commune__province").order_by("id")[:60])
    shelves = _shelves(editions)
    for number in range(PURCHASES):
        age = timedelta(days=dice.randint(0, DAYS - 1), minutes=dice.randint(5, 600))
        with clock.frozen_at(clock.now() - age):
            purchase = _place(number, dice, shelves, dice.choice(places))
        if purchase and number % 12:
            _carry_on(purchase, age, dice, staff)


def load_purchases_of(first: datetime, *, staff: User) -> None:
    """Place purchases in the days after the moment `first`, and carry each to its end."""
    dice = Random("settled")
    places = list(Place.objects.filter(kind="city").select_related("commune__province").order_by("id")[:60])
    shelves = _shelves([])
    for number in range(PURCHASES_OF_A_MONTH):
        with clock.frozen_at(first + timedelta(hours=dice.randint(1, 10 * 24))):
            purchase = _place(2 * number, dice, shelves, dice.choice(places))
        if purchase:
            _carry_on(purchase, LONG_AGO, dice, staff)


@dataclass(frozen=True, slots=True)
class Shelves:
    """What purchases are drawn from: products by the edition through whose page they come, and all others."""

    through_editions: Sequence[tuple[Product, str]]
    all_year: Sequence[tuple[Product, str]]
    of_first_cooperative: Sequence[tuple[Product, str]]


def _shelves(editions: Sequence[Edition]) -> Shelves:
    listings = Listing.objects.filter(participation__stop__edition__in=editions).select_related(
        "product__stockrecord", "participation__stop__edition"
    )
    products = Product.objects.on_sale().select_related("stockrecord").order_by("id")
    first = Cooperative.objects.on_sale().order_by("id").first()
    return Shelves(
        [(listing.product, listing.participation.stop.edition.code) for listing in listings.order_by("id")],
        [(product, "") for product in products],
        [(product, "") for product in products if first and product.cooperative_id == first.pk],
    )


def _place(number: int, dice: Random, shelves: Shelves, place: Place) -> Purchase | None:
    """Half of the purchases come through an edition's page; the first cooperative, whose telephone
    number `make demo` prints, has a part in every fifth."""
    basket = open_basket(owner=None)
    chosen = dice.sample(shelves.through_editions if number % 2 else shelves.all_year, dice.randint(1, 4))
    if number % 5 == 0:
        chosen.append(dice.choice(shelves.of_first_cooperative))
    for product, edition in chosen:
        quantity = dice.randint(1, 2)
        if product.stockrecord.free >= 3 and product.stockrecord.price <= DEAREST:
            with suppress(NothingLeft):
                add_line(basket=basket, product_id=product.public_id, quantity=quantity, edition_code=edition)
    held = contents(basket)
    if not held.parts:
        return None
    name = f"{dice.choice(FIRST_NAMES)} {dice.choice(LAST_NAMES)}"
    phone = f"+2126{dice.randint(10_000_000, 99_999_999)}"
    offered = quotes(held.parcels, place.commune.province.region_id)
    choices = {part.cooperative.public_id: offered[part.cooperative.pk][0].code for part in held.parts}
    return place_purchase(
        basket=basket,
        contact=Contact(payer_name=name, payer_phone=phone, recipient_name=name, recipient_phone=phone),
        place=place,
        landmark="قرب المسجد",
        choices=choices,
        payment_method=PaymentMethod.CASH_ON_DELIVERY,
        language=dice.choice(("ar", "ar", "fr")),
        user=None,
    )


def _carry_on(purchase: Purchase, age: timedelta, dice: Random, staff: User) -> None:
    placed = purchase.placed_at
    with clock.frozen_at(placed + timedelta(minutes=4)):
        confirm_by_call(purchase_id=purchase.pk, by=staff)
    for order in Order.objects.filter(purchase=purchase).order_by("id"):
        fate = dice.random()
        if fate < 0.06:
            with clock.frozen_at(placed + timedelta(minutes=30)):
                cancel_order(order_id=order.pk, by=None)
            continue
        hours = age / timedelta(hours=1)
        for step, after in ((accept_order, 3), (prepare_order, 12)):
            if hours > after + 2:
                with clock.frozen_at(placed + timedelta(hours=after)):
                    step(order_id=order.pk, by=staff)
        if hours > 60:
            _deliver(order, refused=fate > 0.95, staff=staff)


def _deliver(order: Order, *, refused: bool, staff: User) -> None:
    placed = order.date_placed
    if order.delivery_kind == DeliveryKind.COLLECT:
        with clock.frozen_at(placed + timedelta(hours=40)):
            hand_over(order_id=order.pk, by=staff)
        return
    with clock.frozen_at(placed + timedelta(hours=20)):
        ship_order(order_id=order.pk, tracking=f"DEMO{order.pk:08d}", by=staff)
    with clock.frozen_at(placed + timedelta(hours=50)):
        if refused:
            refuse_at_door(order_id=order.pk, by=staff, reason="لم يرد أحد")
        else:
            mark_collected(order_id=order.pk, collector=Collector.CARRIER, by=staff)
