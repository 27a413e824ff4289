"""Joining, screen by screen: begun in two, told in small groups, then sent for checking."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cooperatives.audit.services import ForbiddenMove
from cooperatives.enums import CooperativeStatus
from cooperatives.joining.enums import PaperKind
from cooperatives.joining.exceptions import (
    AllAreWomen,
    BeingChecked,
    IceTaken,
    NameChecked,
    NumberChecked,
    StillMissing,
    TooManyBegun,
)
from cooperatives.joining.selectors import NOT_INSIDE, ON_THE_WAY_IN, nominations_of, refused_because
from cooperatives.joining.services import begin_joining, send_for_checking, write_about
from cooperatives.models import Cooperative
from cooperatives.permissions import Area, cooperatives_where, user_can
from marketplace.basket.requests import SignedInRequest
from marketplace.checkout.places import place_meant
from marketplace.once import act_once
from marketplace.workspace.chosen import remember
from marketplace.workspace.joining.around import alone, back_to_list, framed, on_the_way_in, own, say_done
from marketplace.workspace.joining.forms import AboutForm, NameForm, PlaceForm
from marketplace.workspace.joining.steps import (
    DONE,
    STEPS,
    WAITING,
    Step,
    may_change,
    rows_of,
)

# The name and the kind, from the first screen to the second: the row is written with its place.
BEGUN = "joining.begun"
SCREENS = "marketplace/workspace/joining"


@never_cache
@require_GET
def join(request: HttpRequest) -> HttpResponse:
    """What it takes to sell here; who has begun goes on, and who was named by somebody is asked."""
    user = request.user
    if not user.is_authenticated:
        return render(request, f"{SCREENS}/join.html", {"under_way": [], "nominations": []})
    nominations = list(nominations_of(user))
    under_way = list(cooperatives_where(user, Area.PROFILE).filter(status__in=NOT_INSIDE).order_by("pk"))
    if len(under_way) == 1 and not nominations:
        return back_to_list(under_way[0])
    return render(request, f"{SCREENS}/join.html", {"under_way": under_way, "nominations": nominations})


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def begin(request: SignedInRequest) -> HttpResponse:
    """The first screen: what the cooperative is called, and what it is."""
    data = request.POST if request.method == "POST" else None
    form = NameForm(data, initial=request.session.get(BEGUN, {}), language=_language())
    if data is not None and form.is_valid():
        request.session[BEGUN] = form.cleaned_data
        return redirect("workspace:join-begin-place")
    return _begin_page(request, form, "join-name")


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def begin_place(request: SignedInRequest) -> HttpResponse:
    """The second screen: where it is. With the answer the cooperative is written down."""
    begun = NameForm(request.session.get(BEGUN), language=_language())
    if not begun.is_valid():
        # Pressed twice on a slow line, the first press has written it: then the list is what comes next.
        return redirect("workspace:join" if request.method == "POST" else "workspace:join-begin")
    data = request.POST if request.method == "POST" else None
    form = PlaceForm(data)
    if data is None or not form.is_valid():
        return _begin_page(request, form, "join-place")
    written: list[Cooperative] = []

    def write() -> None:
        name, language = begun.cleaned_data["name"], next(iter(begun.given())).removeprefix("name_")
        commune = form.given()["commune"]
        kind = begun.cleaned_data["kind"]
        written.append(begin_joining(name=name, language=language, kind=kind, commune_id=commune.pk, by=request.user))

    try:
        act_once(data, action="workspace.join.begin", act=write)
    except TooManyBegun:
        form.add_error(None, _("You have begun for several cooperatives. End one of them first, or call us."))
        return _begin_page(request, form, "join-place")
    if not written:
        return redirect("workspace:join")
    request.session.pop(BEGUN, None)
    remember(request, written[0])
    return back_to_list(written[0])


@never_cache
@login_required
@require_GET
def places(request: SignedInRequest) -> HttpResponse:
    """The places that a name may mean, as it is typed."""
    return render(request, f"{SCREENS}/_places.html", {"where": place_meant(request.GET), "form": None})


@never_cache
@login_required
@require_GET
def checklist(request: SignedInRequest, cooperative: str) -> HttpResponse:
    """What is there and what is missing, with one thing to do next."""
    found = own(request, cooperative)
    if found.status == CooperativeStatus.WITHDRAWN:
        may = {"may_take_up": user_can(request.user, found, Area.MEMBERS)}
        return render(request, f"{SCREENS}/withdrawn.html", framed(request, found, may))
    if found.status not in ON_THE_WAY_IN:
        return _inside(request, found)
    rows = rows_of(found)
    to_do = [row for row in rows if row.is_to_do]
    context = {
        "rows": rows,
        "next": to_do[0] if to_do else None,
        "to_do": len(to_do),
        "waits": any(row.state == WAITING for row in rows),
        "done": sum(row.state == DONE for row in rows),
        "may_change": may_change(found),
        # What was photographed can be looked at, whoever holds it now.
        "paper_kinds": set(PaperKind.values),
        "may_send": not to_do and found.status != CooperativeStatus.APPLIED,
        "refused_because": refused_because(found) if found.status == CooperativeStatus.REFUSED else "",
        "may_withdraw": user_can(request.user, found, Area.MEMBERS),
    }
    return render(request, f"{SCREENS}/list.html", framed(request, found, context))


@never_cache
@login_required
@require_POST
def send(request: SignedInRequest, cooperative: str) -> HttpResponse:
    """Send what is told and photographed for checking."""
    found = on_the_way_in(request, cooperative)
    try:
        fresh = act_once(
            request.POST,
            action="workspace.join.send",
            act=lambda: send_for_checking(cooperative_id=found.pk, by=request.user),
        )
    except StillMissing:
        messages.error(request, _("Something is missing still: look at the list."))
    except ForbiddenMove:
        messages.info(request, _("This was done already."))
    else:
        say_done(request, _("Sent. We look at your papers and send you a message."), fresh=fresh)
    return back_to_list(found)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def step(request: SignedInRequest, cooperative: str, step: str) -> HttpResponse:
    """One screen with one group of questions, filled with what was told before."""
    found, asked = on_the_way_in(request, cooperative), STEPS.get(step)
    if asked is None:
        raise Http404
    if not may_change(found):
        messages.info(request, _("We are checking this now. Call us if something is wrong."))
        return back_to_list(found)
    if request.method == "GET":
        form = asked.form(initial=asked.form.told(found), cooperative=found, language=_language())
        return _step_page(request, found, asked, form)
    form = asked.form(request.POST, cooperative=found, language=_language())
    if not form.is_valid():
        return _step_page(request, found, asked, form, status=422)
    fresh = _written(request, found, asked, form)
    if fresh is None:
        return _step_page(request, found, asked, form, status=422)
    say_done(request, _("Saved."), fresh=fresh)
    return back_to_list(found)


def _written(request: SignedInRequest, found: Cooperative, asked: Step, form: AboutForm) -> bool | None:
    """Write what the form holds; None where it cannot be, which the form says then."""
    try:
        return act_once(
            request.POST,
            action=f"workspace.join.{asked.slug}",
            act=lambda: write_about(cooperative_id=found.pk, values=form.given(), by=request.user),
        )
    except IceTaken:
        form.add_error("ice", _("Another cooperative has this ICE. If it is yours, call us."))
    except NumberChecked as refusal:
        form.add_error(refusal.field, _("We have checked this number already. Call us to change it."))
    except NameChecked:
        form.add_error("name", _("We have checked this name already. Call us to change it."))
    except AllAreWomen:
        field = "kind" if "kind" in form.fields else "member_count"
        form.add_error(field, _("All members of a women's cooperative are women."))
    except BeingChecked:
        form.add_error(None, _("We are checking this now. Call us if something is wrong."))
    return None


def _inside(request: SignedInRequest, found: Cooperative) -> HttpResponse:
    """Who was approved reads it once more, and goes on to the first product."""
    return render(request, f"{SCREENS}/inside.html", framed(request, found, {}))


def _begin_page(request: SignedInRequest, form: AboutForm, screen: str) -> HttpResponse:
    context = {
        "form": form,
        "screen": screen,
        "where": getattr(form, "where", None),
        "has_begun": request.session.get(BEGUN, {}).get("name", ""),
    }
    return render(request, f"{SCREENS}/begin.html", alone(context), status=422 if form.errors else 200)


def _step_page(
    request: SignedInRequest, found: Cooperative, asked: Step, form: AboutForm, *, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "step": asked,
        "form": form,
        "where": getattr(form, "where", None),
    }
    return render(request, f"{SCREENS}/step.html", framed(request, found, context), status=status)


def _language() -> str:
    return (get_language() or "ar")[:2]
