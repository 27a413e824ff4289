"""The team: who works here and what each may do, invitations, another role, leaving."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cooperatives.accounts.names import known_as
from cooperatives.enums import Role
from cooperatives.models import Cooperative, Membership
from cooperatives.permissions import Area, cooperatives_for, cooperatives_where, role_in
from cooperatives.services import AlreadyMember
from cooperatives.team import services
from cooperatives.team.exceptions import (
    InvitationOver,
    InvitedTooOften,
    LastManager,
    NotInTheTeam,
    OfficerStays,
    TooManyInvitations,
)
from cooperatives.team.models import Invitation
from cooperatives.team.selectors import has_left, is_only_manager, member_of, open_invitations, team_of
from marketplace.basket.requests import SignedInRequest
from marketplace.once import act_once
from marketplace.workspace.chosen import chosen_cooperative, forget
from marketplace.workspace.frame import MORE, frame_for
from marketplace.workspace.people.forms import InviteForm, RoleForm
from marketplace.workspace.people.roles import ROLE_ICONS, WHAT_EACH_MAY

A_PAGE = 20
# The link of an invitation is shown once: of its token nothing but a digest is kept.
LINK_KEY = "workspace.invitation"
REFUSED = (LastManager, OfficerStays, NotInTheTeam)


@never_cache
@login_required
@require_GET
def team(request: SignedInRequest) -> HttpResponse:
    """Who works here and what each may do; who was invited; and the way to invite somebody."""
    cooperative = chosen_cooperative(request, Area.MEMBERS)
    page = Paginator(team_of(cooperative), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "cooperative": cooperative,
        "page": page,
        "places": [_place(each, request) for each in page.object_list],
        "invitations": [_waiting(each) for each in open_invitations(cooperative)],
        "link": request.session.pop(LINK_KEY, None),
    }
    return render(request, "marketplace/workspace/people/team.html", frame_for(request, MORE) | context)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def invite(request: SignedInRequest) -> HttpResponse:
    """Invite somebody: by a message to a number, or by a link to hand on."""
    cooperative = chosen_cooperative(request, Area.MEMBERS)
    form = InviteForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _invite_page(request, cooperative, form)
    made: list[tuple[Invitation, str]] = []
    given = form.cleaned_data
    try:
        fresh = act_once(
            request.POST,
            action="workspace.invite",
            act=lambda: made.append(
                services.invite(
                    cooperative_id=cooperative.pk, role=given["role"], phone=given["phone"], by=request.user
                )
            ),
        )
    except AlreadyMember:
        form.add_error("phone", _("Who has this number works here already."))
        return _invite_page(request, cooperative, form)
    except InvitedTooOften:
        form.add_error("phone", _("Several messages went out today. Wait until tomorrow, or call us."))
        return _invite_page(request, cooperative, form)
    except TooManyInvitations:
        form.add_error(None, _("Many invitations wait already: withdraw one first."))
        return _invite_page(request, cooperative, form)
    if not fresh:
        messages.success(request, _("This was done already."))
    elif given["phone"]:
        messages.success(request, _("Invited: a message is on its way. The person signs in with this number."))
    else:
        address = reverse("workspace:invitation", args=[made[0][1]])
        request.session[LINK_KEY] = request.build_absolute_uri(address)
    return redirect("workspace:team")


@never_cache
@login_required
@require_POST
def withdraw(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Call an invitation off: its link opens nothing any more."""
    own = cooperatives_where(request.user, Area.MEMBERS)
    found = Invitation.objects.filter(cooperative__in=own, public_id=public_id).first()
    if found is None:
        raise Http404
    try:
        act_once(
            request.POST,
            action="workspace.invitation-withdraw",
            act=lambda: services.withdraw_invitation(invitation_id=found.pk, by=request.user),
        )
    except InvitationOver:
        messages.info(request, _("This invitation was used or withdrawn before."))
    else:
        messages.success(request, _("Withdrawn: its link opens nothing any more."))
    return redirect("workspace:team")


@never_cache
@login_required
@require_GET
def member(request: SignedInRequest, public_id: str) -> HttpResponse:
    """One person of the team: another role, or the end of their access."""
    cooperative = chosen_cooperative(request, Area.MEMBERS)
    found = _member(cooperative, public_id)
    return _member_page(request, found, RoleForm(initial={"role": found.role}))


