"""Telephones that ring: joining one, ending one, and writing the message that rings it."""

from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import IntegrityError, transaction

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.encryption import digest
from cooperatives.outbox.models import Channel
from cooperatives.outbox.services import enqueue
from cooperatives.push.keys import is_point, is_secret
from cooperatives.push.models import PushSubscription

LONGEST_ADDRESS = 2000
# A person has a telephone or two, not a farm of them: the oldest make room.
MOST_DEVICES = 10


class NotAPushService(Exception):
    """The address is not one of a browser maker's push service: nothing is ever sent there."""


class KeysUnreadable(Exception):
    """What the browser gave to encrypt by is not a key."""


def add_device(*, user: User, endpoint: str, p256dh: str, auth: str) -> PushSubscription:
    """Let this browser ring for `user`; the same browser again stays one, and is whoever's was last.

    Raises `NotAPushService`, `KeysUnreadable`.
    """
    if not is_push_service(endpoint):
        raise NotAPushService
    if not is_point(p256dh) or not is_secret(auth):
        raise KeysUnreadable
    try:
        return _write(user, endpoint, p256dh, auth)
    except IntegrityError:
        # The same press twice at once: the other one wrote it.
        return PushSubscription.objects.get(endpoint_digest=digest(endpoint), ended_at__isnull=True)


@transaction.atomic
def _write(user: User, endpoint: str, p256dh: str, auth: str) -> PushSubscription:
    now = clock.now()
    PushSubscription.objects.filter(endpoint_digest=digest(endpoint), ended_at__isnull=True).update(ended_at=now)
    kept = PushSubscription.objects.filter(user=user, ended_at__isnull=True).order_by("-pk")[: MOST_DEVICES - 1]
    PushSubscription.objects.filter(user=user, ended_at__isnull=True).exclude(
        pk__in=list(kept.values_list("pk", flat=True))
    ).update(ended_at=now)
    return PushSubscription.objects.create(
        user=user, endpoint=endpoint, endpoint_digest=digest(endpoint), p256dh=p256dh, auth=auth
    )


def end_device(*, user: User, endpoint: str) -> bool:
    """Stop this browser from ringing; answers whether it did before. Another's stays as it is."""
    own = PushSubscription.objects.filter(user=user, endpoint_digest=digest(endpoint), ended_at__isnull=True)
    return bool(own.update(ended_at=clock.now()))


def end_devices(*, user: User) -> int:
    """Stop every telephone of a person from ringing; answers how many did."""
    return PushSubscription.objects.filter(user=user, ended_at__isnull=True).update(ended_at=clock.now())


def forget_devices(*, user_ids: Collection[int]) -> None:
    """Delete every address at which browsers of these people could be rung."""
    PushSubscription.objects.filter(user__in=user_ids).delete()


def ring(*, device: PushSubscription, key: str, template: str, context: Mapping[str, Any]) -> None:
    """Write a message that rings one telephone after the commit, in the caller's transaction; once for each `key`.

    The words are those of the SMS: what a push service carries names no shopper, and is encrypted all the same.
    """
    enqueue(
        key=f"{key}:push:{device.pk}",
        channel=Channel.PUSH,
        recipient=str(device.pk),
        language=device.user.language,
        template=template,
        context=context,
    )


def is_push_service(endpoint: str) -> bool:
    """Whether the address belongs to a push service that we know: a person must not make us call just anywhere."""
    if len(endpoint) > LONGEST_ADDRESS:
        return False
    try:
        parts = urlsplit(endpoint)
        host = parts.hostname or ""
    except ValueError:
        return False
    known = any(host == name or host.endswith(f".{name}") for name in settings.PUSH_HOSTS)
    # Without encryption only on the machine itself: a test's own push service.
    return known and (parts.scheme == "https" or host == "127.0.0.1") and parts.username is None
