"""Giving a device its token by one scan, knowing it again, and switching it off."""

import re
import secrets
from datetime import timedelta
from typing import TypeVar

from django.db import IntegrityError, transaction
from django.db.models import Q

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.services import record_act
from fairs.devices import EnrolledDevice, digest_of

SECRET_BYTES = 32
CODE_LASTS = timedelta(hours=24)
# What 32 random bytes come to in base64url; a device makes at least as much.
TOKEN_SHAPE = re.compile(r"[-_0-9A-Za-z]{43,128}\Z")
SEEN_EVERY = timedelta(minutes=1)

Device = TypeVar("Device", bound=EnrolledDevice)


class CodeNotGood(Exception):
    """The code is unknown, too old, or another device took it."""


def new_secret() -> str:
    """A code or a token that nobody guesses."""
    return secrets.token_urlsafe(SECRET_BYTES)


@transaction.atomic
def invite_device(*, device: EnrolledDevice, by: User | None) -> str:
    """Save `device`, which nobody has scanned yet, and answer the code for its QR: told here once."""
    code = new_secret()
    device.code_digest, device.code_ends_at = digest_of(code), clock.now() + CODE_LASTS
    device.token_digest = None
    device.enrolled_by = by
    device.save()
    record_act(action=f"{device._meta.model_name}_invited", subject=device, by=by, after={"label": device.label})
    return code


@transaction.atomic
def take_code(*, devices: type[Device], code: str, token: str) -> Device:
    """Give the device of this code the token that it made itself; asked again with the same token, again.

    Raises `CodeNotGood`.
    """
    if not TOKEN_SHAPE.match(token):
        raise CodeNotGood
    # A conditional update: of two devices that scan at once, one finds the code taken.
    fresh = Q(token_digest__isnull=True, revoked_at__isnull=True, code_ends_at__gt=clock.now())
    mine, given = digest_of(token), digest_of(code)
    try:
        with transaction.atomic():
            invited = devices._default_manager.filter(fresh, code_digest=given)
            taken = invited.update(token_digest=mine, enrolled_at=clock.now())
    except IntegrityError as error:
        # The token is that of a device that joined by another code.
        raise CodeNotGood from error
    device = devices._default_manager.filter(code_digest=given, token_digest=mine).first()
    if device is None:
        raise CodeNotGood
    if taken:
        record_act(action=f"{device._meta.model_name}_enrolled", subject=device, by=None)
    return device


@transaction.atomic
def revoke_device(*, device: EnrolledDevice, by: User | None) -> None:
    """Switch a device off at once; what it still sends is kept aside for a person, not lost."""
    rows = type(device)._default_manager.filter(pk=device.pk, revoked_at__isnull=True)
    if rows.update(revoked_at=clock.now(), revoked_by=by):
        record_act(action=f"{device._meta.model_name}_revoked", subject=device, by=by)
    device.refresh_from_db()


def note_seen(*, device: EnrolledDevice) -> None:
    """Last in a transaction and not every time: each batch of a busy device would otherwise write its row."""
    now = clock.now()
    stale = Q(last_seen_at__isnull=True) | Q(last_seen_at__lt=now - SEEN_EVERY)
    type(device)._default_manager.filter(stale, pk=device.pk).update(last_seen_at=now)
