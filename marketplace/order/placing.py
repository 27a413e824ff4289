"""What must hold for a purchase to be placed: goods as they were seen, delivery as it was offered, limits kept."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from decimal import Decimal

from catalogue.partner.stock import InsufficientStock
from cooperatives.encryption import digest
from cooperatives.money import ZERO
from cooperatives.prepared import rows_of
from cooperatives.territory.models import Place
from marketplace.basket.exceptions import PriceChanged
from marketplace.basket.selectors import BasketContents
from marketplace.delivery.hubs import hub_offers
from marketplace.delivery.selectors import Quote, collection_quotes, home_quotes
from marketplace.order.enums import HOLDS_STOCK, DeliveryKind, OrderStatus, PaymentMethod
from marketplace.order.exceptions import (
    BasketEmpty,
    BelowMinimum,
    CashLimitExceeded,
    CooperativesClosed,
    DeliveryChanged,
    PlaceMissing,
    ProductsGone,
    TooManyOpenPurchases,
)
from marketplace.order.rows import Contact
from marketplace.payment import attempts

# What one carrier takes in cash at one door, in dirhams.
CASH_LIMIT = Decimal("10000.00")
OPEN_PURCHASES_LIMIT = 5
# Of one number and way of paying, those with an order in one of these states.
OPEN_PURCHASES = """
    SELECT count(*) FROM order_purchase AS purchase
    WHERE recipient_phone_digest = %s AND payment_method = %s
        AND EXISTS (SELECT FROM order_order WHERE purchase_id = purchase.id AND status = ANY(%s))
"""
_HOME = f"{DeliveryKind.HOME}:"


def check_offer(held: BasketContents, without: frozenset[str]) -> None:
    """Refuse what the shopper has not seen: products gone or closed, less in stock, other prices; and too little.

    Raises `ProductsGone`, `CooperativesClosed`, `InsufficientStock`, `BasketEmpty`, `BelowMinimum`, `PriceChanged`.
    """
    unseen = [line for line in held.gone if line.product.public_id not in without]
    if gone := [line.product.public_id for line in unseen if not line.is_on_sale]:
        raise ProductsGone(gone)
    if closed := [line.product.public_id for line in unseen if line.closed]:
        raise CooperativesClosed(closed)
    if short := unseen + held.short:
        raise InsufficientStock({line.stockrecord.pk: line.stockrecord.free for line in short})
    if not held.parts:
        raise BasketEmpty
    if held.too_small:
        raise BelowMinimum({part.cooperative.public_id: part.missing for part in held.too_small})
    if held.changed:
        raise PriceChanged({line.product.pk: line.price for line in held.changed})


def chosen_quotes(held: BasketContents, place: Place | None, choices: Mapping[str, str], hub: str) -> dict[int, Quote]:
    """The quote chosen for each cooperative, as it stands now. Raises `PlaceMissing`, `DeliveryChanged`."""
    region = place.commune.province.region_id if place else None
    chosen = _through_hub(held, region, hub)
    asked = {
        part.cooperative.pk: choices.get(part.cooperative.public_id, "")
        for part in held.parts
        if part.cooperative.pk not in chosen
    }
    offered = _offered(held, region, asked)
    missing = []
    for part in held.parts:
        pk = part.cooperative.pk
        if pk in chosen:
            continue
        quote = next((quote for quote in offered.get(pk, []) if quote.code == asked[pk]), None)
        if quote is None:
            missing.append(part.cooperative.public_id)
        else:
            chosen[pk] = quote
    if missing:
        raise DeliveryChanged(missing)
    return chosen


def _offered(held: BasketContents, region: str | None, asked: Mapping[int, str]) -> dict[int, list[Quote]]:
    """What is offered now of the kind that was chosen for each cooperative; nobody asks for the others again."""
    to_the_door = [part.parcel for part in held.parts if asked.get(part.cooperative.pk, "").startswith(_HOME)]
    if to_the_door and region is None:
        raise PlaceMissing
    collected = [pk for pk, code in asked.items() if not code.startswith(_HOME)]
    offered = home_quotes(to_the_door, region) if region and to_the_door else {}
    return offered | (collection_quotes(collected) if collected else {})


def _through_hub(held: BasketContents, region: str | None, code: str) -> dict[int, Quote]:
    """The delivery of each order in the one parcel of the chosen hub, if one was chosen."""
    if not code:
        return {}
    offer = next((offer for offer in hub_offers(held.parcels, region) if offer.code == code), None)
    if offer is None:
        raise DeliveryChanged([part.cooperative.public_id for part in held.parts])
    return offer.quotes()


def check_limits(held: BasketContents, chosen: Mapping[int, Quote], contact: Contact, payment_method: str) -> None:
    """How much a card or a door takes at once, and how much one number keeps waiting.

    Raises `CardAmountOutOfRange`, `CashLimitExceeded`, `TooManyOpenPurchases`.
    """
    quotes_of = [(part, chosen[part.cooperative.pk]) for part in held.parts]
    totals = [(quote.hub or part.cooperative, part.goods + quote.price) for part, quote in quotes_of]
    if payment_method == PaymentMethod.CARD:
        attempts.check_amount(sum((total for _, total in totals), ZERO))
    else:
        check_cash(totals)
    check_open_purchases(contact.recipient_phone, payment_method)


def check_cash(totals: Iterable[tuple[Hashable, Decimal]]) -> None:
    """Refuse more cash than is taken at a door; orders that come in one parcel are named alike, and paid together.

    Raises `CashLimitExceeded`.
    """
    at_a_door: dict[Hashable, Decimal] = defaultdict(lambda: ZERO)
    for comes_with, total in totals:
        at_a_door[comes_with] += total
    if any(total > CASH_LIMIT for total in at_a_door.values()):
        raise CashLimitExceeded(CASH_LIMIT)


def check_open_purchases(recipient_phone: str, payment_method: str) -> None:
    """One number keeps only so much stock from others without paying for it. Raises `TooManyOpenPurchases`."""
    by_card = payment_method == PaymentMethod.CARD
    unpaid = [OrderStatus.AWAITING_PAYMENT] if by_card else [*HOLDS_STOCK, OrderStatus.SHIPPED]
    ((number,),) = rows_of(OPEN_PURCHASES, [digest(recipient_phone), str(payment_method), list(map(str, unpaid))])
    if number >= OPEN_PURCHASES_LIMIT:
        raise TooManyOpenPurchases
