"""A cooperative's orders: what to do next with each, for people who read little."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from catalogue.selectors import picture_of
from cooperatives.audit.services import ForbiddenMove
from cooperatives.models import CooperativeQuerySet
from cooperatives.permissions import Area, cooperatives_where
from cooperatives.texts import language_of
from marketplace.basket.requests import SignedInRequest
from marketplace.conversation.enums import Side
from marketplace.conversation.selectors import count_unread_orders, unread_by, with_unread
from marketplace.once import act_once
from marketplace.order.enums import HOLDS_STOCK, OfferStatus, OrderStatus
from marketplace.order.exceptions import (
    AlreadyPaid,
    CooperativeSuspended,
    MoreThanOrdered,
    NotDeliveredThisWay,
    NothingLeftOut,
    NothingOffered,
    NotPaidYet,
    OfferOver,
    PartOffered,
)
from marketplace.order.models import Line, Order
from marketplace.order.selectors import count_by_status, newest_offer_of, numbered, open_offer_of, order_for, orders_for
from marketplace.order.timeline import steps_of
from marketplace.payment.returns import returns_of
from marketplace.workspace.acts import ACTS, Act, acts_for
from marketplace.workspace.frame import ORDERS, PILES, Pile, frame_of_all, has_never_sold, own_cooperatives
from marketplace.workspace.money import money_card
from marketplace.workspace.pages import BoundedPaginator
from marketplace.workspace.recipients import recipient_of

A_PAGE = 20
# Somebody was quicker, or a page was old.
STANDS_ELSEWHERE = (
    *(ForbiddenMove, NotDeliveredThisWay, AlreadyPaid, NotPaidYet),
    *(OfferOver, MoreThanOrdered, NothingLeftOut, NothingOffered),
)
# The parcel is being packed, or has just left.
PACKED = (OrderStatus.ACCEPTED, OrderStatus.PREPARED, OrderStatus.SHIPPED)


@never_cache
@login_required
@require_GET
def home(request: SignedInRequest) -> HttpResponse:
    """One pile of orders, the newest first; without a choice the first pile that has work in it.

    Who has nothing to do with orders begins with the first part of their own bar.
    """
    own = own_cooperatives(request.user)
    if has_never_sold(own):
        return redirect("workspace:join")
    cooperatives = cooperatives_where(request.user, Area.ORDERS)
    counts = count_by_status(cooperatives)
    pile = _pile(request.GET.get("pile", ""), counts)
    wanted = request.GET.get("q", "").strip()
    orders = with_unread(orders_for(cooperatives))
    orders = numbered(orders, wanted) if wanted else orders.filter(status__in=pile.statuses)
    context = {
        "page": BoundedPaginator(orders, A_PAGE).get_page(request.GET.get("page")),
        "pile": pile,
        "several": len(own) > 1,
        "wanted": wanted,
        "unread": count_unread_orders(cooperatives),
    }
    around = frame_of_all(request, pile.name, own=own, counts=counts)
    if not around["may_see_orders"]:
        return redirect(around["nav_items"][0]["url"])
    return render(request, "marketplace/workspace/home.html", around | context)


@never_cache
@login_required
@require_GET
def order(request: SignedInRequest, public_id: str) -> HttpResponse:
    """One order: what to pack, what to do next, and once accepted, where it goes."""
    return _order_page(request, _own_order(request, public_id))


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def act(request: SignedInRequest, public_id: str, name: str) -> HttpResponse:
    """Do something with an order; asked by GET, it shows what it needs to know first."""
    found, chosen = _own_order(request, public_id), ACTS.get(name)
    if chosen is None:
        raise Http404
    form = chosen.form(request.POST if request.method == "POST" else None, order=found) if chosen.form else None
    if request.method == "GET":
        if chosen not in acts_for(found):
            # An old page or link: no form for what cannot be done.
            messages.info(request, _("The order stands elsewhere by now: somebody did this, or it was cancelled."))
            return redirect("workspace:order", public_id=public_id)
        return _act_page(request, found, chosen, form)
    if form is not None and not form.is_valid():
        return _act_page(request, found, chosen, form, status=422)
    given = form.cleaned_data if form else {}
    try:
        fresh = act_once(request.POST, action=f"workspace.{name}", act=lambda: chosen.do(found, request.user, given))
    except PartOffered:
        messages.info(request, _("The shopper was asked whether a part will do. Wait for the answer."))
    except STANDS_ELSEWHERE:
        messages.info(request, _("The order stands elsewhere by now: somebody did this, or it was cancelled."))
    except CooperativeSuspended:
        messages.error(request, _("Your cooperative is suspended and takes no new orders. Call us."))
    else:
        messages.success(request, str(chosen.done) if fresh else _("This was done already."))
    return redirect("workspace:order", public_id=public_id)


@never_cache
@login_required
@require_GET
def slip(request: SignedInRequest, public_id: str) -> HttpResponse:
    """What goes into the parcel and where it goes: on paper, or on the screen beside it."""
    found = _own_order(request, public_id)
    # While the shopper is asked, nobody knows what to pack.
    if found.status not in PACKED or open_offer_of(found) is not None:
        return redirect("workspace:order", public_id=public_id)
    context = {
        "order": found,
        "lines": [packed(line) for line in found.lines.all() if line.to_send],
        "recipient": None if found.parcel_id else recipient_of(found.purchase, [found]),
        "address": request.build_absolute_uri(reverse("workspace:order", args=[public_id])),
    }
    return render(request, "marketplace/workspace/slip.html", _frame_of(request, found) | context)


def _own_order(request: SignedInRequest, public_id: str) -> Order:
    permitted: CooperativeQuerySet = cooperatives_where(request.user, Area.ORDERS)
    found = order_for(permitted, public_id)
    if found is None:
        raise Http404
    return found


def _pile(name: str, counts: dict[str, int]) -> Pile:
    asked = next((pile for pile in PILES if pile.name == name), None)
    with_work = (pile for pile in PILES[:-1] if any(counts.get(status) for status in pile.statuses))
    return asked or next(with_work, PILES[0])


def _order_page(request: SignedInRequest, found: Order) -> HttpResponse:
    acts = acts_for(found)
    main = next((each for each in acts if each.is_main), None)
    around, offer = _frame_of(request, found), newest_offer_of(found)
    context = {
        "order": found,
        "lines": [packed(line) for line in found.lines.all()],
        "steps": steps_of(found),
        "main": main,
        "main_form": main.form(order=found) if main and main.form else None,
        "offer": offer,
        "unread": unread_by(Side.COOPERATIVE, [found]).get(found.pk, 0),
        "may_print": found.status in PACKED and (offer is None or offer.status != OfferStatus.OPEN),
        "others": [each for each in acts if not each.is_main],
        # What goes through a hub is sent by the hub: its members need no address.
        "recipient": None if found.parcel_id else recipient_of(found.purchase, [found]),
        "hub": found.parcel.hub if found.parcel and found.status in HOLDS_STOCK else None,
        "returns": returns_of([found.pk]) if found.delivered_at else [],
    }
    return render(request, "marketplace/workspace/order.html", around | context | money_card(request, found))


def _act_page(
    request: SignedInRequest, found: Order, chosen: Act, form: forms.Form | None, *, status: int = 200
) -> HttpResponse:
    context = {"order": found, "chosen": chosen, "form": form}
    return render(request, "marketplace/workspace/act.html", _frame_of(request, found) | context, status=status)


def _frame_of(request: SignedInRequest, found: Order) -> dict[str, Any]:
    pile = next((pile.name for pile in PILES if found.status in pile.statuses), ORDERS)
    return frame_of_all(request, pile)


def packed(line: Line) -> dict[str, Any]:
    """A line with its picture, and its name in the language of who packs, not of who bought."""
    if line.product is None:
        return {"line": line, "picture": None, "title": line.title, "language": line.language}
    title, language = line.product.title, language_of(line.product, "title")
    return {"line": line, "picture": picture_of(line.product.picture, title), "title": title, "language": language}
