"""Signing in by number and code, by password, and a person's own page."""

from typing import Any, cast

from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.views import (
    ChangePhoneView,
    ConfirmLoginCodeView,
    LoginView,
    RequestLoginCodeView,
    _VerifyPhoneChangeView,
)
from allauth.decorators import rate_limit
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache

from cooperatives.accounts.exceptions import PhoneTaken
from cooperatives.accounts.forms import AccountForm, PasswordSignInForm, PhoneSignInForm
from cooperatives.accounts.middleware import ask_second_factor, has_second_factor
from cooperatives.accounts.models import User
from cooperatives.accounts.names import known_as
from cooperatives.accounts.services import change_phone, user_of_phone
from cooperatives.officers.enums import ConsentAct
from cooperatives.officers.exceptions import TooManyAsked
from cooperatives.officers.selectors import watched_over
from cooperatives.officers.services import ask_consent
from cooperatives.permissions import cooperatives_for
from cooperatives.phones import masked_phone


class PhoneSignInView(RequestLoginCodeView):
    """Ask for a number and send it a code; the same answer whether or not an account has it."""

    template_name = "account/login.html"

    @method_decorator(rate_limit(action="login"))
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return super().dispatch(request, *args, **kwargs)

    def get_form_class(self) -> type[PhoneSignInForm]:
        return PhoneSignInForm

    def form_valid(self, form: PhoneSignInForm) -> HttpResponse:
        phone = form.cleaned_data["phone"]
        user = user_of_phone(phone=phone, language=get_language() or settings.LANGUAGE_CODE)
        LoginCodeVerificationProcess.initiate(request=self.request, user=user, phone=phone)
        return HttpResponseRedirect(self.get_success_url())


class PasswordSignInView(LoginView):
    """E-mail and password, for the platform's staff."""

    template_name = "account/login_password.html"

    def get_form_class(self) -> type[PasswordSignInForm]:
        return PasswordSignInForm


class SignInCodeView(ConfirmLoginCodeView):
    """Take the code; the third wrong one ends it, and another may be asked for at once."""

    def form_invalid(self, form: Any) -> HttpResponse:
        if self._process.record_invalid_attempt():
            return self.render_to_response(self.get_context_data(form=form))
        messages.error(self.request, gettext("The code was wrong too often. Ask for a new one."))
        return redirect("account_login")


class NewPhoneView(ChangePhoneView):
    """Ask for another number and send it a code; who has a second factor shows it first."""

    template_name = "account/phone_change.html"

    @method_decorator(never_cache)
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        guarded = Authenticator.objects.filter(user_id=request.user.pk).exists()
        if guarded and not has_second_factor(request):
            return ask_second_factor(request)
        return super().dispatch(request, *args, **kwargs)


class NewPhoneCodeView(_VerifyPhoneChangeView):
    """Take the code that went to the new number; from then on the person signs in with it."""

    template_name = "account/phone_code.html"

    def _verify_form_valid(self, form: Any) -> HttpResponse:
        person, phone = self.process.user, self.process.phone
        watched = watched_over(person.pk)
        if watched is not None:
            return self._ask_other_officer(person, phone, watched)
        try:
            change_phone(user_id=person.pk, phone=phone)
        except PhoneTaken:
            taken = gettext("Another account has this number. Sign in with it and delete that account first.")
            form.add_error("code", taken)
            return self.render_to_response(self.get_context_data(form=form))
        self.process.abort()
        messages.success(self.request, gettext("Saved. From now on you sign in with this number."))
        return redirect("account")

    def _ask_other_officer(self, person: User, phone: str, cooperative_id: int) -> HttpResponse:
        """Two officers watch over each other's numbers: the new one is the person's, and the other must know of it."""
        asked = {"phone": phone, "name": known_as(person)}
        self.process.abort()
        try:
            consent = ask_consent(cooperative_id=cooperative_id, act=ConsentAct.PHONE, asked=asked, by=person)
        except TooManyAsked:
            messages.error(self.request, gettext("You asked too often today. Try again tomorrow."))
            return redirect("account")
        return redirect("workspace:consent", public_id=consent.public_id)

    def respond_process_failed(self, form: Any) -> HttpResponse:
        messages.error(self.request, gettext("The code was wrong too often. Ask for a new one."))
        return redirect("account_change_phone")


class ActivateAppView(ActivateTOTPView):
    """Who has just shown the app's code is not asked for it again in this session."""

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        _remember_factor(self.request, Authenticator.Type.TOTP)
        return response


class AddKeyView(AddWebAuthnView):
    """Who has just shown a security key is not asked for it again in this session."""

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        _remember_factor(self.request, Authenticator.Type.WEBAUTHN)
        return response


def _remember_factor(request: HttpRequest, kind: str) -> None:
    factor = Authenticator.objects.filter(user_id=request.user.pk, type=kind).latest("pk")
    record_authentication(request, factor.user, "mfa", id=factor.pk, type=kind, reauthenticated=True)


@never_cache
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """A person's name and language, and the way to where they work."""
    person = cast(User, request.user)
    form = AccountForm(request.POST or None, instance=person)
    if form.is_valid():
        form.save()
        messages.success(request, gettext("Saved."))
        return redirect("account")
    context = {
        "form": form,
        "phone": masked_phone(person.phone) if person.phone else "",
        "belongs_to": cooperatives_for(person),
        "factors": Authenticator.objects.filter(user=person).exists(),
    }
    return render(request, "account/account.html", context, status=422 if form.errors else 200)
