"""The page on which a person deletes their own account."""

from typing import cast

from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cooperatives.accounts.exceptions import PersonStillNeeded, StillMember, WorksForPlatform
from cooperatives.accounts.models import User
from marketplace.forgetting import PurchaseUnderWay, StillHelps, StillOrganises, forget_person, why_not_yet
from marketplace.once import act_once

_NOT_YET = {
    StillMember: gettext_lazy(
        "You belong to a cooperative. Ask its manager to end that first, or withdraw its application if it has not "
        "joined yet. Then come back here."
    ),
    StillOrganises: gettext_lazy(
        "You organise a fair. Ask the platform's staff to end that first, then come back here."
    ),
    StillHelps: gettext_lazy("You are a field agent. Ask the platform's staff to end that first, then come back here."),
    WorksForPlatform: gettext_lazy("You work for the platform: its administrators close your account."),
    PurchaseUnderWay: gettext_lazy(
        "Something that you bought is still on its way. Come back here once it has arrived, or cancel it."
    ),
}


class DeleteAccountForm(forms.Form):
    """One box to tick, so that nobody deletes an account by a slip of the thumb."""

    sure = forms.BooleanField(label=gettext_lazy("I have read this. My account cannot be brought back."))


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def delete_account(request: HttpRequest) -> HttpResponse:
    """Say what goes and what stays, ask, then empty the account and sign out."""
    person = cast(User, request.user)
    form = DeleteAccountForm(request.POST if request.method == "POST" else None)
    refusal = why_not_yet(person)
    if refusal is None and form.is_valid():
        try:
            act_once(request.POST, action="account.delete", act=lambda: forget_person(user_id=person.pk, by=person))
        except PersonStillNeeded as error:
            refusal = error
        else:
            return _good_bye(request)
    context = {
        "form": form,
        "not_yet": _NOT_YET[type(refusal)] if refusal else "",
        "buys": isinstance(refusal, PurchaseUnderWay),
    }
    return render(request, "account/delete.html", context, status=422 if form.is_bound else 200)


def _good_bye(request: HttpRequest) -> HttpResponse:
    logout(request)
    messages.success(request, gettext("Your account is deleted."))
    return redirect("home")
