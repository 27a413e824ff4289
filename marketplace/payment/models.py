"""Card payments, refunds, returns and handed-over cash: rows that are written before anything leaves the process."""

import uuid
from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cooperatives import clock
from cooperatives.audit.triggers import FirmTrigger, append_only
from cooperatives.encryption import EncryptedTextField
from cooperatives.identifiers import new_public_id
from cooperatives.money import CURRENCY
from marketplace.payment.enums import (
    CAUSES_WITHOUT_ORDER,
    OPEN_ATTEMPTS,
    OPEN_RETURNS,
    AttemptStatus,
    DisputeStatus,
    EventStatus,
    RefundCause,
    RefundStatus,
    RefundWay,
    ReturnReason,
    ReturnStatus,
)

AMOUNT: dict[str, Any] = {"max_digits": 12, "decimal_places": 2}

# Whoever asks for a refund holds the order's row, so this sees every refund of it.
WITHIN_ORDER = """
    IF NEW.order_id IS NOT NULL AND NEW.status <> 'cancelled' AND (
        SELECT SUM(amount) FROM payment_refund WHERE order_id = NEW.order_id AND status <> 'cancelled'
    ) > (SELECT total_incl_tax FROM order_order WHERE id = NEW.order_id) THEN
        RAISE EXCEPTION 'refunds of order % are above what was paid', NEW.order_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'refund_within_order';
    END IF;
    RETURN NULL;
"""

# What the processor said stays as it was said, until nobody needs its words any more.
WORD_FOR_WORD = """
    IF TG_OP = 'UPDATE' AND NEW.raw = '' AND NEW.status IN ('done', 'ignored')
        AND (NEW.event_id, NEW.kind, NEW.received_at) = (OLD.event_id, OLD.kind, OLD.received_at)
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a message of the processor is kept word for word';
"""


class PaymentAttempt(models.Model):
    """One try to pay a purchase by card on the processor's own page.

    `uuid` is its name there, `snapshot` what the page was asked for: sent again it is the same
    request. Money is applied by `marketplace.payment.settling.settle` alone.
    """

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    purchase = models.ForeignKey("order.Purchase", on_delete=models.PROTECT, related_name="payment_attempts")
    seq = models.PositiveSmallIntegerField()
    amount = models.DecimalField(**AMOUNT)
    currency = models.CharField(max_length=3, default=CURRENCY)
    status = models.CharField(max_length=12, choices=AttemptStatus.choices, default=AttemptStatus.CREATED)
    snapshot = models.JSONField(default=dict)
    session_id = models.CharField(max_length=255, blank=True)
    session_url = models.TextField(blank=True)
    intent_id = models.CharField(max_length=255, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    received_amount = models.DecimalField(null=True, blank=True, **AMOUNT)
    received_currency = models.CharField(max_length=3, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["purchase", "seq"], name="paymentattempt_seq_once"),
            models.UniqueConstraint(
                fields=["purchase"], condition=Q(status__in=OPEN_ATTEMPTS), name="paymentattempt_one_open"
            ),
            models.UniqueConstraint(
                fields=["purchase"], condition=Q(status=AttemptStatus.APPLIED), name="paymentattempt_one_applied"
            ),
            models.UniqueConstraint(
                fields=["session_id"], condition=~Q(session_id=""), name="paymentattempt_session_once"
            ),
            models.UniqueConstraint(
                fields=["intent_id"], condition=~Q(intent_id=""), name="paymentattempt_intent_once"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="paymentattempt_amount_above_zero"),
            models.CheckConstraint(
                condition=~Q(status=AttemptStatus.APPLIED)
                | Q(received_amount=F("amount"), received_currency=F("currency"), received_at__isnull=False),
                name="paymentattempt_applied_means_all_received",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "expires_at"], name="paymentattempt_due"),
            models.Index(fields=["created_at"], name="paymentattempt_created"),
        ]

    def __str__(self) -> str:
        return f"{self.purchase.number}/{self.seq}"


