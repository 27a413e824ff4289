"""How allauth finds, writes and tells a person by telephone number."""

import uuid
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cooperatives import clock
from cooperatives.accounts.fields import PhoneField
from cooperatives.accounts.models import User
from cooperatives.encryption import decrypt, digest, encrypt
from cooperatives.outbox.models import Channel
from cooperatives.outbox.services import enqueue, enqueue_text
from cooperatives.push.services import end_device

_SAID_BY_THE_PAGE = {
    f"account/messages/{name}.txt" for name in ("logged_in", "logged_out", "login_code_sent", "phone_verification_sent")
}


class AccountAdapter(DefaultAccountAdapter):
    """Phone numbers stand encrypted on our own user, and every message goes through the outbox."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is closed. Ask the platform's staff."),
        "email_password_mismatch": _("The e-mail address or the password is not right."),
        "incorrect_code": _("This code is not right. Look at the last message that you received."),
        "incorrect_password": _("The password is not right."),
        "same_as_current": _("This is the number that you have already."),
        "rate_limited": _("Too many tries. Wait a few minutes, then try again."),
        "too_many_login_attempts": _("Too many tries. Wait a few minutes, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        # Whoever confirms a number has an account; there is no form to sign up by.
        return False

    def phone_form_field(self, **kwargs: Any) -> PhoneField:
        return PhoneField(**kwargs)

    def get_user_by_phone(self, phone: str) -> User | None:
        return User.objects.with_phone(phone)

    def get_phone(self, user: User) -> tuple[str, bool] | None:
        return (user.phone, user.phone_verified_at is not None) if user.phone else None

    def set_phone(self, user: User, phone: str, verified: bool) -> None:
        user.set_phone(phone)
        user.phone_verified_at = clock.now() if verified else None
        user.save(update_fields=["phone", "phone_digest", "phone_verified_at"])

    def set_phone_verified(self, user: User, phone: str) -> None:
        # A number that was changed while the code was on its way is not confirmed by it.
        unconfirmed = User.objects.filter(pk=user.pk, phone_digest=digest(phone), phone_verified_at__isnull=True)
        unconfirmed.update(phone_verified_at=clock.now())

    def send_verification_code_sms(self, user: User, phone: str, code: str, **kwargs: Any) -> None:
        template = "sign_in_code" if phone == user.phone else "new_phone_code"
        enqueue(
            key=f"{template.replace('_', '-')}-{uuid.uuid4().hex}",
            channel=Channel.SMS,
            recipient=phone,
            language=get_language() or user.language,
            template=template,
            context={"code": code},
        )

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        request = self.request
        mail = self.render_mail(template_prefix, email, {"request": request, "email": email, **context})
        enqueue_text(
            key=f"{template_prefix.rsplit('/', 1)[-1]}-{uuid.uuid4().hex}",
            channel=Channel.EMAIL,
            recipient=email,
            language=get_language() or "ar",
            subject=mail.subject,
            body=str(mail.body),
        )

    def format_email_subject(self, subject: str) -> str:
        return str(subject)

    def get_login_stages(self) -> list[str]:
        # Numbers are confirmed by signing in with them, and addresses are written by staff.
        return ["allauth.account.stages.LoginByCodeStage", "allauth.mfa.stages.AuthenticateStage"]

    def logout(self, request: HttpRequest) -> None:
        # Whoever takes this telephone next must not hear of the orders.
        endpoint = request.session.get(settings.RINGING_DEVICE)
        if endpoint and request.user.is_authenticated:
            end_device(user=request.user, endpoint=endpoint)
        super().logout(request)

    def reauthenticate(self, user: User, password: str) -> bool:
        self.pre_authenticate(context.request, email=user.email or user.public_id)
        is_right = user.check_password(password)
        if is_right:
            self._rollback_login_failed_rl_usage()
        return is_right

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        if message_template not in _SAID_BY_THE_PAGE:
            super().add_message(request, level, message_template, *args, **kwargs)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account")


class SecondFactorAdapter(DefaultMFAAdapter):
    """The secrets of second factors are personal data at rest like any other."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code is not right. Take the one that the app shows now."),
    }

    def get_totp_issuer(self) -> str:
        return "Souk"

    def encrypt(self, text: str) -> str:
        return encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return decrypt(encrypted_text)
