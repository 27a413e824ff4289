"""A shopper's way to the hosted page and back. No page of ours has a field for a card."""

import structlog
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from cooperatives.formats.numbers import money_text
from cooperatives.idempotency import FIELD
from marketplace.limits import asks_too_often
from marketplace.once import act_once
from marketplace.order import services
from marketplace.order.exceptions import CashLimitExceeded, TooManyOpenPurchases
from marketplace.order.models import Purchase
from marketplace.order.selectors import purchase_opened_with
from marketplace.order.views import looks_asked
from marketplace.payment import attempts
from marketplace.payment.enums import AttemptStatus
from marketplace.payment.exceptions import (
    CardAmountOutOfRange,
    NothingToPay,
    PagesStillOpen,
    PaymentUnderWay,
    TooManyTries,
)
from marketplace.payment.gateway import CardPaymentsOff, GatewayRefused, GatewayUnavailable
from marketplace.payment.models import PaymentAttempt
from marketplace.payment.standing import LOOKS

logger = structlog.get_logger(__name__)

RATE = "30/m"
NO_CARD = (GatewayUnavailable, GatewayRefused, CardPaymentsOff, CardAmountOutOfRange, TooManyTries)


class SeeOther(HttpResponseRedirect):
    """Go there with GET, whatever was sent here."""

    status_code = 303


@never_cache
@require_POST
def pay(request: HttpRequest, public_id: str, token: str) -> HttpResponse:
    """Send the shopper to the hosted page, a new one if the old one is shut."""
    purchase = _opened(public_id, token)
    if asks_too_often(request, group=f"pay:{purchase.public_id}", rate=RATE):
        return render(request, "429.html", status=429)
    return to_the_page(request, purchase)


@never_cache
@require_POST
def cash(request: HttpRequest, public_id: str, token: str) -> HttpResponse:
    """Shut the hosted page, then have the purchase paid in cash instead."""
    purchase = _opened(public_id, token)
    if asks_too_often(request, group=f"pay:{purchase.public_id}", rate=RATE):
        return render(request, "429.html", status=429)
    if not request.POST.get(FIELD):
        return SeeOther(purchase.get_absolute_url())
    try:
        attempts.close(purchase_id=purchase.pk)
        fresh = act_once(
            request.POST, action="payment.cash", act=lambda: services.switch_to_cash(purchase_id=purchase.pk)
        )
    except PaymentUnderWay:
        return look_again(purchase)
    except NothingToPay:
        # Paid meanwhile, or over: the page says which.
        return SeeOther(purchase.get_absolute_url())
    except (GatewayUnavailable, CardPaymentsOff, PagesStillOpen, CashLimitExceeded, TooManyOpenPurchases) as refusal:
        messages.error(request, _no_cash(refusal))
    else:
        if fresh:
            messages.success(request, _("You pay in cash. Type the code that we sent to your phone."))
    return SeeOther(purchase.get_absolute_url())


@never_cache
@require_GET
def returned(request: HttpRequest, public_id: str, token: str) -> HttpResponse:
    """Come back from the hosted page: ask the gateway what happened, then show the purchase, which says it.

    It is asked again by the page itself while nobody knows, each time after a longer while.
    """
    purchase = _opened(public_id, token)
    if asks_too_often(request, group=f"pay:{purchase.public_id}", rate=RATE):
        return render(request, "429.html", status=429)
    if _is_known(purchase):
        return SeeOther(purchase.get_absolute_url())
    return look_again(purchase, looks=looks_asked(request))


def to_the_page(request: HttpRequest, purchase: Purchase) -> HttpResponse:
    """The answer that sends the shopper to the hosted page, or to the purchase's own, which says what else to do."""
    try:
        return SeeOther(attempts.page_to_pay(purchase_id=purchase.pk))
    except PaymentUnderWay:
        return look_again(purchase)
    except NothingToPay:
        return SeeOther(purchase.get_absolute_url())
    except NO_CARD as refusal:
        if isinstance(refusal, GatewayRefused):
            logger.error("payment_page_refused", purchase=purchase.number, code=refusal.code)
        messages.warning(request, _no_page(refusal))
        return SeeOther(purchase.get_absolute_url())


def look_again(purchase: Purchase, *, looks: int = 0) -> HttpResponse:
    """The purchase's page, which says that we are checking and looks again by itself."""
    return SeeOther(f"{purchase.get_absolute_url()}?look={min(looks, LOOKS) + 1}")


def _is_known(purchase: Purchase) -> bool:
    """Ask how the newest attempt stands; whether our rows tell all of it now."""
    attempt = PaymentAttempt.objects.filter(purchase=purchase).first()
    if attempt is None:
        return True
    try:
        attempts.look(attempt_id=attempt.pk)
    except (GatewayUnavailable, CardPaymentsOff):
        return False
    attempt.refresh_from_db()
    is_on_its_way = attempt.status == AttemptStatus.PENDING and not attempt.session_url
    return not is_on_its_way


def _opened(public_id: str, token: str) -> Purchase:
    purchase = purchase_opened_with(public_id, token)
    if purchase is None:
        raise Http404
    return purchase


def _no_page(refusal: Exception) -> str:
    if isinstance(refusal, CardAmountOutOfRange):
        return _("A card pays from %(least)s to %(most)s at once. Choose cash instead.") % {
            "least": money_text(refusal.least),
            "most": money_text(refusal.most),
        }
    if isinstance(refusal, TooManyTries):
        return _("You have tried very often. Choose cash instead, or buy again later.")
    return _("The bank's page does not answer at the moment. Try again in a minute, or choose cash.")


def _no_cash(refusal: Exception) -> str:
    if isinstance(refusal, CashLimitExceeded):
        return _("One order can be paid in cash up to %(limit)s. Pay by card instead.") % {
            "limit": money_text(refusal.limit)
        }
    if isinstance(refusal, TooManyOpenPurchases):
        return _("This phone number has several purchases that are not delivered yet. Pay this one by card.")
    return _("We cannot shut the bank's page at the moment, so you might pay twice. Try again in a minute.")
