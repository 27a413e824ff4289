"""Baskets that nobody came back to."""

from datetime import timedelta

import structlog

from cooperatives import clock
from marketplace.basket.models import Basket

logger = structlog.get_logger(__name__)

BASKETS_FOR = timedelta(days=90)
AT_ONCE = 500


def forget_baskets() -> int:
    """Delete open baskets of visitors that are 90 days old; a signed-in shopper's stays."""
    before = clock.now() - BASKETS_FOR
    old = Basket.objects.filter(status=Basket.OPEN, owner__isnull=True, date_created__lt=before)
    old = old.exclude(lines__date_updated__gte=before)
    forgotten = 0
    while batch := list(old.values_list("pk", flat=True)[:AT_ONCE]):
        forgotten += len(batch)
        Basket.objects.filter(pk__in=batch).delete()
    logger.info("baskets_purged", baskets=forgotten)
    return forgotten
