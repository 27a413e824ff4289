"""From the opening float to the counted cash, and what happened in between besides sales."""

import uuid
from typing import Any

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from cooperatives import clock
from cooperatives.audit.triggers import append_only
from fairs.enums import SaleStatus, TillEventKind, TillSessionStatus
from fairs.models.programmes import TsTzRange

AMOUNT: dict[str, Any] = {"max_digits": 12, "decimal_places": 2}


class TillSession(models.Model):
    """From the opening float to the closing count, one cashier answerable.

    A sale that names a session which the server never saw opens it, so that a till that was
    offline loses nothing. The sessions of a till never overlap: one that was left uncounted ends
    (`superseded_at`) where the next begins, and stays to be counted. Moments are the server's
    reading of the device's clock; what the device said stands in its events.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    till = models.ForeignKey("tills.Till", on_delete=models.PROTECT, related_name="sessions")
    cashier = models.ForeignKey("tills.Cashier", null=True, on_delete=models.PROTECT, related_name="sessions")
    status = models.CharField(max_length=10, choices=TillSessionStatus.choices, default=TillSessionStatus.OPEN)
    opened_at = models.DateTimeField()
    opened_by_sale = models.BooleanField(default=False)
    opening_float = models.DecimalField(null=True, blank=True, **AMOUNT)
    superseded_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    counted_cash = models.DecimalField(null=True, blank=True, **AMOUNT)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who closed it from the organisers' desk; empty when the till itself did.",
    )

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=TillSessionStatus.CLOSED, closed_at__isnull=False)
                | (~Q(status=TillSessionStatus.CLOSED) & Q(closed_at__isnull=True)),
                name="tillsession_closed_at_iff_closed",
            ),
            models.CheckConstraint(
                condition=Q(opening_float__isnull=True) | Q(opening_float__gte=0), name="tillsession_float_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(counted_cash__isnull=True) | Q(counted_cash__gte=0), name="tillsession_count_not_negative"
            ),
            ExclusionConstraint(
                name="tillsession_never_overlaps_on_a_till",
                expressions=[
                    ("till", RangeOperators.EQUAL),
                    (
                        TsTzRange("opened_at", Coalesce("superseded_at", "closed_at"), RangeBoundary()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]
        indexes = [
            models.Index(fields=["till"], condition=~Q(status=TillSessionStatus.CLOSED), name="tillsession_open")
        ]

    def __str__(self) -> str:
        return str(self.id)


class TillEvent(models.Model):
    """What a till did besides selling, in its own words, each once: opened, cash in or out, counted.

    `amount` (dirhams) is the float, the cash that went in or out, or what was counted. Never
    edited: the session's columns are what follows from these.
    """

    id = models.UUIDField(primary_key=True)
    till = models.ForeignKey("tills.Till", on_delete=models.PROTECT, related_name="events")
    session = models.ForeignKey("tills.TillSession", null=True, on_delete=models.PROTECT, related_name="events")
    cashier = models.ForeignKey("tills.Cashier", null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=TillEventKind.choices)
    happened_at = models.DateTimeField()
    # What the device's own clock said, where that is far from the server's time.
    device_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(default=clock.now)
    amount = models.DecimalField(null=True, **AMOUNT)
    note = models.CharField(max_length=200, blank=True)
    payload = models.JSONField(default=dict)
    status = models.CharField(max_length=10, choices=SaleStatus.choices)
    problems = models.JSONField(default=list)
    content_digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["received_at", "happened_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=[SaleStatus.ACCEPTED, SaleStatus.FLAGGED]), name="tillevent_accepted_or_flagged"
            ),
            models.CheckConstraint(condition=Q(amount__isnull=True) | Q(amount__gte=0), name="tillevent_not_negative"),
        ]
        indexes = [models.Index(fields=["till", "-happened_at"], name="tillevent_till")]
        triggers = append_only("tillevent")

    def __str__(self) -> str:
        return f"{self.kind} {self.happened_at}"
