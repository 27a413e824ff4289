"""Baskets, purchases and orders for tests, made through the services."""

from collections.abc import Callable, Sequence
from typing import Any

from catalogue.models import Product
from cooperatives.accounts.models import User
from cooperatives.outbox.models import Message
from cooperatives.territory.models import Place
from marketplace.basket.models import Basket
from marketplace.basket.selectors import contents
from marketplace.basket.services import add_line
from marketplace.delivery.models import DeliveryRate
from marketplace.delivery.selectors import quotes
from marketplace.order import services
from marketplace.order.enums import Collector, DeliveryKind, OrderStatus, PaymentMethod
from marketplace.order.models import Order, Purchase
from marketplace.order.rows import Contact
from marketplace.payment.models import PaymentAttempt
from marketplace.payment.settling import ReceivedMoney, settle
from tests.factories import make_delivery_rate, make_place, make_product, make_user

_PREPARED = (OrderStatus.CONFIRMED, OrderStatus.ACCEPTED, OrderStatus.PREPARED)
_SHIPPED = (*_PREPARED, OrderStatus.SHIPPED)
WAYS: dict[str, tuple[str, ...]] = {
    OrderStatus.AWAITING_CONFIRMATION: (),
    OrderStatus.CONFIRMED: _PREPARED[:1],
    OrderStatus.ACCEPTED: _PREPARED[:2],
    OrderStatus.PREPARED: _PREPARED,
    OrderStatus.SHIPPED: _SHIPPED,
    OrderStatus.DELIVERED: (*_SHIPPED, OrderStatus.DELIVERED),
    OrderStatus.REFUSED: (*_SHIPPED, OrderStatus.REFUSED),
    OrderStatus.CANCELLED: (OrderStatus.CONFIRMED, OrderStatus.CANCELLED),
}
CONTACT = Contact(
    payer_name="Amina Idrissi",
    payer_phone="+33612345678",
    payer_email="amina@example.ma",
    recipient_name="Brahim Idrissi",
    recipient_phone="+212661234567",
)


def make_basket(*products: Product, quantity: int = 1, owner: User | None = None, edition: str = "") -> Basket:
    """A basket with `quantity` of each product."""
    basket = Basket.objects.create(owner=owner)
    for product in products or (make_product(),):
        add_line(basket=basket, product_id=product.public_id, quantity=quantity, edition_code=edition)
    return basket


def choices_for(basket: Basket, place: Place | None, kind: str = DeliveryKind.HOME) -> dict[str, str]:
    """The first quote of the kind for each cooperative of the basket."""
    held = contents(basket)
    offered = quotes(held.parcels, place.commune.province.region_id if place else None)
    return {
        part.cooperative.public_id: next(quote.code for quote in offered[part.cooperative.pk] if quote.kind == kind)
        for part in held.parts
    }


def order_given(basket: Basket, *, place: Place | None = None, kind: str = DeliveryKind.HOME, **given: Any) -> dict:
    """What `place_purchase` takes for the basket; a rate from the cooperatives' region is written if there is none."""
    if not DeliveryRate.objects.exists():
        make_delivery_rate()
    if place is None and kind == DeliveryKind.HOME:
        place = make_place()
    defaults = {
        "basket": basket,
        "contact": CONTACT,
        "place": place,
        "landmark": "Derrière la mosquée",
        "choices": choices_for(basket, place, kind),
        "payment_method": PaymentMethod.CASH_ON_DELIVERY,
        "language": "fr",
        "user": basket.owner,
    }
    return defaults | given


def make_purchase(*products: Product, quantity: int = 1, basket: Basket | None = None, **given: Any) -> Purchase:
    """A placed purchase that waits for its code."""
    basket = basket or make_basket(*products, quantity=quantity)
    return services.place_purchase(**order_given(basket, **given))


def make_card_purchase(*products: Product, **given: Any) -> Purchase:
    """A placed purchase that waits for its card; cards are taken."""
    return make_purchase(*products, payment_method=PaymentMethod.CARD, **given)


def paid_money(attempt: PaymentAttempt, **changes: Any) -> ReceivedMoney:
    """What the gateway says once an attempt was paid."""
    said = {"amount": attempt.amount, "currency": attempt.currency, "intent_id": f"pi_{attempt.uuid}"}
    return ReceivedMoney(**(said | changes))


def make_paid_order(*products: Product, status: str = OrderStatus.CONFIRMED, **given: Any) -> Order:
    """One cooperative's order that a card has paid, taken on to `status`; cards are taken."""
    purchase = make_card_purchase(*products, **given)
    attempt = purchase.payment_attempts.get()
    settle(attempt_id=attempt.pk, received=paid_money(attempt))
    order = purchase.orders.get()
    walk_on(order, WAYS[status][1:])
    order.refresh_from_db()
    return order


def make_order(*products: Product, status: str = OrderStatus.CONFIRMED, quantity: int = 1, **given: Any) -> Order:
    """One cooperative's order, taken to `status` by the services' own way."""
    order = make_purchase(*products, quantity=quantity, **given).orders.get()
    walk_to(order, status)
    order.refresh_from_db()
    return order


def walk_to(order: Order, status: str) -> None:
    """Take an order that waits for its code to `status`, step by step."""
    walk_on(order, WAYS[status])


def walk_on(order: Order, way: Sequence[str]) -> None:
    """Take an order through the steps of `way`."""
    by, pk = make_user(is_staff=True), order.pk
    is_paid = Order.objects.filter(pk=pk, paid_at__isnull=False).exists()
    home = order.delivery_kind == DeliveryKind.HOME
    steps: dict[str, Callable[[], object]] = {
        OrderStatus.CONFIRMED: lambda: services.confirm_by_call(purchase_id=order.purchase_id, by=by),
        OrderStatus.ACCEPTED: lambda: services.accept_order(order_id=pk, by=by),
        OrderStatus.PREPARED: lambda: services.prepare_order(order_id=pk, by=by),
        OrderStatus.SHIPPED: lambda: services.ship_order(order_id=pk, tracking="AC-1", by=by),
        OrderStatus.DELIVERED: lambda: (
            (
                services.mark_delivered(order_id=pk, by=by)
                if is_paid
                else services.mark_collected(order_id=pk, collector=Collector.CARRIER, by=by)
            )
            if home
            else services.hand_over(order_id=pk, by=by)
        ),
        OrderStatus.REFUSED: lambda: services.refuse_at_door(order_id=pk, by=by, reason="absent"),
        OrderStatus.CANCELLED: lambda: services.cancel_order_by_staff(order_id=pk, by=by, reason="test"),
    }
    for step in way:
        if home or step != OrderStatus.SHIPPED:
            steps[step]()


def code_sent(purchase: Purchase) -> str:
    """The code in the last message to the payer's phone."""
    message = Message.objects.filter(key__startswith=f"purchase:{purchase.public_id}:code", channel="sms").latest("pk")
    return message.body.rsplit("?code=", 1)[1].strip()
