"""When a cooperative is closed, from how much it sends an order, and on which days."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cooperatives import clock
from cooperatives.formats.days import day_range_text, day_text
from cooperatives.models import Cooperative
from cooperatives.permissions import Area, cooperatives_where
from cooperatives.season import services
from cooperatives.season.exceptions import DaysOverlap, DaysPast, NotClosed
from cooperatives.season.models import ClosedPeriod
from cooperatives.season.selectors import ahead
from marketplace.basket.requests import SignedInRequest
from marketplace.once import act_once
from marketplace.workspace.chosen import chosen_cooperative
from marketplace.workspace.frame import MORE, frame_for
from marketplace.workspace.settings.forms import CloseForm, EndForm, OrdersForm, weekday_names

UNDO, UNDO_SECONDS = "season-undo", 3600
TEMPLATES = "marketplace/workspace/settings"


@never_cache
@login_required
@require_GET
def season(request: SignedInRequest) -> HttpResponse:
    """Whether the cooperative is open, the days ahead on which it is not, and what it asks of an order."""
    around = frame_for(request, MORE)
    cooperative = _chosen(request)
    periods, today = ahead(cooperative), clock.today()
    context = {
        "cooperative": cooperative,
        "closed": next((period for period in periods if period.starts_on <= today), None),
        "coming": [period for period in periods if period.starts_on > today],
        "weekdays": weekday_names(cooperative.hand_over_weekdays),
        "undo": _undo_of(request, cooperative),
    }
    return render(request, f"{TEMPLATES}/season.html", around | context)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def close(request: SignedInRequest, cooperative: str) -> HttpResponse:
    """Close for some days: from today, or from a later one."""
    chosen = _own(request, cooperative)
    form = CloseForm(_sent(request), initial={"starts_on": clock.today(), "because": ""})
    if form.is_valid():
        given = form.cleaned_data | {"language": _language_of(form.cleaned_data["message"])}
        try:
            fresh = act_once(
                request.POST,
                action="workspace.season.close",
                act=lambda: services.close(cooperative=chosen, by=request.user, **given),
            )
        except DaysOverlap as refusal:
            form.add_error("starts_on", _overlaps(refusal))
        except DaysPast:
            form.add_error("starts_on", _("This day is over. Choose today or a later day."))
        else:
            said = _("You are closed: %(days)s.") % {"days": day_range_text(given["starts_on"], given["ends_on"])}
            messages.success(request, said if fresh else _("This was done already."))
            return _back(chosen)
    return _form_page(request, "close", form, chosen)


@never_cache
@login_required
@require_POST
def open_again(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Sell again from today on, or take back days that are still ahead; the next page offers to undo it."""
    period = _own_period(request, public_id)
    try:
        fresh = act_once(
            request.POST,
            action="workspace.season.open",
            act=lambda: services.open_again(period=period, by=request.user),
        )
    except NotClosed:
        fresh = False
    messages.success(request, _("Done: you can be ordered from.") if fresh else _("This was done already."))
    return _back(period.cooperative, _signed(period) if fresh else "")


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def move_end(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Stay closed for longer, or for less long."""
    period = _own_period(request, public_id)
    form = EndForm(_sent(request), starts_on=period.starts_on, initial={"ends_on": period.ends_on})
    if form.is_valid():
        ends_on: date = form.cleaned_data["ends_on"]
        try:
            act_once(
                request.POST,
                action="workspace.season.end",
                act=lambda: services.move_end(period=period, ends_on=ends_on, by=request.user),
            )
        except DaysOverlap as refusal:
            form.add_error("ends_on", _overlaps(refusal))
        except (NotClosed, DaysPast):
            messages.info(request, _("These days are over already: nothing was changed."))
            return _back(period.cooperative)
        else:
            messages.success(request, _("You are closed until %(day)s.") % {"day": day_text(ends_on)})
            return _back(period.cooperative)
    return _form_page(request, "end", form, period.cooperative, period=period)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def orders(request: SignedInRequest, cooperative: str) -> HttpResponse:
    """Say from how much an order is sent, and on which days parcels leave."""
    chosen = _own(request, cooperative)
    known = {"minimum_order": chosen.minimum_order, "weekdays": chosen.hand_over_weekdays}
    form = OrdersForm(_sent(request), initial=known)
    if form.is_valid():
        minimum, weekdays = form.cleaned_data["minimum_order"], form.cleaned_data["weekdays"]
        act_once(
            request.POST,
            action="workspace.season.orders",
            act=lambda: services.ask_of_orders(cooperative=chosen, minimum=minimum, weekdays=weekdays, by=request.user),
        )
        messages.success(request, _("Saved."))
        return _back(chosen)
    return _form_page(request, "orders", form, chosen)


def _sent(request: SignedInRequest) -> Any:
    """What was sent, even where it is nothing; None for who only looks."""
    return request.POST if request.method == "POST" else None


def _form_page(
    request: SignedInRequest, name: str, form: forms.Form, cooperative: Cooperative, **more: Any
) -> HttpResponse:
    context = {"form": form, "cooperative": cooperative, "today": clock.today()} | more
    return render(
        request, f"{TEMPLATES}/{name}.html", frame_for(request, MORE) | context, status=422 if form.errors else 200
    )


def _chosen(request: SignedInRequest) -> Cooperative:
    """The one that the address names, else the one that the person works for now."""
    named = request.GET.get("cooperative")
    return _own(request, named) if named else chosen_cooperative(request, Area.PROFILE)


def _own(request: SignedInRequest, public_id: str) -> Cooperative:
    return get_object_or_404(cooperatives_where(request.user, Area.PROFILE), public_id=public_id)


def _own_period(request: SignedInRequest, public_id: str) -> ClosedPeriod:
    own = cooperatives_where(request.user, Area.PROFILE)
    periods = ClosedPeriod.objects.filter(cooperative__in=own).select_related("cooperative")
    return get_object_or_404(periods, public_id=public_id)


def _back(cooperative: Cooperative, undo: str = "") -> HttpResponse:
    address = f"{reverse('workspace:season')}?cooperative={cooperative.public_id}"
    return redirect(f"{address}&undo={undo}" if undo else address)


def _language_of(words: str) -> str:
    """In which language words were written, as far as their letters tell; the page's where they do not."""
    page = (get_language() or "ar")[:2]
    if any("\u0600" <= letter <= "\u06ff" for letter in words):
        return "ar"
    return "fr" if words and page == "ar" else page


def _overlaps(refusal: DaysOverlap) -> str:
    return _("You are closed already on some of these days: %(days)s.") % {
        "days": day_range_text(refusal.first, refusal.last)
    }


def _signed(period: ClosedPeriod) -> str:
    """What opening again took away, so that the next page can give it back."""
    return signing.dumps([period.public_id, period.ends_on.isoformat()], salt=UNDO)


def _undo_of(request: SignedInRequest, cooperative: Cooperative) -> dict[str, Any] | None:
    """The form that closes again as before; None where nothing was opened just now, or other days cover it."""
    try:
        public_id, last = signing.loads(request.GET.get("undo", ""), salt=UNDO, max_age=UNDO_SECONDS)
    except (signing.BadSignature, ValueError):
        return None
    period = ClosedPeriod.objects.filter(public_id=public_id, cooperative=cooperative).first()
    if period is None:
        raise Http404
    starts_on, ends_on = max(period.starts_on, clock.today()), date.fromisoformat(last)
    again = {"starts_on": starts_on, "ends_on": ends_on, "because": period.because, "message": period.message}
    return again if ends_on >= starts_on else None
