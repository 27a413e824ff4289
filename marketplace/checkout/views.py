"""The checkout: one page, one confirm, and the small answers that fill it in."""

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from catalogue.partner.stock import InsufficientStock
from cooperatives.accounts.models import User
from cooperatives.formats.days import day_range_text
from cooperatives.formats.numbers import money_text
from cooperatives.texts import LANGUAGES
from marketplace.basket.exceptions import PriceChanged
from marketplace.basket.models import Basket
from marketplace.basket.prices import seen_fields, seen_prices
from marketplace.basket.requests import ShopRequest
from marketplace.basket.selectors import BasketContents, contents
from marketplace.basket.services import agree_to_prices, keep_what_waits
from marketplace.checkout.forms import CheckoutForm, delivery_field
from marketplace.checkout.payment import payment_options
from marketplace.checkout.places import PlaceAnswer, place_meant
from marketplace.delivery.hubs import hub_offers
from marketplace.delivery.selectors import Quote, quotes
from marketplace.limits import asks_too_often
from marketplace.order.enums import DeliveryKind, PaymentMethod
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
from marketplace.order.models import Purchase
from marketplace.order.services import place_purchase
from marketplace.payment.exceptions import CardAmountOutOfRange
from marketplace.payment.views import to_the_page

_SIGNER = Signer(salt="checkout-basket")
CONFIRM, QUOTE = "confirm", "quote"
RATE = "20/m"
SAID_FROM = 4
REFUSALS = (
    ProductsGone,
    CooperativesClosed,
    BelowMinimum,
    InsufficientStock,
    PriceChanged,
    DeliveryChanged,
    PlaceMissing,
    CashLimitExceeded,
    CardAmountOutOfRange,
    TooManyOpenPurchases,
)


@never_cache
@require_http_methods(["GET", "POST"])
def index(request: ShopRequest) -> HttpResponse:
    """Show the checkout, show it again with what was asked, or place the purchase."""
    if request.method == "POST" and (placed := _bought_with(request)):
        return _onwards(request, placed)
    basket = request.basket.current()
    held = contents(basket)
    if basket is None or not held.parts or (request.method == "GET" and held.too_small):
        # The basket's page says what is missing.
        return redirect("basket:summary")
    if request.method == "GET":
        return _show(request, basket, _fresh_form(request, held))
    if request.POST.get("action") != CONFIRM:
        return _show(request, basket, _asked_form(request, held))
    return _confirm(request, basket, held)


@require_GET
def places(request: ShopRequest) -> HttpResponse:
    """The places that what is being typed may mean."""
    answer = place_meant({"place_text": request.GET.get("place_text", "")})
    if answer.matches or len(answer.text) < SAID_FROM:
        # Still typing: nothing is wrong yet.
        answer.problem = ""
    return render(request, "marketplace/checkout/_places.html", {"where": answer, "fresh": True})


@require_POST
def delivery(request: ShopRequest) -> HttpResponse:
    """Every way of delivery to the place that was chosen, and what all comes to."""
    basket = request.basket.current()
    held = contents(basket)
    if basket is None or not held.parts:
        return HttpResponse(status=204)
    return render(request, "marketplace/checkout/_delivery.html", _context(basket, _asked_form(request, held)))


def _confirm(request: ShopRequest, basket: Basket, held: BasketContents) -> HttpResponse:
    form = _form(request, held)
    if asks_too_often(request, group="checkout", rate=RATE):
        form.add_error(
            None, _("Too many tries from your connection. Wait a minute, then press again: nothing is lost.")
        )
        return _show(request, basket, form, status=429)
    if not form.is_valid():
        return _show(request, basket, form, status=422)
    try:
        purchase = _place(request, basket, form)
    except BasketEmpty:
        return redirect("basket:summary")
    except REFUSALS as refusal:
        # What is true now was read before the rival: read it again, and keep what was typed.
        again = _form(request, contents(basket))
        again.add_error(None, _refused(refusal))
        return _show(request, basket, again, status=409)
    if any(line.closed for line in held.gone) and (kept := keep_what_waits(bought=basket)):
        request.basket.follow(kept)
    return _onwards(request, purchase)


