"""The rows of a purchase, with everything frozen that is true at this moment. Nothing here decides."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from catalogue.partner.stock import Item
from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.encryption import digest
from cooperatives.identifiers import new_number
from cooperatives.money import CURRENCY, ZERO, tax_within
from cooperatives.territory.models import Place
from cooperatives.writing import copy_instances, copy_with_keys
from fairs.business_days import business_day
from marketplace.basket.models import Basket
from marketplace.basket.selectors import BasketContents, BasketLine
from marketplace.delivery.selectors import Quote
from marketplace.order.enums import FIRST_STATUS, DeliveryKind, PaymentMethod
from marketplace.order.models import Line, Order, Parcel, Purchase
from marketplace.order.terms import LineTerms, terms_of

# On carriage by road in Morocco, which the price of delivery includes.
DELIVERY_TAX_RATE = Decimal("0.200")


@dataclass(frozen=True, slots=True)
class Contact:
    """Who pays and who receives; phones in E.164, the recipient's Moroccan."""

    payer_name: str
    payer_phone: str
    recipient_name: str
    recipient_phone: str
    payer_email: str = ""


def new_purchase(
    basket: Basket,
    contact: Contact,
    place: Place | None,
    landmark: str,
    payment_method: str,
    language: str,
    user: User | None,
    held: BasketContents,
    chosen: Mapping[int, Quote],
) -> Purchase:
    """The purchase, not yet written."""
    delivery = sum((quote.price for quote in chosen.values()), ZERO)
    to_the_door = any(quote.kind == DeliveryKind.HOME for quote in chosen.values())
    return Purchase(
        number=new_number(),
        basket=basket,
        user=user,
        language=language,
        placed_at=clock.now(),
        payer_name=contact.payer_name,
        payer_phone=contact.payer_phone,
        payer_email=contact.payer_email,
        recipient_name=contact.recipient_name,
        recipient_phone=contact.recipient_phone,
        recipient_phone_digest=digest(contact.recipient_phone),
        place=place if to_the_door else None,
        landmark=landmark if to_the_door else "",
        payment_method=payment_method,
        goods_total=held.goods,
        delivery_total=delivery,
        total=held.goods + delivery,
    )


def new_orders(purchase: Purchase, held: BasketContents, chosen: Mapping[int, Quote]) -> list[Order]:
    """An order for each cooperative, not yet written, numbered after the purchase."""
    counts_on = business_day(purchase.placed_at)
    parcel = _new_parcel(purchase, chosen.values())
    orders = []
    for place, part in enumerate(held.parts, 1):
        quote = chosen[part.cooperative.pk]
        goods_tax = sum((_line_tax(line) for line in part.lines), ZERO)
        delivery_tax = tax_within(quote.price, DELIVERY_TAX_RATE)
        total = part.goods + quote.price
        orders.append(
            Order(
                number=f"{purchase.number}-{place}",
                purchase=purchase,
                cooperative=part.cooperative,
                basket=purchase.basket,
                user=purchase.user,
                status=FIRST_STATUS[PaymentMethod(purchase.payment_method)],
                currency=CURRENCY,
                total_incl_tax=total,
                total_excl_tax=total - goods_tax - delivery_tax,
                shipping_incl_tax=quote.price,
                shipping_excl_tax=quote.price - delivery_tax,
                shipping_code=quote.kind,
                date_placed=purchase.placed_at,
                delivery_kind=quote.kind,
                carrier=quote.carrier,
                collect_at=quote.stop,
                parcel=parcel if quote.hub else None,
                promised_from=quote.promised_from,
                promised_to=quote.promised_to,
                hand_over_by=quote.leaves_on,
                counts_on=counts_on,
            )
        )
    return orders


def _new_parcel(purchase: Purchase, chosen: Iterable[Quote]) -> Parcel | None:
    """The one parcel of a hub, not yet written, when one was chosen; its price is what its orders bear together."""
    together = [quote for quote in chosen if quote.hub]
    if not together:
        return None
    price = sum((quote.price for quote in together), ZERO)
    return Parcel(purchase=purchase, hub=together[0].hub, carrier=together[0].carrier, price=price)


def new_lines(orders: Sequence[Order], held: BasketContents) -> dict[str, list[Line]]:
    """The lines of each order by its number, not yet written; the language of titles is the active one."""
    terms = terms_of(held.lines, at=orders[0].date_placed, counts_on=orders[0].counts_on)
    return {
        order.number: [_new_line(order, line, terms[line.product.pk]) for line in part.lines]
        for order, part in zip(orders, held.parts, strict=True)
    }


def _new_line(order: Order, line: BasketLine, terms: LineTerms) -> Line:
    family = line.product.product_class
    unit_excl_tax = line.price - tax_within(line.price, family.tax_rate)
    excl_tax = line.total - _line_tax(line)
    return Line(
        order=order,
        partner_id=line.stockrecord.partner_id,
        partner_name=str(line.cooperative)[:128],
        partner_sku=line.stockrecord.partner_sku,
        stockrecord=line.stockrecord,
        product=line.product,
        title=line.product.title,
        language=line.title_language,
        unit=line.product.unit,
        quantity=line.quantity,
        num_allocated=line.quantity,
        unit_price_incl_tax=line.price,
        unit_price_excl_tax=unit_excl_tax,
        line_price_incl_tax=line.total,
        line_price_excl_tax=excl_tax,
        line_price_before_discounts_incl_tax=line.total,
        line_price_before_discounts_excl_tax=excl_tax,
        family=family,
        tax_rate=family.tax_rate,
        commission_rate=terms.commission_rate,
        commission=terms.commission,
        commission_tax=terms.commission_tax,
        edition_id=terms.edition_id,
        stop_id=terms.stop_id,
        participation_id=terms.participation_id,
    )


def write(purchase: Purchase, orders: Sequence[Order], lines: Mapping[str, Sequence[Line]]) -> None:
    """Insert all rows, in five statements whatever their number, or six with the parcel of a hub."""
    copy_with_keys([purchase])
    parcel = next((order.parcel for order in orders if order.parcel), None)
    if parcel:
        parcel.purchase = purchase
        parcel.save()
    for order in orders:
        order.purchase = purchase
        # Said again: until now neither had a key.
        order.parcel = parcel if order.parcel else None
    copy_with_keys(orders)
    for order in orders:
        for line in lines[order.number]:
            line.order = order
    copy_instances([line for order in orders for line in lines[order.number]])


def stock_items(order: Order, lines: Sequence[Line], event: str) -> list[Item]:
    """What `event` moves of the stock for an order's lines; the key makes it move once."""
    return [
        Item(
            stockrecord_id=line.stockrecord_id,
            quantity=Decimal(line.to_send),
            key=f"order:{order.number}:{line.stockrecord_id}:{event}",
        )
        for line in lines
        if line.to_send
    ]


def _line_tax(line: BasketLine) -> Decimal:
    return tax_within(line.total, line.product.product_class.tax_rate)
