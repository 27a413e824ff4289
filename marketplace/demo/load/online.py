"""Purchases of the last days, made by the same services that the shop uses."""

from collections.abc import Sequence
from datetime import timedelta
from random import Random

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.territory.models import Place
from fairs.models import Edition, Listing
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
PURCHASES = 60
FIRST_NAMES = ("فاطمة", "أمينة", "خديجة", "يوسف", "مريم", "عمر", "نادية", "حسن", "زينب", "كريم")
LAST_NAMES = ("العلوي", "بناني", "الإدريسي", "أمزيان", "التازي", "أيت علي", "الفاسي", "برادة")


def load_purchases(editions: Sequence[Edition], *, staff: User) -> None:
    """Place purchases over the last days, half through an edition's page, and carry most of them on."""
    dice = Random("online")
    places = list(Place.objects.filter(kind="city").select_related("commune__province").order_by("id")[:60])
    listed = list(
        Listing.objects.filter(participation__stop__edition__in=editions)
        .select_related("product__stockrecord", "participation__stop__edition")
        .order_by("id")
    )
    for number in range(PURCHASES):
        age = timedelta(days=dice.randint(0, DAYS - 1), minutes=dice.randint(5, 600))
        with clock.frozen_at(clock.now() - age):
            purchase = _place(number, dice, listed, dice.choice(places))
        if purchase and number % 12:
            _carry_on(purchase, age, dice, staff)


def _place(number: int, dice: Random, listed: Sequence[Listing], place: Place) -> Purchase | None:
    basket = open_basket(owner=None)
    for listing in dice.sample(listed, dice.randint(1, 4)):
        if listing.product.stockrecord.free >= 3:
            edition = listing.participation.stop.edition.code if number % 2 else ""
            add_line(
                basket=basket, product_id=listing.product.public_id, quantity=dice.randint(1, 2), edition_code=edition
            )
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