def _onwards(request: ShopRequest, purchase: Purchase) -> HttpResponse:
    """To the hosted page where a card pays, else to the purchase's own."""
    if purchase.payment_method == PaymentMethod.CARD:
        return to_the_page(request, purchase)
    return redirect(purchase)


def _place(request: ShopRequest, basket: Basket, form: CheckoutForm) -> Purchase:
    if form.cleaned_data["agrees_to_prices"]:
        agree_to_prices(basket=basket, seen=seen_prices(request.POST.dict()))
    language = (get_language() or "ar")[:2]
    return place_purchase(
        basket=basket,
        contact=form.contact,
        place=form.where.place,
        landmark=form.cleaned_data["landmark"],
        choices=form.choices,
        payment_method=form.cleaned_data["payment_method"],
        language=language if language in LANGUAGES else "ar",
        user=request.user if isinstance(request.user, User) else None,
        without=frozenset(request.POST.getlist("gone")),
        hub=form.cleaned_data["hub"],
    )


def _form(request: ShopRequest, held: BasketContents) -> CheckoutForm:
    """The form as it was sent, to be checked."""
    where = place_meant(request.POST.dict())
    return CheckoutForm(request.POST, held=held, where=where, **_offered(held, where))


def _asked_form(request: ShopRequest, held: BasketContents) -> CheckoutForm:
    """The form as it was sent, not to be checked yet: only the delivery was asked for."""
    where = place_meant(request.POST.dict())
    typed = request.POST.dict()
    return CheckoutForm(held=held, where=where, initial=typed, **_offered(held, where))


def _fresh_form(request: ShopRequest, held: BasketContents) -> CheckoutForm:
    where = PlaceAnswer()
    known: dict[str, Any] = {"same_person": True, "payment_method": payment_options()[0].method.value}
    user = request.user
    if isinstance(user, User):
        known |= {"payer_name": user.get_full_name(), "payer_phone": user.phone, "payer_email": user.email or ""}
    return CheckoutForm(held=held, where=where, initial=known, **_offered(held, where))


def _offered(held: BasketContents, where: PlaceAnswer) -> dict[str, Any]:
    """Every way for each parcel, and for several in one, to the place that is meant."""
    region = where.place.commune.province.region_id if where.place else None
    return {"offered": quotes(held.parcels, region), "hubs": hub_offers(held.parcels, region)}


def _show(request: ShopRequest, basket: Basket, form: CheckoutForm, *, status: int = 200) -> HttpResponse:
    return render(request, "marketplace/checkout/index.html", _context(basket, form), status=status)


def _context(basket: Basket, form: CheckoutForm) -> dict[str, Any]:
    held = form.held
    total: Decimal = held.goods + form.delivery_total
    kept = [line for line in held.lines if not line.product.product_class.may_be_withdrawn]
    return {
        "form": form,
        "held": held,
        "where": form.where,
        "hub": form.hub,
        "hub_cards": _hub_cards(form),
        "hub_errors": form.errors.get("hub", "") if form.is_bound else "",
        "parcels": [_parcel(form, part) for part in held.parts],
        "payment_options": _payment_cards(form),
        "takes_cards": settings.CARD_PAYMENTS,
        "seen_fields": seen_fields(held.changed),
        "signed_basket": _SIGNER.sign(basket.public_id),
        "delivery_total": form.delivery_total,
        "all_chosen": all(form.quote_of(part) for part in held.parts),
        "total": total,
        "not_returnable": kept,
    }


