"""What the operator of an edition's shared tills keeps for the cooperatives: goods left with it, and their money."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from cooperatives import clock
from cooperatives.audit.triggers import append_only
from cooperatives.identifiers import new_public_id
from fairs.enums import DepositKind, HandoverWay

AMOUNT: dict[str, Any] = {"max_digits": 14, "decimal_places": 2}


class DepositSlip(models.Model):
    """A cooperative left goods with the operator, or took some back: the paper that two people sign.

    What and how much is told by the stock movements, whose keys are `deposit:{public_id}:{stock record}`.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    edition = models.ForeignKey("fairs.Edition", on_delete=models.PROTECT, related_name="deposit_slips")
    cooperative = models.ForeignKey("cooperatives.Cooperative", on_delete=models.PROTECT, related_name="deposit_slips")
    kind = models.CharField(max_length=10, choices=DepositKind.choices)
    given_by = models.CharField(max_length=80)
    received_by = models.CharField(max_length=80)
    note = models.CharField(max_length=200, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["edition", "cooperative", "-id"], name="depositslip_history")]
        triggers = append_only("depositslip")

    def __str__(self) -> str:
        return self.public_id


class CashHandover(models.Model):
    """Money that the operator held and handed over: to a cooperative that it was owed to, or to our bank (dirhams).

    A mistake is taken back by another row, which says why and whose amount is negative. The posting
    is `handover:{public_id}`.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    edition = models.ForeignKey("fairs.Edition", on_delete=models.PROTECT, related_name="cash_handovers")
    way = models.CharField(max_length=11, choices=HandoverWay.choices)
    cooperative = models.ForeignKey(
        "cooperatives.Cooperative", null=True, on_delete=models.PROTECT, related_name="cash_handovers"
    )
    amount = models.DecimalField(**AMOUNT)
    handed_on = models.DateField()
    given_by = models.CharField(max_length=80)
    received_by = models.CharField(max_length=80, blank=True)
    reference = models.CharField(max_length=80, blank=True, help_text="On the bank's paper.")
    reverses = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="reversed_by")
    reason = models.CharField(max_length=200, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(way=HandoverWay.BANK, cooperative__isnull=True)
                | (Q(way=HandoverWay.COOPERATIVE, cooperative__isnull=False) & ~Q(received_by="")),
                name="cashhandover_to_a_cooperative_or_the_bank",
            ),
            models.CheckConstraint(
                condition=Q(reverses__isnull=True, amount__gt=0)
                | (Q(reverses__isnull=False, amount__lt=0) & ~Q(reason="")),
                name="cashhandover_taken_back_with_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["edition", "-id"], name="cashhandover_history")]
        triggers = append_only("cashhandover")

    def __str__(self) -> str:
        return self.public_id
