"""A recording of help, handed out so that it can only be heard."""

from django.contrib.auth.decorators import login_required
from django.core.files.storage import storages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import parse_header_parameters
from django.views.decorators.http import require_safe

from marketplace.basket.requests import SignedInRequest
from marketplace.help.models import HelpRecording
from marketplace.workspace.frame import own_cooperatives

A_YEAR = 60 * 60 * 24 * 365
# A recording is far smaller; longer numbers are nonsense, and slow to read.
MOST_DIGITS = 24
# Whatever a file may hold, a browser runs nothing of it, embeds nothing and does not guess what it is.
HARMLESS = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Accept-Ranges": "bytes",
}


@login_required
@require_safe
def recording(request: SignedInRequest, public_id: str) -> HttpResponse:
    """What is heard on a screen, for the members of cooperatives."""
    own_cooperatives(request.user)
    return sound_of(request, get_object_or_404(HelpRecording, public_id=public_id))


def sound_of(request: HttpRequest, found: HelpRecording) -> HttpResponse:
    """The bytes of a recording, or the part that a player asks for."""
    store = storages["private"]
    if not store.exists(found.file):
        raise Http404
    with store.open(found.file) as file:
        content = file.read()
    first, last = _asked(request.headers.get("Range", ""), len(content))
    is_part = (first, last) != (0, len(content) - 1)
    # A recording never changes: another one has another address.
    headers = HARMLESS | {"Cache-Control": f"private, max-age={A_YEAR}, immutable"}
    if is_part:
        headers["Content-Range"] = f"bytes {first}-{last}/{len(content)}"
    return HttpResponse(
        content[first : last + 1], content_type=found.kind, status=206 if is_part else 200, headers=headers
    )


def _asked(header: str, size: int) -> tuple[int, int]:
    """The first and the last byte that `Range: bytes=0-499` asks for; the whole where it asks for nothing sensible."""
    whole = (0, size - 1)
    unit, _, span = parse_header_parameters(header)[0].partition("=")
    first, dash, last = span.strip().partition("-")
    if unit.strip() != "bytes" or not dash or not (first + last).isdecimal() or len(first + last) > MOST_DIGITS:
        return whole
    if not first:
        return max(size - int(last), 0), size - 1
    start, end = int(first), min(int(last), size - 1) if last else size - 1
    return (start, end) if start <= end else whole