def _parcel(form: CheckoutForm, part: Any) -> dict[str, Any]:
    """One cooperative's parcel with the ways it may come, as radio cards."""
    name = delivery_field(part)
    if form.comes_through_hub(part):
        return {"part": part, "name": name, "cards": [], "errors": "", "together": True}
    chosen = form.quote_of(part)
    offered = form.offered[part.cooperative.pk]
    cards = [_card(quote, checked=chosen is not None and quote.code == chosen.code) for quote in offered]
    errors = form.errors.get(name, "") if form.is_bound else ""
    return {"part": part, "name": name, "cards": cards, "errors": errors, "together": False}


def _hub_cards(form: CheckoutForm) -> list[dict[str, Any]]:
    """One parcel for each, or several in one through a hub; nothing to choose where no hub serves them."""
    if not form.hubs:
        return []
    chosen = form.hub
    alone = {
        "value": "",
        "checked": chosen is None,
        "title": _("Each parcel on its own"),
        "text": "",
        "icon": "boxes",
    }
    together = [
        {
            "value": offer.code,
            "checked": chosen is not None and offer.code == chosen.code,
            "title": _("In one parcel from %(hub)s") % {"hub": offer.hub},
            "text": " · ".join(
                [
                    *(str(part.cooperative) for part in form.held.parts if part.cooperative.pk in offer.shares),
                    day_range_text(offer.promised_from, offer.promised_to),
                ]
            ),
            "aside": money_text(offer.quote.price),
            "icon": "package",
        }
        for offer in form.hubs
    ]
    return [alone, *together]


def _card(quote: Quote, *, checked: bool) -> dict[str, Any]:
    days = day_range_text(quote.promised_from, quote.promised_to)
    card = {"value": quote.code, "checked": checked, "aside": money_text(quote.price) if quote.price else _("Free")}
    if quote.kind == DeliveryKind.HOME:
        return card | {"title": _("To the door"), "text": f"{quote.carrier} · {days}", "icon": "truck"}
    return card | {"title": _("Collect at %(stop)s") % {"stop": quote.stop}, "text": days, "icon": "tent"}


def _payment_cards(form: CheckoutForm) -> list[dict[str, Any]]:
    chosen, options = form["payment_method"].value(), payment_options()
    return [
        {
            "value": option.method.value,
            "title": option.title,
            "text": option.text,
            "icon": option.icon,
            "checked": option.method.value == chosen or len(options) == 1,
        }
        for option in options
    ]


def _bought_with(request: ShopRequest) -> Purchase | None:
    """The purchase that this very page has made already: the button was pressed twice."""
    try:
        public_id = _SIGNER.unsign(request.POST.get("basket", ""))
    except BadSignature:
        return None
    return Purchase.objects.filter(basket__public_id=public_id).first()


def _refused(refusal: Exception) -> str:
    if isinstance(refusal, InsufficientStock):
        return _("Somebody was faster: not everything is left. Look at what is marked, the rest is kept for you.")
    if isinstance(refusal, ProductsGone):
        return _("Something was taken from sale while you were here. Look at what is marked, the rest is kept for you.")
    if isinstance(refusal, CooperativesClosed):
        return _("A cooperative closed for some days while you were here. Its products wait in your basket.")
    if isinstance(refusal, BelowMinimum):
        return _("A cooperative does not send so little: look at what is missing, or take its products out.")
    if isinstance(refusal, PriceChanged):
        return _("A price changed while you were here. Look at it, and say whether that is fine.")
    if isinstance(refusal, PlaceMissing):
        return _("Say where it should come.")
    if isinstance(refusal, DeliveryChanged):
        return _("Delivery changed while you were here. Choose it again.")
    if isinstance(refusal, CashLimitExceeded):
        return _("One order can be paid in cash up to %(limit)s. Take something out, or buy in two goes.") % {
            "limit": money_text(refusal.limit)
        }
    if isinstance(refusal, CardAmountOutOfRange):
        return _("A card pays from %(least)s to %(most)s at once. Choose cash, or change the basket.") % {
            "least": money_text(refusal.least),
            "most": money_text(refusal.most),
        }
    return _("This phone number has several purchases that are not delivered yet. Take those first, or call us.")
