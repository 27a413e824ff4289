"""Giving goods back, for whoever has the purchase's link."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from cooperatives.accounts.models import User
from cooperatives.audit.services import ForbiddenMove
from marketplace.limits import asks_too_often
from marketplace.once import act_once
from marketplace.order.models import Order, Purchase
from marketplace.order.selectors import purchase_opened_with
from marketplace.payment import returns
from marketplace.payment.enums import ReturnStatus
from marketplace.payment.models import ReturnRequest
from marketplace.payment.refund_parts import AboveTheRest, NotOfThisOrder
from marketplace.payment.refunds import applied_attempt
from marketplace.payment.return_forms import ReturnForm
from marketplace.payment.return_rules import reasons_open

ASK_RATE = "20/h"
REFUSED = (
    returns.NotDelivered,
    returns.AskedBefore,
    returns.TooLate,
    returns.NothingChosen,
    returns.NotTakenBack,
    returns.PayeeMissing,
    AboveTheRest,
    NotOfThisOrder,
)


@never_cache
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, public_id: str, token: str, order: str) -> HttpResponse:
    """Say what is given back and why; a refusal comes back with what was typed."""
    purchase, found = _opened(public_id, token, order)
    if not reasons_open(found) or _open_return(found):
        messages.info(request, _("Nothing of this order can be given back now."))
        return redirect(purchase)
    if asks_too_often(request, group=f"return:{found.public_id}", rate=ASK_RATE):
        return render(request, "429.html", status=429)
    form = ReturnForm(
        request.POST if request.method == "POST" else None,
        order=found,
        lines=returns.lines_to_give_back(found),
        by_card=applied_attempt(purchase.pk) is not None,
    )
    if request.method == "GET":
        return _page(request, purchase, found, form)
    if not form.is_valid():
        return _page(request, purchase, found, form, status=422)
    try:
        act_once(request.POST, action="return.ask", act=lambda: _ask(request, found, form))
    except REFUSED as refusal:
        form.add_error(None, _said(refusal))
        return _page(request, purchase, found, form, status=422)
    messages.success(request, _("The cooperative was told. Keep the goods until it answers."))
    return redirect(purchase)


@never_cache
@require_POST
def withdraw(request: HttpRequest, public_id: str, token: str, order: str) -> HttpResponse:
    """Keep the goods after all."""
    purchase, found = _opened(public_id, token, order)
    open_return = _open_return(found)
    if open_return is None:
        raise Http404
    by = request.user if isinstance(request.user, User) else None
    try:
        act_once(
            request.POST,
            action="return.withdraw",
            act=lambda: returns.withdraw_return(request_id=open_return.pk, by=by),
        )
    except ForbiddenMove:
        messages.info(request, _("The cooperative has the goods already."))
    else:
        messages.success(request, _("You keep the goods; the cooperative was told."))
    return redirect(purchase)


def _ask(request: HttpRequest, order: Order, form: ReturnForm) -> None:
    given = form.cleaned_data
    returns.ask_return(
        order_id=order.pk,
        pieces=form.pieces,
        reason=given["reason"],
        note=given["note"],
        payee=form.payee,
        by=request.user if isinstance(request.user, User) else None,
    )


def _opened(public_id: str, token: str, order: str) -> tuple[Purchase, Order]:
    """The same 404 for a wrong token, another's order, and none at all."""
    purchase = purchase_opened_with(public_id, token)
    orders = Order.objects.select_related("cooperative", "purchase").filter(purchase=purchase, public_id=order)
    found = orders.first() if purchase else None
    if purchase is None or found is None:
        raise Http404
    return purchase, found


def _open_return(order: Order) -> ReturnRequest | None:
    held = (ReturnStatus.ASKED, ReturnStatus.ACCEPTED, ReturnStatus.RECEIVED)
    return ReturnRequest.objects.filter(order=order, status__in=held).first()


def _page(
    request: HttpRequest, purchase: Purchase, order: Order, form: ReturnForm, *, status: int = 200
) -> HttpResponse:
    context = {"purchase": purchase, "order": order, "form": form}
    return render(request, "marketplace/payment/returns/ask.html", context, status=status)


def _said(refusal: Exception) -> str:
    if isinstance(refusal, AboveTheRest):
        left = int(refusal.left)
        return ngettext("Only one piece is left to give back.", "Only %(left)s pieces are left to give back.", left) % {
            "left": left
        }
    if isinstance(refusal, returns.NotTakenBack):
        return _("Taken back only when something is wrong with it: %(titles)s") % {"titles": ", ".join(refusal.titles)}
    if isinstance(refusal, returns.TooLate):
        return _("The days for giving it back for this reason are over.")
    if isinstance(refusal, returns.AskedBefore):
        return _("You asked for this before: the cooperative will answer.")
    return _("Nothing of this order can be given back now.")
