"""Totals that nobody itemised: what an exhibitor said at the end of a day."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cooperatives import clock
from fairs.enums import Evidence


class DeclaredTotal(models.Model):
    """What one participation took on one business day, by word or by a declared method.

    The figure is kept as it was said. What is posted to the book is only what the itemised
    sales of the same day do not explain: see `fairs.revenue.declared`.
    """

    participation = models.ForeignKey("fairs.Participation", on_delete=models.PROTECT, related_name="declared_totals")
    counts_on = models.DateField()
    evidence = models.CharField(max_length=10, choices=Evidence.choices, default=Evidence.DECLARED)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    declared_at = models.DateTimeField(default=clock.now)
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["participation", "counts_on", "evidence"],
                name="declaredtotal_once_a_day",
                violation_error_message=_("A total was already declared for this stall and day."),
            ),
            models.CheckConstraint(condition=Q(amount__gte=0), name="declaredtotal_not_negative"),
            models.CheckConstraint(condition=~Q(evidence=Evidence.ITEMISED), name="declaredtotal_is_not_itemised"),
        ]

    def __str__(self) -> str:
        return f"{self.participation_id} {self.counts_on}: {self.amount}"


class DeclaredPart(models.Model):
    """How much of a declared total was of one family of products, where that was known.

    What the parts leave over is of no known family. They never come to more than the total:
    whoever writes them checks it under the total's lock.
    """

    total = models.ForeignKey(DeclaredTotal, on_delete=models.CASCADE, related_name="parts")
    family = models.ForeignKey("catalogue.ProductClass", on_delete=models.PROTECT, related_name="+")
    amount = models.DecimalField(max_digits=12, decimal_places=2)

    class Meta:
        ordering = ["total", "family"]
        constraints = [
            models.UniqueConstraint(fields=["total", "family"], name="declaredpart_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="declaredpart_above_zero"),
        ]

    def __str__(self) -> str:
        return f"{self.total_id} {self.family_id}: {self.amount}"
