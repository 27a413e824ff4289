"""Signing in: a number, a code, or a password for those who have one."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import BaseConfirmCodeForm, ConfirmLoginCodeForm, LoginForm
from allauth.core import context, ratelimit
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.utils.translation import gettext_lazy as _

from cooperatives.accounts.fields import CodeField, PhoneField
from cooperatives.accounts.models import User


class PhoneSignInForm(forms.Form):
    """The number to which a code is sent, whether or not an account has it."""

    phone = PhoneField()

    def clean_phone(self) -> str:
        phone = str(self.cleaned_data["phone"])
        if not ratelimit.consume(context.request, action="request_login_code", key=phone):
            raise get_adapter().validation_error("too_many_login_attempts")
        return phone


class PasswordSignInForm(LoginForm):
    """The platform's staff sign in by e-mail and password, then by their second factor."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.EmailField(
            label=_("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "username", "dir": "ltr"})
        )
        self.fields["password"] = forms.CharField(
            label=_("Password"),
            strip=False,
            widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "dir": "ltr"}),
        )
        self.order_fields(["login", "password"])

    def _setup_password_field(self) -> None:
        """allauth drops the password where the sign-up form has none; ours has no sign-up form."""


class SignInCodeForm(ConfirmLoginCodeForm):
    code = CodeField(label=_("The code that you received"), max_length=20)


class NewPhoneCodeForm(BaseConfirmCodeForm):
    """The code that went to a new number; whether another account has it, the service finds out."""

    code = CodeField(label=_("The code that you received"), max_length=20)

    def __init__(self, *args: Any, user: User | None = None, phone: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class SecondFactorForm(AuthenticateForm):
    code = CodeField(label=_("Code of your app, or a recovery code"), max_length=20)


class SecondFactorAgainForm(ReauthenticateForm):
    code = CodeField(label=_("Code of your app, or a recovery code"), max_length=20)


class ActivateAppForm(ActivateTOTPForm):
    code = CodeField(label=_("Code that the app shows"), max_length=20)


class AccountForm(forms.ModelForm):
    """What a person may change about themselves."""

    class Meta:
        model = User
        fields = ["first_name", "last_name", "language"]
        labels = {"language": _("Language of messages to you")}
