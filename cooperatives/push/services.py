"""Telephones that ring: joining one, ending one, and writing the message that rings it."""

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import IntegrityError, transaction

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.encryption import digest
from cooperatives.jobs.services import schedule
from cooperatives.outbox.models import Channel, Message
from cooperatives.outbox.services import enqueue, enqueue_text
from cooperatives.push.keys import is_point, is_secret
from cooperatives.push.models import PushSubscription

LONGEST_ADDRESS = 2000
# The work of looking whether a telephone was rung; which message stands at the end of the job's key.
NOT_RUNG = "push.not_rung"
# Between the key of what is told and the telephone that it rings.
PUSH = ":push:"
# A little after a new order is looked at for the same reason, whose SMS goes to the cooperative's own number.
THEN_SMS_AFTER = timedelta(minutes=11)
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

    The words are those of the SMS: what a push service carries names no shopper, and is encrypted all the same. Where
    no telephone was rung under `key` in time, they go out as an SMS after all.
    """
    try_ring(device=device, key=key, template=template, context=context)
    named = f"{NOT_RUNG}:{_named(key, device)}"
    schedule(kind=NOT_RUNG, key=named, subject_id=device.pk, due_at=clock.now() + THEN_SMS_AFTER)


def write_instead(*, device_id: int, message_key: str) -> bool:
    """Send the SMS for a message by which nobody was rung, unless it went out otherwise; says whether it did."""
    key = message_key.rpartition(PUSH)[0]
    together = list(Message.objects.filter(key__startswith=f"{key}{PUSH}"))
    message = next((each for each in together if each.key == message_key), None)
    device = PushSubscription.objects.select_related("user").filter(pk=device_id).first()
    if message is None or device is None or not device.user.phone:
        return False
    devices = [int(each.recipient) for each in together if each.recipient]
    has_rung = PushSubscription.objects.filter(pk__in=devices, rang_at__gte=message.created_at).exists()
    if has_rung or Message.objects.filter(key=key).exists():
        return False
    enqueue_text(
        key=f"{key}:sms:{device.user_id}",
        channel=Channel.SMS,
        recipient=device.user.phone,
        language=message.language,
        body=message.body,
    )
    return True


def try_ring(*, device: PushSubscription, key: str, template: str, context: Mapping[str, Any]) -> None:
    """As `ring`, for who tries the telephone in the hand: no SMS follows."""
    enqueue(
        key=_named(key, device),
        channel=Channel.PUSH,
        recipient=str(device.pk),
        language=device.user.language,
        template=template,
        context=context,
    )


def _named(key: str, device: PushSubscription) -> str:
    return f"{key}{PUSH}{device.pk}"


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
