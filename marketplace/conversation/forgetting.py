"""What was written about an order goes when its people are forgotten: docs/decisions/0016 says when that is."""

import structlog

from marketplace.conversation.models import OrderMessage
from marketplace.conversation.pictures import forget_picture

logger = structlog.get_logger(__name__)

AT_ONCE = 500


def forget_old() -> int:
    """Delete the messages, file and row, of purchases whose people were forgotten; answers how many."""
    old = OrderMessage.objects.filter(order__purchase__anonymised_at__isnull=False).order_by("pk")
    forgotten = 0
    while batch := list(old[:AT_ONCE]):
        for message in batch:
            # The row last: a picture that could not be deleted is tried again.
            if message.picture:
                forget_picture(message.picture)
            message.delete()
        forgotten += len(batch)
    logger.info("order_messages_forgotten", messages=forgotten)
    return forgotten
