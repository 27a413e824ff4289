"""A purchase's own page, for whoever has its link, and a person's list of purchases."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cooperatives.accounts.models import User
from cooperatives.audit.services import ForbiddenMove
from cooperatives.idempotency import FIELD
from cooperatives.money import ZERO
from cooperatives.phones import masked_phone
from marketplace.basket.requests import SignedInRequest
from marketplace.conversation.enums import Side
from marketplace.conversation.selectors import unread_by
from marketplace.limits import asks_too_often
from marketplace.once import act_once
from marketplace.order import part_offers, services
from marketplace.order.enums import (
    CALLED_OFF,
    HOLDS_STOCK,
    SHOPPER_MAY_CANCEL,
    CancelCause,
    ConfirmedVia,
    OrderStatus,
)
from marketplace.order.exceptions import (
    CooperativeSuspended,
    NoTriesLeft,
    OfferOver,
    PurchaseOver,
    TooLateToCancel,
    WrongCode,
)
from marketplace.order.forms import CodeForm, code_form
from marketplace.order.models import Order, PartOffer, Purchase
from marketplace.order.selectors import open_offers_of, orders_of, purchase_opened_with, purchases_of
from marketplace.order.timeline import steps_of, what_happens_next
from marketplace.payment import attempts
from marketplace.payment.exceptions import PagesStillOpen, PaymentUnderWay
from marketplace.payment.gateway import CardPaymentsOff, GatewayUnavailable
from marketplace.payment.standing import LOOKS, standing_of

LOOK_RATE, CODE_RATE, AGAIN_RATE = "60/m", "20/m", "3/h"
WITHDRAWAL = timedelta(days=7)
ANSWERS = {"take": part_offers.take_part, "leave": part_offers.leave_part}
A_PAGE = 20
LOOKS_ASKED = frozenset(str(number) for number in range(1, LOOKS + 2))


@never_cache
@require_GET
def detail(request: HttpRequest, public_id: str, token: str) -> HttpResponse:
    """The truth about a purchase, order by order."""
    if asks_too_often(request, group="purchase", rate=LOOK_RATE):
        return render(request, "429.html", status=429)
    purchase = _opened(public_id, token)
    return _page(request, purchase, code_form(code=request.GET.get("code", "")))


def looks_asked(request: HttpRequest) -> int:
    """How often the page has asked by itself since the shopper came back from the hosted page."""
    asked = request.GET.get("look", "")
    return int(asked) if asked in LOOKS_ASKED else 0


@require_POST
def confirm(request: HttpRequest, public_id: str, token: str) -> HttpResponse:
    """Confirm by the code; a wrong one comes back with how many tries are left."""
    purchase = _opened(public_id, token)
    form = code_form(request.POST)
    if asks_too_often(request, group="purchase-code", rate=CODE_RATE):
        form.add_error("code", _("Too many tries from your connection. Wait a minute, then press again."))
        return _page(request, purchase, form, status=429)
    if not form.is_valid():
        return _page(request, purchase, form, status=422)
    via = ConfirmedVia.MESSAGE if form.cleaned_data["from_message"] else ConfirmedVia.CODE
    try:
        services.confirm_with_code(purchase_id=purchase.pk, code=form.cleaned_data["code"], via=via)
    except (WrongCode, NoTriesLeft, PurchaseOver) as refusal:
        form.add_error("code", _refused(refusal))
        return _page(request, purchase, form, status=422)
    messages.success(request, _("Thank you: your purchase is confirmed and the cooperatives were told."))
    return redirect(purchase)


@require_POST
def send_again(request: HttpRequest, public_id: str, token: str) -> HttpResponse:
    """Send a fresh code to who has not got one; not oftener than a carrier may need."""
    purchase = _opened(public_id, token)
    once = str(request.POST.get(FIELD, ""))[:64]
    if asks_too_often(request, group=f"code-again:{purchase.public_id}", rate=AGAIN_RATE):
        messages.warning(request, _("A code was sent a moment ago. Wait a little, it may be on its way."))
    elif once:
        services.send_code_again(purchase_id=purchase.pk, key=once)
        messages.success(request, _("A new code is on its way; the old one does not work any more."))
    return redirect(purchase)


@never_cache
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, public_id: str, token: str, order: str) -> HttpResponse:
    """Ask, then cancel one cooperative's order."""
    purchase = _opened(public_id, token)
    found = next((each for each in orders_of(purchase) if each.public_id == order), None)
    if found is None:
        raise Http404
    if found.status not in SHOPPER_MAY_CANCEL:
        messages.info(request, _not_any_more(found))
        return redirect(purchase)
    if request.method == "GET":
        return render(request, "marketplace/order/cancel.html", {"purchase": purchase, "order": found})
    by = request.user if isinstance(request.user, User) else None
    try:
        if found.status == OrderStatus.AWAITING_PAYMENT and request.POST.get(FIELD):
            # Nobody may pay for what is about to be cancelled; what was paid a moment ago is applied first.
            attempts.close(purchase_id=purchase.pk)
        act_once(request.POST, action="order.cancel", act=lambda: services.cancel_order(order_id=found.pk, by=by))
    except TooLateToCancel:
        messages.error(request, _too_late(found))
    except ForbiddenMove:
        found.refresh_from_db(fields=["status"])
        messages.info(request, _not_any_more(found))
    except (GatewayUnavailable, CardPaymentsOff, PaymentUnderWay, PagesStillOpen):
        messages.error(request, _("Somebody may be paying it at this moment. Try again in a minute."))
    else:
        messages.success(request, _cancelled(found))
    return redirect(purchase)


