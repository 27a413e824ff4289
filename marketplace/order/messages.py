"""What people are told about a purchase, each message once, in their own language."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils import translation

from cooperatives.enums import Role
from cooperatives.models import Membership
from cooperatives.money import ZERO
from cooperatives.outbox.models import Channel
from cooperatives.outbox.services import enqueue
from cooperatives.permissions import Area
from cooperatives.push.selectors import devices_of
from cooperatives.push.services import ring
from marketplace.order.models import Order, Parcel, PartOffer, Purchase

# A cooperative is written to in its first manager's language; in Arabic when it has no manager yet.
USUAL_LANGUAGE = "ar"


def tell_code(purchase: Purchase, code: str, *, key: str = "") -> None:
    """Send the payer the code that confirms the purchase, and a link that carries it."""
    link = f"{_purchase_path(purchase)}?code={code}"
    key = key or f"purchase:{purchase.public_id}:code"
    tell_payer(purchase, "order_code", key=key, code=code, path=link)


def tell_expired(purchase: Purchase) -> None:
    """Tell the payer that nobody confirmed the purchase in time."""
    tell_payer(purchase, "order_expired", key=f"purchase:{purchase.public_id}:expired", path=_purchase_path(purchase))


def tell_paid(purchase: Purchase, amount: Decimal, *, key: str) -> None:
    """Tell the payer that the money came by card, with the link of the purchase."""
    tell_payer(purchase, "purchase_paid", key=key, amount=amount, path=_purchase_path(purchase))


def tell_unpaid(purchase: Purchase) -> None:
    """Tell the payer that the purchase was given up, since no money came in time."""
    key = f"purchase:{purchase.public_id}:unpaid"
    tell_payer(purchase, "purchase_unpaid", key=key, path=_purchase_path(purchase))


def tell_shopper(order: Order, template: str) -> None:
    """Tell the payer what became of one cooperative's order."""
    tell_payer(
        order.purchase,
        template,
        key=f"order:{order.number}:{template}",
        path=_purchase_path(order.purchase),
        **_facts(order, order.purchase.language),
    )


def tell_parcel(parcel: Parcel, orders: Sequence[Order], template: str) -> None:
    """Tell the payer, and a recipient who is somebody else, of the one parcel that a hub sends."""
    purchase = orders[0].purchase
    with translation.override(purchase.language):
        facts: dict[str, Any] = {"hub": str(parcel.hub), "carrier": str(parcel.carrier), "tracking": parcel.tracking}
    facts["total"] = sum((order.total_incl_tax for order in orders if order.paid_at is None), ZERO)
    key = f"parcel:{parcel.public_id}:{template}"
    tell_payer(purchase, template, key=key, path=_purchase_path(purchase), **facts)
    if purchase.recipient_phone != purchase.payer_phone:
        enqueue(
            key=f"{key}:recipient",
            channel=Channel.SMS,
            recipient=purchase.recipient_phone,
            language=purchase.language,
            template=template,
            context={"purchase": purchase, "path": "", **facts},
        )


def tell_recipient(order: Order, template: str) -> None:
    """Tell the recipient too, where that is somebody else: the carrier will call this number."""
    purchase = order.purchase
    if purchase.recipient_phone == purchase.payer_phone:
        return
    enqueue(
        key=f"order:{order.number}:{template}:recipient",
        channel=Channel.SMS,
        recipient=purchase.recipient_phone,
        language=purchase.language,
        template=template,
        context={"purchase": purchase, "path": "", **_facts(order, purchase.language)},
    )


def tell_offer(order: Order, offer: PartOffer, template: str) -> None:
    """Tell the payer of an offer to send a part of an order, with the link of the place where it is answered."""
    key = f"order:{order.number}:{template}:{offer.public_id}"
    path = f"{_purchase_path(order.purchase)}#order-{order.public_id}"
    facts = _facts(order, order.purchase.language)
    tell_payer(order.purchase, template, key=key, path=path, offer=offer, **facts)


def tell_cooperative(order: Order, template: str, *, again: str = "", page: str = "workspace:order") -> bool:
    """Ring the telephones of who works on its orders, or send an SMS where none is to be rung; says whether any is.

    The same `template` is sent once for an order, and once more for each other `again`.
    """
    devices = devices_of(order.cooperative_id, Area.ORDERS)
    if not devices:
        send_sms_to_cooperative(order, template, again=again, page=page)
    for device in devices:
        language = device.user.language
        ring(
            device=device,
            key=_key(order, template, again),
            template=template,
            context={"path": _workspace_path(order, language, page), **_facts(order, language)},
        )
    return bool(devices)


def send_sms_to_cooperative(order: Order, template: str, *, again: str = "", page: str = "workspace:order") -> None:
    """Send an SMS to the cooperative's own number, if it gave one."""
    if not order.cooperative.phone:
        return
    language = language_of_cooperative(order.cooperative_id)
    enqueue(
        key=_key(order, template, again),
        channel=Channel.SMS,
        recipient=order.cooperative.phone,
        language=language,
        template=template,
        context={"path": _workspace_path(order, language, page), **_facts(order, language)},
    )


def _key(order: Order, template: str, again: str) -> str:
    return f"order:{order.number}:{template}:{again}" if again else f"order:{order.number}:{template}"


def _workspace_path(order: Order, language: str, page: str) -> str:
    with translation.override(language):
        return reverse(page, kwargs={"public_id": order.public_id})


def tell_payer(purchase: Purchase, template: str, *, key: str, **context: Any) -> None:
    """Tell the payer by SMS, and by e-mail as well where an address was given."""
    ways = [(Channel.SMS, purchase.payer_phone, key)]
    if purchase.payer_email:
        ways.append((Channel.EMAIL, purchase.payer_email, f"{key}:email"))
    for channel, recipient, own_key in ways:
        enqueue(
            key=own_key,
            channel=channel,
            recipient=recipient,
            language=purchase.language,
            template=template,
            context={"purchase": purchase, **context},
        )


def _facts(order: Order, language: str) -> dict[str, Any]:
    with translation.override(language):
        carrier = str(order.carrier) if order.carrier else ""
        return {"order": order, "cooperative": str(order.cooperative), "carrier": carrier, "stop": order.collect_at}


def _purchase_path(purchase: Purchase) -> str:
    with translation.override(purchase.language):
        return purchase.get_absolute_url()


def language_of_cooperative(cooperative_id: int) -> str:
    """The language that a cooperative is written to in."""
    managers = Membership.objects.current().filter(cooperative=cooperative_id, role=Role.MANAGER).order_by("pk")
    return managers.values_list("user__language", flat=True).first() or USUAL_LANGUAGE
