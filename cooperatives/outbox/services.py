"""Writing a message in the transaction that makes it true, and sending it after."""

import time
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template import Context
from django.template.loader import get_template
from django.utils import translation

from cooperatives import clock
from cooperatives.jobs.waking import wake_outbox_on_commit
from cooperatives.locks import next_due_message
from cooperatives.outbox.messengers import messenger, ringer
from cooperatives.outbox.models import Channel, Message
from cooperatives.request_context import bound_request, request_id
from cooperatives.writing import insert_once

logger = structlog.get_logger(__name__)

MAX_ATTEMPTS = 8
# What rings is news for minutes: four tries reach over ten of them, then an SMS tells it.
MAX_RINGS = 4
LEASE = timedelta(minutes=2)
# Eight tries reach over fifteen hours: a carrier that is away for a night loses nothing.
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=6)
# A carrier that hangs must not keep the worker from its jobs.
SWEEP_SECONDS = 20


def enqueue(
    *,
    key: str,
    channel: str,
    recipient: str,
    language: str,
    template: str,
    context: Mapping[str, Any],
    due_at: datetime | None = None,
) -> None:
    """Write a message in the caller's transaction; the same `key` again changes nothing.

    `template` is a name in `templates/cooperatives/messages/`, without `.txt`; an e-mail has a
    `.subject.txt` beside it. The text is made now, so that it says what was true now.
    """
    with translation.override(language):
        body = _text(f"{template}.txt", context)
        subject = _text(f"{template}.subject.txt", context) if channel == Channel.EMAIL else ""
    enqueue_text(
        key=key, channel=channel, recipient=recipient, language=language, subject=subject, body=body, due_at=due_at
    )


def enqueue_text(
    *,
    key: str,
    channel: str,
    recipient: str,
    language: str,
    body: str,
    subject: str = "",
    due_at: datetime | None = None,
) -> None:
    """Write a message whose words another library has made; otherwise as `enqueue`."""
    now = clock.now()
    message = Message(
        key=key,
        channel=channel,
        recipient=recipient,
        language=language,
        subject=" ".join(subject.split())[:200],
        body=body,
        created_at=now,
        due_at=due_at or now,
        request_id=request_id.get(),
    )
    insert_once(message)
    if message.due_at <= now:
        wake_outbox_on_commit()


def _text(name: str, context: Mapping[str, Any]) -> str:
    """Plain text: nothing in it is escaped for HTML."""
    template = get_template(f"cooperatives/messages/{name}").template  # type: ignore[attr-defined]
    return str(template.render(Context({"base_url": settings.BASE_URL, **context}, autoescape=False))).strip()


def retry(*, key: str) -> None:
    """Let a message that was given up be tried again from now on."""
    with transaction.atomic():
        Message.objects.filter(key=key, sent_at__isnull=True).update(attempts=0, given_up_at=None, due_at=clock.now())
        wake_outbox_on_commit()


def send_due(limit: int = 200) -> int:
    """Send up to `limit` waiting messages one after the other; answer how many were tried."""
    _give_up_exhausted()
    tried, until = 0, time.monotonic() + SWEEP_SECONDS
    while tried < limit and time.monotonic() < until and (message := _claim()):
        with bound_request(message.request_id):
            _send(message)
        tried += 1
    return tried


def _claim() -> Message | None:
    """Take a lease on one message, committed before anything leaves: a killed sender's lease runs out."""
    now = clock.now()
    with transaction.atomic():
        message = next_due_message(due=now, max_attempts=MAX_ATTEMPTS)
        if message is not None:
            message.attempts += 1
            message.claimed_until = now + LEASE
            message.save(update_fields=["attempts", "claimed_until"])
    return message


def _send(message: Message) -> None:
    """Hand it over outside any transaction, then write down how that went."""
    try:
        if message.channel == Channel.EMAIL:
            _send_email(message)
        elif message.channel == Channel.PUSH:
            ringer().send(message)
        else:
            messenger().send(message)
    except Exception as error:  # noqa: BLE001 -- whatever a carrier raises, the next message has its turn
        _record_failure(message, error)
    else:
        Message.objects.filter(pk=message.pk, sent_at__isnull=True).update(
            sent_at=clock.now(), claimed_until=None, last_error=""
        )
        logger.info("message_sent", message=message.pk, channel=message.channel, attempts=message.attempts)


def _send_email(message: Message) -> None:
    EmailMessage(
        subject=message.subject, body=message.body, to=[message.recipient], headers={"X-Message-Key": message.key}
    ).send()


def _record_failure(message: Message, error: Exception) -> None:
    now, given_up = clock.now(), message.attempts >= (MAX_RINGS if message.channel == Channel.PUSH else MAX_ATTEMPTS)
    wait = min(FIRST_WAIT * 4 ** (message.attempts - 1), LONGEST_WAIT)
    # The attempt's number is the lease: a sender that came late does not undo what a later one wrote.
    Message.objects.filter(pk=message.pk, sent_at__isnull=True, attempts=message.attempts).update(
        due_at=now + wait,
        claimed_until=None,
        given_up_at=now if given_up else None,
        last_error=type(error).__name__,
    )
    log = logger.error if given_up else logger.warning
    log(
        "message_given_up" if given_up else "message_not_sent",
        message=message.pk,
        channel=message.channel,
        attempts=message.attempts,
        error=type(error).__name__,
    )


def _give_up_exhausted() -> None:
    """Close messages whose last sender was killed before it could say so."""
    now = clock.now()
    exhausted = Message.objects.filter(sent_at__isnull=True, given_up_at__isnull=True, attempts__gte=MAX_ATTEMPTS)
    for message in exhausted.exclude(claimed_until__gt=now):
        message.given_up_at, message.claimed_until = now, None
        message.save(update_fields=["given_up_at", "claimed_until"])
        logger.error("message_given_up", message=message.pk, channel=message.channel, attempts=message.attempts)
