"""A union that is a hub: goods of several cooperatives that it puts into one parcel and sends."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from cooperatives.accounts.models import User
from cooperatives.audit.services import ForbiddenMove
from cooperatives.models import CooperativeQuerySet
from marketplace.basket.requests import SignedInRequest
from marketplace.once import act_once
from marketplace.order import parcels as services
from marketplace.order.enums import ParcelState
from marketplace.order.exceptions import ParcelNotComplete
from marketplace.order.models import Parcel
from marketplace.order.parcel_selectors import (
    ParcelStanding,
    count_by_state,
    parcel_of_unions,
    parcels_of_unions,
    standing_of,
    with_orders,
)
from marketplace.workspace.forms import ReasonForm, ShipForm
from marketplace.workspace.frame import PARCELS, frame_of_all, hubs_open_to
from marketplace.workspace.recipients import recipient_of
from marketplace.workspace.views import packed

A_PAGE = 20
# What can be done comes first.
ORDER = (ParcelState.READY, ParcelState.WAITING, ParcelState.AWAY, ParcelState.DONE)
ICONS = {
    ParcelState.READY: "package-check",
    ParcelState.WAITING: "hourglass",
    ParcelState.AWAY: "truck",
    ParcelState.DONE: "archive",
}


@dataclass(frozen=True, slots=True)
class ParcelAct:
    """Something done with a parcel: its button, what it asks, and the service that does it."""

    name: str
    title: str | Promise
    icon: str
    done: str | Promise
    do: Callable[[Parcel, User, Mapping[str, Any]], object]
    form: type[forms.Form] | None = None
    is_main: bool = True
    is_hard_to_undo: bool = False


SHIP = ParcelAct(
    name="ship",
    title=gettext_lazy("Given to the carrier"),
    icon="truck",
    done=gettext_lazy("The parcel is on its way."),
    do=lambda parcel, by, given: services.ship_parcel(parcel_id=parcel.pk, tracking=given["tracking"], by=by),
    form=ShipForm,
)
COLLECTED = ParcelAct(
    name="delivered",
    title=pgettext_lazy("parcels", "Delivered and paid"),
    icon="hand-coins",
    done=pgettext_lazy("parcels", "Delivered, and the money is counted."),
    do=lambda parcel, by, _given: services.deliver_parcel(parcel_id=parcel.pk, by=by),
    is_hard_to_undo=True,
)
# Under the same address, for a parcel whose orders a card has paid: nobody takes money.
DELIVERED = ParcelAct(
    name="delivered",
    title=pgettext_lazy("parcels", "Delivered"),
    icon="package-check",
    done=pgettext_lazy("parcels", "Delivered. It was paid by card."),
    do=COLLECTED.do,
    is_hard_to_undo=True,
)
REFUSED = ParcelAct(
    name="refused",
    title=pgettext_lazy("parcels", "Refused at the door"),
    icon="door-closed",
    done=gettext_lazy("Refused: the goods are in each cooperative's stock again."),
    do=lambda parcel, by, given: services.refuse_parcel(parcel_id=parcel.pk, by=by, reason=given["reason"]),
    form=ReasonForm,
    is_main=False,
    is_hard_to_undo=True,
)
ACTS = {act.name: act for act in (SHIP, COLLECTED, REFUSED)}


def acts_for(standing: ParcelStanding) -> tuple[ParcelAct, ...]:
    """What may be done with a parcel now, the main act first."""
    match standing.state:
        case ParcelState.READY:
            return (SHIP,)
        case ParcelState.AWAY:
            return COLLECTED if standing.to_take else DELIVERED, REFUSED
    return ()


@never_cache
@login_required
@require_GET
def index(request: SignedInRequest) -> HttpResponse:
    """One pile of parcels, the newest first; without a choice the first pile with something in it."""
    unions = _unions(request)
    counts = count_by_state(unions)
    state = _state(request.GET.get("pile", ""), counts)
    found = with_orders(parcels_of_unions(unions).filter(state=state))
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "shown": [(parcel, standing_of(parcel)) for parcel in page.object_list],
        "tabs": [_tab(each, counts, state) for each in ORDER],
        "icon_name": ICONS[state],
    }
    return render(request, "marketplace/workspace/parcels.html", _frame(request) | context)


@never_cache
@login_required
@require_GET
def detail(request: SignedInRequest, public_id: str) -> HttpResponse:
    """One parcel: whose goods are there, where it goes, what to take, and what to do next."""
    return _page(request, _own(request, public_id), None, None)


@never_cache
@login_required
@require_http_methods(["POST"])
def act(request: SignedInRequest, public_id: str, name: str) -> HttpResponse:
    """Do something with a parcel; what is missing is asked on its own page, with what was typed."""
    found, chosen = _own(request, public_id), ACTS.get(name)
    if chosen is None:
        raise Http404
    chosen = next((each for each in acts_for(standing_of(found)) if each.name == name), chosen)
    form = chosen.form(request.POST) if chosen.form else None
    if form is not None and not form.is_valid():
        return _page(request, found, chosen, form, status=422)
    given = form.cleaned_data if form else {}
    try:
        fresh = act_once(
            request.POST, action=f"workspace.parcel.{name}", act=lambda: chosen.do(found, request.user, given)
        )
    except ParcelNotComplete as refusal:
        names = _("%(names)s: not there yet. The parcel waits for these goods.")
        messages.error(request, names % {"names": " · ".join(refusal.cooperatives)})
    except ForbiddenMove:
        messages.info(request, _("The parcel stands elsewhere by now: somebody did this, or it was cancelled."))
    else:
        messages.success(request, str(chosen.done) if fresh else _("This was done already."))
    return redirect("workspace:parcel", public_id=public_id)


def _unions(request: SignedInRequest) -> CooperativeQuerySet:
    """The unions whose parcels the person sends; nobody else learns that there are any."""
    unions = hubs_open_to(request.user)
    if not unions.exists():
        raise Http404
    return unions


def _own(request: SignedInRequest, public_id: str) -> Parcel:
    found = parcel_of_unions(hubs_open_to(request.user), public_id)
    if found is None:
        raise Http404
    return found


def _state(name: str, counts: Mapping[str, int]) -> ParcelState:
    if name in ParcelState.values:
        return ParcelState(name)
    return next((state for state in ORDER[:-1] if counts.get(state)), ORDER[0])


def _tab(state: ParcelState, counts: Mapping[str, int], current: ParcelState) -> dict[str, Any]:
    return {
        "url": f"{reverse('workspace:parcels')}?pile={state}",
        "text": state.label,
        "icon": ICONS[state],
        "current": state == current,
        # What is done asks for nothing.
        "count": 0 if state == ParcelState.DONE else counts.get(state, 0),
    }


def _page(
    request: SignedInRequest,
    found: Parcel,
    tried: ParcelAct | None,
    form: forms.Form | None,
    *,
    status: int = 200,
) -> HttpResponse:
    standing = standing_of(found)
    context = {
        "parcel": found,
        "standing": standing,
        "acts": [(each, form if each is tried else each.form() if each.form else None) for each in acts_for(standing)],
        "parts": [(order, [packed(line) for line in order.lines.all()]) for order in standing.orders],
        "recipient": recipient_of(found.purchase, standing.orders),
    }
    return render(request, "marketplace/workspace/parcel.html", _frame(request) | context, status=status)


def _frame(request: SignedInRequest) -> dict[str, Any]:
    return frame_of_all(request, PARCELS)
