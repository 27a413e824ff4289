"""The only place of this package that locks rows: after a purchase and its orders, an attempt, then refunds."""

from datetime import datetime

from marketplace.payment.enums import EventStatus
from marketplace.payment.models import Dispute, GatewayEvent, PaymentAttempt, Refund, ReturnRequest


def attempt_for_update(pk: int) -> PaymentAttempt:
    """One attempt's row, held until the transaction ends; its purchase is locked before."""
    return PaymentAttempt.objects.select_for_update(of=("self",)).get(pk=pk)


def refund_for_update(pk: int) -> Refund:
    """One refund's row, with what it is about."""
    return (
        Refund.objects.select_for_update(of=("self",))
        .select_related("order__cooperative", "purchase", "attempt", "return_request")
        .get(pk=pk)
    )


def return_request_for_update(pk: int) -> ReturnRequest:
    """One wish to give goods back; its order is locked before."""
    return ReturnRequest.objects.select_for_update(of=("self",)).get(pk=pk)


def event_for_update(pk: int) -> GatewayEvent | None:
    """An event's row, unless another worker holds it now."""
    return GatewayEvent.objects.select_for_update(skip_locked=True).filter(pk=pk).first()


def next_due_event(*, due: datetime) -> GatewayEvent | None:
    """The event that has waited longest and that no other worker takes at this moment."""
    waiting = GatewayEvent.objects.select_for_update(skip_locked=True, of=("self",)).filter(status=EventStatus.NEW)
    return waiting.filter(next_try_at__lte=due).order_by("next_try_at", "id").first()


def dispute_for_update(provider_id: str) -> Dispute | None:
    """A dispute by the processor's name for it, if it was opened here."""
    return Dispute.objects.select_for_update(of=("self",)).filter(provider_id=provider_id).first()
