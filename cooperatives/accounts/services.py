"""Who signs in: a person's number, forgetting a person, and a demonstration's second factor."""

import time
import uuid
from collections.abc import Collection, Sequence

from allauth.account.models import EmailAddress
from allauth.mfa import app_settings as mfa_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.utils.http import int_to_base36

from cooperatives import clock
from cooperatives.accounts.exceptions import PhoneTaken
from cooperatives.accounts.models import User
from cooperatives.accounts.selectors import Ties, still_needed
from cooperatives.audit.services import record_act, record_acts
from cooperatives.encryption import decrypt, digest, encrypt
from cooperatives.jobs.services import schedule
from cooperatives.locks import users_for_update
from cooperatives.outbox.models import Channel
from cooperatives.outbox.services import enqueue
from cooperatives.push.services import end_devices, forget_devices

END_SESSIONS = "accounts.end-sessions"
SESSIONS_AT_ONCE = 500


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


@transaction.atomic
def change_phone(*, user_id: int, phone: str) -> User:
    """Give a person the number (E.164) that they have just shown to be theirs, and tell the old one.

    Raises `PhoneTaken`.
    """
    (user,) = users_for_update([user_id])
    if user.phone != phone:
        user.phone_verified_at = clock.now()
        _give_phone(user, phone, action="user.change_phone", by=user)
    return user


@transaction.atomic
def recover_phone(*, user_id: int, phone: str, by: User) -> User:
    """Give a person whose telephone is lost another number (E.164), which the first sign-in with it confirms.

    Whoever is signed in with the lost one is signed out, and it rings no more. Raises `PhoneTaken`.
    """
    (user,) = users_for_update([user_id])
    user.phone_verified_at = None
    # Another unusable one than before ends every session; who signs in by a password keeps it.
    if not user.has_usable_password():
        user.set_unusable_password()
    _give_phone(user, phone, action="user.recover_phone", by=by)
    # It would go on hearing of orders, and keep the SMS from the one who works.
    end_devices(user=user)
    schedule(kind=END_SESSIONS, key=f"{END_SESSIONS}:{uuid.uuid4().hex}", subject_id=user_id, due_at=clock.now())
    return user


def _give_phone(user: User, phone: str, *, action: str, by: User) -> None:
    """Save the new number and tell the old one. Raises `PhoneTaken`."""
    old = user.phone
    user.set_phone(phone)
    try:
        with transaction.atomic():
            user.save(update_fields=["phone", "phone_digest", "phone_verified_at", "password"])
    except IntegrityError as error:
        raise PhoneTaken(user.public_id) from error
    record_act(action=action, subject=user, by=by)
    if old:
        enqueue(
            key=f"phone-changed-{uuid.uuid4().hex}",
            channel=Channel.SMS,
            recipient=old,
            language=user.language,
            template="phone_changed",
            context={"ending": phone[-2:]},
        )


@transaction.atomic
def anonymise_user(*, user_id: int, by: User | None, ties: Ties) -> User:
    """Empty a person's account for good; what they did stays, and points at the emptied row.

    `ties` tells what holds people in the packages above. Done again, it changes nothing. Raises
    `PersonStillNeeded`.
    """
    (user,) = users_for_update([user_id])
    if user.anonymised_at:
        return user
    # Asked under the lock: whoever makes this person a member, or places a purchase, waits for it.
    if refusal := still_needed([user_id], ties=ties).get(user_id):
        raise refusal
    _empty([user], by=by)
    schedule(kind=END_SESSIONS, key=f"{END_SESSIONS}:{user.public_id}", subject_id=user_id, due_at=clock.now())
    user.refresh_from_db()
    return user


@transaction.atomic
def anonymise_users(*, user_ids: Collection[int], ties: Ties) -> int:
    """As `anonymise_user`, for a batch of accounts that nobody uses; who is still needed is passed over."""
    users = [user for user in users_for_update(user_ids) if user.anonymised_at is None]
    needed = still_needed([user.pk for user in users], ties=ties)
    free = [user for user in users if user.pk not in needed]
    _empty(free, by=None)
    return len(free)


def end_sessions(*, user_id: int) -> int:
    """Delete the sessions of a person; only what is written inside one says whose it is, so all are read.

    None of them opens anything since the password was changed: this takes the number out of them.
    """
    live = Session.objects.filter(expire_date__gt=clock.now())
    own = [row.pk for row in live.iterator(chunk_size=SESSIONS_AT_ONCE) if _is_of(row, user_id)]
    return Session.objects.filter(pk__in=own).delete()[0]


def _is_of(session: Session, user_id: int) -> bool:
    """Whether the person is signed in there, or about to: allauth keeps the number for that."""
    held = session.get_decoded()
    about_to = (held.get("account_login") or {}).get("user_pk")
    return held.get("_auth_user_id") == str(user_id) or about_to == int_to_base36(user_id)


def _empty(users: Sequence[User], *, by: User | None) -> None:
    ids = [user.pk for user in users]
    Authenticator.objects.filter(user__in=ids).delete()
    EmailAddress.objects.filter(user__in=ids).delete()
    forget_devices(user_ids=ids)
    User.groups.through.objects.filter(user_id__in=ids).delete()
    User.user_permissions.through.objects.filter(user_id__in=ids).delete()
    User.objects.filter(pk__in=ids).update(
        first_name="",
        last_name="",
        email=None,
        phone="",
        phone_digest=None,
        phone_verified_at=None,
        # Another unusable one than before: every session ends, and so does every link to set a new one.
        password=make_password(None),
        last_login=None,
        is_active=False,
        anonymised_at=clock.now(),
    )
    record_acts(action="user.anonymise", subjects=users, by=by)


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
