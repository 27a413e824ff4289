"""How often one address may ask for what is costly or can be guessed at."""

from django.http import HttpRequest
from django_ratelimit.core import is_ratelimited

from cooperatives.request_context import client_address


def asks_too_often(request: HttpRequest, *, group: str, rate: str) -> bool:
    """Count this request, and say whether its address went over `rate` (such as "20/m") for `group`."""
    return bool(is_ratelimited(request, group=group, key=_address, rate=rate, increment=True))


def _address(_group: str, request: HttpRequest) -> str:
    """The shopper's own address, behind as many proxies as are trusted."""
    return client_address.get() or request.META.get("REMOTE_ADDR") or "unknown"
