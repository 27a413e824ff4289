"""Tills, their sessions, and the sales that they sent."""

import uuid
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from cooperatives import clock
from cooperatives.audit.triggers import append_only
from cooperatives.identifiers import new_public_id
from fairs.enums import PaymentKind, SaleStatus, TillSessionStatus

AMOUNT: dict[str, Any] = {"max_digits": 12, "decimal_places": 2}


class Till(models.Model):
    """A device that takes money at a stall; its token is kept only as a hash."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    stall = models.ForeignKey("fairs.Stall", on_delete=models.PROTECT, related_name="tills")
    label = models.CharField(max_length=80, blank=True)
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    enrolled_at = models.DateTimeField(default=clock.now, editable=False)
    enrolled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    last_seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.label or self.public_id


class TillSession(models.Model):
    """From the opening float to the closing count, one cashier answerable.

    A sale that names a session which the server never saw opens it, so that a till that was
    offline loses nothing.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    till = models.ForeignKey(Till, on_delete=models.PROTECT, related_name="sessions")
    status = models.CharField(max_length=10, choices=TillSessionStatus.choices, default=TillSessionStatus.OPEN)
    opened_at = models.DateTimeField()
    opened_by_sale = models.BooleanField(default=False)
    opening_float = models.DecimalField(null=True, blank=True, **AMOUNT)
    closed_at = models.DateTimeField(null=True, blank=True)
    counted_cash = models.DecimalField(null=True, blank=True, **AMOUNT)

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=TillSessionStatus.CLOSED, closed_at__isnull=False)
                | (~Q(status=TillSessionStatus.CLOSED) & Q(closed_at__isnull=True)),
                name="tillsession_closed_at_iff_closed",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class Sale(models.Model):
    """A sale as the till made it; its id comes from the device. Never edited: returned or voided."""

    id = models.UUIDField(primary_key=True)
    till = models.ForeignKey(Till, on_delete=models.PROTECT, related_name="sales")
    session = models.ForeignKey(TillSession, on_delete=models.PROTECT, related_name="sales")
    number = models.PositiveIntegerField()
    stop = models.ForeignKey("fairs.Stop", on_delete=models.PROTECT, related_name="+")
    sold_at = models.DateTimeField()
    received_at = models.DateTimeField(default=clock.now)
    counts_on = models.DateField()
    payment = models.CharField(max_length=16, choices=PaymentKind.choices)
    total = models.DecimalField(**AMOUNT)
    status = models.CharField(max_length=10, choices=SaleStatus.choices)
    problems = models.JSONField(default=list)
    content_digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["-sold_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=[SaleStatus.ACCEPTED, SaleStatus.FLAGGED]), name="sale_accepted_or_flagged"
            )
        ]
        indexes = [
            models.Index(fields=["till", "-sold_at"], name="sale_till"),
            models.Index(fields=["stop", "-sold_at"], condition=Q(status=SaleStatus.FLAGGED), name="sale_flagged"),
        ]
        triggers = append_only("sale")

    def __str__(self) -> str:
        return str(self.id)


class SaleLine(models.Model):
    """One line of a sale, with what it was called, its price and its rates when it was sold."""

    sale = models.ForeignKey(Sale, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    product = models.ForeignKey("catalogue.Product", null=True, on_delete=models.PROTECT, related_name="+")
    cooperative = models.ForeignKey("cooperatives.Cooperative", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=255, blank=True)
    language = models.CharField(max_length=2)
    unit = models.CharField(max_length=6)
    quantity = models.DecimalField(max_digits=12, decimal_places=3)
    unit_price = models.DecimalField(**AMOUNT)
    amount = models.DecimalField(**AMOUNT)
    tax_rate = models.DecimalField(max_digits=4, decimal_places=3)
    tax = models.DecimalField(**AMOUNT)
    commission_rate = models.DecimalField(max_digits=5, decimal_places=4)
    commission = models.DecimalField(**AMOUNT)

    class Meta:
        ordering = ["sale", "position"]
        constraints = [models.UniqueConstraint(fields=["sale", "position"], name="saleline_position_once")]
        triggers = append_only("saleline")

    def __str__(self) -> str:
        return f"{self.title} × {self.quantity}"


class QuarantinedSale(models.Model):
    """What a till sent that could not be posted: kept word for word until a person has settled it."""

    till = models.ForeignKey(Till, on_delete=models.PROTECT, related_name="quarantine")
    sale_id = models.UUIDField(null=True, db_index=True)
    payload = models.JSONField(encoder=DjangoJSONEncoder)
    content_digest = models.CharField(max_length=64)
    problems = models.JSONField(default=list)
    received_at = models.DateTimeField(default=clock.now)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    outcome = models.TextField(blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["till", "content_digest"], name="quarantinedsale_content_once")]

    def __str__(self) -> str:
        return f"{self.till_id} {self.sale_id}"