@never_cache
@require_POST
def part(request: HttpRequest, public_id: str, token: str, order: str, answer: str) -> HttpResponse:
    """Take the part that a cooperative can send, or leave the whole order."""
    purchase = _opened(public_id, token)
    offers = PartOffer.objects.filter(order__purchase=purchase, order__public_id=order)
    offer = offers.filter(public_id=str(request.POST.get("offer", ""))[:12]).first()
    if offer is None or answer not in ANSWERS:
        raise Http404
    by = request.user if isinstance(request.user, User) else None
    do = ANSWERS[answer]
    try:
        fresh = act_once(request.POST, action=f"order.part-{answer}", act=lambda: do(offer_id=offer.pk, by=by))
    except OfferOver:
        messages.info(request, _("This was answered, called off, or ran out of time. Below is how the order stands."))
    except CooperativeSuspended:
        messages.error(request, _("The cooperative takes no orders at the moment. Call us."))
    else:
        messages.success(request, _answered(answer, offer.order) if fresh else _("This was done already."))
    return redirect(purchase)


@never_cache
@login_required
@require_GET
def mine(request: SignedInRequest) -> HttpResponse:
    """What the signed-in person bought."""
    page = Paginator(purchases_of(request.user), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "marketplace/order/mine.html", {"page": page})


def _opened(public_id: str, token: str) -> Purchase:
    """The purchase, or the same 404 for a wrong token as for none at all."""
    purchase = purchase_opened_with(public_id, token)
    if purchase is None:
        raise Http404
    return purchase


def _page(request: HttpRequest, purchase: Purchase, form: CodeForm, *, status: int = 200) -> HttpResponse:
    orders = orders_of(purchase)
    unread, offers = unread_by(Side.SHOPPER, orders), open_offers_of(orders)
    card = standing_of(purchase, orders, looks=looks_asked(request))
    locked = purchase.confirmation_tries >= services.CODE_TRIES
    called_off = -sum((order.total_incl_tax for order in orders if order.status in CALLED_OFF), ZERO)
    context = {
        "purchase": purchase,
        "orders": [
            _shown(order, locked=locked, checking=card.is_checking)
            | _asked(order, offers.get(order.pk))
            | {"unread": unread.get(order.pk, 0)}
            for order in orders
        ],
        "parcels": _together(orders),
        "awaits": any(order.status == OrderStatus.AWAITING_CONFIRMATION for order in orders),
        "locked": locked,
        "called_off": called_off,
        "total": purchase.total + called_off,
        "to_pay": sum(order.total_incl_tax for order in orders if _is_cash_to_come(order)),
        "card": card,
        "phone": masked_phone(purchase.recipient_phone),
        "payer_phone": masked_phone(purchase.payer_phone),
        "form": form,
    }
    return render(request, "marketplace/order/detail.html", context, status=status)


