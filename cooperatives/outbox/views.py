"""The demonstration's page of messages: it stands for everybody's telephone and letter box."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import urlize
from django.utils.safestring import SafeString
from django.views.decorators.cache import never_cache

from cooperatives.accounts.services import demo_totp_codes, demo_totp_users
from cooperatives.outbox.models import Channel, Message
from cooperatives.outbox.selectors import newest
from cooperatives.phones import masked_phone


@never_cache
def messages(request: HttpRequest) -> HttpResponse:
    """The newest messages, and the codes of the demonstration's second factor."""
    page = "list" if request.headers.get("HX-Request") else "page"
    context = {
        "shown": [_shown(message) for message in newest()],
        "totp_users": demo_totp_users(),
        "totp_codes": demo_totp_codes(),
    }
    return render(request, f"cooperatives/outbox/{page}.html", context)


def _shown(message: Message) -> dict[str, Any]:
    return {"message": message, "recipient": _masked(message), "body": _linked(message.body)}


def _masked(message: Message) -> str:
    """Enough of the recipient to tell two people apart."""
    if message.channel == Channel.PUSH:
        return ""
    if message.channel != Channel.EMAIL:
        return masked_phone(message.recipient)
    name, _, host = message.recipient.partition("@")
    return f"{name[:2]}•••@{host}"


def _linked(body: str) -> SafeString:
    return SafeString(urlize(body, autoescape=True))
