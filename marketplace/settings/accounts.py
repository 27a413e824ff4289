"""Who signs in, and how: phone and one-time code; a second factor for staff and organisers."""

from marketplace.settings.environment import ENVIRONMENT, PRODUCTION, TEST

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "after-sign-in"
LOGOUT_REDIRECT_URL = "/"
WAGTAILADMIN_LOGIN_URL = "account_login"

ACCOUNT_ADAPTER = "cooperatives.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"phone", "email"}
ACCOUNT_SIGNUP_FIELDS = ["phone*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_FORMS = {
    "confirm_login_code": "cooperatives.accounts.forms.SignInCodeForm",
    "verify_phone": "cooperatives.accounts.forms.NewPhoneCodeForm",
}
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PHONE_VERIFICATION_ENABLED = True
ACCOUNT_PHONE_VERIFICATION_TIMEOUT = 600
# Six digits, which telephones offer to fill in by themselves.
ACCOUNT_PHONE_VERIFICATION_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
# Many exhibitors share one address behind a fair's router, so the limit by address is wide
# and the one by phone number narrow: sixty guesses a day at a code of six digits, at most.
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "login_failed": "60/m/ip,5/5m/key",
    "request_login_code": "60/m/ip,3/m/key,20/d/key",
    "change_phone": "3/m/user,20/d/user",
    "verify_phone": "60/m/ip,3/m/key,20/d/key",
    "reauthenticate": "10/m/user",
}

MFA_ADAPTER = "cooperatives.accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_FORMS = {
    "authenticate": "cooperatives.accounts.forms.SecondFactorForm",
    "reauthenticate": "cooperatives.accounts.forms.SecondFactorAgainForm",
    "activate_totp": "cooperatives.accounts.forms.ActivateAppForm",
}
MFA_PASSKEY_LOGIN_ENABLED = False
MFA_ALLOW_UNVERIFIED_EMAIL = True
# Browsers allow keys on http://localhost, where the demonstration stands.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = ENVIRONMENT.mode != PRODUCTION
# A cheap phone's clock is often half a minute wrong.
MFA_TOTP_TOLERANCE = 1

# Areas that ask for a second factor, and whom they are for; the language before them is left out.
SECOND_FACTOR_AREAS = {
    "/cms/": "marketplace.signing_in.works_for_platform",
    "/organiser/": "marketplace.signing_in.organises",
    # Field agents change numbers of others and work in their workspaces.
    "/workspace/people/field/": "cooperatives.officers.selectors.is_field_agent",
}
SECOND_FACTOR_SECONDS = 12 * 60 * 60
# The demonstration's staff and organisers all have this one; its codes stand on the page of messages.
DEMO_TOTP_SECRET = "KNXXK2ZAMRSW233TORZGC5DJN5XCA5DP"  # noqa: S105

SESSION_COOKIE_AGE = 60 * 60 * 24 * 42
SESSION_ENGINE = "django.contrib.sessions.backends.db"
# A third of a second for each password is for who steals them, not for who tests.
_HASHER = "MD5PasswordHasher" if ENVIRONMENT.mode == TEST else "PBKDF2PasswordHasher"
PASSWORD_HASHERS = [f"django.contrib.auth.hashers.{_HASHER}"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
