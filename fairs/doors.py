"""What the APIs of devices share: a batch is read or refused with a sentence, and codes are not tried out."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django_ratelimit.core import is_ratelimited
from ninja import Status

from cooperatives.request_context import client_address
from fairs.batches import TooManyRecords, UnreadableBody

MOST_BYTES = 2 * 1024 * 1024
# A whole fair stands behind one router; a code of 32 random bytes is not guessed at any rate.
ENROLMENTS = "120/m"
Record = TypeVar("Record")


def enrols_too_often(request: HttpRequest, *, group: str) -> bool:
    """Count this request, and say whether its address went over the rate."""
    return bool(is_ratelimited(request, group=group, key=_address, rate=ENROLMENTS, increment=True))


def batch_in(request: HttpRequest, how: Callable[[bytes], list[Record]], *, most: int) -> list[Record] | Status[Any]:
    """The records of a request, or what is answered to something that is no batch."""
    if is_longer(request, MOST_BYTES):
        return Status(413, {"detail": _("That is too much at once: send less.")})
    try:
        return how(request.body)
    except UnreadableBody:
        return Status(400, {"detail": _("This could not be read: send it as JSON.")})
    except TooManyRecords:
        return Status(413, {"detail": _("Send at most %(most)s at once.") % {"most": most}})


def is_longer(request: HttpRequest, most: int) -> bool:
    return int(request.headers.get("Content-Length") or 0) > most


def _address(_group: str, request: HttpRequest) -> str:
    """The device's own address, behind as many proxies as are trusted."""
    return client_address.get() or request.META.get("REMOTE_ADDR") or "unknown"
