"""Who signs in: finding or writing the user of a number, and a demonstration's second factor."""

import time

from allauth.mfa import app_settings as mfa_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.db import IntegrityError, transaction

from cooperatives.accounts.models import User
from cooperatives.encryption import decrypt, digest, encrypt


def user_of_phone(*, phone: str, language: str) -> User:
    """The user whose number is `phone` (E.164), written now when there is none.

    So that known and unknown numbers are answered alike. Who never confirms the number is
    taken out again by `forget_unconfirmed`.
    """
    known = User.objects.with_phone(phone)
    if known:
        return known
    try:
        with transaction.atomic():
            return User.objects.create_user(phone=phone, language=language)
    except IntegrityError:
        # A second press of the button was faster.
        return User.objects.get(phone_digest=digest(phone))


def enrol_demo_totp(*, user: User, secret: str = "") -> None:
    """Give a demonstration account the second factor whose codes the page of messages shows."""
    if not settings.SHOW_DEMONSTRATION:
        raise RuntimeError("A known second factor is for the demonstration only")
    data = {"secret": encrypt(secret or settings.DEMO_TOTP_SECRET)}
    Authenticator.objects.update_or_create(user=user, type=Authenticator.Type.TOTP, defaults={"data": data})
    if not Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).exists():
        RecoveryCodes.activate(user)


def demo_totp_codes(*, secret: str = "") -> list[str]:
    """The codes that a demonstration's app would show now and next; both are accepted now."""
    counter = int(time.time()) // mfa_settings.TOTP_PERIOD
    secret = secret or settings.DEMO_TOTP_SECRET
    return [format_hotp_value(hotp_value(secret, counter + step)) for step in (0, 1)]


def demo_totp_users() -> list[User]:
    """The accounts whose second factor is the demonstration's."""
    factors = Authenticator.objects.filter(type=Authenticator.Type.TOTP).select_related("user").order_by("user_id")[:50]
    return [factor.user for factor in factors if decrypt(factor.data["secret"]) == settings.DEMO_TOTP_SECRET]
