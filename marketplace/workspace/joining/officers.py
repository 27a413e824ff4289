"""The second officer: named by a manager, and asked under their own sign-in."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cooperatives.accounts.models import User
from cooperatives.joining.exceptions import (
    BeingChecked,
    NamedTooOften,
    NotNamed,
    OfficerAlready,
    OfficerRefused,
    OwnNumber,
)
from cooperatives.joining.second_officer import accept_as_officer, decline_as_officer, name_second_officer
from cooperatives.joining.selectors import nominations_of, open_nomination
from cooperatives.joining.services import name_oneself
from cooperatives.models import Cooperative
from cooperatives.permissions import Area
from cooperatives.team.models import Invitation
from marketplace.basket.requests import SignedInRequest
from marketplace.once import act_once
from marketplace.workspace.chosen import remember
from marketplace.workspace.joining.around import alone, back_to_list, framed, on_the_way_in, say_done
from marketplace.workspace.joining.forms import OfficerForm, OwnNameForm

REFUSALS: dict[type[OfficerRefused], str | Promise] = {
    OwnNumber: gettext_lazy("This is your own number. The second officer is somebody else, with another telephone."),
    OfficerAlready: gettext_lazy("There are two officers already."),
    NamedTooOften: gettext_lazy("Several messages went out today. Wait until tomorrow, or call us."),
}


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def name(request: SignedInRequest, cooperative: str) -> HttpResponse:
    """Say whose number is the second officer's."""
    found = on_the_way_in(request, cooperative, Area.MEMBERS)
    data = request.POST if request.method == "POST" else None
    form = OfficerForm(data, knows_name=bool(request.user.get_full_name()))
    if data is None or not form.is_valid():
        return _page(request, found, form)
    try:
        fresh = act_once(data, action="workspace.join.officer", act=lambda: _name(request, found, form))
    except OfficerRefused as refusal:
        form.add_error("phone", str(REFUSALS[type(refusal)]))
        return _page(request, found, form)
    except BeingChecked:
        return back_to_list(found)
    say_done(request, _("A message is on its way. The person signs in and says yes."), fresh=fresh)
    return back_to_list(found)


@never_cache
@login_required
@require_GET
def asked(request: SignedInRequest) -> HttpResponse:
    """Who was named as a second officer reads what that means, and answers."""
    waiting = list(nominations_of(request.user))
    if not waiting:
        messages.info(request, _("Nobody waits for an answer from this number."))
        return redirect("workspace:join")
    return _asked_page(request, waiting, _own_name_form(request.user))


@never_cache
@login_required
@require_POST
def answer(request: SignedInRequest, public_id: str, answer: str) -> HttpResponse:
    """Say yes, and be an officer; or no."""
    act = ANSWERS.get(answer)
    named = nominations_of(request.user).filter(public_id=public_id).first()
    if act is None:
        raise Http404
    if named is None:
        return _too_late(request, public_id)
    form = OwnNameForm(request.POST, knows_name=bool(request.user.get_full_name()) or act is _decline)
    if not form.is_valid():
        return _asked_page(request, list(nominations_of(request.user)), form, status=422)
    try:
        act_once(
            request.POST,
            action=f"workspace.join.{answer}",
            act=lambda: act(request.user, public_id, form.cleaned_data.get("own_name", "")),
        )
    except NotNamed:
        return _too_late(request, public_id)
    if act is _decline:
        messages.success(request, _("You said no. They were told."))
        return redirect("workspace:join")
    messages.success(request, _("You are an officer of %(cooperative)s now.") % {"cooperative": named.cooperative})
    remember(request, named.cooperative)
    return back_to_list(named.cooperative)


def _accept(user: User, public_id: str, own_name: str) -> None:
    if own_name:
        name_oneself(user_id=user.pk, name=own_name, by=user)
    accept_as_officer(public_id=public_id, by=user)


def _decline(user: User, public_id: str, _own_name: str) -> None:
    decline_as_officer(public_id=public_id, by=user)


ANSWERS: dict[str, Callable[[User, str, str], None]] = {"yes": _accept, "no": _decline}


def _name(request: SignedInRequest, found: Cooperative, form: OfficerForm) -> None:
    if own_name := form.cleaned_data.get("own_name"):
        name_oneself(user_id=request.user.pk, name=own_name, by=request.user)
        request.user.refresh_from_db()
    name_second_officer(
        cooperative_id=found.pk,
        phone=form.cleaned_data["phone"],
        language=(get_language() or "ar")[:2],
        by=request.user,
    )


def _too_late(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Somebody else was named, or it was answered before; another's is not told from one that never was."""
    if not Invitation.objects.filter(public_id=public_id, phone_digest=request.user.phone_digest or "-").exists():
        raise Http404
    messages.info(request, _("This was answered already, or somebody else was named."))
    return redirect("workspace:join")


def _own_name_form(user: User) -> OwnNameForm:
    return OwnNameForm(knows_name=bool(user.get_full_name()))


def _asked_page(
    request: SignedInRequest, waiting: list[Invitation], form: OwnNameForm, *, status: int = 200
) -> HttpResponse:
    # One at a time: whoever was named by several answers one after the other.
    context = {"waiting": waiting[:1], "form": form}
    return render(request, "marketplace/workspace/joining/asked.html", alone(context), status=status)


def _page(request: SignedInRequest, found: Cooperative, form: OfficerForm) -> HttpResponse:
    context = {"form": form, "named": open_nomination(found)}
    status = 422 if form.errors else 200
    return render(request, "marketplace/workspace/joining/officer.html", framed(request, found, context), status=status)
