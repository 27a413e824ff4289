"""What is forgotten of the processor's messages: their words. That they came, and what became of them, stays."""

from datetime import timedelta

import structlog
from django.conf import settings

from cooperatives import clock
from marketplace.payment.enums import EventStatus
from marketplace.payment.models import GatewayEvent

logger = structlog.get_logger(__name__)

AT_ONCE = 500
WORKED_THROUGH = (EventStatus.DONE, EventStatus.IGNORED)


def forget_event_words() -> int:
    """Blank the words of events that were worked through long ago; what waits, or lies with a person, keeps them."""
    before = clock.now() - timedelta(days=settings.GATEWAY_EVENT_DAYS)
    old = GatewayEvent.objects.filter(status__in=WORKED_THROUGH, done_at__lt=before).exclude(raw="").order_by("pk")
    blanked = 0
    while batch := list(old.values_list("pk", flat=True)[:AT_ONCE]):
        # Asked again: a person may have had one of them tried again meanwhile.
        blanked += GatewayEvent.objects.filter(pk__in=batch, status__in=WORKED_THROUGH).update(raw="")
    logger.info("event_words_forgotten", events=blanked)
    return blanked
