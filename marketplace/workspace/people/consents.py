"""One thing that waits for another officer's code: what it is, whom to ask, the field for the code."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from cooperatives import clock
from cooperatives.accounts.exceptions import PhoneTaken
from cooperatives.accounts.names import known_as
from cooperatives.audit.services import ForbiddenMove
from cooperatives.officers import services
from cooperatives.officers.codes import TRIES
from cooperatives.officers.enums import ConsentAct
from cooperatives.officers.exceptions import (
    AlreadyOfficer,
    AlreadySettled,
    CodeTooOld,
    NobodyToAsk,
    NotAllowed,
    NotAManager,
    NotInTheirRegion,
    NoTriesLeft,
    TooFewOfficers,
    WrongCode,
)
from cooperatives.officers.models import Consent
from cooperatives.officers.selectors import consent_for
from cooperatives.officers.words import sentence_of
from cooperatives.permissions import Area, cooperatives_where
from cooperatives.settlements.rib import RibRefused
from marketplace.basket.requests import SignedInRequest
from marketplace.once import act_once
from marketplace.workspace.frame import MORE, frame_for
from marketplace.workspace.people.forms import CodeForm

# What a code, or the act that it lets be done, may be refused for.
REFUSED = (
    WrongCode,
    NoTriesLeft,
    CodeTooOld,
    AlreadySettled,
    NotAllowed,
    NobodyToAsk,
    NotInTheirRegion,
    PhoneTaken,
    AlreadyOfficer,
    NotAManager,
    TooFewOfficers,
    ForbiddenMove,
    RibRefused,
)
BACK = {
    ConsentAct.BANK_ACCOUNT: "workspace:bank",
    ConsentAct.POSTAL_ADDRESSEE: "workspace:bank",
    ConsentAct.PHONE: "account",
}


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def consent(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show what was asked for, and take the code that the other officer was sent."""
    found = _own(request, public_id)
    if request.method == "GET":
        return _page(request, found, CodeForm())
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    try:
        services.give_consent(consent_id=found.pk, code=form.cleaned_data["code"], by=request.user)
    except REFUSED as refusal:
        found.refresh_from_db()
        if not found.given_at:
            form.add_error("code", refused(refusal))
            return _page(request, found, form)
        # Pressed twice on a slow line: the first press did it.
    messages.success(request, _("Done: the other officer agreed."))
    is_own = found.asked_by_id == request.user.pk
    return redirect(BACK.get(ConsentAct(found.act), "workspace:officers") if is_own else "workspace:officers")


@never_cache
@login_required
@require_POST
def withdraw(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Call off what was asked for: its code opens nothing any more."""
    found = _own(request, public_id)
    try:
        act_once(
            request.POST,
            action="workspace.consent.withdraw",
            act=lambda: services.withdraw_consent(consent_id=found.pk, by=request.user),
        )
    except AlreadySettled:
        messages.info(request, _("It was done or called off before."))
    else:
        messages.success(request, _("Called off: nothing changed."))
    return redirect("workspace:officers")


def refused(refusal: Exception) -> str:
    """Why a code, or what it was for, is refused, in plain words."""
    if isinstance(refusal, WrongCode):
        return ngettext(
            "This is not the code. %(left)d more try.", "This is not the code. %(left)d more tries.", refusal.left
        ) % {"left": refusal.left}
    texts: dict[type[Exception], str] = {
        NoTriesLeft: _("The code was wrong too often. Ask for a new one."),
        CodeTooOld: _("This code is too old. Ask for a new one."),
        AlreadySettled: _("It was done or called off before."),
        ForbiddenMove: _("It was done or called off before."),
        PhoneTaken: _("Another account has this telephone number by now."),
    }
    return texts.get(type(refusal), _("It cannot be done any more: somebody left, or was replaced. Ask anew."))


def _own(request: SignedInRequest, public_id: str) -> Consent:
    found = consent_for(cooperatives_where(request.user, Area.MEMBERS), public_id)
    if found is None:
        raise Http404
    return found


def _page(request: SignedInRequest, found: Consent, form: CodeForm) -> HttpResponse:
    context: dict[str, Any] = {
        "consent": found,
        "what": sentence_of(found.act, services.asked_of(found)),
        "asked_by": known_as(found.asked_by),
        "asked_of": known_as(found.asked_of),
        "is_asked": found.asked_of_id == request.user.pk,
        "is_open": not (found.given_at or found.withdrawn_at)
        and found.expires_at > clock.now()
        and found.tries < TRIES,
        "form": form,
    }
    page = "marketplace/workspace/people/consent.html"
    return render(request, page, frame_for(request, MORE) | context, status=422 if form.errors else 200)