@never_cache
@login_required
@require_POST
def member_act(request: SignedInRequest, public_id: str, name: str) -> HttpResponse:
    """Give somebody another role, or end their access; what they did stays."""
    cooperative = chosen_cooperative(request, Area.MEMBERS)
    if name not in ("role", "end"):
        raise Http404
    if name == "end" and has_left(cooperative, public_id):
        messages.info(request, _("This person does not work here any more."))
        return redirect("workspace:team")
    found = _member(cooperative, public_id)
    form = RoleForm(request.POST) if name == "role" else None
    if form is not None and not form.is_valid():
        return _member_page(request, found, form, status=422)

    def do() -> None:
        if form is not None:
            role = form.cleaned_data["role"]
            services.give_role(cooperative_id=cooperative.pk, user_id=found.user_id, role=role, by=request.user)
        else:
            services.end_member(cooperative_id=cooperative.pk, user_id=found.user_id, by=request.user)

    try:
        act_once(request.POST, action=f"workspace.member.{name}", act=do)
    except REFUSED as refusal:
        messages.error(request, _why_not(refusal))
        return redirect("workspace:member", public_id=public_id)
    name_of = known_as(found.user)
    if form is None:
        messages.success(request, _("Ended: %(name)s cannot open anything here any more.") % {"name": name_of})
    else:
        messages.success(request, _("Saved."))
    return redirect("workspace:team")


@never_cache
@login_required
@require_GET
def me(request: SignedInRequest) -> HttpResponse:
    """One's own places: the role in each cooperative, what it opens, and leaving."""
    own = Membership.objects.current().filter(user=request.user).select_related("cooperative", "user").order_by("pk")
    places = [_place(each, request) | {"is_last": is_only_manager(each)} for each in own]
    return render(request, "marketplace/workspace/people/me.html", frame_for(request, MORE) | {"places": places})


@never_cache
@login_required
@require_POST
def leave(request: SignedInRequest, cooperative: str) -> HttpResponse:
    """End one's own access to a cooperative; what one did there stays."""
    named = Cooperative.objects.filter(public_id=cooperative).first()
    if named is not None and has_left(named, request.user.public_id):
        messages.info(request, _("This was done already."))
        return redirect("after-sign-in")
    found = cooperatives_for(request.user).filter(public_id=cooperative).first()
    if found is None or role_in(request.user, found) is None:
        raise Http404
    try:
        fresh = act_once(
            request.POST,
            action="workspace.leave",
            act=lambda: services.leave(cooperative_id=found.pk, by=request.user),
        )
    except REFUSED as refusal:
        messages.error(request, _why_not(refusal))
        return redirect("workspace:me")
    if fresh:
        forget(request)
        messages.success(request, _("You left %(cooperative)s.") % {"cooperative": found})
    return redirect("after-sign-in")


def _member(cooperative: Cooperative, public_id: str) -> Membership:
    found = member_of(cooperative, public_id)
    if found is None:
        raise Http404
    return found


def _invite_page(request: SignedInRequest, cooperative: Cooperative, form: forms.Form) -> HttpResponse:
    context = {"cooperative": cooperative, "form": form, "roles": _roles()}
    status = 422 if form.is_bound else 200
    page = "marketplace/workspace/people/invite.html"
    return render(request, page, frame_for(request, MORE) | context, status=status)


def _member_page(request: SignedInRequest, found: Membership, form: forms.Form, *, status: int = 200) -> HttpResponse:
    context = {"place": _place(found, request), "form": form, "roles": _roles()}
    page = "marketplace/workspace/people/member.html"
    return render(request, page, frame_for(request, MORE) | context, status=status)


def _roles() -> list[tuple[str, Any, Any]]:
    return [(ROLE_ICONS[role], Role(role).label, what) for role, what in WHAT_EACH_MAY.items()]


def _place(membership: Membership, request: SignedInRequest) -> dict[str, Any]:
    """Somebody's place in a cooperative, as the pages show it."""
    return {
        "membership": membership,
        "name": known_as(membership.user),
        "icon": ROLE_ICONS[membership.role],
        "may": WHAT_EACH_MAY[membership.role],
        "is_own": membership.user_id == request.user.pk,
    }


def _waiting(invitation: Invitation) -> dict[str, Any]:
    return {"invitation": invitation, "by": known_as(invitation.invited_by)}


def _why_not(refusal: Exception) -> str:
    if isinstance(refusal, LastManager):
        return _("Nobody else manages the cooperative: make somebody a manager first.")
    if isinstance(refusal, OfficerStays):
        return _("Two officers watch over the cooperative: name another officer in this one's place first.")
    return _("This person does not work here any more.")
