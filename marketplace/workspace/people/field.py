"""What a field agent does: look for a cooperative of the region, ask to be let in, help who lost the telephone."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cooperatives import clock
from cooperatives.accounts.exceptions import PhoneTaken
from cooperatives.accounts.names import known_as
from cooperatives.models import Cooperative
from cooperatives.officers import mandates, recoveries, selectors, services
from cooperatives.officers.codes import TRIES
from cooperatives.officers.enums import RecoveryStatus
from cooperatives.officers.exceptions import (
    AgentBelongsHere,
    AlreadySettled,
    NobodyToAsk,
    NotAllowed,
    NotInTheirRegion,
    RecoveryUnderWay,
    TooManyAsked,
)
from cooperatives.officers.models import Mandate, Recovery
from cooperatives.officers.recovering import reason_of
from cooperatives.officers.telling import members_of
from cooperatives.permissions import cooperatives_for
from cooperatives.phones import masked_phone
from cooperatives.texts import search_form
from marketplace.basket.requests import SignedInRequest
from marketplace.once import act_once
from marketplace.workspace.chosen import remember
from marketplace.workspace.frame import MORE, frame_for
from marketplace.workspace.people.consents import REFUSED, refused
from marketplace.workspace.people.forms import CodeForm, MandateForm, RecoveryForm, WhomForm
from marketplace.workspace.people.outside import frame_outside

A_PAGE = 20
NOT_ASKED = (NobodyToAsk, TooManyAsked, NotInTheirRegion, AgentBelongsHere, AlreadySettled)


@never_cache
@login_required
@require_GET
def field(request: SignedInRequest) -> HttpResponse:
    """The cooperatives of an agent's regions, by name; what runs and what waits stands above."""
    near = _near(request)
    words = request.GET.get("q", "").strip()
    found = near.filter(search_text__contains=search_form(words)) if words else near
    listed = found.select_related("commune__province").defer("story", "phone").order_by("sort_ar", "pk")
    context = {
        "words": words,
        "page": Paginator(listed, A_PAGE).get_page(request.GET.get("page")),
        "mandates": selectors.mandates_of(request.user),
        "recoveries": [(each, known_as(each.user)) for each in selectors.waiting_recoveries(near)],
    }
    return render(request, "marketplace/workspace/people/field.html", _frame(request) | context)


@never_cache
@login_required
@require_GET
def cooperative(request: SignedInRequest, public_id: str) -> HttpResponse:
    """One cooperative that an agent may help: ask to be let in, or for a number in the place of a lost one."""
    return _cooperative_page(request, _one(request, public_id))


