"""Purchases long over lose the people in them; their goods and money stay. docs/decisions/0016 says why."""

from datetime import datetime, timedelta

import structlog
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat

from cooperatives import clock
from marketplace.order.enums import OrderStatus
from marketplace.order.locks import purchases_for_update
from marketplace.order.models import Order, Purchase
from marketplace.payment.enums import RefundStatus
from marketplace.payment.models import Refund, ReturnRequest

logger = structlog.get_logger(__name__)

CONTACTS_FOR = timedelta(days=365)
AT_ONCE = 500
OVER = (OrderStatus.DELIVERED, OrderStatus.REFUSED, OrderStatus.CANCELLED)
REFUND_DONE = (RefundStatus.SUCCEEDED, RefundStatus.CANCELLED)


def forget_contacts() -> int:
    """Anonymise purchases whose last order ended a year ago, a batch in each transaction; safe to repeat."""
    before = clock.now() - CONTACTS_FOR
    forgotten, last = 0, 0
    # Going on after the last key: one walk through the table, whoever else is busy there.
    over = _over_since(before).order_by("pk").values_list("pk", flat=True)
    while batch := list(over.filter(pk__gt=last)[:AT_ONCE]):
        last = batch[-1]
        forgotten += anonymise_purchases(purchase_ids=batch)
    logger.info("purchases_anonymised", purchases=forgotten)
    return forgotten


@transaction.atomic
def anonymise_purchases(*, purchase_ids: list[int]) -> int:
    """Empty who paid, who received, where to, and whom money went back to; what was emptied before is left alone."""
    held = purchases_for_update(purchase_ids)
    ReturnRequest.objects.filter(order__purchase__in=held).update(note="", payee_name="", payee_rib="")
    Refund.objects.filter(purchase__in=held).update(payee_name="", payee_rib="")
    rows = Purchase.objects.filter(pk__in=held, anonymised_at__isnull=True)
    return rows.update(
        payer_name="",
        payer_phone="",
        payer_email="",
        recipient_name="",
        recipient_phone="",
        # Found by no number, and no two alike: nobody's purchases may be counted together any more.
        recipient_phone_digest=Concat(Value("anonymised:"), F("public_id")),
        # A douar of ten houses names its people; no figure is made of it.
        place=None,
        landmark="",
        confirmation_code_digest="",
        anonymised_at=clock.now(),
    )


def _over_since(before: datetime) -> QuerySet[Purchase]:
    """Purchases with people in them, of which every order, return and refund ended before `before`."""
    lives = ~Q(status__in=OVER) | Q(delivered_at__gte=before) | Q(ended_at__gte=before)
    alive = Order.objects.filter(lives, purchase=OuterRef("pk"))
    coming_back = ReturnRequest.objects.filter(
        Q(ended_at__isnull=True) | Q(ended_at__gte=before), order__purchase=OuterRef("pk")
    )
    paid_back = Refund.objects.filter(
        ~Q(status__in=REFUND_DONE) | Q(ended_at__isnull=True) | Q(ended_at__gte=before), purchase=OuterRef("pk")
    )
    people = Purchase.objects.filter(anonymised_at__isnull=True, placed_at__lt=before)
    return people.filter(~Exists(alive), ~Exists(coming_back), ~Exists(paid_back))
