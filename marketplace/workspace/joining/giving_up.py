"""Giving an application up, and taking it up again."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from cooperatives.audit.services import ForbiddenMove
from cooperatives.enums import CooperativeStatus
from cooperatives.joining.services import take_up_again, withdraw_application
from cooperatives.permissions import Area
from marketplace.basket.requests import SignedInRequest
from marketplace.once import act_once
from marketplace.workspace.joining.around import back_to_list, framed, on_the_way_in, own, say_done
from marketplace.workspace.joining.forms import WithdrawForm


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def withdraw(request: SignedInRequest, cooperative: str) -> HttpResponse:
    """Ask why, who likes to say it, and stop."""
    found = on_the_way_in(request, cooperative, Area.MEMBERS)
    data = request.POST if request.method == "POST" else None
    form = WithdrawForm(data)
    if data is None or not form.is_valid():
        page = framed(request, found, {"form": form})
        status = 200 if data is None else 422
        return render(request, "marketplace/workspace/joining/withdraw.html", page, status=status)
    reason = form.cleaned_data["reason"]
    try:
        fresh = act_once(
            data,
            action="workspace.join.withdraw",
            act=lambda: withdraw_application(cooperative_id=found.pk, reason=reason, by=request.user),
        )
    except ForbiddenMove:
        messages.info(request, _("It stands elsewhere by now: look at the list."))
    else:
        say_done(request, _("Withdrawn. Nothing is lost: you can go on whenever you like."), fresh=fresh)
    return back_to_list(found)


@never_cache
@login_required
@require_POST
def take_up(request: SignedInRequest, cooperative: str) -> HttpResponse:
    """Go on where the application was left."""
    found = own(request, cooperative, Area.MEMBERS)
    if found.status not in (CooperativeStatus.WITHDRAWN, CooperativeStatus.JOINING):
        raise Http404
    try:
        fresh = act_once(
            request.POST,
            action="workspace.join.take_up",
            act=lambda: take_up_again(cooperative_id=found.pk, by=request.user),
        )
    except ForbiddenMove:
        fresh = False
    say_done(request, _("Go on where you left it."), fresh=fresh)
    return back_to_list(found)
