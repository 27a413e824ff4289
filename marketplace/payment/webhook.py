"""Where the processor tells us that something happened: check the signature, keep the words, answer.

Nothing is looked up, asked or posted here: the processor waits for the answer, and a stand-in even makes its
shopper wait for it.
"""

import structlog
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseNotFound
from django.views.decorators.csrf import csrf_exempt

from marketplace.payment.gateway import ForgedEvent, ProviderEvent, gateway
from marketplace.payment.models import GatewayEvent
from marketplace.payment.waking import wake_events

logger = structlog.get_logger(__name__)

# Events are a few kilobytes; nobody who sends more is the processor.
MOST_BYTES = 256 * 1024
SIGNATURE = "Stripe-Signature"


@csrf_exempt
def webhook(request: HttpRequest) -> HttpResponse:
    """Take one signed event in; a repeated one is answered like the first."""
    # Its own urlconf has no languages, so nobody is redirected to a page in Arabic for what is not found.
    request.urlconf = "marketplace.payment.processor_urls"
    if not settings.CARD_PAYMENTS:
        return _answer(HttpResponseNotFound())
    if request.method != "POST":
        return _answer(HttpResponseNotAllowed(["POST"]))
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        return _refused(request, "too long", status=413)
    try:
        event = gateway().read_event(request.body, request.headers.get(SIGNATURE, ""))
    except ForgedEvent as problem:
        return _refused(request, str(problem))
    _keep(event, request.body)
    transaction.on_commit(wake_events, robust=True)
    return _answer(HttpResponse())


def _keep(event: ProviderEvent, body: bytes) -> None:
    """Write an event down as it came; one that is kept already stays as it is."""
    row = GatewayEvent(event_id=event.event_id, kind=event.kind[:80], raw=body.decode())
    GatewayEvent.objects.bulk_create([row], ignore_conflicts=True)


def _refused(request: HttpRequest, why: str, *, status: int = 400) -> HttpResponse:
    """Whoever watches the log must see that somebody tries, or that our secret is not the processor's."""
    logger.warning("webhook_refused", why=why[:200], address=request.META.get("REMOTE_ADDR"))
    return _answer(HttpResponse(status=status))


def _answer(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