@never_cache
@login_required
@require_POST
def ask_mandate(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Send an officer the code that lets the agent in for one task."""
    found = _one(request, public_id)
    form = MandateForm(request.POST, officers=selectors.who_lets_in(found.pk))
    if not form.is_valid():
        return _cooperative_page(request, found, mandate_form=form)
    given, made = form.cleaned_data, []

    def do() -> None:
        made.append(
            mandates.ask_mandate(cooperative_id=found.pk, task=given["task"], of_id=given.get("whom"), by=request.user)
        )

    refusal = _try(request, "workspace.mandate.ask", do)
    if refusal:
        form.add_error(None, refusal)
        return _cooperative_page(request, found, mandate_form=form)
    return redirect("workspace:mandate", public_id=made[0].public_id) if made else redirect("workspace:field")


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def mandate(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Take the code that an officer told the agent; from then on the workspace is open for two hours."""
    _near(request)
    own = Mandate.objects.filter(agent=request.user, public_id=public_id)
    found = own.select_related("cooperative", "given_by").first()
    if found is None:
        raise Http404
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            mandates.begin_mandate(mandate_id=found.pk, code=form.cleaned_data["code"], by=request.user)
        except REFUSED as refusal:
            found.refresh_from_db()
            # Pressed twice on a slow line, the first press let the agent in.
            is_in = Mandate.objects.running().filter(pk=found.pk).exists()
            if not is_in:
                form.add_error("code", refused(refusal))
        if not form.errors:
            remember(request, found.cooperative)
            return redirect("workspace:home")
    is_recent = found.asked_at + selectors.MANDATE_CODE_FOR > clock.now()
    context = {
        "mandate": found,
        "given_by": known_as(found.given_by),
        "is_open": not (found.begun_at or found.ended_at) and is_recent and found.tries < TRIES,
        "form": form,
    }
    page = "marketplace/workspace/people/mandate.html"
    return render(request, page, _frame(request) | context, status=422 if form.errors else 200)


@never_cache
@login_required
@require_POST
def ask_recovery(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Ask for a new number for a member whose telephone is lost; everybody there is told."""
    found = _one(request, public_id)
    form = RecoveryForm(request.POST, members=members_of(found.pk))
    if not form.is_valid():
        return _cooperative_page(request, found, recovery_form=form)
    given, made = form.cleaned_data, []

    def do() -> None:
        made.append(
            recoveries.ask_recovery(
                cooperative_id=found.pk,
                user_id=given["member"],
                phone=given["phone"],
                seen=given["seen"],
                by=request.user,
            )
        )

    try:
        refusal = _try(request, "workspace.recovery.ask", do)
    except PhoneTaken:
        form.add_error("phone", _("Another account has this telephone number."))
    except RecoveryUnderWay:
        form.add_error("member", _("Another number was asked for already, for this person."))
    except NotAllowed:
        form.add_error("member", _("This person does not work here any more."))
    else:
        if not refusal:
            return redirect("workspace:recovery", public_id=made[0].public_id) if made else redirect("workspace:field")
        form.add_error(None, refusal)
    return _cooperative_page(request, found, recovery_form=form)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def recovery(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Where the change of a lost number stands; the code of another officer ends the waiting."""
    found = _recovery(request, public_id)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if found.consent_id is None:
            form.add_error("code", _("Send a code to another officer first."))
            return _recovery_page(request, found, form)
        try:
            services.give_consent(consent_id=found.consent_id, code=form.cleaned_data["code"], by=request.user)
        except REFUSED as refusal:
            found.refresh_from_db()
            if found.status != RecoveryStatus.DONE:
                form.add_error("code", refused(refusal))
        if not form.errors:
            messages.success(request, _("Done: the person signs in with the new number from now on."))
            return redirect("workspace:recovery", public_id=public_id)
    return _recovery_page(request, found, form)


@never_cache
@login_required
@require_POST
def recovery_code(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Send another officer the code that ends the waiting."""
    found = _recovery(request, public_id)
    form = WhomForm(request.POST, officers=_others(found))
    if form.is_valid():
        whom = form.cleaned_data.get("whom")
        refusal = _try(
            request,
            "workspace.recovery.code",
            lambda: recoveries.ask_code(recovery_id=found.pk, by=request.user, of_id=whom),
        )
        if refusal:
            messages.error(request, refusal)
        else:
            messages.success(request, _("Sent: ask the officer for the code."))
    return redirect("workspace:recovery", public_id=public_id)


def _near(request: SignedInRequest) -> Any:
    """The cooperatives that the person may help; nobody but a field agent learns that the page exists."""
    if not selectors.is_field_agent(request.user):
        raise Http404
    return selectors.cooperatives_near(request.user)


def _one(request: SignedInRequest, public_id: str) -> Cooperative:
    found = _near(request).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def _recovery(request: SignedInRequest, public_id: str) -> Recovery:
    rows = Recovery.objects.filter(cooperative__in=_near(request), public_id=public_id)
    found = rows.select_related("cooperative", "user", "agent", "consent__asked_of").first()
    if found is None:
        raise Http404
    return found


def _others(found: Recovery) -> list[Any]:
    """The officers who can be asked: not who lost the telephone."""
    officers = selectors.others_than(found.agent_id, cooperative_id=found.cooperative_id)
    return [user for user in officers if user.pk != found.user_id]


def _try(request: SignedInRequest, action: str, do: Callable[[], object]) -> str:
    """Do it once; answers why it was refused, in plain words, or nothing."""
    try:
        act_once(request.POST, action=action, act=do)
    except NOT_ASKED as refusal:
        texts = {
            NobodyToAsk: _("Nobody of the cooperative can be asked: no officer has a telephone number."),
            TooManyAsked: _("You asked too often today. Try again tomorrow."),
        }
        return texts.get(type(refusal), _("It cannot be done any more."))
    return ""


def _frame(request: SignedInRequest) -> dict[str, Any]:
    """An agent who works for a cooperative now, or belongs to one, has its workspace around the page."""
    if cooperatives_for(request.user).exists():
        return frame_for(request, MORE)
    return frame_outside(_("Field work"), is_agent=True)


def _cooperative_page(request: SignedInRequest, found: Cooperative, **tried: forms.Form) -> HttpResponse:
    officers = selectors.who_lets_in(found.pk)
    context = {
        "cooperative": found,
        "officers": [(known_as(user), masked_phone(user.phone)) for user in officers],
        "mandate_form": tried.get("mandate_form") or (MandateForm(officers=officers) if officers else None),
        "recovery_form": tried.get("recovery_form") or RecoveryForm(members=members_of(found.pk)),
    }
    page = "marketplace/workspace/people/field_cooperative.html"
    return render(request, page, _frame(request) | context, status=422 if tried else 200)


def _recovery_page(request: SignedInRequest, found: Recovery, form: CodeForm) -> HttpResponse:
    consent = found.consent
    is_waiting = found.status == RecoveryStatus.WAITING
    is_sent = bool(
        is_waiting
        and consent
        and not (consent.given_at or consent.withdrawn_at)
        and consent.expires_at > clock.now()
        and consent.tries < TRIES
    )
    others = _others(found)
    context = {
        "recovery": found,
        "name": known_as(found.user),
        "new_number": masked_phone(found.phone),
        "agent": known_as(found.agent),
        "is_waiting": is_waiting,
        "reason": reason_of(found),
        "is_sent": is_sent,
        "asked_of": known_as(consent.asked_of) if is_sent and consent else "",
        "whom_form": WhomForm(officers=others) if others else None,
        "form": form,
    }
    page = "marketplace/workspace/people/recovery.html"
    return render(request, page, _frame(request) | context, status=422 if form.errors else 200)
