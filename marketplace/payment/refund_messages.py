"""What people are told about money and goods that go back, each message once, in their own language."""

from typing import Any

from django.urls import reverse
from django.utils import translation

from cooperatives.outbox.models import Channel
from cooperatives.outbox.services import enqueue
from marketplace.order.messages import language_of_cooperative, tell_payer
from marketplace.order.models import Purchase
from marketplace.payment.models import Refund, ReturnRequest


def tell_refund_sent(refund: Refund) -> None:
    """Tell the payer that the money is on its way back, once for each time it is sent."""
    key = f"refund:{refund.uuid}:sent:{refund.tries}"
    _tell_payer(refund.purchase, f"refund_sent_{refund.way}", key=key, refund=refund)


def tell_shopper(request: ReturnRequest, template: str) -> None:
    """Tell the payer where a return stands."""
    key = f"return:{request.public_id}:{template}"
    cooperative = _named(request, request.order.purchase.language)
    _tell_payer(request.order.purchase, template, key=key, request=request, cooperative=cooperative)


def tell_cooperative(request: ReturnRequest, template: str) -> None:
    """Send an SMS to the cooperative's own number, if it gave one."""
    cooperative = request.order.cooperative
    if not cooperative.phone:
        return
    language = language_of_cooperative(cooperative.pk)
    with translation.override(language):
        path = reverse("workspace:return", kwargs={"public_id": request.public_id})
    enqueue(
        key=f"return:{request.public_id}:{template}",
        channel=Channel.SMS,
        recipient=cooperative.phone,
        language=language,
        template=template,
        context={"request": request, "cooperative": _named(request, language), "path": path},
    )


def _tell_payer(purchase: Purchase, template: str, *, key: str, **context: Any) -> None:
    """Nobody whose name was forgotten."""
    if purchase.anonymised_at:
        return
    with translation.override(purchase.language):
        path = purchase.get_absolute_url()
    tell_payer(purchase, template, key=key, path=path, **context)


def _named(request: ReturnRequest, language: str) -> str:
    with translation.override(language):
        return str(request.order.cooperative)
