"""The page that an invitation's link opens: who invites, to what, and yes."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cooperatives import clock
from cooperatives.accounts.names import known_as
from cooperatives.services import AlreadyMember
from cooperatives.team.exceptions import InvitationOver, InvitedByNumber
from cooperatives.team.models import Invitation
from cooperatives.team.selectors import invitation_of
from cooperatives.team.services import accept_invitation
from marketplace.basket.requests import SignedInRequest
from marketplace.once import act_once
from marketplace.workspace.chosen import remember
from marketplace.workspace.people.forms import NameForm
from marketplace.workspace.people.outside import frame_outside
from marketplace.workspace.people.roles import WHAT_EACH_MAY


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def invitation(request: SignedInRequest, token: str) -> HttpResponse:
    """Say yes to an invitation, once signed in; one that is used, withdrawn or too old says so."""
    found = invitation_of(token)
    if found is not None and request.method == "POST" and found.accepted_by_id == request.user.pk:
        # Pressed twice on a slow line: the first press let them in.
        return redirect("after-sign-in")
    if found is None or not _is_open(found):
        return render(request, "marketplace/workspace/people/invitation_over.html", frame_outside(), status=404)
    form = None if request.user.get_full_name() else NameForm(request.POST if request.method == "POST" else None)
    if request.method == "GET" or (form is not None and not form.is_valid()):
        return _page(request, found, form)
    given = form.cleaned_data if form else {}
    try:
        act_once(
            request.POST,
            action="workspace.invitation",
            act=lambda: accept_invitation(invitation_id=found.pk, by=request.user, **given),
        )
    except (InvitationOver, AlreadyMember):
        messages.info(request, _("This invitation was used before, or you work there already."))
    except InvitedByNumber:
        return _page(request, found, form, is_others=True)
    else:
        remember(request, found.cooperative)
        messages.success(request, _("Welcome: you work for %(name)s now.") % {"name": found.cooperative})
    return redirect("after-sign-in")


def _is_open(found: Invitation) -> bool:
    return not (found.accepted_at or found.withdrawn_at) and found.expires_at > clock.now()


def _page(
    request: SignedInRequest, found: Invitation, form: forms.Form | None, *, is_others: bool = False
) -> HttpResponse:
    is_others = is_others or bool(found.phone_digest and found.phone_digest != request.user.phone_digest)
    context = {
        "invitation": found,
        "by": known_as(found.invited_by),
        "may": WHAT_EACH_MAY[found.role],
        "form": form,
        "is_others": is_others,
    }
    status = 422 if is_others or (form is not None and form.errors) else 200
    page = "marketplace/workspace/people/invitation.html"
    return render(request, page, frame_outside(str(found.cooperative)) | context, status=status)
