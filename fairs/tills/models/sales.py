"""The sales that tills sent, and what of it could not be posted."""

from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from cooperatives import clock
from cooperatives.audit.triggers import append_only
from fairs.enums import PaymentKind, RecordKind, SaleKind, SaleStatus

AMOUNT: dict[str, Any] = {"max_digits": 12, "decimal_places": 2}


class Sale(models.Model):
    """A sale as the till made it; its id comes from the device. Never edited: returned or voided.

    What takes money back is a row of its own with amounts below zero, naming the sale it
    `reverses`: a void within the session, once and whole; a return at any time, line by line.
    `tendered` is the cash that the buyer gave, where the till asked. `sold_at` is in the server's
    time; `device_at` is what the device's own clock said, where it is far from that. `note` is why
    the seller took the sale back.
    """

    id = models.UUIDField(primary_key=True)
    till = models.ForeignKey("tills.Till", on_delete=models.PROTECT, related_name="sales")
    session = models.ForeignKey("tills.TillSession", db_index=False, on_delete=models.PROTECT, related_name="sales")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=6, choices=SaleKind.choices, default=SaleKind.SALE)
    # Most sales reverse nothing: the indexes below hold only those that do.
    reverses = models.ForeignKey("self", null=True, db_index=False, on_delete=models.PROTECT, related_name="reversals")
    cashier = models.ForeignKey("tills.Cashier", null=True, db_index=False, on_delete=models.PROTECT, related_name="+")
    stop = models.ForeignKey("fairs.Stop", on_delete=models.PROTECT, related_name="+")
    sold_at = models.DateTimeField()
    device_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(default=clock.now)
    counts_on = models.DateField()
    payment = models.CharField(max_length=16, choices=PaymentKind.choices)
    total = models.DecimalField(**AMOUNT)
    tendered = models.DecimalField(null=True, **AMOUNT)
    note = models.CharField(max_length=200, db_default="", blank=True)
    status = models.CharField(max_length=10, choices=SaleStatus.choices)
    problems = models.JSONField(default=list)
    content_digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["-sold_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=[SaleStatus.ACCEPTED, SaleStatus.FLAGGED]), name="sale_accepted_or_flagged"
            ),
            models.CheckConstraint(
                condition=Q(kind=SaleKind.SALE, total__gte=0, reverses__isnull=True)
                | (~Q(kind=SaleKind.SALE) & Q(total__lte=0, reverses__isnull=False)),
                name="sale_sign_fits_kind",
            ),
            models.UniqueConstraint(fields=["reverses"], condition=Q(kind=SaleKind.VOID), name="sale_voided_once"),
        ]
        indexes = [
            models.Index(fields=["till", "-sold_at"], name="sale_till"),
            models.Index(fields=["session", "number"], name="sale_session_number"),
            models.Index(fields=["reverses"], condition=Q(reverses__isnull=False), name="sale_reverses"),
            models.Index(fields=["stop", "-sold_at"], condition=Q(status=SaleStatus.FLAGGED), name="sale_flagged"),
        ]
        triggers = append_only("sale")

    def __str__(self) -> str:
        return str(self.id)


class SaleLine(models.Model):
    """One line of a sale, with what it was called, its price and its rates when it was sold.

    Below zero in a void or a return, which names by `of` the line it takes back.
    """

    sale = models.ForeignKey(Sale, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    of = models.ForeignKey("self", null=True, db_index=False, on_delete=models.PROTECT, related_name="taken_back")
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
        indexes = [models.Index(fields=["of"], condition=Q(of__isnull=False), name="saleline_of")]
        triggers = append_only("saleline")

    def __str__(self) -> str:
        return f"{self.title} × {self.quantity}"


class QuarantinedRecord(models.Model):
    """What a till sent that could not be posted: kept word for word until a person has settled it.

    `stop` is where it would count, as far as that can be told; without one it may be of any.
    """

    till = models.ForeignKey("tills.Till", on_delete=models.PROTECT, related_name="quarantine")
    kind = models.CharField(max_length=5, choices=RecordKind.choices, default=RecordKind.SALE)
    sale_id = models.UUIDField(null=True, db_index=True)
    stop = models.ForeignKey("fairs.Stop", null=True, db_index=False, on_delete=models.PROTECT, related_name="+")
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
        constraints = [
            models.UniqueConstraint(fields=["till", "content_digest"], name="quarantinedrecord_content_once")
        ]

    def __str__(self) -> str:
        return f"{self.till_id} {self.sale_id}"
