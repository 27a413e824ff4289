"""The officers: who watches over the cooperative, what waits for another's code, who works here as a field agent."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from cooperatives.accounts.models import User
from cooperatives.accounts.names import known_as
from cooperatives.audit.services import ForbiddenMove
from cooperatives.enums import Role
from cooperatives.models import Cooperative, CooperativeQuerySet, Membership
from cooperatives.officers import mandates, selectors, services
from cooperatives.officers.acts import KEPT, step_down
from cooperatives.officers.enums import ConsentAct
from cooperatives.officers.exceptions import (
    AlreadyOfficer,
    AlreadySettled,
    NobodyToAsk,
    NotAManager,
    TooFewOfficers,
    TooManyAsked,
)
from cooperatives.officers.models import Consent, Mandate, Recovery
from cooperatives.officers.recovering import stop_recovery
from cooperatives.officers.words import sentence_of
from cooperatives.permissions import Area, cooperatives_where
from cooperatives.phones import masked_phone
from cooperatives.team.selectors import team_of
from marketplace.basket.requests import SignedInRequest
from marketplace.once import act_once
from marketplace.workspace.chosen import chosen_cooperative
from marketplace.workspace.frame import MORE, frame_for
from marketplace.workspace.people.forms import OfficerForm, StopForm

# What naming and ending officers may be refused for.
REFUSED = (AlreadyOfficer, NobodyToAsk, NotAManager, TooFewOfficers, TooManyAsked)


@never_cache
@login_required
@require_GET
def officers(request: SignedInRequest) -> HttpResponse:
    """Who the officers are, and everything that they should know of now."""
    cooperative = chosen_cooperative(request, Area.MEMBERS)
    return _page(request, cooperative, None)


@never_cache
@login_required
@require_POST
def name_officer(request: SignedInRequest) -> HttpResponse:
    """Make a manager an officer: at once where there is no other officer, else with another's code."""
    cooperative = chosen_cooperative(request, Area.MEMBERS)
    form = OfficerForm(request.POST, managers=_other_managers(cooperative))
    if not form.is_valid():
        return _page(request, cooperative, form)
    if not _may_name(request.user, cooperative):
        raise Http404
    return _ask(request, cooperative, form.cleaned_data["member"], is_officer=True)


