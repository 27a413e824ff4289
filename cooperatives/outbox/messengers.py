"""Who carries an SMS or a WhatsApp message; `settings.SMS_MESSENGER` names the class."""

import json
from typing import Protocol
from urllib.request import Request, urlopen

from django.conf import settings
from django.utils.module_loading import import_string

from cooperatives.outbox.models import Message


class Messenger(Protocol):
    """A carrier of short messages. It may be given the same message twice, with the same key."""

    def send(self, message: Message) -> None:
        """Hand the message over; an exception means that it has to be tried again."""


class ShownOnPage:
    """The demonstration's carrier: the stored message itself is what the page shows."""

    def send(self, message: Message) -> None:
        return None


class HttpGateway:
    """Hand messages as JSON to the gateway at `SMS_GATEWAY_URL`; the key lets it drop repeats."""

    TIMEOUT_SECONDS = 20

    def send(self, message: Message) -> None:
        letter = {"key": message.key, "channel": message.channel, "to": message.recipient, "text": message.body}
        headers = {
            "Content-Type": "application/json",
            "Authorization": f"Bearer {settings.SMS_GATEWAY_TOKEN}",
            "Idempotency-Key": message.key,
        }
        request = Request(settings.SMS_GATEWAY_URL, data=json.dumps(letter).encode(), headers=headers, method="POST")  # noqa: S310
        with urlopen(request, timeout=self.TIMEOUT_SECONDS):  # noqa: S310 -- settings allow https only
            return None


def messenger() -> Messenger:
    """The carrier that the settings name."""
    return import_string(settings.SMS_MESSENGER)()


def ringer() -> Messenger:
    """Who rings telephones; loaded by the worker alone, and when it first rings one."""
    return import_string(settings.PUSH_MESSENGER)()