class GatewayEvent(models.Model):
    """A signed event as the processor sent it, word for word, and whether it was worked through.

    Its words are blanked long after it was: see `marketplace.payment.retention`.
    """

    event_id = models.CharField(max_length=255, unique=True)
    kind = models.CharField(max_length=80)
    raw = models.TextField()
    received_at = models.DateTimeField(default=clock.now)
    status = models.CharField(max_length=8, choices=EventStatus.choices, default=EventStatus.NEW)
    done_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    # Until then whoever took it last has it to themselves, or it waits after a failure.
    next_try_at = models.DateTimeField(default=clock.now)
    attempt = models.ForeignKey(
        PaymentAttempt, null=True, blank=True, on_delete=models.PROTECT, related_name="gateway_events"
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=EventStatus.NEW, done_at__isnull=True)
                | (~Q(status=EventStatus.NEW) & Q(done_at__isnull=False)),
                name="gatewayevent_done_at_iff_done",
            ),
        ]
        indexes = [
            models.Index(fields=["next_try_at", "id"], condition=Q(status=EventStatus.NEW), name="gatewayevent_due"),
            models.Index(fields=["status", "-id"], name="gatewayevent_status"),
        ]
        triggers = [
            FirmTrigger(
                name="gatewayevent_word_for_word",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("event_id", "kind", "raw", "received_at") | pgtrigger.Delete,
                func=WORD_FOR_WORD,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.event_id}"


class ReturnRequest(models.Model):
    """A shopper's wish to give back goods of one order, and what became of it."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    order = models.ForeignKey("order.Order", on_delete=models.PROTECT, related_name="return_requests")
    status = models.CharField(max_length=10, choices=ReturnStatus.choices, default=ReturnStatus.ASKED)
    reason = models.CharField(max_length=12, choices=ReturnReason.choices)
    note = models.TextField(blank=True)
    asked_at = models.DateTimeField(default=clock.now)
    # Where cash goes back to; money paid by card goes back to the card.
    way = models.CharField(max_length=6, choices=RefundWay.choices)
    payee_name = EncryptedTextField(blank=True, default="")
    payee_rib = EncryptedTextField(blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answer = models.CharField(max_length=300, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["order"], condition=Q(status__in=OPEN_RETURNS), name="returnrequest_one_open"
            ),
            models.CheckConstraint(
                condition=Q(status__in=OPEN_RETURNS, ended_at__isnull=True)
                | (~Q(status__in=OPEN_RETURNS) & Q(ended_at__isnull=False)),
                name="returnrequest_ended_at_iff_over",
            ),
        ]
        indexes = [models.Index(fields=["status", "-id"], name="returnrequest_status")]

    def __str__(self) -> str:
        return str(self.order.number)


class ReturnLine(models.Model):
    """How many of one line's pieces the shopper gives back."""

    request = models.ForeignKey(ReturnRequest, on_delete=models.CASCADE, related_name="lines")
    line = models.ForeignKey("order.Line", on_delete=models.PROTECT, related_name="return_lines")
    quantity = models.PositiveIntegerField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["request", "line"], name="returnline_once"),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="returnline_quantity_above_zero"),
        ]

    def __str__(self) -> str:
        return f"{self.line_id} x{self.quantity}"


class Refund(models.Model):
    """Money that goes back to a shopper: decided once, sent by a worker or by a person, confirmed by a bank.

    `goods` and `delivery` are dirhams, tax included. Without an order it is money that never paid
    for one. `uuid` is its name at the processor: sent again it is the same refund.
    """

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    purchase = models.ForeignKey("order.Purchase", on_delete=models.PROTECT, related_name="refunds")
    order = models.ForeignKey("order.Order", null=True, blank=True, on_delete=models.PROTECT, related_name="refunds")
    attempt = models.ForeignKey(PaymentAttempt, null=True, blank=True, on_delete=models.PROTECT, related_name="refunds")
    return_request = models.OneToOneField(
        ReturnRequest, null=True, blank=True, on_delete=models.PROTECT, related_name="refund"
    )
    way = models.CharField(max_length=6, choices=RefundWay.choices)
    cause = models.CharField(max_length=14, choices=RefundCause.choices)
    reason = models.CharField(max_length=300, blank=True)
    goods = models.DecimalField(**AMOUNT)
    delivery = models.DecimalField(**AMOUNT)
    amount = models.DecimalField(**AMOUNT)
    status = models.CharField(max_length=10, choices=RefundStatus.choices)
    payee_name = EncryptedTextField(blank=True, default="")
    payee_rib = EncryptedTextField(blank=True, default="")
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(default=clock.now)
    # A second sender keeps away until this moment.
    claimed_until = models.DateTimeField(null=True, blank=True)
    first_sent_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    provider_id = models.CharField(max_length=255, blank=True)
    reference = models.CharField(max_length=80, blank=True, help_text="Of the bank transfer or the postal order.")
    last_error = models.CharField(max_length=300, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(amount=F("goods") + F("delivery")), name="refund_parts_add_to_amount"),
            models.CheckConstraint(
                condition=Q(goods__gte=0, delivery__gte=0, amount__gt=0), name="refund_amount_above_zero"
            ),
            models.CheckConstraint(
                condition=Q(cause__in=CAUSES_WITHOUT_ORDER, order__isnull=True)
                | (~Q(cause__in=CAUSES_WITHOUT_ORDER) & Q(order__isnull=False)),
                name="refund_without_order_says_why",
            ),
            models.CheckConstraint(
                condition=Q(way=RefundWay.CARD, attempt__isnull=False) | ~Q(way=RefundWay.CARD),
                name="refund_to_a_card_names_the_payment",
            ),
            models.CheckConstraint(
                condition=Q(way=RefundWay.CARD)
                | Q(status__in=[RefundStatus.REQUESTED, RefundStatus.CANCELLED])
                | Q(approved_by__isnull=False),
                name="refund_in_cash_was_approved",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | Q(requested_by__isnull=True)
                | ~Q(approved_by=F("requested_by")),
                name="refund_approved_by_another",
            ),
            models.UniqueConstraint(fields=["provider_id"], condition=~Q(provider_id=""), name="refund_provider_once"),
            models.UniqueConstraint(
                fields=["attempt"], condition=Q(cause__in=CAUSES_WITHOUT_ORDER), name="refund_whole_attempt_once"
            ),
        ]
        indexes = [
            models.Index(fields=["status", "-id"], name="refund_status"),
            models.Index(fields=["created_at"], name="refund_created"),
        ]
        triggers = [
            FirmTrigger(
                name="refund_within_order",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.After,
                func=WITHIN_ORDER,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order.number if self.order else self.purchase.number} · {self.amount}"


class RefundLine(models.Model):
    """The part of a refund that belongs to one line of the order, with the platform's share given back.

    `amount` is dirhams, tax included; `quantity` is empty where an amount was given back and no goods.
    """

    refund = models.ForeignKey(Refund, on_delete=models.PROTECT, related_name="lines")
    line = models.ForeignKey("order.Line", on_delete=models.PROTECT, related_name="refund_lines")
    quantity = models.PositiveIntegerField(null=True, blank=True)
    amount = models.DecimalField(**AMOUNT)
    commission = models.DecimalField(**AMOUNT)
    commission_tax = models.DecimalField(**AMOUNT)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["refund", "line"], name="refundline_once"),
            models.CheckConstraint(
                condition=Q(amount__gt=0, commission__gte=0, commission_tax__gte=0), name="refundline_amounts_upright"
            ),
        ]
        triggers = append_only("refundline")

    def __str__(self) -> str:
        return f"{self.refund_id}: {self.line_id} {self.amount}"


