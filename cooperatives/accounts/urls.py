"""Signing in and a person's own page. Written before allauth's addresses, these win."""

from django.contrib.auth.decorators import login_required
from django.urls import path
from django.views.generic import RedirectView

from cooperatives.accounts import views

# allauth's pages for which we have no use: an account is made by confirming a number, and an
# address of e-mail is changed by the platform's staff.
_CLOSED = {
    "signup/": ("account_signup", "account_login"),
    "login/code/": ("account_request_login_code", "account_login"),
    "email/": ("account_email", "account"),
    "confirm-email/": ("account_email_verification_sent", "account"),
    "password/set/": ("account_set_password", "account"),
}

urlpatterns = [
    path("", views.account, name="account"),
    path("login/", views.PhoneSignInView.as_view(), name="account_login"),
    path("login/code/confirm/", views.SignInCodeView.as_view(), name="account_confirm_login_code"),
    path("login/password/", views.PasswordSignInView.as_view(), name="account_login_password"),
    path("phone/change/", login_required(views.NewPhoneView.as_view()), name="account_change_phone"),
    path("phone/verify/", login_required(views.NewPhoneCodeView.as_view()), name="account_verify_phone"),
    path("2fa/totp/activate/", views.ActivateAppView.as_view(), name="mfa_activate_totp"),
    path("2fa/webauthn/add/", views.AddKeyView.as_view(), name="mfa_add_webauthn"),
    *(
        path(address, RedirectView.as_view(pattern_name=target, query_string=True), name=name)
        for address, (name, target) in _CLOSED.items()
    ),
]