@never_cache
@login_required
@require_POST
def end_officer(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Make an officer a manager like others, while two stay: oneself at once, another with a third one's code."""
    cooperative = chosen_cooperative(request, Area.MEMBERS)
    found = team_of(cooperative).filter(is_officer=True, user__public_id=public_id).first()
    if found is None and team_of(cooperative).filter(user__public_id=public_id).exists():
        messages.info(request, _("This was done already."))
        return redirect("workspace:officers")
    if found is None or not _may_name(request.user, cooperative):
        raise Http404
    if found.user_id != request.user.pk:
        return _ask(request, cooperative, found.user_id, is_officer=False)

    def do() -> None:
        step_down(cooperative_id=cooperative.pk, by=request.user)

    return _done(request, "workspace.officer.step-down", do)


@never_cache
@login_required
@require_POST
def end_mandate(request: SignedInRequest, public_id: str) -> HttpResponse:
    """End the two hours of a field agent now: the agent who is done, or a manager of the cooperative."""
    own = cooperatives_where(request.user, Area.MEMBERS)
    begun = Mandate.objects.filter(public_id=public_id, begun_at__isnull=False)
    found = begun.filter(agent=request.user).first() or begun.filter(cooperative__in=own).first()
    if found is None:
        raise Http404
    is_agent = found.agent_id == request.user.pk
    try:
        act_once(
            request.POST,
            action="workspace.mandate.end",
            act=lambda: mandates.end_mandate(mandate_id=found.pk, by=request.user),
        )
    except AlreadySettled:
        messages.info(request, _("It had ended already."))
    else:
        messages.success(request, _("Ended: nothing is open to the field agent any more."))
    return redirect("workspace:field" if is_agent else "workspace:officers")


@never_cache
@login_required
@require_POST
def stop(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Stop the change of a number for a telephone that was not lost: any officer, with a reason that all are told."""
    own = _watched_by(request.user)
    found = Recovery.objects.filter(cooperative__in=own, public_id=public_id).select_related("cooperative").first()
    if found is None:
        raise Http404
    form = StopForm(request.POST)
    if not form.is_valid():
        return _page(request, found.cooperative, None, stopped=found.public_id, stop_form=form)
    reason = form.cleaned_data["reason"]
    try:
        act_once(
            request.POST,
            action="workspace.recovery.stop",
            act=lambda: stop_recovery(recovery_id=found.pk, reason=reason, by=request.user),
        )
    except ForbiddenMove:
        messages.info(request, _("It was done or stopped before."))
    else:
        messages.success(request, _("Stopped: the number stays as it was, and all members are told."))
    return redirect("workspace:officers")


def _ask(request: SignedInRequest, cooperative: Cooperative, member_id: int, *, is_officer: bool) -> HttpResponse:
    """Ask for what becomes of an officer, and lead to the page where the code is typed."""
    name = known_as(User.objects.get(pk=member_id))
    asked = {"member": member_id, "name": name, "is_officer": is_officer, "without": member_id}
    asking: list[Consent | None] = []

    def do() -> None:
        asking.append(
            services.ask_or_do(cooperative_id=cooperative.pk, act=ConsentAct.OFFICER, asked=asked, by=request.user)
        )

    return _done(request, "workspace.officer", do, asking)


def _done(
    request: SignedInRequest, action: str, do: Callable[[], None], asking: list[Consent | None] | None = None
) -> HttpResponse:
    try:
        fresh = act_once(request.POST, action=action, act=do)
    except REFUSED as refusal:
        messages.error(request, why_not(refusal))
        return redirect("workspace:officers")
    consent = asking[0] if asking else None
    if consent is not None:
        return redirect("workspace:consent", public_id=consent.public_id)
    messages.success(request, _("Saved.") if fresh else _("This was done already."))
    return redirect("workspace:officers")


def why_not(refusal: Exception) -> str:
    """Why what an officer wants is refused, in plain words."""
    texts: dict[type[Exception], str] = {
        AlreadyOfficer: _("This person is an officer already."),
        NotAManager: _("Only a manager can be an officer: give this person that role first."),
        TooFewOfficers: _("Two officers have to stay: name another one first."),
        NobodyToAsk: _("There is no other officer with a telephone number to ask."),
        TooManyAsked: _("You asked too often today. Try again tomorrow."),
    }
    return texts[type(refusal)]


def _watched_by(user: User) -> CooperativeQuerySet:
    """The cooperatives of which a person is an officer; where none is named, those that the person manages."""
    own = Membership.objects.current().filter(user=user)
    named = Membership.objects.current().filter(is_officer=True).values("cooperative_id")
    unwatched = own.filter(role=Role.MANAGER).exclude(cooperative_id__in=named)
    watched = own.filter(is_officer=True) | unwatched
    return cooperatives_where(user, Area.MEMBERS).filter(pk__in=watched.values("cooperative_id"))


def _may_name(user: User, cooperative: Cooperative) -> bool:
    """Whether a person may say who the officers are: an officer, or any manager where there is none."""
    return _watched_by(user).filter(pk=cooperative.pk).exists()


def _other_managers(cooperative: Cooperative) -> list[User]:
    """The managers who are no officers yet and have a number by which they can be asked."""
    found = team_of(cooperative).filter(role=Role.MANAGER, is_officer=False)
    return [membership.user for membership in found if membership.user.phone]


def _page(
    request: SignedInRequest,
    cooperative: Cooperative,
    form: OfficerForm | None,
    *,
    stopped: str = "",
    stop_form: forms.Form | None = None,
) -> HttpResponse:
    own = Cooperative.objects.filter(pk=cooperative.pk)
    named = list(team_of(cooperative).filter(is_officer=True))
    managers = _other_managers(cooperative)
    may_name = _may_name(request.user, cooperative)
    recoveries = [
        (each, known_as(each.user), known_as(each.agent), stop_form if each.public_id == stopped else StopForm())
        for each in selectors.waiting_recoveries(own)
    ]
    context = {
        "cooperative": cooperative,
        "officers": [
            (each, known_as(each.user), masked_phone(each.user.phone) if each.user.phone else "") for each in named
        ],
        "is_guarded": len(named) >= KEPT,
        "may_end": may_name and len(named) > KEPT,
        "form": (form or OfficerForm(managers=managers)) if may_name and managers else None,
        "consents": [
            (each, sentence_of(each.act, services.asked_of(each)), known_as(each.asked_by), known_as(each.asked_of))
            for each in selectors.open_consents(own)
        ],
        "mandates": [(each, known_as(each.agent)) for each in selectors.running_in(own)],
        "recoveries": recoveries,
        "may_stop": may_name,
    }
    page = "marketplace/workspace/people/officers.html"
    status = 422 if (form is not None and form.errors) or stop_form is not None else 200
    return render(request, page, frame_for(request, MORE) | context, status=status)