def _together(orders: Sequence[Order]) -> list[dict[str, Any]]:
    """Which orders come in one parcel, by the hub that sends it; an order called off is in none."""
    found: dict[int, dict[str, Any]] = {}
    for order in orders:
        if order.parcel and order.status not in CALLED_OFF:
            found.setdefault(order.parcel.pk, {"hub": order.parcel.hub, "orders": []})["orders"].append(order)
    return list(found.values())


def _is_cash_to_come(order: Order) -> bool:
    under_way = order.status in (*HOLDS_STOCK, OrderStatus.SHIPPED)
    return under_way and order.paid_at is None and order.status != OrderStatus.AWAITING_PAYMENT


def _shown(order: Order, *, locked: bool, checking: bool) -> dict[str, Any]:
    """An order with what its page derives from it; `locked` once no code is taken any more."""
    return {
        "order": order,
        "steps": steps_of(order),
        "next": _next(order, locked=locked, checking=checking),
        "lines": order.lines.all(),
        "may_cancel": order.status in SHOPPER_MAY_CANCEL,
        "return_until": order.delivered_at + WITHDRAWAL if order.delivered_at else None,
        "not_returnable": [line for line in order.lines.all() if line.family and not line.family.may_be_withdrawn],
        "track_url": _track_url(order),
    }


def _asked(order: Order, offer: PartOffer | None) -> dict[str, Any]:
    """What the cooperative asks or says: a part instead of the whole, or why it could not send it."""
    less = part_offers.less_by(order, offer) if offer else ZERO
    said = order.end_reason_text if order.cancelled_because == CancelCause.COOPERATIVE else ""
    return {"offer": offer, "less": less, "then": order.total_incl_tax - less, "why": said}


def _next(order: Order, *, locked: bool, checking: bool) -> str:
    if locked and order.status == OrderStatus.AWAITING_CONFIRMATION:
        return _no_tries_left()
    if checking and order.status == OrderStatus.AWAITING_PAYMENT:
        return _("The cooperative begins as soon as we know that it is paid.")
    return what_happens_next(order)


def _track_url(order: Order) -> str:
    if not (order.tracking and order.carrier and order.carrier.tracking_url):
        return ""
    return order.carrier.tracking_url.replace("{number}", order.tracking)


def _not_any_more(order: Order) -> str:
    """Why there is nothing to cancel, for who pressed twice or came back to an old page."""
    if order.status == OrderStatus.CANCELLED:
        return _cancelled(order)
    if order.status == OrderStatus.PREPARED:
        return _too_late(order)
    return _("This order cannot be cancelled any more.")


def _too_late(order: Order) -> str:
    if order.paid_at:
        return _("The parcel is ready already. Call us, or refuse it at the door: your money goes back to your card.")
    return _("The parcel is ready already. Call us, or refuse it at the door: you pay nothing.")


def _cancelled(order: Order) -> str:
    if Order.objects.filter(pk=order.pk, paid_at__isnull=False).exists():
        return _("The order is cancelled. What you paid for it goes back to your card.")
    return _("The order is cancelled. You pay nothing for it.")


def _answered(answer: str, order: Order) -> str:
    return _("Thank you. The cooperative was told to send what there is.") if answer == "take" else _cancelled(order)


def _refused(refusal: Exception) -> str:
    if isinstance(refusal, WrongCode) and refusal.left:
        return ngettext(
            "This is not the code of the message. One try left.",
            "This is not the code of the message. %(left)s tries left.",
            refusal.left,
        ) % {"left": refusal.left}
    if isinstance(refusal, PurchaseOver):
        return _("This purchase was cancelled, so there is nothing to confirm.")
    return _no_tries_left()


def _no_tries_left() -> str:
    return _("The code was wrong too often. We will call you to confirm.")