class Dispute(models.Model):
    """Money that a shopper's bank took back, until the dispute is won or lost."""

    provider_id = models.CharField(max_length=255, unique=True)
    attempt = models.ForeignKey(PaymentAttempt, on_delete=models.PROTECT, related_name="disputes")
    amount = models.DecimalField(**AMOUNT)
    reason = models.CharField(max_length=120, blank=True)
    status = models.CharField(max_length=4, choices=DisputeStatus.choices, default=DisputeStatus.OPEN)
    opened_at = models.DateTimeField(default=clock.now)
    answer_by = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=DisputeStatus.OPEN, closed_at__isnull=True)
                | (~Q(status=DisputeStatus.OPEN) & Q(closed_at__isnull=False)),
                name="dispute_closed_at_iff_closed",
            ),
        ]

    def __str__(self) -> str:
        return self.provider_id


class Remittance(models.Model):
    """Cash that a carrier took at doors and handed over to us, less the delivery money that it keeps (dirhams).

    A mistake is taken back by another row, which says why and whose amounts are negative.
    """

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    carrier = models.ForeignKey("delivery.Carrier", on_delete=models.PROTECT, related_name="remittances")
    collected = models.DecimalField(**AMOUNT)
    kept = models.DecimalField(**AMOUNT)
    handed_over = models.DecimalField(**AMOUNT)
    received_on = models.DateField()
    reference = models.CharField(max_length=80, blank=True)
    reverses = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="reversed_by")
    reason = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(collected=F("kept") + F("handed_over")), name="remittance_parts_add_up"),
            models.CheckConstraint(
                condition=Q(reverses__isnull=True, collected__gt=0, kept__gte=0, handed_over__gte=0)
                | (Q(reverses__isnull=False, collected__lt=0, kept__lte=0, handed_over__lte=0) & ~Q(reason="")),
                name="remittance_amounts_upright",
            ),
        ]
        triggers = append_only("remittance")

    def __str__(self) -> str:
        return f"{self.carrier} {self.received_on}"


class RemittanceLine(models.Model):
    """One order whose cash was handed over. `turn` counts how often: taken back and handed over again, it is 2."""

    remittance = models.ForeignKey(Remittance, on_delete=models.PROTECT, related_name="lines")
    order = models.ForeignKey("order.Order", on_delete=models.PROTECT, related_name="remittance_lines")
    turn = models.PositiveSmallIntegerField(default=0)
    amount = models.DecimalField(**AMOUNT)

    class Meta:
        ordering = ["id"]
        constraints = [
            # Handed over, taken back, handed over: nobody can record the same step of an order twice.
            models.UniqueConstraint(fields=["order", "turn"], name="remittanceline_turn_once"),
        ]
        triggers = append_only("remittanceline")

    def __str__(self) -> str:
        return f"{self.remittance_id}: {self.order_id}"
